"""Changing one's own ways in: address, password, authenticator, recovery codes, the way back; each after a proof."""

from collections.abc import Callable

from sqlmodel import Session, select

from betterjournal import access, database, mail, vault
from betterjournal.access import Actor
from betterjournal.accounts import (
    devices,
    factors,
    passkey_rows,
    passwords,
    people,
    proving,
    returning,
    sessions,
    throttle,
)
from betterjournal.accounts.models import Person
from betterjournal.accounts.views import AuthenticatorView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, Refused

# The words of the mail that says that something changed, by language: its subject and its text.
Tell = Callable[[str], tuple[str, str]]


def change_email(actor: Actor, email: str, tell: Tell) -> None:
    """Sign in by another address from now on. The old one is told, if it may be mailed to."""
    address, what = people.email(email), f"email/{actor.person_id}"
    throttle.check(what, actor.address)
    try:
        with changing(actor) as change:
            person = _proved(change, actor)
            before = vault.get(person, "email")
            _not_taken(change.session, person, address)
            person.email_index = people.index(address)
            vault.put(person, "email", address, vault.PRACTICE, "practice")
            _keep(change, person, Act.EMAIL_CHANGED)
    except Invalid:
        # Whose address is known here is itself sensitive: asking is slowed down like guessing.
        throttle.failed(what, actor.address)
        raise
    _tell(person, before, tell)


def change_password(actor: Actor, password: str, tell: Tell, *, end_others: bool = False) -> None:
    """A new password, or the first one beside a passkey; every other sign-in ends if the person says so (SEC-13)."""
    with database.reading() as session:
        # Before the slow hash, and again inside the change.
        proving.check(session, actor)
        person, practice = access.person(session, actor), access.practice(session).name
    context = (practice, actor.name, vault.get(person, "email"))
    stored = passwords.hashed(passwords.accept(password, alone=not person.is_staff, context=context))
    with changing(actor) as change:
        person = _proved(change, actor)
        person.password_hash = stored
        ended = devices.others(change.session, actor) if end_others else []
        _keep(change, person, Act.PASSWORD_CHANGED)
    sessions.announce_ended(ended)
    _tell(person, vault.get(person, "email"), tell)


def choose_way_back(actor: Actor, way: str) -> None:
    """How a client comes back when the password is forgotten."""
    if way not in people.WAYS_BACK:
        raise Invalid("way_back", "problem.choose")
    with changing(actor) as change:
        access.own_client(change.session, actor)
        person = _proved(change, actor)
        person.way_back = way
        _keep(change, person, Act.WAY_BACK_CHOSEN)


def offer_authenticator(actor: Actor) -> AuthenticatorView:
    """The secret for an authenticator app beside a passkey; the same for this session until a code confirms it."""
    with database.reading() as session:
        proving.check(session, actor)
        person = access.person(session, actor)
    _may_have_authenticator(person)
    secret = factors.offered(actor.session_id)
    return AuthenticatorView(
        "authenticator", factors.qr_code(factors.address(secret, vault.get(person, "email"))), factors.spaced(secret)
    )


def set_authenticator(actor: Actor, code: str) -> None:
    """Put the offered secret into use, once a code of it fits."""
    what = f"factor/{actor.person_id}"
    throttle.check(what, actor.address)
    try:
        with changing(actor) as change:
            person = _proved(change, actor, alone=True)
            _may_have_authenticator(person)
            secret = factors.offered(actor.session_id)
            if not factors.accept_code(person, secret, code):
                raise Invalid("code", "problem.code")
            factors.confirm(person, secret)
            _keep(change, person, Act.SECOND_FACTOR_SET, "authenticator")
    except Invalid:
        throttle.failed(what, actor.address)
        raise


def remove_authenticator(actor: Actor) -> None:
    """Forget the authenticator; never the last second factor."""
    with changing(actor) as change:
        person = _proved(change, actor)
        if person.totp_confirmed_at is None or not passkey_rows.count(change.session, person.id):
            raise Refused("problem.factor_last")
        person.totp, person.totp_confirmed_at = None, None
        _keep(change, person, Act.SECOND_FACTOR_REMOVED)


def new_codes(actor: Actor) -> list[str]:
    """Ten recovery codes, shown this once: the first ones, or new ones in place of all before."""
    with changing(actor) as change:
        person = _proved(change, actor)
        _staff_only(person)
        codes = factors.new_recovery_codes(change.session, person)
        change.record(Act.SECOND_FACTOR_SET, kind="recovery codes")
    return codes


def _proved(change: Change, actor: Actor, *, alone: bool = False) -> Person:
    """The actor's own row, with the proof for this one change used up."""
    proving.require(change.session, actor)
    return access.person(change.session, actor, alone=alone)


def _keep(change: Change, person: Person, act: Act, kind: str = "") -> None:
    returning.spend_links(change.session, person)
    change.session.add(person)
    change.record(act, kind=kind or sessions.kind(person))
    change.announce(f"person:{person.id}")


def _not_taken(session: Session, person: Person, address: str) -> None:
    wanted = select(Person.id).where(Person.email_index == people.index(address), Person.id != person.id)
    if session.exec(wanted).first():
        raise Invalid("email", "problem.email_taken")


def _may_have_authenticator(person: Person) -> None:
    _staff_only(person)
    if person.totp_confirmed_at is not None:
        raise Refused("problem.factor_set")


def _staff_only(person: Person) -> None:
    if not person.is_staff:
        raise Refused


def _tell(person: Person, address: str, tell: Tell) -> None:
    """To an address that may be mailed to; who wants no mail finds it on their own page."""
    with database.reading() as session:
        may = returning.may_be_mailed(session, person)
    if mail.is_set_up() and may:
        mail.post(address, *tell(person.language))
