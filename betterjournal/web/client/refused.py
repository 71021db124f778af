"""Why a save was refused, said beside the words it is about; they stay in the page until they fit."""

import reflex as rx

from betterjournal.web.problems import Notice
from betterjournal.web.wording import say_problem


def refused_save() -> rx.Component:
    """A notice that names a field; the page's own region leaves those to the field."""
    words = rx.el.p(say_problem(Notice.key, Notice.values), role="alert", class_name="error")
    return rx.cond(Notice.field != "", words, rx.fragment())
