"""Supervision for a named client: named by their clinician, told to the client, and ended."""

from sqlmodel import Session

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.accounts import proving
from betterjournal.accounts.models import Client, Person, Supervision
from betterjournal.audit import Act
from betterjournal.care import ties
from betterjournal.care.views import CheckView
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound, Refused


def check(actor: Actor, client_id: str, person_id: str, *, told: bool) -> CheckView:
    """Refuses what `name` refuses, before anybody is asked who they are."""
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        return ties.check("supervise", client.id, _given(session, actor, client, person_id, told=told))


def name(actor: Actor, client_id: str, person_id: str, *, told: bool) -> None:
    """From now on that supervisor reads what the actor reads of this client.

    The client's own space says so at once; the clinician has said it too, or it does not begin.
    """
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, client_id, alone=True)
        supervisor = _given(change.session, actor, client, person_id, told=told)
        proving.require(change.session, actor)
        row = Supervision(
            supervisor_id=supervisor.id,
            supervisee_id=actor.person_id,
            client_id=client.id,
            told_at=clock.now(),
            from_at=clock.now(),
        )
        change.session.add(row)
        change.record(Act.SUPERVISION_NAMED, object_id=supervisor.id, client_id=client.id)
        ties.tell(change, client.id, supervisor.id)


def end(actor: Actor, client_id: str, supervision_id: str) -> None:
    """That supervisor reads nothing more of this client."""
    with changing(actor) as change:
        client = access.client_answered_for(change.session, actor, client_id, alone=True)
        standing = ties.supervisions(change.session, client.id)
        row = access.found(next((each for each in standing if each.id == supervision_id), None))
        ties.end(change, row)
        ties.tell(change, client.id)


def _given(session: Session, actor: Actor, client: Client, person_id: str, *, told: bool) -> Person:
    try:
        supervisor = access.fellow(session, actor, person_id, "supervisor")
    except NotFound:
        raise Invalid("person", "problem.choose") from None
    if not told:
        raise Invalid("told", "problem.tell_first")
    standing = ties.supervisions(session, client.id)
    if any((row.supervisor_id, row.supervisee_id) == (supervisor.id, actor.person_id) for row in standing):
        raise Refused("problem.already_supervises")
    return supervisor
