"""Check-ins: three scales and a few words, kept for oneself and shared as one previewed act."""

import reflex as rx

from betterjournal.entries.checkins import LONGEST, SCALES
from betterjournal.entries.views import CheckInView, JournalView
from betterjournal.web.check_in import read_check_in
from betterjournal.web.client.journal.state import JournalState
from betterjournal.web.client.scale import scale
from betterjournal.web.client.window import cannot_wait, who_reads
from betterjournal.web.components import (
    actions,
    button,
    checkbox,
    dialog,
    disclosure,
    own_words,
    quiet_button,
    section,
    text_area,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say, short_date


def check_ins(view: rx.Var[JournalView]) -> rx.Component:
    share = quiet_button(say("journal.share_check_ins"), on_click=JournalState.look_at_check_ins)
    nobody = wording(say("problem.nobody_reads"), quiet=True)
    offered = rx.cond(view.window.clinician != "", actions(share), nobody)
    drawn = section(
        say("journal.check_ins"),
        rx.cond(view.can_write, disclosure(say("journal.check_in"), _form(view)), rx.fragment()),
        _list(view.check_ins),
        rx.cond(view.can_write & (view.to_share.length() + view.before.length() > 0), offered, rx.fragment()),
        _preview(view),
    )
    return rx.cond(view.can_write | (view.check_ins.length() > 0), drawn, rx.fragment())


def _form(view: rx.Var[JournalView]) -> rx.Component:
    """A new form after each check-in is kept: it is keyed by the newest one."""
    drawn = [
        scale(name, say(f"journal.{name}"), say(f"journal.{name}_low"), say(f"journal.{name}_high")) for name in SCALES
    ]
    return rx.el.form(
        wording(say("journal.check_in_about"), quiet=True),
        field_error("mood"),
        *drawn,
        text_area("words", say("journal.words"), max_length=LONGEST, error=field_error("words")),
        cannot_wait(view.window),
        actions(button(say("journal.keep"), weight="secondary", kind="submit")),
        on_submit=JournalState.check_in,
        key=view.check_ins.length().to_string(),
        class_name="stack",
    )


def _list(rows: rx.Var[list[CheckInView]]) -> rx.Component:
    return rx.el.ul(rx.foreach(rows, _line), role="list", class_name="divide-y divide-line")


def _line(one: rx.Var[CheckInView]) -> rx.Component:
    figures = [
        rx.cond(value != "", rx.el.span(say(f"journal.{name}"), " ", value), rx.fragment())
        for name, value in zip(SCALES, (one.mood, one.energy, one.anxiety), strict=True)
    ]
    state = rx.cond(one.shared, say("journal.is_shared"), say("journal.is_private"))
    return rx.el.li(
        rx.el.p(short_date(one.on), " · ", state, class_name="quiet small"),
        rx.el.p(*figures, class_name="flex flex-wrap gap-x-4"),
        rx.cond(one.words != "", own_words(one.words, one.language), rx.fragment()),
        key=one.id,
        class_name="py-3",
    )


def _to_share(one: rx.Var[CheckInView], *, ticked: bool) -> rx.Component:
    tick = checkbox(one.id, short_date(one.on), default_checked=ticked)
    return rx.el.li(tick, read_check_in(one), key=one.id, class_name="py-3")


def _ticks(rows: rx.Var[list[CheckInView]], *, ticked: bool) -> rx.Component:
    drawn = rx.foreach(rows, lambda one: _to_share(one, ticked=ticked))
    return rx.el.ul(drawn, role="list", class_name="divide-y divide-line")


def _preview(view: rx.Var[JournalView]) -> rx.Component:
    """Everything that would be shared, before it is. What is ticked travels, so nothing else can go along."""
    before = disclosure(say("journal.share_check_ins_before"), _ticks(view.before, ticked=False))
    form = rx.el.form(
        _ticks(view.to_share, ticked=True),
        rx.cond(view.before.length() > 0, before, rx.fragment()),
        actions(
            button(say("shared.with", name=view.window.clinician_full), kind="submit"),
            button(say("journal.not_now"), weight="plain", on_click=JournalState.close),
        ),
        on_submit=JournalState.share_check_ins,
        class_name="stack",
    )
    return dialog(
        *who_reads(view.window, view.also_reads),
        wording(say("journal.share_check_ins_about"), quiet=True),
        form,
        name=say("journal.share_check_ins_title"),
        open=JournalState.sharing,
        on_close=JournalState.close,
    )
