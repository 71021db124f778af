"""Checks what a clinician typed for an assignment. Pure: it refuses, it never writes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from textwrap import shorten

from betterjournal.appointments import schedule
from betterjournal.assignments import repeats
from betterjournal.assignments.views import Content
from betterjournal.errors import Invalid

LONGEST = {"what": 500, "note": 4000, "why": 1000, "prompt": 1000}
SHORT = 300
LONGEST_TITLE = 80
WORDS = ("what", "when", "note", "why", "where", "first_step", "smallest", "prompt", "note_language", "repeat")
LANGUAGES = ("", "en", "fr")
REQUEST = re.compile(r"[\w-]{1,64}")
MOST_TIMES, MOST_MINUTES = 50, 240


@dataclass(frozen=True)
class Given:
    """The composer as it was sent. `request_id` makes a double press one assignment.

    It lands now, as the next appointment closes, or in the morning of the local date `lands_on`. `changes` is how
    often it had been changed when it was opened to be changed.
    """

    request_id: str
    revision_id: str
    content: Content
    after_appointment: bool = False
    lands_on: date | None = None
    continues_id: str = ""
    changes: int = 0


def typed(form: Mapping[str, str], continues_id: str = "") -> Given:
    """The composer's form as the browser sent it."""
    how_many = _number(form, "how_many", 1)
    weekdays = repeats.in_order([day for day in repeats.WEEKDAYS if f"day_{day}" in form])
    words = {name: form.get(name, "") for name in WORDS}
    return Given(
        request_id=form.get("request_id", ""),
        revision_id=form.get("worksheet", ""),
        content=Content(how_many=how_many, minutes=_number(form, "minutes", 0), weekdays=weekdays, **words),
        after_appointment=form.get("sending") == "after",
        lands_on=schedule.day(form.get("lands_on", ""), "lands_on") if form.get("sending") == "on" else None,
        continues_id=continues_id,
        changes=_number(form, "changes", 0),
    )


def repeating(content: Content) -> Content:
    """How often, as the columns keep it. Several times before an appointment is what a number alone says.

    A number means something only where it was agreed on; chosen days that are all seven are each day.
    """
    kind = content.repeat or "once"
    if kind not in repeats.KINDS:
        raise Invalid("repeat", "problem.choose")
    days = repeats.in_order(content.weekdays.split(",")) if kind == "weekdays" else ""
    if kind == "weekdays" and not days:
        raise Invalid("weekdays", "problem.choose_day")
    if kind in ("once", "times"):
        kind = "times" if content.how_many > 1 else "once"
    if days.count(",") == len(repeats.WEEKDAYS) - 1:
        kind, days = "daily", ""
    how_many = content.how_many if kind in repeats.COUNTED else 1
    return replace(content, repeat=kind, weekdays=days, how_many=how_many)


def as_typed(form: Mapping[str, str]) -> tuple[Content, bool]:
    """The words while they are still being typed, and whether a number of times is among them."""
    minutes = str(form.get("minutes", "")).strip()
    is_number = minutes.isdecimal() and len(minutes) <= 4
    content = Content(
        what=str(form.get("what", "")),
        when=str(form.get("when", "")),
        where=str(form.get("where", "")),
        first_step=str(form.get("first_step", "")),
        smallest=str(form.get("smallest", "")),
        minutes=int(minutes) if is_number else 0,
    )
    return content, bool(str(form.get("how_many", "")).strip())


def first_line(what: str) -> str:
    """The title of a plain task: the first line of what is to be done, cut at a word."""
    line = next((line.strip() for line in what.splitlines() if line.strip()), "")
    return line if len(line) <= LONGEST_TITLE else shorten(line, LONGEST_TITLE, placeholder="…")


def check(given: Given) -> Content:
    """The words, trimmed, or `Invalid` naming the first field that cannot be sent."""
    if not REQUEST.fullmatch(given.request_id):
        raise Invalid("request_id", "problem.generic")
    if not given.revision_id:
        raise Invalid("worksheet", "problem.choose")
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
    if given.content.note_language not in LANGUAGES:
        raise Invalid("note_language", "problem.choose")
    return repeating(Content(**words))


def _number(form: Mapping[str, str], name: str, unset: int) -> int:
    text = form.get(name, "").strip()
    if not text:
        return unset
    if not text.isdecimal() or len(text) > 4:
        raise Invalid(name, "problem.number")
    return int(text)
