"""The composer's live line and preview: what is typed, shown again beside it without the server."""

from typing import Any

import reflex as rx

from betterjournal.web.browser.script import script


def _plan(typed: rx.Var[dict[str, str]]) -> tuple[rx.Var[dict[str, str]]]:
    return (typed,)


class Composer(rx.Component):
    """Around one form and what shows the words typed in it; `filled` keeps defaults out of what it starts with.

    A button with `data-start` (`{worksheet, continues, words}` as JSON) fills the plan where nobody typed, one with
    `data-phrase` puts its words into the note. The field named `wrong` comes into view and gets the focus. `on_pause`
    gets the plan as it stands, half a second after the last key.
    """

    library = script("composer.js")
    tag = "Composer"
    filled: rx.Var[bool]
    wrong: rx.Var[str]
    on_pause: rx.EventHandler[_plan]


class TypedLine(rx.Component):
    """`parts` are `{name, words, only, unless}`; `words` holds "{value}" where the typed words go."""

    library = script("composer.js")
    tag = "TypedLine"
    parts: rx.Var[list[dict[str, Any]]]
    otherwise: rx.Var[str]


class WhenTyped(rx.Component):
    library = script("composer.js")
    tag = "WhenTyped"
    name: rx.Var[str]


def _kept(words: rx.Var[str], language: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return words, language


class KeepNote(rx.Component):
    """A button that is there while there is a note; `on_keep` gets the words marked in it, or all, and its language."""

    library = script("composer.js")
    tag = "KeepNote"
    on_keep: rx.EventHandler[_kept]


def typed(name: str, words: rx.Var[str] | str = "", **props: Any) -> rx.Component:
    """What stands in one field now; nothing while it is empty."""
    return TypedLine.create(parts=rx.Var.create([{"name": name, "words": words}]), **props)
