"""What people do with passkeys: sign in, add one, remove one, prove that it is still them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, delete, func, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import ceremonies, passwords, sessions, throttle, tokens
from betterjournal.accounts.ceremonies import Answer, Ceremony, Made, Offer, Purpose
from betterjournal.accounts.models import Passkey, Person, SpentChallenge
from betterjournal.accounts.views import PasskeyView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound, Problem, Refused

MOST = 20


@dataclass(frozen=True)
class Proof:
    """What shows, just before the ways in are changed, that it is still the same person (SEC-04)."""

    password: str = ""
    ceremony: Ceremony | None = None
    answer: Answer = field(default_factory=dict)


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


def prove_with_one(actor: Actor) -> Offer:
    """Ask one of the person's passkeys to prove that it is still them."""
    return ceremonies.ask_for_one("prove", actor.session_id)


def offer(actor: Actor, proof: Proof) -> Offer:
    """Ask for a new passkey. Who has just given the password and has no second factor yet needs no other proof."""
    with database.reading() as session:
        person = access.person(session, actor)
        known = of(session, person.id)
    _may_add(actor, person, len(known))
    if not actor.second_factor_needed:
        _prove(actor, proof)
    return ceremonies.ask_for_new("add", person.id, vault.get(person, "email"), actor.session_id, known)


def add(actor: Actor, ceremony: Ceremony | None, answer: Answer, device: str = "") -> sessions.SignedIn | None:
    """Keep a new passkey. To enrol with it ends the half session and begins a whole one with a new token."""
    begun = ceremonies.expected(ceremony, "add", actor.session_id)
    new, signed_in = ceremonies.made(begun, answer), None
    with changing(actor) as change:
        person = access.person(change.session, actor)
        _may_add(actor, person, count(change.session, person.id))
        keep(change, person, begun, new, device)
        if actor.second_factor_needed:
            change.record(Act.SECOND_FACTOR_SET, kind="passkey")
            sessions.end(change.session, actor.session_id)
            signed_in = sessions.begin(change.session, person, device=device, passed_factor=True, shared=actor.shared)
        change.announce(f"person:{actor.person_id}")
    if signed_in:
        sessions.announce_ended([actor.session_id])
    return signed_in


def remove(actor: Actor, passkey_id: str, proof: Proof) -> None:
    """Forget one of the person's own passkeys, never the last way in."""
    if actor.second_factor_needed:
        raise NotFound
    with database.reading() as session:
        _own(session, actor, passkey_id)
    _prove(actor, proof)
    with changing(actor) as change:
        person, row = access.person(change.session, actor), _own(change.session, actor, passkey_id)
        if not may_go(person, count(change.session, person.id)):
            raise Refused("problem.passkey_last")
        change.session.delete(row)
        change.record(Act.PASSKEY_REMOVED, object_id=row.id, kind=sessions.kind(person))
        change.announce(f"person:{actor.person_id}")


def keep(change: Change, person: Person, ceremony: Ceremony, new: Made, device: str) -> None:
    """Store a passkey in the caller's change; its challenge is spent by this."""
    spend(change.session, ceremony)
    if change.session.exec(select(Passkey.id).where(Passkey.credential_id == new.credential_id)).first():
        raise Invalid("", "problem.passkey")
    row = Passkey(
        person_id=person.id,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        transports=new.transports,
        device=ceremonies.device(new, device),
        created_on=_today(change.session),
    )
    change.session.add(row)
    change.record(Act.PASSKEY_ADDED, object_id=row.id, kind=sessions.kind(person))


def spend(session: Session, ceremony: Ceremony) -> None:
    """A challenge is answered once. Only the day is kept: when a client signs in is nobody's business."""
    digest, today = tokens.digest(ceremony.challenge), clock.now().date()
    if session.get(SpentChallenge, digest) is not None:
        raise Invalid("", "problem.passkey_late")
    session.execute(delete(SpentChallenge).where(col(SpentChallenge.spent_on) < today - timedelta(days=1)))
    session.add(SpentChallenge(digest=digest, spent_on=today))


