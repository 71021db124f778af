"""A worksheet with every kind of field in two parts, and answers as people on any keyboard write them."""

import json
from typing import Any

from betterjournal import database
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.actions import Plan
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts
from betterjournal.worksheets import library
from betterjournal.worksheets.definition import canonical
from tests import builders

KEY = "every_kind"
# Emoji of several parts, right to left, a script that is none, marks that turn the line around, and our own signs.
WORDS = "👩‍👧 ok\nשלום، مرحبا بالعالم <script>alert(1)</script> & \u202etxet\u202c {{x}} `${y}` é\u0301"
HIDDEN = "never shown to anybody"
REMOVED = "in a row that was taken away"
_SCALE = {"minimum": 0, "maximum": 10, "step": 1}
_FIELDS: list[dict[str, Any]] = [
    {"key": "note", "kind": "text"},
    {"key": "line", "kind": "short_text", "required": True},
    {"key": "story", "kind": "long_text", "takes_prompt": True},
    {"key": "fear", "kind": "scale", **_SCALE},
    {"key": "percent", "kind": "scale", "minimum": 0, "maximum": 100, "step": 1},
    {"key": "count", "kind": "number", "unit": {"en": "times", "fr": "fois"}},
    {"key": "day", "kind": "date"},
    {"key": "hour", "kind": "time"},
    {"key": "moment", "kind": "datetime"},
    {"key": "long", "kind": "duration"},
    {"key": "one", "kind": "single_choice", "options": ["calm", "tense"]},
    {"key": "some", "kind": "multi_choice", "options": ["home", "work", "street"]},
    {"key": "own", "kind": "open_choice", "options": ["alone", "together"]},
    {"key": "again", "kind": "yes_no"},
    {"key": "why", "kind": "long_text", "show_when": [{"field": "again", "op": "equals", "value": "yes"}]},
    {"key": "left_blank", "kind": "short_text"},
    {
        "key": "feelings",
        "kind": "rows",
        "minimum_rows": 0,
        "columns": [
            {"key": "name", "kind": "short_text"},
            {"key": "then", "kind": "scale", **_SCALE},
            {"key": "now", "kind": "scale", **_SCALE},
            {"key": "less", "kind": "computed", "computed": {"op": "difference", "of": ["then", "now"]}},
        ],
    },
    {"key": "sum", "kind": "computed", "computed": {"op": "sum", "of": ["feelings.then"]}},
]
_AFTER: list[dict[str, Any]] = [
    {"key": "fear_after", "kind": "scale", **_SCALE, "carried_from": "fear"},
    {"key": "learnt", "kind": "long_text"},
]
_ANSWERS = {
    "line": f"One line {WORDS.splitlines()[0]}",
    "story": WORDS,
    "fear": "0",
    "percent": "75",
    "count": "2.5",
    "day": "2026-03-08",
    "hour": "21:40",
    "moment": "2026-11-01T01:30",
    "long": "90",
    "one": "tense",
    "some": '["home","street"]',
    "own": "with my “sister” 🧣",
    "again": "yes",
    "why": HIDDEN,
    "feelings": '["r1","r2","r3"]',
    "feelings.r1.name": "غضب",
    "feelings.r1.then": "8",
    "feelings.r1.now": "3",
    "feelings.r2.name": REMOVED,
    "feelings.r3.name": "<b>sad</b>",
}


def install() -> None:
    """Put the worksheet on the shelf of this house."""
    frame = {
        "key": KEY,
        "version": 1,
        "title": _both("Every kind"),
        "purpose": _both("To test"),
        "licence": {"licence_status": "own", "copyright": "us", "basis": "own", "checked_on": "2026-11-23"},
        "defaults": {"minutes": 1},
        "sections": [
            {"key": "before", "part": "before", "title": _both("Before"), "fields": [_long(each) for each in _FIELDS]},
            {"key": "after", "part": "after", "fields": [_long(each) for each in _AFTER]},
        ],
    }
    with database.writing() as session:
        library._install_one(session, canonical(json.dumps(frame)))


def written(clinician: Actor, client: Actor, language: str = "en") -> tuple[str, str]:
    """Work and its entry with every field answered once, then a condition undone and a row taken away."""
    with database.writing() as session:
        session.get_one(Client, client.client_id).language = language
    work = builders.assignment(clinician, client, worksheet=KEY, what="Every kind", prompt="What 🌿 was it?")
    assignments.fit(client, work, Plan(when=f"After lunch {WORDS[-12:]}", sureness=7))
    entry = entries.begin(client, work)
    for seq, (path, value) in enumerate(_ANSWERS.items(), 1):
        drafts.save(client, drafts.Words(entry, path, value, 0, "tab", seq))
    drafts.save(client, drafts.Words(entry, "again", "no", 1, "tab", 90))
    entries.remove_row(client, entry, "feelings", "r2")
    entries.open_after(client, entry)
    for path, value in (("fear_after", "2"), ("learnt", WORDS)):
        drafts.save(client, drafts.Words(entry, path, value, 0, "tab", 91))
    return work, entry


def _long(field: dict[str, Any]) -> dict[str, Any]:
    """The field with what the format wants written out."""
    whole = {"label": _both(field["key"].replace("_", " ").capitalize()), **field}
    if "columns" in field:
        whole["columns"] = [_long(column) for column in field["columns"]]
    if "options" in field:
        whole["options"] = [{"value": value, "label": _both(value)} for value in field["options"]]
    return whole


def _both(words: str) -> dict[str, str]:
    return {"en": words, "fr": f"{words} (fr)"}
