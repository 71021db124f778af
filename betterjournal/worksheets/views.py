"""What a screen may see of a worksheet: plain values in one language, ready to draw."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OptionView:
    value: str
    label: str


@dataclass(frozen=True)
class ColumnView:
    """One column of repeating rows; `kind` is a drawing kind as in FieldView, or "carried" (read only)."""

    key: str
    kind: str
    label: str
    low: str
    high: str
    minimum: float | None
    maximum: float | None
    step: float | None
    unit: str
    options: list[OptionView]


@dataclass(frozen=True)
class CellView:
    """`key` is the whole path of the answer: "<rows>.<row id>.<column>"."""

    key: str
    column: ColumnView
    value: str
    shown: str
    version: int


@dataclass(frozen=True)
class RowView:
    id: str
    cells: list[CellView]


@dataclass(frozen=True)
class FieldView:
    """One field to fill or read.

    `kind` is the drawing kind: short_text, long_text, scale_10, scale_100, scale, number, date, time,
    datetime, duration, single_choice, multi_choice, open_choice, yes_no, rows, text, computed.
    `value` is the stored answer ("" is unset); `shown` is the same in words for the language.
    `carried` is the earlier answer to stand beside this one.
    """

    key: str
    kind: str
    label: str
    help: str
    value: str
    chosen: list[str]
    low: str
    high: str
    minimum: float | None
    maximum: float | None
    step: float | None
    unit: str
    options: list[OptionView]
    columns: list[ColumnView]
    rows: list[RowView]
    minimum_rows: int
    maximum_rows: int
    locked: bool
    carried: str
    version: int
    shown: str
    visible: bool


@dataclass(frozen=True)
class SectionView:
    """One card of a worksheet."""

    key: str
    title: str
    help: str
    fields: list[FieldView]


@dataclass(frozen=True)
class PlanDefaults:
    """What the composer starts from; "" where the worksheet suggests nothing."""

    when: str
    where: str
    how_many: int
    first_step: str
    smallest: str
    minutes: int
    repeat: str = "once"
    weekdays: str = ""


@dataclass(frozen=True)
class WorksheetChoice:
    key: str
    revision_id: str
    title: str
    purpose: str
    minutes: int
    defaults: PlanDefaults
