"""What a client does with their own writing, short of sharing it."""

from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.appointments import schedule
from betterjournal.assignments import repeating
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.database import new_id
from betterjournal.entries import checkins, drafts, prompting, reading, telling, undoing
from betterjournal.entries.models import Answer, Aside, Entry, Shared
from betterjournal.entries.prompting import Prompt, without
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import rows as row_order

PAGE_WORKSHEET = "journal_prompt"


# So far back a client may say that an entry tells of.
DAYS_BACK = 7


def begin(actor: Actor, assignment_id: str, *, another: bool = False, shown: str = "") -> str:
    """The entry to write in: the latest; a new one at first, for each occurrence, and when `another` is asked for.

    `shown` is the one that an open page draws: a new day never changes the sheet under somebody's hands.

    "" when nothing was written and nothing can be: it was taken back, or the client may only read. Coming back to an
    entry writes nothing, the record least of all: nobody keeps when a client writes.
    """
    with database.reading() as session:
        assignment = access.own_assignment(session, actor, assignment_id)
        mine = access.own_client(session, actor)
        latest = _latest(session, assignment.id)
        reads_only = not access.may_write(session, mine)
        if _stays(session, assignment, latest, shown):
            return shown
        if latest is not None and not (another and _was_shared(session, latest)):
            known = repeating.facts(session, mine, [assignment], actor.time_zone, clock.now())
            if another or reads_only or not _is_over(session, assignment, latest, known):
                return latest.id
    if latest is None and (reads_only or assignment.withdrawn_at is not None):
        return ""
    access.not_withdrawn(assignment)
    with changing(actor) as change:
        mine = access.own_client(change.session, actor, to_write=True)
        known = repeating.facts(change.session, mine, [assignment], actor.time_zone, clock.now())
        now_latest = _latest(change.session, assignment.id)
        if now_latest is not None and (latest is None or now_latest.id != latest.id):
            entry = now_latest
        elif now_latest is not None and _is_blank(change.session, now_latest):
            entry = now_latest
            entry.begun_on = entry.about_on = known.today
            entry.occurrence_on = known.after(assignment)
            change.session.add(entry)
        else:
            entry = _entry(assignment, actor, (latest.number if latest else 0) + 1)
            entry.occurrence_on = known.after(assignment)
            change.session.add(entry)
        change.record(Act.STARTED, object_id=entry.id, client_id=entry.client_id)
        change.announce(f"client:{entry.client_id}")
    return entry.id


def tell_of(actor: Actor, entry_id: str, on: str) -> None:
    """Say on which day it was, at most a week ago and not before the work was there; not once it is shared."""
    day = schedule.day(on, "about_on")
    with changing(actor) as change:
        entry = access.own_entry(change.session, actor, entry_id, to_write=True)
        today, first = clock.today(actor.time_zone), _first_day(change.session, actor, entry)
        if not max(first, today - timedelta(days=DAYS_BACK)) <= day <= today:
            raise Invalid("about_on", "problem.day_back", most=str(DAYS_BACK))
        if _was_shared(change.session, entry):
            raise Refused("problem.day_shared")
        entry.about_on = day
        change.session.add(entry)
        change.record(Act.STARTED, object_id=entry.id, client_id=entry.client_id, kind="day")
        _tell_self(change, entry.client_id)


def new_page(actor: Actor, prompt: Prompt = without) -> str:
    """A page of the journal to write on, private: the one that is still blank, as begun now, or a new one."""
    with database.reading() as session:
        blank = _blank_page(session, access.own_client(session, actor, to_write=True).id)
        if blank and _is_as_begun_now(blank, actor, prompt):
            return blank.id
    with changing(actor) as change:
        mine = access.own_client(change.session, actor, to_write=True)
        entry = _blank_page(change.session, mine.id) or _of_ones_own(change.session, actor, mine.id, "page")
        entry.language, entry.begun_on = actor.language, clock.today(actor.time_zone)
        entry.about_on = entry.begun_on
        prompting.put(entry, prompt)
        change.session.add(entry)
        change.record(Act.STARTED, object_id=entry.id, client_id=mine.id, kind="page")
        _tell_self(change, mine.id)
    return entry.id


def delete(actor: Actor, entry_id: str) -> str:
    """Delete one's own writing that nobody opened; what was opened is part of the file and stays.

    Returns what brings it back for a moment.
    """
    with changing(actor) as change:
        entry = access.own_entry(change.session, actor, entry_id, alone=True)
        shared = list(change.session.exec(select(Shared).where(Shared.entry_id == entry.id).with_for_update()))
        if any(row.opened_at is not None for row in shared):
            raise Refused("problem.already_opened")
        for row in (each for each in shared if each.taken_back_at is None):
            telling.tell(change, row)
        kept = undoing.put_aside(change.session, entry, shared)
        change.record(Act.DELETED, object_id=entry.id, client_id=entry.client_id, kind=entry.kind)
        _tell_self(change, entry.client_id)
    return kept


