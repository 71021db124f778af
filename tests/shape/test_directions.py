"""The shape of the house: who may import whom, who may write, who may ask the time."""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2] / "betterjournal"
GROUND = (
    "settings",
    "clock",
    "errors",
    "database",
    "master_key",
    "wrapped_keys",
    "keyring",
    "vault",
    "audit",
    "heads",
    "live",
    "mail",
    "recurring",
)
DOMAINS = (
    "readiness",
    "accounts",
    "appointments",
    "care",
    "calendars",
    "worksheets",
    "assignments",
    "programmes",
    "entries",
    "review",
    "privacy",
)
FILES = sorted(path for path in ROOT.rglob("*.py") if "versions" not in path.parts)
# They open and ask after the ground floor; neither reads a row.
GROUND_KEEPERS = ("health.py", "application.py")
# Who writes beside changes.py, and why; the draft save is core SQL of its own.
WRITERS = {
    "changes.py",  # the door
    "accounts/device_keys.py",  # the key of what a device keeps; a record would tell when a client writes
    "accounts/digest.py",  # whose morning mail is on its way
    "accounts/links.py",  # counting wrong codes
    "accounts/locking.py",  # locks, tries and a client's unlocking, of which nothing is recorded
    "accounts/proving.py",  # that it is still them; what follows is recorded
    "accounts/sessions.py",  # the last act, to the minute
    "accounts/setting_up.py",  # the link, before there is anybody
    "accounts/throttle.py",
    "calendars/refreshing.py",  # that it was tried, four times an hour
    "entries/undoing.py",  # a row taken away while writing, and what is gone for good, of which nothing is recorded
    "recurring.py",  # whose turn it is
    "operations/starting.py",  # installs the library
    "operations/keys/resealing.py",  # the same words under a new key
    "operations/keys/rotating.py",  # looks with the write lock held, before a key is destroyed
    "operations/demo/seeding.py",  # writes a past that never was
}
ASKS_THE_TIME = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.datetime.now"}
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "misc", "v2"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def _imports(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


@cache
def _calls(path: Path) -> frozenset[str]:
    return frozenset(ast.unparse(node.func) for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _in(*rooms: str) -> list[Path]:
    return [path for path in FILES if _room(path) in rooms]


def _part(name: str) -> str:
    """The part of the house a dotted name belongs to."""
    return ".".join(name.split(".")[:2])


def _named(wrong: Iterable[tuple[Path, Iterable[str]]]) -> dict[str, list[str]]:
    """What each file does that it may not, for pytest to print; empty when all is well."""
    return {_name(path): sorted(found) for path, found in wrong if found}


def test_reflex_stays_in_the_web() -> None:
    below = [path for path in FILES if _room(path) not in ("web", "betterjournal")]
    assert not _named((path, [name for name in _imports(path) if name.startswith("reflex")]) for path in below)


def test_screens_know_no_rows() -> None:
    """Only views, queries and actions cross into the web; session.py alone knows who is asking."""
    ground = {
        f"betterjournal.{name}" for name in ("changes", "database", "vault", "keyring", "wrapped_keys", "master_key")
    }
    refused = {"sqlmodel", "sqlalchemy"} | ground

    def rows(path: Path) -> set[str]:
        found = {name for name in _imports(path) if name in refused or name.endswith(".models") or ".models." in name}
        return found - ({"betterjournal.database", "betterjournal.vault"} if path.name in GROUND_KEEPERS else set())

    assert not _named((path, rows(path)) for path in _in("web"))


def test_the_ground_floor_knows_no_domain() -> None:
    above = {f"betterjournal.{name}" for name in (*DOMAINS, "web", "access", "changes", "operations")}
    assert not _named((path, [name for name in _imports(path) if _part(name) in above]) for path in _in(*GROUND))


def test_a_domain_knows_only_earlier_ones() -> None:
    """The tables of all domains lie on one floor under access/, so models may be named; queries and actions of
    later domains may not.
    """

    def later(path: Path) -> list[str]:
        rooms = (*DOMAINS[DOMAINS.index(_room(path)) + 1 :], "web", "operations")
        refused = {f"betterjournal.{name}" for name in rooms}
        found = [name for name in _imports(path) if _part(name) in refused]
        return [name for name in found if ".models" not in name and name not in refused]

    assert not _named((path, later(path)) for path in _in(*DOMAINS))


def test_only_the_clock_asks_the_time() -> None:
    others = [path for path in FILES if path.name != "clock.py"]
    assert not _named((path, ASKS_THE_TIME & _calls(path)) for path in others)


def test_writing_goes_through_the_one_door() -> None:
    """The draft save is the one hot exception, by name; the others write no clinical row."""

    def writes(path: Path) -> set[str]:
        commits = {call for call in _calls(path) if call.endswith("session.commit")}
        return commits | ({"database.writing"} & _calls(path))

    assert not _named((path, writes(path)) for path in FILES if _name(path) not in WRITERS)


def test_every_writer_beside_the_door_still_writes() -> None:
    assert all("database.writing" in _calls(ROOT / name) for name in WRITERS)


def test_a_screen_imports_no_other_screen() -> None:
    screens = {path.parent for path in ROOT.glob("web/*/*/state.py")}
    dotted = {f"betterjournal.web.{screen.parent.name}.{screen.name}" for screen in screens}

    def others(path: Path) -> list[str]:
        mine = f"betterjournal.web.{path.parent.parent.name}.{path.parent.name}"
        return [name for name in _imports(path) if ".".join(name.split(".")[:4]) in dotted - {mine}]

    assert not _named((path, others(path)) for path in FILES if path.parent in screens)


def test_a_module_opens_with_its_duty() -> None:
    assert not [_name(path) for path in FILES if not ast.get_docstring(_tree(path))]


def test_no_module_is_a_catch_all() -> None:
    assert not [_name(path) for path in FILES if path.stem in CATCH_ALL or path.parent.name in CATCH_ALL]
