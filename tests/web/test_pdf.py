"""What is drawn for paper: whatever letters, nothing breaks, no word is lost, and what is unset is a gap."""

import logging
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from betterjournal.web.pdf.chart import strokes
from betterjournal.web.pdf.letters import BOX, PLAIN, Line, Measure, clean
from betterjournal.web.pdf.sheet import HEADING, MARGIN, SIZES, Sheet, Size

HOSTILE = [
    "Été, où, cœur, « garçon »",
    "😀🙂👩\u200d👩\u200d👧 ❤\ufe0f",
    "שלום עולם (אחת) 12",
    "مرحبا بالعالم",
    "中文 ไทย हिन्दी",
    "\ud800 \x00 \x07 \u202e \ufeff \uffff",
    "a" * 5000,
    "\u0301" * 400,
    "(brackets) \\ <b>bold</b> {nb} **",
    "\t\r\n\u2028\x0b",
    " " * 3000,
]


def of(sheet: Sheet) -> PdfReader:
    content = sheet.drawn("Brief", "en", date(2040, 1, 1), lambda number, pages: f"{number} of {pages}")
    return PdfReader(BytesIO(content))


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("size", SIZES)
def test_no_letters_break_it_and_none_are_logged(words: str, size: Size, caplog: pytest.LogCaptureFixture) -> None:
    sheet = Sheet(size, 10)
    with caplog.at_level(logging.INFO):
        sheet.say(words, HEADING)
        sheet.table(["Day", words], [["1", words], [words, "2"]], [1, 1])
        sheet.say("After all of it")
        assert "After all of it" in of(sheet).pages[-1].extract_text()
    assert [line.getMessage() for line in caplog.records if line.levelno > logging.INFO] == []


def test_a_letter_the_font_lacks_is_a_box() -> None:
    assert clean("中 é 😀") == f"{BOX} é 😀"


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),
        # Kept apart by what is not to be seen, as Persian does.
        ("\u0628\u200c\u0628", "\ufe8f\ufe8f"),
        # One sign for two letters.
        ("\u0644\u0627", "\ufefb"),
        # With a vowel sign.
        ("\u0628\u064e\u0628", "\ufe91\u064e\ufe90"),
    ],
)
def test_letters_of_arabic_are_joined(words: str, joined: str) -> None:
    assert clean(words) == joined


def test_gods_name_in_arabic_is_no_box() -> None:
    assert BOX not in clean("\u0627\u0644\u0644\u0647")


def test_what_joins_letters_leaves_nothing_to_see() -> None:
    assert clean("e\u0301 a\u200bb\x00\r\nc\td") == "é ab\nc    d"


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (Line("שלום (א) 12", from_right=True), "12 (א) םולש"),
        (Line("I said שלום then"), "I said םולש then"),
        (Line("שלום bus", from_right=True), "bus םולש"),
        (Line("שלום bus"), "םולש bus"),
        (Line("plain (a)"), "plain (a)"),
    ],
)
def test_what_is_read_from_the_right_stands_in_that_order(line: Line, seen: str) -> None:
    assert line.seen == seen


def test_a_paragraph_that_begins_on_the_right_does_so_in_each_of_its_lines() -> None:
    lines = list(Measure(PLAIN).lines("שלום bus then more\nbus שלום", 10, 50))
    assert len(lines) > 2
    assert [line.from_right for line in lines] == [True] * (len(lines) - 1) + [False]


def test_lines_hold_every_letter_and_fit() -> None:
    text, measure = "I was on the bus and " + "x" * 300 + " waited\n\nthen left", Measure(PLAIN)
    lines = [line.text for line in measure.lines(text, 10, 120)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert "" in lines
    assert all(measure.width(line, 10) <= 120 for line in lines)


def test_a_cell_longer_than_a_page_goes_on_overleaf_under_its_heads() -> None:
    sheet = Sheet("letter", 10)
    sheet.table(["Day", "Words"], [["1", " ".join(f"w{each}" for each in range(1500))]], [1, 1])
    pages = [page.extract_text() for page in of(sheet).pages]
    assert len(pages) > 1
    assert all("Words" in page for page in pages)
    said = [each for each in " ".join(pages).split() if each[1:].isdigit() and each.startswith("w")]
    assert said == [f"w{each}" for each in range(1500)]


@pytest.mark.parametrize("before", range(50, 60))
def test_a_heading_never_stands_alone_at_the_foot(before: int) -> None:
    sheet = Sheet("letter", 10)
    for _ in range(before):
        sheet.say("body")
    sheet.say("HEAD", HEADING)
    sheet.say("body")
    for page in of(sheet).pages:
        told = page.extract_text().split()
        assert [each for each in told if each in ("HEAD", "body")][-1] == "body"


def test_an_unset_value_is_a_gap_in_the_line() -> None:
    assert strokes("M10 20L30.5 40M50 60L70 80") == [[(10, 20), (30.5, 40)], [(50, 60), (70, 80)]]
    assert strokes("M10 20h0M30 40h0") == [[(10, 20)], [(30, 40)]]
    assert strokes("M50 10V78") == [[(50, 10), (50, 78)]]


def test_nothing_is_put_on_the_margin() -> None:
    sheet = Sheet("letter", 10)
    for _ in range(200):
        sheet.say("word " * 40)

    def seen(text: str, _: object, where: list[float], *__: object) -> None:
        if text.strip() and "of" not in text:
            assert where[4] >= MARGIN - 1
            assert MARGIN - 10 <= where[5] <= 792 - MARGIN

    for page in of(sheet).pages:
        page.extract_text(visitor_text=seen)
