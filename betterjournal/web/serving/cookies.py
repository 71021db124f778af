"""Names, reads and writes the one sign-in cookie."""

from starlette.responses import Response


def cookie_name(secure: bool) -> str:
    """`__Host-` binds the cookie to this host over https; plain http on localhost cannot have it."""
    return "__Host-betterjournal" if secure else "betterjournal"


def cookie_value(header: str, name: str) -> str | None:
    """One cookie out of a Cookie header, however odd those beside it are.

    Python's own reader gives up at the first cookie it does not like, and a practice's other pages under the same
    domain may set such a one: nobody could sign in. Ours never hold a semicolon or an escape.
    """
    for part in header.split(";"):
        given, _, value = part.strip().partition("=")
        if given == name:
            return value.strip('"')
    return None


def set_cookie(response: Response, token: str, *, secure: bool, seconds: int) -> None:
    """Give the browser a sign-in session; `seconds` is its absolute limit, the idle one lives in the row.

    0 is until the browser is closed, for a computer that others use too.
    """
    response.set_cookie(
        cookie_name(secure), token, max_age=seconds or None, path="/", secure=secure, httponly=True, samesite="strict"
    )


def clear_cookie(response: Response, *, secure: bool) -> None:
    """Take the sign-in session out of the browser."""
    response.delete_cookie(cookie_name(secure), path="/", secure=secure, httponly=True, samesite="strict")
