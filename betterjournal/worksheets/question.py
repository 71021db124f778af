"""One question of a worksheet and what belongs to it: words, options, conditions, computed values."""

from typing import Literal, Self

from pydantic import ConfigDict, model_validator
from pydantic.dataclasses import dataclass

Language = Literal["en", "fr"]
Kind = Literal[
    "short_text",
    "long_text",
    "scale",
    "number",
    "date",
    "time",
    "datetime",
    "duration",
    "single_choice",
    "multi_choice",
    "open_choice",
    "yes_no",
    "rows",
    "text",
    "computed",
    "carried",
]
CHOICES = ("single_choice", "multi_choice", "open_choice")
NOT_ASKED = ("text", "computed", "carried")
CLOSED = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=CLOSED)
class Text:
    """The same words in both languages; both or neither."""

    en: str = ""
    fr: str = ""

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if bool(self.en.strip()) != bool(self.fr.strip()):
            raise ValueError("written in one language only")
        return self

    def to(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, config=CLOSED)
class Option:
    value: str
    label: Text


@dataclass(frozen=True, config=CLOSED)
class Condition:
    """True when another field's answer equals, includes or is above `value`, or is answered at all."""

    field: str
    op: Literal["equals", "includes", "above", "answered"]
    value: str = ""


@dataclass(frozen=True, config=CLOSED)
class Computed:
    """One of a closed set of sums over other answers; there is no expression language.

    `of` names fields (or columns of the same row); for sum, count and mean also "rows.column". A result under
    `least` or over `most` reads `doubt` instead. `sentences` are tried in order: the first whose {names} are
    all known is shown.
    """

    op: Literal["sum", "difference", "count", "mean", "minutes_between"]
    of: tuple[str, ...]
    least: float | None = None
    most: float | None = None
    doubt: Text = Text()
    sentences: tuple[Text, ...] = ()
    as_duration: bool = False
    hidden: bool = False


@dataclass(frozen=True, config=CLOSED)
class Column:
    """One question, or a column of rows. `carried_from` names an earlier answer to show beside it."""

    key: str
    kind: Kind
    label: Text
    required: bool = False
    low: Text = Text()
    high: Text = Text()
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: Text = Text()
    options: tuple[Option, ...] = ()
    computed: Computed | None = None
    carried_from: str = ""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.key.replace("_", "").isalnum() or self.key != self.key.lower():
            raise ValueError(f"{self.key!r}: a key is made of small letters, digits and _")
        if (self.kind in CHOICES) != bool(self.options):
            raise ValueError(f"{self.key}: options belong to choices, and every choice has some")
        if len({option.value for option in self.options}) != len(self.options):
            raise ValueError(f"{self.key}: two options have the same value")
        if (self.kind == "computed") != (self.computed is not None):
            raise ValueError(f"{self.key}: a computed field, and only that, says what it computes")
        if self.kind == "scale" and None in (self.minimum, self.maximum, self.step):
            raise ValueError(f"{self.key}: a scale has a minimum, a maximum and a step")
        if self.kind == "carried" and not self.carried_from:
            raise ValueError(f"{self.key}: carried from where?")
        return self

    @property
    def asks(self) -> bool:
        return self.kind not in NOT_ASKED
