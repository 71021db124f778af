"""The way back for somebody who cannot sign in any more: by a mailed link, or by a check code from their clinician."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session, select

from betterjournal import access, clock, database, mail, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import (
    ceremonies,
    inviting,
    links,
    mailed_links,
    passkey_rows,
    passwords,
    people,
    proving,
    sessions,
    staff_inviting,
    throttle,
    tokens,
)
from betterjournal.accounts.ceremonies import Answer, Ceremony, Made, Offer
from betterjournal.accounts.models import Client, Invitation, MailedLink, Person
from betterjournal.accounts.views import BackView, InvitationView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import NotFound, Refused

# The words of the mail, by language and link: its subject and its text.
Write = Callable[[str, str], tuple[str, str]]
Ticket = MailedLink | Invitation


@dataclass(frozen=True)
class New:
    """The new way in: a hashed password, or a passkey."""

    password: str = ""
    passkey: tuple[Ceremony, Made] | None = None
    keep_others: bool = False


@dataclass(frozen=True)
class Back:
    """What somebody gives who comes back, as typed; only who comes with their clinician's link has a code.

    A client's other ways in go, since somebody else may know them, unless they say `keep_others`.
    """

    code: str = ""
    password: str = ""
    keep_others: bool = False


def ask_for_link(visitor: Visitor, email: str, write: Write) -> None:
    """Mail a link if the address is known and may be mailed to. Whether it is shows in no answer and in no time."""
    index = people.index(people.email(email))
    what = f"link/{index}"
    throttle.check(what, visitor.address)
    throttle.failed(what, visitor.address)
    mail.later(partial(_mail, visitor, index, write))


def renew(actor: Actor, client_id: str) -> InvitationView:
    """A new link and check code for a client who has joined and cannot come in; an earlier one stops working.

    With it they choose a new password or passkey. That it was made stands on their page.
    """
    with changing(actor) as change:
        client = access.client_kept(change.session, actor, client_id, alone=True)
        access.not_stopped(change.session, client_id)
        # Whoever holds the link and the code reads what that client wrote for nobody: not for a desk left open.
        proving.require(change.session, actor)
        if client.person_id is None:
            raise Refused("problem.not_joined")
        made = inviting.ticket(change, actor, client, "back")
        change.record(Act.CODE_RENEWED, client_id=client_id)
        change.announce(f"client:{client_id}")
    return made


def look(visitor: Visitor, token: str) -> BackView:
    """What the holder of a link must give; it says nobody's name."""
    with database.reading() as session:
        person, ticket = _whose(session, token)
    shortest = passwords.WITH_SECOND_FACTOR if person.is_staff else passwords.ALONE
    return BackView("back", isinstance(ticket, Invitation), person.language, str(shortest), not person.is_staff)


def come_back(visitor: Visitor, token: str, given: Back, device: str = "") -> sessions.SignedIn:
    """Choose a new password and begin a session; all others end. Staff still owe their second factor."""
    person, practice = _let_in(visitor, token, given.code)
    context = (practice, vault.get(person, "name"), vault.get(person, "email"))
    password = passwords.accept(given.password, alone=not person.is_staff, context=context)
    return _enter(visitor, token, person, device, New(passwords.hashed(password), keep_others=given.keep_others))


def offer_passkey(visitor: Visitor, token: str, given: Back) -> Offer:
    """Ask for a new passkey in place of a new password. Not of staff: a passkey would be both their factors."""
    person, _ = _let_in(visitor, token, given.code)
    _may_use_passkey(person)
    with database.reading() as session:
        known = passkey_rows.of(session, person.id)
    return ceremonies.ask_for_new("back", person.id, vault.get(person, "email"), tokens.digest(token), known)


