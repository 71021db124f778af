"""The numbers of one worksheet over time: the one picture that a client and who reads for them look at.

It shows what was entered and when they met. Nothing is added up, compared, or drawn where nothing was entered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.appointments.models import Appointment
from betterjournal.entries import charting, reading
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.entries.views import NumberView, SeriesLine, SeriesRow, SeriesView
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import standing
from betterjournal.worksheets.models import Revision
from betterjournal.worksheets.numbers import NEAR, Number, Numbers, Sample

# One drawing: a year, and so many sheets or rows of them, in whole days; of one day alone no more than these.
YEAR, MOST = timedelta(days=365), 200
YEARS = range(1900, 2200)
# Appointments of a year, twice a week and some more.
MOST_MET = 120
Line = tuple[Number, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet that may be drawn. Parts are turned by the day `at`; `on` is the day it tells of.

    Of one day they stand in the order in which they were shared, what was not shared last.
    """

    at: date
    on: date
    shared_at: datetime | None
    revision_id: str
    answers: Mapping[str, str]
    private: bool


def own(actor: Actor, assignment_id: str, before: str = "") -> SeriesView:
    """The client's own sheets of the worksheet of this work, whatever work they were for, shared or not.

    `before` is the `earlier` of the part that was looked at.
    """
    until = day_of(before)
    with database.reading() as session:
        assignment = access.own_assignment(session, actor, assignment_id)
        key = worksheets.definition_of(session, assignment.revision_id).key
        entries = _entries(session, assignment.client_id, key, until)
        words, shared = reading.words_of(session, entries), reading.shared_of(session, entries)
        sheets = [_own(session, row, words[row.id], shared.get(row.id), actor.time_zone) for row in entries]
        met = session.exec(
            select(Appointment.starts_at)
            .where(Appointment.client_id == assignment.client_id, *met_until(until, actor.time_zone))
            .order_by(col(Appointment.starts_at).desc())
            .limit(MOST_MET)
        ).all()
        return drawn(session, assignment.id, sheets, local_days(met, actor.time_zone), turned=until is not None)


def drawn(session: Session, identity: str, sheets: Sequence[Sheet], met: Sequence[date], *, turned: bool) -> SeriesView:
    """The newest part of these sheets. They come newest first, one more than are drawn where there are more."""
    read = {each: Numbers(worksheets.definition_of(session, each)) for each in {one.revision_id for one in sheets}}
    kept, earlier = _part([(one, read[one.revision_id].of_sheet(one.answers, one.on)) for one in sheets])
    lines = dict.fromkeys(line for revision in sorted(read) for line in read[revision].lines)
    picture = _Picture(kept, list(lines), met)
    return SeriesView(
        id=identity,
        first=picture.first.isoformat(),
        last=picture.last.isoformat(),
        earlier=earlier,
        turned=turned,
        has_met=bool(picture.met),
        lines=picture.lines(),
        numbers=[picture.views[each] for each in picture.entered],
        rows=picture.rows(),
    )


def day_of(mark: str) -> date | None:
    """The day of an `earlier`; what is none is no mark."""
    try:
        found = date.fromisoformat(mark)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def met_until(until: date | None, zone: str) -> list[ColumnElement[bool]]:
    """The SQL conditions on `Appointment`: held, and no later than rows of a sheet of that day may tell of."""
    held = [access.ended_and_held(clock.now())]
    return [*held, col(Appointment.starts_at) < day_after(until + NEAR, zone)] if until else held


def of_worksheet(key: str) -> SelectOfScalar[str]:
    """The ids of all its revisions."""
    return select(Revision.id).where(Revision.worksheet_key == key)


def day_after(day: date, zone: str) -> datetime:
    """The midnight that ends it."""
    return clock.at(day + timedelta(days=1), 0, 0, zone)


def local_days(moments: Iterable[datetime], zone: str) -> list[date]:
    return [clock.local(each, zone).date() for each in moments]


def _entries(session: Session, client_id: str, key: str, until: date | None) -> list[Entry]:
    """The newest in which something was saved."""
    saved = select(Answer.entry_id).where(Answer.entry_id == Entry.id).exists()
    of_it = (Entry.client_id == client_id, Entry.kind == "worksheet", col(Entry.revision_id).in_(of_worksheet(key)))
    query = select(Entry).where(*of_it, saved)
    if until:
        query = query.where(col(Entry.about_on) <= until)
    newest = (col(Entry.about_on).desc(), col(Entry.begun_on).desc(), col(Entry.number).desc())
    return list(session.exec(query.order_by(*newest).limit(MOST + 1)))


