"""New keys: cut short anywhere nothing is lost, and the next call finishes; what was destroyed nobody can read."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlmodel import Session, select

from betterjournal import clock, database, keyring, master_key, vault
from betterjournal.appointments import actions as appointments
from betterjournal.assignments import actions as assignments
from betterjournal.entries import drafts, reading
from betterjournal.entries.models import Answer, Entry
from betterjournal.errors import CannotStart
from betterjournal.keyring import KeyGone
from betterjournal.operations import starting
from betterjournal.operations.keys import resealing, rotating
from betterjournal.settings import Settings
from betterjournal.wrapped_keys import Key
from tests import builders
from tests.cast import Cast
from tests.conftest import opened
from tests.test_commands import run
from tests.world import World

ROOT = Path(__file__).parents[2]
CUT = """
import os, signal
from betterjournal import keyring, master_key, settings
from betterjournal.operations.keys import rotating

def cut(*given):
    os.kill(os.getpid(), signal.SIGKILL)

def told(done, of):
    pass

{step}
keyring.prepare(settings.load())
rotating.rotate_master(settings.load(), told)
"""
STEPS = {
    "before the next key lies there": "os.link = cut",
    "before any is wrapped": "keyring.rewrap = cut",
    "between two": "told = lambda done, of: cut() if done == 2 else None",
    "before the next key takes its place": "master_key.turn = cut",
}


class Cut(Exception):
    """Stands for the end of the process."""


def silent(done: int, of: int) -> None:
    """Nobody watches the bar."""


def wishes_of(settings: Settings) -> dict[str, str]:
    given = {"DATABASE_URL": settings.database_url, "KEYRING_URL": settings.keyring_url}
    return {"DATA_DIR": str(settings.data_dir)} | {name: value for name, value in given.items() if value}


def forget() -> None:
    keyring._forget()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else is there whose last save must be waited for."""
    monkeypatch.setattr(rotating, "SETTLING", timedelta())
    monkeypatch.setattr(rotating, "LOOK_AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(resealing, "ROWS_AT_ONCE", 3)


def everything() -> dict[tuple[str, str], str]:
    """Every sealed value there is, opened."""
    found: dict[tuple[str, str], str] = {}
    with database.reading() as session:
        for column in resealing._sealed_columns():
            keys = list(column.table.primary_key.columns)
            for *row, sealed in session.execute(select(*keys, column).where(column.is_not(None))):
                spot = resealing.Spot(column, tuple(row))
                found[column.table.name, spot.place] = vault.unseal(sealed, spot.place)
    return found


def keys_of(owner: str) -> list[Key]:
    with Session(keyring.engine()) as session:
        return list(session.exec(select(Key).where(Key.owner == owner).order_by(Key.created_at)))  # type: ignore[arg-type]


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_a_master_key_that_opens(each_house: Settings, step: str) -> None:
    sealed = vault.seal("ben", "private", "mine", "answer/value/1")
    before = each_house.master_key.read_bytes()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BETTERJOURNAL_")}
    given = {f"BETTERJOURNAL_{name}": value for name, value in wishes_of(each_house).items()}
    command = [sys.executable, "-c", CUT.format(step=STEPS[step])]
    assert subprocess.run(command, cwd=ROOT, env=clean | given, timeout=60).returncode == -signal.SIGKILL
    with opened(each_house):
        assert vault.unseal(sealed, "answer/value/1") == "mine"
        rotating.rotate_master(each_house, silent)
    assert each_house.master_key.read_bytes() != before
    assert not master_key.next_to(each_house.master_key).exists()
    with opened(each_house):
        assert vault.unseal(sealed, "answer/value/1") == "mine"


def test_who_serves_meanwhile_goes_on_reading_and_makes_keys_that_last(
    each_house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This process is the server; the rotation is another one."""
    sealed = vault.seal("ben", "private", "mine", "answer/value/1")
    done = run("keys", "rotate", **wishes_of(each_house))
    assert (done.returncode, done.stderr) == (0, "")
    late = vault.seal("dan", "private", "new here", "answer/value/2")
    forget()
    assert vault.unseal(sealed, "answer/value/1") == "mine"
    assert run("keys", "rotate", **wishes_of(each_house)).returncode == 0
    forget()
    assert vault.unseal(late, "answer/value/2") == "new here"
    with opened(each_house):
        assert vault.unseal(late, "answer/value/2") == "new here"


def test_the_old_master_key_opens_nothing_any_more(each_house: Settings) -> None:
    before = each_house.master_key.read_bytes()
    rotating.rotate_master(each_house, silent)
    keyring.close()
    each_house.master_key.write_bytes(before)
    with pytest.raises(CannotStart, match="not the master key"):
        keyring.prepare(each_house)


def test_only_one_rotates_the_master_key(house: Settings) -> None:
    with (
        master_key.alone(house.master_key),
        pytest.raises(CannotStart, match="another command"),
        master_key.alone(house.master_key),
    ):
        pass


def test_an_older_keyring_gets_what_it_lacks(each_house: Settings) -> None:
    sealed = vault.seal("ben", "private", "mine", "answer/value/1")
    with keyring.engine().execution_options(writes=True).begin() as connection:
        connection.execute(text("alter table keyring_key drop column retired_at"))
    with opened(each_house):
        assert vault.unseal(sealed, "answer/value/1") == "mine"


def _full(cast: Cast) -> World:
    """Ben's things, and some of what else is sealed for him."""
    world = World.of(cast)
    builders.draft(cast.dan, builders.assignment(cast.cora, cast.dan), "Dan's own")
    assignments.withdraw(cast.alma, world.fresh, "No longer needed")
    return world


def test_a_clients_new_keys_open_everything_and_the_old_ones_are_gone(each_cast: Cast, at_once: None) -> None:
    ben = _full(each_cast).client
    before, old = everything(), {key.id for key in keys_of(ben)}
    assert len(old) == 2
    rotating.rotate_clients([ben], silent)
    assert everything() == before
    with Session(keyring.engine()) as session:
        kept = {key.id: key.wrapped for key in session.exec(select(Key).where(Key.owner == ben))}
    assert {key_id for key_id, wrapped in kept.items() if wrapped is None} == old
    assert len(kept) == 4
    assert all(key.destroyed_at is None for key in keys_of(each_cast.dan.client_id or ""))


def _cut_between_rows(patch: pytest.MonkeyPatch) -> None:
    real, seen = resealing._move, iter(range(99))

    def cut(*given: Any) -> None:
        if next(seen) == 4:
            raise Cut
        real(*given)

    patch.setattr(resealing, "_move", cut)


def _cut(module: object, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    def cut(*given: Any) -> None:
        raise Cut

    return lambda patch: patch.setattr(module, name, cut)


CUTS = {
    "before anything is moved": _cut(rotating, "_move_all"),
    "between two rows": _cut_between_rows,
    "while it settles": _cut(rotating, "_settle"),
    "before the last look": _cut(rotating, "_finish"),
    "before the old key is destroyed": _cut(keyring, "end"),
}


@pytest.mark.parametrize("where", CUTS)
def test_a_cut_turn_loses_nothing_and_the_next_call_finishes(each_cast: Cast, at_once: None, where: str) -> None:
    ben = _full(each_cast).client
    before, old = everything(), {key.id for key in keys_of(ben)}
    with pytest.MonkeyPatch.context() as patch:
        CUTS[where](patch)
        with pytest.raises(Cut):
            rotating.rotate_clients([ben], silent)
    forget()
    assert everything() == before
    assert all(key.wrapped for key in keys_of(ben))
    rotating.rotate_clients([ben], silent)
    assert everything() == before
    assert {key.id for key in keys_of(ben) if key.wrapped is None} == old
    assert len(keys_of(ben)) == 4


def words_in(entry_id: str) -> str:
    with database.reading() as session:
        entry = session.get_one(Entry, entry_id)
        return reading.draft(session, entry)[0]["text"]


def test_words_saved_in_the_very_moment_are_kept(
    each_cast: Cast, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL lets the save in between the look and the write; SQLite lets it wait."""
    entry = builders.draft(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben), "first")
    save = Thread(target=drafts.save, args=(each_cast.ben, drafts.Words(entry, "text", "newer", 1, "tab", 2)))
    real = vault.reseal

    def in_between(*given: Any) -> vault.Sealed:
        again = real(*given)
        if "answer" in given[1] and not save.ident:
            save.start()
            save.join(0.5)
        return again

    monkeypatch.setattr(vault, "reseal", in_between)
    rotating.rotate_clients([each_cast.ben.client_id or ""], silent)
    save.join()
    assert words_in(entry) == "newer"


def test_writing_on_through_a_whole_turn_loses_no_word(each_cast: Cast, at_once: None) -> None:
    entry = builders.draft(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben), "0")

    def write() -> None:
        for number in range(1, 60):
            drafts.save(each_cast.ben, drafts.Words(entry, "text", str(number), number, "tab", number + 1))

    writer = Thread(target=write)
    writer.start()
    while writer.is_alive():
        rotating.rotate_clients([each_cast.ben.client_id or ""], silent)
    assert words_in(entry) == "59"


def test_another_process_may_seal_with_the_old_key_for_a_while(
    each_cast: Cast, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = each_cast.ben.client_id or ""
    entry = builders.draft(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben), "first")
    old = keyring.current(ben, "private")

    def sealed_late(turns: object) -> None:
        keyring._current[ben, "private"] = old, monotonic()
        drafts.save(each_cast.ben, drafts.Words(entry, "text", "late", 1, "tab", 2))
        assert builders.rows(Answer)[0].value.startswith(vault.sealed_under(old))

    monkeypatch.setattr(rotating, "_settle", sealed_late)
    rotating.rotate_clients([ben], silent)
    forget()
    assert words_in(entry) == "late"


def test_what_is_destroyed_waits_for_those_who_may_still_use_it(
    each_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    start = clock.now()

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=sum(waited)))

    monkeypatch.setattr(rotating, "sleep", sleep)
    builders.draft(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben), "mine")
    rotating.rotate_clients([each_cast.ben.client_id or ""], silent)
    assert 2 * keyring.KEY_MEMORY_SECONDS <= sum(waited) <= 2 * keyring.KEY_MEMORY_SECONDS + 5


def test_a_transaction_that_is_still_open_is_waited_for(each_house: Settings) -> None:
    soon = clock.now() + timedelta(minutes=1)
    assert not rotating._still_open(soon)
    with database.reading() as session:
        session.execute(text("select 1"))
        assert rotating._still_open(soon) is (database.engine().dialect.name == "postgresql")


def test_an_altered_value_keeps_its_key(each_cast: Cast, at_once: None) -> None:
    ben = each_cast.ben.client_id or ""
    entry = builders.draft(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben), "mine")
    place = drafts.place(entry, "text")
    with database.writing() as session:
        row = session.get_one(Answer, (entry, "text"))
        row.value = vault.seal(ben, "private", "moved", "answer/value/elsewhere")
        session.add(row)
    with pytest.raises(CannotStart, match=place):
        rotating.rotate_clients([ben], silent)
    assert all(key.wrapped for key in keys_of(ben))


def _backup(house: Settings, request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A copy of the database as it stands; the keyring stays the one there is."""
    starting.let_go()
    if house.database_url:
        copy = request.getfixturevalue("cluster").fresh(make_url(house.database).database or "")
    else:
        copy = f"sqlite:///{tmp_path / 'older.sqlite3'}"
        (tmp_path / "older.sqlite3").write_bytes((house.data_dir / "betterjournal.sqlite3").read_bytes())
    keyring.prepare(house)
    database.use(database.connect(house.database))
    return house.model_copy(update={"database_url": copy, "keyring_url": house.keyring})


@pytest.mark.parametrize("how", ["destroyed", "rotated"])
def test_an_older_backup_of_the_database_cannot_be_read_any_more(
    each_house: Settings, at_once: None, request: pytest.FixtureRequest, tmp_path: Path, how: str
) -> None:
    cast = Cast.gather()
    ben = _full(cast).client
    appointments.open_early(cast.alma, ben, "A call this morning")
    private = keyring.current(ben, "private")
    older = _backup(each_house, request, tmp_path)
    if how == "destroyed":
        vault.destroy(ben, "private")
    else:
        rotating.rotate_clients([ben], silent)
    with opened(older), database.reading() as session:
        turn = keyring.Turn((private,), "", clock.now())
        spots = resealing.left(session, turn)
        assert len(spots) > 4
        for spot in spots:
            sealed = session.execute(select(spot.column).where(spot.here)).scalar_one()
            with pytest.raises(KeyGone):
                vault.unseal(sealed, spot.place)


def test_a_destroyed_key_leaves_no_bytes_in_the_keyrings_files(house: Settings) -> None:
    vault.seal("ben", "private", "mine", "answer/value/1")
    wrapped = keys_of("ben")[0].wrapped or b"?"
    folder = house.master_key.parent
    assert any(wrapped in file.read_bytes() for file in folder.iterdir())
    vault.destroy("ben", "private")
    assert not any(wrapped in file.read_bytes() for file in folder.iterdir())


def test_the_command_says_what_it_did_and_refuses_a_stranger(house: Settings) -> None:
    done = run("keys", "rotate", "--client", "nobody", **wishes_of(house))
    assert (done.returncode, done.stdout) == (1, "")
    assert "no client nobody" in done.stderr
    done = run("keys", "rotate", "--clients", **wishes_of(house))
    assert (done.returncode, done.stderr) == (0, "")
    assert "cannot be read in older backups" in done.stdout


def test_without_a_keyring_nothing_is_made(tmp_path: Path) -> None:
    done = run("keys", "sheet", DATA_DIR=tmp_path / "data")
    assert (done.returncode, done.stdout) == (1, "")
    assert not (tmp_path / "data").exists()
