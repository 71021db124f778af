"""Check-ins and numbers of worksheets on paper: a picture, a sentence, and the same numbers in a table."""

from collections.abc import Sequence
from functools import partial

from betterjournal.entries.checkins import SCALES
from betterjournal.entries.views import ChartLine, NumberView, SeriesLine, SeriesView
from betterjournal.review.views import ReturnedView
from betterjournal.web.pdf.chart import chart, charts
from betterjournal.web.pdf.said import UNSET, Said
from betterjournal.web.pdf.sheet import ASIDE, QUIET, Sheet, Style

BEFORE, AFTER = "○ ", "● "


def check_ins(
    sheet: Sheet, said: Said, rows: Sequence[ReturnedView], lines: Sequence[ChartLine], *, words: bool
) -> None:
    """The rows in the order of their days; with their `words` only where those are wanted."""
    charts(sheet, [(_spoken(said, line), line) for line in lines], said.figure)
    if lines:
        sheet.say(_ends(said, rows[0].on, rows[-1].on), ASIDE)
    columns = ("day", *SCALES, "words") if words else ("day", *SCALES)
    cells = [
        [said.day(row.on), *(getattr(row, name) or UNSET for name in SCALES), *([row.words] if words else [])]
        for row in rows
    ]
    shares = [1.5, 0.8, 0.8, 0.8, 4.5] if words else [1.5, 1, 1, 1]
    sheet.table([said.say(f"check_in.{column}") for column in columns], cells, shares)


def series(sheet: Sheet, said: Said, view: SeriesView) -> None:
    """The numbers of one worksheet, one part of its time."""
    for line in view.lines:
        for words in _told(said, line):
            sheet.say(words, Style(0.88, ink=QUIET, keeps=9))
        chart(sheet, line, partial(said.figure, hours=line.hours))
        sheet.say(_ends(said, view.first, view.last), ASIDE)
    if view.has_met:
        sheet.say(said.say("series.met_mark"), ASIDE)
    heads = [said.say("check_in.day"), *(_name(said, each) for each in view.numbers)]
    cells = [
        [said.day(row.on), said.say("series.met"), *[""] * (len(view.numbers) - 1)]
        if row.met
        else [
            said.day(row.on),
            *(said.figure(cell, hours=number.hours) for cell, number in zip(row.cells, view.numbers, strict=True)),
        ]
        for row in view.rows
    ]
    sheet.table(heads, cells, [1.5, *[1.0] * len(view.numbers)])


def _spoken(said: Said, line: ChartLine) -> str:
    """What was entered on one scale, from lowest to highest."""
    name = said.say(f"check_in.{line.id}")
    if line.low == line.high:
        return said.say("check_in.one", scale=name, value=line.low)
    return said.say("check_in.between", scale=name, low=line.low, high=line.high)


def _ends(said: Said, first: str, last: str) -> str:
    return said.day(first) if first == last else f"{said.day(first)} – {said.day(last)}"


def _told(said: Said, line: SeriesLine) -> list[str]:
    """What was entered, from lowest to highest."""
    marks = (BEFORE, AFTER) if len(line.numbers) > 1 else ("",)
    return [f"{mark}{_between(said, number)}" for mark, number in zip(marks, line.numbers, strict=True)]


def _between(said: Said, number: NumberView) -> str:
    low, high = (said.figure(value, hours=number.hours) for value in (number.low, number.high))
    told = low if number.low == number.high else said.say("series.between", low=low, high=high)
    label = number.label_fr if said.language == "fr" else number.label_en
    return f"{label} · {told}{_unit(said, number)}"


def _name(said: Said, number: NumberView) -> str:
    return f"{number.label_fr if said.language == 'fr' else number.label_en}{_unit(said, number)}"


def _unit(said: Said, number: NumberView) -> str:
    unit = number.unit_fr if said.language == "fr" else number.unit_en
    return f" ({unit})" if unit else ""
