"""What is read of assignments: the client's Today, and the composer."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import standing
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.assignments.views import (
    CardView,
    ChoiceView,
    ComposerView,
    Content,
    RoomView,
    TodayView,
)
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.worksheets import queries as worksheets

# The decided work that Today still lists, folded; the rest is under What I keep.
DONE_SHOWN = 10


def today(actor: Actor) -> TodayView:
    """The client's open work with one first thing, then what is done or taken back."""
    now = clock.now()
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rules = access.practice(session)
        window = appointments.window_of(session, mine, rules, now)
        rows = session.exec(
            select(Assignment)
            .where(Assignment.client_id == mine.id, access.arrived(now))
            .order_by(col(Assignment.decided_at).is_not(None), col(Assignment.sent_at).desc())
            .limit(50)
        ).all()
        cards = _cards(session, list(rows))
        paused = access.is_stopped(session, mine.id)
        has_written = session.exec(_written(Entry.id, col(Entry.client_id) == mine.id).limit(1)).first()
    open_ones = [card for card, is_open in cards if is_open]
    done = [card for card, is_open in cards if not is_open]
    return TodayView(
        id=mine.id,
        first_name=people.first_name(actor.name),
        window=window,
        first=open_ones[:1],
        more=open_ones[1:],
        done=done[:DONE_SHOWN],
        is_new=has_written is None,
        paused=paused,
    )


def room(actor: Actor) -> RoomView:
    """What the frame of every page of the client's needs: their language, and who reads when."""
    with database.reading() as session:
        mine = access.own_client(session, actor)
        window = appointments.window_of(session, mine, access.practice(session), clock.now())
    return RoomView(mine.id, actor.language, window)


def composer(actor: Actor, client_id: str, continues_id: str = "", decision: str = "") -> ComposerView:
    """The composer for one client; continuing fills it from the last assignment and the decision about it."""
    now = clock.now()
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        rules = access.practice(session)
        window = appointments.window_of(session, client, rules, now)
        choices = _choices(session, actor, client)
        used = _used_before(session, access.reading(session, actor, client))
        before = access.assignment_in_care(session, actor, continues_id) if continues_id else None
        if before and before.client_id != client.id:
            before = None
    choices.sort(key=lambda choice: used.index(choice.revision_id) if choice.revision_id in used else len(used))
    content = Content(**vault.get_json(before, "content")) if before else Content()
    return ComposerView(
        id=client.id,
        name=vault.get(client, "name"),
        first_name=people.first_name(vault.get(client, "name")),
        language=client.language,
        window=window,
        choices=choices,
        revision_id=_newest(session, before, choices),
        given=_decided(content, decision),
        continues_id=before.id if before else "",
        decision=decision,
    )


def content_of(row: Assignment) -> Content:
    """The words of an assignment that the caller was already allowed to fetch."""
    return Content(**vault.get_json(row, "content"))


def planned(content: Content, plan: dict[str, object]) -> Content:
    """The words with the client's own plan in them, where they changed it."""
    when, where, first_step = (str(plan.get(name) or "") for name in ("when", "where", "first_step"))
    return replace(
        content,
        when=when or content.when,
        where=where or content.where,
        first_step=first_step or content.first_step,
    )


def fit_of(session: Session, assignment_id: str) -> dict[str, object]:
    """The client's own plan for an assignment the caller was already allowed to fetch; empty when none."""
    row = session.exec(select(Fit).where(Fit.assignment_id == assignment_id)).first()
    return vault.get_json(row, "content") if row else {}


def _cards(session: Session, rows: list[Assignment]) -> list[tuple[CardView, bool]]:
    ids = [row.id for row in rows]
    fits = {f.assignment_id: vault.get_json(f, "content") for f in session.exec(_of(Fit, ids))}
    drafts = set(session.exec(_written(Entry.assignment_id, col(Entry.assignment_id).in_(ids))))
    kinds: dict[str | None, list[str]] = {}
    for shared in session.exec(_of(Shared, ids).order_by(col(Shared.shared_at).desc())):
        if shared.taken_back_at is None:
            kinds.setdefault(shared.assignment_id, []).append(shared.kind)
    cards = []
    for row in rows:
        state = standing.state(kinds.get(row.id, []), row.id in drafts)
        card = _card(row, state, fits.get(row.id))
        is_open = standing.is_open(state, repeats=row.repeat != "once", decided=row.decided_at is not None)
        cards.append((card, is_open and not card.withdrawn))
    return cards


def _written(what: Any, which: ColumnElement[bool]) -> Any:
    """Entries with an answer in them: opening a page is not yet beginning."""
    return select(what).where(which, select(Answer.path).where(Answer.entry_id == Entry.id).exists())


def _of(table: Any, ids: list[str]) -> Any:
    return select(table).where(col(table.assignment_id).in_(ids))


def _card(row: Assignment, state: str, plan: dict[str, object] | None) -> CardView:
    content = planned(content_of(row), plan or {})
    return CardView(
        id=row.id,
        title=content.title,
        note=content.note,
        what=content.what,
        why=content.why,
        when=content.when,
        where=content.where,
        first_step=content.first_step,
        smallest=content.smallest,
        how_many=content.how_many,
        minutes=content.minutes,
        language=row.language,
        state=state,
        needs_fit=plan is None and state == "new",
        withdrawn=row.withdrawn_at is not None,
        withdrawn_words=vault.get(row, "withdrawn_words"),
    )


def _used_before(session: Session, reading: access.Reading) -> list[str]:
    rows = session.exec(
        select(Assignment.revision_id)
        .where(Assignment.client_id == reading.client_id, reading.set_before_them)
        .order_by(col(Assignment.sent_at).desc())
        .limit(20)
    ).all()
    return list(dict.fromkeys(rows))


def _choices(session: Session, actor: Actor, client: Client) -> list[ChoiceView]:
    """In the order of their names for the clinician; what the client will read is in the client's language."""
    theirs = {c.key: c for c in worksheets.choices(session, client.language)}
    return [
        ChoiceView(c.key, c.revision_id, c.title, c.purpose, theirs[c.key].title, theirs[c.key].defaults)
        for c in worksheets.choices(session, actor.language)
    ]


def _newest(session: Session, before: Assignment | None, choices: list[ChoiceView]) -> str:
    """The newest revision of the worksheet that the last assignment used."""
    if before is None:
        return ""
    key = worksheets.definition_of(session, before.revision_id).key
    return next((choice.revision_id for choice in choices if choice.key == key), "")


def _decided(content: Content, decision: str) -> Content:
    """Smaller really is smaller: the smallest version, fewer times, half the minutes."""
    if decision == "smaller":
        return replace(
            content,
            what=content.smallest or content.what,
            smallest="",
            how_many=max(1, content.how_many - 1),
            minutes=max(1, content.minutes // 2) if content.minutes else 0,
            note="",
        )
    if decision == "bigger":
        return replace(content, how_many=content.how_many + 1, note="")
    return replace(content, note="")
