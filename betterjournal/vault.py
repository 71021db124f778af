"""Seals clinical text and names: AES-256-GCM under keys that stand apart from the database (`keyring.py`).

A sealed value names its key and is bound to its table, column and row, so that it cannot be moved to another place.
The operator of the server can read what the server can open; see SECURITY.md.
"""

import hashlib
import hmac
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, Text, TypeDecorator
from sqlmodel import Column, Field, SQLModel

from betterjournal import keyring

# What others need to know of the keyring they need with the vault.
from betterjournal.keyring import KeyGone as KeyGone
from betterjournal.keyring import close as close
from betterjournal.keyring import destroy as destroy
from betterjournal.keyring import prepare as prepare
from betterjournal.wrapped_keys import PRACTICE as PRACTICE
from betterjournal.wrapped_keys import Key as Key
from betterjournal.wrapped_keys import Kind as Kind


class Sealed(str):
    """Ciphertext as it is stored: `1.<key id>.<nonce and ciphertext>`; the only thing a sealed column takes."""

    __slots__ = ()


class SealedText(TypeDecorator[str]):
    """A column that refuses anything the vault did not seal."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("this column holds sealed text only")
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(value)


def sealed_column(*, nullable: bool = False) -> Any:
    """A model field for sealed text."""
    return Field(default=None, sa_column=Column(SealedText, nullable=nullable))


def alive() -> bool:
    """Whether the keyring answers and its master key opens it."""
    return bool(keyring.raw(keyring.current(PRACTICE, "practice")))


def put(row: SQLModel, column: str, text: str | None, owner: str, kind: Kind) -> None:
    """Seal `text` into `row.column` under the owner's key; None clears it."""
    setattr(row, column, None if text is None else seal(owner, kind, text, _place(row, column)))


def get(row: SQLModel, column: str) -> str:
    """The words sealed in `row.column`; empty when there are none."""
    sealed = getattr(row, column)
    return "" if sealed is None else unseal(sealed, _place(row, column))


def put_json(row: SQLModel, column: str, content: dict[str, Any], owner: str, kind: Kind) -> None:
    """Seal a small JSON object into `row.column`."""
    put(row, column, json.dumps(content, ensure_ascii=False, separators=(",", ":")), owner, kind)


def get_json(row: SQLModel, column: str) -> dict[str, Any]:
    """The JSON object sealed in `row.column`; empty when there is none."""
    found: dict[str, Any] = json.loads(get(row, column) or "{}")
    return found


def seal(owner: str, kind: Kind, text: str, place: str) -> Sealed:
    """Ciphertext of `text`, bound to `place` (table, column and row). Half a character becomes "?"."""
    return _sealed(keyring.current(owner, kind), text, place)


def unseal(sealed: str, place: str) -> str:
    """The words in `sealed`. Raises `KeyGone` when its key was destroyed, `InvalidTag` when it was moved or altered."""
    _, key_id, body = sealed.split(".", 2)
    raw = urlsafe_b64decode(body)
    return AESGCM(keyring.raw(key_id)).decrypt(raw[:12], raw[12:], place.encode()).decode()


def blind(text: str) -> str:
    """A keyed hash to look a value up by without storing it (SECURITY: blind index)."""
    return hmac.new(keyring.raw(keyring.current(PRACTICE, "index")), text.encode(), hashlib.sha256).hexdigest()


def reseal(sealed: str, place: str, key_id: str) -> Sealed:
    """The same words at the same place under another key."""
    return _sealed(key_id, unseal(sealed, place), place)


def sealed_under(key_id: str) -> str:
    """How everything begins that this key sealed."""
    return f"1.{key_id}."


def _sealed(key_id: str, text: str, place: str) -> Sealed:
    nonce = os.urandom(12)
    body = AESGCM(keyring.raw(key_id)).encrypt(nonce, text.encode(errors="replace"), place.encode())
    return Sealed(f"{sealed_under(key_id)}{urlsafe_b64encode(nonce + body).decode()}")


def place(table: Any, column: str, identity: str) -> str:
    """What a sealed value of that row is bound to, for a caller that fetched no more of the row."""
    return f"{table.__tablename__}/{column}/{identity}"


def _place(row: Any, column: str) -> str:
    return place(row, column, row.id)
