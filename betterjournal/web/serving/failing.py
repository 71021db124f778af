"""Answers for what nothing else caught: a line with an id to the visitor, and no text of the error in any log."""

from typing import NoReturn

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from betterjournal.web.session import failed


class Failing:
    """The layer before the routes. What went past it, the server in front would print whole, path and values too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noticing(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticing)
        except Exception:
            if scope["type"] == "lifespan":
                raise
            said = f"Something went wrong ({failed()})."
            if scope["type"] == "http" and not begun:
                await PlainTextResponse(said, 500)(scope, receive, send)


async def pass_on(request: Request, problem: Exception) -> NoReturn:
    """As the framework's own handler of errors: it would answer and then raise all the same."""
    raise problem
