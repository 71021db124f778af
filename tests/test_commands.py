"""The command line as the operator meets it: what it offers, and one clear line when it cannot start."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from betterjournal import audit, database
from betterjournal.operations import starting
from betterjournal.settings import Settings
from tests.cast import Cast

ROOT = Path(__file__).parents[1]


def run(*command: str, **wishes: str | Path) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own; nobody's settings reach it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BETTERJOURNAL_")}
    given = {name if name == "TMPDIR" else f"BETTERJOURNAL_{name}": str(value) for name, value in wishes.items()}
    return subprocess.run(
        [sys.executable, "-m", "betterjournal", *command],
        cwd=ROOT,
        env=clean | given,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(done: subprocess.CompletedProcess[str], *said: str) -> None:
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for words in said:
        assert words in done.stderr
    assert done.stdout == ""


@pytest.fixture
def made(tmp_path: Path, quick_hashes: None) -> Iterator[Path]:
    """The data folder of a practice that has been set up."""
    folder = tmp_path / "data"
    starting.prepare(Settings(data_dir=folder))
    Cast.gather()
    yield folder
    starting.let_go()


def _files(folder: Path) -> dict[str, bytes]:
    """What is in it, without the empty files SQLite keeps beside an open database."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: words for name, words in found.items() if words and not name.endswith("-shm")}


@pytest.fixture
def quiet(made: Path) -> Path:
    """The same with nothing open on it, so that its files can be compared byte for byte."""
    with database.engine().connect() as connection:
        connection.execute(text("pragma wal_checkpoint(truncate)"))
    starting.let_go()
    return made


@pytest.fixture
def taken() -> Iterator[str]:
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def test_help_lists_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in ("serve", "demo", "migrate", "setup-link", "recover-owner", "check", "audit", "keys"):
        assert f" {name} " in done.stdout


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_ends_the_start_before_anything_is_made(tmp_path: Path, taken: str, command: str) -> None:
    (tmp_path / "temporary").mkdir()
    done = run(command, DATA_DIR=tmp_path / "data", PORT=taken, TMPDIR=tmp_path / "temporary")
    refused(done, "BETTERJOURNAL_PORT", taken)
    assert [p.name for p in tmp_path.rglob("*")] == ["temporary"]


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(run("serve", DATA_DIR=tmp_path / "file" / "data", PORT="8271"), str(tmp_path / "file" / "data"))


def test_a_missing_master_key_ends_the_start_and_makes_none(quiet: Path) -> None:
    key = quiet / "keyring" / "master.key"
    key.unlink()
    before = _files(quiet)
    refused(run("serve", DATA_DIR=quiet, PORT="8272"), str(key), "missing")
    assert _files(quiet) == before


def test_another_master_key_ends_the_start(quiet: Path) -> None:
    key = quiet / "keyring" / "master.key"
    key.write_bytes(b"A" * 43 + b"=\n")
    before = _files(quiet)
    refused(run("migrate", DATA_DIR=quiet), str(key), "not the master key")
    assert _files(quiet) == before


def test_a_lost_keyring_is_not_made_again(quiet: Path) -> None:
    for file in (quiet / "keyring").iterdir():
        file.unlink()
    refused(run("serve", DATA_DIR=quiet, PORT="8273"), "keyring", "missing")
    assert list((quiet / "keyring").iterdir()) == []


def test_a_newer_database_ends_the_start_untouched(quiet: Path) -> None:
    engine = database.connect(f"sqlite:///{quiet / 'betterjournal.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with engine.connect() as connection:
        connection.execute(text("pragma wal_checkpoint(truncate)"))
    engine.dispose()
    before = _files(quiet)
    refused(run("serve", DATA_DIR=quiet, PORT="8274"), "newer version")
    assert _files(quiet) == before
    assert "newer version" in run("check", DATA_DIR=quiet).stdout


def test_a_bad_setting_ends_the_start_by_name(tmp_path: Path) -> None:
    refused(run("serve", DATA_DIR=tmp_path / "data", URL="http://pages.example.ca"), "BETTERJOURNAL_URL", "https")
    assert not (tmp_path / "data").exists()


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    done = run("migrate", DATA_DIR=tmp_path, DATABASE_URL="postgresql://practice:sesame@127.0.0.1:1/pages")
    refused(done, "127.0.0.1:1/pages")
    assert "sesame" not in done.stderr


def test_migrate_makes_an_empty_house(tmp_path: Path) -> None:
    done = run("migrate", DATA_DIR=tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "data" / "betterjournal.sqlite3").is_file()
    assert (tmp_path / "data" / "keyring" / "master.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_a_set_up_link_is_given_until_somebody_used_it(tmp_path: Path, quiet: Path) -> None:
    done = run("setup-link", DATA_DIR=tmp_path / "empty", URL="https://pages.example.ca")
    assert done.returncode == 0
    assert "https://pages.example.ca/setup/" in done.stdout
    refused(run("setup-link", DATA_DIR=quiet), "already set up")


def test_an_owner_who_lost_every_way_in_is_given_one_by_the_box(made: Path) -> None:
    done = run("recover-owner", "eve@demo.test", DATA_DIR=made, URL="https://pages.example.ca")
    assert done.returncode == 0
    assert re.search(r"https://pages\.example\.ca/join/\S{40,}\nWith the code: \S{3} \S{3}\n", done.stdout)
    refused(run("recover-owner", "alma@demo.test", DATA_DIR=made), "No owner")


def test_audit_verify_says_whether_the_record_is_whole(made: Path) -> None:
    with database.writing() as session:
        audit.append(session, audit.By("", "", "owner", "", ""), audit.Act.SETTINGS)
    done = run("audit", "verify", DATA_DIR=made)
    assert (done.returncode, done.stdout) == (0, "The audit record is whole: 1 records.\n")
    with database.engine().execution_options(writes=True).begin() as connection:
        connection.execute(text("update audit_record set kind = 'other'"))
    done = run("audit", "verify", DATA_DIR=made)
    assert (done.returncode, done.stdout) == (1, "The audit record is broken: record 1 was changed\n")


def test_what_the_operator_does_with_keys_is_on_record(made: Path) -> None:
    assert run("keys", "rotate", DATA_DIR=made).returncode == 0
    assert run("keys", "sheet", DATA_DIR=made).returncode == 0
    with database.reading() as session:
        rows = session.exec(select(audit.AuditRecord).order_by(audit.AuditRecord.id)).all()
    assert [(row.act, row.role, row.person_id) for row in rows] == [
        ("keys.rotated", "operator", ""),
        ("keys.sheet_printed", "operator", ""),
    ]


def test_check_ends_with_one_when_something_is_broken(tmp_path: Path, quiet: Path) -> None:
    assert run("check", DATA_DIR=quiet).returncode == 0
    (tmp_path / "file").write_text("")
    done = run("check", DATA_DIR=tmp_path / "file" / "data")
    assert (done.returncode, done.stdout.splitlines()[0][:20]) == (1, "broken   data folder")
