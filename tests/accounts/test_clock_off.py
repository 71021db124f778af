"""What a clock that is a minute off does, the server's or a phone's: nobody is shut out, and nothing works twice."""

from datetime import timedelta

import pyotp
import pytest

from betterjournal import clock, database
from betterjournal.access import Visitor
from betterjournal.accounts import actions, carried, ceremonies, factors, mailed_links, passkeys, proving, sessions
from betterjournal.accounts.models import Person
from betterjournal.errors import Invalid, Refused
from tests.authenticator import Authenticator
from tests.builders import proved
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MINUTE, STEP = timedelta(minutes=1), timedelta(seconds=factors.STEP_SECONDS)


def enrol(cast: Cast) -> None:
    with database.writing() as session:
        person = session.get_one(Person, cast.alma.person_id)
        factors.confirm(person, SECRET)
        session.add(person)


def comes_in(code: str) -> bool:
    """Whether Alma comes in with this code, after her password."""
    half = sessions.resolve(actions.sign_in(HOME, "alma@demo.test", PASSPHRASE).token, act=True)
    assert half is not None
    try:
        actions.pass_factor(half, code)
    except Invalid:
        return False
    return True


def code(*, steps: int = 0) -> str:
    """What a phone shows whose clock is that many half minutes ahead."""
    return pyotp.TOTP(SECRET).at(clock.now() + steps * STEP)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_of_a_phone_that_is_half_a_minute_off_is_taken_once(cast: Cast, steps: int) -> None:
    enrol(cast)
    with clock.stopped_at(clock.now()):
        typed = code(steps=steps)
        assert comes_in(typed)
        assert not comes_in(typed)


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_of_a_phone_that_is_a_whole_minute_off_is_not_taken(cast: Cast, steps: int) -> None:
    enrol(cast)
    with clock.stopped_at(clock.now()):
        assert not comes_in(code(steps=steps))


def test_after_an_early_code_the_codes_before_it_are_void_and_the_next_one_works(cast: Cast) -> None:
    enrol(cast)
    began = clock.now()
    with clock.stopped_at(began):
        assert comes_in(code(steps=1))
        assert not comes_in(code())
    with clock.stopped_at(began + STEP):
        assert comes_in(code(steps=1))


def test_a_server_whose_clock_is_set_back_takes_no_code_twice_and_soon_takes_new_ones(cast: Cast) -> None:
    enrol(cast)
    began = clock.now()
    with clock.stopped_at(began):
        typed = code()
        assert comes_in(typed)
    with clock.stopped_at(began - MINUTE):
        assert not comes_in(code())
        assert not comes_in(typed)
    with clock.stopped_at(began + STEP):
        assert comes_in(code())


@pytest.mark.parametrize(("seconds", "opens"), [(-61, False), (-60, True), (0, True), (299, True), (300, False)])
def test_what_a_browser_carries_outlives_a_clock_that_is_set_back_a_minute(
    cast: Cast, seconds: int, opens: bool
) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        sealed = carried.seal("passkey", {"challenge": "c"})
    with clock.stopped_at(began + timedelta(seconds=seconds)):
        assert (carried.unseal("passkey", sealed, ceremonies.SECONDS) is not None) is opens


@pytest.mark.parametrize("off", [-MINUTE, MINUTE])
def test_a_passkey_answers_once_whatever_the_clock_does_meanwhile(cast: Cast, off: timedelta) -> None:
    device, began = Authenticator(), clock.now()
    asked = passkeys.offer(proved(cast.ben))
    passkeys.add(cast.ben, asked.ceremony, device.make(asked.options))
    with clock.stopped_at(began):
        asked = ceremonies.ask_for_one("sign-in")
        answer = device.use(asked.options)
    with clock.stopped_at(began + off):
        assert passkeys.sign_in(HOME, asked.ceremony, answer).token
        with pytest.raises(Invalid):
            passkeys.sign_in(HOME, asked.ceremony, answer)


@pytest.mark.parametrize(("minutes", "works"), [(-2, False), (-1, True), (0, True), (29, True), (30, False)])
def test_a_mailed_link_outlives_a_clock_that_is_set_back_a_minute(cast: Cast, minutes: int, works: bool) -> None:
    began = clock.now()
    with database.writing() as session:
        token = mailed_links.make(session, cast.ben.person_id, began)
        found = mailed_links.find(session, token, began + minutes * MINUTE)
    assert (found is not None) is works


@pytest.mark.parametrize(("minutes", "lives"), [(-1, True), (0, False), (1, False)])
def test_a_session_ends_by_the_servers_clock_alone(cast: Cast, minutes: int, lives: bool) -> None:
    with database.reading() as session:
        row = session.get_one(sessions.SignInSession, cast.alma.session_id)
    with clock.stopped_at(row.ends_at + minutes * MINUTE):
        assert (sessions.holder(cast.tokens["alma"], act=False) is not None) is lives


def test_a_clock_that_is_set_back_locks_nobody_and_its_hour_still_ends(cast: Cast) -> None:
    began = clock.now()
    with clock.stopped_at(began - MINUTE):
        assert sessions.resolve(cast.tokens["alma"], act=True) is not None
    with clock.stopped_at(began + timedelta(minutes=61)):
        assert sessions.resolve(cast.tokens["alma"], act=True) is None


def test_a_clock_that_is_set_back_makes_a_proof_and_a_wait_a_minute_longer_and_no_more(cast: Cast) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        proved(cast.alma)
        for _ in range(5):
            with pytest.raises(Invalid):
                actions.sign_in(HOME, "ben@demo.test", "not this one at all")
    with clock.stopped_at(began - MINUTE), database.reading() as session:
        proving.check(session, cast.alma)
        with pytest.raises(Refused):
            actions.sign_in(HOME, "ben@demo.test", PASSPHRASE)
    with clock.stopped_at(began + proving.LASTS), database.reading() as session:
        assert actions.sign_in(HOME, "ben@demo.test", PASSPHRASE).token
        with pytest.raises(Refused):
            proving.check(session, cast.alma)
