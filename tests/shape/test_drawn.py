"""What is kept for the screens is on a screen: no sentence that nobody says, no field of a view that nobody draws."""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import pytest

from betterjournal.web import wording
from betterjournal.web.pages import PAGES
from betterjournal.web.record.drawing import draw
from betterjournal.web.wording import CATALOGUE, Sentence
from tests.privacy.records import covers, empty, whole

ROOT = Path(__file__).parents[2] / "betterjournal"
DOMAINS = (
    "readiness",
    "accounts",
    "appointments",
    "care",
    "calendars",
    "worksheets",
    "assignments",
    "entries",
    "review",
    "privacy",
)
# Which thing it is, and the clinician's question, which the client reads as the help of the first field.
BEHIND_A_PAGE = {"id", "prompt"}


@dataclass(frozen=True)
class Drawn:
    """Every page drawn, also the one in a sealed record: what they said, and the names their expressions read."""

    said: frozenset[str]
    read: frozenset[str]


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    said: set[str] = set()
    code: list[str] = []

    def heard(key: str) -> Sentence:
        said.add(key)
        return CATALOGUE[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "sentence_for", heard)
        for page in PAGES:
            component = page.draw()
            code += [str(component.render()), str(component._get_all_hooks())]
        for cover in covers():
            draw(cover, whole())
            draw(cover, empty())
    # A view's field is read as `?.["field"]` or, in the few expressions written by hand, as `.field`.
    read = re.findall(r'\[\\*"(\w+)\\*"\]|\.(\w+)', "\n".join(code))
    return Drawn(frozenset(said), frozenset(first or second for first, second in read))


def _nodes(folder: Path, *, of: str = "") -> Iterator[ast.AST]:
    """Everything in the modules that hold the words `of`."""
    for path in folder.rglob("*.py"):
        text = path.read_text()
        if of in text:
            yield from ast.walk(ast.parse(text))


def _literals() -> set[str]:
    nodes = _nodes(ROOT)
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _read_by_states() -> set[str]:
    """By states, and by what writes the lines for the chart and what is drawn as a PDF, which are no pages."""
    places = ("(rx.State)", "def chart_text(", "from betterjournal.web.pdf")
    return {node.attr for of in places for node in _nodes(ROOT / "web", of=of) if isinstance(node, ast.Attribute)}


def _views() -> Iterator[tuple[str, set[str]]]:
    for domain in DOMAINS:
        module = importlib.import_module(f"betterjournal.{domain}.views")
        for name, view in vars(module).items():
            if is_dataclass(view) and view.__module__ == module.__name__:
                yield f"{domain}.{name}", {field.name for field in fields(view)}


def test_every_sentence_of_the_catalogue_is_said_somewhere(drawn: Drawn) -> None:
    literals = _literals()
    helped = {key for key in CATALOGUE if key.startswith("help.") and key.removeprefix("help.") in literals}
    assert set(CATALOGUE) - drawn.said - literals - helped == set()


def test_every_field_of_a_view_is_drawn_somewhere(drawn: Drawn) -> None:
    known = drawn.read | _read_by_states() | BEHIND_A_PAGE
    assert {name: sorted(held - known) for name, held in _views() if held - known} == {}
