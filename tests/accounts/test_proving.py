"""Asking again who it is: one proof of this person in this session lets one change through, for five minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock, database
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, passkeys, proving, sessions
from betterjournal.accounts.models import Person, SignInSession
from betterjournal.accounts.proving import Proof
from betterjournal.audit import Act, AuditRecord
from betterjournal.errors import Invalid, NotFound, Refused
from tests.authenticator import Authenticator
from tests.builders import rows
from tests.cast import PASSPHRASE, Cast

PASSWORD = Proof(PASSPHRASE)


def change(actor: Actor) -> None:
    """Any change that asks for a proof."""
    with database.writing() as session:
        proving.require(session, actor)


def change_that_breaks(actor: Actor) -> None:
    with database.writing() as session:
        proving.require(session, actor)
        raise RuntimeError


def with_passkey(actor: Actor) -> Authenticator:
    proving.prove(actor, PASSWORD)
    key, asked = Authenticator(), passkeys.offer(actor)
    passkeys.add(actor, asked.ceremony, key.make(asked.options))
    return key


def answered(actor: Actor, key: Authenticator) -> Proof:
    asked = proving.ask_passkey(actor)
    return Proof("", asked.ceremony, key.use(asked.options))


def without_password(actor: Actor) -> None:
    with database.writing() as session:
        session.get_one(Person, actor.person_id).password_hash = ""


def test_one_proof_lets_one_change_through(cast: Cast) -> None:
    proving.prove(cast.ben, PASSWORD)
    change(cast.ben)
    with pytest.raises(Refused) as refused:
        change(cast.ben)
    assert refused.value.key == "problem.prove_first"


def test_a_change_that_fails_leaves_the_proof(cast: Cast) -> None:
    proving.prove(cast.ben, PASSWORD)
    with pytest.raises(RuntimeError):
        change_that_breaks(cast.ben)
    change(cast.ben)


def test_after_five_minutes_it_is_asked_again(cast: Cast) -> None:
    proving.prove(cast.ben, PASSWORD)
    with clock.stopped_at(clock.now() + proving.LASTS), pytest.raises(Refused):
        change(cast.ben)
    with clock.stopped_at(clock.now() + proving.LASTS - timedelta(seconds=5)):
        change(cast.ben)


def test_it_counts_for_this_session_of_this_person_alone(cast: Cast) -> None:
    again = sessions.resolve(actions.sign_in(Visitor("192.0.2.1"), "ben@demo.test", PASSPHRASE).token, act=True)
    assert again is not None
    proving.prove(again, PASSWORD)
    for other in (cast.ben, cast.dan, cast.alma):
        with pytest.raises(Refused):
            change(other)


@pytest.mark.parametrize("proof", [Proof(), Proof("wrong"), Proof("", None, {"id": "x"})], ids=str)
def test_a_wrong_proof_lets_nothing_through(cast: Cast, proof: Proof) -> None:
    with pytest.raises(Invalid):
        proving.prove(cast.ben, proof)
    with pytest.raises(Refused):
        change(cast.ben)
    (kept,) = [row for row in rows(AuditRecord) if row.act == Act.PROOF_REFUSED]
    assert (kept.person_id, kept.at.hour, kept.at.minute) == (cast.ben.person_id, 0, 0)


def test_a_passkey_is_proof_for_its_person_in_that_session_once(cast: Cast) -> None:
    key, other = with_passkey(cast.ben), with_passkey(cast.dan)
    without_password(cast.ben)
    good = answered(cast.ben, key)
    proving.prove(cast.ben, good)
    change(cast.ben)
    elsewhere = answered(cast.dan, key)
    for wrong in (good, answered(cast.ben, other), replace(elsewhere, ceremony=None), elsewhere):
        with pytest.raises(Invalid):
            proving.prove(cast.ben, wrong)


def test_guessing_is_slowed_down(cast: Cast) -> None:
    for _ in range(5):
        with pytest.raises(Invalid):
            proving.prove(cast.ben, Proof("wrong"))
    with pytest.raises(Refused) as refused:
        proving.prove(cast.ben, PASSWORD)
    assert refused.value.key == "problem.wait"


def test_who_still_owes_the_second_factor_proves_nothing(cast: Cast) -> None:
    half = sessions.resolve(actions.sign_in(Visitor("192.0.2.1"), "alma@demo.test", PASSPHRASE).token, act=True)
    assert half is not None
    for asked in (lambda: proving.prove(half, PASSWORD), lambda: proving.ways(half), lambda: change(half)):
        with pytest.raises(NotFound):
            asked()


def test_the_ways_are_what_the_person_has(cast: Cast) -> None:
    assert (proving.ways(cast.ben).password, proving.ways(cast.ben).passkey) == (True, False)
    with_passkey(cast.ben)
    without_password(cast.ben)
    assert (proving.ways(cast.ben).password, proving.ways(cast.ben).passkey) == (False, True)


def test_the_database_alone_does_not_tell_when_a_client_proved_it(cast: Cast) -> None:
    proving.prove(cast.ben, PASSWORD)
    (row,) = [row for row in rows(SignInSession) if row.id == cast.ben.session_id]
    assert row.proved_until
    assert str(clock.now().year) not in row.proved_until
