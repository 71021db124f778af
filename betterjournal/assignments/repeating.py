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
class Done:
    """One thing that was done: for which day, whether something of it stands shared, and as what."""

    on: date
    shared: str = ""


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


def written(session: Session, ids: Sequence[str]) -> dict[str, dict[str, date]]:
    """The entries of these with words in them, each by the day it tells of: opening a page is not yet beginning."""
    found: dict[str, dict[str, date]] = {}
    rows = session.exec(
        select(Entry).where(
            col(Entry.assignment_id).in_(ids), select(Answer.path).where(Answer.entry_id == Entry.id).exists()
        )
    )
    for entry in rows:
        found.setdefault(str(entry.assignment_id), {})[entry.id] = entry.about_on
    return found


def done(entries: dict[str, date], shared: Sequence[Shared], known: Facts) -> list[Done]:
    """Everything the client did for one assignment. `shared`: the newest first, none taken back."""
    by_entry = {row.entry_id: row.kind for row in reversed(shared) if row.entry_id}
    things = [Done(on, by_entry.get(entry_id, "")) for entry_id, on in entries.items()]
    return things + [Done(known.day(row.shared_at), row.kind) for row in shared if row.entry_id not in entries]


def gathers(row: Assignment) -> bool:
    """Whether one sheet is for several occurrences, a row for each: nothing can be counted by its sharing then."""
    return worksheets.known_definition(row.revision_id).gathers


def state(row: Assignment, things: Sequence[Done], known: Facts) -> str:
    """How the occurrence of today stands, in the words of `standing.state`; what came before it is over."""
    if gathers(row):
        return next((each.shared for each in things if each.shared), "begun" if things else "new")
    rule = known.rule(row)
    occurrence = repeats.current(rule, known.today)
    free = rule.kind in repeats.COUNTED
    now = [each for each in things if free or (occurrence is not None and each.on >= occurrence)]
    if any(not each.shared for each in now):
        return "begun"
    ended = [each.shared for each in now if each.shared and (not free or each.on == known.today)]
    return ended[0] if ended else "new"


def as_set(row: Assignment) -> RepeatView:
    """How it repeats as it was set, with nothing of what its client did."""
    return RepeatView(kind=row.repeat, days=[day for day in row.weekdays.split(",") if day], aim=row.aim)


def is_over(row: Assignment, about_on: date, *, shared: bool, known: Facts) -> bool:
    """Whether what was begun for that day belongs to an occurrence before the one of today.

    Work that is free in its days goes on in what was begun until that is shared.
    """
    rule = known.rule(row)
    if gathers(row):
        return False
    if rule.kind in repeats.COUNTED:
        return shared and about_on < known.today
    occurrence = repeats.current(rule, known.today)
    return rule.kind != "once" and occurrence is not None and about_on < occurrence


def view(row: Assignment, things: Sequence[Done], known: Facts) -> RepeatView:
    """How it repeats and how that stands today, for its client."""
    if gathers(row):
        things = []
    rule, breaks, today = known.rule(row), known.breaks(row), known.today
    since = known.since(rule)
    so_far = sum(since <= each.on <= today and each.shared != "not_this_time" for each in things)
    ended = {found for each in things if each.shared and (found := repeats.current(rule, each.on))}
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
