"""Checks what a clinician typed for an assignment. Pure: it refuses, it never writes."""

from dataclasses import dataclass, fields

from betterjournal.assignments.views import Content
from betterjournal.errors import Invalid

LONGEST = {"what": 500, "note": 4000, "why": 1000, "prompt": 1000}
SHORT = 300
REPEATS = ("once", "daily", "whenever")
MOST_TIMES, MOST_MINUTES = 50, 240


@dataclass(frozen=True)
class Given:
    """The composer as it was sent. `request_id` makes a double press one assignment."""

    request_id: str
    revision_id: str
    content: Content
    after_appointment: bool = False
    repeat: str = "once"
    aim: int = 1
    continues_id: str = ""


def check(given: Given) -> Content:
    """The words, trimmed, or `Invalid` naming the first field that cannot be sent."""
    words = {f.name: getattr(given.content, f.name) for f in fields(Content)}
    for name, value in words.items():
        if isinstance(value, str):
            words[name] = value.strip()
            most = LONGEST.get(name, SHORT)
            if len(words[name]) > most:
                raise Invalid(name, "problem.long", most=str(most))
    if not words["what"]:
        raise Invalid("what", "problem.needed")
    if not 1 <= given.content.how_many <= MOST_TIMES:
        raise Invalid("how_many", "problem.between", low="1", high=str(MOST_TIMES))
    if not 0 <= given.content.minutes <= MOST_MINUTES:
        raise Invalid("minutes", "problem.between", low="0", high=str(MOST_MINUTES))
    if given.repeat not in REPEATS or not 1 <= given.aim <= MOST_TIMES:
        raise Invalid("repeat", "problem.choose")
    return Content(**words)
