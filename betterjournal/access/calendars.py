"""Whose calendar it is: a clinician's own, and nobody else's to see."""

from sqlmodel import Session, select

from betterjournal import vault
from betterjournal.access.actors import Actor, Errand
from betterjournal.access.finding import found
from betterjournal.access.staff import clinician, practice, works_as
from betterjournal.accounts.models import Person
from betterjournal.calendars.models import Feed


def own_feed(session: Session, actor: Actor) -> Feed:
    """The actor's own calendar, as a clinician."""
    clinician(actor)
    return found(session.exec(select(Feed).where(Feed.person_id == actor.person_id)).first())


def errand_for(session: Session, feed_id: str) -> Errand | None:
    """Who a calendar is read for; nobody while they may not work here as a clinician."""
    theirs = select(Person).join(Feed).where(Feed.id == feed_id, works_as("clinician"))
    person = session.exec(theirs).first()
    if person is None:
        return None
    zone = practice(session).time_zone
    return Errand(person.id, vault.get(person, "name"), "", is_clinician=True, time_zone=zone)
