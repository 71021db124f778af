"""The table of kills: one round of one cell, and what it lost."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from tests.kill.practice import Practice

SAFE_AFTER_SECONDS = 2.0
PATIENCE_SECONDS = 25
KILLS: dict[str, Callable[[Practice], None]] = {
    "tab": Practice.kill_tab,
    "browser": Practice.kill_browser,
    "worker": Practice.kill_worker,
    "server": Practice.kill_server,
    "database lock": Practice.kill_database_lock,
    "network": Practice.kill_network,
    "sign-in session": Practice.kill_sign_in_session,
}
SINGLES = tuple((name,) for name in KILLS)
PAIRS = tuple(combinations(KILLS, 2))
CELLS: tuple[tuple[str, ...], ...] = (*SINGLES, *PAIRS)


@dataclass(frozen=True)
class Round:
    """What became of one round: how many of the characters older than two seconds were `lost`."""

    owed: int
    lost: int
    tails: tuple[str, str]  # the last letters that stand there, and that were typed
    left: int  # copies still on the device when all is on the server and they came by Today


def play(practice: Practice, kills: Sequence[str], seed: str) -> Round:
    """Write, kill in the middle, write on where there is something to write into, mend, come back and look.

    In the order given: the network before the browser leaves words that the device alone has.
    """
    chance = random.Random(seed)
    practice.begin()
    practice.type(chance.uniform(2.2, 3.5))
    died = 0.0
    for name in kills:
        lived = practice.page is not None
        at = time.monotonic()
        KILLS[name](practice)
        if practice.page is not None:
            practice.type(chance.uniform(0.5, 5.0))
        elif lived:
            died = at
    practice.mend()
    died = died or time.monotonic()
    practice.open()
    owed = sum(moment <= died - SAFE_AFTER_SECONDS for moment in practice.moments)
    _until(lambda: _lost(practice, owed) == 0)
    _until(lambda: practice.left_on_device() == 0)
    # The page first shows what the tab last heard, then what the server has.
    practice.open()
    _until(lambda: _lost(practice, owed) == 0)
    lost, tails = _lost(practice, owed), (practice.stored()[-20:], practice.typed[-20:])
    if practice.left_on_device():
        # What a page wrote down as it died may come after its words were given on: the next visit takes it up.
        practice.visit_today()
        _until(lambda: practice.left_on_device() == 0)
    return Round(owed, lost, tails, practice.left_on_device())


def _lost(practice: Practice, owed: int) -> int:
    """Anything that was never typed there counts as lost too."""
    there = practice.stored()
    written = practice.typed + practice.unsure
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(there, written, strict=False)))
    strange = len(there) - same
    return max(0, owed - same) + strange


def _until(holds: Callable[[], bool]) -> None:
    """Waits for it, and goes on without it when it does not come: the round then tells what is missing."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < until:
        time.sleep(0.1)
