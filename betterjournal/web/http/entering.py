"""Who posts, and what every way in ends with: the sign-in cookie given, the former session ended."""

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from betterjournal import settings
from betterjournal.accounts import actions, sessions
from betterjournal.accounts.sessions import SignedIn
from betterjournal.errors import NotFound, SignedOut
from betterjournal.web import between, routes
from betterjournal.web.between import Link
from betterjournal.web.pools import in_domain
from betterjournal.web.serving.cookies import cookie_name, cookie_value, set_cookie

if TYPE_CHECKING:
    from betterjournal.access import Actor, Visitor
    from betterjournal.accounts.ceremonies import Ceremony


async def enter(request: Request, response: Response, signed_in: SignedIn) -> Response:
    """The browser's former session ends: two people never share one browser's tabs."""
    await end_former(request, leaving=False)
    return welcome(response, signed_in)


def welcome(response: Response, signed_in: SignedIn) -> Response:
    """Give the browser its cookie, and take what was carried to here."""
    set_cookie(response, signed_in.token, secure=settings.load().secure, seconds=signed_in.seconds)
    between.forget(response, between.CAME_BACK, between.LINK)
    return response


def destination(signed_in: SignedIn) -> str:
    """The page after signing in."""
    return routes.SECOND_FACTOR if signed_in.needs else signed_in.home


async def end_former(request: Request, *, leaving: bool = True) -> None:
    """Sign out whoever was signed in here, locked or not; not `leaving` when somebody signs in over them.

    Whoever presses it on a locked page may be anybody: it ends the session, and costs nobody the words kept there.
    """
    former = await in_domain(sessions.holder, token(request), act=False, address=address(request))
    if former is not None:
        await in_domain(actions.sign_out, former, leaving=leaving and not former.locked)


async def followed(request: Request, page: str) -> Link:
    """The link followed to this page."""
    link = await in_domain(between.link, request.headers.get("cookie", ""), page)
    if link is None:
        raise NotFound("problem.link_used")
    return link


async def signed_in_here(request: Request) -> "Actor":
    """Who posts; what they do is their act."""
    actor = await in_domain(sessions.resolve, token(request), act=True, address=address(request))
    if actor is None:
        raise SignedOut
    return actor


async def begun(request: Request) -> "Ceremony | None":
    """What a passkey was asked a moment ago in this browser."""
    return await in_domain(between.ceremony, request.headers.get("cookie", ""))


def visitor(request: Request) -> "Visitor":
    return sessions.visitor(address(request))


def address(request: Request) -> str:
    return request.client.host if request.client else ""


def token(request: Request) -> str | None:
    return cookie_value(request.headers.get("cookie", ""), cookie_name(settings.load().secure))


def device(request: Request) -> str:
    return request.headers.get("user-agent", "")
