"""Repeating rows: a small table of other kinds, stacked so that it fits a phone."""

import reflex as rx

from betterjournal.web.wording import say
from betterjournal.web.worksheet.controls import control
from betterjournal.web.worksheet.question import of_cell
from betterjournal.worksheets.views import CellView, FieldView, RowView


def rows_to_fill(
    field: rx.Var[FieldView],
    *,
    is_kept: bool,
    on_add: rx.EventHandler | None,
    on_remove: rx.EventHandler | None,
) -> rx.Component:
    """Rows may be added up to the most and removed down to the least; both work from the keyboard."""
    rows = rx.foreach(field.rows, lambda row, at: _row(field, row, at, is_kept, on_remove))
    return rx.el.fieldset(
        rx.el.legend(rx.el.h3(field.label) if is_kept else field.label),
        rx.cond(field.help != "", rx.el.p(field.help, class_name="help"), rx.fragment()),
        rx.el.div(rows, class_name="stack-small"),
        _add(field, on_add),
        class_name="field",
    )


def rows_to_read(field: rx.Var[FieldView]) -> rx.Component:
    """A real table, so that columns can be compared; it scrolls by itself on a phone."""
    head = rx.el.tr(rx.foreach(field.columns, lambda column: rx.el.th(column.label, scope="col", class_name="th")))
    body = rx.foreach(field.rows, lambda row: rx.el.tr(rx.foreach(row.cells, _cell_read)))
    table = rx.el.table(rx.el.thead(head), rx.el.tbody(body), class_name="answers")
    return rx.el.div(table, class_name="overflow-x-auto", tab_index=0, role="group", aria_label=field.label)


def _row(
    field: rx.Var[FieldView],
    row: rx.Var[RowView],
    at: rx.Var[int],
    is_kept: bool,
    on_remove: rx.EventHandler | None,
) -> rx.Component:
    cells = rx.foreach(row.cells, lambda cell: _cell(field, cell, is_kept))
    return rx.el.div(
        rx.el.div(cells, class_name="cells"),
        _remove(field, row, at, on_remove),
        key=row.id,
        role="group",
        aria_label=say("field.row", label=field.label, number=at + 1),
        class_name="row-card",
    )


def _cell(field: rx.Var[FieldView], cell: rx.Var[CellView], is_kept: bool) -> rx.Component:
    is_read = (cell.column.kind == "carried") | (cell.column.kind == "computed")
    filled = control(of_cell(cell, field, is_kept=is_kept))
    return rx.el.div(rx.cond(is_read, _cell_told(cell), filled), key=cell.key, class_name="min-w-0")


def _cell_told(cell: rx.Var[CellView]) -> rx.Component:
    return rx.el.div(rx.el.p(cell.column.label, class_name="label"), _told(cell.shown), class_name="before")


def _cell_read(cell: rx.Var[CellView]) -> rx.Component:
    return rx.el.td(_told(cell.shown), class_name="td")


def _told(shown: rx.Var[str]) -> rx.Component:
    words = rx.el.span(shown, class_name="own-words", custom_attrs={"data-own-words": ""})
    return rx.cond(shown != "", words, rx.el.span("–", class_name="quiet"))


def _add(field: rx.Var[FieldView], on_add: rx.EventHandler | None) -> rx.Component:
    if on_add is None:
        return rx.fragment()
    more = (field.rows.length() < field.maximum_rows) & ~field.locked
    label = say("field.add_row_of", label=field.label)
    add = rx.el.button(
        say("field.add_row"),
        type="button",
        aria_label=label,
        on_click=on_add(field.key),
        class_name="button secondary",
    )
    return rx.cond(more, rx.el.div(add, class_name="actions"), rx.fragment())


def _remove(
    field: rx.Var[FieldView], row: rx.Var[RowView], at: rx.Var[int], on_remove: rx.EventHandler | None
) -> rx.Component:
    if on_remove is None:
        return rx.fragment()
    spare = (field.rows.length() > field.minimum_rows) & ~field.locked
    label = say("field.remove_row_of", number=at + 1, label=field.label)
    press = on_remove(field.key, row.id)
    remove = rx.el.button(
        say("field.remove_row"), type="button", aria_label=label, on_click=press, class_name="button plain"
    )
    return rx.cond(spare, remove, rx.fragment())
