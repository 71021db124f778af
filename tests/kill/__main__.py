"""`python -m tests.kill [ROUNDS] [SEED]`: every cell of the table, and what was lost; fails when anything was."""

import random
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.kill.practice import practice
from tests.kill.table import CELLS, Round, play


def main(rounds: int, seed: str) -> int:
    results: dict[tuple[str, ...], list[Round]] = {cell: [] for cell in CELLS}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        # A town that was killed too often grows old: each turn has its own.
        for turn in range(rounds):
            with practice(playwright, Path(folder) / str(turn), len(CELLS)) as town:
                for cell in CELLS:
                    named = f"{seed}/{turn}/{cell}"
                    order = random.Random(named).sample(cell, len(cell))
                    results[cell].append(play(town, order, named))
                    _tell(turn, cell, results[cell][-1])
    print(f"\n{'killed while writing':36} rounds  characters owed  lost  left on the device")
    for cell, found in results.items():
        owed, lost, left = (sum(getattr(each, name) for each in found) for name in ("owed", "lost", "left"))
        print(f"{' + '.join(cell):36} {len(found):6} {owed:16} {lost:5} {left:19}")
    return int(any(each.lost or each.left for found in results.values() for each in found))


def _tell(turn: int, cell: tuple[str, ...], found: Round) -> None:
    if found.lost or found.left:
        print(f"round {turn}, {' + '.join(cell)}: lost {found.lost}, left on the device {found.left}", flush=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 100, given[1] if given[1:] else "betterjournal"))
