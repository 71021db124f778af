"""What the clinician keeps for composing: favourites to begin from, and phrases for the note."""

import reflex as rx

from betterjournal.assignments import composer, favourites, phrases
from betterjournal.assignments.views import OwnView, PhraseView, StartView
from betterjournal.web.browser.composer import KeepNote
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.components import (
    actions,
    button,
    dialog,
    quiet_button,
    status_line,
    subheading,
    wording,
)
from betterjournal.web.live import watch
from betterjournal.web.problems import field_error
from betterjournal.web.session import ask, param, placed
from betterjournal.web.wording import say

TOLD = ("phrase", "changed", "removed", "favourite")


class OwnState(rx.State):
    """`told` is what was just kept, changed or removed, to say so."""

    view: OwnView | None = None
    managing: bool = False
    told: str = ""

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, composer.own, param(self, "client_id"))
        watch(self, f"person:{self.view.person_id}")

    @placed("clinician")
    async def keep_phrase(self, words: str, language: str) -> None:
        await ask(self, phrases.keep, words, language)
        await self._again("phrase")

    @placed("clinician")
    async def change_phrase(self, form_data: dict[str, str]) -> None:
        given = (form_data.get(name, "") for name in ("phrase_id", "phrase", "language"))
        await ask(self, phrases.change, *given)
        await self._again("changed")

    @placed("clinician")
    async def remove_phrase(self, phrase_id: str) -> None:
        await ask(self, phrases.remove, phrase_id)
        await self._again("removed")

    @placed("clinician")
    async def keep_favourite(self, assignment_id: str) -> None:
        await ask(self, favourites.keep, assignment_id)
        await self._again("favourite")

    @placed("clinician")
    async def remove_favourite(self, favourite_id: str) -> None:
        await ask(self, favourites.remove, favourite_id)
        await self._again("removed")

    @placed("clinician")
    async def manage(self) -> None:
        self.managing, self.told = True, ""

    @placed("clinician")
    async def leave(self) -> None:
        self.managing, self.told = False, ""

    async def _again(self, told: str) -> None:
        self.told = told
        if self.view:
            self.view = await ask(self, composer.own, self.view.id)


def own_view() -> rx.Var[OwnView]:
    """As it is kept for the client in the address, else null."""
    return shown_view(OwnState.view, "client_id")


def told(*which: str) -> rx.Component:
    """Said where it was pressed."""
    words = rx.match(OwnState.told, *((each, say(f"own.told_{each}")) for each in which), "")
    return status_line(words)


def phrases_of_note() -> rx.Component:
    """Kept words to put into the note, and a way to keep those that stand there."""
    view = own_view()
    rows = rx.cond(view, rx.foreach(view.phrases, _insert), rx.fragment())
    none = rx.cond(view, view.phrases.length() == 0, True)
    about = rx.cond(none, wording(say("own.phrases_none"), quiet=True, small=True), rx.fragment())
    keep = KeepNote.create(say("own.keep_phrase"), on_keep=OwnState.keep_phrase, class_name="button secondary")
    return unfold(
        say("own.phrases"),
        about,
        rx.el.div(rows, class_name="stack-small"),
        field_error("phrase"),
        told("phrase"),
        actions(keep, _manage()),
        name=rx.Var.create("phrases"),
        weight="plain",
    )


def _insert(phrase: rx.Var[PhraseView]) -> rx.Component:
    return rx.el.button(
        rx.el.span(phrase.words, class_name="line-clamp-2"),
        type="button",
        lang=phrase.language,
        class_name="choice own-words text-start",
        custom_attrs={"data-phrase": phrase.words, "data-own-words": ""},
        key=phrase.id,
    )


def _manage() -> rx.Component:
    view = own_view()
    has_any = rx.cond(view, view.phrases.length() + view.favourites.length() > 0, False)
    return rx.cond(has_any, button(say("own.manage"), weight="plain", on_click=OwnState.manage), rx.fragment())


def manage_favourites(view: rx.Var[OwnView]) -> rx.Component:
    return rx.cond(
        view.favourites.length() > 0, rx.el.div(button(say("own.manage"), weight="plain", on_click=OwnState.manage))
    )


def manage_dialog() -> rx.Component:
    """Outside the composer's form: each phrase is a small form of its own."""
    view = own_view()
    inside = rx.fragment(
        told("changed", "removed"),
        _section(say("own.phrases"), rx.foreach(view.phrases, _phrase), view.phrases.length() > 0),
        _section(say("own.favourites"), rx.foreach(view.favourites, _favourite), view.favourites.length() > 0),
    )
    return dialog(
        rx.cond(view, inside, rx.fragment()),
        actions(button(say("own.close"), on_click=OwnState.leave)),
        name=say("own.manage"),
        open=OwnState.managing,
        on_close=OwnState.leave,
    )


def _section(title: rx.Var[str], rows: rx.Component, has_any: rx.Var[bool]) -> rx.Component:
    drawn = rx.el.section(subheading(title, level="h3"), rx.el.ul(rows, class_name="people", role="list"))
    return rx.cond(has_any, drawn, rx.fragment())


def _phrase(phrase: rx.Var[PhraseView]) -> rx.Component:
    """Each control inside its label: an id would stand there once for each phrase."""
    words = rx.el.textarea(
        name="phrase",
        default_value=phrase.words,
        lang=phrase.language,
        rows=2,
        class_name="input words",
        style={"min_height": "76px"},
    )
    languages = [rx.el.option(say(f"own.in_{each}"), value=each) for each in ("en", "fr")]
    chosen = rx.el.select(*languages, name="language", default_value=phrase.language, class_name="input short")
    form = rx.el.form(
        rx.el.input(type="hidden", name="phrase_id", value=phrase.id, read_only=True),
        rx.el.label(rx.el.span(say("own.words"), class_name="label block"), words),
        rx.el.label(rx.el.span(say("own.language"), class_name="label block"), chosen),
        actions(
            quiet_button(say("own.save"), kind="submit"),
            button(say("own.remove"), weight="plain", on_click=OwnState.remove_phrase(phrase.id)),
        ),
        on_submit=OwnState.change_phrase,
        class_name="stack-small w-full",
    )
    return rx.el.li(form, key=phrase.id)


def _favourite(favourite: rx.Var[StartView]) -> rx.Component:
    words = rx.el.div(rx.el.p(favourite.title), rx.el.p(favourite.worksheet, class_name="quiet small"))
    remove = button(say("own.remove"), weight="plain", on_click=OwnState.remove_favourite(favourite.id))
    return rx.el.li(words, remove, key=favourite.id)
