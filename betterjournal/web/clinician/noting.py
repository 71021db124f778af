"""Working notes on a client's page: folded, because the screen may be turned, and never on paper from here."""

from typing import Any

import reflex as rx

from betterjournal.errors import Conflict
from betterjournal.review import notes, noting
from betterjournal.review.views import EarlierNote, NotesView, NoteView
from betterjournal.web.browser.once import Anew, Once
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.components import (
    actions,
    button,
    card,
    disclosure,
    own_words,
    quiet_button,
    status_line,
    subheading,
    wording,
)
from betterjournal.web.live import watch
from betterjournal.web.problems import error_id, field_error, in_form
from betterjournal.web.session import ask, param, placed
from betterjournal.web.wording import date, say, say_count


class NotesState(rx.State):
    """`kept` is the note just written, on `about`; `changed` the one whose new words were taken, `done` how many were.

    `late` is the one whose words were changed elsewhere meanwhile: its form begins from those, once that was `told`.
    """

    view: NotesView | None = None
    about: str = ""
    kept: str = ""
    changed: str = ""
    done: int = 0
    late: str = ""
    told: int = 0
    _pages: int = 1
    _shown: list[str] = []

    @placed("clinician")
    async def load(self) -> None:
        await self._read(param(self, "client_id"))
        watch(self, f"staff:{self.view.id}")

    @placed("clinician")
    async def show_older(self) -> None:
        self._pages += 1
        await self._read(self.view.id)

    @placed("clinician")
    async def write(self, form_data: dict[str, str]) -> None:
        said = noting.typed(form_data)
        key = said.about or said.client_id
        with in_form(key):
            self.kept = await ask(self, noting.write, said)
        self.about = key
        await self._read(said.client_id)

    @placed("clinician")
    async def rewrite(self, form_data: dict[str, str]) -> None:
        note_id, words = (form_data.get(name, "") for name in ("note_id", "words"))
        try:
            with in_form(note_id):
                await ask(self, noting.rewrite, note_id, words, noting.changes(form_data))
        except Conflict:
            self.late, self.told = note_id, self.told + 1
            raise
        self.changed, self.done = note_id, self.done + 1
        await self._read(form_data.get("client_id", ""))

    @placed("clinician")
    async def strike(self, client_id: str, note_id: str, changes: int) -> None:
        await ask(self, noting.strike, note_id, changes)
        await self._read(client_id)

    @placed("clinician")
    async def leave(self) -> None:
        self.about, self.kept, self._pages = "", "", 1

    async def _read(self, client_id: str) -> None:
        self.view = await ask(self, notes.of_client, client_id, self._pages, self._shown)

    async def _read_beside(self, client_id: str, shown: list[str]) -> None:
        """The page shows other things now."""
        if shown != self._shown:
            self._shown = shown
            await self._read(client_id)


def beside(each: rx.Var[str]) -> rx.Var[list[NoteView]]:
    """The notes on what the page shows under that id."""
    view: rx.Var[NotesView] = shown_view(NotesState.view, "client_id")
    return rx.Var(_js_expr=f"({view.beside!s}?.[{each!s}] ?? [])", _var_data=view._get_all_var_data()).to(
        list[NoteView]
    )


def notes_card() -> rx.Component:
    """Those on the client, beside the line of time; nothing for who may neither read nor write one."""
    view: rx.Var[NotesView] = shown_view(NotesState.view, "client_id")
    older = rx.cond(view.more, quiet_button(say("note.older"), on_click=NotesState.show_older), rx.fragment())
    drawn = card(
        subheading(say("note.title", name=view.first_name)),
        notes_on(view, view.notes, rx.el.div(older)),
    )
    return rx.cond(view, rx.cond(view.in_care | (view.notes.length() > 0), drawn, rx.fragment()), rx.fragment())


def notes_on(
    view: rx.Var[Any], those: rx.Var[list[NoteView]], *more: rx.Component, about: rx.Var[str] | None = None
) -> rx.Component:
    """One quiet line that unfolds: the notes `about` something or on the client, newest first, and a form for one more.

    `view` is any of the client's page that says who they are and whether they are in the reader's care.
    """
    words = rx.cond(those.length() > 0, say_count("note.count", those.length()), say("note.add")).to(str)
    inside = rx.el.div(
        rx.cond(view.in_care, _form(view, about), rx.fragment()),
        rx.foreach(those, lambda note: _note(note, view)),
        *more,
        class_name="stack-small",
    )
    name = rx.Var.create("notes ") + (view.id if about is None else about)
    drawn = rx.el.div(unfold(words, inside, name=name, weight="plain"), class_name="stack-small no-print")
    return rx.cond(view.in_care | (those.length() > 0), drawn, rx.fragment())


