"""The key that seals what a client's device keeps of words that are not on the server yet.

One for each sign-in of a client, made at the first need and handed to that client alone. It outlives the sign-in, so
that the words are there at the next one on the same device, and is destroyed with `sessions.end(leaving=True)`.
"""

import os
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import sessions
from betterjournal.accounts.models import DeviceKey
from betterjournal.errors import NotFound

# Longer than any sign-in of a client may last, and than any page keeps its copies.
FORGOTTEN_AFTER = timedelta(days=200)
# So many sign-ins may have left something on one device.
MOST_KEPT = 20


@dataclass(frozen=True)
class Keys:
    """AES-256 keys by id, in base64; `now` is the id to seal with, `day` today in UTC as days since 1970."""

    now: str
    keys: dict[str, str]
    day: int


def hand_over(actor: Actor, kept: Iterable[str]) -> Keys:
    """The key of this sign-in, and those among `kept` that this client's earlier sign-ins here left behind.

    Raises NotFound for staff, for a sign-in on a computer that others use too (nothing stays on that), and when the
    client's private key was destroyed.
    """
    if actor.shared:
        raise NotFound
    wanted = {_id(actor), *list(kept)[:MOST_KEPT]}
    with database.reading() as session:
        _check(session, actor)
        rows = _of(session, actor, wanted)
    if any(_is_stale(row, actor) for row in rows) or _id(actor) not in {row.id for row in rows}:
        rows = _taken_up(actor, wanted)
    # A device whose clock is wrong by years must not take new words for old ones.
    return Keys(_id(actor), _opened(rows), (clock.now().date() - date(1970, 1, 1)).days)


def gone(visitor: Visitor, kept: Iterable[str]) -> list[str]:
    """Those among `kept` that are no key any more: what they sealed opens for nobody, and may go from the device.

    For whoever asks, since nobody is signed in when it matters. An id is on that device or it is not to be guessed.
    """
    asked = list(kept)[:MOST_KEPT]
    with database.reading() as session:
        there = set(session.exec(select(DeviceKey.id).where(col(DeviceKey.id).in_(asked))).all())
    return [each for each in asked if each not in there]


def forget() -> None:
    """Destroy the keys that no sign-in asked for in so long that no device holds anything of theirs."""
    with database.writing() as session:
        session.execute(delete(DeviceKey).where(col(DeviceKey.used_on) < clock.now().date() - FORGOTTEN_AFTER))


def _check(session: Session, actor: Actor) -> str:
    """The client whose words these are, for whom there is something to write."""
    client = access.own_client(session, actor, to_write=True)
    sessions.require(session, actor)
    return client.id


def _opened(rows: list[DeviceKey]) -> dict[str, str]:
    try:
        return {row.id: vault.get(row, "key") for row in rows}
    except vault.KeyGone:
        raise NotFound from None


def _id(actor: Actor) -> str:
    """The same for every tab of one sign-in, and telling nothing of it to who finds it on a disk."""
    return vault.blind(f"device_key/{actor.session_id}")[:32]


def _of(session: Session, actor: Actor, wanted: set[str]) -> list[DeviceKey]:
    mine = (DeviceKey.person_id == actor.person_id, col(DeviceKey.id).in_(wanted))
    return list(session.exec(select(DeviceKey).where(*mine)).all())


def _is_stale(row: DeviceKey, actor: Actor) -> bool:
    return row.session_id != actor.session_id or row.used_on != clock.now().date()


def _taken_up(actor: Actor, wanted: set[str]) -> list[DeviceKey]:
    """The same rows, now this sign-in's, so that signing out here destroys them all; with its own made if missing."""
    with suppress(IntegrityError), database.writing() as session:
        client_id = _check(session, actor)
        if session.get(DeviceKey, _id(actor)) is None:
            session.add(_made(actor, client_id))
        for row in _of(session, actor, wanted):
            row.session_id, row.used_on = actor.session_id, clock.now().date()
            session.add(row)
    with database.reading() as session:
        return _of(session, actor, wanted)


def _made(actor: Actor, client_id: str) -> DeviceKey:
    row = DeviceKey(id=_id(actor), person_id=actor.person_id, session_id=actor.session_id, used_on=clock.now().date())
    vault.put(row, "key", b64encode(os.urandom(32)).decode(), client_id, "private")
    return row
