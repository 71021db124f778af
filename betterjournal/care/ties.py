"""What ties staff to a client: who stands in which, who may, ending it and announcing it."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts import people, staff_inviting
from betterjournal.accounts.models import Care, Client, Person, Supervision
from betterjournal.appointments import placing, repeating
from betterjournal.audit import Act
from betterjournal.care.models import Cover
from betterjournal.care.views import CheckView, Kind
from betterjournal.changes import Change
from betterjournal.entries.models import Together
from betterjournal.errors import Invalid, NotFound, Refused


def cares(session: Session, client_id: str) -> list[Care]:
    """Who has the client in their care now, the longest first."""
    current = select(Care).where(Care.client_id == client_id, access.is_current(Care, clock.now()))
    return list(session.exec(current.order_by(col(Care.from_at))))


def supervisions(session: Session, client_id: str) -> list[Supervision]:
    """Supervision of this client that has not ended."""
    current = select(Supervision).where(Supervision.client_id == client_id, access.is_current(Supervision, clock.now()))
    return list(session.exec(current.order_by(col(Supervision.from_at))))


def covers(session: Session, client_id: str) -> list[Cover]:
    """Cover of this client that has not ended."""
    current = select(Cover).where(Cover.client_id == client_id, access.is_current(Cover, clock.now()))
    return list(session.exec(current.order_by(col(Cover.from_at))))


def clinician(session: Session, actor: Actor, person_id: str) -> Person:
    """Who is to read from now on. An owner who is a clinician too may choose themself."""
    try:
        if person_id == actor.person_id and actor.is_clinician:
            return access.person(session, actor)
        return access.fellow(session, actor, person_id, "clinician")
    except NotFound:
        raise Invalid("person", "problem.choose") from None


def check(kind: Kind, about: str, who: Person) -> CheckView:
    """What is about to happen, to be looked at before anybody is asked who they are."""
    name = vault.get(who, "name")
    return CheckView(kind, about, who.id, name, people.first_name(name))


def end_care(change: Change, rows: Iterable[Care]) -> None:
    """These clinicians no longer have the client, nor anybody who reads for them or with them."""
    for row in rows:
        row.until_at = clock.now()
        change.session.add(row)
        end_beside(change, row.client_id, row.person_id)
        end_sittings(change, row.client_id, row.person_id)


def end_beside(change: Change, client_id: str, person_id: str) -> None:
    """Supervision of this clinician and cover for them, for this client."""
    for supervision in supervisions(change.session, client_id):
        if supervision.supervisee_id == person_id:
            end(change, supervision)
    for cover in covers(change.session, client_id):
        if cover.for_id == person_id:
            end(change, cover)


def end_sittings(change: Change, client_id: str, person_id: str) -> None:
    """What this clinician has open of the client's on their screen is the client's alone from now on."""
    lasting = select(Together).where(
        Together.client_id == client_id, Together.person_id == person_id, col(Together.ended_at).is_(None)
    )
    for row in change.session.exec(lasting):
        row.ended_at = clock.now()
        change.session.add(row)
        change.record(Act.TOGETHER_ENDED, object_id=row.entry_id, client_id=client_id)


def end(change: Change, row: Supervision | Cover) -> None:
    """It ends now, and whoever read through it is told to look anew."""
    row.until_at = clock.now()
    change.session.add(row)
    if isinstance(row, Cover):
        change.record(Act.COVER_ENDED, object_id=row.person_id, client_id=row.client_id, kind=row.reason)
        change.announce(f"person:{row.person_id}")
    else:
        change.record(Act.SUPERVISION_ENDED, object_id=row.supervisor_id, client_id=row.client_id)
        change.announce(f"person:{row.supervisor_id}")


def call_off(change: Change, client_id: str) -> None:
    """Appointments to come are cancelled, and every repeat ends."""
    now = clock.now()
    for row in placing.standing(change.session, client_id, now):
        if row.starts_at > now:
            placing.call_off(row, now, "clinician")
            change.session.add(row)
            change.record(Act.APPOINTMENT_OUTCOME, object_id=row.id, client_id=client_id, kind="cancelled")
    repeating.end_all(change.session, client_id, now)


def not_discharged(client: Client) -> None:
    """Refuse what makes no sense once client and clinician have finished."""
    if client.discharged_at is not None:
        raise Refused("problem.discharged")


def tell(change: Change, client_id: str, *person_ids: str) -> None:
    """The client's pages, the staff's of this client, the lists of these people and the owner's page of people."""
    change.announce(f"client:{client_id}", f"staff:{client_id}", f"settled:{client_id}", staff_inviting.TOPIC)
    change.announce(*(f"person:{person_id}" for person_id in person_ids))
