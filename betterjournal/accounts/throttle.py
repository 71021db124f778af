"""Slows guessing down per account and per address; nobody can lock another person out for good (SEC-07)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from betterjournal import clock, database, vault
from betterjournal.accounts.models import Throttle
from betterjournal.errors import Invalid, Refused

FORGET_AFTER = timedelta(hours=1)
COUNTED_FOR = timedelta(days=1)
FIRST_WAIT = timedelta(seconds=15)
# what is counted: how many may go wrong before the first wait, and the longest wait.
LIMITS = {
    "pair": (5, timedelta(minutes=15)),
    "account": (30, timedelta(seconds=30)),
    "address": (50, timedelta(minutes=5)),
}
# Whoever came in from here before is not kept waiting by what strangers do elsewhere, or beside them.
KNOWN_FOR = timedelta(days=90)


def check(what: str, address: str) -> None:
    """Refuse for now when too much went wrong lately; the same words whether or not the account exists."""
    with database.reading() as session:
        check_in(session, what, address)


def check_in(session: Session, what: str, address: str) -> None:
    """The same in the caller's transaction, for guesses that wait for each other there."""
    known = session.get(Throttle, _known(what, address))
    counted = [key for key, kind in _keys(what, address) if kind == "pair" or not _is_recent(known)]
    rows = (session.get(Throttle, key) for key in counted)
    wait = max((row.wait_until for row in rows if row), default=clock.now())
    seconds = (wait - clock.now()).total_seconds()
    if seconds > 0:
        raise Refused("problem.wait", minutes=str(ceil(seconds / 60)))


def failed(what: str, address: str) -> None:
    """Count one failure; each beyond the limit doubles the wait up to its ceiling."""
    with database.writing() as session:
        failed_in(session, what, address)


def failed_in(session: Session, what: str, address: str) -> None:
    """The same in the caller's transaction: the next guess that waits for it finds it counted."""
    now = clock.now()
    for key, kind in _keys(what, address):
        free, ceiling = LIMITS[kind]
        row = _held(session, key, now)
        row.failures = 1 if now - row.last_at > FORGET_AFTER else row.failures + 1
        over = row.failures - free
        row.wait_until = now + min(ceiling, FIRST_WAIT * 2 ** min(over, 12)) if over >= 0 else now
        row.last_at = now
        session.add(row)


@contextmanager
def slowed(what: str, address: str) -> Iterator[None]:
    """What somebody asks here and gets wrong counts like a guess: whose address is known is itself sensitive."""
    try:
        yield
    except Invalid:
        failed(what, address)
        raise


def passed(what: str, address: str) -> None:
    """Forget this person's failures from this address; those from elsewhere stay counted.

    That they came in from here is kept to the day: of a client nothing finer may be kept (SEC-31).
    """
    on = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    with database.writing() as session:
        row = session.get(Throttle, _keys(what, address)[0][0])
        if row:
            session.delete(row)
        known = _held(session, _known(what, address), on)
        known.last_at = known.wait_until = on
        session.add(known)


def is_known(what: str, address: str) -> bool:
    """Whether this person came in from there lately."""
    with database.reading() as session:
        return _is_recent(session.get(Throttle, _known(what, address)))


def forget() -> None:
    """Take out what is no longer counted: guesses of before yesterday, and from where nobody came in for long."""
    now = clock.now()
    old = (col(Throttle.failures) > 0) & (col(Throttle.last_at) < now - COUNTED_FOR)
    gone = (col(Throttle.failures) == 0) & (col(Throttle.last_at) < now - KNOWN_FOR)
    with database.writing() as session:
        session.exec(delete(Throttle).where(old | gone))


def neighbours(address: str) -> str:
    """Whom one connection can speak as: over IPv6 everybody has a network of addresses, and changes them at will."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))


def _held(session: Session, key: str, now: datetime) -> Throttle:
    """The row of this key, held until the commit: of many guesses at once each one counts."""
    held = select(Throttle).where(Throttle.key == key).with_for_update()
    row = session.exec(held).first()
    if row is None:
        # Of two who are the first, the other waits for the row of the faster one.
        with suppress(IntegrityError), session.begin_nested():
            session.add(Throttle(key=key, failures=0, last_at=now, wait_until=now))
        row = session.exec(held).one()
    return row


def _is_recent(known: Throttle | None) -> bool:
    return known is not None and clock.now() - known.last_at < KNOWN_FOR


def _known(what: str, address: str) -> str:
    return vault.blind(f"known/{what}/{neighbours(address)}")


def _keys(what: str, address: str) -> list[tuple[str, str]]:
    address = neighbours(address)
    return [
        (vault.blind(f"pair/{what}/{address}"), "pair"),
        (vault.blind(f"account/{what}"), "account"),
        (vault.blind(f"address/{address}"), "address"),
    ]
