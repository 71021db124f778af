"""A check-in: three scales and optional words in one sealed value. Pure."""

import json
from typing import Any

from betterjournal.errors import Invalid

PATH = "check_in"
SCALES = ("mood", "energy", "anxiety")
LONGEST = 2000


def check(mood: int | None, energy: int | None, anxiety: int | None, words: str) -> str:
    """The sealed form, or `Invalid`: each scale 0-10 or unset, and something in it."""
    given: dict[str, Any] = {"mood": mood, "energy": energy, "anxiety": anxiety, "words": words.strip()}
    for name in SCALES:
        if given[name] is not None and not 0 <= given[name] <= 10:
            raise Invalid(name, "problem.between", low="0", high="10")
    if len(given["words"]) > LONGEST:
        raise Invalid("words", "problem.long", most=str(LONGEST))
    if not any(value not in (None, "") for value in given.values()):
        raise Invalid("mood", "problem.needed")
    return json.dumps(given, ensure_ascii=False)


def read(text: str) -> dict[str, Any]:
    """The check-in as it was kept."""
    found: dict[str, Any] = json.loads(text)
    return found