def _form(view: rx.Var[Any], about: rx.Var[str] | None) -> rx.Component:
    key = view.id if about is None else about
    is_kept = NotesState.about == key
    form = rx.el.form(
        Once.create(name="request_id"),
        _hidden("client_id", view.id),
        _hidden("about", "" if about is None else about),
        _words(key, view),
        actions(button(say("note.keep"), kind="submit", weight="secondary")),
        on_submit=NotesState.write,
        class_name="stack-small",
    )
    return rx.el.div(
        status_line(rx.cond(is_kept & (NotesState.kept != ""), say("note.kept"), "").to(str)),
        Anew.create(form, kept=rx.cond(is_kept, NotesState.kept, "")),
    )


def _note(note: rx.Var[NoteView], view: rx.Var[Any]) -> rx.Component:
    day = date(note.on)
    line = rx.cond(note.by == "", day, say("note.line_by", day=day, name=note.by))
    gone = rx.cond(note.title == "", say("note.gone"), say("note.gone_work", title=note.title))
    return rx.el.div(
        rx.cond(note.gone, wording(gone, quiet=True, small=True), rx.fragment()),
        rx.cond(
            note.struck_on == "",
            own_words(note.words, note.language),
            wording(say("note.struck", day=date(note.struck_on)), quiet=True),
        ),
        wording(line, quiet=True, small=True),
        rx.cond(
            note.earlier.length() > 0,
            disclosure(say("note.earlier"), rx.foreach(note.earlier, lambda each: _earlier(each, note))),
            rx.fragment(),
        ),
        rx.cond(view.in_care & (note.by == "") & (note.struck_on == ""), _changing(note, view), rx.fragment()),
        key=note.id,
        class_name="stack-small border-b border-line pb-2",
    )


def _earlier(each: rx.Var[EarlierNote], note: rx.Var[NoteView]) -> rx.Component:
    until = wording(say("note.until", day=date(each.on)), quiet=True, small=True)
    return rx.el.div(until, own_words(each.words, note.language))


def _changing(note: rx.Var[NoteView], view: rx.Var[Any]) -> rx.Component:
    done = rx.cond(NotesState.changed == note.id, NotesState.done, 0)
    form = rx.el.form(
        _hidden("client_id", view.id),
        _hidden("note_id", note.id),
        rx.el.div(
            Once.create(name="changes", value=note.changes),
            # Only this begins anew, not the field with the words.
            key=rx.cond(NotesState.late == note.id, NotesState.told, 0).to(str),
        ),
        _words(note.id, view, note),
        actions(button(say("note.save"), kind="submit", weight="secondary")),
        on_submit=NotesState.rewrite,
        class_name="stack-small",
    )
    sure = rx.el.div(
        wording(say("note.strike_about")),
        actions(quiet_button(say("note.strike_sure"), on_click=NotesState.strike(view.id, note.id, note.changes))),
        class_name="stack-small",
    )
    named = rx.Var.create("note ") + note.id
    return rx.el.div(
        unfold(say("note.change"), form, name=named, weight="plain", done=done),
        unfold(say("note.strike"), sure, name=named + " strike", weight="plain"),
        class_name="flex flex-wrap items-start gap-x-6 [&>.stack-small]:basis-full",
    )


def _words(key: rx.Var[str], view: rx.Var[Any], note: rx.Var[NoteView] | None = None) -> rx.Component:
    """The label holds its field: several of these forms may stand on one page. No longest in the browser: it would cut
    what is pasted, and say nothing."""
    field = key + "_words"
    default = {} if note is None else {"default_value": note.words, "lang": note.language}
    area = rx.el.textarea(
        name="words",
        rows=3,
        class_name="input words",
        custom_attrs={"aria-describedby": error_id(field)},
        **default,
    )
    return rx.el.div(
        field_error(field),
        rx.el.label(rx.el.span(say("note.words"), class_name="label block"), area),
        rx.el.p(say("note.told", name=view.first_name), class_name="help"),
        class_name="field",
    )


def _hidden(name: str, value: rx.Var[str] | str) -> rx.Component:
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)
