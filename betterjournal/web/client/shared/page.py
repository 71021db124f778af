"""What I shared, who opened it and on which day; and openings before the day, with their reason."""

import reflex as rx

from betterjournal.entries.views import EarlyLine, SharedLine, SharedPage
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.client.previewing import flag, flag_about, stop_about
from betterjournal.web.client.room import client_room
from betterjournal.web.client.shared.copies import copies
from betterjournal.web.client.shared.state import SharedState
from betterjournal.web.client.window import Window
from betterjournal.web.components import (
    actions,
    button,
    card,
    dialog,
    empty_state,
    ghost,
    heading,
    leave_button,
    link_button,
    own_words,
    quiet_button,
    section,
    wording,
)
from betterjournal.web.wording import date, say

SAID = ("another_way", "not_this_time")


def shared_page() -> rx.Component:
    return client_room(
        heading(say("shared.title")),
        shown(SharedState.view, None, _shared, ghost(4)),
        copies(),
        title_key="shared.title",
        current="journal",
    )


def _shared(view: rx.Var[SharedPage]) -> rx.Component:
    about = wording(say("shared.own_opening", name=view.own), quiet=True)
    empty = empty_state(say("shared.empty"), link_button(say("today.own_pages"), routes.JOURNAL, weight="secondary"))
    told = rx.fragment(
        rx.cond(view.own != "", about, rx.fragment()),
        rx.cond(view.can_flag, flag_about(view.window), rx.fragment()),
    )
    lines = rx.foreach(view.lines, lambda one: _line(one, view.window))
    return rx.fragment(
        rx.cond(view.early.length() > 0, _early(view), rx.fragment()),
        rx.cond(view.lines.length() > 0, rx.fragment(told, lines), empty),
        _stop(view),
    )


def _line(one: rx.Var[SharedLine], window: Window) -> rx.Component:
    own = rx.el.h2(one.title, lang=one.language, custom_attrs={"data-own-words": ""})
    ours = rx.el.h2(rx.cond(one.kind == "check_in", say("shared.check_in"), say("shared.page")))
    state = rx.match(
        one.kind, *[(kind, say(f"today.state_{kind}")) for kind in ("part", *SAID)], say("today.state_whole")
    )
    opened = rx.foreach(one.opened, lambda by: wording(say("shared.opened_by", name=by.name, date=date(by.on))))
    noted = wording(say("paper.marked", name=one.marked_by))
    stopped = wording(say("shared.stopped", date=date(one.stopped_on)))
    return card(
        rx.cond(one.title != "", own, ours),
        rx.el.p(state, " · ", date(one.on), class_name="quiet"),
        rx.cond(one.marked_by != "", noted, rx.fragment()),
        opened,
        rx.cond(one.stopped_on != "", stopped, rx.fragment()),
        _flag(one, window),
        _presses(one),
        article=True,
        key=one.id,
    )


def _flag(one: rx.Var[SharedLine], window: Window) -> rx.Component:
    """A tick until it is opened; afterwards it stands as it was read."""
    tick = flag(one.id, one.bring, SharedState.flag)
    said = rx.cond(one.bring, wording(say("shared.flagged"), quiet=True), rx.fragment())
    return rx.cond(one.can_flag & (window.clinician != ""), tick, said)


def _presses(one: rx.Var[SharedLine]) -> rx.Component:
    back = actions(quiet_button(say("work.take_back"), on_click=SharedState.take_back(one.id)))
    stop = actions(quiet_button(say("journal.stop"), on_click=SharedState.ask_to_stop(one.id)))
    return rx.fragment(rx.cond(one.can_take_back, back, rx.fragment()), rx.cond(one.can_stop, stop, rx.fragment()))


def _stop(view: rx.Var[SharedPage]) -> rx.Component:
    press = button(say("journal.stop"), on_click=SharedState.stop(SharedState.stopping))
    return dialog(
        stop_about(view.own),
        actions(press, leave_button(say("journal.not_now"), SharedState.close)),
        name=say("shared.stop_title"),
        open=SharedState.stopping != "",
        on_close=SharedState.close,
    )


def _early(view: rx.Var[SharedPage]) -> rx.Component:
    return section(say("shared.early"), rx.foreach(view.early, _early_line))


def _early_line(one: rx.Var[EarlyLine]) -> rx.Component:
    return card(wording(say("shared.early_line", name=one.name, date=date(one.on))), own_words(one.reason))
