"""The computed values of a worksheet, worked out over the answers it has now."""

from collections.abc import Collection

from betterjournal.worksheets.computed import result
from betterjournal.worksheets.definition import Definition, Field
from betterjournal.worksheets.question import Column
from betterjournal.worksheets.rows import Answers, cell, ids

Figures = dict[str, float]


def of_fields(definition: Definition, answers: Answers, asked: Collection[str]) -> Figures:
    """The computed fields that have a result, in order, so that one may stand on another."""
    found: Figures = {}
    for field in definition.fields:
        if field.computed and field.key in asked:
            operands = [_operands(definition, name, answers, found) for name in field.computed.of]
            _note(found, field, [value for values in operands for value in values])
    return found


def of_row(field: Field, row: str, answers: Answers) -> Figures:
    """The computed columns of one row that have a result."""
    found: Figures = {}
    for column in field.columns:
        if column.computed:
            _note(found, column, [_in_row(field, row, name, answers, found) for name in column.computed.of])
    return found


def plain(value: float | None) -> str:
    """A result spelled like a stored number; "" for none."""
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def _operands(definition: Definition, name: str, answers: Answers, found: Figures) -> list[str]:
    """What a name stands for: one field's answer or result, or a column's answers row by row."""
    key, _, column = name.partition(".")
    field = definition.field(key)
    if field and column:
        return [answers.get(cell(key, row, column), "") for row in ids(definition, field, answers)]
    return [plain(found.get(key)) if field and field.computed else answers.get(key, "")]


def _in_row(field: Field, row: str, name: str, answers: Answers, found: Figures) -> str:
    return plain(found[name]) if name in found else answers.get(cell(field.key, row, name), "")


def _note(found: Figures, column: Column, operands: list[str]) -> None:
    value = result(column.computed, operands) if column.computed else None
    if value is not None:
        found[column.key] = value
