"""Starting an assignment together, in the room: the client's own entry, on the clinician's screen for a while.

It is the client's private draft like any other, before, while and after: the sitting opens this one entry to this one
sign-in, and nothing that the client wrote alone is shown or touched. No save is on record; its begin and end are.
"""

from datetime import timedelta

from sqlmodel import Session, func, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.database import new_id
from betterjournal.entries import drafts, drawing, given, reading
from betterjournal.entries.marking import open_at_once
from betterjournal.entries.models import Answer, Entry, Shared, Together
from betterjournal.entries.views import TogetherView
from betterjournal.errors import Conflict, Refused
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import rows as row_order

LONGEST = timedelta(minutes=90)
# Around the appointment: some sit down sooner, and some run over.
AROUND = timedelta(minutes=15)


def start(actor: Actor, assignment_id: str) -> None:
    """Begin a new entry of the client's with them, while they meet; a sitting that lasts is gone on with.

    Until a quarter of an hour after the appointment at most, and one at a time.
    """
    with database.reading() as session:
        assignment = access.assignment_in_care(session, actor, assignment_id)
        if any(each.assignment_id == assignment.id for each in access.sittings(session, actor)):
            return
    with changing(actor) as change:
        assignment = access.assignment_in_care(change.session, actor, assignment_id)
        access.hold(change.session, assignment.client_id)
        meets = _may_begin(change.session, actor, assignment)
        for other in access.sittings(change.session, actor):
            _end(change, other)
        entry = _entry(change.session, actor, assignment)
        now = clock.now()
        sitting = Together(
            client_id=assignment.client_id,
            assignment_id=assignment.id,
            entry_id=entry.id,
            person_id=actor.person_id,
            session_id=actor.session_id,
            from_at=now,
            until_at=min(now + LONGEST, meets.ends_at + AROUND),
        )
        change.session.add_all([entry, sitting])
        change.record(Act.TOGETHER_BEGUN, object_id=entry.id, client_id=entry.client_id)
        change.announce(f"client:{entry.client_id}")


def end(actor: Actor, assignment_id: str, *, share: bool = False) -> None:
    """Done here: from now on the entry is the client's alone. One in which nothing was written is gone.

    With `share` the client, who has no account to do it with, said to share it as it stands.
    """
    with changing(actor) as change:
        access.hold(change.session, access.sitting(change.session, actor, assignment_id).client_id)
        sitting = access.sitting(change.session, actor, assignment_id)
        if share:
            _share(change, actor, sitting)
        _end(change, sitting)


def leave(actor: Actor, entry_id: str) -> None:
    """The client, whose entry it is, ends it: from now on nobody else has it open."""
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        access.hold(change.session, mine.id)
        entry = access.own_entry(change.session, actor, entry_id)
        lasting = access.open_together(change.session, [entry.assignment_id or ""])
        _end(change, access.found(next((each for each in lasting if each.entry_id == entry.id), None)))


def view(actor: Actor, assignment_id: str) -> TogetherView:
    """What stands on the screen in the room; NotFound when no sitting lasts."""
    with database.reading() as session:
        sitting = access.sitting(session, actor, assignment_id)
        assignment = access.assignment_in_care(session, actor, assignment_id)
        client = access.client_in_care(session, actor, sitting.client_id)
        entry = access.together_entry(session, actor, sitting.entry_id)
        definition = worksheets.definition_of(session, entry.revision_id)
        answers, versions = reading.draft(session, entry)
    content = assignments.content_of(assignment)
    return TogetherView(
        id=assignment.id,
        entry_id=entry.id,
        client_id=client.id,
        first_name=people.first_name(vault.get(client, "name")),
        joined=client.person_id is not None,
        language=entry.language,
        title=content.title,
        what=content.what,
        note=content.note,
        note_language=content.note_language or assignment.language,
        when=content.when,
        where=content.where,
        first_step=content.first_step,
        ends_at=sitting.until_at,
        until=clock.local(sitting.until_at, actor.time_zone).strftime("%H:%M"),
        sections=drawing.sections(assignment, entry, definition, answers, versions),
    )


