"""What a page asks on behalf of a passkey: JSON in; out come the browser's options, or where to go next."""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from betterjournal.accounts import (
    ceremonies,
    inviting,
    passkeys,
    people,
    proving,
    returning,
    sessions,
    staff_joining,
)
from betterjournal.accounts.returning import Back
from betterjournal.errors import Problem
from betterjournal.web import between, routes
from betterjournal.web.http.entering import (
    address,
    begun,
    destination,
    device,
    enter,
    followed,
    signed_in_here,
    token,
    visitor,
    welcome,
)
from betterjournal.web.http.posted import Asked, asked, told
from betterjournal.web.pools import in_domain
from betterjournal.web.session import failed

if TYPE_CHECKING:
    from betterjournal.access import Actor
    from betterjournal.accounts.ceremonies import Ceremony, Offer
    from betterjournal.accounts.sessions import SignedIn

_TYPED = ("code", "email", "way_back")


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
        return await _ask(await in_domain(proving.ask_passkey, await signed_in_here(request)))
    return await _ask(ceremonies.ask_for_one("sign-in"))


async def sign_in(request: Request, given: Asked) -> Response:
    signed_in = await in_domain(
        passkeys.sign_in,
        visitor(request),
        await begun(request),
        given.answer,
        device(request),
        shared=bool(given.one("shared")),
    )
    return await enter(request, _go(destination(signed_in)), signed_in)


async def register_options(request: Request, given: Asked) -> Response:
    """Ask for a new passkey: of somebody signed in, else of whoever follows a link to join or to come back."""
    asks = _OFFERS.get(given.one("for"))
    if asks is None:
        return await _ask(await in_domain(passkeys.offer, await signed_in_here(request)))
    return await _ask(await asks(request, given))


async def register(request: Request, given: Asked) -> Response:
    ceremony = await begun(request)
    if given.one("for") in _NEWCOMERS:
        signed_in = await _NEWCOMERS[given.one("for")](request, given, ceremony)
        return await enter(request, _go(destination(signed_in)), signed_in)
    actor = await signed_in_here(request)
    whole = await in_domain(passkeys.add, actor, ceremony, given.answer, device(request))
    return welcome(_go(destination(whole)), whole) if whole else _go(_own_page(actor))


async def remove(request: Request, given: Asked) -> Response:
    actor = await signed_in_here(request)
    await in_domain(passkeys.remove, actor, given.one("passkey"))
    return _go(_own_page(actor))


async def _offer_to_join(request: Request, given: Asked) -> "Offer":
    link, who = await followed(request, routes.JOINING), visitor(request)
    if await in_domain(staff_joining.is_for_staff, who, link.token):
        return await in_domain(staff_joining.offer_passkey, who, link.token, _joining_staff(given))
    return await in_domain(inviting.offer_passkey, who, link.token, _joining(given, link.agreed))


async def _join(request: Request, given: Asked, ceremony: "Ceremony | None") -> "SignedIn":
    link, who = await followed(request, routes.JOINING), visitor(request)
    with_passkey = (ceremony, given.answer, device(request))
    if await in_domain(staff_joining.is_for_staff, who, link.token):
        return await in_domain(staff_joining.join_with_passkey, who, link.token, _joining_staff(given), *with_passkey)
    return await in_domain(inviting.join_with_passkey, who, link.token, _joining(given, link.agreed), *with_passkey)


async def _offer_to_come_back(request: Request, given: Asked) -> "Offer":
    link = await followed(request, routes.COMING_BACK)
    return await in_domain(returning.offer_passkey, visitor(request), link.token, Back(given.one("code")))


async def _come_back(request: Request, given: Asked, ceremony: "Ceremony | None") -> "SignedIn":
    link = await followed(request, routes.COMING_BACK)
    typed, who = Back(given.one("code"), keep_others=bool(given.one("keep_others"))), visitor(request)
    return await in_domain(
        returning.come_back_with_passkey, who, link.token, typed, ceremony, given.answer, device(request)
    )


_OFFERS = {"join": _offer_to_join, "back": _offer_to_come_back}
_NEWCOMERS = {"join": _join, "back": _come_back}
_PAGES = {"join": routes.JOINING, "back": routes.COMING_BACK}


def _posted(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Read the question, run the handler; a problem is told by the page the browser then loads."""

    @wraps(handler)
    async def route(request: Request) -> Response:
        given = await asked(request)
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


async def _page_of(request: Request, given: Asked) -> str:
    if given.one("for") in _PAGES:
        return _PAGES[given.one("for")]
    actor = await in_domain(sessions.resolve, token(request), act=False, address=address(request))
    return _own_page(actor) if actor else routes.SIGN_IN


def _own_page(actor: "Actor") -> str:
    if actor.second_factor_needed:
        return routes.SECOND_FACTOR
    return routes.ME if actor.client_id else routes.ACCOUNT


def _joining(given: Asked, agreed: list[str]) -> inviting.Join:
    way_back = given.one("way_back") or people.AT_APPOINTMENT
    return inviting.Join(given.one("code"), given.one("email"), "", given.one("language"), frozenset(agreed), way_back)


def _joining_staff(given: Asked) -> staff_joining.StaffJoin:
    return staff_joining.StaffJoin(given.one("code"), given.one("email"), "", given.one("language"))


async def _ask(offer: "Offer") -> Response:
    response = JSONResponse({"options": json.loads(offer.options)}, headers={"cache-control": "no-store"})
    await in_domain(between.begin, response, offer.ceremony)
    return response


def _go(page: str) -> Response:
    """Tell the script where to go; what was asked of the passkey is answered."""
    response = JSONResponse({"to": page}, headers={"cache-control": "no-store"})
    between.forget(response, between.PASSKEY)
    return response
