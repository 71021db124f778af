"""Makes the built front end call the address it was loaded from, so one build serves every host and port."""

import re
from pathlib import Path
from typing import Unpack

from reflex_base.plugins.base import Plugin, PostBuildContext

# Reflex compiles the port of the build in; over https it would insist on 443.
_SOCKET_ADDRESS = re.compile(r"(?P<quote>[`'\"])wss?://[^`'\"]+/_event(?P=quote)")
_OWN = "(location.origin.replace(/^http/,`ws`)+`/_event`)"


class OwnOriginPlugin(Plugin):
    """Replaces the compiled-in socket address by the page's own origin, exactly once."""

    def post_build(self, **context: Unpack[PostBuildContext]) -> None:
        files = sorted((context["static_dir"] / "assets").glob("*.js"))
        replaced = sum(_replace(file) for file in files)
        if replaced != 1:
            raise SystemExit(f"expected one socket address in the built front end, found {replaced}")


def _replace(file: Path) -> int:
    text, count = _SOCKET_ADDRESS.subn(_OWN, file.read_text())
    if count:
        file.write_text(text)
    return count
