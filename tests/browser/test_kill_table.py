"""Three rounds of the table of kills, each alone and every pair; `make kill` plays a hundred of them."""

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.kill.practice import Practice, practice
from tests.kill.table import CELLS, play

ROUNDS = 3


@pytest.fixture(scope="module")
def town(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with practice(playwright, tmp_path_factory.mktemp("kill"), ROUNDS * len(CELLS)) as served:
        yield served


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.parametrize("kills", CELLS, ids=" and ".join)
def test_no_character_older_than_two_seconds_is_lost(town: Practice, kills: tuple[str, ...], turn: int) -> None:
    named = f"betterjournal/{turn}/{kills}"
    # In either order: the network before the browser leaves words that the device alone has.
    found = play(town, random.Random(named).sample(kills, len(kills)), named)
    assert found.owed > len("I sat. ")
    assert (found.lost, found.left) == (0, 0), found.tails
