"""One field, one section, or a list of fields of a worksheet, in one of three modes."""

from typing import Literal

import reflex as rx

from betterjournal.web.browser.fields import FieldButtons
from betterjournal.web.components.blocks import card
from betterjournal.web.wording import say
from betterjournal.web.worksheet.controls import control
from betterjournal.web.worksheet.question import of_field
from betterjournal.web.worksheet.reading import text_block, to_read, told
from betterjournal.web.worksheet.rows import rows_to_fill
from betterjournal.worksheets.views import FieldView, SectionView

Mode = Literal["filling", "preview", "reading"]


def draw_field(
    field: rx.Var[FieldView],
    mode: Mode,
    on_add_row: rx.EventHandler | None = None,
    on_remove_row: rx.EventHandler | None = None,
) -> rx.Component:
    """`on_add_row(field_key)`, `on_remove_row(field_key, row_id)`; a field its condition hides is not drawn."""
    if mode == "reading":
        drawn = rx.cond(field.kind == "text", rx.fragment(), to_read(field))
    else:
        drawn = _live(field, mode == "filling", on_add_row, on_remove_row)
    by_itself = rx.match(field.kind, ("text", "ask"), ("computed", "ask told"), "ask asks")
    marks = {"class_name": by_itself} if mode == "filling" else {}
    return rx.cond(field.visible, rx.el.div(drawn, key=field.key, **marks), rx.fragment())


def draw_fields(
    fields: rx.Var[list[FieldView]],
    mode: Mode,
    language: rx.Var[str] | str,
    on_add_row: rx.EventHandler | None = None,
    on_remove_row: rx.EventHandler | None = None,
) -> rx.Component:
    """All of them, marked with the language they are worded in."""
    drawn = rx.foreach(fields, lambda field: draw_field(field, mode, on_add_row, on_remove_row))
    inside = rx.el.div(drawn, lang=language, class_name="stack fields")
    if mode == "preview":
        return rx.el.fieldset(inside, disabled=True, class_name="plain-set preview")
    return rx.fragment(FieldButtons.create(), inside)


def draw_section(
    section: rx.Var[SectionView],
    mode: Mode,
    language: rx.Var[str] | str,
    *below: rx.Component,
    on_add_row: rx.EventHandler | None = None,
    on_remove_row: rx.EventHandler | None = None,
) -> rx.Component:
    """One card of a worksheet: its title and help, its fields, and what the page sets below them."""
    title = rx.cond(section.title != "", rx.el.h2(section.title, lang=language), rx.fragment())
    help_ = rx.cond(section.help != "", rx.el.p(section.help, lang=language, class_name="quiet"), rx.fragment())
    fields = draw_fields(section.fields, mode, language, on_add_row, on_remove_row)
    return card(title, help_, fields, *below, key=section.key, class_name="stack")


def _live(
    field: rx.Var[FieldView], is_kept: bool, on_add: rx.EventHandler | None, on_remove: rx.EventHandler | None
) -> rx.Component:
    locked = rx.cond(field.locked, rx.el.p(say("field.locked"), class_name="quiet small"), rx.fragment())
    asked = rx.el.div(control(of_field(field, is_kept=is_kept)), locked, class_name="stack-small")
    return rx.match(
        field.kind,
        ("text", text_block(field)),
        ("computed", told(field)),
        ("rows", rows_to_fill(field, is_kept=is_kept, on_add=on_add, on_remove=on_remove)),
        asked,
    )
