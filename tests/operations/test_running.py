"""The demo touches nothing of the operator's and leaves nothing behind."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from betterjournal import settings
from betterjournal.accounts import passwords
from betterjournal.operations.demo import running
from tests.conftest import QUICK

THEIRS = {
    "DATA_DIR": "/srv/practice",
    "DATABASE_URL": "postgresql://practice@/pages",
    "DATABASE_URL_FILE": "/srv/secret",
    "MASTER_KEY_FILE": "/srv/master.key",
    "SMTP_URL": "smtp://mail.example.ca",
    "REDIS_URL": "redis://localhost",
    "WORKERS": "4",
    "URL": "https://pages.example.ca",
    "HOST": "0.0.0.0",  # noqa: S104 - what the demo must not take over
}


@pytest.fixture(autouse=True)
def _theirs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An operator's own settings, put back afterwards."""
    before = dict(os.environ)
    monkeypatch.setattr(signal, "signal", lambda *given: None)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(passwords, "hashing", QUICK)
    for name, value in {**THEIRS, "PORT": "8275"}.items():
        os.environ[f"BETTERJOURNAL_{name}"] = value
    yield
    os.environ.clear()
    os.environ.update(before)
    settings.load.cache_clear()


def test_only_the_port_of_the_operators_settings_counts(tmp_path: Path) -> None:
    with running.throwaway() as wishes:
        assert (wishes.host, wishes.port, wishes.workers) == ("127.0.0.1", 8275, 1)
        assert (wishes.database_url, wishes.redis_url, wishes.smtp_url, wishes.url) == ("", "", "print:", "")
        assert wishes.data_dir.parent == tmp_path
        assert wishes.master_key.is_relative_to(wishes.data_dir)


def test_the_folder_is_gone_at_the_end_also_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _stopped_while_it_serves()
    assert list(tmp_path.iterdir()) == []


def _stopped_while_it_serves() -> None:
    with running.throwaway() as wishes:
        running.fill(wishes)
        assert (wishes.data_dir / "betterjournal.sqlite3").is_file()
        raise KeyboardInterrupt


def test_the_sign_ins_name_everybody() -> None:
    with running.throwaway() as wishes:
        said = running.sign_ins(wishes)
    for key in ("alma", "cora", "sol", "eve", "ben", "fay", "dan"):
        assert f"{key}@demo.test" in said
    for words in ("rundle-demo-passphrase", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "http://localhost:8275"):
        assert words in said
