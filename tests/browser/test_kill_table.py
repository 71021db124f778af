"""A round of the table of kills: each alone, and some pairs; `make kill` plays all of it a hundred times.

Asked for by `KILL=1`, until it is known why now and then a sealed record outlives the words it was kept for.
"""

import os
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.kill.practice import Practice, practice
from tests.kill.table import PAIRS, SINGLES, play

# Two pairs, in the order in which the device alone has the last words, and another. Three rounds of the whole table
# would take a quarter of an hour here.
WITHOUT_A_SERVER = (("network", "browser"), ("server", "tab"))
MORE = tuple(random.Random("betterjournal").sample(PAIRS, 1))
CELLS = (*SINGLES, *WITHOUT_A_SERVER, *MORE)

pytestmark = pytest.mark.skipif("KILL" not in os.environ, reason="asked for by KILL=1")


@pytest.fixture(scope="module")
def town(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with practice(playwright, tmp_path_factory.mktemp("kill"), len(CELLS)) as served:
        yield served


@pytest.mark.parametrize("kills", CELLS, ids=" and ".join)
def test_no_character_older_than_two_seconds_is_lost(town: Practice, kills: tuple[str, ...]) -> None:
    found = play(town, kills, " and ".join(kills))
    assert found.owed > len("I sat. ")
    assert (found.lost, found.left) == (0, 0)
