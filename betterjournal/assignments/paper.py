"""Work on paper: one assignment to print with its note, plan and worksheet, for every client."""

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import queries as assignments
from betterjournal.assignments import repeating
from betterjournal.assignments.views import PaperView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.worksheets import on_paper
from betterjournal.worksheets import queries as worksheets


def paper(actor: Actor, assignment_id: str) -> PaperView:
    """The clinician's own words and a blank worksheet: nothing of what the client wrote or planned."""
    with database.reading() as session:
        row = access.assignment_in_care(session, actor, assignment_id)
        client = access.client_in_care(session, actor, row.client_id)
        window = appointments.window_of(session, client, access.practice(session), clock.now())
        definition = worksheets.definition_of(session, row.revision_id)
        since = access.reach(session, actor, client, clock.now()).since
    content = assignments.content_of(row)
    # A note is between the client and who wrote it.
    note = "" if since and row.sent_at < since else content.note
    return PaperView(
        id=row.id,
        client_id=client.id,
        first_name=people.first_name(vault.get(client, "name")),
        language=row.language,
        title=content.title,
        what=content.what,
        note=note,
        note_language=content.note_language or row.language,
        why=content.why,
        when=content.when,
        where=content.where,
        first_step=content.first_step,
        smallest=content.smallest,
        minutes=content.minutes,
        repeat=repeating.as_set(row),
        window=window,
        sections=on_paper.blank(definition, row.language, content.prompt),
        room=on_paper.room(definition),
    )


def printed(actor: Actor, assignment_id: str) -> None:
    """It went to paper."""
    with changing(actor) as change:
        row = access.assignment_in_care(change.session, actor, assignment_id)
        change.record(Act.PRINTED, object_id=row.id, client_id=row.client_id, kind="assignment")
