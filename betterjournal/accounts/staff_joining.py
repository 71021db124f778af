"""Somebody invited to work here joins, or comes back, with the link and the spoken code (SEC-05, SEC-10).

A password leads on to setting up a second factor before anything else; a passkey is both.
"""

from dataclasses import dataclass

from sqlmodel import Session, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Visitor
from betterjournal.accounts import (
    ceremonies,
    links,
    passkey_rows,
    passwords,
    people,
    roles,
    sessions,
    staff,
    staff_inviting,
    throttle,
    tokens,
)
from betterjournal.accounts.ceremonies import Answer, Ceremony, Made, Offer
from betterjournal.accounts.models import Person, StaffInvitation
from betterjournal.accounts.views import StaffJoinView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound


@dataclass(frozen=True)
class StaffJoin:
    """What somebody gives when joining, as typed. With a passkey, no password; who comes back gives no address."""

    code: str
    email: str
    password: str
    language: str


def look(visitor: Visitor, token: str) -> StaffJoinView:
    """What the holder of a link sees before joining. No name of whoever is invited."""
    with database.reading() as session:
        row = _open(session, token)
        rules = access.practice(session)
        inviter = session.get(Person, row.made_by) if row.made_by else None
    name = people.first_name(vault.get(inviter, "name")) if inviter else ""
    return StaffJoinView(rules.name, name, row.language, row.person_id is not None)


def join(visitor: Visitor, token: str, given: StaffJoin, device: str = "") -> sessions.SignedIn:
    """Make the account, or mend it, with a password; the session owes a second factor."""
    row, person = _let_in(visitor, token, given)
    with database.reading() as session:
        practice = access.practice(session).name
    name, email = vault.get(row, "name"), vault.get(person, "email")
    password = passwords.accept(given.password, alone=False, context=(practice, name, email))
    person.password_hash = passwords.hashed(password)
    return _enter(visitor, token, person, device)


def offer_passkey(visitor: Visitor, token: str, given: StaffJoin) -> Offer:
    """Ask for the passkey of somebody who joins without a password."""
    _, person = _let_in(visitor, token, given)
    return ceremonies.ask_for_new("join", person.id, vault.get(person, "email"), tokens.digest(token))


def join_with_passkey(
    visitor: Visitor, token: str, given: StaffJoin, ceremony: Ceremony | None, answer: Answer, device: str = ""
) -> sessions.SignedIn:
    """The same as `join` with a passkey, which verifies its person: both factors at once."""
    begun = ceremonies.expected(ceremony, "join", tokens.digest(token))
    row, person = _let_in(visitor, token, given)
    with throttle.slowed(links.guessed(token), visitor.address):
        new = ceremonies.made(begun, answer)
    if row.person_id is None:
        person = _new(row, vault.get(person, "email"), given.language, begun.person_id)
    person.password_hash = ""
    return _enter(visitor, token, person, device, (begun, new))


def is_for_staff(visitor: Visitor, token: str) -> bool:
    """Whether a link is one of these, to know which of two pages it opens. What it opens is asked for by itself."""
    with database.reading() as session:
        found = select(StaffInvitation.id).where(StaffInvitation.token_digest == tokens.digest(token))
        return session.exec(found).first() is not None


def _let_in(visitor: Visitor, token: str, given: StaffJoin) -> tuple[StaffInvitation, Person]:
    """The invitation and its person, who is new or comes back, once the code is right; nothing is stored yet."""
    links.try_code(visitor, StaffInvitation, token, given.code)
    with throttle.slowed(links.guessed(token), visitor.address), database.reading() as session:
        row = _open(session, token)
        if row.person_id:
            return row, session.get_one(Person, row.person_id)
        person = _new(row, people.email(given.email), given.language)
        _not_taken(session, person.email_index)
    return row, person


def _open(session: Session, token: str, *, for_update: bool = False) -> StaffInvitation:
    """The invitation, while whoever made it is an owner, and whoever comes back may sign in."""
    row = links.opened(session, StaffInvitation, token, for_update=for_update)
    inviter = session.get(Person, row.made_by) if row.made_by else None
    invited = session.get(Person, row.person_id) if row.person_id else None
    if row.made_by and (inviter is None or not inviter.is_owner or inviter.disabled_at is not None):
        raise NotFound("problem.link_used")
    if row.person_id and (invited is None or invited.disabled_at is not None):
        raise NotFound("problem.link_used")
    return row


def _new(row: StaffInvitation, email: str, language: str, person_id: str = "") -> Person:
    spoken = language if language in people.LANGUAGES else row.language
    person = people.new(vault.get(row, "name"), email, spoken, "", person_id=person_id)
    roles.give(person, roles.of(row))
    return person


def _not_taken(session: Session, email_index: str) -> None:
    # A client's address too: an account is a client's or a member of staff's, never both.
    if session.exec(select(Person.id).where(Person.email_index == email_index)).first():
        raise Invalid("email", "problem.email_taken")


def _enter(
    visitor: Visitor, token: str, person: Person, device: str, passkey: tuple[Ceremony, Made] | None = None
) -> sessions.SignedIn:
    ended: list[str] = []
    with throttle.slowed(links.guessed(token), visitor.address), changing(sessions.entering(person, visitor)) as change:
        row = _open(change.session, token, for_update=True)
        row.used_at = clock.now()
        change.session.add(row)
        if row.person_id:
            person, ended = _back(change, person)
        else:
            _not_taken(change.session, person.email_index)
            change.session.add(person)
        change.session.flush()
        if passkey:
            passkey_rows.keep(change, person, *passkey, device)
        what = Act.PERSON_CAME_BACK if row.person_id else Act.PERSON_ADDED
        change.record(what, object_id=person.id, kind=roles.written(roles.of(person)))
        change.announce(staff_inviting.TOPIC)
        signed_in = sessions.begin(change.session, person, device=device, passed_factor=passkey is not None)
    sessions.announce_ended(ended)
    return signed_in


def _back(change: Change, person: Person) -> tuple[Person, list[str]]:
    """The person's own row with its new password; whatever else let them in before is gone."""
    known = change.session.get_one(Person, person.id)
    known.password_hash = person.password_hash
    ended = staff.take_away(change.session, known)
    return known, ended
