"""Secrets that travel in links and cookies: 256 random bits out, only their hash kept."""

import hashlib
import secrets

# No 0/O, 1/I/L, 5/S, 8/B, 2/Z: the check code is said aloud.
SPOKEN = "34679ACDEFGHJKMNPQRTUVWXY"


def new() -> str:
    """A token for a link or a cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token. Its 256 bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def spoken_code() -> str:
    """Six characters to say aloud; the invitation allows five tries."""
    return "".join(secrets.choice(SPOKEN) for _ in range(6))


def spoken(code: str) -> str:
    """A code as typed: any case, spaces and dashes ignored."""
    return "".join(code.upper().replace("-", "").split())


def recovery_code() -> str:
    """Twenty-five characters in five groups; 116 bits, so that its hash need not be slow (ASVS 6.5.2 asks for 112)."""
    letters = "".join(secrets.choice(SPOKEN) for _ in range(25))
    return "-".join(letters[i : i + 5] for i in range(0, 25, 5))
