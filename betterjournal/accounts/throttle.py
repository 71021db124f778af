"""Slows guessing down per account and per address; nobody can lock another person out for good (SEC-07)."""

from datetime import timedelta
from math import ceil

from betterjournal import clock, database, vault
from betterjournal.accounts.models import Throttle
from betterjournal.errors import Refused

FORGET_AFTER = timedelta(hours=1)
FIRST_WAIT = timedelta(seconds=15)
# what is counted: how many may go wrong before the first wait, and the longest wait.
LIMITS = {
    "pair": (5, timedelta(minutes=15)),
    "account": (30, timedelta(seconds=30)),
    "address": (50, timedelta(minutes=5)),
}


def check(what: str, address: str) -> None:
    """Refuse for now when too much went wrong lately; the same words whether or not the account exists."""
    with database.reading() as session:
        rows = (session.get(Throttle, key) for key, _ in _keys(what, address))
        wait = max((row.wait_until for row in rows if row), default=clock.now())
    seconds = (wait - clock.now()).total_seconds()
    if seconds > 0:
        raise Refused("problem.wait", minutes=str(ceil(seconds / 60)))


def failed(what: str, address: str) -> None:
    """Count one failure; each beyond the limit doubles the wait up to its ceiling."""
    now = clock.now()
    with database.writing() as session:
        for key, kind in _keys(what, address):
            free, ceiling = LIMITS[kind]
            row = session.get(Throttle, key) or Throttle(key=key, failures=0, last_at=now, wait_until=now)
            row.failures = 1 if now - row.last_at > FORGET_AFTER else row.failures + 1
            over = row.failures - free
            row.wait_until = now + min(ceiling, FIRST_WAIT * 2 ** min(over, 12)) if over >= 0 else now
            row.last_at = now
            session.add(row)


def passed(what: str, address: str) -> None:
    """Forget this person's failures from this address; those from elsewhere stay counted."""
    with database.writing() as session:
        row = session.get(Throttle, _keys(what, address)[0][0])
        if row:
            session.delete(row)


def _keys(what: str, address: str) -> list[tuple[str, str]]:
    return [
        (vault.blind(f"pair/{what}/{address}"), "pair"),
        (vault.blind(f"account/{what}"), "account"),
        (vault.blind(f"address/{address}"), "address"),
    ]
