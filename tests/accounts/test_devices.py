"""Where somebody is signed in, ending it, and what the client reads of it."""

from datetime import timedelta

import pyotp
import pytest

from betterjournal import clock, live
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, devices, factors, inviting, queries, returning, sessions
from betterjournal.audit import AuditRecord
from betterjournal.errors import NotFound, Refused
from tests.builders import proved, rows
from tests.cast import PASSPHRASE, ZONE, Cast

HOME = Visitor("192.0.2.1")
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"


def enter(agent: str, email: str = "ben@demo.test") -> Actor:
    actor = sessions.resolve(actions.sign_in(HOME, email, PASSPHRASE, agent).token, act=True)
    assert actor is not None
    return actor


def is_in(actor: Actor) -> bool:
    return any(row.id == actor.session_id and row.ended_at is None for row in rows(sessions.SignInSession))


def test_a_person_sees_where_they_are_signed_in_this_one_first(cast: Cast) -> None:
    phone, desk = enter(IPHONE), enter(WINDOWS)
    seen = queries.me(phone).devices
    today = clock.today(ZONE).isoformat()
    assert [(each.device, each.last_used_on, each.here) for each in seen[:1]] == [("iphone", today, True)]
    assert sorted(each.device for each in seen) == ["iphone", "other", "windows"]
    assert [each.device for each in queries.me(desk).devices if each.here] == ["windows"]


def test_nobody_elses_are_listed(cast: Cast) -> None:
    enter(WINDOWS, "dan@demo.test")
    assert [each.id for each in queries.me(cast.ben).devices] == [cast.ben.session_id]


def test_what_has_ended_or_slept_too_long_is_not_listed(cast: Cast) -> None:
    phone, desk = enter(IPHONE), enter(WINDOWS)
    devices.end(desk, phone.session_id)
    assert phone.session_id not in [each.id for each in queries.me(desk).devices]
    with clock.stopped_at(clock.now() + timedelta(days=29)):
        sessions.resolve(cast.tokens["ben"], act=True)
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        assert [each.id for each in queries.me(cast.ben).devices] == [cast.ben.session_id]


def test_a_sign_in_that_still_owes_the_second_factor_is_none(cast: Cast) -> None:
    enter(WINDOWS, "alma@demo.test")
    assert len(queries.account(cast.alma).devices) == 1


def test_in_the_evening_a_device_was_used_today_and_not_tomorrow(cast: Cast) -> None:
    evening = clock.at(clock.today(ZONE) + timedelta(days=1), 20, 0, ZONE)
    with clock.stopped_at(evening):
        phone = enter(IPHONE)
        (line,) = [each for each in queries.me(phone).devices if each.here]
        assert line.last_used_on == clock.local(evening, ZONE).date().isoformat()


def test_one_is_ended_and_its_tabs_are_told(cast: Cast) -> None:
    phone, desk = enter(IPHONE), enter(WINDOWS)
    heard: list[frozenset[str]] = []
    live.listen(heard.append)
    devices.end(desk, phone.session_id)
    live.forget(heard.append)
    assert (is_in(phone), is_in(desk), is_in(cast.ben)) == (False, True, True)
    assert frozenset({f"session:{phone.session_id}"}) in heard


def test_all_others_are_ended_and_this_one_stays(cast: Cast) -> None:
    phone, desk = enter(IPHONE), enter(WINDOWS)
    devices.end_others(desk)
    assert (is_in(phone), is_in(desk), is_in(cast.ben), is_in(cast.dan)) == (False, True, False, True)


@pytest.mark.parametrize("whose", ["dan", "alma", "missing"])
def test_nobody_elses_and_a_missing_one_are_one_answer(cast: Cast, whose: str) -> None:
    wanted = "0" * 32 if whose == "missing" else cast.everybody()[whose].session_id
    with pytest.raises(NotFound):
        devices.end(cast.ben, wanted)
    assert is_in(cast.dan)


def test_before_the_second_factor_nothing_is_ended(cast: Cast) -> None:
    half = enter(WINDOWS, "alma@demo.test")
    for call in (lambda: devices.end(half, cast.alma.session_id), lambda: devices.end_others(half)):
        with pytest.raises(NotFound):
            call()
    assert is_in(cast.alma)


def test_a_clinician_signs_their_client_out_everywhere_and_the_client_reads_it(cast: Cast) -> None:
    phone = enter(IPHONE)
    devices.sign_out_client(cast.alma, cast.ben.client_id or "")
    assert (is_in(phone), is_in(cast.ben), is_in(cast.dan)) == (False, False, True)
    (told,) = queries.me(enter(IPHONE)).told
    assert (told.act, told.name, told.on) == ("session.signed_out_by_staff", "Alma", clock.today(ZONE).isoformat())


def test_a_new_code_is_told_too_and_neither_for_ever(cast: Cast) -> None:
    returning.renew(proved(cast.alma), cast.ben.client_id or "")
    assert [each.act for each in queries.me(cast.ben).told] == ["client.code_renewed"]
    assert queries.me(cast.dan).told == []
    with clock.stopped_at(clock.now() + devices.TOLD_FOR + timedelta(days=1)):
        assert queries.me(cast.ben).told == []


def test_a_client_who_has_not_joined_is_signed_in_nowhere(cast: Cast) -> None:
    client_id = inviting.add_client(cast.alma, "Gus Roy", "en")
    with pytest.raises(Refused):
        devices.sign_out_client(cast.alma, client_id)


@pytest.mark.parametrize("who", ["cora", "eve", "sol", "dan"])
def test_only_who_has_the_client_in_care_signs_them_out(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        devices.sign_out_client(cast.everybody()[who], cast.ben.client_id or "")
    assert is_in(cast.ben)


def test_that_a_client_ended_a_sign_in_is_kept_to_the_day(cast: Cast) -> None:
    phone = enter(IPHONE)
    with clock.stopped_at(clock.now().replace(hour=19, minute=41)):
        devices.end(cast.ben, phone.session_id)
    (row,) = [each for each in rows(AuditRecord) if each.act == "session.signed_out_elsewhere"]
    assert (row.at.hour, row.at.minute) == (0, 0)


def test_the_device_is_still_known_past_the_second_factor(cast: Cast) -> None:
    half = enter(WINDOWS, "alma@demo.test")
    code = pyotp.TOTP(factors.offered(half.session_id)).at(int(clock.now().timestamp()))
    whole = sessions.resolve(actions.pass_factor(half, code).token, act=True)
    assert whole is not None
    assert [each.device for each in queries.account(whole).devices if each.here] == ["windows"]
