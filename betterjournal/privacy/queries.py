"""What is read of sealed records and of stopping, by those who answer for a client and by the client."""

from sqlmodel import Session

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Person
from betterjournal.privacy.stopping import standing_stop
from betterjournal.privacy.views import StopView


def stop(actor: Actor, client_id: str) -> StopView:
    """Whether everything is stopped for this client, by whom and since when, and what the actor may press."""
    with database.reading() as session:
        client = access.client_known(session, actor, client_id)
        row = standing_stop(session, client_id)
        in_care = access.has_in_care(session, actor, client_id)
        by = _name(session, row.person_id) if row else ""
    return StopView(
        id=client.id,
        first_name=people.first_name(vault.get(client, "name")),
        kind=row.kind if row else "",
        by=by,
        on=clock.local(row.at, actor.time_zone).date().isoformat() if row else "",
        may_stop=in_care or actor.is_owner,
        may_start=in_care,
    )


def _name(session: Session, person_id: str) -> str:
    return vault.get(session.get_one(Person, person_id), "name")
