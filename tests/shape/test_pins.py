"""What the product runs on is pinned, and nothing is pinned that nobody needs."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([\w.-]+)(?:\[\w+\])?==\S+( +# .+)?$")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(*folders: str) -> set[str]:
    """The distributions whose modules are imported somewhere in these folders."""
    names: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    brought = packages_distributions()
    modules = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names)
    return {_normal(name) for module in modules for name in brought.get(module, [])}


def _pins(path: str, *, chosen_only: bool = False) -> dict[str, bool]:
    """Each pinned distribution, and whether a reason stands beside it; those we chose stand above the rest."""
    text = (ROOT / path).read_text()
    lines = (text.partition("# What those bring.")[0] if chosen_only else text).splitlines()
    found = [match for line in lines if (match := PIN.match(line))]
    return {_normal(match[1]): bool(match[2]) for match in found}


def test_everything_the_product_imports_is_pinned_among_what_we_chose() -> None:
    assert _imported("betterjournal") - set(_pins("requirements.txt", chosen_only=True)) == set()


def test_everything_the_tests_import_is_pinned() -> None:
    assert _imported("tests") - set(_pins("requirements.txt")) - set(_pins("tests/requirements.txt")) == set()


def test_each_thing_we_chose_is_imported_or_says_what_for() -> None:
    product, both = _imported("betterjournal"), _imported("betterjournal", "tests")
    unsaid = {name for name, said in _pins("requirements.txt", chosen_only=True).items() if not said} - product
    unsaid |= {name for name, said in _pins("tests/requirements.txt", chosen_only=True).items() if not said} - both
    assert unsaid - {"mypy", "ruff"} == set()
