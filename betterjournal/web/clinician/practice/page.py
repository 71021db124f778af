"""The owner's page: the people, the practice's settings, then the record."""

import reflex as rx

from betterjournal.accounts.practice import READING_WINDOWS, SettingsView
from betterjournal.accounts.record import RecordLine, RecordView
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.practice.people.page import people_section
from betterjournal.web.clinician.practice.state import PracticeState
from betterjournal.web.clinician.practice.words import act
from betterjournal.web.components import (
    actions,
    button,
    checkbox,
    ghost,
    heading,
    quiet_button,
    radio_group,
    section,
    status_line,
    text_field,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import LANGUAGES, clock_time, say, short_date


def practice_page() -> rx.Component:
    return desk_page(
        rx.el.div(
            heading(say("practice.heading")),
            status_line(rx.cond(PracticeState.saved, say("practice.saved"), "")),
            people_section(),
            shown(PracticeState.view, None, _settings, otherwise=ghost(6)),
            shown(PracticeState.record, None, _record),
            class_name="stack max-w-3xl",
            on_unmount=PracticeState.leave,
        ),
        title_key="practice.heading",
        current="practice",
    )


def _settings(view: rx.Var[SettingsView]) -> rx.Component:
    windows = [(name, say(f"practice.window_{name}")) for name in READING_WINDOWS]
    languages = [(name, say(f"practice.language_{name}")) for name in LANGUAGES]
    form = rx.el.form(
        text_field("practice", say("practice.name"), default=view.name, error=field_error("practice")),
        text_field(
            "phone",
            say("practice.phone"),
            help=say("practice.phone_help"),
            default=view.phone,
            error=field_error("phone"),
            type="tel",
            class_name="short",
        ),
        radio_group(
            "reading_window",
            say("practice.window"),
            windows,
            help=say("practice.window_help"),
            default=view.reading_window,
            error=field_error("reading_window"),
        ),
        radio_group("first_language", say("practice.language"), languages, default=view.first_language, beside=True),
        checkbox("bilingual", say("practice.bilingual"), default_checked=view.bilingual),
        actions(button(say("practice.save"), kind="submit")),
        on_submit=PracticeState.save,
        no_validate=True,
        class_name="stack",
    )
    return section(say("practice.settings"), form)


def _record(view: rx.Var[RecordView]) -> rx.Component:
    names = ("when", "who", "what")
    head = rx.el.tr(*(rx.el.th(say(f"practice.{name}"), scope="col", class_name="th") for name in names))
    table = rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(view.lines, _line)), class_name="answers")
    newest = quiet_button(say("practice.newest"), on_click=PracticeState.turn(""))
    older = quiet_button(say("practice.older"), on_click=PracticeState.turn(view.older))
    return section(
        say("practice.record"),
        wording(say("practice.record_help"), quiet=True),
        rx.el.div(table, class_name="overflow-x-auto", tab_index=0, role="group", aria_label=say("practice.record")),
        actions(
            rx.cond(PracticeState.past_first, newest, rx.fragment()), rx.cond(view.older != "", older, rx.fragment())
        ),
    )


def _line(line: rx.Var[RecordLine]) -> rx.Component:
    nobody = rx.el.span(say("practice.nobody"), class_name="quiet")
    when = rx.el.td(short_date(line.at), " ", clock_time(line.at), class_name="td whitespace-nowrap")
    return rx.el.tr(
        when,
        rx.el.td(rx.cond(line.name != "", line.name, nobody), class_name="td"),
        rx.el.td(act(line.act), class_name="td"),
        key=line.id,
    )
