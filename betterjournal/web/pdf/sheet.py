"""Sheets of paper: lines, tables and drawings one under another, turned into pages when they are full.

Everything is laid out before anything is drawn, so each page can say of how many it is one. The library's own cells
are not used: they took six seconds for fifty pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Literal

from fpdf import FPDF

from betterjournal.web.pdf.letters import BOLD, PLAIN, Line, Measure, clean

Size = Literal["letter", "a4"]
Tag = Literal["H1", "H2", "H3", "P"]
Draw = Callable[[FPDF], None]
# Points. Canada prints on letter paper.
SIZES: dict[Size, tuple[float, float]] = {"letter": (612, 792), "a4": (595.28, 841.89)}
MARGIN, FOOT = 42.0, 24.0
INK, QUIET, FAINT = 0, 80, 170
LEADING = 1.26
INDENT = 10.0
FOOT_SIZE = 8.0


@dataclass(frozen=True)
class Style:
    """How words look; `scale` is in parts of the size of plain words."""

    scale: float = 1.0
    is_bold: bool = False
    ink: int = INK
    tag: Tag = "P"
    above: float = 0.0
    keeps: int = 0


TITLE = Style(1.6, is_bold=True, tag="H1")
HEADING = Style(1.15, is_bold=True, tag="H2", above=0.6, keeps=3)
NAME = Style(1.0, is_bold=True, tag="H3", above=0.35, keeps=2)
WORDS = Style()
STRONG = Style(is_bold=True)
ASIDE = Style(0.88, ink=QUIET)


class Sheet:
    """What is put on it stands under what was put there before."""

    def __init__(self, size: Size, letter: float) -> None:
        self.wide, self.high = SIZES[size]
        self.letter, self._y, self._block = letter, MARGIN, 0
        self._pages: list[list[tuple[int, Tag, Draw]]] = [[]]
        self._on_turn: Callable[[], None] | None = None
        self._measures = {False: Measure(PLAIN), True: Measure(BOLD)}

    @property
    def pages(self) -> int:
        return len(self._pages)

    @property
    def room(self) -> float:
        return self.wide - 2 * MARGIN

    def say(self, text: str, style: Style = WORDS, *, indent: float = 0.0) -> None:
        """Words from the left, in as many lines as they need; nothing for no words."""
        if not text.strip():
            return
        size, begins = self.letter * style.scale, self._y > MARGIN
        self.gap(style.above if begins else 0)
        self._need(size * LEADING * (1 + style.keeps))
        self._block += 1
        for line in self._measures[style.is_bold].lines(clean(text), size, self.room - indent):
            self._line(line, MARGIN + indent, self.room - indent, style)

    def pair(self, name: str, words: str, *, is_quiet: bool = False, indent: float = 0.0) -> None:
        """A question and its answer: beside each other where both fit into one line."""
        style = ASIDE if is_quiet else WORDS
        asked, told = clean(name).strip(), clean(words).strip()
        across = self._measures[False].width(asked, self.letter * ASIDE.scale) + self.letter * 0.8
        there = self._measures[False].width(told, self.letter * style.scale)
        if not asked:
            return self.say(words, style, indent=indent)
        if not told or "\n" in asked + told or indent + across + there > self.room:
            self.say(name, Style(ASIDE.scale, ink=QUIET, keeps=1), indent=indent)
            return self.say(words, style, indent=indent)
        first, then = (next(self._measures[False].lines(each, 1, self.room)) for each in (asked, told))
        self._need(self.letter * LEADING)
        self._block += 1
        top, low = self._y, self.letter * (1 - ASIDE.scale)
        # Both on one base line.
        self._y = top + low
        self._line(first, MARGIN + indent, across, ASIDE)
        self._y = top + (low if is_quiet else 0)
        self._line(then, MARGIN + indent + across, there, style)
        self._y = top + self.letter * LEADING

    def gap(self, lines: float) -> None:
        """So much room in lines of plain words."""
        self._y += lines * self.letter * LEADING

    def rule(self) -> None:
        """A thin line from margin to margin."""
        self.gap(0.3)
        y, to = self._y, self.wide - MARGIN
        self._put(lambda pdf: stroke(pdf, FAINT, 0.5, [(MARGIN, y), (to, y)]))
        self.gap(0.3)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> None:
        """`shares` say how wide each column is beside the others. On each new page the heads stand again."""
        whole = sum(shares)
        across = [(self.room * sum(shares[:at]) / whole, self.room * each / whole) for at, each in enumerate(shares)]
        head = Style(0.82, is_bold=True, ink=QUIET)
        self.gap(0.3)
        # The heads and the first row under them.
        self._need(4 * self.letter * LEADING)
        self._row(heads, across, head)
        self._on_turn = lambda: self._row(heads, across, head)
        for row in rows:
            self._row(row, across, Style(0.9))
        self._on_turn = None

    def picture(self, high: float, draw: Callable[[FPDF, float, float], None]) -> None:
        """A drawing so high; it is given its left and upper end."""
        self._need(high)
        y = self._y
        self._put(lambda pdf: draw(pdf, MARGIN, y))
        self._y += high

    def drawn(self, title: str, language: str, on: date, foot: Callable[[int, int], str]) -> bytes:
        """The file. It tells the day it was made on and no hour, its language, and no name but its `title`."""
        pdf = _empty(self.wide, self.high)
        pdf.set_title(title)
        pdf.set_lang(f"{language}-CA")
        pdf.set_creation_date(datetime.combine(on, time.min, UTC))
        for number, page in enumerate(self._pages, 1):
            pdf.add_page()
            for place, ((_, tag), together) in enumerate(groupby(page, key=lambda each: each[:2])):
                _tagged(pdf, tag, place, [draw for _, _, draw in together])
            self._foot(pdf, foot(number, self.pages))
        return bytes(pdf.output())

    def _foot(self, pdf: FPDF, words: str) -> None:
        told = clean(words).replace("\n", " ")
        style, measure = Style(ink=QUIET), self._measures[False]
        first = next(measure.lines(told, FOOT_SIZE, self.room))
        x = self.wide - MARGIN - measure.width(first.text, FOOT_SIZE)
        pdf._out("/Artifact BMC")
        _letters(pdf, first.seen, x, self.high - FOOT, style, FOOT_SIZE)
        pdf._out("EMC")

    def _row(self, cells: Sequence[str], across: Sequence[tuple[float, float]], style: Style) -> None:
        """Line by line, so that a long cell goes on overleaf."""
        size, measure = self.letter * style.scale, self._measures[style.is_bold]
        split = [
            list(measure.lines(clean(cell), size, wide - 6)) for cell, (_, wide) in zip(cells, across, strict=True)
        ]
        self._block += 1
        for at in range(max(len(each) for each in split)):
            self._need(size * LEADING)
            top = self._y
            for lines, (x, wide) in zip(split, across, strict=True):
                if at < len(lines):
                    self._y = top
                    self._line(lines[at], MARGIN + x, wide - 6, style)
            self._y = top + size * LEADING
        self.gap(0.12)
        y, to = self._y - 0.06 * self.letter, self.wide - MARGIN
        self._put(lambda pdf: stroke(pdf, FAINT, 0.3, [(MARGIN, y), (to, y)]))
        self.gap(0.12)

    def _line(self, line: Line, x: float, room: float, style: Style) -> None:
        size = self.letter * style.scale
        self._need(size * LEADING)
        wide = self._measures[style.is_bold].width(line.text, size) if line.from_right else room
        seen, left, base = line.seen, x + room - wide, self._y + size
        if seen.strip():
            self._put(lambda pdf: _letters(pdf, seen, left, base, style, size), style.tag)
        self._y += size * LEADING

    def _put(self, draw: Draw, tag: Tag = "P") -> None:
        self._pages[-1].append((self._block, tag, draw))

    def _need(self, high: float) -> None:
        """Turn the page when so much does not fit on it any more."""
        if self._y + high <= self.high - MARGIN or not self._pages[-1]:
            return
        self._pages.append([])
        self._y = MARGIN
        if self._on_turn:
            again, self._on_turn = self._on_turn, None
            again()
            self._on_turn = again


def stroke(pdf: FPDF, ink: int, width: float, points: Sequence[tuple[float, float]]) -> None:
    """A line through these points."""
    pdf.set_draw_color(ink)
    pdf.set_line_width(width)
    pdf.polyline(points)


def letters(pdf: FPDF, text: str, x: float, base: float, size: float, *, from_right: bool = False) -> None:
    """One short line of our own beside a drawing; `from_right` ends it at `x`."""
    left = x - Measure(PLAIN).width(text, size) if from_right else x
    _letters(pdf, clean(text), left, base, Style(ink=QUIET), size)


def _letters(pdf: FPDF, text: str, x: float, base: float, style: Style, size: float) -> None:
    pdf.set_font("words", "B" if style.is_bold else "", size)
    pdf.set_text_color(style.ink)
    pdf.text(x, base, text)


def _tagged(pdf: FPDF, tag: Tag, place: int, draws: Sequence[Draw]) -> None:
    """What a screen reader hears as one heading or one paragraph."""
    _, parents = pdf.struct_builder.add_marked_content(page_number=pdf.page, struct_type=f"/{tag}", mcid=place)
    pdf.pages[pdf.page].struct_parents = parents
    pdf._out(f"/{tag} <</MCID {place}>> BDC")
    for draw in draws:
        draw(pdf)
    pdf._out("EMC")


def _empty(wide: float, high: float) -> FPDF:
    pdf = FPDF(unit="pt", format=(wide, high))
    pdf.set_auto_page_break(False)
    pdf.set_producer("Betterjournal")
    pdf.add_font("words", "", PLAIN)
    pdf.add_font("words", "B", BOLD)
    return pdf
