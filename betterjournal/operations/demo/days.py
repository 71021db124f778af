"""Places the story's days and hours in time: they count from the day the demo starts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from betterjournal import clock


@dataclass(frozen=True)
class Days:
    """`start` is day 0 on the wall of `zone`."""

    start: date
    zone: str

    def on(self, day: int) -> date:
        return self.start + timedelta(days=day)

    def at(self, day: int, hour: str) -> datetime:
        """The moment when the wall clock shows `hour` ("10:00") on that day."""
        shown = time.fromisoformat(hour)
        return clock.at(self.on(day), shown.hour, shown.minute, self.zone)

    @property
    def begins(self) -> datetime:
        """The first minute of day 0."""
        return self.at(0, "00:00")
