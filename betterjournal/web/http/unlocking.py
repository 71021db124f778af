"""The post that unlocks a page where it stands: a PIN, a password or a passkey, and an answer without a new page."""

import json
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from betterjournal.accounts import locking, sessions
from betterjournal.errors import Problem, SignedOut
from betterjournal.web import between, routes
from betterjournal.web.http.entering import address, begun, token
from betterjournal.web.http.posted import Asked, asked, told
from betterjournal.web.pools import in_domain, in_hashing
from betterjournal.web.session import failed
from betterjournal.web.wording import text

if TYPE_CHECKING:
    from betterjournal.access import Actor


def unlocking_routes() -> list[BaseRoute]:
    return [Route("/auth/unlock", unlock, methods=["POST"])]


async def unlock(request: Request) -> Response:
    """A problem is told on the lock itself; a session that has ended leads to the sign-in, which says so."""
    given = await asked(request)
    if given is None:
        return PlainTextResponse("Refused", 400)
    holder = await in_domain(sessions.holder, token(request), act=False, address=address(request))
    if holder is None:
        return await _gone(SignedOut("problem.ended"))
    try:
        return await _unlocked(request, given, holder)
    except SignedOut as ended:
        return await _gone(ended)
    except Problem as problem:
        return _answer({"said": text(holder.language, problem.key, **problem.values)})
    except Exception:
        return _answer({"said": text(holder.language, "problem.failed", id=failed())})


async def _unlocked(request: Request, given: Asked, holder: "Actor") -> Response:
    if given.one("for") == "passkey":
        offer = await in_domain(locking.ask_passkey, holder)
        response = _answer({"options": json.loads(offer.options)})
        await in_domain(between.begin, response, offer.ceremony)
        return response
    if given.answer:
        await in_domain(locking.unlock_with_passkey, holder, await begun(request), given.answer)
    else:
        await in_hashing(locking.unlock, holder, given.one("secret"))
    response = _answer({"open": True})
    between.forget(response, between.PASSKEY)
    return response


async def _gone(problem: Problem) -> Response:
    return await told(_answer({"to": routes.SIGN_IN}), routes.SIGN_IN, problem, {})


def _answer(content: dict[str, Any]) -> Response:
    return JSONResponse(content, headers={"cache-control": "no-store"})
