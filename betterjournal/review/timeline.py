"""A client's page for staff: one readable line of time, at most twenty things, and how the open work stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, literal, union_all
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import carried, contact, people
from betterjournal.accounts.models import Client, Practice
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import landing, pausing
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Shared
from betterjournal.review import drawing, notes, standing
from betterjournal.review.models import Review
from betterjournal.review.opening import looked, open_for, unopened
from betterjournal.review.views import StandingView, TimelineItem, TimelineView

# Some weeks of work, whatever stands before them: a long history opens as fast as a short one.
PAGE_SIZE = 20
OPEN_WORK = 20
MARK, MARK_SECONDS = "timeline", 24 * 3600
TALKED_ABOUT_AFTER = timedelta(hours=12)


def timeline(actor: Actor, client_id: str, before: str = "", *, opens: bool = True) -> TimelineView:
    """One page of the timeline, newest first; reading it opens what it shows (see `opening`).

    With `opens=False`, for a page that nobody asked for just now, what came in since stands closed.

    `before` is the `older` mark of the page before it; one that is none is no mark.
    """
    mark = Mark.read(before)
    if opens:
        looked(actor, client_id, "timeline")
    now = clock.now()
    with database.reading() as session:
        look = _Look.at(session, actor, client_id, now)
        marks = _marks(look, mark)
        shared = _rows(session, Shared, marks, "returned")
        fresh = unopened(session, actor, shared.values())
        if not fresh or not opens:
            return _view(look, marks, shared, frozenset(fresh))
    open_for(actor, client_id, fresh)
    with database.reading() as session:
        # Read again what was opened: taken back meanwhile is gone, and its words now stand under the record key.
        look = _Look.at(session, actor, client_id, now)
        return _view(look, marks, _rows(session, Shared, marks, "returned"))


@dataclass(frozen=True)
class _Look:
    """Who looks at whom, and what they may see and do at that moment; asked once for the whole page."""

    session: Session
    actor: Actor
    client: Client
    rules: Practice
    reading: access.Reading
    now: datetime

    @classmethod
    def at(cls, session: Session, actor: Actor, client_id: str, now: datetime) -> "_Look":
        client = access.client(session, actor, client_id)
        reading = access.reading(session, actor, client)
        return cls(session, actor, client, access.practice(session), reading, now)

    @property
    def in_care(self) -> bool:
        return self.reading.reach.part == "care"


@dataclass(frozen=True)
class Mark:
    """Where one page ended. Things of one moment are told apart by their id, so none falls between two pages."""

    at: datetime
    id: str

    def __str__(self) -> str:
        """Sealed, because it holds the very second at which a client may have shared something."""
        return carried.seal(MARK, {"at": self.at.isoformat(), "id": self.id})

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        held = carried.unseal(MARK, text, MARK_SECONDS) if text else None
        return cls(datetime.fromisoformat(held["at"]), held["id"]) if held else None


def _marks(look: _Look, before: Mark | None) -> list[tuple[str, str, datetime]]:
    """(kind, id, moment) of the newest things before the mark; one indexed read however long the history is."""
    parts, now, reading = [], look.now, look.reading
    sources: tuple[tuple[str, Any, Any, Any], ...] = (
        ("appointment", Appointment, Appointment.starts_at, reading.met_before_them & appointments.told()),
        ("assignment", Assignment, Assignment.sent_at, reading.set_before_them),
        ("returned", Shared, Shared.shared_at, reading.readable),
        ("review", Review, Review.at, reading.decided_before_them),
    )
    for kind, table, moment, condition in sources:
        query = select(literal(kind).label("kind"), table.id, moment.label("at"))
        query = query.where(table.client_id == look.client.id, moment <= now, condition)
        if before:
            query = query.where((moment < before.at) | ((moment == before.at) & (table.id < before.id)))
        parts.append(query.order_by(moment.desc(), table.id.desc()).limit(PAGE_SIZE + 1).subquery())
    together = union_all(*(select(part) for part in parts)).subquery()
    rows = look.session.exec(
        select(together.c.kind, together.c.id, together.c.at)
        .order_by(together.c.at.desc(), together.c.id.desc())
        .limit(PAGE_SIZE + 1)
    ).all()
    return [(kind, identity, moment) for kind, identity, moment in rows]


def _rows(session: Session, table: Any, marks: list[tuple[str, str, datetime]], kind: str) -> dict[str, Any]:
    ids = [identity for k, identity, _ in marks[:PAGE_SIZE] if k == kind]
    if not ids:
        return {}
    return {row.id: row for row in session.exec(select(table).where(table.id.in_(ids)))}


def _items(
    look: _Look, marks: list[tuple[str, str, datetime]], returned: dict[str, Shared], closed: frozenset[str]
) -> list[TimelineItem]:
    met = _rows(look.session, Appointment, marks, "appointment")
    sent = _rows(look.session, Assignment, marks, "assignment")
    shared = {k: v for k, v in returned.items() if v.taken_back_at is None}
    reviews = _rows(look.session, Review, marks, "review")
    named = {row.assignment_id for row in (*shared.values(), *reviews.values()) if row.assignment_id} - set(sent)
    others = {row.id: row for row in look.session.exec(select(Assignment).where(col(Assignment.id).in_(named)))}
    draw = drawing.Drawing(
        look.session, look.rules, sent | others, look.now, look.reading.reach, can_review=look.in_care, closed=closed
    )
    kinds: dict[str, tuple[dict[str, Any], Callable[[Any], Any]]] = {
        "appointment": (met, draw.appointment),
        "assignment": (sent, draw.assignment),
        "returned": (shared, draw.returned),
        "review": (reviews, draw.review),
    }
    noted = notes.beside(look.session, look.actor, look.client.id, look.reading.reach, [*sent, *shared])
    items = []
    for kind, identity, moment in marks[:PAGE_SIZE]:
        rows, drawn = kinds[kind]
        if identity in rows:
            mine = noted.get(identity, [])
            items.append(drawing.item(kind, identity, draw.on(moment), drawn(rows[identity]), mine))
    return items


def _view(
    look: _Look,
    marks: list[tuple[str, str, datetime]],
    shared: dict[str, Shared],
    closed: frozenset[str] = frozenset(),
) -> TimelineView:
    session, client, rules, now = look.session, look.client, look.rules, look.now
    name, reach = vault.get(client, "name"), look.reading.reach
    coming, beside = appointments.coming(session, client.id, rules, now)
    last = appointments.last_begun(session, client.id, now)
    if last and ((coming and coming.id == last.id) or (reach.since and last.starts_at < reach.since)):
        last = None
    next_, met = [coming] if coming else [], [appointments.view(last, rules, now)] if last else []
    on = clock.local(now, rules.time_zone).date().isoformat()
    return TimelineView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        language=client.language,
        joined=client.person_id is not None,
        stopped_on=access.withdrawn_on(session, client, rules.time_zone),
        in_care=look.in_care,
        part=reach.part,
        past=reach.past,
        covers_until=clock.last_day(reach.until, rules.time_zone).isoformat() if reach.until else "",
        window=appointments.window_of(session, client, rules, now, look.reading.held),
        contact=contact.of(client),
        opened_early=look.reading.early,
        next=next_,
        coming=beside,
        last=met,
        things=_items(look, marks, shared, closed),
        open_work=_open_work(look),
        meets_today=any(one.on == on and one.outcome in ("", "held") for one in (*next_, *met)),
        changes_at=clock.day_ends(now, rules.time_zone),
        older=str(Mark(marks[PAGE_SIZE - 1][2], marks[PAGE_SIZE - 1][1])) if len(marks) > PAGE_SIZE else "",
    )


def _open_work(look: _Look) -> list[StandingView]:
    rows = look.session.exec(
        select(Assignment)
        .where(
            Assignment.client_id == look.client.id,
            col(Assignment.decided_at).is_(None),
            col(Assignment.withdrawn_at).is_(None),
            look.reading.set_before_them,
        )
        .order_by(col(Assignment.sent_at).desc())
        .limit(OPEN_WORK)
    ).all()
    kinds = _latest_kinds(look, [row.id for row in rows])
    waiting = standing.waiting(look.session, [row.id for row in rows], look.now)
    decidable = _decidable(look, rows) - waiting if look.in_care else set()
    zone = look.actor.time_zone
    paused = pausing.paused_for(
        look.session, look.client.id, look.client.person_id, [row.id for row in rows if row.repeat != "once"]
    )
    return [
        StandingView(
            id=row.id,
            title=assignments.content_of(row).title,
            sent_on=clock.local(row.sent_at, zone).date().isoformat(),
            waiting=row.id in waiting,
            lands_on=landing.lands_on(row.visible_at, look.now, zone),
            word=drawing.standing_word(kinds.get(row.id, ""), known=row.id in kinds or look.reading.is_open),
            can_review=row.id in decidable and row.id not in kinds,
            repeats=row.repeat != "once" and row.id not in waiting,
            paused=row.id in paused,
        )
        for row in rows
    ]


def _latest_kinds(look: _Look, ids: list[str]) -> dict[str, str]:
    """How each of these came back last, as far as the window shows it; however often a daily one did."""
    if not ids:
        return {}
    visible = access.shared_visible_to(look.session, look.actor, look.client, look.reading)
    latest = func.max(col(Shared.shared_at))
    each = visible.where(col(Shared.assignment_id).in_(ids)).with_only_columns(
        col(Shared.assignment_id), col(Shared.kind), latest
    )
    rows = look.session.execute(each.group_by(col(Shared.assignment_id), col(Shared.kind)).order_by(latest))
    return {assignment_id: kind for assignment_id, kind, _ in rows}


def _decidable(look: _Look, rows: Sequence[Assignment]) -> set[str]:
    """Work of which nothing came back and that may be talked about: the client could have shared by now."""
    if look.reading.is_open:
        before: datetime | None = look.now - TALKED_ABOUT_AFTER
    else:
        met = appointments.last_held(look.session, look.client.id, look.now)
        before = met.starts_at if met else None
    return {row.id for row in rows if before and row.sent_at < before}
