"""The control of each kind: native, uncontrolled, unset until touched, and clearable."""

from typing import Any

import reflex as rx

from betterjournal.web.wording import say
from betterjournal.web.worksheet.question import Question, grouped, labelled
from betterjournal.worksheets.views import OptionView

CHIPS = (0, 25, 50, 75, 100)
ONE_MORE, ONE_LESS = 5, -5
MOST_POINTS, POINTS_IN_A_ROW = 21, 6


def control(question: Question) -> rx.Component:
    """The control for the question's kind."""
    return rx.match(
        question.spec.kind,
        ("long_text", _long_text(question)),
        ("scale_10", _scale(question)),
        ("scale", _scale(question)),
        ("scale_100", _counter(question)),
        ("number", _number(question, question.spec.unit)),
        ("duration", _number(question, say("field.minutes"))),
        ("date", _line(question, "date")),
        ("time", _line(question, "time")),
        ("datetime", _line(question, "datetime-local")),
        ("single_choice", grouped(question, _choices(question, "radio"))),
        ("multi_choice", grouped(question, _choices(question, "checkbox"))),
        ("open_choice", _open_choice(question)),
        ("yes_no", grouped(question, _choices(question, "radio", "beside"))),
        _line(question, "text"),
    )


def _line(question: Question, kind: str) -> rx.Component:
    short = "" if kind == "text" else " short"
    words = " words" if kind == "text" else ""
    return labelled(question, rx.el.input(type=kind, class_name=f"input{short}{words}", **_typed(question)))


def _long_text(question: Question) -> rx.Component:
    return labelled(question, rx.el.textarea(class_name="input words", **_typed(question)))


def _number(question: Question, unit: rx.Var[str]) -> rx.Component:
    beside = rx.el.span(unit, class_name="unit")
    return labelled(question, _number_error(question), rx.el.div(_number_input(question), beside, class_name="counter"))


def _counter(question: Question) -> rx.Component:
    """0-100: one number field with − and +, ends in words, five chips; no slider."""
    stepped = rx.el.div(
        _step(question, "−", ONE_LESS, "field.less"),
        _number_input(question),
        _step(question, "+", ONE_MORE, "field.more"),
        class_name="counter",
    )
    chips = rx.el.div(*[_chip(question, value) for value in CHIPS], class_name="chips")
    return grouped_number(question, _number_error(question), stepped, chips, _ends(question))


def grouped_number(question: Question, *controls: rx.Component) -> rx.Component:
    """A number with buttons beside it: the label belongs to the number itself."""
    return labelled(question, *controls, _clear(question))


def _clear(question: Question) -> rx.Component:
    label = say("field.clear_of", label=question.spec.label)
    return rx.el.button(
        say("field.clear"),
        type="button",
        class_name="clear",
        aria_label=label,
        custom_attrs={"data-press": "clear"},
    )


def _number_input(question: Question) -> rx.Component:
    limits = {"data-number": "", "data-low": question.spec.minimum, "data-high": question.spec.maximum}
    return rx.el.input(
        type="text",
        input_mode="decimal",
        auto_complete="off",
        placeholder="–",
        class_name="input",
        **_typed(question, **limits),
    )


def _number_error(question: Question) -> rx.Component:
    spec = question.spec
    between = say("field.number_between", low=spec.minimum, high=spec.maximum)
    words = rx.cond(spec.maximum.is_none(), say("field.number"), between)
    return rx.el.p(words, role="alert", class_name="error", custom_attrs={"data-number-error": ""})


def _step(question: Question, sign: str, by: int, words: str) -> rx.Component:
    marks = {"data-press": "step", "data-by": str(by)}
    label = say(words, label=question.spec.label)
    return rx.el.button(sign, type="button", class_name="step", aria_label=label, custom_attrs=marks)


def _chip(question: Question, value: int) -> rx.Component:
    marks = {"data-press": "set", "data-by": str(value)}
    label = question.spec.label + f": {value}"
    return rx.el.button(str(value), type="button", class_name="chip", aria_label=label, custom_attrs=marks)


def _scale(question: Question) -> rx.Component:
    """0-10 in two rows of 44 px, 0-5 and 6-10: eleven in one row need 528 px. Few points take their own width."""
    points, count = points_of(question.spec)
    cells = rx.el.div(rx.foreach(points, lambda point: _point(question, point)), class_name="scale")
    columns: rx.Var[int] = rx.Var(_js_expr=f"Math.min({POINTS_IN_A_ROW}, {count})", _var_data=count._get_all_var_data())
    return grouped(question, rx.el.div(cells, _ends(question), class_name="scale-box", style={"--points": columns}))


def points_of(spec: Any) -> tuple[rx.Var[list[str]], rx.Var[int]]:
    """The points of a scale from its lowest to its highest, and how many there are."""
    low, high, step = spec.minimum, spec.maximum, spec.step
    count = f"(Math.min({MOST_POINTS}, Math.floor(({high!s} - {low!s}) / ({step!s} || 1)) + 1) || 0)"
    listed = f"Array.from({{ length: {count} }}, (_, at) => String({low!s} + at * ({step!s} || 1)))"
    data = spec.kind._get_all_var_data()
    points = rx.Var(_js_expr=listed, _var_data=data).to(list[str])
    return points, rx.Var(_js_expr=count, _var_data=data).to(int)


def _point(question: Question, point: rx.Var[str]) -> rx.Component:
    return rx.el.label(_pick(question, "radio", point), rx.el.span(point), class_name="cell")


def _ends(question: Question) -> rx.Component:
    low, high = question.spec.low, question.spec.high
    return rx.cond(low + high != "", rx.el.div(rx.el.span(low), rx.el.span(high), class_name="ends"), rx.fragment())


def _choices(question: Question, kind: str, layout: str = "") -> rx.Component:
    def choice(option: rx.Var[OptionView]) -> rx.Component:
        return rx.el.label(_pick(question, kind, option.value), rx.el.span(option.label), class_name="choice")

    return rx.el.div(rx.foreach(question.options, choice), class_name=f"choices {layout}".strip())


def _open_choice(question: Question) -> rx.Component:
    listed = question.options.map(lambda option: option.value).contains(question.value)
    own = rx.el.input(
        type="text",
        class_name="input words",
        placeholder=say("field.own_answer"),
        aria_label=question.spec.label + ": " + say("field.own_answer"),
        default_value=rx.cond(listed, "", question.value),
        disabled=question.locked,
        custom_attrs=question.data(),
    )
    return grouped(question, _choices(question, "radio"), own, **{"data-open-choice": ""})


def _pick(question: Question, kind: str, value: rx.Var[str] | str) -> rx.Component:
    picked = question.chosen.contains(value) if kind == "checkbox" else question.value == value
    return rx.el.input(
        type=kind,
        name=question.id,
        value=value,
        default_checked=picked,
        disabled=question.locked,
        custom_attrs=question.data(),
    )


def _typed(question: Question, **data: Any) -> dict[str, Any]:
    described = {} if question.help is None else {"aria_describedby": question.help_id}
    return {
        "id": question.id,
        "default_value": question.value,
        "read_only": question.locked,
        "custom_attrs": question.data(**data),
        **described,
    }
