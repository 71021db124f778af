"""The record of who did what: which lines, fifty at a time, and the same lines as a file."""

import reflex as rx

from betterjournal.accounts.record import RecordView
from betterjournal.accounts.record_pages import NOBODY
from betterjournal.audit import CLIENT_ACTS, Act
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.practice.record.state import RecordState
from betterjournal.web.clinician.recorded import recorded
from betterjournal.web.components import actions, ghost, plain_link, quiet_button, section, select, text_field, wording
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def record_section() -> rx.Component:
    return section(
        say("record.heading"),
        wording(say("record.help"), quiet=True),
        shown(RecordState.view, None, _record, otherwise=ghost(6)),
    )


def _record(view: rx.Var[RecordView]) -> rx.Component:
    file = rx.cond(view.query != "", f"{routes.RECORD_FILE}?" + view.query, routes.RECORD_FILE)
    return rx.el.div(
        _which(view),
        recorded(view.lines, say("record.heading"), who=True),
        actions(
            rx.cond(view.newer != "", quiet_button(say("record.newer"), on_click=RecordState.turn(view.newer))),
            rx.cond(view.older != "", quiet_button(say("record.older"), on_click=RecordState.turn(view.older))),
            plain_link(say("record.file"), file, class_name="button secondary", download=True),
        ),
        class_name="stack-small",
    )


def _which(view: rx.Var[RecordView]) -> rx.Component:
    everybody = [rx.el.option(say("record.anybody"), value=""), rx.el.option(say("record.nobody"), value=NOBODY)]
    all_acts = [("", say("record.any_act"))]
    all_acts += [(act.value, say(f"practice.act_{act.name.lower()}")) for act in Act if act not in CLIENT_ACTS]
    anyone = rx.el.option(say("record.any_client"), value="")
    return rx.el.form(
        rx.el.div(
            select("person", say("record.person"), rx.fragment(*everybody, rx.foreach(view.people, _named))),
            select("act", say("record.act"), all_acts, error=field_error("act")),
            select("client", say("record.client"), rx.fragment(anyone, rx.foreach(view.clients, _named))),
            text_field("since", say("record.since"), type="date", error=field_error("since")),
            text_field("until", say("record.until"), type="date", error=field_error("until")),
            class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 items-end",
        ),
        actions(rx.el.button(say("record.show"), type="submit", class_name="button secondary")),
        on_submit=RecordState.show,
        no_validate=True,
        class_name="stack-small",
        aria_label=say("record.which"),
    )


def _named(one: rx.Var) -> rx.Component:
    return rx.el.option(one.name, value=one.id)
