"""Which rows a repeating field has now, and what stands in them."""

import json
from collections.abc import Mapping

from betterjournal.database import new_id
from betterjournal.worksheets.definition import Definition, Field

ROW_ID = 12
Answers = Mapping[str, str]


def ids(definition: Definition, field: Field, answers: Answers) -> list[str]:
    """The rows in order.

    Until somebody adds or removes one there is no stored order: then they are r1, r2, ... up to the fewest,
    and any other row with an answer. Rows of other rows are those that hold something on either side.
    """
    if field.rows_of:
        source = definition.field(field.rows_of)
        rows = ids(definition, source, answers) if source else []
        return [row for row in rows if holds(field.rows_of, row, answers) or holds(field.key, row, answers)]
    if answers.get(field.key):
        return [str(row) for row in json.loads(answers[field.key])]
    first = [f"r{number + 1}" for number in range(field.minimum_rows)]
    return list(dict.fromkeys([*first, *_answered_rows(field.key, answers)]))


def order(row_ids: list[str]) -> str:
    """The ids of rows in order, spelled as they are stored."""
    return json.dumps(row_ids, separators=(",", ":"))


def new() -> str:
    """An id that was never used, so that no removed words come back."""
    return new_id()[:ROW_ID]


def cell(rows: str, row: str, column: str) -> str:
    """The path of one cell."""
    return f"{rows}.{row}.{column}"


def holds(rows: str, row: str, answers: Answers) -> bool:
    """Whether anything is answered in this row."""
    start = f"{rows}.{row}."
    return any(value and path.startswith(start) for path, value in answers.items())


def _answered_rows(rows: str, answers: Answers) -> list[str]:
    start = f"{rows}."
    return [path.split(".")[1] for path, value in answers.items() if value and path.startswith(start)]
