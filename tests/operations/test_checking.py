"""What the operator is told about the set-up, and that looking changes nothing."""

from pathlib import Path

import pytest

from betterjournal import clock, keyring, master_key, vault
from betterjournal.clock import Zones
from betterjournal.operations import checking, starting
from betterjournal.settings import Settings


def said(settings: Settings) -> dict[str, checking.Finding]:
    return {finding.part: finding for finding in checking.check(settings)}


@pytest.fixture
def made(tmp_path: Path) -> Settings:
    """A house that has been started once."""
    settings = Settings(data_dir=tmp_path / "data")
    starting.prepare(settings)
    starting.let_go()
    return settings


def test_before_the_first_start_nothing_is_broken_and_nothing_is_made(tmp_path: Path) -> None:
    found = said(Settings(data_dir=tmp_path / "data"))
    assert "broken" not in {finding.verdict for finding in found.values()}
    assert list(tmp_path.iterdir()) == []


def test_a_started_house_answers(made: Settings) -> None:
    found = said(made)
    assert [found[part].verdict for part in ("data folder", "database", "keyring")] == ["ok", "ok", "ok"]


def test_it_says_which_list_of_time_zones_counts(made: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for which, words in (
        (Zones("2026f", False), "2026f, the package's"),
        (Zones("2027a", True), "2027a, this machine's"),
    ):
        monkeypatch.setattr(clock, "ZONES", which)
        assert said(made)["time zones"].said.startswith(words)


def test_a_master_key_beside_the_data_is_not_yet_safe(made: Settings) -> None:
    finding = said(made)["master key"]
    assert (finding.verdict, checking.UNSAFE in str(finding)) == ("warning", True)


def test_a_master_key_apart_is_safe_unless_others_can_read_it(made: Settings, tmp_path: Path) -> None:
    key = made.master_key.rename(tmp_path / "master.key")
    apart = made.model_copy(update={"master_key_file": key})
    assert said(apart)["master key"].verdict == "ok"
    key.chmod(0o644)
    assert said(apart)["master key"].verdict == "warning"


@pytest.mark.parametrize(
    ("url", "proxies", "address", "trust"),
    [
        ("", "", "warning", "ok"),
        ("https://pages.example.ca", "", "ok", "warning"),
        ("https://pages.example.ca", "10.0.0.7", "ok", "ok"),
        ("https://pages.example.ca", "0.0.0.0/0", "ok", "warning"),
    ],
)
def test_real_clients_need_https_and_a_proxy_that_is_named(
    tmp_path: Path, url: str, proxies: str, address: str, trust: str
) -> None:
    found = said(Settings(data_dir=tmp_path, url=url, trusted_proxies=proxies))
    assert (found["address"].verdict, found["proxies"].verdict) == (address, trust)


def test_a_missing_master_key_and_a_broken_database_are_named(made: Settings) -> None:
    made.master_key.unlink()
    Path(made.database.removeprefix("sqlite:///")).write_bytes(b"not a database" * 100)
    found = said(made)
    assert (found["keyring"].verdict, found["database"].verdict) == ("broken", "broken")
    assert "missing" in found["keyring"].said


def test_a_rotation_that_was_cut_short_is_said(made: Settings) -> None:
    vault.prepare(made)
    vault.seal("ben", "private", "mine", "answer/value/1")
    keyring.retire("ben", "private")
    master_key.coming_up(made.master_key)
    vault.close()
    findings = checking.check(made)
    assert any(each.part == "keyring" and "keys rotate --clients" in each.said for each in findings)
    assert any(each.part == "master key" and "`keys rotate`" in each.said for each in findings)


@pytest.mark.parametrize(
    ("url", "verdict", "words"),
    [
        ("", "warning", "no BETTERJOURNAL_SMTP_URL"),
        ("print:", "warning", checking.UNSAFE),
        ("smtps://practice:secret@mail.example.ca", "ok", "mail.example.ca"),
    ],
)
def test_the_operator_is_told_where_mail_goes(tmp_path: Path, url: str, verdict: str, words: str) -> None:
    finding = said(Settings(data_dir=tmp_path, smtp_url=url))["mail"]
    assert finding.verdict == verdict
    assert words in str(finding)
    assert "secret" not in str(finding)
