"""The recovery sheet: printed, read back, and refused when a word is wrong."""

from pathlib import Path
from shutil import move

import pytest
import typer
from typer.testing import CliRunner, Result

from betterjournal import keyring, master_key, settings, vault
from betterjournal import recovery_sheet as sheet
from betterjournal.errors import CannotStart
from betterjournal.operations.keys import rotating
from betterjournal.operations.keys.commands import cli
from betterjournal.settings import Settings
from tests.cast import Cast
from tests.conftest import opened
from tests.operations.test_keys import silent

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def _own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands meet the house of this test."""
    if "house" in request.fixturenames:
        monkeypatch.setattr(settings, "load", lambda: request.getfixturevalue("house"))


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Answer what is asked, as a keyboard would; gives back what was asked."""
    asked: list[str] = []
    waiting = iter(answers)

    def prompt(what: str, *, hide_input: bool) -> str:
        assert hide_input
        asked.append(what)
        return next(waiting)

    monkeypatch.setattr(typer, "prompt", prompt)
    return asked


def call(*command: str) -> Result:
    return CliRunner().invoke(cli, command)


def lost(house: Settings) -> list[str]:
    """The master key's file is gone; its words are on paper."""
    words = sheet.words_of(keyring.master())
    keyring.close()
    house.master_key.unlink()
    return words


def test_words_are_the_key_and_the_key_is_the_words() -> None:
    words = sheet.words_of(KEY)
    assert len(words) == sheet.WORDS
    assert sheet.key_of(words) == KEY
    assert sheet.key_of([word[:4].upper() for word in words]) == KEY


@pytest.mark.parametrize("change", ["one word", "two places", "one missing", "no word"])
def test_words_that_are_not_a_sheets_are_refused(change: str) -> None:
    words = sheet.words_of(KEY)
    changed = {
        "one word": ["zoo", *words[1:]],
        "two places": [words[1], words[0], *words[2:]],
        "one missing": words[:-1],
        "no word": ["hourglasses", *words[1:]],
    }
    with pytest.raises(CannotStart, match="not the words"):
        sheet.key_of(changed[change])


def test_the_sheet_has_every_word_with_its_number_and_the_practice(house: Settings) -> None:
    Cast.gather()
    printed = call("sheet").stdout
    assert "Rundle Psychology" in printed
    for number, word in enumerate(sheet.words_of(keyring.master()), 1):
        assert f"{number:>2} {word}" in printed
    assert house.master_key.read_text().strip() not in printed
    assert "keys restore" in printed
    assert len(printed.splitlines()) < 30


def test_a_lost_master_key_comes_back_from_the_sheet(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = vault.seal("ben", "private", "mine", "answer/value/1")
    before = house.master_key.read_bytes()
    words = lost(house)
    asked = typed(monkeypatch, words[0], "hourglasses", *words[1:])
    done = call("restore")
    assert done.exit_code == 0, done.output
    assert asked[:3] == ["Word 1", "Word 2", "Word 2"]
    assert house.master_key.read_bytes() == before
    assert house.master_key.stat().st_mode & 0o077 == 0
    assert not set(words) & set(done.stdout.split())
    with opened(house):
        assert vault.unseal(sealed, "answer/value/1") == "mine"


def test_all_words_at_once_are_taken_too(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = house.master_key.read_bytes()
    typed(monkeypatch, " ".join(lost(house)))
    assert call("restore").exit_code == 0
    assert house.master_key.read_bytes() == before


@pytest.mark.parametrize("wrong", ["word", "key"])
def test_wrong_words_write_nothing(house: Settings, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    words = lost(house)
    given = ["zoo" if words[0] != "zoo" else "zone", *words[1:]] if wrong == "word" else sheet.words_of(KEY)
    typed(monkeypatch, *given)
    done = call("restore")
    assert isinstance(done.exception, CannotStart)
    assert not house.master_key.exists()


def test_a_master_key_that_is_there_is_left_alone(house: Settings) -> None:
    before = house.master_key.read_bytes()
    assert "left as it is" in str(call("restore").exception)
    assert house.master_key.read_bytes() == before


def test_without_its_keyring_the_words_cannot_be_tried(house: Settings, tmp_path: Path) -> None:
    lost(house)
    move(house.master_key.parent, tmp_path / "away")
    assert "put it back first" in str(call("restore").exception)


def test_reading_back_asks_three_words_by_number(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    words = sheet.words_of(keyring.master())

    def prompt(what: str, *, hide_input: bool) -> str:
        asked.append(int(what.removeprefix("Word ")))
        return words[asked[-1] - 1][:4]

    asked: list[int] = []
    monkeypatch.setattr(typer, "prompt", prompt)
    done = call("check-sheet")
    assert (done.exit_code, len(set(asked))) == (0, 3)
    assert "The sheet fits" in done.stdout


def test_a_sheet_from_before_a_rotation_does_not_fit(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sheet.words_of(keyring.master())
    rotating.rotate_master(house, silent)
    monkeypatch.setattr(typer, "prompt", lambda what, hide_input: before[int(what.removeprefix("Word ")) - 1])
    done = call("check-sheet")
    assert done.exit_code == 1
    assert sheet.label(keyring.master()) in done.stdout


def test_the_next_key_beside_a_rotation_cut_short_is_the_one_on_the_sheet(house: Settings) -> None:
    coming = master_key.coming_up(house.master_key)
    assert keyring.master() != coming
    keyring.rewrap(coming, silent)
    assert keyring.master() == coming
    with opened(house):
        assert keyring.master() == coming
