"""What is read of assignments: the client's Today, and the composer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.appointments import queries as appointments
from betterjournal.appointments import schedule
from betterjournal.assignments import editing, hands, repeating, standing
from betterjournal.assignments.kept import content_of as content_of
from betterjournal.assignments.kept import fit_of as fit_of
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.assignments.views import (
    CardView,
    ChangedView,
    Content,
    RepeatView,
    RoomView,
    TodayView,
)
from betterjournal.care import queries as care
from betterjournal.entries.models import Answer, Entry, Shared

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
            .where(Assignment.client_id == mine.id, access.arrived(now), _was_set())
            .order_by(col(Assignment.decided_at).is_not(None), col(Assignment.sent_at).desc())
            .limit(50)
        ).all()
        known = repeating.facts(session, mine, rows, rules.time_zone, now)
        cards = _cards(session, list(rows), known)
        paused = access.is_stopped(session, mine.id)
        coming = appointments.next_one(session, mine.id, now)
        news = appointments.news(session, mine.id, coming, rules, now)
        has_written = session.exec(_written(Entry.id, col(Entry.client_id) == mine.id).limit(1)).first()
        reads = care.who_reads_of(session, actor, mine)
        asked = access.asked(session, mine)
    if reads.writes_until:
        cards = [(replace(card, state="ended") if is_open else card, False) for card, is_open in cards]
    open_ones = [card for card, is_open in cards if is_open and card.repeat.stands in ("", "due")]
    done = [card for card, is_open in cards if not is_open]
    return TodayView(
        id=mine.id,
        first_name=people.first_name(actor.name),
        window=window,
        first=open_ones[:1],
        more=open_ones[1:],
        resting=[card for card, is_open in cards if is_open and card.repeat.stands not in ("", "due")],
        done=done[:DONE_SHOWN],
        is_new=has_written is None,
        paused=paused,
        news="" if paused or window.clinician == "" else news,
        care=reads,
        asked=asked,
        changes_at=known.ends_at,
    )


def room(actor: Actor) -> RoomView:
    """What the frame of every page of the client's needs: their language, and who reads when."""
    with database.reading() as session:
        mine = access.own_client(session, actor)
        window = appointments.window_of(session, mine, access.practice(session), clock.now())
        asked = access.asked(session, mine) if access.space(session, mine) == "asked" else ""
    today = clock.today(actor.time_zone)
    furthest = today + timedelta(days=schedule.FURTHEST_DAYS)
    return RoomView(mine.id, actor.language, window, asked, today.isoformat(), furthest.isoformat())


def planned(content: Content, plan: dict[str, object]) -> Content:
    """The words with the client's own plan in them, where they changed it."""
    when, where, first_step = (str(plan.get(name) or "") for name in ("when", "where", "first_step"))
    return replace(
        content,
        when=when or content.when,
        where=where or content.where,
        first_step=first_step or content.first_step,
    )


def _was_set() -> ColumnElement[bool]:
    """Not what was taken back at once, unless the client had already done something with it."""
    written = select(Answer.path).join(Entry, col(Entry.id) == Answer.entry_id)
    said = (
        written.where(Entry.assignment_id == Assignment.id),
        select(Shared.id).where(Shared.assignment_id == Assignment.id),
        select(Fit.id).where(Fit.assignment_id == Assignment.id),
    )
    return or_(col(Assignment.undone_at).is_(None), *(each.correlate(Assignment).exists() for each in said))


def _cards(session: Session, rows: list[Assignment], known: repeating.Facts) -> list[tuple[CardView, bool]]:
    """Each with whether it is still open."""
    ids = [row.id for row in rows]
    changed = editing.told(session, ids, known.zone)
    fits = {f.assignment_id: vault.get_json(f, "content") for f in session.exec(_of(Fit, ids))}
    sheets = repeating.sheets(session, ids)
    stands: dict[str | None, list[Shared]] = {}
    for shared in session.exec(_of(Shared, ids).order_by(col(Shared.shared_at).desc())):
        if shared.taken_back_at is None:
            stands.setdefault(shared.assignment_id, []).append(shared)
    by = hands.of(session, ids, stands, known.zone)
    cards = []
    for row in rows:
        state, repeat, begun = _stands(row, sheets.get(row.id, {}), stands.get(row.id, []), known)
        plan, told = fits.get(row.id), changed.get(row.id, ChangedView())
        card = _card(row, state, plan, told, by.get(row.id, hands.Hand()))
        card = replace(card, repeat=repeat, needs_fit=plan is None and not begun)
        card = replace(card, remind_on=repeating.remind_on(row, known))
        is_open = standing.is_open(state, repeats=row.repeat != "once", decided=row.decided_at is not None)
        cards.append((card, is_open and not card.withdrawn))
    return cards


def _stands(
    row: Assignment, of: dict[str, repeating.Sheet], shared: list[Shared], known: repeating.Facts
) -> tuple[str, RepeatView, bool]:
    """How it stands, how that repeats, and whether anything was ever done for it."""
    written = any(sheet.has_words for sheet in of.values())
    begun = bool(written or shared)
    if row.repeat == "once":
        return standing.state([each.kind for each in shared], written), RepeatView(), begun
    things = repeating.done(of, shared, known)
    return repeating.state(row, things, known), repeating.view(row, things, known), begun


def _written(what: Any, which: ColumnElement[bool]) -> Any:
    """Entries with an answer in them: opening a page is not yet beginning."""
    return select(what).where(which, select(Answer.path).where(Answer.entry_id == Entry.id).exists())


def _of(table: Any, ids: list[str]) -> Any:
    return select(table).where(col(table.assignment_id).in_(ids))


def _card(
    row: Assignment, state: str, plan: dict[str, object] | None, changed: ChangedView, hand: hands.Hand
) -> CardView:
    content = planned(content_of(row), plan or {})
    return CardView(
        id=row.id,
        title=content.title,
        note=content.note,
        note_language=content.note_language or row.language,
        changed=changed,
        what=content.what,
        why=content.why,
        when=content.when,
        where=content.where,
        first_step=content.first_step,
        smallest=content.smallest,
        minutes=content.minutes,
        repeat=RepeatView(),
        language=row.language,
        state=state,
        needs_fit=False,
        withdrawn=row.withdrawn_at is not None,
        withdrawn_words=vault.get(row, "withdrawn_words"),
        marked_by=hand.marked_by,
        marked_on=hand.marked_on,
        together_with=hand.together_with if state in ("new", "begun") else "",
        together_on=hand.together_on,
        together_now=hand.together_now,
        remind_on="",
    )
