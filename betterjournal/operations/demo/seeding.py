"""Writes the sample practice and its twelve weeks into an empty house.

Beside migrations this is the one place that writes history: rows of the past, each with its audit record at its
own time, straight through the models.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from betterjournal import database
from betterjournal.operations.demo import meetings, practice, reading, work, writing
from betterjournal.operations.demo.days import Days
from betterjournal.operations.demo.history import History
from betterjournal.operations.demo.telling import Telling

_STORY = Path(__file__).with_name("story.json")


def seed(start: date) -> None:
    """Everything as it stands at the first minute of `start`; the same day gives the same rows. One transaction."""
    days = Days(start, practice.ZONE)
    history = History(until=days.begins)
    stored = practice.open_house(history, days)
    for key, told in story().items():
        _tell(_telling(key, told, days, history), stored)
    with database.writing() as session:
        history.replay(session)


def story() -> dict[str, Any]:
    """The clients' weeks by the key of the client."""
    people: dict[str, Any] = json.loads(_STORY.read_text("utf-8"))["people"]
    return people


def _telling(key: str, told: dict[str, Any], days: Days, history: History) -> Telling:
    client = practice.client(key, told["name"], told["lang"])
    return Telling(key, client, practice.STAFF[told["clinician"]], told["weeks"], days, history)


def _tell(telling: Telling, stored: str) -> None:
    known = meetings.meetings(telling)
    practice.welcome(telling, stored)
    meetings.tell(telling, known)
    work.tell(telling, known)
    writing.tell(telling)
    reading.tell(telling, known)
