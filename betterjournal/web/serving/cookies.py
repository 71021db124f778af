"""Names, reads and writes the one sign-in cookie."""

from http.cookies import CookieError, SimpleCookie

from starlette.responses import Response


def cookie_name(secure: bool) -> str:
    """`__Host-` binds the cookie to this host over https; plain http on localhost cannot have it."""
    return "__Host-betterjournal" if secure else "betterjournal"


def cookie_value(header: str, name: str) -> str | None:
    """One cookie out of a Cookie header."""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return found.value if found else None


def set_cookie(response: Response, token: str, *, secure: bool, seconds: int) -> None:
    """Give the browser a sign-in session; `seconds` is its absolute limit, the idle one lives in the row."""
    response.set_cookie(
        cookie_name(secure), token, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict"
    )


def clear_cookie(response: Response, *, secure: bool) -> None:
    """Take the sign-in session out of the browser."""
    response.delete_cookie(cookie_name(secure), path="/", secure=secure, httponly=True, samesite="strict")
