"""A worksheet as it is printed: everything it may ask, with room to write on."""

from dataclasses import replace

from betterjournal.worksheets.definition import Definition, Field
from betterjournal.worksheets.drawing import unanswered
from betterjournal.worksheets.views import FieldView, RowView, SectionView

# A diary gets a line for each day of a week; a short table fewer.
DIARY_ROWS, TABLE_ROWS = 7, 3
# Up to so many questions that want several lines, each gets some more of them.
A_FEW = 3
# Longer than this, a list is a diary.
SHORT_TABLE = 10


def blank(definition: Definition, language: str, prompt: str = "") -> list[SectionView]:
    """Card by card, also what a condition would hide on a screen; not what is worked out from other answers."""
    return [
        SectionView(
            section.key,
            section.title.to(language),
            section.help.to(language),
            [_blank(definition, field, language, prompt.strip()) for field in section.fields if _is_asked(field)],
        )
        for section in definition.sections
    ]


def room(definition: Definition) -> str:
    """How much of a page each question gets that wants several lines: ample, some or little."""
    long = sum(field.kind == "long_text" for field in definition.fields)
    tables = sum(field.kind == "rows" for field in definition.fields)
    if long > A_FEW or tables > 1:
        return "little"
    return "some" if long > 1 else "ample"


def _is_asked(field: Field) -> bool:
    return field.computed is None


def _blank(definition: Definition, field: Field, language: str, prompt: str) -> FieldView:
    drawn = unanswered(field, language)
    rows = _rows(definition.field(field.rows_of) or field) if field.kind == "rows" else 0
    return replace(
        drawn,
        label=prompt if field.takes_prompt and prompt else drawn.label,
        columns=[column for column in drawn.columns if column.kind != "computed"],
        rows=[RowView(f"r{number + 1}", []) for number in range(rows)],
    )


def _rows(source: Field) -> int:
    room = TABLE_ROWS if source.maximum_rows <= SHORT_TABLE else DIARY_ROWS
    return max(source.minimum_rows, min(source.maximum_rows, room))