def of(session: Session, person_id: str) -> list[Passkey]:
    """The person's passkeys, the oldest first."""
    rows: Sequence[Passkey] = session.exec(
        select(Passkey).where(Passkey.person_id == person_id).order_by(col(Passkey.created_on), col(Passkey.id))
    ).all()
    return list(rows)


def count(session: Session, person_id: str) -> int:
    """How many passkeys the person has."""
    return session.exec(select(func.count(col(Passkey.id))).where(Passkey.person_id == person_id)).one()


def may_go(person: Person, passkeys: int) -> bool:
    """Whether a way in is left when one of that many passkeys goes."""
    if passkeys > 1:
        return True
    second = person.totp_confirmed_at is not None or not person.is_staff
    return bool(person.password_hash) and second


def use_own(session: Session, actor: Actor, purpose: Purpose, ceremony: Ceremony | None, answer: Answer) -> None:
    """Accept the answer of one of the actor's own passkeys to what this sign-in session asked, else `Invalid`."""
    begun = ceremonies.expected(ceremony, purpose, actor.session_id)
    row = _claimed(session, answer)
    if row.person_id != actor.person_id:
        raise Invalid("", "problem.passkey")
    _use(session, row, begun, answer)


def seen(session: Session, person: Person) -> list[PasskeyView]:
    """The person's passkeys as their own account page lists them."""
    rows = of(session, person.id)
    removable = may_go(person, len(rows))
    return [
        PasskeyView(
            id=row.id,
            device=row.device,
            created_on=row.created_on.isoformat(),
            last_used_on=row.last_used_on.isoformat() if row.last_used_on else "",
            removable=removable,
        )
        for row in rows
    ]


def _enter(visitor: Visitor, ceremony: Ceremony, answer: Answer, device: str, shared: bool) -> sessions.SignedIn:
    with database.reading() as session:
        row = _claimed(session, answer)
        person = session.get_one(Person, row.person_id)
    with changing(sessions.entering(person, visitor)) as change:
        person = change.session.get_one(Person, person.id)
        if person.disabled_at is not None:
            raise Invalid("", "problem.passkey")
        _use(change.session, _claimed(change.session, answer), ceremony, answer)
        change.record(Act.SIGN_IN, kind=sessions.kind(person))
        return sessions.begin(change.session, person, device=device, passed_factor=True, shared=shared)


def _claimed(session: Session, answer: Answer) -> Passkey:
    claimed = ceremonies.credential_id(answer)
    row = session.exec(select(Passkey).where(Passkey.credential_id == claimed).with_for_update()).first()
    if row is None:
        raise Invalid("", "problem.passkey")
    return row


def _use(session: Session, row: Passkey, ceremony: Ceremony, answer: Answer) -> None:
    row.sign_count = ceremonies.used(ceremony, answer, row)
    row.last_used_on = _today(session)
    spend(session, ceremony)
    session.add(row)


def _may_add(actor: Actor, person: Person, passkeys: int) -> None:
    """Who is only past the password may not add a way around the second factor they have."""
    if actor.second_factor_needed and (passkeys or person.totp_confirmed_at is not None):
        raise Refused
    if passkeys >= MOST:
        raise Refused("problem.passkey_many", most=str(MOST))


def _prove(actor: Actor, proof: Proof) -> None:
    what = f"prove/{actor.person_id}"
    throttle.check(what, actor.address)
    try:
        _prove_with_passkey(actor, proof) if proof.answer else _prove_with_password(actor, proof.password)
    except Problem:
        throttle.failed(what, actor.address)
        raise
    throttle.passed(what, actor.address)


def _prove_with_passkey(actor: Actor, proof: Proof) -> None:
    with database.writing() as session:
        use_own(session, actor, "prove", proof.ceremony, proof.answer)


def _prove_with_password(actor: Actor, password: str) -> None:
    with database.reading() as session:
        stored = access.person(session, actor).password_hash
    good, _ = passwords.matches(password, stored)
    if not good:
        raise Invalid("password", "problem.proof")


def _own(session: Session, actor: Actor, passkey_id: str) -> Passkey:
    wanted = select(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == actor.person_id)
    return access.found(session.exec(wanted).first())


def _today(session: Session) -> date:
    return clock.today(access.practice(session).time_zone)
