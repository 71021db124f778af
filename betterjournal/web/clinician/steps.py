"""The steps of a programme, one's own or a client's: looked at, changed, moved and taken out."""

from typing import Any

import reflex as rx

from betterjournal.programmes.views import ChoiceLine, StepView
from betterjournal.web.browser.once import Once
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.how_often import how_often_fields
from betterjournal.web.components import actions, button, select, text_area, text_field, wording
from betterjournal.web.problems import Notice, field_error
from betterjournal.web.wording import say

MORE = ("why", "where", "repeat", "weekdays", "how_many", "first_step", "smallest", "minutes")
_NUMBERS = ("how_many", "minutes")


def step_form(
    on_submit: Any,
    carried: dict[str, rx.Var[str]],
    choices: rx.Var[list[ChoiceLine]],
    language: rx.Var[str],
    words: rx.Var[str],
    step: rx.Var[StepView] | None = None,
) -> rx.Component:
    """The composer's fields without a note, which is written to one person, and without when it lands."""
    hidden = [rx.el.input(type="hidden", name=name, value=value, read_only=True) for name, value in carried.items()]
    if step is not None:
        hidden.append(Once.create(name="changes", value=step.changes))
    return rx.el.form(
        Once.create(name="request_id"),
        *hidden,
        _worksheet(choices, step),
        _text(text_area, "what", step, language, rows=2),
        rx.el.div(
            _text(text_field, "prompt", step, language, help=say("assign.prompt_help")),
            class_name="hidden group-has-[option[data-key=journal\\_prompt]:checked]/step:block",
        ),
        _text(text_field, "when", step, language, help=say("assign.when_help")),
        unfold(
            say("assign.more"),
            *(_field(name, step, language) for name in ("why", "where")),
            _how_often(step, language),
            *(_field(name, step, language) for name in ("first_step", "smallest", "minutes")),
            eager=True,
            forced=rx.Var.create(list(MORE)).contains(Notice.field),
            weight="plain",
        ),
        actions(button(words, kind="submit")),
        on_submit=on_submit,
        class_name="stack-small group/step",
        no_validate=True,
    )


def _worksheet(choices: rx.Var[list[ChoiceLine]], step: rx.Var[StepView] | None) -> rx.Component:
    def option(each: rx.Var[ChoiceLine]) -> rx.Component:
        return rx.el.option(each.name, value=each.id, key=each.id, custom_attrs={"data-key": each.key})

    return select(
        "worksheet",
        say("assign.worksheet"),
        rx.foreach(choices, option),
        error=field_error("worksheet"),
        default=_task(choices) if step is None else step.revision_id,
    )


def _task(choices: rx.Var[list[ChoiceLine]]) -> rx.Var[str]:
    """ "Just a task" stands last and asks for nothing more."""
    return choices[choices.length() - 1].id.to(str)


def _how_often(step: rx.Var[StepView] | None, language: rx.Var[str]) -> rx.Component:
    number = _field("how_many", step, language)
    if step is None:
        return how_often_fields("", "", number, "step")
    return how_often_fields(step.given.repeat, step.given.weekdays, number, "step")


def _field(name: str, step: rx.Var[StepView] | None, language: rx.Var[str]) -> rx.Component:
    if name in _NUMBERS:
        return _text(text_field, name, step, language, input_mode="numeric", class_name="short")
    return _text(text_area if name == "why" else text_field, name, step, language)


def _text(draw: Any, name: str, step: rx.Var[StepView] | None, language: rx.Var[str], **props: Any) -> rx.Component:
    default: rx.Var[str] | str = ""
    if step is not None:
        default = step.given[name].to(str)
        if name in _NUMBERS:
            default = rx.cond(step.given[name].to(int) > 0, step.given[name].to(str), "").to(str)
    return draw(name, say(f"assign.{name}"), default=default, error=field_error(name), lang=language, **props)


def step_head(step: rx.Var[StepView], place: rx.Var[int]) -> rx.Component:
    """What it is, by its number; its worksheet in a quiet line."""
    gone = say("programme.worksheet_gone")
    return rx.el.div(
        rx.el.h3(say("programme.step", number=place + 1, title=step.title)),
        wording(rx.cond(step.worksheet != "", step.worksheet, gone), quiet=True, small=True),
    )


def step_controls(
    step: rx.Var[StepView],
    presses: dict[str, Any],
    ends: dict[str, rx.Var[bool]],
    form: rx.Component,
    done: rx.Var[int],
) -> rx.Component:
    """Each button says which step it is about. At the end of the line, in `ends`, one stays where the focus is."""

    def press(key: str) -> rx.Component:
        label = say(f"programme.{key}_label", title=step.title)
        props: dict[str, Any] = {"aria_label": label, "class_name": "button plain"}
        if key in ends:
            faint = rx.cond(ends[key], "button plain opacity-50", "button plain")
            props |= {"aria_disabled": ends[key], "class_name": faint}
        return rx.el.button(say(f"programme.{key}"), type="button", on_click=presses[key], **props)

    row = rx.el.div(*(press(key) for key in ("up", "down", "remove")), class_name="flex flex-wrap gap-x-4 gap-y-1")
    return rx.el.div(
        row,
        unfold(say("programme.change"), form, name=step.id, done=done, weight="plain"),
        class_name="stack-small",
    )
