"""Tells a monitor whether this box works, and nothing else."""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse

from betterjournal import __version__, database
from betterjournal.web.pools import in_domain

log = logging.getLogger(__name__)


async def health(request: Request) -> JSONResponse:
    """200 when everything answers, else 503."""
    parts = {name: "ok" if await in_domain(_answers, check) else "down" for name, check in _checks().items()}
    well = all(state == "ok" for state in parts.values())
    body = {"status": "ok" if well else "down", "version": __version__, **parts}
    return JSONResponse(body, 200 if well else 503)


def _checks() -> dict[str, Callable[[], bool]]:
    from betterjournal import vault

    # The worker that answers this is the one that runs; recurring jobs report here once they exist.
    return {"database": database.alive, "keyring": vault.alive, "worker": lambda: True}


def _answers(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        log.exception("a part does not answer")
        return False