def open_after(actor: Actor, entry_id: str) -> None:
    """Open the after part of a worksheet with two; the before part is locked from now on."""
    with changing(actor) as change:
        entry = access.own_entry(change.session, actor, entry_id, to_write=True)
        if not worksheets.definition_of(change.session, entry.revision_id).two_phase:
            raise Refused
        entry.after_opened_on = entry.after_opened_on or clock.today(actor.time_zone)
        change.session.add(entry)
        change.record(Act.PART_OPENED, object_id=entry.id, client_id=entry.client_id)
        _tell_self(change, entry.client_id)


def keep_aside(actor: Actor, aside_id: str, *, use: bool, looked_at: str) -> None:
    """Settle words written in two places: use the other ones, or let them go.

    `Refused`, and nothing changed, when other words stand there now than the client saw. Either way the answer gets a
    new version, so that every open page shows what was chosen.
    """
    with changing(actor) as change:
        aside = change.session.get(Aside, aside_id)
        if aside is None:
            raise NotFound
        entry = access.own_entry(change.session, actor, aside.entry_id, to_write=True, alone=True)
        answer = change.session.get(Answer, (entry.id, aside.path), with_for_update=True)
        stands = vault.unseal(answer.value, drafts.place(entry.id, aside.path)) if answer else ""
        if drafts.both(vault.get(aside, "value"), stands) != looked_at:
            raise Refused("problem.changed_since_choice")
        _settle(change.session, entry, aside, use=use)
        change.session.delete(aside)
        change.record(Act.STARTED, object_id=entry.id, client_id=entry.client_id, kind="chosen")
        _tell_self(change, entry.client_id)


def add_row(actor: Actor, entry_id: str, path: str) -> None:
    """One more row of repeating rows, at the end."""
    with database.reading() as session:
        rows, version = reading.rows(session, access.own_entry(session, actor, entry_id, to_write=True), path)
    order = row_order.order([*rows, row_order.new()])
    # With a writer of its own for each press.
    drafts.save(actor, drafts.Words(entry_id, path, order, version, new_id(), 1))


def remove_row(actor: Actor, entry_id: str, path: str, row_id: str) -> str:
    """One row less; what stood in it is no longer shared. Returns what brings it back for a moment."""
    return undoing.put_row_aside(actor, undoing.Row(entry_id, path, row_id))


def check_in(
    actor: Actor, mood: int | None, energy: int | None, anxiety: int | None, words: str = "", once: str = ""
) -> str:
    """Keep a check-in, private; unset stays unset. One that arrives twice with the same `once` is one, with other
    words it is another."""
    content = checkins.check(mood, energy, anxiety, words)
    with changing(actor) as change:
        mine = access.own_client(change.session, actor, to_write=True)
        access.hold(change.session, mine.id)
        if once and (before := _kept_before(change.session, mine.id, once, content)):
            change.record(Act.STARTED, object_id=before, client_id=mine.id, kind="check_in")
            return before
        entry = _of_ones_own(change.session, actor, mine.id, "check_in")
        change.session.add(entry)
        change.session.flush()
        sealed = vault.seal(mine.id, "private", content, drafts.place(entry.id, checkins.PATH))
        change.session.add(
            Answer(
                entry_id=entry.id,
                path=checkins.PATH,
                value=sealed,
                version=1,
                writer=once[: drafts.LONGEST_ID],
                seq=0,
                saved_on=clock.today(actor.time_zone),
            )
        )
        change.record(Act.STARTED, object_id=entry.id, client_id=mine.id, kind="check_in")
        _tell_self(change, mine.id)
    return entry.id


def typed_scales(form: dict[str, str]) -> list[int | None]:
    """The scales of a check-in from its form as it was sent."""
    return [_number(name, form.get(name, "")) for name in checkins.SCALES]


def _number(name: str, typed: str) -> int | None:
    if typed and not (typed.isdecimal() and len(typed) <= 2):
        raise Invalid(name, "problem.between", low="0", high="10")
    return int(typed) if typed else None


