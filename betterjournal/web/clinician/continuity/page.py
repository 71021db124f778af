"""Which days, what of them, for whom, in which language: then a PDF."""

import reflex as rx

from betterjournal.review.views import ContinuityPage
from betterjournal.web import routes
from betterjournal.web.browser.proved_file import proved_file_button
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.continuity.state import ContinuityState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.paper_size import paper_size
from betterjournal.web.components import (
    checkbox,
    ghost,
    heading,
    post_form,
    radio_group,
    text_field,
    text_link,
)
from betterjournal.web.wording import say

FORM = rx.Var.create("file-form")


def continuity_page() -> rx.Component:
    return desk_page(
        shown(ContinuityState.view, "client_id", _file, otherwise=ghost(6)), title_key="file.tab", current="clients"
    )


def _file(view: rx.Var[ContinuityPage]) -> rx.Component:
    back = rx.el.p(text_link(view.name, routes.client(view.id)), class_name="small")
    head = rx.el.div(back, heading(say("file.heading", name=view.name), lead=say("file.about")))
    form = post_form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        rx.el.div(
            _day("from_on", view.from_on), _day("to_on", view.to_on), class_name="flex flex-wrap gap-x-6 gap-y-4"
        ),
        _contents(view),
        radio_group(
            "whom",
            say("file.whom"),
            [("file", say("file.whom_file")), ("client", view.first_name)],
            default="file",
        ),
        radio_group(
            "language",
            say("file.language"),
            [("en", say("account.english")), ("fr", say("account.french"))],
            default=view.language,
        ),
        checkbox("initials", say("file.initials"), help=say("file.initials_help")),
        paper_size(),
        action=routes.CONTINUITY_FILE,
        no_validate=True,
        id=FORM,
        key=view.id,
    )
    return rx.el.div(head, form, proved_file_button(say("brief.pdf"), FORM, "pages.pdf"), class_name="stack max-w-2xl")


def _day(name: str, default: rx.Var[str]) -> rx.Component:
    return text_field(name, say(f"file.{name}"), type="date", default=default, class_name="short")


def _contents(view: rx.Var[ContinuityPage]) -> rx.Component:
    """Working notes only where they are ticked."""
    return rx.el.fieldset(
        rx.el.legend(say("file.contents")),
        rx.el.div(
            checkbox("words", say("file.words", name=view.first_name), default_checked=True),
            checkbox("decided", say("file.decided"), default_checked=True),
            checkbox("charts", say("file.charts"), default_checked=True),
            checkbox("notes", say("file.notes"), help=say("file.notes_help", name=view.first_name)),
        ),
        class_name="field",
    )
