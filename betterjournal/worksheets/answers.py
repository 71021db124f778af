"""Whether one answer may be stored: every value is checked against its revision and spelled one way (SEC-24).

An answer is a string; "" is unset, and unset is never 0. A path is "<field>", or "<rows>.<row id>.<column>";
the path of rows themselves holds the ids of the rows in order, as a JSON list.
"""

import json
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal, InvalidOperation

from betterjournal.errors import Invalid
from betterjournal.worksheets.definition import Definition, Field
from betterjournal.worksheets.question import Column
from betterjournal.worksheets.rows import order

SHORT_TEXT = 500
LONG_TEXT = 20_000
_ROW_ID = re.compile(r"[a-z0-9-]{1,36}")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,6})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2})\s?[:hH]\s?(\d{2})")
_DURATION = re.compile(r"(?:(\d{1,3})\s?[:hH]\s?(\d{1,2})?|(\d{1,5}))\s?(?:min)?")
_DROPPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_YEARS = range(1900, 2201)


def check(definition: Definition, field_path: str, value: str) -> str:
    """The one spelling `value` is stored in, or Invalid. Both spaces alone and "" clear the answer."""
    question = _asked(definition, field_path)
    if not value.strip():
        return ""
    if isinstance(question, Field) and question.kind == "rows":
        return _row_order(question, field_path, value)
    return _CHECKS[question.kind](question, field_path, value)


def _asked(definition: Definition, path: str) -> Column:
    key, *rest = path.split(".")
    field = definition.field(key)
    asked: Column | None = field
    if field and field.kind == "rows":
        if rest:
            asked = field.column(rest[1]) if len(rest) == 2 and _ROW_ID.fullmatch(rest[0]) else None
        elif field.rows_of:
            asked = None
    elif rest:
        asked = None
    if asked is None or not asked.asks:
        raise Invalid(path, "problem.answer_unknown")
    return asked


def _row_order(field: Field, path: str, value: str) -> str:
    ids = _strings(path, value)
    if len(set(ids)) != len(ids) or not all(_ROW_ID.fullmatch(row) for row in ids):
        raise Invalid(path, "problem.answer_rows")
    if not field.minimum_rows <= len(ids) <= field.maximum_rows:
        least, most = str(field.minimum_rows), str(field.maximum_rows)
        raise Invalid(path, "problem.answer_row_count", least=least, most=most)
    return order(ids)


def _strings(path: str, value: str) -> list[str]:
    """`value` as the JSON list of strings it has to be."""
    try:
        found = json.loads(value) if len(value) <= LONG_TEXT else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise Invalid(path, "problem.answer_list")
    return found


def _short_text(question: Column, path: str, value: str) -> str:
    return _limited(path, " ".join(_clean(value).splitlines()).strip(), SHORT_TEXT)


def _long_text(question: Column, path: str, value: str) -> str:
    return _limited(path, _clean(value), LONG_TEXT)


def _clean(value: str) -> str:
    """Words as typed. Only what no database or page can hold is dropped, so that a paste is never refused."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _DROPPED.sub("", lines).encode("utf-8", "replace").decode("utf-8")


def _limited(path: str, value: str, limit: int) -> str:
    if len(value) > limit:
        raise Invalid(path, "problem.answer_too_long", limit=str(limit))
    return value


def _number(question: Column, path: str, value: str) -> str:
    return _in_range(question, path, _decimal(path, value))


def _scale(question: Column, path: str, value: str) -> str:
    found = _decimal(path, value)
    spelled = _in_range(question, path, found)
    if (found - Decimal(str(question.minimum))) % Decimal(str(question.step)):
        raise Invalid(path, "problem.answer_step")
    return spelled


def _decimal(path: str, value: str) -> Decimal:
    """A number with a point or a comma before its decimals, as English and French write it."""
    spelled = value.strip()
    if not (spelled.isascii() and _NUMBER.fullmatch(spelled)):
        raise Invalid(path, "problem.answer_number")
    try:
        return Decimal(spelled.replace(",", "."))
    except InvalidOperation as error:
        raise Invalid(path, "problem.answer_number") from error


def _in_range(question: Column, path: str, found: Decimal) -> str:
    low, high = question.minimum, question.maximum
    if (low is not None and found < Decimal(str(low))) or (high is not None and found > Decimal(str(high))):
        raise Invalid(path, "problem.answer_range", least=_plain(low), most=_plain(high))
    if question.kind == "number" and question.step == 1 and found != found.to_integral_value():
        raise Invalid(path, "problem.answer_whole")
    return f"{found:f}".rstrip("0").rstrip(".") if found % 1 else str(int(found))


def _plain(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"


def _date(question: Column, path: str, value: str) -> str:
    spelled = value.strip()
    try:
        found = date.fromisoformat(spelled) if _DATE.fullmatch(spelled) else None
    except ValueError:
        found = None
    if found is None or found.year not in _YEARS:
        raise Invalid(path, "problem.answer_date")
    return found.isoformat()


def _time(question: Column, path: str, value: str) -> str:
    """A 24-hour time: 9:40, 09:40 or 9 h 40."""
    found = _TIME.fullmatch(value.replace("\u00a0", " ").replace("\u202f", " ").strip())
    try:
        return time(int(found[1]), int(found[2])).strftime("%H:%M") if found else _not_a_time(path)
    except ValueError as error:
        raise Invalid(path, "problem.answer_time") from error


def _not_a_time(path: str) -> str:
    raise Invalid(path, "problem.answer_time")


def _datetime(question: Column, path: str, value: str) -> str:
    """Both pieces, or only the day, or only the time ("T09:40"): half a memory is an answer too."""
    day, _, hour = value.strip().partition("T")
    pieces = (_date(question, path, day) if day else "", f"T{_time(question, path, hour)}" if hour else "")
    return "".join(pieces) or _not_a_time(path)


def _duration(question: Column, path: str, value: str) -> str:
    """Whole minutes, typed as 90, 1:30, 1 h 30 or 1 h."""
    found = _DURATION.fullmatch(value.replace("\u00a0", " ").replace("\u202f", " ").strip())
    if not found or (found[1] and int(found[2] or 0) > 59):
        raise Invalid(path, "problem.answer_duration")
    minutes = int(found[3]) if found[3] else int(found[1]) * 60 + int(found[2] or 0)
    return _in_range(question, path, Decimal(minutes))


def _single_choice(question: Column, path: str, value: str) -> str:
    if value not in {option.value for option in question.options}:
        raise Invalid(path, "problem.answer_option")
    return value


def _multi_choice(question: Column, path: str, value: str) -> str:
    """Stored in the order of the options, each once; none chosen is unset."""
    chosen = {_single_choice(question, path, item) for item in _strings(path, value)}
    kept = [option.value for option in question.options if option.value in chosen]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def _yes_no(question: Column, path: str, value: str) -> str:
    if value not in ("yes", "no"):
        raise Invalid(path, "problem.answer_option")
    return value


_CHECKS: dict[str, Callable[[Column, str, str], str]] = {
    "short_text": _short_text,
    "long_text": _long_text,
    "open_choice": _short_text,
    "scale": _scale,
    "number": _number,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
    "duration": _duration,
    "single_choice": _single_choice,
    "multi_choice": _multi_choice,
    "yes_no": _yes_no,
}
