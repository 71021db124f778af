"""The owner's page: what is left before the first client, the people, the practice's settings, the record."""

import reflex as rx

from betterjournal.accounts.practice import READING_WINDOWS, SettingsView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.practice.care.page import care_section
from betterjournal.web.clinician.practice.people.page import people_section
from betterjournal.web.clinician.practice.readiness.page import readiness_section
from betterjournal.web.clinician.practice.record.page import record_section
from betterjournal.web.clinician.practice.state import PracticeState
from betterjournal.web.components import (
    actions,
    button,
    checkbox,
    ghost,
    heading,
    radio_group,
    section,
    status_line,
    text_field,
    text_link,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import LANGUAGES, say


def practice_page() -> rx.Component:
    return desk_page(
        rx.el.div(
            heading(say("practice.heading")),
            status_line(rx.cond(PracticeState.saved, say("practice.saved"), "")),
            readiness_section(open=True),
            people_section(),
            care_section(),
            section(say("practice.settings"), shown(PracticeState.view, None, _settings, otherwise=ghost(6))),
            text_link(say("sealed.from_practice"), routes.SEALED_LIST),
            record_section(),
            readiness_section(open=False),
            class_name="stack max-w-3xl",
            on_unmount=PracticeState.leave,
        ),
        title_key="practice.heading",
        current="practice",
    )


def _settings(view: rx.Var[SettingsView]) -> rx.Component:
    windows = [(name, say(f"practice.window_{name}")) for name in READING_WINDOWS]
    languages = [(name, say(f"practice.language_{name}")) for name in LANGUAGES]
    return rx.el.form(
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
        text_field(
            "privacy_name",
            say("practice.privacy_name"),
            help=say("practice.privacy_help"),
            default=view.privacy_name,
            error=field_error("privacy_name"),
        ),
        text_field(
            "privacy_reach",
            say("practice.privacy_reach"),
            default=view.privacy_reach,
            error=field_error("privacy_reach"),
        ),
        checkbox("bilingual", say("practice.bilingual"), default_checked=view.bilingual),
        actions(button(say("practice.save"), kind="submit")),
        on_submit=PracticeState.save,
        no_validate=True,
        class_name="stack",
    )
