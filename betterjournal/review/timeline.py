"""A client's page for staff: one readable line of time, at most fifty things, and how the open work stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import contact, people
from betterjournal.appointments import around
from betterjournal.appointments import queries as appointments
from betterjournal.review import drawing
from betterjournal.review.line import Mark, Thing, things
from betterjournal.review.open_work import open_work
from betterjournal.review.opening import looked, on_record, open_for
from betterjournal.review.views import TimelineItem, TimelineView

# Some weeks of work, whatever stands before them: a long history opens as fast as a short one.
PAGE_SIZE = 50


def timeline(actor: Actor, client_id: str, before: str = "", *, opens: bool = True) -> TimelineView:
    """One page of the timeline, newest first; reading it opens what it shows (see `opening`).

    With `opens=False`, for a page that nobody asked for just now, what came in since stands closed.

    `before` is the `older` mark of the page before it; one that is none is no mark.
    """
    mark, now = Mark.read(before), clock.now()
    with database.reading() as session:
        look = Look.at(session, actor, client_id, now)
        line = look.line(mark)
        fresh = [each.id for each in line[:PAGE_SIZE] if each.kind == "returned" and not each.opened]
        if not opens or (look.is_on_record and not fresh):
            return _view(look, line, frozenset(fresh))
    if not look.is_on_record:
        looked(actor, client_id, "timeline")
    if fresh:
        open_for(actor, client_id, fresh)
    with database.reading() as session:
        # Read again what was opened: taken back meanwhile is gone, and its words now stand under the record key.
        look = Look.at(session, actor, client_id, now)
        return _view(look, look.line(mark))


@dataclass(frozen=True)
class Look:
    """Who looks at whom, and what they may see and do at that moment; asked once for the whole page."""

    session: Session
    actor: Actor
    sight: access.Sight
    around: around.Around
    reading: access.Reading
    now: datetime

    @classmethod
    def at(cls, session: Session, actor: Actor, client_id: str, now: datetime) -> "Look":
        sight = access.sight(
            session, actor, client_id, now, on_record(actor.by, actor.session_id, client_id, "timeline")
        )
        known = around.around(session, client_id, now)
        reading = access.reading_by(sight.client, sight.rules, sight.reach, known.times, sight.early, now)
        return cls(session, actor, sight, known, reading, now)

    @property
    def in_care(self) -> bool:
        return self.reading.reach.part == "care"

    @property
    def is_on_record(self) -> bool:
        """Whether this sitting of the reader is written down already."""
        return bool(self.sight.also)

    def line(self, before: Mark | None) -> list[Thing]:
        """The things of one page, and one more where there are older ones."""
        return things(self.session, self.actor, self.reading, self.now, before, PAGE_SIZE + 1)


def items(look: Look, line: list[Thing], closed: frozenset[str]) -> list[TimelineItem]:
    """Each drawn as the reader may see it."""
    named = {each.work.id: each.work for each in line if each.work}
    draw = drawing.Drawing(
        look.session,
        look.sight.rules,
        named,
        look.now,
        look.reading.reach,
        can_review=look.in_care,
        closed=closed,
        waiting={each.work.id for each in line if each.work and each.waiting},
    )
    drawn: dict[str, Callable[[Any], Any]] = {
        "appointment": draw.appointment,
        "assignment": draw.assignment,
        "returned": draw.returned,
        "review": draw.review,
    }
    found, last = [], None
    for each in line:
        stretch = draw.on(each.since) if each.since else ""
        found.append(
            drawing.item(
                each.kind, each.id, draw.on(each.at), drawn[each.kind](each.row), stretch, begins=stretch != last
            )
        )
        last = stretch
    return found


def _view(look: Look, line: list[Thing], closed: frozenset[str] = frozenset()) -> TimelineView:
    session, client, rules, now = look.session, look.sight.client, look.sight.rules, look.now
    name, reach = vault.get(client, "name"), look.reading.reach
    look.around.read_people(session, look.sight)
    coming, beside = around.coming(look.around, rules)
    last = look.around.last()
    if last and ((coming and coming.id == last.id) or (reach.since and last.starts_at < reach.since)):
        last = None
    next_, met = [coming] if coming else [], [appointments.view(last, rules, now)] if last else []
    on = clock.local(now, rules.time_zone).date().isoformat()
    page = line[:PAGE_SIZE]
    return TimelineView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        language=client.language,
        joined=client.person_id is not None,
        stopped_on=access.withdrawn_by(client, look.sight.consents, rules.time_zone),
        in_care=look.in_care,
        part=reach.part,
        past=reach.past,
        covers_until=clock.last_day(reach.until, rules.time_zone).isoformat() if reach.until else "",
        window=around.window_of(look.sight, look.around, look.reading.held),
        contact=contact.of(client),
        opened_early=look.reading.early,
        next=next_,
        coming=beside,
        last=met,
        things=items(look, page, closed),
        open_work=open_work(session, look.actor, client, look.reading, look.around.last(held=True), now),
        meets_today=any(one.on == on and one.outcome in ("", "held") for one in (*next_, *met)),
        changes_at=clock.day_ends(now, rules.time_zone),
        older=str(Mark(page[-1].at, page[-1].id)) if len(line) > PAGE_SIZE else "",
    )
