"""A worksheet on paper: lines, boxes and scales to write on, each kind of field drawn once."""

import reflex as rx

from betterjournal.web.worksheet.controls import points_of
from betterjournal.worksheets.views import ColumnView, FieldView, OptionView, SectionView

# As many as a page has room for; the sheet's own room hides those that are too many.
LINES = 14
TENS = tuple(str(ten) for ten in range(0, 101, 10))


def print_sections(sections: rx.Var[list[SectionView]], minutes: rx.Var[str]) -> rx.Component:
    """All of it, card after card. `minutes` is the unit of a duration in the sheet's language."""
    return rx.fragment(rx.foreach(sections, lambda section: _section(section, minutes)))


def _section(section: rx.Var[SectionView], minutes: rx.Var[str]) -> rx.Component:
    title = rx.cond(section.title != "", rx.el.h2(section.title), rx.fragment())
    fields = rx.foreach(section.fields, lambda field: _field(field, minutes))
    return rx.el.section(title, _small(section.help), fields, key=section.key, class_name="paper-part")


def _field(field: rx.Var[FieldView], minutes: rx.Var[str]) -> rx.Component:
    label = rx.cond(field.label != "", rx.el.h3(field.label), rx.fragment())
    return rx.el.div(label, _small(field.help), _room_for(field, minutes), key=field.key, class_name="paper-field")


def _room_for(field: rx.Var[FieldView], minutes: rx.Var[str]) -> rx.Component:
    """Where the answer is written."""
    return rx.match(
        field.kind,
        ("text", rx.fragment()),
        ("long_text", rx.el.div(*_lines(LINES), class_name="paper-lines")),
        ("rows", _table(field)),
        ("scale_10", _scale(field)),
        ("scale", _scale(field)),
        ("scale_100", _circles(rx.foreach(list(TENS), _circle), field)),
        ("single_choice", _choices(field, "round")),
        ("yes_no", _choices(field, "round")),
        ("multi_choice", _choices(field, "square")),
        ("open_choice", rx.fragment(_choices(field, "round"), *_lines(1))),
        ("number", _box(field.unit)),
        ("duration", _box(minutes)),
        rx.fragment(*_lines(1)),
    )


def _small(words: rx.Var[str]) -> rx.Component:
    return rx.cond(words != "", rx.el.p(words, class_name="paper-small"), rx.fragment())


def _lines(count: int) -> list[rx.Component]:
    return [rx.el.div(class_name="paper-line") for _ in range(count)]


def _scale(field: rx.Var[FieldView]) -> rx.Component:
    points, _ = points_of(field)
    return _circles(rx.foreach(points, _circle), field)


def _circles(circles: rx.Component, field: rx.Var[FieldView]) -> rx.Component:
    low = rx.el.span(field.low, class_name="paper-small")
    return rx.el.div(low, circles, rx.el.span(field.high, class_name="paper-small"), class_name="paper-scale")


def _circle(number: rx.Var[str]) -> rx.Component:
    return rx.el.span(number, class_name="paper-circle")


def _choices(field: rx.Var[FieldView], shape: str) -> rx.Component:
    def choice(option: rx.Var[OptionView]) -> rx.Component:
        return rx.el.span(rx.el.span(class_name=f"paper-tick {shape}"), option.label, class_name="paper-choice")

    return rx.el.div(rx.foreach(field.options, choice), class_name="paper-choices")


def _box(unit: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.span(class_name="paper-box"), unit, class_name="paper-choices")


def _table(field: rx.Var[FieldView]) -> rx.Component:
    head = rx.el.tr(rx.foreach(field.columns, _head))
    body = rx.foreach(field.rows, lambda row: rx.el.tr(rx.foreach(field.columns, _cell), key=row.id))
    return rx.el.table(rx.el.thead(head), rx.el.tbody(body), class_name="paper-table")


def _head(column: rx.Var[ColumnView]) -> rx.Component:
    """What a screen offers as choices stands under the name of the column."""
    choices = column.options.map(lambda option: option.label).join(" / ")
    return rx.el.th(column.label, _small(choices), scope="col")


def _cell(column: rx.Var[ColumnView]) -> rx.Component:
    return rx.el.td(key=column.key)
