"""The second factor of staff: offered once per sign-in, each code once, recovery codes once."""

from datetime import timedelta
from math import log2

import pyotp
import pytest

from betterjournal import clock, database
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, passkeys, queries, sessions, tokens, ways
from betterjournal.accounts.models import Person, RecoveryCode, SignInSession
from betterjournal.errors import Invalid, NotFound, Refused, SignedOut
from tests.authenticator import Authenticator
from tests.builders import proved, rows
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")


def half(email: str = "alma@demo.test") -> Actor:
    actor = sessions.resolve(actions.sign_in(HOME, email, PASSPHRASE).token, act=True)
    assert actor is not None
    return actor


def secret_of(actor: Actor) -> str:
    return queries.factor(actor).secret.replace(" ", "")


def code(secret: str) -> str:
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()))


def enrolled(cast: Cast) -> tuple[str, Actor]:
    """Alma's secret, and Alma past it."""
    actor = half()
    secret = secret_of(actor)
    whole = sessions.resolve(actions.pass_factor(actor, code(secret)).token, act=True)
    assert whole is not None
    return secret, whole


def test_the_offered_secret_outlives_a_reload_and_belongs_to_that_sign_in(cast: Cast) -> None:
    first, second = half(), half()
    assert secret_of(first) == secret_of(first) != secret_of(second)
    assert rows(Person)[0].totp is None


def test_setting_one_up_ends_the_half_session_and_begins_a_whole_one(cast: Cast) -> None:
    actor = half()
    signed_in = actions.pass_factor(actor, code(secret_of(actor)))
    whole = sessions.resolve(signed_in.token, act=True)
    assert whole is not None
    assert not whole.second_factor_needed
    assert (signed_in.needs, signed_in.home, whole.session_id != actor.session_id) == ("", "/clients", True)
    with database.reading() as session:
        ended = session.get(sessions.SignInSession, actor.session_id)
        assert ended is not None
        assert ended.ended_at is not None


def test_a_half_session_that_was_ended_a_moment_ago_leads_nowhere(cast: Cast) -> None:
    actor, device = half(), Authenticator()
    asked = passkeys.offer(actor)
    with database.writing() as session:
        sessions.end_all(session, actor.person_id)
    with pytest.raises(SignedOut):
        actions.pass_factor(actor, code(secret_of(actor)))
    with pytest.raises(SignedOut):
        passkeys.add(actor, asked.ceremony, device.make(asked.options))
    assert all(row.ended_at for row in rows(SignInSession) if row.person_id == actor.person_id)


def test_the_next_sign_in_asks_for_the_code_and_shows_no_secret(cast: Cast) -> None:
    enrolled(cast)
    actor = half()
    assert queries.factor(actor).secret == queries.factor(actor).picture == ""


def test_a_code_works_once(cast: Cast) -> None:
    secret, _ = enrolled(cast)
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        once = code(secret)
        assert actions.pass_factor(half(), once).token
        with pytest.raises(Invalid):
            actions.pass_factor(half(), once)


@pytest.mark.parametrize("minutes", [-3, 3])
def test_an_old_or_early_code_does_not_fit(cast: Cast, minutes: int) -> None:
    secret, _ = enrolled(cast)
    with clock.stopped_at(clock.now() + timedelta(minutes=10)):
        wrong = pyotp.TOTP(secret).at(int(clock.now().timestamp()) + 60 * minutes)
        with pytest.raises(Invalid) as refused:
            actions.pass_factor(half(), wrong)
    assert (refused.value.field, refused.value.key) == ("code", "problem.code")


@pytest.mark.parametrize("typed", ["", "000000", "x" * 500, "１２３４５６"])
def test_what_is_no_code_is_refused_kindly(cast: Cast, typed: str) -> None:
    with pytest.raises(Invalid):
        actions.pass_factor(half(), typed)


def test_guessing_codes_is_slowed_down(cast: Cast) -> None:
    actor = half()
    for _ in range(5):
        with pytest.raises(Invalid):
            actions.pass_factor(actor, "000000")
    with pytest.raises(Refused):
        actions.pass_factor(actor, code(secret_of(actor)))


def test_recovery_codes_are_shown_once_and_each_works_once(cast: Cast) -> None:
    _, whole = enrolled(cast)
    codes = ways.new_codes(proved(whole))
    assert len(set(codes)) == 10
    assert {len(each.replace("-", "")) * log2(len(tokens.SPOKEN)) > 112 for each in codes} == {True}
    assert actions.pass_factor(half(), codes[0].lower().replace("-", " ")).token
    with pytest.raises(Invalid):
        actions.pass_factor(half(), codes[0])
    assert not {row.digest for row in rows(RecoveryCode)} & set(codes)


def test_not_even_the_first_recovery_codes_are_shown_on_a_desk_left_open(cast: Cast) -> None:
    _, whole = enrolled(cast)
    with pytest.raises(Refused) as refused:
        ways.new_codes(whole)
    assert refused.value.key == "problem.prove_first"
    assert not rows(RecoveryCode)


def test_nobody_before_the_second_factor_gets_recovery_codes(cast: Cast) -> None:
    for actor in (half(), cast.half("alma")):
        with pytest.raises(NotFound):
            ways.new_codes(actor)


def test_a_client_cannot_be_given_a_second_factor_by_the_staff_way(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.pass_factor(cast.ben, "000000")
    assert queries.factor(cast.ben).secret == ""
