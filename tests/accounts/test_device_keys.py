"""The key of what a client's device keeps: whose it is, how long it lives, and what destroys it."""

from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta

import pytest

from betterjournal import clock, database, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, device_keys, devices, locking, sessions
from betterjournal.accounts.models import DeviceKey
from betterjournal.audit import AuditRecord
from betterjournal.care import discharging
from betterjournal.errors import Invalid, NotFound, Problem, SignedOut
from betterjournal.privacy import stopping
from tests.builders import rows
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")


def enter(email: str = "ben@demo.test", *, shared: bool = False) -> Actor:
    actor = sessions.resolve(actions.sign_in(HOME, email, PASSPHRASE, "", shared=shared).token, act=True)
    assert actor is not None
    return actor


def test_every_tab_of_one_sign_in_has_one_key_of_256_bits(cast: Cast) -> None:
    first, second = (device_keys.hand_over(cast.ben, []) for _ in range(2))
    assert first == second
    assert len(b64decode(first.keys[first.now])) == 32
    assert rows(DeviceKey)[0].key.split(".")[0] == "1"


def test_another_device_has_another_key(cast: Cast) -> None:
    here, there = device_keys.hand_over(cast.ben, []), device_keys.hand_over(enter(), [])
    assert set(here.keys).isdisjoint(there.keys)
    assert set(here.keys.values()).isdisjoint(there.keys.values())


def test_the_next_sign_in_on_the_device_opens_what_the_last_one_kept(cast: Cast) -> None:
    before = device_keys.hand_over(cast.ben, [])
    again = enter()
    after = device_keys.hand_over(again, [before.now])
    assert after.keys[before.now] == before.keys[before.now]
    assert after.now != before.now
    actions.sign_out(again)
    assert rows(DeviceKey) == []


def test_nobody_is_handed_the_key_of_another(cast: Cast) -> None:
    bens = device_keys.hand_over(cast.ben, []).now
    assert bens not in device_keys.hand_over(cast.dan, [bens]).keys


@pytest.mark.parametrize("name", ["alma", "cora", "eve", "sol"])
def test_staff_have_none(cast: Cast, name: str) -> None:
    with pytest.raises(NotFound):
        device_keys.hand_over(cast.everybody()[name], [])


def test_nothing_stays_on_a_computer_that_others_use_too(cast: Cast) -> None:
    with pytest.raises(NotFound):
        device_keys.hand_over(enter(shared=True), [])


def test_a_locked_sign_in_is_handed_nothing(cast: Cast) -> None:
    kept = device_keys.hand_over(cast.ben, []).now
    locking.lock(cast.ben)
    with pytest.raises(SignedOut):
        device_keys.hand_over(cast.ben, [kept])
    assert len(rows(DeviceKey)) == 1


def test_who_may_only_read_has_nothing_to_keep(cast: Cast) -> None:
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    with clock.stopped_at(clock.now() + timedelta(days=91)), pytest.raises(Problem):
        device_keys.hand_over(enter(), [])


def _elsewhere(cast: Cast) -> None:
    devices.end(enter(), cast.ben.session_id)


def _disabled(cast: Cast) -> None:
    with database.writing() as session:
        sessions.end_all(session, cast.ben.person_id)


ENDS: dict[str, Callable[[Cast], object]] = {
    "signed out": lambda cast: actions.sign_out(cast.ben),
    "signed out everywhere": lambda cast: actions.sign_out_everywhere(enter()),
    "ended from another device": _elsewhere,
    "the others ended": lambda cast: devices.end_others(enter()),
    "signed out by staff": lambda cast: devices.sign_out_client(cast.alma, cast.ben.client_id or ""),
    "stopped": lambda cast: stopping.stop(cast.alma, cast.ben.client_id or "", "danger"),
    "disabled": _disabled,
}


@pytest.mark.parametrize("end", ENDS)
def test_it_is_destroyed_with_the_sign_in(cast: Cast, end: str) -> None:
    device_keys.hand_over(cast.ben, [])
    ENDS[end](cast)
    assert rows(DeviceKey) == []


def test_ending_the_others_leaves_ones_own(cast: Cast) -> None:
    other, mine = enter(), device_keys.hand_over(cast.ben, []).now
    device_keys.hand_over(other, [])
    devices.end_others(cast.ben)
    assert [row.id for row in rows(DeviceKey)] == [mine]


def test_it_outlives_wrong_guesses_and_whoever_signs_in_over_it(cast: Cast) -> None:
    device_keys.hand_over(cast.ben, [])
    other = enter()
    device_keys.hand_over(other, [])
    actions.sign_out(other, leaving=False)
    locking.lock(cast.ben)
    for _ in range(locking.TRIES):
        with pytest.raises((Invalid, SignedOut)):
            locking.unlock(cast.ben, "a wrong guess")
    assert len(rows(DeviceKey)) == 2


def test_with_the_private_key_destroyed_it_opens_nothing(cast: Cast) -> None:
    device_keys.hand_over(cast.ben, [])
    vault.destroy(cast.ben.client_id or "", "private")
    with pytest.raises(NotFound):
        device_keys.hand_over(cast.ben, [])


def test_one_that_nobody_asks_for_is_forgotten(cast: Cast) -> None:
    device_keys.hand_over(cast.ben, [])
    device_keys.forget()
    assert len(rows(DeviceKey)) == 1
    with clock.stopped_at(clock.now() + timedelta(days=201)):
        device_keys.forget()
    assert rows(DeviceKey) == []


def test_what_is_said_to_be_gone_is_what_opens_nothing_any_more(cast: Cast) -> None:
    other, mine = enter(), device_keys.hand_over(cast.ben, []).now
    theirs = device_keys.hand_over(other, []).now
    assert device_keys.gone(HOME, [mine, theirs]) == []
    actions.sign_out(other)
    assert device_keys.gone(HOME, [mine, theirs, "x"]) == [theirs, "x"]
    # From the lock anybody may sign out: what was kept opens at the next sign-in.
    locking.lock(cast.ben)
    actions.sign_out(cast.ben, leaving=False)
    assert device_keys.gone(HOME, [mine]) == []


def test_no_record_and_no_time_tells_that_a_client_was_here(cast: Cast) -> None:
    before = len(rows(AuditRecord))
    device_keys.hand_over(cast.ben, [])
    assert len(rows(AuditRecord)) == before
    assert rows(DeviceKey)[0].used_on == clock.now().date()


def test_an_id_that_nobody_gave_out_is_no_key(cast: Cast) -> None:
    found = device_keys.hand_over(cast.ben, ["", "x" * 500, "' or 1=1 --"])
    assert list(found.keys) == [found.now]
