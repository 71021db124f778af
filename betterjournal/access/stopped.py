"""Everything stopped for a client: what goes out to them asks here first."""

from sqlmodel import Session, col, select

from betterjournal.accounts.models import Client
from betterjournal.errors import Refused
from betterjournal.privacy.models import Stopped


def is_stopped(session: Session, client_id: str) -> bool:
    """Whether everything was stopped for this client. Whatever goes out to a client, by mail too, asks here first."""
    standing = select(Stopped.id).where(Stopped.client_id == client_id, col(Stopped.lifted_at).is_(None))
    return session.exec(standing).first() is not None


def stopped_ones(session: Session) -> set[str]:
    """The ids of all clients for whom everything is stopped, to mark them in a list that the caller may see."""
    return set(session.exec(select(Stopped.client_id).where(col(Stopped.lifted_at).is_(None))))


def is_stopped_for(session: Session, person_id: str) -> bool:
    """The same for the person who would get a mail; never for staff."""
    client_id = session.exec(select(Client.id).where(Client.person_id == person_id)).first()
    return client_id is not None and is_stopped(session, client_id)


def not_stopped(session: Session, client_id: str) -> None:
    """Refuse to send anything to a client for whom everything was stopped."""
    if is_stopped(session, client_id):
        raise Refused("problem.stopped")
