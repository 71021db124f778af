"""Asks search engines to stay out."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse


async def robots(request: Request) -> PlainTextResponse:
    return PlainTextResponse("User-agent: *\nDisallow: /\n", headers={"cache-control": "public, max-age=86400"})