def _settle(session: Session, entry: Entry, aside: Aside, *, use: bool) -> None:
    answer = session.get(Answer, (entry.id, aside.path))
    if answer is None:
        # Its row was removed: there is no place left to use them in.
        return
    if use:
        words = vault.get(aside, "value")
        answer.value = vault.seal(entry.client_id, "private", words, drafts.place(entry.id, aside.path))
    answer.version, answer.writer, answer.seq = answer.version + 1, new_id(), 0
    session.add(answer)


def _kept_before(session: Session, client_id: str, once: str, content: str) -> str | None:
    mine = (Entry.client_id == client_id, Entry.kind == "check_in", Answer.writer == once)
    rows = session.exec(select(Answer).join(Entry, col(Answer.entry_id) == Entry.id).where(*mine))
    same = (row for row in rows if vault.unseal(row.value, drafts.place(row.entry_id, row.path)) == content)
    return next((row.entry_id for row in same), None)


def _of_ones_own(session: Session, actor: Actor, client_id: str, kind: str) -> Entry:
    """Writing that nobody set: a page or a check-in. The day is kept and not the hour, so it is numbered in its day."""
    today = clock.today(actor.time_zone)
    of_today = (Entry.client_id == client_id, Entry.kind == kind, Entry.begun_on == today)
    last = session.exec(select(func.max(Entry.number)).where(*of_today)).one()
    return Entry(
        client_id=client_id,
        kind=kind,
        number=(last or 0) + 1,
        revision_id=worksheets.current_revision(session, PAGE_WORKSHEET),
        language=actor.language,
        begun_on=today,
        about_on=today,
    )


def _blank_page(session: Session, client_id: str) -> Entry | None:
    written = select(Answer.entry_id).where(Answer.entry_id == Entry.id)
    return session.exec(
        select(Entry).where(Entry.client_id == client_id, Entry.kind == "page", ~written.exists())
    ).first()


def _is_as_begun_now(page: Entry, actor: Actor, prompt: Prompt) -> bool:
    began = (page.begun_on, page.about_on, page.language, vault.get(page, "prompt"))
    today = clock.today(actor.time_zone)
    return began == (today, today, actor.language, prompt(actor.language))


def _latest(session: Session, assignment_id: str) -> Entry | None:
    return session.exec(
        select(Entry).where(Entry.assignment_id == assignment_id).order_by(col(Entry.number).desc())
    ).first()


def _stays(session: Session, assignment: Assignment, latest: Entry | None, shown: str) -> bool:
    """Whether a page keeps the sheet it shows; only one begun together since takes its place."""
    entry = session.get(Entry, shown) if shown else None
    if entry is None or latest is None or entry.assignment_id != assignment.id:
        return False
    return latest.id == entry.id or latest.together_with is None


def _is_over(session: Session, assignment: Assignment, latest: Entry, known: repeating.Facts) -> bool:
    """Whether today has a sheet of its own; work that was decided or taken back has none any more.

    One on which nobody wrote is of the day it is looked at again.
    """
    if assignment.repeat == "once" or assignment.decided_at is not None or assignment.withdrawn_at is not None:
        return False
    if latest.about_on < known.today and _is_blank(session, latest):
        return True
    return repeating.is_over(assignment, latest, shared=_was_shared(session, latest), known=known)


def _first_day(session: Session, actor: Actor, entry: Entry) -> date:
    """A page of one's own may tell of any day."""
    if entry.assignment_id is None:
        return date.min
    row = access.own_assignment(session, actor, entry.assignment_id)
    mine = access.own_client(session, actor)
    return repeating.facts(session, mine, [row], actor.time_zone, clock.now()).rule(row).from_on


def _is_blank(session: Session, entry: Entry) -> bool:
    """Nobody wrote on it, said anything of it, or began it together."""
    written = session.exec(select(Answer.path).where(Answer.entry_id == entry.id)).first()
    return written is None and entry.together_with is None and not _was_shared(session, entry)


def _was_shared(session: Session, entry: Entry) -> bool:
    """Or ended in another way."""
    of_it = (col(Shared.entry_id) == entry.id) | (col(Shared.end_of) == entry.id)
    return session.exec(select(Shared.id).where(of_it, col(Shared.taken_back_at).is_(None))).first() is not None


def _entry(assignment: Assignment, actor: Actor, number: int) -> Entry:
    return Entry(
        client_id=assignment.client_id,
        assignment_id=assignment.id,
        kind="worksheet",
        revision_id=assignment.revision_id,
        language=assignment.language,
        number=number,
        begun_on=clock.today(actor.time_zone),
        about_on=clock.today(actor.time_zone),
    )


def _tell_self(change: Change, client_id: str) -> None:
    change.announce(f"client:{client_id}")
