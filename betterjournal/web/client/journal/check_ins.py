"""Check-ins: one number and Keep is one; the rest is folded. Kept for oneself, shared as one previewed act."""

import reflex as rx

from betterjournal.entries.checkins import LONGEST, SCALES
from betterjournal.entries.views import CheckInView, JournalView
from betterjournal.web.browser.arrive import Arrive, come_to
from betterjournal.web.browser.once import Anew, Once
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.check_in import read_check_in
from betterjournal.web.client.journal.state import JournalState
from betterjournal.web.client.scale import scale
from betterjournal.web.client.window import cannot_wait, who_reads
from betterjournal.web.components import (
    actions,
    button,
    card,
    checkbox,
    dialog,
    disclosure,
    leave_button,
    own_words,
    quiet_button,
    section,
    text_area,
    wording,
)
from betterjournal.web.problems import Notice, field_error
from betterjournal.web.wording import say, short_date

# So many of the newest are in the open.
NEWEST = 3


def new_check_in(view: rx.Var[JournalView]) -> rx.Component:
    """There without opening anything: a press on a number, a press on Keep."""
    title = rx.el.h2(say("journal.check_in"), id="check-in", tab_index=-1, class_name="outline-none")
    drawn = card(title, Anew.create(_form(view), kept=JournalState.kept, undone=JournalState.undone), _kept())
    return rx.cond(view.can_write, drawn, rx.fragment())


def check_ins(view: rx.Var[JournalView]) -> rx.Component:
    share = quiet_button(say("journal.share_check_ins"), on_click=JournalState.look_at_check_ins)
    nobody = wording(say("problem.nobody_reads"), quiet=True)
    offered = rx.cond(view.window.clinician != "", actions(share), nobody)
    earlier = disclosure(say("journal.check_ins_before"), _list(view.check_ins[NEWEST:]))
    drawn = section(
        say("journal.check_ins"),
        _list(view.check_ins[:NEWEST]),
        rx.cond(view.check_ins.length() > NEWEST, earlier, rx.fragment()),
        rx.cond(view.can_write & (view.to_share.length() + view.before.length() > 0), offered, rx.fragment()),
        _preview(view),
    )
    return rx.fragment(rx.cond(view.check_ins.length() > 0, drawn, rx.fragment()), _sure())


def _form(view: rx.Var[JournalView]) -> rx.Component:
    first, *others = [
        scale(name, say(f"journal.{name}"), say(f"journal.{name}_low"), say(f"journal.{name}_high")) for name in SCALES
    ]
    more = unfold(
        say("journal.more_of_it"),
        *others,
        text_area("words", say("journal.words"), max_length=LONGEST, error=field_error("words")),
        cannot_wait(view.window),
        name=rx.Var.create("check-in"),
        weight="plain",
        eager=True,
        forced=Notice.field == "words",
    )
    return rx.el.form(
        Once.create(name="once"),
        field_error("mood"),
        first,
        more,
        actions(button(say("journal.keep"), weight="secondary", kind="submit")),
        on_submit=JournalState.check_in,
        class_name="stack-small",
    )


def _kept() -> rx.Component:
    """Said where it was pressed, with the way back while the page is open."""
    is_kept = JournalState.kept != ""
    back = [JournalState.undo_kept(JournalState.kept), come_to("check-in")]
    undo = button(say("app.undo"), weight="plain", on_click=back)
    words = rx.el.p(rx.cond(is_kept, say("journal.kept"), ""), role="status", class_name="quiet")
    line = rx.el.div(words, rx.cond(is_kept, undo, rx.fragment()), class_name="kept-line")
    return Arrive.create(line, now=JournalState.kept)


def _list(rows: rx.Var[list[CheckInView]]) -> rx.Component:
    return rx.el.ul(rx.foreach(rows, check_in_line), role="list", class_name="divide-y divide-line")


def check_in_line(one: rx.Var[CheckInView]) -> rx.Component:
    """One check-in of one's own, and the way to delete it while nobody has opened it."""
    figures = [
        rx.cond(value != "", rx.el.span(say(f"journal.{name}"), " ", value), rx.fragment())
        for name, value in zip(SCALES, (one.mood, one.energy, one.anxiety), strict=True)
    ]
    state = rx.cond(one.shared, say("journal.check_in_shared"), say("journal.check_in_private"))
    delete = button(
        say("journal.delete_check_in"),
        weight="plain",
        on_click=JournalState.ask_to_delete(one.id),
        aria_label=say("journal.delete_check_in_of", date=short_date(one.on)),
        class_name="small flex-none",
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(short_date(one.on), " · ", state, class_name="quiet small"),
            rx.el.p(*figures, class_name="flex flex-wrap gap-x-4"),
            rx.cond(one.words != "", own_words(one.words, one.language), rx.fragment()),
            class_name="min-w-0 flex-1 basis-32",
        ),
        rx.cond(one.opened, rx.fragment(), delete),
        key=one.id,
        class_name="flex flex-wrap items-start justify-between gap-x-4 py-3",
    )


def _sure() -> rx.Component:
    """Asked of every one but that of just now: what is deleted is there for a moment more, then gone for good."""
    return dialog(
        wording(say("journal.delete_about")),
        actions(
            button(say("journal.delete_check_in"), on_click=JournalState.delete(JournalState.deleting)),
            leave_button(say("journal.not_now"), JournalState.close),
        ),
        name=say("journal.delete_check_in_title"),
        open=JournalState.deleting != "",
        on_close=JournalState.close,
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
            leave_button(say("journal.not_now"), JournalState.close),
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
