"""The questions of one journal page: share it, stop sharing it, delete it."""

import reflex as rx

from betterjournal.entries.views import PageView, PreviewView
from betterjournal.web.client.page.state import PageState
from betterjournal.web.client.previewing import bring, delete_about, looked_at, preview, stop_about
from betterjournal.web.client.window import who_reads
from betterjournal.web.components import actions, button, dialog, leave_button
from betterjournal.web.wording import say


def dialogs(view: rx.Var[PageView]) -> rx.Component:
    return rx.fragment(_share(view), _stop(view), _delete(view))


def _share(view: rx.Var[PageView]) -> rx.Component:
    looked = PageState.preview.to(PreviewView)
    form = rx.el.form(
        bring(view.window),
        looked_at(looked),
        _answer(button(say("shared.with", name=view.window.clinician_full), kind="submit")),
        on_submit=lambda form: PageState.share(view.id, form),
        class_name="stack",
    )
    shown = rx.fragment(*who_reads(view.window, view.also_reads), preview(looked, view.window), form)
    return _dialog("share", say("journal.share_title"), rx.cond(PageState.preview, shown, rx.fragment()))


def _stop(view: rx.Var[PageView]) -> rx.Component:
    press = button(say("journal.stop"), on_click=PageState.stop(view.id, view.shared_id))
    about = stop_about(view.window.clinician)
    return _dialog("stop", say("journal.stop_title"), about, _answer(press))


def _delete(view: rx.Var[PageView]) -> rx.Component:
    press = button(say("journal.delete"), on_click=PageState.delete(view.id))
    return _dialog("delete", say("journal.delete_title"), delete_about(view.shared), _answer(press))


def _answer(press: rx.Component) -> rx.Component:
    return actions(press, leave_button(say("journal.not_now"), PageState.close))


def _dialog(question: str, name: rx.Var[str], *children: rx.Component) -> rx.Component:
    return dialog(*children, name=name, open=PageState.asking == question, on_close=PageState.close)
