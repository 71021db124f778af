"""A form that is sent once, and begins anew once what it held was kept."""

import reflex as rx

from betterjournal.web.browser.script import script


class Once(rx.Component):
    """The hidden field that makes sending the same form twice one thing.

    With `value` it carries how that stood when the form was drawn, so that newer words are not overwritten unseen.
    """

    library = script("once.js")
    tag = "Once"
    name: rx.Var[str]
    value: rx.Var[int]


class Anew(rx.Component):
    """Around a form: a new `kept` empties it. That a server forgot it does not; a new `undone` brings it back."""

    library = script("once.js")
    tag = "Anew"
    kept: rx.Var[str]
    undone: rx.Var[int]
