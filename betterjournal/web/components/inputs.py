"""Fields of our own forms: label above, help under it, the error between label and control."""

from typing import Any

import reflex as rx

from betterjournal.web.components.buttons import Words

Error = rx.Component | rx.Var[str] | str | None
Option = tuple[str, Words]


def text_field(
    name: str,
    label: Words,
    *,
    help: Words | None = None,
    error: Error = None,
    default: Words = "",
    type: str = "text",
    **props: Any,
) -> rx.Component:
    """One line of text (or email, password, date ...). Uncontrolled: what is typed stays."""
    classes = f"input {props.pop('class_name', '')}".strip()
    control = rx.el.input(
        name=name,
        type=type,
        default_value=default,
        class_name=classes,
        **_described(name, help, error),
        **props,
    )
    return _field(name, label, help, error, control)


def text_area(
    name: str,
    label: Words,
    *,
    help: Words | None = None,
    error: Error = None,
    default: Words = "",
    **props: Any,
) -> rx.Component:
    """Several lines, in the reading serif, growing with the words."""
    described = _described(name, help, error)
    control = rx.el.textarea(name=name, default_value=default, class_name="input words", **described, **props)
    return _field(name, label, help, error, control)


def select(
    name: str,
    label: Words,
    options: list[Option] | rx.Component,
    *,
    help: Words | None = None,
    error: Error = None,
    default: Words = "",
    **props: Any,
) -> rx.Component:
    """`options` as (value, words), or a foreach of `rx.el.option`."""
    drawn = [rx.el.option(words, value=value) for value, words in options] if isinstance(options, list) else [options]
    described = _described(name, help, error)
    control = rx.el.select(*drawn, name=name, default_value=default, class_name="input", **described, **props)
    return _field(name, label, help, error, control)


def checkbox(name: str, label: Words, *, help: Words | None = None, value: str = "on", **props: Any) -> rx.Component:
    tick = rx.el.input(type="checkbox", name=name, value=value, **props)
    words = [rx.el.span(label), rx.el.span(help, class_name="help block")] if help is not None else [rx.el.span(label)]
    return rx.el.label(tick, rx.el.span(*words), class_name="tick")


def checkbox_group(
    name: str,
    label: Words,
    options: list[Option],
    *,
    help: Words | None = None,
    error: Error = None,
    **props: Any,
) -> rx.Component:
    """Any that fit, or none."""
    return _group("checkbox", name, label, options, help, error, "", props)


def radio_group(
    name: str,
    label: Words,
    options: list[Option],
    *,
    help: Words | None = None,
    error: Error = None,
    default: Words | None = None,
    beside: bool = False,
    **props: Any,
) -> rx.Component:
    """One of few; unset unless `default` is given. `on_change` (in props) gets the chosen value."""
    if default is not None:
        props["default_checked_value"] = default
    return _group("radio", name, label, options, help, error, "beside" if beside else "", props)


def _group(
    kind: str,
    name: str,
    label: Words,
    options: list[Option],
    help: Words | None,
    error: Error,
    layout: str,
    props: dict[str, Any],
) -> rx.Component:
    default = props.pop("default_checked_value", None)
    choices = [_choice(kind, name, value, words, default, props) for value, words in options]
    return rx.el.fieldset(
        rx.el.legend(label),
        *_help(name, help),
        *_error(name, error),
        rx.el.div(*choices, class_name=f"choices {layout}".strip()),
        class_name="field",
    )


def _choice(
    kind: str, name: str, value: str, words: Words, default: Words | None, props: dict[str, Any]
) -> rx.Component:
    chosen = {} if default is None else {"default_checked": rx.Var.create(default) == value}
    return rx.el.label(
        rx.el.input(type=kind, name=name, value=value, **chosen, **props),
        rx.el.span(words),
        class_name="choice",
    )


def _field(name: str, label: Words, help: Words | None, error: Error, control: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=f"f-{name}"),
        *_help(name, help),
        *_error(name, error),
        control,
        class_name="field",
    )


def _described(name: str, help: Words | None, error: Error) -> dict[str, Any]:
    parts = [f"help-{name}"] * (help is not None) + [f"error-{name}"] * (error is not None)
    # As a Var it gets no ref: a form would send every ref beside its own fields, and null for one of another form.
    return {"id": rx.Var.create(f"f-{name}"), **({"aria_describedby": " ".join(parts)} if parts else {})}


def _help(name: str, help: Words | None) -> list[rx.Component]:
    return [] if help is None else [rx.el.p(help, id=f"help-{name}", class_name="help")]


def _error(name: str, error: Error) -> list[rx.Component]:
    """Words become a marked line that hides itself when empty; a component brings its own id, `error-<name>`."""
    if error is None:
        return []
    if isinstance(error, rx.Component):
        return [error]
    return [rx.el.p(error, id=f"error-{name}", class_name="error", role="alert")]
