"""Reads the small forms that a browser posts, and sends the browser on with a 303."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from betterjournal.errors import Problem
from betterjournal.web import between
from betterjournal.web.between import CameBack
from betterjournal.web.pools import in_domain
from betterjournal.web.session import failed

_LARGEST_BODY, _MOST_FIELDS, _LONGEST_KEPT = 32_768, 64, 254
_FORM = "application/x-www-form-urlencoded"


class Fields:
    """What was posted, by name."""

    def __init__(self, body: str) -> None:
        self._all = parse_qs(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS)

    def one(self, name: str) -> str:
        """The last value of that name, "" when there is none."""
        return self._all.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        return self._all.get(name, [])


class Asked:
    """What a script of ours posted as JSON: words by name, and a passkey's own answer."""

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


Handler = Callable[[Request, Fields], Awaitable[Response]]


@dataclass(frozen=True)
class Form:
    """One form: its page, and the fields whose typed words come back to it when something was wrong."""

    page: str
    kept: tuple[str, ...] = ()

    def __call__(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """Read the fields, run the handler, turn a problem into a way back to the page."""

        @wraps(handler)
        async def route(request: Request) -> Response:
            fields = await _fields(request)
            if fields is None:
                return PlainTextResponse("Refused", 400)
            try:
                return await handler(request, fields)
            except Problem as problem:
                return await self._back(fields, problem)
            except Exception:
                return await self._back(fields, Problem("problem.failed", id=failed()))

        return route

    async def _back(self, fields: Fields, problem: Problem) -> Response:
        typed = {name: ",".join(fields.all(name)) for name in self.kept}
        return await told(onward(self.page), self.page, problem, typed)


async def told(response: Response, page: str, problem: Problem, typed: dict[str, str]) -> Response:
    """The same answer, with what the page that follows has to say and to put back into its fields."""
    values = {name: str(value) for name, value in problem.values.items()}
    kept = {name: words[:_LONGEST_KEPT] for name, words in typed.items()}
    back = CameBack(page, problem.key, getattr(problem, "field", ""), values, kept)
    await in_domain(between.tell, response, back)
    return response


def onward(path: str) -> Response:
    """Go to a page by GET, keeping nothing of the post."""
    return RedirectResponse(path, 303, headers={"cache-control": "no-store"})


async def _body_of(request: Request) -> bytes | None:
    """What was posted; None when no page of ours would post so much."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            return None
    return body


async def asked(request: Request) -> Asked | None:
    """What was posted as JSON; None when no script of ours would post it."""
    body = await _body_of(request) if _kind_of(request) == "application/json" else None
    try:
        found = json.loads(body) if body else None
        # Half a character cannot be hashed, and not every database looks for a zero byte.
        if b"\\u0000" in json.dumps(found, ensure_ascii=False).encode():
            return None
    except (ValueError, RecursionError):
        return None
    return Asked(found) if isinstance(found, dict) else None


def _kind_of(request: Request) -> str:
    """The content type alone, in small letters."""
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


async def _fields(request: Request) -> Fields | None:
    kind = _kind_of(request)
    if kind not in (_FORM, ""):
        return None
    body = await _body_of(request)
    if body is None or (body and not kind):
        return None
    try:
        return Fields(body.decode())
    except ValueError:
        return None
