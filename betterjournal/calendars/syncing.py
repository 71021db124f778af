"""What has to happen so that appointments stand as the calendar has them. Pure: no session, no clock.

Only what came from the calendar is moved or cancelled by it, and only while it is to come and nobody changed it by
hand. What stands at the very time already is adopted, whoever set it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

Place = tuple[str, datetime]
Name = tuple[str, str]


@dataclass(frozen=True)
class Wanted:
    """One entry of the calendar: its name there, whose it is, and when."""

    entry: str
    client_id: str
    starts_at: datetime
    ends_at: datetime

    @property
    def place(self) -> Place:
        return self.client_id, self.starts_at

    @property
    def name(self) -> Name:
        """Whose it is belongs to it: an entry that means somebody else now is another one."""
        return self.client_id, self.entry


@dataclass(frozen=True)
class Standing:
    """An appointment; `entry` is "" when no entry of the calendar stands for it. `coming`: nobody said otherwise."""

    appointment_id: str
    entry: str
    client_id: str
    starts_at: datetime
    ends_at: datetime
    coming: bool = True

    @property
    def place(self) -> Place:
        return self.client_id, self.starts_at

    @property
    def name(self) -> Name:
        return self.client_id, self.entry


@dataclass(frozen=True)
class Set:
    """A new appointment; with `adopts` that one is it already."""

    wanted: Wanted
    adopts: str = ""


@dataclass(frozen=True)
class Move:
    """The same entry at another time; with `adopts` there is an appointment then already."""

    appointment_id: str
    wanted: Wanted
    adopts: str = ""


@dataclass(frozen=True)
class Stretch:
    """The same time, and another end."""

    appointment_id: str
    wanted: Wanted


@dataclass(frozen=True)
class Cancel:
    """The entry is gone."""

    appointment_id: str
    entry: str
    client_id: str


@dataclass(frozen=True)
class Forget:
    """The entry is gone and its appointment stays: it is over, was changed by hand, or another entry has it."""

    entry: str
    client_id: str


Step = Set | Move | Stretch | Cancel | Forget


def plan(wanted: Iterable[Wanted], standing: Iterable[Standing], now: datetime, until: datetime) -> list[Step]:
    """The steps, those that take away first. What lies after `until` is not touched: the calendar was not asked."""
    meant = _one_a_place(wanted, now, until)
    known = {each.name: each for each in standing if each.entry}
    kept = {name: each for name, each in known.items() if name in meant}
    gone = [each for name, each in known.items() if name not in meant]
    places = {each.place for each in meant.values()}
    leaving = {each.appointment_id for each in _leaving(kept, meant, gone, places, now, until)}
    free = {each.place: each.appointment_id for each in standing if each.coming and each.appointment_id not in leaving}
    away = [_gone(each, places, now, until) for each in gone]
    steps = [_step(each, kept.get(each.name), free.get(each.place, ""), now) for each in meant.values()]
    return [step for step in (*away, *steps) if step is not None]


def _one_a_place(wanted: Iterable[Wanted], now: datetime, until: datetime) -> dict[Name, Wanted]:
    """A client is at one place once: of two entries for it the first by name counts."""
    ahead = sorted((each for each in wanted if now < each.starts_at <= until), key=lambda each: each.entry)
    first: dict[Place, Wanted] = {}
    for each in ahead:
        first.setdefault(each.place, each)
    return {each.name: each for each in first.values()}


def _leaving(
    kept: dict[Name, Standing],
    meant: dict[Name, Wanted],
    gone: list[Standing],
    places: set[Place],
    now: datetime,
    until: datetime,
) -> list[Standing]:
    """Those whose time does not stay theirs, so that nothing else takes them for its own."""
    moving = [each for name, each in kept.items() if _moves(each, meant[name], now)]
    return moving + [each for each in gone if isinstance(_gone(each, places, now, until), Cancel)]


def _moves(known: Standing, wanted: Wanted, now: datetime) -> bool:
    return known.coming and known.starts_at > now and known.starts_at != wanted.starts_at


def _gone(known: Standing, places: set[Place], now: datetime, until: datetime) -> Step | None:
    if known.coming and known.starts_at > until:
        return None
    if not known.coming or known.starts_at <= now or known.place in places:
        return Forget(known.entry, known.client_id)
    return Cancel(known.appointment_id, known.entry, known.client_id)


def _step(wanted: Wanted, known: Standing | None, free: str, now: datetime) -> Step | None:
    if known is None:
        return Set(wanted, free)
    if _moves(known, wanted, now):
        return Move(known.appointment_id, wanted, free)
    if known.starts_at != wanted.starts_at:
        # What it stood for is over or was changed by hand; the calendar has it anew.
        return Set(wanted, free)
    if known.coming and known.ends_at != wanted.ends_at:
        return Stretch(known.appointment_id, wanted)
    return None
