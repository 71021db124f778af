"""`python -m tests.bench.many_days`: three years of daily check-ins and pages, opened and looked through."""

import json
import time
from collections.abc import Callable
from datetime import date, timedelta

from sqlmodel import Session

from betterjournal import clock, database, vault
from betterjournal.entries import checkins, days, queries, searching
from betterjournal.entries.drafts import place
from betterjournal.entries.models import Answer, Entry
from betterjournal.operations import starting
from betterjournal.settings import Settings
from betterjournal.worksheets import queries as worksheets
from tests.bench.measure import median
from tests.cast import ZONE, Cast

DAYS, A_PAGE_EVERY, LOOKED_THROUGH, TIMES = 3 * 365, 3, 1000, 9
WORDS = "Le café était froid ce matin, et la réunion m'a semblé longue. I walked home along the river. " * 8


def main() -> None:
    starting.prepare(Settings())
    cast = Cast.gather()
    with database.writing() as session:
        _fill(session, cast.ben.client_id or "", clock.today(ZONE))
    searching.MOST = LOOKED_THROUGH
    before = (clock.today(ZONE) - timedelta(days=DAYS - 40)).isoformat()
    opened = {
        "journal": _median(lambda: queries.journal(cast.ben)),
        "month": _median(lambda: days.month(cast.ben, before)),
        "search": _median(lambda: searching.search(cast.ben, "nowhere")),
    }
    print(json.dumps(opened))


def _fill(session: Session, client_id: str, today: date) -> None:
    revision = worksheets.current_revision(session, worksheets.JOURNAL_PROMPT)
    for ago in range(DAYS):
        on = today - timedelta(days=ago)
        said = checkins.check(ago % 11, None if ago % 3 else 5, ago % 7, "Un peu mieux ce soir.")
        _keep(session, Entry(**_of(client_id, revision, on), kind="check_in"), checkins.PATH, said)
        if ago % A_PAGE_EVERY == 0:
            _keep(session, Entry(**_of(client_id, revision, on), kind="page"), "text", WORDS)


def _of(client_id: str, revision: str, on: date) -> dict[str, object]:
    return {"client_id": client_id, "revision_id": revision, "language": "fr", "begun_on": on, "about_on": on}


def _keep(session: Session, entry: Entry, path: str, words: str) -> None:
    session.add(entry)
    session.flush()
    sealed = vault.seal(entry.client_id, "private", words, place(entry.id, path))
    row = {"value": sealed, "version": 1, "writer": "", "seq": 0, "saved_on": entry.begun_on}
    session.add(Answer(entry_id=entry.id, path=path, **row))


def _median(act: Callable[[], object]) -> float:
    """Milliseconds of nine times, the first left out: it opens the keys."""
    act()
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


if __name__ == "__main__":
    main()
