"""Which client a title means: by the code the clinician chose for them. Pure."""

import re
import unicodedata
from collections.abc import Iterable

from betterjournal.errors import Invalid

LONGEST = 40
SHORTEST = 2
FIELD = "code"
_WORDS = re.compile(r"[^\W_]+")


def chosen(typed: str) -> str:
    """A code as typed, trimmed. One letter alone would fit too much."""
    code = " ".join(typed.split())
    if not code:
        raise Invalid(FIELD, "problem.needed")
    if len(code) > LONGEST:
        raise Invalid(FIELD, "problem.long", most=str(LONGEST))
    if not code.isprintable() or len(key(code)) < SHORTEST:
        raise Invalid(FIELD, "problem.calendar_code")
    return code


def key(code: str) -> str:
    """What two codes have in common that mean the same: letters and digits, whatever their case and spacing."""
    return "".join(words(code))


def words(text: str) -> list[str]:
    return _WORDS.findall(unicodedata.normalize("NFKC", text).casefold())


def fitting(title: str, keys: Iterable[str]) -> list[str]:
    """Those keys that stand in the title as whole words: "br" in "B. R., by phone", not in "Bring milk"."""
    found = words(title)
    return [each for each in keys if _stands(each, found)]


def suggested(name: str) -> str:
    """Initials of a name, to show as an example; nothing is matched by them before they are chosen."""
    return "".join(word[0] for word in name.split()[:3]).upper()


def _stands(wanted: str, found: list[str]) -> bool:
    """Whether some words in a row make it up, as they are and in whole."""
    for start in range(len(found)):
        left = wanted
        for word in found[start:]:
            if not left.startswith(word):
                break
            left = left.removeprefix(word)
            if not left:
                return True
    return False
