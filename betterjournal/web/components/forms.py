"""A form that the browser itself posts."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.forms import Form


class PostForm(Form):
    """The framework cancels every submit of its own form; without that trigger the browser posts."""

    @classmethod
    def create(cls, *children: Any, **props: Any) -> rx.Component:
        form = super().create(*children, **props)
        form.event_triggers.pop("on_submit", None)
        return form


def post_form(*children: rx.Component, action: str | rx.Var[str], **props: Any) -> rx.Component:
    """Posts to a plain HTTP route with a full page load (sign in, sign out, join, set-up)."""
    classes = props.pop("class_name", "stack")
    return PostForm.create(*children, action=action, method="post", class_name=classes, **props)
