"""A form that is sent once, and begins anew once what it held was kept."""

import reflex as rx

from betterjournal.web.browser.script import script


class Once(rx.Component):
    """The hidden field that makes sending the same form twice one thing."""

    library = script("once.js")
    tag = "Once"
    name: rx.Var[str]


class Anew(rx.Component):
    """Around a form: a new `kept` empties it. That a server forgot it does not."""

    library = script("once.js")
    tag = "Anew"
    kept: rx.Var[str]
