"""A client's file from one day to another as a PDF, with the days and the number of pages on every page."""

from datetime import date
from itertools import groupby

from betterjournal.entries import charting
from betterjournal.review.views import ContinuityFile, NoteView, ReturnedView, ReviewView
from betterjournal.web.pdf import given, numbers
from betterjournal.web.pdf.said import Said
from betterjournal.web.pdf.sheet import ASIDE, HEADING, INDENT, NAME, STRONG, TITLE, Sheet, Size

LETTER = 10.0
TITLES = {"client": "pdf.for_client", "file": "pdf.for_file"}


def continuity_file(view: ContinuityFile, size: Size, on: date) -> bytes:
    """In the language that was chosen; what people wrote is as they wrote it. `on` is today."""
    said, sheet = Said(view.language), Sheet(size, LETTER)
    span = said.say("pdf.range", first=said.day(view.from_on), last=said.day(view.to_on))
    sheet.say(said.say(TITLES[view.whom], name=view.name), TITLE)
    sheet.say(span, STRONG)
    sheet.say(said.say("pdf.made", day=said.day(on.isoformat()), practice=view.practice), ASIDE)
    _words(sheet, said, view)
    _decided(sheet, said, view.decided)
    if view.with_charts:
        _numbers(sheet, said, view)
    _notes(sheet, said, view.notes)
    return sheet.drawn(
        said.say("file.tab"),
        said.language,
        on,
        lambda number, pages: f"{view.name} · {span} · {said.say('pdf.page_of', number=number, pages=pages)}",
    )


def _words(sheet: Sheet, said: Said, view: ContinuityFile) -> None:
    rows = sorted([*view.words, *view.check_ins], key=lambda row: row.on) if view.with_words else []
    if rows:
        sheet.say(said.say("pdf.words"), HEADING)
    for row in rows:
        sheet.say(f"{said.day(row.on)} · {said.heading(row)}", NAME)
        _one(sheet, said, row, view.first_name)


def _one(sheet: Sheet, said: Said, row: ReturnedView, first_name: str) -> None:
    given.marks(sheet, said, row, first_name)
    sheet.say(row.set_what, ASIDE, indent=INDENT)
    given.words_of(sheet, said, row)
    given.plan(sheet, said, row, first_name)


def _decided(sheet: Sheet, said: Said, rows: list[ReviewView]) -> None:
    if rows:
        sheet.say(said.say("pdf.decided"), HEADING)
    for row in rows:
        sheet.say(f"{said.day(row.on)} · {row.title} · {said.say(f'client.decided_{row.decision}')}", NAME)
        if row.much or row.useful:
            much, useful = (
                said.say(f"client.{name}_{value}") if value else "–"
                for name, value in (("much", row.much), ("useful", row.useful))
            )
            sheet.say(said.say("client.rated", much=much, useful=useful), ASIDE, indent=INDENT)
        sheet.say(row.takeaway, indent=INDENT)


def _numbers(sheet: Sheet, said: Said, view: ContinuityFile) -> None:
    if view.check_ins or view.series:
        sheet.say(said.say("pdf.numbers"), HEADING)
    if view.check_ins:
        sheet.say(said.say("brief.check_ins"), NAME)
    # Of each year by itself: more does not fit into one picture.
    for _, of_year in groupby(view.check_ins, key=lambda row: row.on[:4]):
        rows = list(of_year)
        lines = charting.lines(rows, date.fromisoformat(rows[0].on), date.fromisoformat(rows[-1].on))
        numbers.check_ins(sheet, said, rows, lines, words=False)
    for each in view.series:
        sheet.say(each.title_fr if said.language == "fr" else each.title_en, NAME)
        for part in each.parts:
            numbers.series(sheet, said, part)


def _notes(sheet: Sheet, said: Said, notes: list[NoteView]) -> None:
    if notes:
        sheet.say(said.say("pdf.notes"), HEADING)
    for note in notes:
        day = said.day(note.on)
        sheet.say(said.say("note.line_by", day=day, name=note.by) if note.by else day, NAME)
        if note.struck_on:
            sheet.say(said.say("note.struck", day=said.day(note.struck_on)), ASIDE, indent=INDENT)
        sheet.say(note.words, indent=INDENT)
        for before in note.earlier:
            sheet.say(said.say("note.until", day=said.day(before.on)), ASIDE, indent=INDENT)
            sheet.say(before.words, indent=2 * INDENT)
