"""Rules for passwords (SEC-01 to SEC-03): length, a blocklist that needs no network, argon2id."""

import unicodedata
from functools import lru_cache

from passlib.context import CryptContext  # type: ignore[import-untyped]
from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped]

from betterjournal.errors import Invalid

ALONE, WITH_SECOND_FACTOR, LONGEST = 15, 8, 256
# 46 MiB and two passes: above OWASP's 19 MiB floor, 90 ms on a small box.
hashing = CryptContext(
    schemes=["argon2"], argon2__type="ID", argon2__memory_cost=47104, argon2__rounds=2, argon2__parallelism=1
)


def accept(password: str, *, alone: bool, context: tuple[str, ...] = ()) -> str:
    """The normalised password, or `Invalid("password", ...)` with the reason.

    `alone` is a password without a second factor. `context` holds words that must not make up the password:
    the practice, the product, the person's name and address.
    """
    password = normal(password)
    shortest = ALONE if alone else WITH_SECOND_FACTOR
    if len(password) < shortest:
        raise Invalid("password", "problem.password_short", least=str(shortest))
    if len(password) > LONGEST:
        raise Invalid("password", "problem.password_long", most=str(LONGEST))
    bare = _bare(password)
    if bare in _common() or len(set(bare)) < 5:
        raise Invalid("password", "problem.password_common")
    for word in filter(lambda w: len(w) > 3, (_bare(c) for c in ("betterjournal", *context))):
        if len(bare.replace(word, "")) < shortest - 4:
            raise Invalid("password", "problem.password_context")
    return password


def normal(password: str) -> str:
    """The same password however a keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)


def hashed(password: str) -> str:
    """An argon2id hash. Slow on purpose: call it in the hashing pool only."""
    return str(hashing.hash(normal(password)))


def matches(password: str, stored: str) -> tuple[bool, str | None]:
    """Whether the password fits, and a new hash when the parameters have risen since.

    With nothing stored it takes the same time and says no, so that nobody learns who has an account.
    """
    typed = normal(password)
    if not stored or len(typed) > LONGEST:
        # No password is this long, and the hasher would refuse it loudly.
        hashing.verify(typed[:LONGEST], _nobody())
        return False, None
    good, renewed = hashing.verify_and_update(typed, stored)
    return good, renewed


@lru_cache(maxsize=1)
def _nobody() -> str:
    return str(hashing.hash("nobody has this password"))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["passwords"])


def _bare(text: str) -> str:
    return "".join(text.casefold().split())
