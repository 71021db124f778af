"""`python -m tests.bench.many_numbers`: five thousand shared sheets of numbers against ten, drawn; tells how long."""

import json
import time
from collections.abc import Callable

from betterjournal.entries import series as own
from betterjournal.operations import starting
from betterjournal.review.series import series
from betterjournal.settings import Settings
from tests import many_sheets
from tests.bench.measure import median
from tests.cast import Cast

SHEETS, FEW, FORTNIGHT, TIMES, SHEET = 5000, 10, 14, 15, "exposure_record"


def main() -> None:
    starting.prepare(Settings())
    cast = Cast.gather()
    work = many_sheets.write(cast.alma, cast.ben, SHEETS)
    many_sheets.write(cast.cora, cast.dan, FEW, FORTNIGHT)
    ben, dan = cast.ben.client_id or "", cast.dan.client_id or ""
    taken = {
        "list": _median(lambda: series(cast.alma, ben)),
        "list of few": _median(lambda: series(cast.cora, dan)),
        "drawn": _median(lambda: series(cast.alma, ben, SHEET)),
        "drawn of few": _median(lambda: series(cast.cora, dan, SHEET)),
        "own": _median(lambda: own.own(cast.ben, work[SHEET])),
    }
    print(json.dumps(taken))


def _median(act: Callable[[], object]) -> float:
    """Milliseconds of some times, the first left out: it opens the keys and is on record."""
    act()
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


if __name__ == "__main__":
    main()
