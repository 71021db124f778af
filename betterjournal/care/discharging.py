"""Finishing with a client, and taking them up again."""

from sqlmodel import col, select

from betterjournal import access, clock
from betterjournal.access import Actor
from betterjournal.accounts import inviting
from betterjournal.accounts.models import Consent
from betterjournal.audit import Act
from betterjournal.care import ties
from betterjournal.changes import changing
from betterjournal.errors import Refused


def discharge(actor: Actor, client_id: str) -> None:
    """Client and clinician have finished. The record stays with the clinician; nothing new comes in or goes out.

    The client keeps their space; what they shared and nobody opened stays theirs.
    """
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, client_id, alone=True)
        client.discharged_at = clock.now()
        change.session.add(client)
        ties.call_off(change, client.id)
        inviting.withdraw_open(change.session, client.id)
        for row in ties.cares(change.session, client.id):
            ties.end_beside(change, client.id, row.person_id)
            ties.end_sittings(change, client.id, row.person_id)
        change.record(Act.DISCHARGED, client_id=client.id)
        ties.tell(change, client.id, *access.carers(change.session, client.id))


def take_up_again(actor: Actor, client_id: str) -> None:
    """The same record goes on. Old sharing is not revived, and the client is asked for their consent anew."""
    with changing(actor) as change:
        client = access.client_kept(change.session, actor, client_id, alone=True)
        if client.discharged_at is None:
            raise Refused("problem.not_discharged")
        # Asking for consent goes out to them.
        access.not_stopped(change.session, client.id)
        client.discharged_at, client.returned_at = None, clock.now()
        change.session.add(client)
        until = col(Consent.withdrawn_at)
        # What they took back today ends with the day: it is asked for anew now, as all of it is.
        given = select(Consent).where(Consent.client_id == client.id, until.is_(None) | (until > client.returned_at))
        for row in change.session.exec(given):
            row.withdrawn_at = client.returned_at
            change.session.add(row)
        change.record(Act.TAKEN_UP_AGAIN, client_id=client.id)
        ties.tell(change, client.id, *access.carers(change.session, client.id))