def come_back_with_passkey(
    visitor: Visitor, token: str, given: Back, ceremony: Ceremony | None, answer: Answer, device: str = ""
) -> sessions.SignedIn:
    """The same as `come_back` with a passkey in place of a password."""
    begun = ceremonies.expected(ceremony, "back", tokens.digest(token))
    person, _ = _let_in(visitor, token, given.code)
    _may_use_passkey(person)
    new = ceremonies.made(begun, answer)
    return _enter(visitor, token, person, device, New(passkey=(begun, new), keep_others=given.keep_others))


def may_be_mailed(session: Session, person: Person) -> bool:
    """Whether mail is a way back for this person; a client chose it, staff owe a second factor after it."""
    if person.disabled_at is not None or access.is_stopped_for(session, person.id):
        return False
    return person.is_staff or person.way_back == people.BY_MAIL


def spend_links(session: Session, person: Person) -> None:
    """With the way in changed no link that is out brings anybody back: none that was mailed or given with a code."""
    mailed_links.spend_all(session, person.id, clock.now().date())
    staff_inviting.withdraw_ways_back(session, person.id)
    client_id = session.exec(select(Client.id).where(Client.person_id == person.id)).first()
    if client_id:
        inviting.withdraw_open(session, client_id)


def _mail(visitor: Visitor, index: str, write: Write) -> None:
    now, at_home = clock.now(), throttle.is_known(index, visitor.address)
    with database.reading() as session:
        person = session.exec(select(Person).where(Person.email_index == index)).first()
        if person is None or not may_be_mailed(session, person):
            return
        if mailed_links.is_enough(session, person.id, now, at_home=at_home):
            return
    if not mail.is_set_up():
        return
    with changing(sessions.entering(person, visitor)) as change:
        token = mailed_links.make(change.session, person.id, now)
        change.record(Act.LINK_MAILED, kind=sessions.kind(person))
    mail.post(vault.get(person, "email"), *write(person.language, links.address(token, "back")))


def _whose(session: Session, token: str, *, for_update: bool = False) -> tuple[Person, Ticket]:
    now = clock.now()
    mailed = mailed_links.find(session, token, now, for_update=for_update)
    if mailed is not None:
        person = session.get(Person, mailed.person_id)
        if person is not None and may_be_mailed(session, person):
            return person, mailed
        raise NotFound("problem.link_used")
    invitation = inviting.opened(session, token, for_update=for_update)
    client = session.get(Client, invitation.client_id)
    person = session.get(Person, client.person_id) if client and client.person_id else None
    if person is None or person.disabled_at is not None:
        raise NotFound("problem.link_used")
    return person, invitation


def _let_in(visitor: Visitor, token: str, code: str) -> tuple[Person, str]:
    """Whose link it is and the practice's name, once the code that belongs to it is right."""
    with database.reading() as session:
        person, ticket = _whose(session, token)
        practice = access.practice(session).name
    if isinstance(ticket, Invitation):
        links.try_code(visitor, Invitation, token, code)
    return person, practice


def _may_use_passkey(person: Person) -> None:
    if person.is_staff:
        raise Refused


def _enter(visitor: Visitor, token: str, person: Person, device: str, new: New) -> sessions.SignedIn:
    with changing(sessions.entering(person, visitor)) as change:
        person, ticket = _whose(change.session, token, for_update=True)
        if isinstance(ticket, Invitation):
            ticket.used_at = sessions.kept(person.is_staff, clock.now())
            change.session.add(ticket)
        spend_links(change.session, person)
        _change_ways(change, person, device, new)
        ended = sessions.end_all(change.session, person.id, coming_back=True)
        change.record(Act.CAME_BACK, kind=sessions.kind(person))
        signed_in = sessions.begin(change.session, person, device=device)
    sessions.announce_ended(ended)
    return signed_in


def _change_ways(change: Change, person: Person, device: str, new: New) -> None:
    """Of staff nothing goes: what a mailbox opens must not take their second factor away."""
    if not person.is_staff and not new.keep_others:
        passkey_rows.remove_all(change, person)
        person.password_hash = ""
    if new.passkey:
        passkey_rows.keep(change, person, *new.passkey, device)
    person.password_hash = new.password or person.password_hash
    change.session.add(person)
