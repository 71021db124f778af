"""Our own words on paper, in the language the paper is in: what the pages say in the browser."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from betterjournal.assignments.views import RepeatView
from betterjournal.entries.checkins import SCALES
from betterjournal.review.views import ReturnedView
from betterjournal.web.record.drawing import day
from betterjournal.web.wording import text

_LOCALES = {"en": "en_CA", "fr": "fr_CA"}
UNSET = "–"


class Said:
    """`language` is "en" or "fr"."""

    def __init__(self, language: str) -> None:
        self.language = "fr" if language.startswith("fr") else "en"

    @property
    def colon(self) -> str:
        return "\u00a0:" if self.language == "fr" else ":"

    def say(self, key: str, **values: str | int) -> str:
        return text(self.language, key, **values)

    def count(self, key: str, number: int) -> str:
        """French counts 0 and 1 as one."""
        is_one = number < 2 if self.language == "fr" else number == 1
        return self.say(f"{key}.{'one' if is_one else 'other'}", count=number)

    def day(self, iso: str) -> str:
        """A day with its year, as one finds it in a file."""
        return day(self.language, iso[:10])

    def weekday(self, iso: str) -> str:
        """The same with the day of the week."""
        name = str(format_date(date.fromisoformat(iso[:10]), "EEEE", locale=_LOCALES[self.language]))
        return f"{name}{'' if self.language == 'fr' else ','} {self.day(iso)}"

    def clock(self, iso: str) -> str:
        """Of "2026-12-11T14:02"."""
        hour, minute = iso[-5:].split(":")
        return f"{int(hour)} h {minute}" if self.language == "fr" else f"{int(hour)}:{minute}"

    def figure(self, value: str, *, hours: bool = False) -> str:
        """A number as it is stored, in the figures of the language; "–" while it is unset."""
        if not value:
            return UNSET
        number = float(value)
        if not hours or number < 0:
            return str(format_decimal(number, "#,##0.##", locale=_LOCALES[self.language]))
        minutes = round(number)
        return f"{minutes}\u00a0min" if minutes < 60 else f"{minutes // 60}\u00a0h\u00a0{minutes % 60:02}"

    def how_often(self, repeat: RepeatView) -> str:
        """One phrase, "" for work that is set once."""
        match repeat.kind:
            case "daily" | "each_appointment":
                return self.say(f"repeat.{repeat.kind}")
            case "weekdays":
                return ", ".join(self.say(f"repeat.on_{each}") for each in repeat.days)
            case "times":
                return self.count("today.times", repeat.aim)
            case "diary":
                return self.say("repeat.diary", aim=repeat.aim)
            case _:
                return ""

    def title(self, row: ReturnedView) -> str:
        unnamed = "client.check_in" if row.kind == "check_in" else "client.journal_page"
        return row.title or self.say(unnamed)

    def kind(self, row: ReturnedView) -> str:
        """How it came back. Nobody shared what was written down from paper."""
        on_paper = row.marked_by and row.kind == "whole"
        return self.say("paper.kind_whole" if on_paper else f"client.kind_{row.kind}")

    def heading(self, row: ReturnedView) -> str:
        """Its title and how it came back."""
        return " · ".join(each for each in (self.title(row), self.kind(row)) if each)

    def numbers(self, row: ReturnedView) -> str:
        """Those of a check-in."""
        return self.say("client.numbers", **{name: getattr(row, name) or UNSET for name in SCALES})
