"""Bad settings stop the start with one clear line that names the variable."""

from pathlib import Path

import pytest

from betterjournal import settings
from betterjournal.errors import CannotStart


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("URL", "http://pages.example.ca", "https"),
        ("URL", "pages.example.ca", "address"),
        ("PORT", "eighty", "integer"),
        ("PORT", "70000", "65535"),
        ("WORKERS", "0", "greater"),
        ("LOG_FORMAT", "loud", "pattern"),
        ("TRUSTED_PROXIES", "10.0.0.0/99", "10.0.0.0/99"),
        ("SMTP_URL", "mail.example.ca", "smtps://"),
        ("SMTP_URL", "http://mail.example.ca", "smtps://"),
    ],
)
def test_a_bad_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(f"BETTERJOURNAL_{name}", value)
    with pytest.raises(CannotStart) as told:
        settings.read()
    assert str(told.value).startswith(f"BETTERJOURNAL_{name}: ")
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_several_workers_need_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BETTERJOURNAL_WORKERS", "2")
    with pytest.raises(CannotStart, match="REDIS_URL"):
        settings.read()


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://practice@/pages\n")
    monkeypatch.setenv("BETTERJOURNAL_DATABASE_URL_FILE", str(tmp_path / "url"))
    assert settings.read().database == "postgresql://practice@/pages"


def test_a_missing_secret_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BETTERJOURNAL_DATABASE_URL_FILE", "/nowhere/url")
    with pytest.raises(CannotStart, match="/nowhere/url"):
        settings.read()
