"""The brief as a PDF: the same as its page, on one sheet of paper where it fits."""

from datetime import date

from betterjournal.review.views import BriefView, BriefWork, ReturnedView
from betterjournal.web.pdf import given, numbers
from betterjournal.web.pdf.said import Said
from betterjournal.web.pdf.sheet import ASIDE, HEADING, INDENT, NAME, TITLE, WORDS, Sheet, Size, Style

# The largest that brings it to one page; where none does, the first.
LETTERS = (10.0, 9.2, 8.4, 8.0)


def brief_file(view: BriefView, language: str, size: Size, on: date) -> bytes:
    """In the language of who reads it; what people wrote is as they wrote it. `on` is today."""
    said = Said(language)
    sheet = _fitting(view, said, size)
    return sheet.drawn(
        said.say("brief.tab"),
        said.language,
        on,
        lambda number, pages: said.say("pdf.page", number=number, pages=pages) if pages > 1 else "",
    )


def _fitting(view: BriefView, said: Said, size: Size) -> Sheet:
    sheets = []
    for letter in LETTERS:
        sheet = Sheet(size, letter)
        _brief(sheet, said, view)
        if sheet.pages == 1:
            return sheet
        sheets.append(sheet)
        if sheet.pages > 2:
            # Smaller letters would not bring it to one page.
            break
    return sheets[0]


def _brief(sheet: Sheet, said: Said, view: BriefView) -> None:
    _head(sheet, said, view)
    _came(sheet, said, view, "brief.bring", view.bring)
    if view.work:
        sheet.say(said.say("brief.work"), HEADING)
    for work in view.work:
        _work(sheet, said, view, work)
    _pages(sheet, said, view)
    if view.check_ins:
        sheet.say(said.say("brief.check_ins"), HEADING)
        numbers.check_ins(sheet, said, view.check_ins, view.lines, words=True)
    _contact(sheet, said, view)
    _last(sheet, said, view)
    if not (view.bring or view.work or view.pages or view.check_ins):
        sheet.say(said.say("brief.empty"), Style(above=0.6))


def _head(sheet: Sheet, said: Said, view: BriefView) -> None:
    window = view.window
    sheet.say(said.say("brief.heading", name=view.name), TITLE)
    meet = (
        said.say("brief.meet", day=said.weekday(window.meet_on), time=said.clock(window.meet_at))
        if window.meet_on
        else said.say("brief.no_date")
    )
    since = said.say("brief.since", day=said.weekday(view.since)) if view.since else said.say("brief.first")
    sheet.say(f"{meet} {since}", ASIDE)
    if view.stopped_on:
        sheet.say(said.say("client.consent_withdrawn", name=view.first_name, day=said.day(view.stopped_on)))
    if not window.is_open:
        opens = (
            said.say("client.opens", day=said.weekday(window.opens_on))
            if window.opens_on
            else said.say("client.opens_unknown")
        )
        sheet.say(opens)


def _came(sheet: Sheet, said: Said, view: BriefView, key: str, rows: list[ReturnedView]) -> None:
    if rows:
        sheet.say(said.say(key), HEADING)
    for row in rows:
        sheet.say(said.heading(row), NAME)
        given.words_of(sheet, said, row)


def _pages(sheet: Sheet, said: Said, view: BriefView) -> None:
    """First lines alone."""
    if view.pages:
        sheet.say(said.say("brief.pages"), HEADING)
    for each in view.pages:
        name = f"{said.say('client.journal_page')}, {said.day(each.on)}"
        sheet.say(f"{name} · {said.count('brief.words', each.words)}", Style(keeps=1))
        sheet.say(each.line, indent=INDENT)


def _work(sheet: Sheet, said: Said, view: BriefView, work: BriefWork) -> None:
    word = f" · {said.say(f'client.word_{work.word}')}" if work.word else ""
    sheet.say(work.set.title + word, NAME)
    if work.set.what != work.set.title:
        sheet.say(work.set.what, WORDS)
    sheet.say(work.set.why, ASIDE)
    if work.so_far:
        agreed = f" · {said.say('brief.agreed')} {said.how_often(work.set.repeat)}"
        sheet.say(said.count("brief.so_far", work.so_far) + agreed, ASIDE)
    for row in work.returned:
        given.marks(sheet, said, row, view.first_name)
        given.words_of(sheet, said, row)


def _contact(sheet: Sheet, said: Said, view: BriefView) -> None:
    kept = view.contact
    if not kept.phone + kept.voicemail + kept.agreed:
        return
    sheet.say(said.say("contact.title", name=view.first_name), HEADING)
    sheet.say(kept.phone)
    if kept.voicemail:
        sheet.say(said.say(f"contact.voicemail_{kept.voicemail}"))
    if kept.agreed:
        sheet.say(said.say("contact.agreed"), ASIDE)
        sheet.say(kept.agreed, indent=INDENT)


def _last(sheet: Sheet, said: Said, view: BriefView) -> None:
    if view.last:
        sheet.say(said.say("brief.last"), HEADING)
    for row in view.last:
        sheet.say(f"{row.title} · {said.say(f'client.decided_{row.decision}')}", Style(keeps=1))
        sheet.say(row.takeaway, indent=INDENT)
