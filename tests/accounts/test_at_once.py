"""What works once works once for two who try in the very same moment, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest
from sqlmodel import Session

from betterjournal import audit, clock, database
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, factors, inviting, passkeys, sessions, setting_up, throttle, ways
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.inviting import Join
from betterjournal.accounts.models import Client, Invitation, Passkey, Person, Practice, Throttle
from betterjournal.audit import AuditHead
from betterjournal.errors import Problem
from betterjournal.privacy import stopping
from betterjournal.privacy.models import Stopped
from betterjournal.settings import Settings
from tests.at_once import both
from tests.authenticator import Authenticator
from tests.builders import proved, rows
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def enrolled(cast: Cast) -> list[Actor]:
    """Alma with an authenticator and recovery codes, twice past her password."""
    with database.writing() as session:
        person = session.get_one(Person, cast.alma.person_id)
        factors.confirm(person, SECRET)
        session.add(person)
    found = [sessions.resolve(actions.sign_in(HOME, "alma@demo.test", PASSPHRASE).token, act=True) for _ in "12"]
    assert all(found)
    return [actor for actor in found if actor]


def test_a_code_lets_one_of_two_in(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    one, other = enrolled(each_cast)
    code = pyotp.TOTP(SECRET).at(int(clock.now().timestamp()))
    meet(actions, "_fits")
    assert both(lambda: actions.pass_factor(one, code), lambda: actions.pass_factor(other, code)) == [False, True]


def test_a_recovery_code_lets_one_of_two_in(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    one, other = enrolled(each_cast)
    code = ways.new_codes(proved(each_cast.alma))[0]
    meet(actions, "_fits")
    assert both(lambda: actions.pass_factor(one, code), lambda: actions.pass_factor(other, code)) == [False, True]


def test_of_two_who_have_only_the_password_one_enrols(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    found = [sessions.resolve(actions.sign_in(HOME, "alma@demo.test", PASSPHRASE).token, act=True) for _ in "12"]
    halves = [(half, passkeys.offer(half), Authenticator()) for half in found if half]
    meet(passkeys, "_may_add")

    def enrol(at: int) -> object:
        half, asked, device = halves[at]
        return passkeys.add(half, asked.ceremony, device.make(asked.options))

    assert both(lambda: enrol(0), lambda: enrol(1)) == [False, True]
    assert len(rows(Passkey)) == 1


def test_guesses_in_the_same_moment_are_all_counted(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    def guess() -> bool:
        throttle.failed("prove/alma", HOME.address)
        return True

    meet(throttle, "_keys")
    assert both(guess, guess) == [True, True]
    assert sorted(each.failures for each in rows(Throttle) if each.failures) == [2, 2, 2]


def test_of_many_codes_guessed_in_the_same_moment_no_more_are_looked_at_than_of_single_ones(each_cast: Cast) -> None:
    half, _ = enrolled(each_cast)
    wrong = f"{(int(pyotp.TOTP(SECRET).at(int(clock.now().timestamp()))) + 1) % 1_000_000:06}"

    def guess(_: int) -> str:
        with pytest.raises(Problem) as refused:
            actions.pass_factor(half, wrong)
        return refused.value.key

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(guess, range(8)))
    assert sorted(said) == ["problem.code"] * 5 + ["problem.wait"] * 3


def test_two_presses_on_invite_leave_one_link(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    client_id = inviting.add_client(each_cast.alma, "Gus Roy", "en")
    meet(inviting, "withdraw_open")
    assert both(*[lambda: inviting.invite(each_cast.alma, client_id)] * 2) == [True, True]
    assert len(rows(Invitation)) == 1


def test_a_new_link_and_joining_by_the_old_one_do_not_wait_for_each_other_for_ever(each_cast: Cast) -> None:
    client_id = inviting.add_client(each_cast.alma, "Gus Roy", "en")
    old = inviting.invite(each_cast.alma, client_id)
    given = Join(old.code, "gus@demo.test", "four quiet birds over water", "en", frozenset(TOPICS))
    got_in = both(
        lambda: inviting.invite(each_cast.alma, client_id),
        lambda: inviting.join(HOME, old.link.rsplit("/", 1)[1], given),
    )
    assert got_in == [False, True]


def test_two_presses_on_stop_are_one_stop(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    client_id = each_cast.ben.client_id or ""
    meet(stopping, "standing_stop")
    assert both(
        lambda: stopping.stop(each_cast.alma, client_id, "danger"),
        lambda: stopping.stop(each_cast.eve, client_id, "danger"),
    ) == [True, True]
    assert len(rows(Stopped)) == 1


def test_the_two_very_first_records_are_one_chain(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    assert rows(AuditHead) == []
    meet(Session, "begin_nested")
    people = (each_cast.ben, each_cast.dan)
    assert both(*[lambda who=who: actions.choose_language(who, "fr") for who in people]) == [True, True]
    with database.reading() as session:
        assert audit.verify(session) == (2, "")


def test_who_comes_in_twice_in_the_same_moment_comes_in(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    meet(throttle, "_known")
    assert both(*[lambda: throttle.passed("prove/alma", HOME.address)] * 2) == [True, True]


def test_an_invitation_lets_one_of_two_in(each_cast: Cast, meet: Callable[[Any, str], None]) -> None:
    invitation = inviting.invite(each_cast.alma, inviting.add_client(each_cast.alma, "Gus Roy", "en"))
    token, before = invitation.link.rsplit("/", 1)[1], len(rows(Person))
    meet(inviting, "_not_taken")

    def join(email: str) -> object:
        given = Join(invitation.code, email, "four quiet birds over water", "en", frozenset(TOPICS))
        return inviting.join(HOME, token, given)

    assert both(lambda: join("gus@demo.test"), lambda: join("other@demo.test")) == [False, True]
    assert len(rows(Person)) == before + 1
    assert len([client for client in rows(Client) if client.person_id]) == 3


def test_the_set_up_link_makes_one_practice(each_house: Settings, meet: Callable[[Any, str], None]) -> None:
    token = setting_up.first_link() or ""
    meet(setting_up, "_practice")

    def set_up(email: str) -> object:
        given = setting_up.SetUp(
            practice="Bow Psychology",
            province="AB",
            time_zone="America/Edmonton",
            first_language="en",
            bilingual=True,
            phone="403-555-0134",
            name="Ann Lee",
            email=email,
            password="tall river stone",
            is_clinician=True,
        )
        return setting_up.set_up(HOME, token, given)

    assert both(lambda: set_up("ann@demo.test"), lambda: set_up("bea@demo.test")) == [False, True]
    assert (len(rows(Practice)), len(rows(Person))) == (1, 1)


def test_two_tabs_may_sign_out_at_once(each_cast: Cast) -> None:
    assert both(lambda: actions.sign_out(each_cast.ben), lambda: actions.sign_out(each_cast.ben)) == [True, True]
    assert sessions.resolve(each_cast.tokens["ben"], act=False) is None
