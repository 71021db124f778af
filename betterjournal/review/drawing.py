"""Turns rows that the timeline was allowed to fetch into what the screen draws."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from betterjournal import clock, vault
from betterjournal.access import Reach
from betterjournal.accounts import people
from betterjournal.accounts.models import Person, Practice
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.appointments.views import AppointmentView
from betterjournal.assignments import editing, landing, repeating
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import Content, SetView
from betterjournal.entries import given
from betterjournal.entries.models import Shared
from betterjournal.review import standing
from betterjournal.review.models import Review
from betterjournal.review.place import Place
from betterjournal.review.views import ReturnedView, ReviewView, TimelineItem

PLAN = ("when", "where", "first_step")
_PLAN = tuple(f"set_{name}" for name in PLAN)
FIELDS = ("appointment", "assignment", "returned", "review")
WORDS = {
    "": "nothing",
    "whole": "shared",
    "another_way": "shared",
    "part": "part",
    "not_this_time": "not_this_time",
}


def standing_word(kind: str, *, known: bool) -> str:
    """One of the four words, as a key; "" when nothing may be said yet."""
    return WORDS[kind] if known else ""


def item(kind: str, identity: str, on: str, drawn: Any, since: str, *, begins: bool) -> TimelineItem:
    """One line of time holding one drawn thing."""
    lists: dict[str, list[Any]] = {name: [drawn] if name == kind else [] for name in FIELDS}
    return TimelineItem(id=identity, kind=kind, on=on, since=since, begins=begins, **lists)


class Drawing:
    """Draws the things of one page; the words of each assignment are opened once."""

    def __init__(
        self,
        session: Session,
        rules: Practice,
        named: dict[str, Assignment],
        now: datetime,
        reach: Reach,
        *,
        can_review: bool,
        waiting: set[str] | None = None,
        with_changes: bool = True,
        places: Mapping[str, tuple[Place, datetime | None]] | None = None,
        reader: str = "",
    ) -> None:
        """`places`: where a page or a check-in stands, and when that was settled, by its id.

        With a `reader` it is said who decided, unless it was they.
        """
        self.session, self.rules, self.named, self.now = session, rules, named, now
        self.reach, self.can_review = reach, can_review
        self._offered: set[str] = set()
        self._places, self._reader = places or {}, reader
        self._waiting = standing.waiting(session, list(named), now) if waiting is None else waiting
        self._earlier = editing.earlier(session, list(named.values()), rules.time_zone) if with_changes else {}
        self._contents: dict[str, Content] = {}

    def on(self, moment: datetime) -> str:
        """The local date of a moment; staff see days, never clock times of a client."""
        return clock.local(moment, self.rules.time_zone).date().isoformat()

    def appointment(self, row: Appointment) -> AppointmentView:
        return appointments.view(row, self.rules, self.now)

    def assignment(self, row: Assignment) -> SetView:
        content = self.content(row.id)
        return SetView(
            id=row.id,
            title=content.title,
            what=content.what,
            why=content.why,
            # Between a client and the clinician who wrote it: neither who covers nor the next one reads it.
            note=content.note if self._was_theirs(row.sent_at) else "",
            note_language=content.note_language or row.language,
            when=content.when,
            where=content.where,
            first_step=content.first_step,
            smallest=content.smallest,
            minutes=content.minutes,
            repeat=repeating.as_set(row),
            sent_on=self.on(row.sent_at),
            waiting=row.id in self._waiting,
            lands_on=landing.lands_on(row.visible_at, self.now, self.rules.time_zone),
            withdrawn=row.withdrawn_at is not None,
            withdrawn_words=vault.get(row, "withdrawn_words"),
            decided=row.decided_at is not None,
            earlier=self._earlier.get(row.id, []) if self._was_theirs(row.sent_at) else [],
        )

    def _was_theirs(self, at: datetime) -> bool:
        """Whether what was written then is of the time in which whoever reads has the client, or of all of it."""
        return self.reach.part != "covered" and (self.reach.since is None or at >= self.reach.since)

    def returned(self, row: Shared) -> ReturnedView:
        held = vault.get_json(row, "content")
        return ReturnedView(
            **vars(given.read(self.session, row.kind, row.language, row.revision_id, held)),
            id=row.id,
            assignment_id=row.assignment_id or "",
            title=self.content(row.assignment_id).title if row.assignment_id else "",
            on=held.get("on") or held.get("about_on") or self.on(row.shared_at),
            bring=row.bring,
            smallest=row.smallest,
            can_review=self._may_review(row),
            **self._placed(row),
            marked_by=self._name(row.marked_by),
            together_with=self._name(row.together_with),
            together_on=held.get("together_on", ""),
            **self._as_set(row, held),
        )

    def _as_set(self, row: Shared, held: dict[str, Any]) -> dict[str, Any]:
        """The clinician's words that what came back answers or changed."""
        content = self.content(row.assignment_id) if row.assignment_id else Content()
        plan = held.get("plan") or {}
        answers = row.kind in ("another_way", "not_this_time") and content.what != content.title
        changed = {f"set_{name}": str(getattr(content, name)) for name in PLAN if plan.get(name)}
        return {"set_what": content.what if answers else "", **dict.fromkeys(_PLAN, ""), **changed}

    def _name(self, person_id: str | None) -> str:
        """A colleague's first name; each row of people is fetched once for a page."""
        return people.first_name(vault.get(self.session.get_one(Person, person_id), "name")) if person_id else ""

    def _may_review(self, row: Shared) -> bool:
        """Once for each open assignment: on the newest of what came back, which is drawn first."""
        about = row.assignment_id
        if about is None or about in self._offered or not self.can_review:
            return False
        self._offered.add(about)
        return self.named[about].decided_at is None

    def _placed(self, row: Shared) -> dict[str, Any]:
        where, at = self._places.get(row.id, ("", None))
        is_open = self.can_review and where in ("ahead", "carried")
        return {
            "place": where,
            "settled_on": self.on(at) if at else "",
            "can_settle": is_open and (row.kind != "check_in" or self._is_first(row.kind)),
        }

    def _is_first(self, kind: str) -> bool:
        """Check-ins are settled together with those before them, so the newest of a page alone offers it."""
        if kind in self._offered:
            return False
        self._offered.add(kind)
        return True

    def review(self, row: Review) -> ReviewView:
        content = self.content(row.assignment_id)
        # Of the time before, where only takeaways are open, no more than the client keeps of it.
        rated = self.reach.since is None or row.at >= self.reach.since
        return ReviewView(
            id=row.id,
            assignment_id=row.assignment_id,
            title=content.title,
            on=self.on(row.at),
            much=_number(row.much) if rated else "",
            useful=_number(row.useful) if rated else "",
            decision=row.decision,
            takeaway=vault.get(row, "takeaway"),
            continued=row.decision != "let_go",
            by=self._name(row.person_id) if self._reader not in ("", row.person_id) else "",
        )

    def content(self, assignment_id: str) -> Content:
        """The words of an assignment of this page."""
        if assignment_id not in self._contents:
            self._contents[assignment_id] = assignments.content_of(self.named[assignment_id])
        return self._contents[assignment_id]


def _number(value: Any) -> str:
    return "" if value is None else str(value)
