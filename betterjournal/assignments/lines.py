"""The lines of the clinician's list: one client each, as far as appointments and the window speak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor, Part, Tie
from betterjournal.accounts import people
from betterjournal.accounts.models import Client, Person, Practice
from betterjournal.appointments import schedule
from betterjournal.assignments.views import ClientLine


@dataclass(frozen=True)
class Seen:
    """One client as the list looks at all of them; `meets_at` and `ends_at` are of the next appointment."""

    id: str
    name: str
    tie: Tie
    joined: bool
    invited: bool
    stopped: bool
    discharged_at: datetime | None
    meets_at: datetime | None
    ends_at: datetime | None

    @property
    def part(self) -> Part:
        return "discharged" if self.discharged_at else self.tie.part

    @property
    def may_meet(self) -> bool:
        """Whether the one who looks meets them, and may set work or say how an appointment went."""
        return self.part in ("care", "covered") and not self.stopped


def lines(session: Session, actor: Actor, seen: Sequence[Seen], rules: Practice, now: datetime) -> list[ClientLine]:
    """These clients in this order, read together."""
    clients = session.exec(select(Client).where(col(Client.id).in_([each.id for each in seen])))
    coming = {each.id: each.meets_at for each in seen if each.meets_at}
    windows = access.windows(session, actor, clients, coming, now)
    covered = [each.tie.for_id for each in seen if each.part == "covered"]
    rows = session.exec(select(Person).where(col(Person.id).in_(covered))) if covered else ()
    names = {row.id: people.first_name(vault.get(row, "name")) for row in rows}
    return [_line(each, names.get(each.tie.for_id, ""), windows[each.id], rules, now) for each in seen]


def day_of(meets_at: datetime | None, rules: Practice, now: datetime) -> str:
    """ "today" or "tomorrow" where the practice is, else ""."""
    if meets_at is None:
        return ""
    today = clock.local(now, rules.time_zone).date()
    return {today: "today", today + timedelta(days=1): "tomorrow"}.get(_on(meets_at, rules), "")


def _line(each: Seen, for_name: str, window: tuple[bool, date | None], rules: Practice, now: datetime) -> ClientLine:
    today = clock.local(now, rules.time_zone).date()
    is_open, opens_on = window
    meets_on = _on(each.meets_at, rules) if each.meets_at else None
    return ClientLine(
        id=each.id,
        name=each.name,
        joined=each.joined,
        invited=each.invited,
        stopped=each.stopped,
        part=each.part,
        for_name=for_name,
        until=_until(each, rules),
        next_at=at(each.meets_at, rules),
        next_on=meets_on.isoformat() if meets_on else "",
        next_day=day_of(each.meets_at, rules, now),
        next_near=meets_on is not None and schedule.is_near(meets_on, today),
        opens_on=opens_on.isoformat() if opens_on else "",
        opens_near=opens_on is not None and schedule.is_near(opens_on, today),
        window_open=is_open and each.part != "discharged",
    )


def at(moment: datetime | None, rules: Practice) -> str:
    """A local wall time as `2026-12-11T10:00`; "" for none."""
    return clock.local(moment, rules.time_zone).strftime("%Y-%m-%dT%H:%M") if moment else ""


def _until(each: Seen, rules: Practice) -> str:
    if each.discharged_at:
        return _on(each.discharged_at, rules).isoformat()
    return clock.last_day(each.tie.until, rules.time_zone).isoformat() if each.tie.until else ""


def _on(moment: datetime, rules: Practice) -> date:
    return clock.local(moment, rules.time_zone).date()
