"""What the dialog asks that stands before a change of a way in or a right: by what one can prove it, and the proof."""

import dataclasses
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from betterjournal.accounts import proving
from betterjournal.accounts.proving import Proof
from betterjournal.errors import Problem, SignedOut
from betterjournal.web import between, routes
from betterjournal.web.http.entering import begun, signed_in_here
from betterjournal.web.http.posted import Asked, asked
from betterjournal.web.pools import in_domain, in_hashing
from betterjournal.web.session import failed
from betterjournal.web.wording import text

if TYPE_CHECKING:
    from betterjournal.access import Actor


def proving_routes() -> list[BaseRoute]:
    return [Route("/auth/prove", prove, methods=["POST"])]


async def prove(request: Request) -> Response:
    """A problem is told in the dialog, in the reader's language: what stands on the page stays."""
    given = await asked(request)
    if given is None:
        return PlainTextResponse("Refused", 400)
    try:
        actor = await signed_in_here(request)
    except SignedOut:
        return _answer({"to": routes.SIGN_IN})
    try:
        return await _proved(request, given, actor)
    except Problem as problem:
        return _answer({"said": text(actor.language, problem.key, **problem.values)})
    except Exception:
        return _answer({"said": text(actor.language, "problem.failed", id=failed())})


async def _proved(request: Request, given: Asked, actor: "Actor") -> Response:
    if given.one("for") == "ways":
        return _answer({"ways": dataclasses.asdict(await in_domain(proving.ways, actor))})
    proof = Proof(given.one("password"), await begun(request), given.answer)
    await in_hashing(proving.prove, actor, proof)
    answer = _answer({"proved": True})
    between.forget(answer, between.PASSKEY)
    return answer


def _answer(content: dict[str, Any]) -> Response:
    return JSONResponse(content, headers={"cache-control": "no-store"})
