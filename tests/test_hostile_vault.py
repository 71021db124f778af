"""Many at once at a keyring that has nothing yet: an address hashed under a lost key would never be found again."""

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import Session, select

from betterjournal import keyring, vault
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
