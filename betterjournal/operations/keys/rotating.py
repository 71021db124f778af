"""Turns to new keys while the server serves; what a kill cut short, the next call finishes."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from time import sleep

from sqlalchemy import text

from betterjournal import clock, database, keyring, master_key
from betterjournal.errors import CannotStart
from betterjournal.keyring import KEY_MEMORY_SECONDS, KeyGone, Turn
from betterjournal.operations.keys import resealing
from betterjournal.settings import Settings
from betterjournal.wrapped_keys import Kind

KINDS: tuple[Kind, ...] = ("private", "record")
# Twice what a process remembers: whoever sealed with an old key in its last moment has long committed.
SETTLING = timedelta(seconds=2 * KEY_MEMORY_SECONDS)
LOOK_AGAIN_SECONDS = 1.0
_OLDER = text(
    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() "
    "and backend_type = 'client backend' and xact_start < :moment"
)

Told = Callable[[int, int], None]


def rotate_master(settings: Settings, told: Told) -> None:
    """A new master key: laid beside the old one, every key wrapped under it at once, then put in its place.

    Between any two of these one of the two files opens the keyring, and every process looks into both.
    """
    with master_key.alone(settings.master_key):
        keyring.rewrap(master_key.coming_up(settings.master_key), told)
        master_key.turn(settings.master_key)


def rotate_clients(owners: Iterable[str], told: Told) -> None:
    """New keys for these clients, everything of theirs sealed under them, and the old ones destroyed."""
    turns = [turn for owner in owners for kind in KINDS if (turn := keyring.retire(owner, kind))]
    try:
        _move_all(turns, told)
        _settle(turns)
        for turn in turns:
            _finish(turn)
    except KeyGone:
        raise CannotStart("A client's keys were destroyed meanwhile; call again to finish the others") from None


def _move_all(turns: list[Turn], told: Told) -> None:
    with database.reading() as session:
        found = [(turn, resealing.left(session, turn)) for turn in turns]
    done, all_of_them = 0, sum(len(spots) for _, spots in found)

    def count(more: int) -> None:
        nonlocal done
        done += more
        told(done, all_of_them)

    for turn, spots in found:
        resealing.move(turn, spots, count)


def _settle(turns: list[Turn]) -> None:
    """Until no process can seal with an old key any more, nor has anything open in which it did."""
    since = max((turn.since for turn in turns), default=clock.now() - SETTLING)
    while clock.now() < since + SETTLING or _still_open(since + SETTLING / 2):
        sleep(LOOK_AGAIN_SECONDS)


def _still_open(begun_before: datetime) -> bool:
    """Whether PostgreSQL runs a transaction as old as that; SQLite's one writer is waited for at the last look."""
    with database.engine().connect() as connection:
        if connection.dialect.name == "sqlite":
            return False
        return bool(connection.execute(_OLDER, {"moment": begun_before}).scalar_one())


def _finish(turn: Turn) -> None:
    """Destroying is for ever: it waits until a look at everything, with the write lock held, finds nothing."""
    while spots := _left_at_last(turn):
        resealing.move(turn, spots, lambda done: None)
    keyring.end(turn)


def _left_at_last(turn: Turn) -> list[resealing.Spot]:
    with database.writing() as session:
        return resealing.left(session, turn)
