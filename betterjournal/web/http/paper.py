"""Hands over what goes to paper as a PDF: the browser posts what it wants and gets a file that nobody keeps."""

import re
from functools import partial
from typing import cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.errors import NotFound, Problem
from betterjournal.review import continuity
from betterjournal.review.brief import brief_on_paper
from betterjournal.web import routes
from betterjournal.web.http.entering import signed_in_here
from betterjournal.web.http.posted import Fields, Form, onward, told
from betterjournal.web.pdf.brief import brief_file
from betterjournal.web.pdf.file import continuity_file
from betterjournal.web.pdf.sheet import SIZES, Size
from betterjournal.web.pools import in_paper
from betterjournal.web.session import failed, refusal
from betterjournal.web.wording import text

FIELDS = ("from_on", "to_on", "whom", "language", "initials", *continuity.CONTENTS)
_ID = re.compile("[0-9a-f]{32}")


def paper_routes() -> list[BaseRoute]:
    return [
        Route(routes.BRIEF_FILE, brief, methods=["POST"]),
        Route(routes.CONTINUITY_FILE, file, methods=["POST"]),
    ]


@Form(routes.SIGN_IN)
async def brief(request: Request, given: Fields) -> Response:
    """A post, because reading is opening (SEC-16), and so that no client stands in an address."""
    actor, client_id = await _reader(request), given.one("client_id")
    try:
        file = await in_paper(_brief, actor, client_id, _size(given))
    except Exception as problem:
        return await _back(actor, problem, "brief", client_id)
    return _file(file, "brief.pdf")


@Form(routes.SIGN_IN)
async def file(request: Request, given: Fields) -> Response:
    """The same of what was chosen from one day to another. A script asks: what is wrong it says at the form."""
    actor, client_id = await _reader(request), given.one("client_id")
    try:
        made = await in_paper(_pages, actor, client_id, {name: given.one(name) for name in FIELDS}, _size(given))
    except Exception as problem:
        return await _said(actor, problem, client_id)
    return _file(made, "pages.pdf")


def _pages(actor: Actor, client_id: str, form: dict[str, str], size: Size) -> bytes:
    view = continuity.file(actor, client_id, continuity.typed(form))
    return continuity_file(view, size, clock.today(actor.time_zone))


def _brief(actor: Actor, client_id: str, size: Size) -> bytes:
    return brief_file(brief_on_paper(actor, client_id), actor.language, size, clock.today(actor.time_zone))


async def _reader(request: Request) -> Actor:
    actor = await signed_in_here(request)
    if not actor.is_staff or actor.second_factor_needed:
        raise NotFound
    return actor


def _size(given: Fields) -> Size:
    """Letter paper, for whatever is no size."""
    wanted = given.one("size")
    return cast(Size, wanted) if wanted in SIZES else "letter"


def _file(content: bytes, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


async def _back(actor: Actor, found: Exception, page: str, client_id: str) -> Response:
    """To the page it was asked from, which says why."""
    problem = await _refused(actor, found, page, client_id)
    way = partial(getattr(routes, page), client_id) if _ID.fullmatch(client_id) else lambda: routes.HOME
    return await told(onward(way()), way(), problem, {})


async def _said(actor: Actor, found: Exception, client_id: str) -> Response:
    """Why, in the reader's words, and at which field."""
    problem = await _refused(actor, found, "file", client_id)
    said = text(actor.language, problem.key, **problem.values)
    content = {"said": said, "field": getattr(problem, "field", "")}
    return JSONResponse(content, 422, headers={"cache-control": "no-store"})


async def _refused(actor: Actor, found: Exception, page: str, client_id: str) -> Problem:
    problem = found if isinstance(found, Problem) else Problem("problem.failed", id=failed())
    await refusal(actor, problem, page, client_id if _ID.fullmatch(client_id) else "")
    return problem
