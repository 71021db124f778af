"""The questions of one journal page: share it, stop sharing it, delete it."""

import reflex as rx

from betterjournal.entries.views import PageView
from betterjournal.web.client.page.state import PageState
from betterjournal.web.client.window import who_reads
from betterjournal.web.components import actions, button, checkbox, dialog, wording
from betterjournal.web.wording import say
from betterjournal.web.worksheet import draw_fields


def dialogs(view: rx.Var[PageView]) -> rx.Component:
    return rx.fragment(_share(view), _stop(view), _delete(view))


def _share(view: rx.Var[PageView]) -> rx.Component:
    name = view.window.clinician
    form = rx.el.form(
        checkbox("bring", say("shared.bring"), help=say("shared.bring_about", name=name)),
        _answer(button(say("shared.with", name=view.window.clinician_full), kind="submit")),
        on_submit=lambda form: PageState.share(view.id, form),
        class_name="stack",
    )
    return _dialog("share", say("journal.share_title"), *who_reads(view.window, view.also_reads), _preview(view), form)


def _preview(view: rx.Var[PageView]) -> rx.Component:
    """What would be read, drawn by the lines that staff pages are drawn by."""
    drawn = rx.foreach(view.preview, lambda part: draw_fields(part.fields, mode="reading", language=view.language))
    return rx.el.div(drawn, class_name="before")


def _stop(view: rx.Var[PageView]) -> rx.Component:
    press = button(say("journal.stop"), on_click=PageState.stop(view.id, view.shared_id))
    name = view.window.clinician
    about = wording(rx.cond(name != "", say("journal.stop_about", name=name), say("journal.stop_about_nobody")))
    return _dialog("stop", say("journal.stop_title"), about, _answer(press))


def _delete(view: rx.Var[PageView]) -> rx.Component:
    press = button(say("journal.delete"), on_click=PageState.delete(view.id))
    return _dialog("delete", say("journal.delete_title"), wording(say("journal.delete_about")), _answer(press))


def _answer(press: rx.Component) -> rx.Component:
    return actions(press, button(say("journal.not_now"), weight="plain", on_click=PageState.close))


def _dialog(question: str, name: rx.Var[str], *children: rx.Component) -> rx.Component:
    return dialog(*children, name=name, open=PageState.asking == question, on_close=PageState.close)
