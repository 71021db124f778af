"""Reads how repeating work stands for its client: what was written and shared for which of its days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.accounts import people
from betterjournal.accounts.models import Client, Person
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import repeats
from betterjournal.assignments.models import Assignment, RepeatPause, RepeatSkip
from betterjournal.assignments.repeats import Breaks, Rule
from betterjournal.assignments.views import RepeatView
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.worksheets import queries as worksheets

# Work is reviewed long before it was done after more appointments than this.
MOST_MET = 200


@dataclass(frozen=True)
class Sheet:
    """An entry of repeating work: the day it tells of, and that of the appointment it was begun after."""

    on: date
    after: date | None
    has_words: bool


@dataclass(frozen=True)
class Done:
    """One thing that was done: for which day, and as what it stands shared, since when; "" and None while it is not."""

    on: date
    after: date | None = None
    shared: str = ""
    at: datetime | None = None


@dataclass
class Facts:
    """What the rules need to know of some assignments of one client, read at once."""

    client: Client
    zone: str
    now: datetime
    met: list[Appointment] = field(default_factory=list)
    pauses: dict[str, list[RepeatPause]] = field(default_factory=dict)
    skips: dict[str, set[date]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.day(self.now)

    @property
    def ends_at(self) -> datetime:
        """When today is over, from which all of it reads otherwise."""
        return clock.at(self.today + timedelta(days=1), 0, 0, self.zone)

    def day(self, moment: datetime) -> date:
        return clock.local(moment, self.zone).date()

    def rule(self, row: Assignment) -> Rule:
        """From the day it landed, which is that of an appointment when it waited for one."""
        after = [each.ends_at for each in self.met if each.ends_at > row.sent_at]
        landed = row.visible_at or (after[0] if after else row.sent_at)
        return Rule(
            kind=repeats.kind(row.repeat),
            from_on=self.day(landed),
            weekdays=repeats.weekdays(row.weekdays),
            aim=row.aim,
            met_on=[self.day(moment) for moment in after],
        )

    def after(self, row: Assignment) -> date | None:
        """The day of the appointment that what is begun now comes after; None for work that follows none."""
        return repeats.current(self.rule(row), self.today) if row.repeat == "each_appointment" else None

    def breaks(self, row: Assignment) -> Breaks:
        pauses = [(each.from_on, each.resumed_on) for each in self.pauses.get(row.id, [])]
        return Breaks(pauses, frozenset(self.skips.get(row.id, ())))

    def since(self, rule: Rule) -> date:
        """The first day that counts towards the agreed number."""
        last = max((each.ends_at for each in self.met), default=None)
        return repeats.since(rule, self.today, self.day(last) if last else None)


def facts(session: Session, client: Client, rows: Iterable[Assignment], zone: str, now: datetime) -> Facts:
    """Of those that repeat; nothing is asked when none does."""
    ids = [row.id for row in rows if row.repeat != "once"]
    known = Facts(client, zone, now)
    if not ids:
        return known
    known.met = list(
        session.exec(
            select(Appointment)
            .where(Appointment.client_id == client.id, access.ended_and_held(now))
            .order_by(col(Appointment.ends_at).desc())
            .limit(MOST_MET)
        )
    )[::-1]
    paused = session.exec(
        select(RepeatPause, Person)
        .join(Person, col(Person.id) == RepeatPause.person_id)
        .where(col(RepeatPause.assignment_id).in_(ids))
    )
    for pause, person in paused:
        known.pauses.setdefault(pause.assignment_id, []).append(pause)
        if person.id != client.person_id:
            known.names[person.id] = people.first_name(vault.get(person, "name"))
    for skip in session.exec(select(RepeatSkip).where(col(RepeatSkip.assignment_id).in_(ids))):
        known.skips.setdefault(skip.assignment_id, set()).add(skip.on)
    return known


def sheets(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Sheet]]:
    """The entries of these; opening a page is not yet beginning, so whether they hold words is said."""
    found: dict[str, dict[str, Sheet]] = {}
    has_words = select(Answer.path).where(Answer.entry_id == Entry.id).exists()
    for entry, written in session.exec(select(Entry, has_words).where(col(Entry.assignment_id).in_(ids))):
        sheet = Sheet(entry.about_on, entry.occurrence_on, written)
        found.setdefault(str(entry.assignment_id), {})[entry.id] = sheet
    return found


def done(of: dict[str, Sheet], shared: Sequence[Shared], known: Facts) -> list[Done]:
    """Everything the client did for one assignment, each sheet once. `shared`: the newest first, none taken back."""
    stands = {row.entry_id or row.end_of: row for row in reversed(shared)}
    things = []
    for entry_id, sheet in of.items():
        row = stands.get(entry_id)
        if row or sheet.has_words:
            kind, at = (row.kind, row.shared_at) if row else ("", None)
            things.append(Done(sheet.on, sheet.after, kind, at))
    loose = [row for row in shared if (row.entry_id or row.end_of) not in of]
    return things + [Done(known.day(row.shared_at), None, row.kind, row.shared_at) for row in loose]


def gathers(row: Assignment) -> bool:
    """Whether one sheet is for several occurrences, a row for each: nothing can be counted by its sharing then."""
    return worksheets.known_definition(row.revision_id).gathers


def count(row: Assignment, shared: Sequence[Shared]) -> int:
    """How many sheets of it are among these; what was shared twice is one, what was not this time is none."""
    if row.repeat == "once" or gathers(row):
        return 0
    mine = [each for each in shared if each.assignment_id == row.id and each.kind != "not_this_time"]
    return len({each.entry_id or each.end_of or each.id for each in mine})


def state(row: Assignment, things: Sequence[Done], known: Facts) -> str:
    """How the occurrence of today stands, in the words of `standing.state`; what came before it is over."""
    if gathers(row):
        return next((each.shared for each in things if each.shared), "begun" if things else "new")
    rule = known.rule(row)
    occurrence = repeats.current(rule, known.today)
    free = rule.kind in repeats.COUNTED
    now = [each for each in things if free or (occurrence and _occurrence(rule, each) == occurrence)]
    if any(not each.shared for each in now):
        return "begun"
    ended = [each.shared for each in now if each.shared and (not free or each.on == known.today)]
    return ended[0] if ended else "new"


def as_set(row: Assignment) -> RepeatView:
    """How it repeats as it was set, with nothing of what its client did."""
    return RepeatView(kind=row.repeat, days=[day for day in row.weekdays.split(",") if day], aim=row.aim)


def is_over(row: Assignment, entry: Entry, *, shared: bool, known: Facts) -> bool:
    """Whether the entry belongs to an occurrence before the one of today.

    Work that is free in its days goes on in what was begun until that is shared.
    """
    rule = known.rule(row)
    if gathers(row):
        return False
    if rule.kind in repeats.COUNTED:
        return shared and entry.about_on < known.today
    occurrence = repeats.current(rule, known.today)
    if rule.kind == "once" or occurrence is None:
        return False
    if rule.kind == "each_appointment":
        return entry.occurrence_on is None or entry.occurrence_on < occurrence
    return entry.about_on < occurrence


def view(row: Assignment, things: Sequence[Done], known: Facts) -> RepeatView:
    """How it repeats and how that stands today, for its client."""
    if gathers(row):
        things = []
    rule, breaks, today = known.rule(row), known.breaks(row), known.today
    so_far = sum(_counts(rule, each, known) for each in things)
    ended = {found for each in things if each.shared and (found := _occurrence(rule, each))}
    by = next((each.person_id for each in known.pauses.get(row.id, []) if each.resumed_on is None), "")
    stands = "" if rule.kind == "once" else repeats.stands(rule, breaks, today, done=ended, so_far=so_far)
    after = repeats.following(rule, breaks, today) if stands not in ("", "due") else None
    return replace(
        as_set(row),
        so_far=so_far,
        stands=stands,
        paused_by=known.names.get(by, ""),
        next_on=after.isoformat() if after else "",
    )


def remind_on(row: Assignment, known: Facts) -> str:
    """Where the client's own reminder starts from: the next day of work that falls on days, else tomorrow."""
    rule, today = known.rule(row), known.today
    after = None if rule.kind == "once" else repeats.following(rule, known.breaks(row), today)
    return (after or today + timedelta(days=1)).isoformat()


def _occurrence(rule: Rule, each: Done) -> date | None:
    """Which one it was done for. On the day of an appointment only the sheet knows whether it was before or after."""
    return each.after if rule.kind == "each_appointment" and each.after else repeats.current(rule, each.on)


def _counts(rule: Rule, each: Done, known: Facts) -> bool:
    """Towards the agreed number: what was shared on the morning before an appointment belongs to the time before it."""
    if each.shared == "not_this_time":
        return False
    if rule.kind == "times" and each.at and known.met:
        return each.at > known.met[-1].ends_at
    return known.since(rule) <= each.on <= known.today
