"""Names the scripts of a page with an id in its address; one HTML file serves all of those, so it cannot name them.

Without this a phone learns of them only after the framework has run, one trip to the server later.
"""

import json
import re
from pathlib import Path
from typing import Any

_MANIFEST = re.compile(r"/assets/manifest-[\w-]+\.js")
# Low, as in the HTML itself (`lean.py`): the first words wait for no script.
_LINK = "<{}>; rel=modulepreload; fetchpriority=low"
_BEGINNING = "window.__reactRouterManifest="


def preloads(folder: Path, shell: str) -> dict[str, str]:
    """By route the `Link` header that goes with `shell`, the HTML file of every address that has none of its own."""
    html = (folder / shell).read_text(encoding="utf-8")
    named = _MANIFEST.search(html)
    if named is None:
        return {}
    text = (folder / named[0].lstrip("/")).read_text(encoding="utf-8")
    routes = json.loads(text.removeprefix(_BEGINNING).rstrip().rstrip(";"))["routes"].values()
    return {
        _route(each["path"]): ", ".join(_LINK.format(file) for file in _files(each) if file not in html)
        for each in routes
        if ":" in each.get("path", "")
    }


def _files(route: dict[str, Any]) -> list[str]:
    return [route["module"], *route["imports"]]


def _route(path: str) -> str:
    """`today/:assignment_id` as Reflex writes it."""
    return re.sub(r":(\w+)", r"[\1]", path)
