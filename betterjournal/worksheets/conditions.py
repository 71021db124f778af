"""Which fields are asked, given what is answered: pure, worked out in Python after each save."""

import json

from betterjournal.worksheets.definition import Definition, Field
from betterjournal.worksheets.question import Condition
from betterjournal.worksheets.rows import Answers, holds, ids


def asked(definition: Definition, answers: Answers) -> frozenset[str]:
    """The keys of the fields whose conditions hold.

    A field that is not asked counts as unanswered for the ones after it, though its words stay stored.
    """
    found: set[str] = set()
    for field in definition.fields:
        holding = [_holds(definition, one, answers, found) for one in field.show_when]
        if not holding or (all(holding) if field.show_if == "all" else any(holding)):
            found.add(field.key)
    return frozenset(found)


def answered(definition: Definition, field: Field, answers: Answers) -> bool:
    """Whether the field has an answer; for rows, whether any row holds one."""
    if field.kind == "rows":
        return any(holds(field.key, row, answers) for row in ids(definition, field, answers))
    return field.asks and bool(answers.get(field.key))


def _holds(definition: Definition, condition: Condition, answers: Answers, seen: set[str]) -> bool:
    field = definition.field(condition.field)
    if field is None or field.key not in seen or not answered(definition, field, answers):
        return False
    value = answers.get(field.key, "")
    match condition.op:
        case "answered":
            return True
        case "includes":
            return condition.value in chosen(field.kind, value)
        case "equals":
            return value == condition.value or _same_number(value, condition.value)
        case "above":
            left, right = number(value), number(condition.value)
            return left is not None and right is not None and left > right


def chosen(kind: str, value: str) -> list[str]:
    """The choices an answer holds, as a list whatever the kind."""
    if kind == "multi_choice" and value:
        return [str(item) for item in json.loads(value)]
    return [value] if value else []


def number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _same_number(left: str, right: str) -> bool:
    return number(left) is not None and number(left) == number(right)
