"""The shape of the house: who may import whom, who may write, who may ask the time."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "betterjournal"
GROUND = ("settings", "clock", "errors", "database", "vault", "audit", "live")
DOMAINS = ("accounts", "appointments", "worksheets", "assignments", "entries", "review")
FILES = sorted(path for path in ROOT.rglob("*.py") if "versions" not in path.parts)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _calls(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_reflex_stays_in_the_web(path: Path) -> None:
    if _room(path) not in ("web", "betterjournal"):
        assert not {name for name in _imports(path) if name.split(".")[0].startswith("reflex")}


# They open and ask after the ground floor; neither reads a row.
GROUND_KEEPERS = ("health.py", "application.py")


@pytest.mark.parametrize("path", [p for p in FILES if _room(p) == "web"], ids=_name)
def test_screens_know_no_rows(path: Path) -> None:
    """Only views, queries and actions cross into the web; session.py alone knows who is asking."""
    refused = {"sqlmodel", "sqlalchemy", "betterjournal.changes", "betterjournal.database", "betterjournal.vault"}
    found = {name for name in _imports(path) if name in refused or name.endswith(".models") or ".models." in name}
    allowed = {"betterjournal.database", "betterjournal.vault"} if path.name in GROUND_KEEPERS else set()
    assert found - allowed == set()


@pytest.mark.parametrize("path", [p for p in FILES if _room(p) in GROUND], ids=_name)
def test_the_ground_floor_knows_no_domain(path: Path) -> None:
    above = {f"betterjournal.{name}" for name in (*DOMAINS, "web", "access", "changes", "operations")}
    assert not {name for name in _imports(path) if ".".join(name.split(".")[:2]) in above}


@pytest.mark.parametrize("path", [p for p in FILES if _room(p) in DOMAINS], ids=_name)
def test_a_domain_knows_only_earlier_ones(path: Path) -> None:
    """Rows are the floor under access.py, so models may be named; queries and actions of later domains may not."""
    later = DOMAINS[DOMAINS.index(_room(path)) + 1 :]
    refused = {f"betterjournal.{name}" for name in (*later, "web", "operations")}
    found = {name for name in _imports(path) if ".".join(name.split(".")[:2]) in refused}
    assert not {name for name in found if ".models" not in name and name not in refused}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_only_the_clock_asks_the_time(path: Path) -> None:
    asks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.datetime.now"}
    if path.name != "clock.py":
        assert not asks & _calls(path)


WRITERS = {
    "changes.py",  # the door
    "accounts/inviting.py",  # counting wrong codes
    "accounts/sessions.py",  # the last act, to the minute
    "accounts/setting_up.py",  # the link, before there is anybody
    "accounts/throttle.py",
    "operations/starting.py",  # installs the library
    "operations/demo/seeding.py",  # writes a past that never was
}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_writing_goes_through_the_one_door(path: Path) -> None:
    """The draft save is the one hot exception, by name; the others write no clinical row."""
    if _name(path) in WRITERS or path.parts[-2] == "demo":
        return
    assert "database.writing" not in _calls(path)
    assert not {call for call in _calls(path) if call.endswith("session.commit")} or _name(path) == "vault.py"


@pytest.mark.parametrize("path", [p for p in FILES if _room(p) == "web"], ids=_name)
def test_a_screen_imports_no_other_screen(path: Path) -> None:
    parts = path.relative_to(ROOT / "web").parts
    if parts[0] not in ("account", "clinician", "client") or len(parts) < 3:
        return
    mine = f"betterjournal.web.{parts[0]}.{parts[1]}"
    screens = {f"betterjournal.web.{p.parent.parent.name}.{p.parent.name}" for p in ROOT.glob("web/*/*/state.py")}
    others = {name for name in _imports(path) if ".".join(name.split(".")[:4]) in screens - {mine}}
    assert not others


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_module_opens_with_its_duty(path: Path) -> None:
    assert path.read_text().startswith('"""')
