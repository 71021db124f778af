"""Serves the built front end: each HTML file under its own policy, known addresses 200, unknown ones 404."""

import os
from collections.abc import Callable
from functools import partial
from os import PathLike
from pathlib import Path

from reflex.utils.exec import _match_routable_page
from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from betterjournal.web.serving.headers import cache_for, inline_hashes, policy
from betterjournal.web.serving.preloading import preloads

# Served for every address that has no file of its own, whether there is such a page or not.
_SHELL = "404.html"


class Frontend(PrecompressedStaticFiles):
    """The static files of one build."""

    def __init__(self, folder: Path, router: Callable[[str], str | None], public_url: str) -> None:
        super().__init__(
            directory=folder,
            html=True,
            encodings=("brotli", "gzip"),
            router=partial(_match_routable_page, router),
        )
        self._route_of = router
        self._folder = folder
        self._preloads = preloads(folder, _SHELL)
        self._public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Starlette would answer 307 to `/path/`, with an absolute http:// address behind a TLS proxy.
        path = scope.get("path", "/")
        if not path.endswith("/") and self._has_page(path):
            scope = {**scope, "path": path + "/"}
        await super().__call__(scope, receive, send)

    def _has_page(self, path: str) -> bool:
        try:
            return (self._folder / path.lstrip("/") / "index.html").is_file()
        except OSError:
            # No file system has a name this long, so no page has either.
            return False

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        file = Path(full_path)
        response.headers["cache-control"] = cache_for("/" + str(file.relative_to(self._folder)))
        link = self._preloads.get(self._route_of(scope["path"]) or "") if file.name == _SHELL else None
        if link and status_code == 200:
            response.headers["link"] = link
        if file.suffix == ".html":
            response.headers["content-security-policy"] = policy(self._public_url, inline_hashes(file))
        return response
