"""One page of the journal: the words, and below them whether they are shared."""

from functools import partial

import reflex as rx

from betterjournal.entries.views import PageView
from betterjournal.web import routes
from betterjournal.web.browser.arrive import Arrive, come_to
from betterjournal.web.browser.keeper import is_writing, keeper
from betterjournal.web.browser.saved_first import saved_first
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.aside import aside
from betterjournal.web.client.page.dialogs import dialogs
from betterjournal.web.client.page.state import PageState
from betterjournal.web.client.previewing import flag, flag_about
from betterjournal.web.client.printing import print_button
from betterjournal.web.client.prompts import prompts
from betterjournal.web.client.refused import refused_save
from betterjournal.web.client.room import client_room
from betterjournal.web.client.window import away, cannot_wait, was_shared
from betterjournal.web.components import (
    actions,
    button,
    card,
    disclosure,
    ghost,
    heading,
    own_words,
    quiet_button,
    text_link,
    wording,
)
from betterjournal.web.problems import or_not_found
from betterjournal.web.wording import date, say


def journal_entry_page() -> rx.Component:
    return client_room(
        or_not_found(shown(PageState.view, "entry_id", _page, ghost(5))),
        title_key="journal.title",
        current="journal",
    )


def _page(view: rx.Var[PageView]) -> rx.Component:
    return rx.fragment(
        text_link(say("journal.back"), routes.JOURNAL),
        heading(say("journal.page_title", date=date(view.on))),
        rx.cond(is_writing(view.id, view.can_write), _writing(view), _written(view)),
        _sharing(view),
        dialogs(view),
    )


def _writing(view: rx.Var[PageView]) -> rx.Component:
    return rx.fragment(
        rx.foreach(
            view.asides,
            lambda one: aside(one, view.language, partial(PageState.choose_words, view.id)),
        ),
        keeper(_prompt(view), _words(view), entry=view.id, ack=PageState.ack, on_save=PageState.save),
        refused_save(),
        _prompts(view),
    )


def _written(view: rx.Var[PageView]) -> rx.Component:
    """The same to read and print, once nothing more is written here."""
    words = rx.fragment(_prompt(view), card(own_words(view.words, view.language)))
    return rx.cond(view.words != "", words, wording(say("journal.blank"), quiet=True))


def _prompt(view: rx.Var[PageView]) -> rx.Component:
    """The question it was started from stays above the words, in the language of the page; one that was chosen just
    now is come to, as the list that it was chosen from folds."""
    asked = rx.el.p(view.prompt, id=rx.Var.create("prompt"), lang=view.language, class_name="asked")
    return rx.cond(view.prompt != "", Arrive.create(asked, now=PageState.chosen), rx.fragment())


def _prompts(view: rx.Var[PageView]) -> rx.Component:
    """Folded, and folded again once one was taken."""
    press = [PageState.put_prompt_away(view.id), come_to("your-words")]
    away = quiet_button(say("journal.no_prompt"), on_click=press)
    return disclosure(
        rx.cond(view.prompt != "", say("journal.other_prompt"), say("journal.start_from")),
        prompts(lambda name: PageState.choose_prompt(view.id, name)),
        rx.cond(view.prompt != "", actions(away), rx.fragment()),
        key=view.prompt,
    )


def _words(view: rx.Var[PageView]) -> rx.Component:
    marks = {"data-field": "text", "data-version": view.version}
    written = rx.el.textarea(
        id="your-words",
        class_name="input words min-h-[40dvh]",
        default_value=view.words,
        lang=view.language,
        aria_describedby=rx.cond(view.prompt != "", "prompt", ""),
        custom_attrs=marks,
    )
    label = rx.el.label(say("journal.your_words"), html_for="your-words")
    return rx.fragment(rx.el.div(label, written, class_name="field"), cannot_wait(view.window))


def _sharing(view: rx.Var[PageView]) -> rx.Component:
    told = rx.fragment(
        rx.el.p(was_shared(view.promised, view.readable, view.opened)),
        rx.cond(view.opened, rx.fragment(), away(view.promised)),
    )
    alone = wording(rx.cond(view.in_file, say("journal.stays_in_file"), say("journal.private")).to(str), quiet=True)
    newer = rx.cond(view.shared & PageState.newer, wording(say("work.newer")), rx.fragment())
    nobody = view.window.clinician == ""
    can_flag = view.shared & ~view.opened & view.can_write & ~nobody
    tick = flag(view.shared_id, view.bring, lambda shared, bring: PageState.flag(view.id, shared, bring))
    flagged = rx.el.div(tick, flag_about(view.window))
    return rx.fragment(
        rx.el.div(rx.cond(view.shared, told, alone), newer, role="status", class_name="stack-small"),
        rx.cond(can_flag, flagged, rx.fragment()),
        rx.cond(nobody & view.can_write, wording(say("problem.nobody_reads"), quiet=True), rx.fragment()),
        _presses(view, nobody),
    )


def _presses(view: rx.Var[PageView], nobody: rx.Var[bool]) -> rx.Component:
    share = saved_first(button(say("journal.share"), on_click=PageState.look(view.id)))
    stop = quiet_button(say("journal.stop"), on_click=PageState.ask_for("stop"))
    delete = button(say("journal.delete"), weight="plain", on_click=PageState.ask_for("delete"))
    return actions(
        rx.cond(~nobody & view.can_write & (~view.shared | PageState.newer), share, rx.fragment()),
        rx.cond(view.can_write, rx.fragment(), print_button()),
        rx.cond(view.shared, stop, rx.fragment()),
        rx.cond(view.opened | view.in_file, rx.fragment(), delete),
    )
