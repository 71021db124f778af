"""What people wrote as letters that the font has, in lines that fit, each in the order in which it is read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from arabic_reshaper import ArabicReshaper
from fontTools.ttLib import TTFont
from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection

FOLDER = Path(__file__).parent / "fonts"
PLAIN, BOLD = FOLDER / "DejaVuSansCondensed.ttf", FOLDER / "DejaVuSansCondensed-Bold.ttf"
# In the place of a letter that the font lacks; it has no colours and no pictures.
BOX = "\u25a1"
# Joiners, marks of direction and of how a picture is drawn: nothing to see, so no box either.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
# Each letter in the form that it has at its place in the word; the vowel signs stay, and so does God's name in letters.
_JOINING = ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})
_LINES = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def clean(text: str) -> str:
    """The same in letters that the font has: whatever somebody typed or pasted, nothing breaks the page."""
    text = _LINES.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", "    ")
    # Before what joins letters or keeps them apart is taken out.
    text = _UNSEEN.sub("", _JOINING.reshape(text) if _ARABIC.search(text) else text)
    for letter in set(text) - _known():
        text = text.replace(letter, "" if unicodedata.category(letter) == "Cc" else BOX)
    return text


@dataclass(frozen=True)
class Line:
    """One line of a paragraph, in the order in which it is written; `from_right` as its paragraph begins."""

    text: str
    from_right: bool = False

    @property
    def seen(self) -> str:
        """In the order in which its letters stand on paper."""
        if not _RIGHT_TO_LEFT.search(self.text):
            return self.text
        base = TextDirection.RTL if self.from_right else TextDirection.LTR
        letters = BidiParagraph(text=self.text, base_direction=base).get_reordered_characters()
        return "".join(
            each.character.translate(_MIRRORED) if each.embedding_level % 2 else each.character for each in letters
        )


class Measure:
    """How wide words are, in one of the two fonts; each word is measured once."""

    def __init__(self, font: Path) -> None:
        self._advance, self._known = _advances(font), dict[str, float]()

    def width(self, words: str, size: float) -> float:
        """Points."""
        if words not in self._known:
            self._known[words] = sum(self._advance.get(letter, 0.6) for letter in words)
        return self._known[words] * size

    def lines(self, text: str, size: float, room: float) -> Iterator[Line]:
        """Lines no wider than the room; a word that is wider alone is broken where the room ends."""
        space = self.width(" ", size)
        for paragraph in text.split("\n"):
            from_right, line, at = _from_right(paragraph), list[str](), 0.0
            for word in self._pieces(paragraph, size, room):
                wide = self.width(word, size)
                if line and at + space + wide > room:
                    yield Line(" ".join(line), from_right)
                    line, at = [], 0.0
                at += wide + (space if line else 0)
                line.append(word)
            yield Line(" ".join(line), from_right)

    def _pieces(self, paragraph: str, size: float, room: float) -> Iterator[str]:
        for word in paragraph.split(" "):
            yield from [word] if self.width(word, size) <= room else self._broken(word, size, room)

    def _broken(self, word: str, size: float, room: float) -> Iterator[str]:
        piece, at = "", 0.0
        for letter in word:
            wide = self._advance.get(letter, 0.6) * size
            if piece and at + wide > room:
                yield piece
                piece, at = "", 0.0
            piece, at = piece + letter, at + wide
        yield piece


def _from_right(paragraph: str) -> bool:
    return bool(_RIGHT_TO_LEFT.search(paragraph)) and auto_detect_base_direction(paragraph) == TextDirection.RTL


@cache
def _advances(font: Path) -> dict[str, float]:
    """How far each letter moves on, at a size of one point."""
    read = TTFont(font, lazy=True)
    unit, wide = read["head"].unitsPerEm, read["hmtx"].metrics
    return {chr(code): wide[name][0] / unit for code, name in read.getBestCmap().items()}


@cache
def _known() -> frozenset[str]:
    return frozenset(_advances(PLAIN)) & frozenset(_advances(BOLD)) | {"\n"}
