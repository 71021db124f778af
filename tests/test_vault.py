"""What is sealed stays where it was sealed, and is gone with its key."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy.exc import StatementError

from betterjournal import clock, database, vault
from betterjournal.accounts.models import Client
from betterjournal.errors import CannotStart
from betterjournal.settings import Settings


def test_words_come_back_and_are_not_stored_readable(house: Settings) -> None:
    sealed = vault.seal("ben", "private", "Ça n'allait pas", "answer/value/1")
    assert "allait" not in sealed
    assert vault.unseal(sealed, "answer/value/1") == "Ça n'allait pas"


def test_a_sealed_value_moved_to_another_row_does_not_open(house: Settings) -> None:
    sealed = vault.seal("ben", "private", "mine", "answer/value/1")
    with pytest.raises(InvalidTag):
        vault.unseal(sealed, "answer/value/2")


def test_the_two_keys_of_a_client_are_apart(house: Settings) -> None:
    record = vault.seal("ben", "record", "opened", "shared/content/1")
    private = vault.seal("ben", "private", "draft", "shared/content/2")
    vault.destroy("ben", "private")
    assert vault.unseal(record, "shared/content/1") == "opened"
    with pytest.raises(vault.KeyGone):
        vault.unseal(private, "shared/content/2")


def test_a_sealed_column_refuses_plain_text(house: Settings) -> None:
    client = Client(name="Ben Okafor", language="en", created_at=clock.now())
    with pytest.raises(StatementError, match="sealed"), database.writing() as session:
        session.add(client)


def test_a_missing_master_key_stops_the_start_and_names_the_file(house: Settings) -> None:
    vault.close()
    house.master_key.unlink()
    with pytest.raises(CannotStart, match=r"master\.key is missing"):
        vault.prepare(house)
    assert not house.master_key.exists()


def test_another_master_key_stops_the_start_and_names_the_file(house: Settings, tmp_path: Path) -> None:
    vault.close()
    vault.prepare(Settings(data_dir=tmp_path / "other"))
    vault.close()
    house.master_key.write_bytes((tmp_path / "other" / "keyring" / "master.key").read_bytes())
    with pytest.raises(CannotStart, match=r"master\.key is not the master key"):
        vault.prepare(house)


def test_the_master_key_is_for_its_owner_only(house: Settings) -> None:
    assert house.master_key.stat().st_mode & 0o077 == 0
