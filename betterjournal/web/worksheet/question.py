"""What every control needs to know of its question, whether it is a field or a cell of a row."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from betterjournal.web.wording import say
from betterjournal.worksheets.views import CellView, FieldView, OptionView


@dataclass(frozen=True)
class Question:
    """`spec` is the Var of a FieldView or ColumnView; `is_kept` is False in a preview: nothing is saved from it."""

    path: rx.Var[str]
    version: rx.Var[int]
    value: rx.Var[str]
    chosen: rx.Var[list[str]]
    locked: rx.Var[bool] | bool
    spec: Any
    help: rx.Var[str] | None
    carried: rx.Var[str] | None
    is_kept: bool

    @property
    def id(self) -> rx.Var[str]:
        return rx.Var.create("f-") + self.path

    @property
    def help_id(self) -> rx.Var[str]:
        return rx.Var.create("help-") + self.path

    @property
    def options(self) -> rx.Var[list[OptionView]]:
        return self.spec.options

    def data(self, **more: Any) -> dict[str, Any]:
        """The marks by which the keeper of unsaved words finds a control."""
        kept = {"data-field": self.path, "data-version": self.version} if self.is_kept else {}
        return {**kept, **more}


def of_field(field: rx.Var[FieldView], *, is_kept: bool) -> Question:
    return Question(
        field.key,
        field.version,
        field.value,
        field.chosen,
        field.locked,
        field,
        field.help,
        field.carried,
        is_kept,
    )


def of_cell(cell: rx.Var[CellView], field: rx.Var[FieldView], *, is_kept: bool) -> Question:
    chosen = cell.value.split("\n")
    return Question(cell.key, cell.version, cell.value, chosen, field.locked, cell.column, None, None, is_kept)


def labelled(question: Question, *controls: rx.Component) -> rx.Component:
    """One control under its label."""
    label = headed(question, rx.el.label(question.spec.label, html_for=question.id))
    return rx.el.div(label, *help_line(question), *controls, class_name="field", custom_attrs={"data-group": ""})


def grouped(question: Question, *controls: rx.Component, **attributes: Any) -> rx.Component:
    """Several controls under one legend, with Clear, which shows only when there is something to clear."""
    clear = rx.el.button(
        say("field.clear"),
        type="button",
        class_name="clear",
        aria_label=say("field.clear_of", label=question.spec.label),
        custom_attrs={"data-press": "clear"},
    )
    return rx.el.fieldset(
        rx.el.legend(headed(question, question.spec.label)),
        *help_line(question),
        *controls,
        clear,
        class_name="field",
        custom_attrs={"data-group": "", **attributes},
    )


def headed(question: Question, label: rx.Component | rx.Var[str]) -> rx.Component | rx.Var[str]:
    """Whoever moves by headings finds each question of a sheet that is filled in; cells of a row stand under one."""
    return rx.el.h2(label, class_name="question") if question.is_kept and question.help is not None else label


def help_line(question: Question) -> list[rx.Component]:
    """Help, then the earlier answer that this one is compared with; a cell of a row has neither."""
    if question.help is None or question.carried is None:
        return []
    help_ = rx.el.p(question.help, id=question.help_id, class_name="help")
    return [rx.cond(question.help != "", help_, rx.fragment()), earlier(question.carried)]


def earlier(carried: rx.Var[str]) -> rx.Component:
    """The *before* answer beside its *after*."""
    words = rx.el.p(carried, class_name="own-words", custom_attrs={"data-own-words": ""})
    drawn = rx.el.div(rx.el.p(say("field.earlier"), class_name="small"), words, class_name="before")
    return rx.cond(carried != "", drawn, rx.fragment())
