"""A client's page for staff: one readable line of time, at most fifty things, and how the open work stands."""

from datetime import datetime
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
from betterjournal.entries.models import Opened, Shared
from betterjournal.review import drawing
from betterjournal.review.models import Review
from betterjournal.review.opening import open_for
from betterjournal.review.views import StandingView, TimelineItem, TimelineView

PAGE_SIZE = 50
OPEN_WORK = 20


def timeline(actor: Actor, client_id: str, before: str = "") -> TimelineView:
    """One page of the timeline, newest first; reading it opens what it shows (see `opening`).

    `before` is the `older` mark of the page before it.
    """
    now = clock.now()
    with database.reading() as session:
        client = access.client(session, actor, client_id)
        readable = access.reading(session, actor, client).readable
        marks = _marks(session, client, readable, before, now)
        shared = _rows(session, Shared, marks, "returned")
        unopened = _unopened(session, actor, list(shared.values()))
    if unopened:
        open_for(actor, client_id, unopened)
    with database.reading() as session:
        # Read again what was opened: taken back meanwhile is gone, and its words now stand under the record key.
        rules = access.practice(session)
        items = _items(session, actor, client, rules, marks, now)
        return _view(session, actor, client, rules, items, now, marks)


def _marks(
    session: Session, client: Client, readable: Any, before: str, now: datetime
) -> list[tuple[str, str, datetime]]:
    """(kind, id, moment) of the newest things before the mark; one indexed read however long the history is."""
    until = datetime.fromisoformat(before) if before else None
    parts = []
    for kind, table, moment, condition in (
        ("appointment", Appointment, Appointment.starts_at, col(Appointment.starts_at) <= now),
        ("assignment", Assignment, Assignment.sent_at, col(Assignment.sent_at) <= now),
        ("returned", Shared, Shared.shared_at, readable),
        ("review", Review, Review.at, col(Review.at) <= now),
    ):
        query = select(literal(kind).label("kind"), table.id, col(moment).label("at")).where(  # type: ignore[attr-defined]
            table.client_id == client.id,
            condition,  # type: ignore[attr-defined]
        )
        if until:
            query = query.where(col(moment) < until)
        parts.append(query.order_by(col(moment).desc()).limit(PAGE_SIZE + 1).subquery())
    together = union_all(*(select(part) for part in parts)).subquery()
    rows = session.exec(
        select(together.c.kind, together.c.id, together.c.at)
        .order_by(together.c.at.desc())
        .limit(PAGE_SIZE + 1)
    ).all()
    return [(kind, identity, moment) for kind, identity, moment in rows]


def _rows(session: Session, table: Any, marks: list[tuple[str, str, datetime]], kind: str) -> dict[str, Any]:
    ids = [identity for k, identity, _ in marks[:PAGE_SIZE] if k == kind]
    if not ids:
        return {}
    return {row.id: row for row in session.exec(select(table).where(table.id.in_(ids)))}


def _unopened(session: Session, actor: Actor, rows: list[Shared]) -> list[Shared]:
    seen = set(
        session.exec(
            select(Opened.shared_id).where(
                col(Opened.shared_id).in_([row.id for row in rows]), Opened.person_id == actor.person_id
            )
        )
    )
    return [row for row in rows if row.id not in seen]


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
    named = {row.assignment_id for row in (*shared.values(), *reviews.values()) if row.assignment_id} - set(
        sent
    )
    others = {row.id: row for row in session.exec(select(Assignment).where(col(Assignment.id).in_(named)))}
    draw = drawing.Drawing(session, rules, sent | others, now, can_review=_may_write(session, actor, client))
    kinds = {"appointment": (met, draw.appointment), "assignment": (sent, draw.assignment)}
    kinds |= {"returned": (shared, draw.returned), "review": (reviews, draw.review)}
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
        items=items,
        open_work=_open_work(session, actor, client, reading, in_care),
        older=marks[PAGE_SIZE - 1][2].isoformat() if len(marks) > PAGE_SIZE else "",
    )


def _open_work(
    session: Session, actor: Actor, client: Client, reading: access.Reading, in_care: bool
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
    return [
        StandingView(
            id=row.id,
            title=assignments.content_of(row).title,
            sent_on=clock.local(row.sent_at, zone).date().isoformat(),
            waiting=row.visible_at is None,
            word=drawing.standing_word(kinds.get(row.id, ""), known=row.id in kinds or reading.is_open),
            can_review=in_care and (row.id in kinds or reading.is_open),
        )
        for row in rows
    ]


def _may_write(session: Session, actor: Actor, client: Client) -> bool:
    query = select(Client.id).where(Client.id == client.id, access.cared_for_by(actor, clock.now()))
    return session.exec(query).first() is not None
