"""Who has whom in their care, whom nobody has, and what to do when a clinician cannot work: names, and nothing else."""

import reflex as rx

from betterjournal.care.views import CareListLine, CareListView, CheckView
from betterjournal.web import routes
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.covering import choice, cover_fields, reason
from betterjournal.web.clinician.found import found_list
from betterjournal.web.clinician.practice.care.state import CareListState
from betterjournal.web.components import (
    actions,
    button,
    card,
    ghost,
    link_list,
    link_row,
    quiet_button,
    section,
    status_line,
    subheading,
    wording,
)
from betterjournal.web.wording import date, say, say_count


def care_section() -> rx.Component:
    return section(
        say("care.list_title"),
        wording(say("care.list_lead"), quiet=True),
        shown(CareListState.view, None, _care, otherwise=ghost(6)),
        on_unmount=CareListState.leave,
    )


def _care(view: rx.Var[CareListView]) -> rx.Component:
    covered = say_count("care.away_done", CareListState.covered, name=CareListState.covering)
    return rx.el.div(
        status_line(rx.cond(CareListState.covered > 0, covered, "")),
        rx.cond(view.without.length() > 0, _without(view), rx.fragment()),
        _list(view),
        rx.cond(view.caring.length() > 0, _away(view), rx.fragment()),
        class_name="stack-small",
    )


def _without(view: rx.Var[CareListView]) -> rx.Component:
    """The clients who write to nobody, each with the way to somebody."""
    rows = rx.foreach(view.without, lambda each: link_row(each.name, routes.care(each.id), key=each.id))
    return card(
        subheading(say("care.without_title"), level="h3"),
        wording(say("care.without")),
        link_list(rows),
        rx.cond(view.more_without, wording(say("care.without_more"), quiet=True), rx.fragment()),
    )


def _list(view: rx.Var[CareListView]) -> rx.Component:
    rows = rx.foreach(view.clients, _line)
    return found_list(view.clients, rows, CareListState.search, searched=view.searched, more=view.more)


def _line(line: rx.Var[CareListLine]) -> rx.Component:
    who = rx.cond(line.carers != "", line.carers, say("care.line_nobody"))
    covers = rx.el.span(say("care.line_covers", names=line.covers), class_name="block text-end")
    finished = rx.el.span(say("care.line_finished"), class_name="block text-end")
    aside = rx.fragment(
        rx.el.span(who, class_name="block text-end"),
        rx.cond(line.covers != "", covers, rx.fragment()),
        rx.cond(line.is_discharged, finished, rx.fragment()),
    )
    return link_row(line.name, routes.care(line.id), aside, key=line.id)


def _away(view: rx.Var[CareListView]) -> rx.Component:
    """Somebody reads for all of a clinician's clients at once."""
    form = rx.el.form(
        choice("cover_all_for", say("care.away_who"), view.caring),
        cover_fields("cover_all", view.clinicians, view.latest_cover, say("care.away_told")),
        actions(button(say("care.look"), kind="submit", weight="secondary")),
        on_submit=CareListState.check,
        no_validate=True,
        class_name="stack",
    )
    seen = CareListState.checked
    return unfold(
        say("care.away"),
        rx.cond(seen, _checking(seen), rx.fragment()),
        rx.el.div(form, class_name=rx.cond(seen, "hidden", "max-w-md")),
        done=CareListState.done,
        weight="secondary",
    )


def _checking(checked: rx.Var[CheckView]) -> rx.Component:
    who = {"who": checked.first_name, "away": checked.for_name}
    return card(
        subheading(say("care.check"), level="h3"),
        wording(say("care.cover_says", day=date(checked.until), **who)),
        wording(say("care.cover_why", reason=reason(checked.reason))),
        wording(say_count("care.away_holds", checked.clients)),
        wording(say("care.away_told"), quiet=True),
        rx.el.div(
            proved_button(say("care.cover_go", who=checked.first_name), on_proved=CareListState.cover_all),
            quiet_button(say("care.alter"), on_click=CareListState.change),
            class_name="actions",
        ),
    )
