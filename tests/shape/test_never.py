"""What no line of ours does, whoever writes it: run text, unpickle, guess, draw words as HTML, ask strangers."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2] / "betterjournal"
FILES = sorted(path for path in ROOT.rglob("*.py") if "versions" not in path.parts)
SCRIPTS = sorted(ROOT.rglob("*.js"))
RUNS_TEXT = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv", "pty.spawn"}
UNSAFE_READERS = {"pickle", "marshal", "shelve", "dill", "yaml", "xml", "lxml", "plistlib"}
GUESSABLE = {"random", "numpy"}
# Everything that could open a connection by itself; the databases and Redis are asked at the operator's addresses.
ASKS_OTHERS = {"httpx", "requests", "urllib.request", "urllib3", "aiohttp", "http.client", "ftplib", "telnetlib"}
STRONG_HASHES = {"sha256", "sha384", "sha512"}
# What `cryptography` may be asked for, by module.
CIPHERS = {"cryptography.hazmat.primitives.ciphers.aead.AESGCM", "cryptography.exceptions.InvalidTag"}
# Made from parts: pragmas and columns, each a constant of the same function.
KNOWN_STATEMENTS = {"database.py:_prepare_sqlite", "wrapped_keys.py:bring_up_to_date"}
DRAWS_HTML = {"rx.html", "rx.markdown", "rx.el.raw", "rx.script"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _imports(path: Path) -> Iterator[str]:
    """Every dotted name that the file imports."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def _importing(refused: set[str]) -> list[str]:
    def is_refused(name: str) -> bool:
        return any(name == each or name.startswith(f"{each}.") for each in refused)

    return [f"{_name(path)}: {name}" for path in FILES for name in _imports(path) if is_refused(name)]


def _functions(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call with the name of the function around it."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ((node.name, call) for call in ast.walk(node) if isinstance(call, ast.Call))


def test_no_text_is_run_and_no_shell_is_asked() -> None:
    found = [f"{_name(path)}: {called}" for path in FILES for called, _ in _calls(path) if called in RUNS_TEXT]
    shells = [
        _name(path) for path in FILES for _, call in _calls(path) if any(word.arg == "shell" for word in call.keywords)
    ]
    assert found + shells == []


def test_what_comes_in_is_read_as_json_or_a_form() -> None:
    assert _importing(UNSAFE_READERS) == []


def test_secrets_come_from_the_systems_generator() -> None:
    assert [each for each in _importing(GUESSABLE) if not each.endswith(" random.SystemRandom")] == []


def test_the_server_asks_nobody_it_was_not_told_of() -> None:
    """But for the calendars that clinicians name, each guarded as `tests/calendars/test_fetching.py` says."""
    assert _importing(ASKS_OTHERS) == ["calendars/fetching.py: http.client"]


def test_only_strong_hashes_and_ciphers_are_named() -> None:
    called = {name for path in FILES for name, _ in _calls(path)}
    hashes = {found[1] for name in called if (found := re.match(r"hashlib\.(\w+)", name))}
    ciphers = {name for path in FILES for name in _imports(path) if name.startswith("cryptography")}
    assert hashes <= STRONG_HASHES
    assert ciphers <= CIPHERS
    # Found at all: a test that looks nowhere finds nothing.
    assert hashes
    assert ciphers


def test_no_query_is_put_together_from_words() -> None:
    """What becomes SQL as it stands is a constant; everything else is bound by SQLAlchemy."""
    loose = [
        f"{_name(path)}:{function}"
        for path in FILES
        for function, call in _functions(path)
        if ast.unparse(call.func).rsplit(".", 1)[-1] in ("exec_driver_sql", "executescript")
        or ast.unparse(call.func) in ("cursor.execute", "sqlalchemy.text", "literal_column", "text")
        if "web" not in path.parts and call.args and not _is_constant(call.args[0])
    ]
    assert set(loose) == KNOWN_STATEMENTS


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_constant(node.body) and _is_constant(node.orelse)
    return isinstance(node, ast.Constant)


def test_no_pattern_is_made_from_words() -> None:
    loose = [
        f"{_name(path)}: {called}"
        for path in FILES
        for called, call in _calls(path)
        if called.startswith("re.") and called != "re.escape" and not isinstance(call.args[0], ast.Constant)
    ]
    # Its phrases are constants of that very file.
    assert loose == ["assignments/specific.py: re.compile"]


def test_no_page_draws_what_people_wrote_as_html() -> None:
    drawn = [f"{_name(path)}: {called}" for path in FILES for called, _ in _calls(path) if called in DRAWS_HTML]
    words = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML|srcdoc")
    inside = [_name(path) for path in (*FILES, *SCRIPTS) if words.search(path.read_text())]
    assert drawn + inside == []


def test_a_script_hears_no_other_window() -> None:
    """But two, on channels that only our own pages share: when somebody was there, and which keys are gone."""
    words = re.compile(r"postMessage|[\"']message[\"']|onmessage|window\.opener|BroadcastChannel")
    heard = [path for path in SCRIPTS if words.search(path.read_text())]
    assert [_name(path) for path in heard] == ["web/browser/away.js", "web/browser/device_records.js"]
    assert not re.search(r"window\.(postMessage|parent|opener)|[\"']message[\"']", heard[0].read_text())


def test_a_script_writes_under_no_name_that_came_from_elsewhere() -> None:
    """`thing[name] = value` with a name of others' could reach every object; `Map` and `dataset` cannot."""
    words = re.compile(r"(?<!dataset)\[[a-zA-Z_.]+\]\s*=(?!=)|Object\.assign\((?!\w+, \{)|__proto__|\.constructor\b")
    written = [
        f"{_name(path)}: {line.strip()}"
        for path in SCRIPTS
        for line in path.read_text().splitlines()
        if words.search(line) and not re.match(r"\s*(?:const|let|for)\b", line)
    ]
    assert written == []
