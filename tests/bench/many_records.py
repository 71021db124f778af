"""`python -m tests.bench.many_records`: fills a practice's record with a million lines, asks for pages, tells how long.

The lines are written past the chain, which only `audit verify` walks: what is measured is the owner's reading.
"""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert

from betterjournal import __version__, clock, database
from betterjournal.access import Actor
from betterjournal.accounts import record
from betterjournal.accounts.record_pages import Wanted
from betterjournal.audit import CLIENT_ACTS, Act, AuditRecord
from betterjournal.operations import starting
from betterjournal.settings import Settings
from tests import builders
from tests.cast import ZONE, Cast

LINES, AT_ONCE, DEEP = 1_000_000, 20_000, 40
# Five years of a practice.
APART = timedelta(days=5 * 365) / LINES


def main() -> None:
    starting.prepare(Settings())
    cast = Cast.gather()
    others = [builders.works_here(f"Colleague{number} Ash", is_clinician=True) for number in range(6)]
    people = [cast.alma, cast.cora, cast.eve, *others]
    _fill(people, [cast.ben.client_id or "", cast.dan.client_id or "", *(f"client-{n}" for n in range(500))])
    taken = [ms for wanted in _asked(cast) for ms in _opening(cast.eve, wanted)]
    print(json.dumps({"ms": max(taken), "asked": len(taken)}))


def _fill(people: list[Actor], clients: list[str]) -> None:
    with database.writing() as session:
        lines = _lines(people, clients)
        while some := list(islice(lines, AT_ONCE)):
            session.connection().execute(insert(AuditRecord), some)


def _lines(people: list[Actor], clients: list[str]) -> Iterator[dict[str, Any]]:
    acts, start, first = list(Act), clock.now() - timedelta(days=5 * 365), 1_000_000
    for number in range(LINES):
        actor, act = people[number % len(people)], acts[number * 7 % len(acts)]
        yield {
            "id": first + number,
            "at": start + number * APART,
            "act": act.value,
            "person_id": actor.person_id,
            "role": actor.role,
            "client_id": clients[number * 13 % len(clients)],
            "object_id": "",
            "kind": "",
            "result": "done",
            "address": "",
            "session_id": "",
            "version": __version__,
            "hash": "",
            "listed": act not in CLIENT_ACTS,
        }


def _asked(cast: Cast) -> list[Wanted]:
    """Each filter alone, each two together, all of them; frequent, rare and nothing at all."""
    today = clock.today(ZONE)
    day, month = today.isoformat(), (today - timedelta(days=900)).isoformat()
    alma, ben = cast.alma.person_id, cast.ben.client_id or ""
    return [
        Wanted(),
        Wanted(person=alma),
        Wanted(act=Act.SIGN_IN.value),
        Wanted(client=ben),
        Wanted(since=day),
        Wanted(until=month),
        Wanted(person=alma, act=Act.SIGN_IN.value),
        Wanted(person=alma, client=ben),
        Wanted(person=cast.sol.person_id),
        Wanted(act=Act.SET_UP.value, client=ben),
        Wanted(alma, Act.SIGN_IN.value, ben, month, day),
    ]


def _opening(owner: Actor, wanted: Wanted) -> Iterator[float]:
    """Milliseconds for the first page, and for the last of some that were turned."""
    begun = time.perf_counter()
    view = record.record(owner, wanted)
    yield (time.perf_counter() - begun) * 1000
    for _ in range(DEEP):
        if not view.older:
            return
        begun = time.perf_counter()
        view = record.record(owner, mark=view.older)
    yield (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
