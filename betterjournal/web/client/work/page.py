"""The work page: does it still fit, then the fields, then one of the honest ends."""

import reflex as rx

from betterjournal.entries.views import WorkView
from betterjournal.web import routes
from betterjournal.web.browser.half_written import half_written
from betterjournal.web.browser.keeper import is_writing, keeper
from betterjournal.web.browser.shown import shown, shown_view
from betterjournal.web.client.refused import refused_save
from betterjournal.web.client.room import client_room
from betterjournal.web.client.work.beside import beside
from betterjournal.web.client.work.dialogs import dialogs
from betterjournal.web.client.work.fit import fit_card
from betterjournal.web.client.work.parts import (
    about_day,
    asides,
    ends,
    open_now,
    own_ends,
    plan_folded,
    remind,
    smallest,
    standing,
    top,
    withdrawn,
)
from betterjournal.web.client.work.sheet import sheet, written
from betterjournal.web.client.work.state import Progress, WorkState
from betterjournal.web.components import ghost, text_link, wording
from betterjournal.web.problems import or_not_found
from betterjournal.web.wording import say

PARAM = "assignment_id"


def work_page() -> rx.Component:
    return client_room(
        or_not_found(shown(WorkState.view, PARAM, _work, ghost(5))), title_key="work.tab", current="today"
    )


def _work(view: rx.Var[WorkView]) -> rx.Component:
    progress: rx.Var[Progress] = shown_view(WorkState.progress, PARAM)
    return rx.fragment(
        top(view),
        open_now(view),
        rx.cond(
            view.withdrawn,
            withdrawn(view),
            rx.cond(
                view.needs_fit, fit_card(view), rx.fragment(standing(view, progress), plan_folded(view), remind(view))
            ),
        ),
        rx.cond(view.can_write, asides(view), rx.fragment()),
        rx.cond(
            view.needs_fit | (view.entry_id == ""),
            rx.cond(view.can_write | view.withdrawn, rx.fragment(), wording(say("work.nothing_written"), quiet=True)),
            rx.cond(
                is_writing(view.entry_id, view.can_write),
                _writing(view, progress),
                rx.fragment(written(view), own_ends(view, progress)),
            ),
        ),
        half_written(another_way=_waits("work.another_way"), not_this_time=_waits("work.not_this_time")),
        beside(),
        rx.cond(view.has_numbers & ~view.needs_fit, _numbers(view), rx.fragment()),
        dialogs(view, progress),
    )


def _writing(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Component:
    about = rx.cond(view.withdrawn, rx.fragment(), about_day(view))
    fields = keeper(sheet(view, progress), entry=view.entry_id, ack=WorkState.ack, on_save=WorkState.save)
    small = rx.cond(view.withdrawn, rx.fragment(), smallest(view))
    closing = rx.cond(view.withdrawn, own_ends(view, progress), ends(view, progress))
    return rx.fragment(about, small, fields, refused_save(), closing)


def _waits(key: str) -> rx.Var[str]:
    return say("work.half_written", name=say(key))


def _numbers(view: rx.Var[WorkView]) -> rx.Component:
    return rx.el.div(text_link(say("series.own_show"), routes.numbers(view.id)), class_name="no-print")
