"""Asks again who it is just before a way in or a right is changed (SEC-04): one proof, one change, within minutes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session, col, update

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import ceremonies, passkey_rows, passwords, sessions, throttle
from betterjournal.accounts.ceremonies import Answer, Ceremony, Offer
from betterjournal.accounts.models import SignInSession
from betterjournal.accounts.views import ProvingView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound, Problem, Refused

LASTS = timedelta(minutes=5)


@dataclass(frozen=True)
class Proof:
    """The password, or what one of the person's passkeys answered."""

    password: str = ""
    ceremony: Ceremony | None = None
    answer: Answer = field(default_factory=dict)


def ways(actor: Actor) -> ProvingView:
    """By what this person can prove who they are."""
    with database.reading() as session:
        person = access.person(session, _whole(actor))
        return ProvingView(bool(person.password_hash), passkey_rows.count(session, person.id) > 0)


def ask_passkey(actor: Actor) -> Offer:
    """Ask one of the person's passkeys to prove that it is still them."""
    return ceremonies.ask_for_one("prove", _whole(actor).session_id)


def prove(actor: Actor, proof: Proof) -> None:
    """Let this session make the one change that comes next. Guessing is slowed down as at signing in."""
    what = f"prove/{_whole(actor).person_id}"
    throttle.check(what, actor.address)
    try:
        _prove_with_passkey(actor, proof) if proof.answer else _prove_with_password(actor, proof.password)
    except Problem:
        throttle.failed(what, actor.address)
        with changing(actor) as change:
            change.record(Act.PROOF_REFUSED, kind=sessions.kind(actor), result="refused")
        raise
    throttle.passed(what, actor.address)


def check(session: Session, actor: Actor) -> None:
    """Refuse unless there is a fresh proof; it stays for the change."""
    _fresh(session, actor)


def require(session: Session, actor: Actor) -> None:
    """Use up the proof in the transaction of the change it was given for; refuse when there is none.

    Or when the session ended a moment ago, or has other roles now: whoever was thrown out changes nothing more.
    """
    sessions.require(session, actor)
    row, sealed = _fresh(session, actor)
    mine = (col(SignInSession.id) == row.id, col(SignInSession.proved_until) == sealed)
    open_ = col(SignInSession.ended_at).is_(None)
    used = update(SignInSession).where(*mine, open_).values(proved_until=None).returning(col(SignInSession.id))
    # Of two changes at once one finds the proof used up.
    if session.execute(used).first() is None:
        raise Refused("problem.prove_first")


def _fresh(session: Session, actor: Actor) -> tuple[SignInSession, vault.Sealed]:
    row = session.get(SignInSession, _whole(actor).session_id)
    if row is None or row.proved_until is None:
        raise Refused("problem.prove_first")
    if clock.now() >= datetime.fromisoformat(vault.get(row, "proved_until")):
        raise Refused("problem.prove_first")
    return row, vault.Sealed(row.proved_until)


def _prove_with_passkey(actor: Actor, proof: Proof) -> None:
    begun = ceremonies.expected(proof.ceremony, "prove", actor.session_id)
    with database.writing() as session:
        passkey_rows.use_own(session, actor.person_id, begun, proof.answer)
        _stamp(session, actor)


def _prove_with_password(actor: Actor, password: str) -> None:
    with database.reading() as session:
        stored = access.person(session, actor).password_hash
    good, _ = passwords.matches(password, stored)
    if not good:
        raise Invalid("password", "problem.proof")
    with database.writing() as session:
        _stamp(session, actor)


def _stamp(session: Session, actor: Actor) -> None:
    """Sealed: of a client the database alone must not tell when they were here (SEC-31)."""
    row = session.get_one(SignInSession, actor.session_id)
    vault.put(row, "proved_until", (clock.now() + LASTS).isoformat(), vault.PRACTICE, "practice")
    session.add(row)


def _whole(actor: Actor) -> Actor:
    """Who still owes the second factor proves nothing by the password they have just given."""
    if actor.second_factor_needed:
        raise NotFound
    return actor
