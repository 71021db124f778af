"""The first start: one link, one practice, one owner."""

from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Visitor
from betterjournal.accounts import sessions, setting_up
from betterjournal.accounts.models import Person, Practice
from betterjournal.accounts.setting_up import SetUp
from betterjournal.errors import Invalid, NotFound
from betterjournal.settings import Settings
from tests.builders import rows

HERE = Visitor("192.0.2.1")
GOOD = SetUp(
    practice="Bow Psychology",
    province="AB",
    time_zone="America/Edmonton",
    first_language="en",
    bilingual=True,
    phone="403-555-0134",
    name="Ann Lee",
    email="ann@demo.test",
    password="tall river stone",
    is_clinician=True,
)


def link() -> str:
    token = setting_up.first_link()
    assert token is not None
    return token


def test_the_link_makes_the_practice_and_its_owner(house: Settings) -> None:
    signed_in = setting_up.set_up(HERE, link(), GOOD)
    actor = sessions.resolve(signed_in.token, act=True)
    assert actor is not None
    assert (actor.is_owner, actor.is_clinician, actor.second_factor_needed) == (True, True, True)
    assert signed_in.needs == "enrol"
    assert rows(Practice)[0].phone == "403-555-0134"


def test_a_link_works_once_and_no_second_practice_can_be_made(house: Settings) -> None:
    token = link()
    setting_up.set_up(HERE, token, GOOD)
    with pytest.raises(NotFound):
        setting_up.set_up(HERE, token, GOOD)
    assert setting_up.first_link() is None


def test_a_newer_link_puts_the_older_out_of_use(house: Settings) -> None:
    old, new = link(), link()
    with pytest.raises(NotFound):
        setting_up.check_link(HERE, old)
    setting_up.check_link(HERE, new)


def test_a_link_grows_old(house: Settings) -> None:
    token = link()
    with clock.stopped_at(clock.now() + timedelta(days=7, seconds=1)), pytest.raises(NotFound):
        setting_up.check_link(HERE, token)


@pytest.mark.parametrize("token", ["", "x", "é" * 40])
def test_a_made_up_link_is_refused(house: Settings, token: str) -> None:
    link()
    with pytest.raises(NotFound):
        setting_up.set_up(HERE, token, GOOD)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("practice", " "),
        ("practice", "x" * 121),
        ("province", "ZZ"),
        ("time_zone", "Mars/Olympus"),
        ("first_language", "de"),
        ("phone", ""),
        ("name", "\t"),
        ("email", "ann"),
        ("email", "ann@demo.test\nBcc: x@y.zz"),
        ("password", "short"),
        ("password", "password123"),
        ("password", "bow psychology"),
        ("password", "ann@demo.test1"),
        ("password", "x" * 300),
    ],
)
def test_each_bad_answer_names_its_field_and_leaves_nothing(house: Settings, field: str, value: str) -> None:
    token = link()
    with pytest.raises(Invalid) as refused:
        setting_up.set_up(HERE, token, replace(GOOD, **{field: value}))
    assert refused.value.field == field
    assert rows(Practice) == rows(Person) == []
    setting_up.check_link(HERE, token)


def test_every_province_has_a_time_zone_that_exists() -> None:
    from zoneinfo import available_timezones

    assert len(setting_up.PROVINCES) == 13
    assert set(setting_up.ZONES.values()) <= available_timezones()
