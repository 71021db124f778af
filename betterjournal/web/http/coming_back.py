"""Asking for a mailed link, and coming back with one or with a check code: the posts of those two pages."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from betterjournal.accounts import returning
from betterjournal.accounts.returning import Back
from betterjournal.web import letters, routes
from betterjournal.web.http.entering import destination, device, enter, followed, visitor
from betterjournal.web.http.posted import Fields, Form, onward
from betterjournal.web.pools import in_domain, in_hashing


def coming_back_routes() -> list[BaseRoute]:
    posts = {"forgotten": forgotten, "back": back}
    return [Route(f"/auth/{name}", post, methods=["POST"]) for name, post in posts.items()]


@Form(routes.FORGOTTEN, kept=("email",))
async def forgotten(request: Request, given: Fields) -> Response:
    """One answer, at once: nobody learns from it whose address is known here (SEC-08)."""
    await in_domain(returning.ask_for_link, visitor(request), given.one("email"), letters.way_back)
    return onward(routes.ASKED)


@Form(routes.COMING_BACK, kept=("code", "keep_others"))
async def back(request: Request, given: Fields) -> Response:
    link = await followed(request, routes.COMING_BACK)
    typed = Back(given.one("code"), given.one("password"), keep_others=bool(given.one("keep_others")))
    signed_in = await in_hashing(returning.come_back, visitor(request), link.token, typed, device(request))
    return await enter(request, onward(destination(signed_in)), signed_in)
