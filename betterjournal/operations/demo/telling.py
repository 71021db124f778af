"""One client's part of the story with what is needed to tell it: who acts, when, and where it is put."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from betterjournal.access import Actor
from betterjournal.operations.demo.days import Days
from betterjournal.operations.demo.history import History

# A piece of story.json; its notes say what each name means.
Told = dict[str, Any]


@dataclass(frozen=True)
class Telling:
    """Days inside a week count from that week's appointment, whatever became of it."""

    key: str
    client: Actor
    clinician: Actor
    weeks: list[Told]
    days: Days
    history: History

    @property
    def client_id(self) -> str:
        return self.client.client_id or ""

    def on(self, week: Told, day: int) -> date:
        return self.days.on(week["appt"]["day"] + day)

    def at(self, week: Told, day: int, hour: str) -> datetime:
        return self.days.at(week["appt"]["day"] + day, hour)
