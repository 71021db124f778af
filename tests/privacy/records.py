"""A record with one of everything in it, and what opens a sealed file."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pyrage

from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.views import ContactView
from betterjournal.assignments.views import Content
from betterjournal.entries.sharing import BARRIERS, WAYS
from betterjournal.privacy.contents import (
    Agreed,
    Before,
    Changed,
    Early,
    Looked,
    Met,
    Noted,
    Part,
    Reader,
    Record,
    Reply,
    Tie,
    Work,
    Written,
)
from betterjournal.privacy.packing import Cover
from betterjournal.privacy.sealing import BASES
from betterjournal.review.actions import DECISIONS

ON = "2026-12-01"
HOSTILE = "<script>alert('x')</script> & \"quotes\""
CONTENT = Content(
    "A title", "One thing", "Mondays", "A note", "A reason", "At home", 2, "Sit down", "One line", 5, "How?"
)
CHANGED = [Changed(ON, "Alma", arrived, CONTENT) for arrived in (True, False)]
PLAN = {"when": "Tuesdays", "where": "Outside", "first_step": "Shoes on", "sureness": "7"}


def cover(basis: str = "asked") -> Cover:
    return Cover("1234abcd", HOSTILE, "By phone", basis, HOSTILE, "Eve Tran", ON)


def covers() -> list[Cover]:
    return [cover(basis) for basis in BASES]


def whole(language: str = "en") -> Record:
    """Everything there can be."""
    outcomes = [("held", ""), ("moved", ""), ("not_held", ""), ("cancelled", ""), ("cancelled", "client"), ("", "")]
    numbers = range(5)
    return Record(
        client="Ben Okafor",
        language=language,
        added_on=ON,
        discharged_on=ON,
        contact=ContactView("403-555-0188", "no", HOSTILE),
        practice="Rundle",
        phone="403-555-0134",
        ties=[Tie("Alma", "clinician", ON, ""), Tie("Sol", "supervisor", ON, ON), Tie("Drew Ash", "cover", ON, ON)],
        consents=[Agreed(topic, 1, language, ON, ON) for topic in TOPICS],
        appointments=[Met(ON, "10:00", "Alma", outcome, by) for outcome, by in outcomes],
        work=[Work(1, ON, "Alma", CONTENT, 2, "once", False, ON, "Another time", ON, CHANGED)],
        written=[_written(kind) for kind in ("whole", "part", "another_way", "not_this_time", "page", "check_in")],
        looked=[
            Looked(1, "A title", ON, "Alma", n, n, decision, HOSTILE)
            for n, decision in zip(numbers, DECISIONS, strict=True)
        ],
        early=[Early("Alma", ON, HOSTILE)],
        notes=[
            Noted(
                1 if about in ("work", "whole") else 0, about, ON, "Alma", "fr", HOSTILE, struck, [Before(ON, HOSTILE)]
            )
            for about in ("client", "work", "whole", "page", "check_in")
            for struck in ("", ON)
        ],
    )


def empty() -> Record:
    """A client of whom nothing is on record yet."""
    nothing = {"consents": [], "appointments": [], "work": [], "written": [], "looked": [], "early": [], "notes": None}
    return replace(whole(), ties=[], discharged_on="", **nothing)


def _written(kind: str) -> Written:
    table = Reply("A table", "", ["First", "Second"], [["one", ""]])
    return Written(
        work=0 if kind in ("page", "check_in") else 1,
        title="" if kind in ("page", "check_in") else "A title",
        kind=kind,
        on=ON,
        language="fr",
        flagged=True,
        smallest=True,
        stopped_on=ON,
        settled={"page": "looked_at", "check_in": "let_go"}.get(kind, ""),
        settled_on=ON if kind in ("page", "check_in") else "",
        parts=[Part("Before", [Reply("A question", HOSTILE, [], []), table])],
        plan=PLAN,
        barriers=list(BARRIERS),
        way=WAYS[["whole", "part", "another_way", "not_this_time", "page", "check_in"].index(kind) % len(WAYS)],
        words=HOSTILE,
        scales={"mood": 1, "energy": 0, "anxiety": None} if kind == "check_in" else {"anxiety": 3},
        marked_by="" if kind in ("page", "check_in") else "Alma Reyes",
        together_with="Alma Reyes",
        together_on=ON,
        opened=[Reader("Alma Reyes", ON)],
    )


def opened(file: bytes, opens: "str | pyrage.x25519.Identity") -> dict[str, str]:
    """The texts in a sealed file by name, by its words or the secret half of the key."""
    packed = pyrage.passphrase.decrypt(file, opens) if isinstance(opens, str) else pyrage.decrypt(file, [opens])
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def data(file: bytes, opens: "str | pyrage.x25519.Identity") -> dict:
    """What a program reads in it."""
    return json.loads(opened(file, opens)["record.json"])
