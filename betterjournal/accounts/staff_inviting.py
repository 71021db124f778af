"""An owner invites somebody to work here, or back; the link lives seven days and works once (SEC-10)."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import links, people, proving, roles, tokens
from betterjournal.accounts.models import Person, StaffInvitation
from betterjournal.accounts.views import InvitationView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import CannotStart, Invalid

LIVES = timedelta(days=7)
# What is announced when anything about the people who work here changes.
TOPIC = "people"


def invite(actor: Actor, name: str, names: Iterable[str], language: str) -> InvitationView:
    """Somebody new, with the roles they will have. They get an account when they join, not before.

    A role is given away here, so it is asked again who gives it (SEC-04).
    """
    access.owner(actor)
    if language not in people.LANGUAGES:
        raise Invalid("language", "problem.choose")
    given, wanted = people.named(name), roles.chosen(names)
    with changing(actor) as change:
        access.owners_held(change.session, actor)
        proving.require(change.session, actor)
        row = _blank(actor, language)
        roles.give(row, wanted)
        return _made(change, row, given, actor.time_zone)


def renew(actor: Actor, invitation_id: str) -> InvitationView:
    """A new link and code; the earlier ones stop working."""
    with changing(actor) as change:
        access.owners_held(change.session, actor)
        row = _waiting(change.session, actor, invitation_id)
        proving.require(change.session, actor)
        row.made_by, row.tries = actor.person_id, 0
        return _made(change, row, vault.get(row, "name"), actor.time_zone)


def withdraw(actor: Actor, invitation_id: str) -> None:
    """The link stops working, and the name goes with it."""
    with changing(actor) as change:
        access.owners_held(change.session, actor)
        row = _waiting(change.session, actor, invitation_id)
        change.session.delete(row)
        change.record(Act.PERSON_INVITATION_WITHDRAWN, object_id=row.id, kind=roles.written(roles.of(row)))
        change.announce(TOPIC)


def way_back(change: Change, person: Person, actor: Actor | None) -> InvitationView:
    """A link and a code for somebody who works here and has no way in any more; earlier ones stop working."""
    withdraw_ways_back(change.session, person.id)
    row = _blank(actor, person.language, person.id)
    roles.give(row, roles.of(person))
    zone = access.practice(change.session).time_zone
    return _made(change, row, vault.get(person, "name"), zone)


def withdraw_ways_back(session: Session, person_id: str) -> None:
    """Open links for this person to come back by stop working, in the caller's transaction."""
    for old in session.exec(select(StaffInvitation).where(StaffInvitation.person_id == person_id, _unused())):
        session.delete(old)


def owners_way_back(address: str) -> InvitationView:
    """For whoever runs the box, when no other owner can help: a way back in for the owner with that address.

    Nothing is taken away before the link is used with its code.
    """
    with changing(Visitor(address="console")) as change:
        person = change.session.exec(select(Person).where(Person.email_index == people.index(address))).first()
        if person is None or not person.is_owner or person.disabled_at is not None:
            raise CannotStart("No owner who can sign in has this address.")
        return way_back(change, person, None)


def waiting(session: Session, actor: Actor) -> list[StaffInvitation]:
    """Every invitation that nobody has used, for the owner."""
    access.owner(actor)
    return list(session.exec(select(StaffInvitation).where(_unused())).all())


def _blank(actor: Actor | None, language: str, person_id: str | None = None) -> StaffInvitation:
    """One that nothing opens yet."""
    return StaffInvitation(
        person_id=person_id,
        made_by=actor.person_id if actor else None,
        language=language,
        token_digest="",
        code_digest="",
        expires_at=clock.now(),
    )


def _unused() -> ColumnElement[bool]:
    return col(StaffInvitation.used_at).is_(None)


def _waiting(session: Session, actor: Actor, invitation_id: str) -> StaffInvitation:
    row = next((each for each in waiting(session, actor) if each.id == invitation_id), None)
    return access.found(row)


def _made(change: Change, row: StaffInvitation, name: str, zone: str) -> InvitationView:
    token, code = tokens.new(), tokens.spoken_code()
    row.token_digest, row.code_digest = tokens.digest(token), links.code_digest(token, code)
    row.expires_at = clock.now() + LIVES
    vault.put(row, "name", name, vault.PRACTICE, "practice")
    change.session.add(row)
    change.record(Act.PERSON_INVITED, object_id=row.person_id or row.id, kind=roles.written(roles.of(row)))
    change.announce(TOPIC)
    return InvitationView(
        client_id="",
        first_name=people.first_name(name),
        link=links.address(token),
        picture=links.picture(token),
        code=f"{code[:3]} {code[3:]}",
        expires_on=clock.local(row.expires_at, zone).date().isoformat(),
    )
