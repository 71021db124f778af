"""Somebody else with an account on the same machine."""

from pathlib import Path

from betterjournal.operations import checking, starting
from betterjournal.settings import Settings


def test_what_is_stored_is_its_owners_to_read_in_a_folder_that_others_may_enter(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    settings = Settings(data_dir=data)
    starting.prepare(settings)
    others_may = {file.name: file.stat().st_mode & 0o077 for file in data.rglob("*") if file.is_file()}
    starting.let_go()
    assert {"betterjournal.sqlite3", "betterjournal.sqlite3-wal", "keyring.sqlite3", "master.key"} <= set(others_may)
    assert set(others_may.values()) == {0}


def test_a_data_folder_that_others_may_enter_is_not_yet_safe(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    found = next(each for each in checking.check(Settings(data_dir=data)) if each.part == "data folder")
    assert (found.verdict, checking.UNSAFE in found.said) == ("warning", True)
