"""How far an entry is: whole, part or empty; and what of it is shared."""

from collections.abc import Iterable

from betterjournal.worksheets.conditions import answered, asked
from betterjournal.worksheets.definition import Definition, Field
from betterjournal.worksheets.rows import Answers, cell, holds, ids


def whole(definition: Definition, answers: Answers) -> bool:
    """Whether it may be shared as whole: all that is required is answered, or anything if nothing is."""
    fields = _asking(definition, answers)
    needs = [field for field in fields if _requires(field)]
    if not needs:
        return any(answered(definition, field, answers) for field in fields)
    return all(_complete(definition, field, answers) for field in needs)


def answered_count(definition: Definition, answers: Answers) -> tuple[int, int]:
    """(answered, total) of the fields asked now; a field of rows is one."""
    fields = _asking(definition, answers)
    return sum(answered(definition, field, answers) for field in fields), len(fields)


def empty(definition: Definition, answers: Answers) -> bool:
    """Whether nothing is answered; the order of rows is not an answer."""
    return not any(answered(definition, field, answers) for field in definition.fields)


def to_share(definition: Definition, answers: Answers) -> dict[str, str]:
    """The answers that sharing takes along: not those of fields no longer asked, nor of removed rows."""
    keys = asked(definition, answers)
    return _standing(definition, [field for field in definition.fields if field.key in keys], answers)


def still_there(definition: Definition, answers: Answers) -> dict[str, str]:
    """The answers without those of removed rows."""
    return _standing(definition, definition.fields, answers)


def _standing(definition: Definition, fields: Iterable[Field], answers: Answers) -> dict[str, str]:
    paths = [path for field in fields for path in _paths(definition, field, answers)]
    return {path: answers[path] for path in paths if answers.get(path)}


def _asking(definition: Definition, answers: Answers) -> list[Field]:
    keys = asked(definition, answers)
    return [field for field in definition.fields if field.asks and field.key in keys]


def _requires(field: Field) -> bool:
    return field.required or any(column.required for column in field.columns)


def _complete(definition: Definition, field: Field, answers: Answers) -> bool:
    """A required column is needed in every row that holds something; rows of other rows, in each of those."""
    if field.required and not answered(definition, field, answers):
        return False
    if field.kind != "rows":
        return True
    rows = [row for row in ids(definition, field, answers) if field.rows_of or holds(field.key, row, answers)]
    needed = [column.key for column in field.columns if column.required]
    return all(answers.get(cell(field.key, row, column)) for row in rows for column in needed)


def _paths(definition: Definition, field: Field, answers: Answers) -> list[str]:
    if field.kind != "rows":
        return [field.key] if field.asks else []
    columns = [column.key for column in field.columns if column.asks]
    rows = ids(definition, field, answers)
    return [field.key, *(cell(field.key, row, column) for row in rows for column in columns)]
