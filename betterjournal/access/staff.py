"""The practice and the people who work here: who may act as which, and whom an owner may see."""

from typing import Literal

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from betterjournal.access.actors import Actor
from betterjournal.access.finding import found
from betterjournal.accounts.models import Person, Practice
from betterjournal.errors import NotFound


def practice(session: Session) -> Practice:
    """The practice, or NotFound before it is set up."""
    return found(session.get(Practice, 1))


def person(session: Session, actor: Actor, *, alone: bool = False) -> Person:
    """The actor's own row, of which a locked session has no say.

    `alone` makes whoever else wants it so wait until this transaction ends.
    """
    if actor.locked:
        raise NotFound
    # FOR NO KEY UPDATE on PostgreSQL: rows that only point at the person need not wait.
    lock = {"key_share": True} if alone else None
    return found(session.get(Person, actor.person_id, with_for_update=lock))


def owner(actor: Actor) -> None:
    """Refuse anybody but the owner; looks like a page that is not there."""
    if not actor.is_owner or actor.second_factor_needed:
        raise NotFound


def staff(actor: Actor) -> None:
    """Refuse anybody who does not work here, or has not passed the second factor."""
    if not actor.is_staff or actor.second_factor_needed:
        raise NotFound


def clinician(actor: Actor) -> None:
    """Refuse anybody but a clinician past the second factor."""
    if not actor.is_clinician or actor.second_factor_needed:
        raise NotFound


def reader(actor: Actor) -> None:
    """Refuse anybody but a clinician or a supervisor past the second factor."""
    if not (actor.is_clinician or actor.is_supervisor) or actor.second_factor_needed:
        raise NotFound


def colleagues(session: Session, actor: Actor) -> list[Person]:
    """Everybody who works or worked here, for the owner. A client's account is nobody's to change."""
    owner(actor)
    return list(session.exec(select(Person).where(_works_here())).all())


def colleague(session: Session, actor: Actor, person_id: str) -> Person:
    """One of them; a client and a missing person look alike."""
    owner(actor)
    return found(session.exec(select(Person).where(Person.id == person_id, _works_here())).first())


def fellow(session: Session, actor: Actor, person_id: str, role: Literal["clinician", "supervisor"]) -> Person:
    """Somebody else who works here now in that role, for whoever settles who reads what."""
    staff(actor)
    wanted = select(Person).where(Person.id == person_id, Person.id != actor.person_id, works_as(role))
    return found(session.exec(wanted).first())


def fellows(session: Session, actor: Actor, role: Literal["clinician", "supervisor"]) -> list[Person]:
    """All of them."""
    staff(actor)
    return list(session.exec(select(Person).where(Person.id != actor.person_id, works_as(role))).all())


def works_as(role: Literal["clinician", "supervisor"]) -> ColumnElement[bool]:
    """People who can sign in and have that role."""
    has = Person.is_clinician if role == "clinician" else Person.is_supervisor
    return col(has).is_(True) & col(Person.disabled_at).is_(None)


def owners_held(session: Session, actor: Actor) -> list[Person]:
    """The owners who can sign in, held until the commit, so that two of them cannot remove each other at once.

    The actor is one of them at this very moment, or there is nothing here for them.
    """
    owner(actor)
    held = session.exec(
        select(Person)
        .where(col(Person.is_owner).is_(True), col(Person.disabled_at).is_(None))
        .order_by(col(Person.id))
        .with_for_update()
    ).all()
    if actor.person_id not in {each.id for each in held}:
        raise NotFound
    return list(held)


def _works_here() -> ColumnElement[bool]:
    return or_(*(col(flag).is_(True) for flag in (Person.is_owner, Person.is_clinician, Person.is_supervisor)))
