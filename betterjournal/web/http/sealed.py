"""Hands over a sealed record, once: the browser posts its ticket and gets an encrypted file."""

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from betterjournal.errors import Problem
from betterjournal.privacy import sealing
from betterjournal.web import routes
from betterjournal.web.http.entering import signed_in_here
from betterjournal.web.http.posted import Fields, Form, onward, told
from betterjournal.web.pools import in_sealing
from betterjournal.web.record.drawing import draw
from betterjournal.web.session import failed

_ID = re.compile("[0-9a-f]{32}")


def sealed_routes() -> list[BaseRoute]:
    return [Route(routes.SEALED_FILE, fetch, methods=["POST"])]


@Form(routes.SIGN_IN)
async def fetch(request: Request, given: Fields) -> Response:
    """A post, because it changes what there is (SEC-16), and so that no ticket stands in an address."""
    actor = await signed_in_here(request)
    try:
        file = await in_sealing(sealing.hand_over, actor, given.one("ticket"), given.one("words"), draw)
    except Problem as problem:
        return await _back(given, problem)
    except Exception:
        return await _back(given, Problem("problem.failed", id=failed()))
    headers = {"content-disposition": f'attachment; filename="{file.name}"', "cache-control": "no-store"}
    return Response(file.content, media_type="application/octet-stream", headers=headers)


async def _back(given: Fields, problem: Problem) -> Response:
    client_id = given.one("client_id")
    page = routes.sealed(client_id) if _ID.fullmatch(client_id) else routes.HOME
    return await told(onward(page), page, problem, {})
