"""What the owner sees of the list before the first client."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StepView:
    """One step: `state` is open, done or waived; `by` and `on` (an ISO day) are empty for what the software saw."""

    id: str
    state: str
    by: str
    on: str
    words: str
    checked_on: str


@dataclass(frozen=True)
class HelpLineView:
    """One help line, and who last called it on which day; `due` when that is too long ago."""

    id: str
    name_en: str
    name_fr: str
    phone: str
    by: str
    on: str
    due: bool


@dataclass(frozen=True)
class ReadinessView:
    """The whole list. `asked` are the places of the three words; `binding` while nobody has joined yet."""

    id: str
    steps: list[StepView]
    lines: list[HelpLineView]
    left: int
    asked: list[int]
    on_this_computer: bool
    binding: bool
    today: str
