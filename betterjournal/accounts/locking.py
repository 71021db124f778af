"""What people do about the lock of their sign-in session: lock it, unlock it, and choose a PIN and when it locks.

A lock or an unlocking of a client's is recorded nowhere: each would be a trace of when they are here (SEC-31).
"""

import re

from sqlmodel import col, update

from betterjournal import access, clock, database, live, vault
from betterjournal.access import Actor
from betterjournal.accounts import ceremonies, idling, passkey_rows, passwords, proving, sessions
from betterjournal.accounts.ceremonies import Answer, Ceremony, Offer
from betterjournal.accounts.models import Person, SignInSession
from betterjournal.accounts.views import LockView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound, Refused, SignedOut

TRIES = 5
PIN = re.compile("[0-9]{6}")
# Two digits in turn, one or two groups said twice, up or down by one: what is tried first.
ROWS = "01234567890123456789"


def lock(actor: Actor, *, hiding: bool = False) -> None:
    """Lock this session and all its pages at once; a half session has nothing to lock. `hiding` by pressing Hide."""
    _lockable(actor)
    with database.writing() as session:
        sessions.lock(session, actor.session_id)
        person = access.person(session, actor)
        if hiding and person.tried_hide_on is None:
            person.tried_hide_on = clock.now().date()
            session.add(person)
    live.announce([f"lock:{actor.session_id}"])


def unlock(actor: Actor, secret: str) -> None:
    """Unlock by PIN or password. One hash whatever was typed and whether or not a PIN is set: one answer, one time."""
    _lockable(actor)
    left = _one_try_less(actor.session_id)
    with database.reading() as session:
        person = session.get_one(Person, actor.person_id)
    is_pin = PIN.fullmatch(secret) is not None
    typed, stored = (_keyed(person.id, secret), person.pin_hash) if is_pin else (secret, person.password_hash)
    good, _ = passwords.matches(typed, stored)
    if not good:
        _refuse(actor, left)
    _open(actor, "")


def ask_passkey(actor: Actor) -> Offer:
    """Ask one of the person's passkeys to unlock this session."""
    return ceremonies.ask_for_one("unlock", actor.session_id)


def unlock_with_passkey(actor: Actor, ceremony: Ceremony | None, answer: Answer) -> None:
    """Unlock by passkey. Nobody guesses one, so a wrong one costs no try."""
    _lockable(actor)
    begun = ceremonies.expected(ceremony, "unlock", actor.session_id)
    with database.writing() as session:
        passkey_rows.use_own(session, actor.person_id, begun, answer)
    _open(actor, "passkey")


def settings(actor: Actor) -> LockView:
    """How the person's pages lock, and what they were not asked yet."""
    with database.reading() as session:
        person = access.person(session, actor)
        known = bool(person.pin_hash) or passkey_rows.count(session, person.id) > 0
    return LockView(
        id=person.id,
        has_pin=bool(person.pin_hash),
        lock_after=person.lock_after,
        offer_pin=not known and person.pin_declined_on is None,
        offer_hide=not person.is_staff and person.tried_hide_on is None,
    )


def choose_delay(actor: Actor, lock_after: str) -> None:
    """When a client's page locks after they left it: theirs, so a phone signed in tomorrow has it from the start."""
    if lock_after not in idling.CHOICES:
        raise Invalid("lock_after", "problem.choose")
    with changing(actor) as change:
        access.own_client(change.session, actor)
        person = access.person(change.session, actor)
        person.lock_after = lock_after
        change.session.add(person)
        change.record(Act.SETTINGS, kind="lock")
        change.announce(f"person:{actor.person_id}")


def set_pin(actor: Actor, pin: str) -> None:
    """Keep a PIN, for unlocking alone: it signs nobody in and opens no key."""
    if actor.second_factor_needed:
        raise NotFound
    stored = passwords.hashed(_keyed(actor.person_id, acceptable(pin)))
    with changing(actor) as change:
        proving.require(change.session, actor)
        person = access.person(change.session, actor)
        person.pin_hash = stored
        change.session.add(person)
        change.record(Act.PIN_SET, kind=sessions.kind(person))
        change.announce(f"person:{actor.person_id}")


def decline_pin(actor: Actor) -> None:
    """Not to be offered one again."""
    if actor.second_factor_needed:
        raise NotFound
    with changing(actor) as change:
        person = access.person(change.session, actor)
        person.pin_declined_on = clock.now().date()
        change.session.add(person)
        change.record(Act.SETTINGS, kind="pin")


def acceptable(pin: str) -> str:
    """Six digits that are not among the first that anybody would try."""
    if not PIN.fullmatch(pin):
        raise Invalid("pin", "problem.pin")
    row = pin in ROWS or pin in ROWS[::-1]
    if row or pin[:3] == pin[3:] or pin[:2] * 3 == pin or len(set(pin)) < 3:
        raise Invalid("pin", "problem.pin_easy")
    return pin


def _keyed(person_id: str, pin: str) -> str:
    """A million PINs are soon tried on a stolen database; without the keyring, this one is none of them."""
    return vault.blind(f"pin/{person_id}/{pin}")


def _lockable(actor: Actor) -> None:
    if actor.second_factor_needed and not actor.locked:
        raise Refused


def _one_try_less(session_id: str) -> int:
    """Takes a try before it is made, so that any number at once get no more than five; how many are left."""
    row = SignInSession
    taken = (
        update(row)
        .where(col(row.id) == session_id, col(row.ended_at).is_(None), col(row.wrong_tries) < TRIES)
        .values(wrong_tries=col(row.wrong_tries) + 1)
        .returning(col(row.wrong_tries))
    )
    with database.writing() as session:
        tried = session.execute(taken).scalar_one_or_none()
    if tried is None:
        raise SignedOut("problem.unlock_ended")
    return TRIES - int(tried)


def _refuse(actor: Actor, left: int) -> None:
    with changing(actor) as change:
        if not left:
            sessions.end(change.session, actor.session_id)
        change.record(Act.UNLOCK_REFUSED, result="refused")
    if not left:
        sessions.announce_ended([actor.session_id])
        raise SignedOut("problem.unlock_ended")
    raise Invalid("secret", "problem.unlock", left=str(left))


def _open(actor: Actor, kind: str) -> None:
    if actor.is_staff:
        with changing(actor) as change:
            sessions.unlock(change.session, actor.session_id)
            change.record(Act.UNLOCKED, kind=kind)
    else:
        with database.writing() as session:
            sessions.unlock(session, actor.session_id)
    live.announce([f"lock:{actor.session_id}"])
