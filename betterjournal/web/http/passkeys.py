"""What a page asks on behalf of a passkey: JSON in; out come the browser's options, or where to go next."""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from betterjournal.accounts import ceremonies, inviting, passkeys, people, returning, sessions
from betterjournal.accounts.passkeys import Proof
from betterjournal.accounts.returning import Back
from betterjournal.errors import Problem, SignedOut
from betterjournal.web import between, routes
from betterjournal.web.http.entering import address, destination, device, enter, followed, token, visitor, welcome
from betterjournal.web.http.posted import body_of, kind_of, told
from betterjournal.web.pools import in_domain, in_hashing
from betterjournal.web.session import failed

if TYPE_CHECKING:
    from betterjournal.access import Actor
    from betterjournal.accounts.ceremonies import Ceremony, Offer

_TYPED = ("code", "email", "way_back")


class Asked:
    """What was posted: words by name, and the passkey's own answer."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._all = found

    def one(self, name: str) -> str:
        """The words of that name, "" when there are none."""
        found = self._all.get(name)
        return found if isinstance(found, str) else ""

    @property
    def answer(self) -> dict[str, Any]:
        """What the browser brought back from the passkey, unread."""
        found = self._all.get("credential")
        return found if isinstance(found, dict) else {}


Handler = Callable[[Request, Asked], Awaitable[Response]]


def passkey_routes() -> list[BaseRoute]:
    """Every post of the passkey script."""
    posts = {
        "options": options,
        "sign-in": sign_in,
        "register-options": register_options,
        "register": register,
        "remove": remove,
    }
    return [Route(f"/auth/passkey/{name}", _posted(post), methods=["POST"]) for name, post in posts.items()]


async def options(request: Request, given: Asked) -> Response:
    """Ask for a passkey: to sign in with, or to prove that it is still the same person."""
    if given.one("for") == "prove":
        return await _ask(await in_domain(passkeys.prove_with_one, await _actor(request)))
    return await _ask(ceremonies.ask_for_one("sign-in"))


async def sign_in(request: Request, given: Asked) -> Response:
    signed_in = await in_domain(
        passkeys.sign_in, visitor(request), await _begun(request), given.answer, device(request)
    )
    return await enter(request, _go(destination(signed_in)), signed_in)


async def register_options(request: Request, given: Asked) -> Response:
    """Ask for a new passkey: of somebody signed in, else of whoever follows a link to join or to come back."""
    if given.one("for") == "join":
        link = await followed(request, routes.JOINING)
        return await _ask(
            await in_domain(inviting.offer_passkey, visitor(request), link.token, _joining(given, link.agreed))
        )
    if given.one("for") == "back":
        link = await followed(request, routes.COMING_BACK)
        back = Back(given.one("code"))
        return await _ask(await in_domain(returning.offer_passkey, visitor(request), link.token, back))
    return await _ask(await in_hashing(passkeys.offer, await _actor(request), await _proof(request, given)))


async def register(request: Request, given: Asked) -> Response:
    if given.one("for") in _NEWCOMERS:
        signed_in = await _NEWCOMERS[given.one("for")](request, given)
        return await enter(request, _go(destination(signed_in)), signed_in)
    begun = await _begun(request)
    actor = await _actor(request)
    whole = await in_domain(passkeys.add, actor, begun, given.answer, device(request))
    return welcome(_go(destination(whole)), whole) if whole else _go(_own_page(actor))


async def remove(request: Request, given: Asked) -> Response:
    actor = await _actor(request)
    await in_hashing(passkeys.remove, actor, given.one("passkey"), await _proof(request, given))
    return _go(_own_page(actor))


async def _join(request: Request, given: Asked) -> sessions.SignedIn:
    link = await followed(request, routes.JOINING)
    typed, begun = _joining(given, link.agreed), await _begun(request)
    return await in_domain(
        inviting.join_with_passkey, visitor(request), link.token, typed, begun, given.answer, device(request)
    )


async def _come_back(request: Request, given: Asked) -> sessions.SignedIn:
    link = await followed(request, routes.COMING_BACK)
    typed, begun = Back(given.one("code")), await _begun(request)
    return await in_domain(
        returning.come_back_with_passkey, visitor(request), link.token, typed, begun, given.answer, device(request)
    )


_NEWCOMERS = {"join": _join, "back": _come_back}
_PAGES = {"join": routes.JOINING, "back": routes.COMING_BACK}


def _posted(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Read the question, run the handler; a problem is told by the page the browser then loads."""

    @wraps(handler)
    async def route(request: Request) -> Response:
        given = await _asked(request)
        if given is None:
            return PlainTextResponse("Refused", 400)
        try:
            return await handler(request, given)
        except Problem as problem:
            found = problem
        except Exception:
            found = Problem("problem.failed", id=failed())
        page = await _page_of(request, given)
        return await told(_go(page), page, found, {name: given.one(name) for name in _TYPED if given.one(name)})

    return route


async def _asked(request: Request) -> Asked | None:
    body = await body_of(request) if kind_of(request) == "application/json" else None
    try:
        found = json.loads(body) if body else None
        # Half a character cannot be hashed, and not every database looks for a zero byte.
        if b"\\u0000" in json.dumps(found, ensure_ascii=False).encode():
            return None
    except (ValueError, RecursionError):
        return None
    return Asked(found) if isinstance(found, dict) else None


async def _page_of(request: Request, given: Asked) -> str:
    if given.one("for") in _PAGES:
        return _PAGES[given.one("for")]
    actor = await in_domain(sessions.resolve, token(request), act=False, address=address(request))
    return _own_page(actor) if actor else routes.SIGN_IN


def _own_page(actor: "Actor") -> str:
    if actor.second_factor_needed:
        return routes.SECOND_FACTOR
    return routes.ME if actor.client_id else routes.ACCOUNT


async def _actor(request: Request) -> "Actor":
    actor = await in_domain(sessions.resolve, token(request), act=True, address=address(request))
    if actor is None:
        raise SignedOut
    return actor


async def _begun(request: Request) -> "Ceremony | None":
    return await in_domain(between.ceremony, request.headers.get("cookie", ""))


async def _proof(request: Request, given: Asked) -> Proof:
    return Proof(given.one("password"), await _begun(request), given.answer)


def _joining(given: Asked, agreed: list[str]) -> inviting.Join:
    way_back = given.one("way_back") or people.AT_APPOINTMENT
    return inviting.Join(given.one("code"), given.one("email"), "", given.one("language"), frozenset(agreed), way_back)


async def _ask(offer: "Offer") -> Response:
    response = JSONResponse({"options": json.loads(offer.options)}, headers={"cache-control": "no-store"})
    await in_domain(between.begin, response, offer.ceremony)
    return response


def _go(page: str) -> Response:
    """Tell the script where to go; what was asked of the passkey is answered."""
    response = JSONResponse({"to": page}, headers={"cache-control": "no-store"})
    between.forget(response, between.PASSKEY)
    return response
