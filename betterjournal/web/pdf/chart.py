"""Numbers over time on paper: the very drawing of the screen, with lines and marks of ink."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fpdf import FPDF

from betterjournal.entries.charting import EDGE, HEIGHT, LEFT, RIGHT, WIDTH
from betterjournal.entries.views import ChartLine
from betterjournal.web.pdf.sheet import FAINT, INK, Sheet, letters, stroke

Told = Callable[[str], str]
Spot = tuple[float, float]
SCALE, BESIDE = 1.15, 3
# How the paths of `entries.charting` are written: move, line, a dot, a mark from top to bottom.
_STEP = re.compile(r"([MLhV])([-\d.]+)(?: ([-\d.]+))?")
DOT, HOLLOW, LETTER, BASE, CAPTION = 1.6, 0.8, 7.5, 3.0, 13.0


def charts(sheet: Sheet, lines: Sequence[tuple[str, ChartLine]], told: Told) -> None:
    """Beside each other, as many as a row has room for, each under its caption; `told` is how a number reads."""
    wide = sheet.room / BESIDE
    for at in range(0, len(lines), BESIDE):
        row = [_Strip(line, told, wide / WIDTH, caption) for caption, line in lines[at : at + BESIDE]]
        sheet.picture(HEIGHT * wide / WIDTH + CAPTION, partial(_beside, row, wide))


def chart(sheet: Sheet, line: ChartLine, told: Told) -> None:
    """One, larger. An unset value leaves a gap in the line."""
    sheet.picture(HEIGHT * SCALE, _Strip(line, told, SCALE).drawn)


def strokes(path: str) -> list[list[Spot]]:
    """The lines of a path, each through its points; a dot is a line of one point."""
    found: list[list[Spot]] = []
    for step, first, second in _STEP.findall(path):
        if step == "M":
            found.append([(float(first), float(second))])
        elif step == "L":
            found[-1].append((float(first), float(second)))
        elif step == "V":
            found[-1].append((found[-1][0][0], float(first)))
    return found


@dataclass(frozen=True)
class _Strip:
    line: ChartLine
    told: Told
    scale: float
    caption: str = ""

    def drawn(self, pdf: FPDF, x: float, y: float) -> None:
        """From its left and upper end on."""
        if self.caption:
            letters(pdf, self.caption, x, y + LETTER + BASE, LETTER)
            y += CAPTION
        line = self.line

        def at(spot: Spot) -> Spot:
            return x + spot[0] * self.scale, y + spot[1] * self.scale

        def lines(path: str, ink: int, width: float) -> None:
            for points in strokes(path):
                if len(points) > 1:
                    stroke(pdf, ink, width, [at(each) for each in points])

        for level in (EDGE, HEIGHT - EDGE):
            stroke(pdf, FAINT, 0.4, [at((LEFT, level)), at((WIDTH - RIGHT, level))])
        lines(line.met, FAINT, 0.4)
        lines(line.path, INK, 0.8)
        lines(line.pairs, INK, 0.6)
        for path, is_hollow in ((line.before, True), (line.dots, False)):
            for (spot,) in strokes(path):
                _dot(pdf, at(spot), is_hollow=is_hollow)
        for value, level in _ends(line):
            left, base = at((LEFT - 8, level))
            letters(pdf, self.told(value), left, base + BASE, LETTER, from_right=True)
        if line.end:
            left, base = at((line.end_x + 8, line.end_y))
            letters(pdf, self.told(line.end), left, base + BASE, LETTER)


def _beside(row: Sequence[_Strip], wide: float, pdf: FPDF, x: float, y: float) -> None:
    for place, strip in enumerate(row):
        strip.drawn(pdf, x + place * wide, y)


def _ends(line: ChartLine) -> Iterator[tuple[str, float]]:
    """The numbers beside both ends of the scale; one in the middle where all that was entered is one number."""
    if line.top == line.bottom:
        yield line.top, HEIGHT / 2
    else:
        yield line.top, EDGE
        yield line.bottom, HEIGHT - EDGE


def _dot(pdf: FPDF, spot: Spot, *, is_hollow: bool) -> None:
    pdf.set_fill_color(INK)
    pdf.circle(*spot, DOT, style="F")
    if is_hollow:
        pdf.set_fill_color(255)
        pdf.circle(*spot, HOLLOW, style="F")
