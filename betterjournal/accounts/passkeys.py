"""What people do with passkeys: sign in, add one, remove one."""

from sqlmodel import Session, select

from betterjournal import access, database, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import ceremonies, passkey_rows, proving, sessions, throttle
from betterjournal.accounts.ceremonies import Answer, Ceremony, Offer
from betterjournal.accounts.models import Passkey, Person
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound, Refused

MOST = 20


def sign_in(
    visitor: Visitor, ceremony: Ceremony | None, answer: Answer, device: str = "", *, shared: bool = False
) -> sessions.SignedIn:
    """Begin a session; a passkey verifies its person, so it counts as both factors of staff.

    An unknown passkey, a wrong signature, a copy and a disabled account are one answer.
    """
    begun, what = ceremonies.expected(ceremony, "sign-in"), f"passkey/{ceremonies.credential_id(answer)}"
    throttle.check(what, visitor.address)
    try:
        signed_in = _enter(visitor, begun, answer, device, shared)
    except Invalid:
        throttle.failed(what, visitor.address)
        with changing(visitor) as change:
            change.record(Act.SIGN_IN_REFUSED, kind="passkey", result="refused")
        raise
    throttle.passed(what, visitor.address)
    return signed_in


def offer(actor: Actor) -> Offer:
    """Ask for a new passkey. Who has just given the password and has no second factor yet needs no other proof."""
    with database.reading() as session:
        person = access.person(session, actor)
        known = passkey_rows.of(session, person.id)
        _may_add(actor, person, len(known))
        if not actor.second_factor_needed:
            proving.check(session, actor)
    return ceremonies.ask_for_new("add", person.id, vault.get(person, "email"), actor.session_id, known)


def add(actor: Actor, ceremony: Ceremony | None, answer: Answer, device: str = "") -> sessions.SignedIn | None:
    """Keep a new passkey. To enrol with it ends the half session and begins a whole one with a new token."""
    begun = ceremonies.expected(ceremony, "add", actor.session_id)
    new, signed_in = ceremonies.made(begun, answer), None
    with changing(actor) as change:
        # Alone: who is only past the password enrols once, though two of them try at once.
        person = access.person(change.session, actor, alone=actor.second_factor_needed)
        sessions.require(change.session, actor)
        _may_add(actor, person, passkey_rows.count(change.session, person.id))
        if not actor.second_factor_needed:
            proving.require(change.session, actor)
        passkey_rows.keep(change, person, begun, new, device)
        if actor.second_factor_needed:
            change.record(Act.SECOND_FACTOR_SET, kind="passkey")
            sessions.end(change.session, actor.session_id)
            signed_in = sessions.begin(change.session, person, device=device, passed_factor=True, shared=actor.shared)
        change.announce(f"person:{actor.person_id}")
    if signed_in:
        sessions.announce_ended([actor.session_id])
    return signed_in


def remove(actor: Actor, passkey_id: str) -> None:
    """Forget one of the person's own passkeys, never the last way in."""
    if actor.second_factor_needed:
        raise NotFound
    with changing(actor) as change:
        person, row = access.person(change.session, actor), _own(change.session, actor, passkey_id)
        proving.require(change.session, actor)
        if not passkey_rows.may_go(person, passkey_rows.count(change.session, person.id)):
            raise Refused("problem.passkey_last")
        change.session.delete(row)
        change.record(Act.PASSKEY_REMOVED, object_id=row.id, kind=sessions.kind(person))
        change.announce(f"person:{actor.person_id}")


def _enter(visitor: Visitor, ceremony: Ceremony, answer: Answer, device: str, shared: bool) -> sessions.SignedIn:
    with database.reading() as session:
        row = passkey_rows.claimed(session, answer)
        person = session.get_one(Person, row.person_id)
    with changing(sessions.entering(person, visitor)) as change:
        person = change.session.get_one(Person, person.id)
        if person.disabled_at is not None:
            raise Invalid("", "problem.passkey")
        passkey_rows.use(change.session, passkey_rows.claimed(change.session, answer), ceremony, answer)
        change.record(Act.SIGN_IN, kind=sessions.kind(person))
        return sessions.begin(change.session, person, device=device, passed_factor=True, shared=shared)


def _may_add(actor: Actor, person: Person, passkeys: int) -> None:
    """Who is only past the password may not add a way around the second factor they have."""
    if actor.second_factor_needed and (passkeys or person.totp_confirmed_at is not None):
        raise Refused
    if passkeys >= MOST:
        raise Refused("problem.passkey_many", most=str(MOST))


def _own(session: Session, actor: Actor, passkey_id: str) -> Passkey:
    wanted = select(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == actor.person_id)
    return access.found(session.exec(wanted).first())
