"""Three short-lived cookies between a post and what follows it: what came back, whose link was followed, and the
passkey that was asked for.

Sealed and HttpOnly, so that nothing typed and no link's token stands in an address, a state or a readable cookie.
"""

import dataclasses
from typing import Any

from starlette.responses import Response

from betterjournal import settings
from betterjournal.accounts import carried, ceremonies
from betterjournal.accounts.ceremonies import Ceremony
from betterjournal.errors import Invalid, Problem, Refused
from betterjournal.web.serving.cookies import cookie_value

CAME_BACK, LINK, PASSKEY = "came-back", "link", "passkey"
# Long enough to read a message, short enough that the next person at this computer sees none.
CAME_BACK_SECONDS = 120
# Reading what one agrees to takes its time.
LINK_SECONDS = 2 * 3600
# Browsers drop a cookie above 4 KB.
_LONGEST = 3800


@dataclasses.dataclass(frozen=True)
class CameBack:
    """A form that was not accepted: for which page, why, and what had been typed (never a password)."""

    page: str
    key: str
    field: str = ""
    values: dict[str, str] = dataclasses.field(default_factory=dict)
    typed: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """The refusal again, to be told by the page."""
        return Invalid(self.field, self.key, **self.values) if self.field else Refused(self.key, **self.values)


@dataclasses.dataclass(frozen=True)
class Link:
    """A link that was followed: to which page, its token, and what was agreed to so far."""

    page: str
    token: str
    agreed: list[str] = dataclasses.field(default_factory=list)


def tell(response: Response, back: CameBack) -> None:
    """Keep `back` for the page that follows."""
    sealed = carried.seal(CAME_BACK, dataclasses.asdict(back))
    if len(sealed) > _LONGEST:
        sealed = carried.seal(CAME_BACK, {**dataclasses.asdict(back), "typed": {}})
    _set(response, CAME_BACK, sealed, CAME_BACK_SECONDS)


def follow(response: Response, link: Link) -> None:
    """Keep a link's token out of every address from here on."""
    _set(response, LINK, carried.seal(LINK, dataclasses.asdict(link)), LINK_SECONDS)


def begin(response: Response, ceremony: Ceremony) -> None:
    """Keep what a passkey was asked until it answers; a later question takes its place."""
    _set(response, PASSKEY, carried.seal(PASSKEY, dataclasses.asdict(ceremony)), ceremonies.SECONDS)


def forget(response: Response, *names: str) -> None:
    """Take them out of the browser."""
    secure = settings.load().secure
    for name in names:
        response.delete_cookie(_name(name), path="/", secure=secure, httponly=True, samesite="strict")


def came_back(cookies: str, page: str) -> CameBack | None:
    """What came back to this page a moment ago."""
    found = _read(cookies, CAME_BACK, CAME_BACK_SECONDS)
    return CameBack(**found) if found and found["page"] == page else None


def link(cookies: str, page: str) -> Link | None:
    """The link followed to this page."""
    found = _read(cookies, LINK, LINK_SECONDS)
    return Link(**found) if found and found["page"] == page else None


def ceremony(cookies: str) -> Ceremony | None:
    """What a passkey was asked a moment ago."""
    found = _read(cookies, PASSKEY, ceremonies.SECONDS)
    return Ceremony(**found) if found else None


def _name(name: str) -> str:
    return f"__Host-betterjournal-{name}" if settings.load().secure else f"betterjournal-{name}"


def _set(response: Response, name: str, sealed: str, seconds: int) -> None:
    secure = settings.load().secure
    response.set_cookie(_name(name), sealed, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict")


def _read(cookies: str, name: str, seconds: int) -> dict[str, Any] | None:
    sealed = cookie_value(cookies, _name(name))
    return carried.unseal(name, sealed, seconds) if sealed else None
