"""Which addresses of a calendar are taken. Pure: what stands behind a name is found out when it is fetched."""

from urllib.parse import SplitResult, urlsplit

from betterjournal.errors import Invalid

LONGEST = 2000
FIELD = "address"


def checked(typed: str) -> str:
    """The address as it will be fetched; `Invalid` names the field. `webcal://` is https with another name."""
    text = "".join(typed.split())
    if not text:
        raise Invalid(FIELD, "problem.needed")
    if len(text) > LONGEST:
        raise Invalid(FIELD, "problem.long", most=str(LONGEST))
    scheme, _, rest = text.partition("://")
    if scheme.lower() not in ("https", "webcal", "webcals"):
        raise Invalid(FIELD, "problem.calendar_https")
    address = f"https://{rest}"
    if not is_whole(address):
        raise Invalid(FIELD, "problem.calendar_address")
    return address.partition("#")[0]


def is_whole(address: str) -> bool:
    """An https address with a host, on the usual port and without a name or password in it."""
    found = parts(address)
    if found is None or found.scheme != "https" or not found.hostname or not address.isascii():
        return False
    return port(found) == 443 and "@" not in found.netloc and "\\" not in address and address.isprintable()


def host(address: str) -> str:
    """All of it that is ever shown."""
    found = parts(address)
    return (found.hostname or "") if found else ""


def parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def port(found: SplitResult) -> int:
    """443 when none is named; 0 for what is no port."""
    try:
        return 443 if found.port is None else found.port
    except ValueError:
        return 0
