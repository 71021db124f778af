"""The part of a field's view that no answer changes: its words, its ends, its options."""

from betterjournal.worksheets.definition import Field
from betterjournal.worksheets.question import Column
from betterjournal.worksheets.showing import options
from betterjournal.worksheets.views import ColumnView, FieldView

_SCALES = {(0.0, 10.0, 1.0): "scale_10", (0.0, 100.0, 1.0): "scale_100"}


def unanswered(field: Field, language: str) -> FieldView:
    """The field before anybody wrote in it: one long list of names, with nothing to follow."""
    question = column(field, language)
    repeats = field.kind == "rows"
    return FieldView(
        key=field.key,
        kind=question.kind,
        label=question.label,
        help=field.help.to(language),
        value="",
        chosen=[],
        low=question.low,
        high=question.high,
        minimum=field.minimum,
        maximum=field.maximum,
        step=field.step,
        unit=question.unit,
        options=question.options,
        columns=[column(one, language) for one in field.columns if not hidden(one)],
        rows=[],
        minimum_rows=field.minimum_rows if repeats else 0,
        maximum_rows=field.maximum_rows if repeats else 0,
        locked=False,
        carried="",
        version=0,
        shown="",
        visible=True,
    )


def column(question: Column, language: str) -> ColumnView:
    return ColumnView(
        key=question.key,
        kind=_kind(question),
        label=question.label.to(language),
        low=question.low.to(language),
        high=question.high.to(language),
        minimum=question.minimum,
        maximum=question.maximum,
        step=question.step,
        unit=question.unit.to(language),
        options=options(question, language),
    )


def hidden(question: Column) -> bool:
    """A figure other figures stand on, never drawn itself."""
    return question.computed is not None and question.computed.hidden


def _kind(question: Column) -> str:
    """A scale is drawn by its ends: 0-10 and 0-100 have controls of their own."""
    ends = (question.minimum or 0.0, question.maximum or 0.0, question.step or 0.0)
    return _SCALES.get(ends, "scale") if question.kind == "scale" else question.kind
