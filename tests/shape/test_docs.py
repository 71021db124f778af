"""The docs say what is: each named test exists, each setting is in the table, each page stays short."""

import re
from pathlib import Path

import pytest

from betterjournal.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ("ARCHITECTURE.md", "docs/ACCESSIBILITY.md")
NAMED = [
    found
    for page in DOCS
    for found in re.findall(r"`(tests/[\w/]+(?:\.py)?)(?:::(\w+))?[`/]", (ROOT / page).read_text())
]


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_every_test_the_docs_name_exists(path: str, name: str) -> None:
    assert (ROOT / path).exists()
    if name:
        assert f"def {name}(" in (ROOT / path).read_text()


def test_the_architecture_names_every_script_and_no_other() -> None:
    part = (ROOT / "ARCHITECTURE.md").read_text().partition("## Scripts")[2].partition("\n## ")[0]
    scripts = {path.stem for path in (ROOT / "betterjournal" / "web" / "browser").glob("*.js")}
    assert set(re.findall(r"`(\w+)`", part)) == scripts


def test_the_readme_lists_every_setting_in_order() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.M)
    wanted = [name.upper() for name in Settings.model_fields]
    assert sorted(listed) == sorted(wanted)


@pytest.mark.parametrize(("page", "most"), [("README.md", 150), ("ARCHITECTURE.md", 200)])
def test_a_page_of_docs_can_be_read_in_one_sitting(page: str, most: int) -> None:
    assert len((ROOT / page).read_text().splitlines()) <= most
