"""The button of a form that saves a file once a small dialog has asked again who it is (SEC-04)."""

import reflex as rx

from betterjournal.web.browser.proving import proving_words
from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


class ProvedFile(rx.Component):
    library = script("proved_file.js")
    tag = "ProvedFile"
    words: rx.Var[dict[str, str]]
    press: rx.Var[str]
    form: rx.Var[str]
    name: rx.Var[str]


def proved_file_button(press: rx.Var[str], form: rx.Var[str], name: str) -> rx.Component:
    """Posts the form with that id to the form's own action; it answers with a file, or with `said` and `field`."""
    words = {**proving_words(), "making": say("file.making"), "unreachable": say("file.unreachable")}
    return ProvedFile.create(words=rx.Var.create(words), press=press, form=form, name=rx.Var.create(name))
