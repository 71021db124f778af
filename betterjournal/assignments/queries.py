"""What is read of assignments: the client's Today, the composer, the clinician's home."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client, Practice
from betterjournal.appointments import queries as appointments
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import hands, standing
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.assignments.views import (
    CardView,
    ChoiceView,
    ClientLine,
    ClientsView,
    ComposerView,
    Content,
    RoomView,
    TodayView,
)
from betterjournal.entries.models import Answer, Entry, Shared
from betterjournal.worksheets import queries as worksheets

# The decided work that Today still lists, folded; the rest is under What I keep.
DONE_SHOWN = 10
MET_MINUTES = 60
CLIENTS_A_PAGE = 50


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
        cards = _cards(session, list(rows), now, rules.time_zone)
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


def clients(actor: Actor, search: str = "") -> ClientsView:
    """The clinician's clients: just met, today and tomorrow, then by next appointment and name.

    The order never depends on what a client does.
    """
    now = clock.now()
    with database.reading() as session:
        rules = access.practice(session)
        rows = session.exec(access.clients_visible_to(actor)).all()
        named = [(client, vault.get(client, "name")) for client in rows if client.discharged_at is None]
        wanted = [c for c in named if search.casefold() in c[1].casefold()]
        times = _appointments(session, [client.id for client, _ in wanted], now)
        lines = [_line(client, name, times.get(client.id, []), rules, now) for client, name in wanted]
    lines.sort(key=lambda line: (line.next_at == "", line.next_at, line.name.casefold()))
    on = clock.today(rules.time_zone)
    soon = {on.isoformat(), (on + timedelta(days=1)).isoformat()}
    later = [line for line in lines if line.next_on not in soon and not line.just_met]
    return ClientsView(
        id=actor.person_id,
        just_met=[line for line in lines if line.just_met],
        soon=[line for line in lines if line.next_on in soon and not line.just_met],
        later=later[:CLIENTS_A_PAGE],
        can_add=actor.is_clinician,
        searched=bool(search),
        more=len(later) > CLIENTS_A_PAGE,
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


def _cards(session: Session, rows: list[Assignment], now: datetime, zone: str) -> list[tuple[CardView, bool]]:
    ids = [row.id for row in rows]
    fits = {f.assignment_id: vault.get_json(f, "content") for f in session.exec(_of(Fit, ids))}
    drafts = set(session.exec(_written(Entry.assignment_id, col(Entry.assignment_id).in_(ids))))
    stands: dict[str | None, list[Shared]] = {}
    for shared in session.exec(_of(Shared, ids).order_by(col(Shared.shared_at).desc())):
        if shared.taken_back_at is None:
            stands.setdefault(shared.assignment_id, []).append(shared)
    by = hands.of(session, ids, stands, now, zone)
    cards = []
    for row in rows:
        state = standing.state([each.kind for each in stands.get(row.id, [])], row.id in drafts)
        card = _card(row, state, fits.get(row.id), by.get(row.id, hands.Hand()))
        is_open = standing.is_open(state, repeats=row.repeat != "once", decided=row.decided_at is not None)
        cards.append((card, is_open and not card.withdrawn))
    return cards


def _written(what: Any, which: ColumnElement[bool]) -> Any:
    """Entries with an answer in them: opening a page is not yet beginning."""
    return select(what).where(which, select(Answer.path).where(Answer.entry_id == Entry.id).exists())


def _of(table: Any, ids: list[str]) -> Any:
    return select(table).where(col(table.assignment_id).in_(ids))


def _card(row: Assignment, state: str, plan: dict[str, object] | None, hand: hands.Hand) -> CardView:
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
        marked_by=hand.marked_by,
        marked_on=hand.marked_on,
        together_with=hand.together_with if state in ("new", "begun") else "",
        together_on=hand.together_on,
        together_now=hand.together_now,
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


def _appointments(session: Session, ids: list[str], now: datetime) -> dict[str, list[Appointment]]:
    found: dict[str, list[Appointment]] = {}
    rows = session.exec(
        select(Appointment)
        .where(
            col(Appointment.client_id).in_(ids),
            Appointment.ends_at > now - timedelta(minutes=MET_MINUTES),
            col(Appointment.outcome).not_in([*access.NOT_COMING, "not_held"]),
        )
        .order_by(col(Appointment.starts_at))
    )
    for row in rows:
        found.setdefault(row.client_id, []).append(row)
    return found


def _line(client: Client, name: str, times: list[Appointment], rules: Practice, now: datetime) -> ClientLine:
    coming = next((row for row in times if row.ends_at > now), None)
    span = access.span(coming.starts_at, coming.ends_at, rules) if coming else None
    zone = rules.time_zone
    starts = clock.local(coming.starts_at, zone) if coming else None
    opens_on = clock.local(span.opens_at, zone).date() if span else None
    return ClientLine(
        id=client.id,
        name=name,
        joined=client.person_id is not None,
        next_at=starts.strftime("%Y-%m-%dT%H:%M") if starts else "",
        next_on=starts.date().isoformat() if starts else "",
        next_near=starts is not None and schedule.is_near(starts.date(), clock.local(now, zone).date()),
        opens_on=opens_on.isoformat() if opens_on else "",
        opens_near=opens_on is not None and schedule.is_near(opens_on, clock.local(now, zone).date()),
        window_open=rules.reading_window == "always" or bool(span and span.opens_at <= now),
        just_met=any(row.ends_at <= now for row in times),
    )
