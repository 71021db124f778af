"""The client's own history by days: which hold a page, a check-in or work, and what those of one day are.

Only what is there is told: no day without anything is counted, and nothing is made of the numbers.
"""

import calendar
from collections import defaultdict
from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.appointments import schedule
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries import charting, drawing, reading
from betterjournal.entries.models import Answer, Entry
from betterjournal.entries.views import DayCell, DayView, MonthView, WeekRow, WorkLine
from betterjournal.errors import Invalid

# More of one month, or of one day, is not drawn.
MOST, MOST_OF_A_DAY = 500, 50
FIRST_YEAR = 2000
_WEEKS = calendar.Calendar(firstweekday=calendar.SUNDAY)


def month(actor: Actor, of: str = "") -> MonthView:
    """A month of one's own days; `of` is any day of it, "" for this one."""
    today = clock.today(actor.time_zone)
    first = (schedule.day(of, "month") if of else today).replace(day=1)
    if not FIRST_YEAR <= first.year <= today.year:
        raise Invalid("month", "problem.date")
    last = _last(first)
    with database.reading() as session:
        mine = access.own_client(session, actor)
        if access.person(session, actor).days_hidden_on is not None:
            return MonthView(mine.id, True, first.isoformat(), "", "", "", "", [], [], [])
        entries = _written(session, mine.id, first, last, MOST)
        said = [entry for entry in entries if entry.kind == "check_in"]
        words, shared = reading.words_of(session, said), reading.shared_of(session, said)
        begins = _begins(session, mine.id)
    rows = [drawing.check_in(row, words[row.id], shared.get(row.id)) for row in said]
    return MonthView(
        id=mine.id,
        hidden=False,
        month=first.isoformat(),
        first=first.isoformat(),
        last=last.isoformat(),
        earlier=_month_before(first).isoformat() if begins and begins < first else "",
        later=(last + timedelta(days=1)).isoformat() if last < today else "",
        weeks=_weeks(first, entries),
        check_ins=rows,
        lines=charting.lines(rows, first, last),
    )


def day(actor: Actor, on: str) -> DayView:
    """What is of one day, in the order it was begun."""
    asked = schedule.day(on, "day")
    with database.reading() as session:
        mine = access.own_client(session, actor)
        entries = _written(session, mine.id, asked, asked, MOST_OF_A_DAY)
        own = [entry for entry in entries if entry.kind != "worksheet"]
        words, shared = reading.words_of(session, own), reading.shared_of(session, own)
        ids = {entry.assignment_id for entry in entries}
        work = {row.id: row for row in session.exec(select(Assignment).where(col(Assignment.id).in_(ids)))}
    pages = [drawing.page_line(row, words[row.id], shared.get(row.id)) for row in own if row.kind == "page"]
    said = [drawing.check_in(row, words[row.id], shared.get(row.id)) for row in own if row.kind == "check_in"]
    sheets = [(entry, work[entry.assignment_id]) for entry in entries if entry.assignment_id]
    done = [WorkLine(entry.id, of.id, assignments.content_of(of).title, of.language) for entry, of in sheets]
    return DayView(asked.isoformat(), pages, said, done)


def hide(actor: Actor) -> None:
    """The client does not want to see their days."""
    _choose(actor, hidden=True)


def show(actor: Actor) -> None:
    """They are shown again."""
    _choose(actor, hidden=False)


def _choose(actor: Actor, *, hidden: bool) -> None:
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        person = access.person(change.session, actor)
        person.days_hidden_on = clock.today(actor.time_zone) if hidden else None
        change.session.add(person)
        change.record(Act.SETTINGS, kind="days")
        change.announce(f"client:{mine.id}")


def _written(session: Session, client_id: str, first: date, last: date, most: int) -> list[Entry]:
    """What words were ever saved in; a sheet that was only looked at is of no day."""
    saved = select(Answer.entry_id).where(Answer.entry_id == Entry.id).exists()
    of_days = (Entry.client_id == client_id, col(Entry.about_on).between(first, last), saved)
    in_order = (col(Entry.about_on), col(Entry.begun_on), col(Entry.number))
    return list(session.exec(select(Entry).where(*of_days).order_by(*in_order).limit(most)))


def _begins(session: Session, client_id: str) -> date | None:
    """The first day of anything."""
    return session.exec(select(func.min(Entry.about_on)).where(Entry.client_id == client_id)).one()


def _weeks(first: date, entries: list[Entry]) -> list[WeekRow]:
    kinds: dict[date, set[str]] = defaultdict(set)
    for entry in entries:
        kinds[entry.about_on].add(entry.kind)
    weeks = _WEEKS.monthdatescalendar(first.year, first.month)
    return [WeekRow(week[0].isoformat(), [_cell(each, first, kinds[each]) for each in week]) for week in weeks]


def _cell(on: date, first: date, kinds: set[str]) -> DayCell:
    if on.month != first.month:
        return DayCell("", "", False, False, False)
    return DayCell(on.isoformat(), str(on.day), "page" in kinds, "check_in" in kinds, "worksheet" in kinds)


def _last(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
