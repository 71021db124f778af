"""Why a save was refused, said beside the words it is about; they stay in the page until they fit."""

import reflex as rx

from betterjournal.web.problems import Notice
from betterjournal.web.wording import say_problem

# Fields of a dialog on the same page, which says it itself.
OF_A_DIALOG = ("looked_at", "way", "words")


def refused_save() -> rx.Component:
    """A notice that names a field; the page's own region leaves those to the field."""
    words = rx.el.p(say_problem(Notice.key, Notice.values), role="alert", class_name="error")
    return rx.match(Notice.field, ("", *OF_A_DIALOG, rx.fragment()), words)
