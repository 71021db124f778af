"""A client's page for staff: one readable line of time, at most fifty things, and how the open work stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import literal, union_all
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client, Practice
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Shared
from betterjournal.review import drawing, standing
from betterjournal.review.models import Review
from betterjournal.review.opening import open_for, unopened
from betterjournal.review.views import StandingView, TimelineItem, TimelineView

PAGE_SIZE = 50
OPEN_WORK = 20
TALKED_ABOUT_AFTER = timedelta(hours=12)


def timeline(actor: Actor, client_id: str, before: str = "") -> TimelineView:
    """One page of the timeline, newest first; reading it opens what it shows (see `opening`).

    `before` is the `older` mark of the page before it; one that is none is no mark.
    """
    mark = Mark.read(before)
    now = clock.now()
    with database.reading() as session:
        client = access.client(session, actor, client_id)
        readable = access.reading(session, actor, client).readable
        marks = _marks(session, client, readable, mark, now)
        shared = _rows(session, Shared, marks, "returned")
        fresh = unopened(session, actor, shared.values())
    if fresh:
        open_for(actor, client_id, fresh)
    with database.reading() as session:
        # Read again what was opened: taken back meanwhile is gone, and its words now stand under the record key.
        rules = access.practice(session)
        items = _items(session, actor, client, rules, marks, now)
        return _view(session, actor, client, rules, items, now, marks)


@dataclass(frozen=True)
class Mark:
    """Where one page ended. Things of one moment are told apart by their id, so none falls between two pages."""

    at: datetime
    id: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.id}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        moment, _, identity = text.partition("~")
        try:
            at = datetime.fromisoformat(moment)
        except ValueError:
            return None
        return cls(at, identity) if at.tzinfo else None


def _marks(
    session: Session, client: Client, readable: Any, before: Mark | None, now: datetime
) -> list[tuple[str, str, datetime]]:
    """(kind, id, moment) of the newest things before the mark; one indexed read however long the history is."""
    parts = []
    sources: tuple[tuple[str, Any, Any, Any], ...] = (
        ("appointment", Appointment, Appointment.starts_at, col(Appointment.starts_at) <= now),
        ("assignment", Assignment, Assignment.sent_at, col(Assignment.sent_at) <= now),
        ("returned", Shared, Shared.shared_at, readable),
        ("review", Review, Review.at, col(Review.at) <= now),
    )
    for kind, table, moment, condition in sources:
        query = select(literal(kind).label("kind"), table.id, moment.label("at"))
        query = query.where(table.client_id == client.id, condition)
        if before:
            query = query.where((moment < before.at) | ((moment == before.at) & (table.id < before.id)))
        parts.append(query.order_by(moment.desc(), table.id.desc()).limit(PAGE_SIZE + 1).subquery())
    together = union_all(*(select(part) for part in parts)).subquery()
    rows = session.exec(
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
    session: Session,
    actor: Actor,
    client: Client,
    rules: Practice,
    marks: list[tuple[str, str, datetime]],
    now: datetime,
) -> list[TimelineItem]:
    met = _rows(session, Appointment, marks, "appointment")
    sent = _rows(session, Assignment, marks, "assignment")
    shared = {k: v for k, v in _rows(session, Shared, marks, "returned").items() if v.taken_back_at is None}
    reviews = _rows(session, Review, marks, "review")
    named = {row.assignment_id for row in (*shared.values(), *reviews.values()) if row.assignment_id} - set(sent)
    others = {row.id: row for row in session.exec(select(Assignment).where(col(Assignment.id).in_(named)))}
    draw = drawing.Drawing(session, rules, sent | others, now, can_review=_may_write(session, actor, client))
    kinds: dict[str, tuple[dict[str, Any], Callable[[Any], Any]]] = {
        "appointment": (met, draw.appointment),
        "assignment": (sent, draw.assignment),
        "returned": (shared, draw.returned),
        "review": (reviews, draw.review),
    }
    items = []
    for kind, identity, moment in marks[:PAGE_SIZE]:
        rows, drawn = kinds[kind]
        if identity in rows:
            items.append(drawing.item(kind, identity, draw.on(moment), drawn(rows[identity])))
    return items


def _view(
    session: Session,
    actor: Actor,
    client: Client,
    rules: Practice,
    items: list[TimelineItem],
    now: datetime,
    marks: list[tuple[str, str, datetime]],
) -> TimelineView:
    name = vault.get(client, "name")
    reading = access.reading(session, actor, client)
    in_care = _may_write(session, actor, client)
    window = appointments.window_of(session, client, rules, now)
    coming = appointments.next_one(session, client.id, now)
    last = appointments.last_begun(session, client.id, now)
    if coming and last and coming.id == last.id:
        last = None
    return TimelineView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        language=client.language,
        joined=client.person_id is not None,
        in_care=in_care,
        supervised=not in_care,
        window=window,
        opened_early=reading.early,
        next=[appointments.view(coming, rules, now)] if coming else [],
        last=[appointments.view(last, rules, now)] if last else [],
        things=items,
        open_work=_open_work(session, actor, client, reading, in_care, now),
        older=str(Mark(marks[PAGE_SIZE - 1][2], marks[PAGE_SIZE - 1][1])) if len(marks) > PAGE_SIZE else "",
    )


def _open_work(
    session: Session, actor: Actor, client: Client, reading: access.Reading, in_care: bool, now: datetime
) -> list[StandingView]:
    rows = session.exec(
        select(Assignment)
        .where(
            Assignment.client_id == client.id,
            col(Assignment.decided_at).is_(None),
            col(Assignment.withdrawn_at).is_(None),
        )
        .order_by(col(Assignment.sent_at).desc())
        .limit(OPEN_WORK)
    ).all()
    kinds: dict[str | None, str] = {}
    if reading.cutoff is not None:
        shared = access.shared_visible_to(session, actor, client).where(
            col(Shared.assignment_id).in_([row.id for row in rows])
        )
        kinds = {s.assignment_id: s.kind for s in session.exec(shared.order_by(col(Shared.shared_at)))}
    zone = actor.time_zone
    waiting = standing.waiting(session, [row.id for row in rows], now)
    decidable = _decidable(session, client, rows, reading, now) - waiting if in_care else set()
    return [
        StandingView(
            id=row.id,
            title=assignments.content_of(row).title,
            sent_on=clock.local(row.sent_at, zone).date().isoformat(),
            waiting=row.id in waiting,
            word=drawing.standing_word(kinds.get(row.id, ""), known=row.id in kinds or reading.is_open),
            can_review=row.id in decidable and row.id not in kinds,
        )
        for row in rows
    ]


def _decidable(
    session: Session, client: Client, rows: Sequence[Assignment], reading: access.Reading, now: datetime
) -> set[str]:
    """Work of which nothing came back and that may be talked about: the client could have shared by now."""
    met = appointments.last_held(session, client.id, now)
    before = now - TALKED_ABOUT_AFTER if reading.is_open else met.starts_at if met else None
    return {row.id for row in rows if before and row.sent_at < before}


def _may_write(session: Session, actor: Actor, client: Client) -> bool:
    query = select(Client.id).where(Client.id == client.id, access.cared_for_by(actor, clock.now()))
    return session.exec(query).first() is not None
