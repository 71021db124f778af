"""Hands a client's page the key of what their device keeps, to hold in its memory while it is not locked, and says
which are destroyed."""

from dataclasses import asdict
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from betterjournal import settings
from betterjournal.accounts import device_keys, sessions
from betterjournal.errors import Problem
from betterjournal.web.http.entering import address, token
from betterjournal.web.pools import in_domain
from betterjournal.web.serving.limits import Bucket

_A_SECOND, _AT_ONCE = 1, 30
_LONGEST = 2000
_NO_STORE = {"cache-control": "no-store"}
_asked: dict[str, Bucket] = {}


async def device_key(request: Request) -> Response:
    """One and the same nothing for whoever is not that client, signed in, unlocked, and on a page of ours."""
    nothing = _nothing()
    if not _is_own_page(request) or not _may_ask(token(request) or ""):
        return nothing
    actor = await in_domain(sessions.resolve, token(request), act=False, address=address(request))
    if actor is None:
        return nothing
    try:
        keys = await in_domain(device_keys.hand_over, actor, _kept(request))
    except Problem:
        return nothing
    return JSONResponse(asdict(keys), headers=_NO_STORE)


async def device_key_gone(request: Request) -> Response:
    """Which of the keys that sealed what lies on this device are destroyed, so that it can go: to any page of ours."""
    if not _is_own_page(request) or not _may_ask(f"from {address(request)}"):
        return _nothing()
    found = await in_domain(device_keys.gone, sessions.visitor(address(request)), _kept(request))
    return JSONResponse({"gone": found}, headers=_NO_STORE)


def _nothing() -> Response:
    return Response(status_code=204, headers=_NO_STORE)


def _kept(request: Request) -> list[str]:
    return [each for each in request.query_params.get("kept", "")[:_LONGEST].split(",") if each]


def _is_own_page(request: Request) -> bool:
    """A browser of today says so itself; over plain http to another host it says nothing, and there is no key then."""
    own = settings.load().public_url
    return request.headers.get("origin", own) == own and request.headers.get("sec-fetch-site") == "same-origin"


def _may_ask(asker: str) -> bool:
    """So often for each sign-in; a page asks once when it is opened and once when it is unlocked."""
    for each in [name for name, bucket in _asked.items() if bucket.full]:
        del _asked[each]
    who = sha256(asker.encode()).hexdigest()
    return bool(asker) and _asked.setdefault(who, Bucket(_A_SECOND, _AT_ONCE)).take()