def _own(session: Session, row: Entry, words: dict[str, str], shared: Shared | None, zone: str) -> Sheet:
    """On the day on which staff read it once it is shared, so that both look at the same picture."""
    answers = standing.to_share(worksheets.definition_of(session, row.revision_id), words)
    held = vault.get_json(shared, "content") if shared else {}
    on = shared_on(held, shared.shared_at, zone) if shared else row.about_on
    given_at = shared.shared_at if shared else None
    return Sheet(row.about_on, on, given_at, row.revision_id, answers, private=answers != held.get("answers"))


def shared_on(held: Mapping[str, Any], shared_at: datetime, zone: str) -> date:
    """The day that what was shared tells of: its own, where it has one, or that of the sharing."""
    return date.fromisoformat(held["about_on"]) if "about_on" in held else clock.local(shared_at, zone).date()


def _part(sheets: Sequence[tuple[Sheet, list[Sample]]]) -> tuple[list[tuple[Sheet, Sample]], str]:
    """What is drawn of them, the oldest first, and the day to look on from."""
    kept: list[tuple[Sheet, Sample]] = []
    earlier, oldest = "", sheets[-1][0].at if len(sheets) > MOST else None
    for at, of_day in groupby(sheets, lambda each: each[0].at):
        found = [(sheet, sample) for sheet, samples in reversed(list(of_day)) for sample in samples]
        if kept and (len(kept) + len(found) > MOST or at == oldest or sheets[0][0].at - at >= YEAR):
            earlier = at.isoformat()
            break
        kept = [*found[-MOST:], *kept]
    else:
        # More of one single day than is drawn.
        earlier = (oldest - timedelta(days=1)).isoformat() if oldest else ""
    return sorted(kept, key=_in_order), earlier


def _in_order(each: tuple[Sheet, Sample]) -> tuple[date, bool, datetime | None]:
    sheet, sample = each
    return sample.on, sheet.shared_at is None, sheet.shared_at


class _Picture:
    """One part of it: what was entered from `first` to `last`, and when they met meanwhile."""

    def __init__(self, kept: Sequence[tuple[Sheet, Sample]], lines: Sequence[Line], met: Sequence[date]) -> None:
        self._kept, self._lines = kept, lines
        samples = [sample for _, sample in kept]
        numbers = list(dict.fromkeys(number for line in lines for number in line))
        self.views = {number: self._view(number, f"{number.key} {place}") for place, number in enumerate(numbers)}
        self.entered = [each for each in numbers if any(one.values.get(each) for one in samples)]
        days = [each.on for each in samples if any(each.values.get(number) for number in self.entered)]
        self.first, self.last = min(days, default=date.min), max(days, default=date.min)
        self.met = [day for day in met if self.first <= day <= self.last]

    def lines(self) -> list[SeriesLine]:
        return [self._line(line) for line in self._lines if any(number in self.entered for number in line)]

    def _view(self, number: Number, name: str) -> NumberView:
        given = [sample.values.get(number, "") for _, sample in self._kept]
        entered = sorted((value for value in given if value), key=float)
        label, unit = number.label, number.unit
        low, high = (entered[0], entered[-1]) if entered else ("", "")
        return NumberView(name, label.en, label.fr, unit.en, unit.fr, number.hours, low, high)

    def rows(self) -> list[SeriesRow]:
        """In the order of the days; they met before what is of the same day."""
        found = [SeriesRow("", on.isoformat(), met=True, private=False, cells=[]) for on in self.met]
        for sheet, sample in self._kept:
            if any(number in sample.values for number in self.entered) and self.first <= sample.on <= self.last:
                cells = [sample.values.get(number, "") for number in self.entered]
                found.append(SeriesRow("", sample.on.isoformat(), met=False, private=sheet.private, cells=cells))
        return [replace(row, id=str(place)) for place, row in enumerate(sorted(found, key=lambda row: row.on))]

    def _line(self, line: Line) -> SeriesLine:
        points = [
            charting.Point(each.on, tuple(each.values.get(number, "") for number in line), each.follows)
            for _, each in self._kept
            if line[-1] in each.values and self.first <= each.on <= self.last
        ]
        least, most = line[0].least, line[0].most
        ends = (least, most) if least is not None and most is not None else None
        name = " ".join(self.views[number].id for number in line)
        drawn = charting.line(name, points, self.first, self.last, ends, self.met)
        return SeriesLine(**vars(drawn), numbers=[self.views[each] for each in line], hours=line[0].hours)
