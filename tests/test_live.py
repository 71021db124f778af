"""Announcements say that something changed, after it did."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from betterjournal import clock, live
from betterjournal.accounts.consent import TOPICS
from betterjournal.care import consenting
from betterjournal.entries.models import Opened, Shared
from betterjournal.privacy import withdrawing
from betterjournal.review import opening
from tests import builders
from tests.cast import Cast


@pytest.fixture
def heard() -> Iterator[list[str]]:
    said: list[str] = []

    def keep(topics: frozenset[str]) -> None:
        said.extend(sorted(topics))

    live.listen(keep)
    yield said
    live.forget(keep)


def test_a_sent_assignment_is_announced_to_client_and_staff(cast: Cast, heard: list[str]) -> None:
    builders.assignment(cast.alma, cast.ben)
    assert heard == [f"client:{cast.ben.client_id}", f"staff:{cast.ben.client_id}"]


def test_what_a_client_does_before_the_window_is_announced_to_themself_only(cast: Cast, heard: list[str]) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    heard.clear()
    builders.shared(cast.ben, sent)
    assert set(heard) == {f"client:{cast.ben.client_id}"}


def test_agreeing_to_a_new_text_is_announced_to_themself_only_and_taking_it_back_to_staff(
    cast: Cast, heard: list[str]
) -> None:
    builders.earlier_text(cast.ben)
    heard.clear()
    consenting.agree(cast.ben, frozenset(TOPICS))
    assert set(heard) == {f"client:{cast.ben.client_id}"}
    withdrawing.withdraw(cast.ben)
    assert set(heard) == {f"client:{cast.ben.client_id}", f"staff:{cast.ben.client_id}"}


def test_of_a_clinicians_opening_no_page_of_the_client_stirs_and_of_a_colleagues_it_does(
    cast: Cast, heard: list[str]
) -> None:
    client = str(cast.ben.client_id)
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    shared = builders.rows(Shared)[0].id
    heard.clear()
    opening.open_for(cast.alma, client, [shared])
    assert builders.rows(Opened)
    assert heard == []
    opening.open_for(cast.sol, client, [shared])
    assert len(builders.rows(Opened)) == 2
    assert heard == [f"client:{client}"]