def add_row(actor: Actor, entry_id: str, path: str) -> None:
    """One more row of repeating rows, at the end."""
    rows, version = _rows(actor, entry_id, path)
    _save_rows(actor, entry_id, path, [*rows, row_order.new()], version)


def remove_row(actor: Actor, entry_id: str, path: str, row_id: str) -> None:
    """One row less."""
    rows, version = _rows(actor, entry_id, path)
    _save_rows(actor, entry_id, path, [row for row in rows if row != row_id], version)


def _may_begin(session: Session, actor: Actor, assignment: Assignment) -> Appointment:
    """The appointment that is on: outside it nobody sits beside the client, and a draft is theirs alone."""
    access.not_withdrawn(assignment)
    access.not_stopped(session, assignment.client_id)
    access.not_asked_anew(session, assignment.client_id)
    if assignment.decided_at is not None:
        raise Conflict("problem.decided")
    here = select(Assignment.id).where(Assignment.id == assignment.id, access.arrived(clock.now()))
    if session.exec(here).first() is None:
        raise Refused("problem.not_arrived")
    meets = appointments.under_way(session, assignment.client_id, clock.now(), AROUND)
    if meets is None:
        raise Refused("problem.not_met_now")
    return meets


def _entry(session: Session, actor: Actor, assignment: Assignment) -> Entry:
    """Always a new one: what the client may have begun alone is not looked into."""
    numbers = select(func.max(Entry.number)).where(Entry.assignment_id == assignment.id)
    return Entry(
        client_id=assignment.client_id,
        assignment_id=assignment.id,
        kind="worksheet",
        revision_id=assignment.revision_id,
        language=assignment.language,
        number=(session.exec(numbers).one() or 0) + 1,
        begun_on=clock.today(actor.time_zone),
        about_on=clock.today(actor.time_zone),
        together_with=actor.person_id,
    )


def _share(change: Change, actor: Actor, sitting: Together) -> None:
    entry = access.together_entry(change.session, actor, sitting.entry_id)
    if change.session.get_one(Client, entry.client_id).person_id is not None:
        raise Refused("problem.own_to_share")
    assignment = access.assignment_in_care(change.session, actor, sitting.assignment_id)
    access.not_withdrawn(assignment)
    access.not_stopped(change.session, entry.client_id)
    content = given.content_of(change.session, entry, assignment)
    if not content["answers"]:
        raise Refused("problem.nothing_to_share")
    row = Shared(
        client_id=entry.client_id,
        assignment_id=entry.assignment_id,
        entry_id=entry.id,
        kind=given.kind_of(entry, content["answers"]),
        revision_id=entry.revision_id,
        language=entry.language,
        number=entry.number,
        window=access.practice(change.session).reading_window,
        shared_at=clock.now(),
        marked_by=actor.person_id,
        together_with=actor.person_id,
    )
    open_at_once(change.session, row, content)
    change.record(Act.MARKED, object_id=row.id, client_id=row.client_id)
    change.announce(f"staff:{row.client_id}")


def _end(change: Change, sitting: Together) -> None:
    # Whoever ends it: of a client no more than the day may be kept.
    sitting.ended_at = clock.day_begins(clock.now(), access.practice(change.session).time_zone)
    change.session.add(sitting)
    written = select(Answer.path).where(Answer.entry_id == sitting.entry_id)
    # A save that is under way is waited for: what it holds was written.
    entry = change.session.get(Entry, sitting.entry_id, with_for_update=True)
    if entry is not None and change.session.exec(written).first() is None:
        change.session.delete(entry)
    change.record(Act.TOGETHER_ENDED, object_id=sitting.entry_id, client_id=sitting.client_id)
    change.announce(f"client:{sitting.client_id}", f"together:{sitting.assignment_id}")


def _rows(actor: Actor, entry_id: str, path: str) -> tuple[list[str], int]:
    with database.reading() as session:
        return reading.rows(session, access.together_entry(session, actor, entry_id), path)


def _save_rows(actor: Actor, entry_id: str, path: str, rows: list[str], version: int) -> None:
    drafts.save_together(actor, drafts.Words(entry_id, path, row_order.order(rows), version, new_id(), 1))
