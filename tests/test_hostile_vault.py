"""Many at once at a keyring that has nothing yet: an address hashed under a lost key would never be found again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import Session, select

from betterjournal import keyring, master_key, vault
from betterjournal.settings import Settings


def test_many_at_once_make_one_key(house: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: vault.seal("ben", "private", str(n), f"answer/value/{n}"), range(24)))
    with Session(keyring.engine()) as session:
        assert len(session.exec(select(vault.Key).where(vault.Key.owner == "ben")).all()) == 1


def test_the_keys_everybody_shares_are_there_before_anybody_asks(house: Settings) -> None:
    with Session(keyring.engine()) as session:
        kinds = [key.kind for key in session.exec(select(vault.Key).where(vault.Key.owner == vault.PRACTICE))]
    assert sorted(kinds) == ["index", "practice"]


def test_first_starts_at_once_agree_on_one_master_key(tmp_path: Path) -> None:
    path = tmp_path / "keyring" / "master.key"

    def start(_: int) -> bytes:
        master_key.make(path)
        return master_key.known(path)[-1]

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(24)))) == 1


def test_a_master_key_is_never_written_over(house: Settings) -> None:
    before = house.master_key.read_bytes()
    with pytest.raises(FileExistsError):
        master_key.put(house.master_key, bytes(32))
    assert house.master_key.read_bytes() == before
    assert not list(house.master_key.parent.glob("*.unfinished"))
