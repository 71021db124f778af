"""The browser scripts stay few, short and free of words for a reader."""

from pathlib import Path

import pytest

from betterjournal.web import browser

SCRIPTS = sorted(Path(browser.__file__).parent.glob("*.js"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_under_150_lines_and_opens_with_its_purpose(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 150
    assert any(line.startswith("//") for line in lines[:2])


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_evaluates_no_text_and_keeps_no_words_on_the_device(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "eval(" not in source
    assert "new Function" not in source
    assert "localStorage" not in source
