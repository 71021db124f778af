"""`python -m tests.bench.ten_years`: the pages of a client with five thousand sheets, by turns with one of few."""

import json
import time
from collections.abc import Callable

from sqlalchemy import text

from betterjournal import database
from betterjournal.entries import series as own
from betterjournal.operations import starting
from betterjournal.review.brief import brief
from betterjournal.review.looking import looking
from betterjournal.review.series import series
from betterjournal.review.timeline import timeline
from betterjournal.settings import Settings
from tests import many_sheets
from tests.bench.measure import median
from tests.cast import Cast

# As close together in both, so that one drawing holds as many of them.
SHEETS, DAYS, FEW, FEW_DAYS = 5000, 3650, 420, 306
TIMES, SHEET = 41, "exposure_record"


def main() -> None:
    starting.prepare(Settings())
    cast = Cast.gather()
    work = many_sheets.write(cast.alma, cast.ben, SHEETS, DAYS)
    many_sheets.write(cast.cora, cast.dan, FEW, FEW_DAYS)
    _settle()
    ben, dan = cast.ben.client_id or "", cast.dan.client_id or ""
    acts: dict[str, Callable[[], object]] = {
        "timeline": lambda: timeline(cast.alma, ben),
        "timeline of few": lambda: timeline(cast.cora, dan),
        "brief": lambda: brief(cast.alma, ben),
        "brief of few": lambda: brief(cast.cora, dan),
        "look": lambda: looking(cast.alma, ben),
        "look of few": lambda: looking(cast.cora, dan),
        "series": lambda: series(cast.alma, ben, SHEET),
        "series of few": lambda: series(cast.cora, dan, SHEET),
        "nothing drawn": lambda: series(cast.cora, dan),
        "own": lambda: own.own(cast.ben, work[SHEET]),
    }
    print(json.dumps(_medians(acts)))


def _settle() -> None:
    """PostgreSQL counts its rows within a minute by itself; what was written in one breath is measured after that."""
    if database.engine().dialect.name == "postgresql":
        with database.engine().begin() as connection:
            connection.execute(text("analyze"))


def _medians(acts: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Milliseconds, the first round left out: it opens the keys and is on record."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(TIMES):
        for name, act in acts.items():
            begun = time.perf_counter()
            act()
            if number:
                taken[name].append((time.perf_counter() - begun) * 1000)
    return {name: median(each) for name, each in taken.items()}


if __name__ == "__main__":
    main()
