"""Signing in and out, setting up and joining: the posts that give a browser its sign-in cookie or take it back."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from betterjournal import settings
from betterjournal.accounts import actions, consent, inviting, people, sessions, setting_up, staff_joining
from betterjournal.errors import Invalid, NotFound
from betterjournal.web import between, routes
from betterjournal.web.between import Link
from betterjournal.web.http.entering import (
    address,
    destination,
    device,
    end_former,
    enter,
    followed,
    signed_in_here,
    token,
    visitor,
    welcome,
)
from betterjournal.web.http.posted import Fields, Form, onward
from betterjournal.web.pools import in_domain, in_hashing
from betterjournal.web.serving.cookies import clear_cookie

SET_UP_FIELDS = (
    "practice",
    "province",
    "time_zone",
    "first_language",
    "bilingual",
    "phone",
    "name",
    "email",
    "is_clinician",
)
_LINK_PAGES = {"join": routes.JOINING, "set-up": routes.SETTING_UP, "back": routes.COMING_BACK}


def auth_routes() -> list[BaseRoute]:
    """Every post of the account screens."""
    posts = {
        "sign-in": sign_in,
        "second-factor": second_factor,
        "sign-out": sign_out,
        "sign-out-everywhere": sign_out_everywhere,
        "link": follow_link,
        "set-up": set_up,
        "consent": agree,
        "join": join,
        "join-staff": join_staff,
    }
    return [Route(f"/auth/{name}", post, methods=["POST"]) for name, post in posts.items()]


@Form(routes.SIGN_IN, kept=("email",))
async def sign_in(request: Request, given: Fields) -> Response:
    signed_in = await in_hashing(
        actions.sign_in,
        visitor(request),
        given.one("email"),
        given.one("password"),
        device(request),
        shared=bool(given.one("shared")),
    )
    return await enter(request, onward(destination(signed_in)), signed_in)


@Form(routes.SECOND_FACTOR)
async def second_factor(request: Request, given: Fields) -> Response:
    actor = await in_domain(sessions.resolve, token(request), act=True, address=address(request))
    if actor is None:
        return onward(routes.SIGN_IN)
    signed_in = await in_domain(actions.pass_factor, actor, given.one("code"))
    return welcome(onward(destination(signed_in)), signed_in)


@Form(routes.SIGN_IN)
async def sign_out(request: Request, given: Fields) -> Response:
    await end_former(request)
    return _goodbye()


@Form(routes.SIGN_IN)
async def sign_out_everywhere(request: Request, given: Fields) -> Response:
    await in_domain(actions.sign_out_everywhere, await signed_in_here(request))
    return _goodbye()


@Form(routes.SIGN_IN)
async def follow_link(request: Request, given: Fields) -> Response:
    """Opening a link consumes nothing (mail scanners open them too): it moves the token out of the address."""
    page = _LINK_PAGES.get(given.one("kind"))
    if page is None:
        raise NotFound
    response = onward(page)
    await in_domain(between.follow, response, Link(page, given.one("token")[:100]))
    between.forget(response, between.CAME_BACK)
    return response


@Form(routes.SETTING_UP, kept=SET_UP_FIELDS)
async def set_up(request: Request, given: Fields) -> Response:
    link = await followed(request, routes.SETTING_UP)
    typed = setting_up.SetUp(
        practice=given.one("practice"),
        province=given.one("province"),
        time_zone=given.one("time_zone"),
        first_language=given.one("first_language"),
        bilingual=bool(given.one("bilingual")),
        phone=given.one("phone"),
        name=given.one("name"),
        email=given.one("email"),
        password=given.one("password"),
        is_clinician=bool(given.one("is_clinician")),
    )
    signed_in = await in_hashing(setting_up.set_up, visitor(request), link.token, typed)
    return await enter(request, onward(destination(signed_in)), signed_in)


@Form(routes.JOINING, kept=("agreed",))
async def agree(request: Request, given: Fields) -> Response:
    """The consent screen. Nothing is stored yet: what was ticked goes along to the next screen."""
    link = await followed(request, routes.JOINING)
    agreed = [topic for topic in consent.TOPICS if topic in given.all("agreed")]
    if len(agreed) < len(consent.TOPICS):
        raise Invalid("agreed", "problem.consent")
    response = onward(routes.JOINING)
    await in_domain(between.follow, response, Link(routes.JOINING, link.token, agreed))
    between.forget(response, between.CAME_BACK)
    return response


@Form(routes.JOINING, kept=("code", "email", "way_back"))
async def join(request: Request, given: Fields) -> Response:
    link = await followed(request, routes.JOINING)
    typed = inviting.Join(
        code=given.one("code"),
        email=given.one("email"),
        password=given.one("password"),
        language=given.one("language"),
        way_back=given.one("way_back") or people.AT_APPOINTMENT,
        agreed=frozenset(link.agreed),
    )
    signed_in = await in_hashing(inviting.join, visitor(request), link.token, typed, device(request))
    return await enter(request, onward(destination(signed_in)), signed_in)


@Form(routes.JOINING, kept=("code", "email"))
async def join_staff(request: Request, given: Fields) -> Response:
    link = await followed(request, routes.JOINING)
    typed = staff_joining.StaffJoin(
        code=given.one("code"),
        email=given.one("email"),
        password=given.one("password"),
        language=given.one("language"),
    )
    signed_in = await in_hashing(staff_joining.join, visitor(request), link.token, typed, device(request))
    return await enter(request, onward(destination(signed_in)), signed_in)


def _goodbye() -> Response:
    response = onward(routes.SIGN_IN)
    clear_cookie(response, secure=settings.load().secure)
    between.forget(response, between.CAME_BACK, between.LINK)
    # "storage" would take the offline Help now and another person's unsent words with it.
    response.headers["clear-site-data"] = '"cache"'
    return response
