"""Who looks at a client's line of time, and what of it they may see: asked once for the whole page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from betterjournal import access, audit, clock
from betterjournal.access import Actor
from betterjournal.appointments import around
from betterjournal.review import drawing
from betterjournal.review.line import Asked, Mark, Thing, things
from betterjournal.review.opening import on_record
from betterjournal.review.place import place
from betterjournal.review.views import TimelineItem
from betterjournal.review.wanted import Wanted


@dataclass(frozen=True)
class Look:
    """Somebody's look at one client at one moment."""

    session: Session
    actor: Actor
    sight: access.Sight
    around: around.Around
    reading: access.Reading
    wanted: Wanted
    now: datetime

    @classmethod
    def at(
        cls, session: Session, actor: Actor, client_id: str, wanted: Wanted, now: datetime, page: str = "timeline"
    ) -> "Look":
        looked_at = on_record(actor.by, client_id, page)
        sight = access.sight(session, actor, client_id, now, looked_at)
        known = around.around(session, client_id, now)
        reading = access.reading_by(sight.client, sight.rules, sight.reach, known.times, sight.early, now)
        return cls(session, actor, sight, known, reading, wanted, now)

    @property
    def in_care(self) -> bool:
        return self.reading.reach.part == "care"

    @property
    def covers_until(self) -> str:
        """The last day on which the reader covers, "" for everybody else."""
        until = self.reading.reach.until
        return clock.last_day(until, self.sight.rules.time_zone).isoformat() if until else ""

    @property
    def is_on_record(self) -> bool:
        """Whether this sitting of the reader is written down already."""
        return bool(self.sight.also)

    def is_to_record(self, *, asked: bool) -> bool:
        """Whether this look is still to be written down.

        It is when somebody asked for it. For a colleague every one is: a page that fills itself shows them as much.
        """
        return not self.is_on_record and (asked or self.reading.reach.part in audit.FOR_A_COLLEAGUE)

    def line(self, before: Mark | None, most: int) -> list[Thing]:
        """The newest things before the mark, of what is wanted."""
        asked = Asked(self.wanted, self.now, self.sight.rules.time_zone)
        return things(self.session, self.actor, self.reading, asked, before, most)

    def drawing(self, line: list[Thing], *, reviews: bool = True, with_changes: bool = True) -> drawing.Drawing:
        """Draws these things: without `reviews` none of them offers one, without `with_changes` as they are now."""
        return drawing.Drawing(
            self.session,
            self.sight.rules,
            {each.work.id: each.work for each in line if each.work},
            self.now,
            self.reading.reach,
            can_review=reviews and self.in_care,
            waiting={each.work.id for each in line if each.work and each.waiting},
            with_changes=with_changes,
            reader=self.actor.person_id,
            places={each.id: (place(each.facts), each.settled_at) for each in line if each.facts and not each.work},
        )

    def items(self, line: list[Thing]) -> list[TimelineItem]:
        """Each drawn as the reader may see it, with where a stretch begins."""
        draw = self.drawing(line)
        drawn: dict[str, Callable[[Any], Any]] = {
            "appointment": draw.appointment,
            "assignment": draw.assignment,
            "returned": draw.returned,
            "review": draw.review,
        }
        found: list[TimelineItem] = []
        for each in line:
            since = draw.on(each.since) if each.since else ""
            begins = not found or found[-1].since != since
            row = drawn[each.kind](each.row)
            found.append(drawing.item(each.kind, each.id, draw.on(each.at), row, since, begins=begins))
        return found
