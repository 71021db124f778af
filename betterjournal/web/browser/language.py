"""The button that switches the page's language, and the person's own choice of it."""

import reflex as rx

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say


def _switched(language: rx.Var[str]) -> tuple[rx.Var[str]]:
    return (language,)


class LanguageButton(rx.Component):
    library = script("language.js")
    tag = "LanguageButton"
    on_switch: rx.EventHandler[_switched]


class PersonLanguage(rx.Component):
    library = script("language.js")
    tag = "PersonLanguage"
    language: rx.Var[str]


def language_switch(on_switch: rx.EventHandler | None = None) -> rx.Component:
    """Names the other language in that language; `on_switch(language)` may keep it in the person's row."""
    events = {"on_switch": on_switch} if on_switch is not None else {}
    return LanguageButton.create(say("app.other_language"), **events)


def person_language(language: rx.Var[str]) -> rx.Component:
    """Put once on a signed-in page: the language of the person's row wins over the browser's."""
    return PersonLanguage.create(language=language)
