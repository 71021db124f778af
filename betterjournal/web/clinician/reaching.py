"""How a client can be reached, what was agreed on for when it gets hard, and whether they still use their pages."""

from typing import Any

import reflex as rx

from betterjournal.accounts import contact
from betterjournal.accounts.contact import LONGEST_AGREED, LONGEST_PHONE, VOICEMAIL
from betterjournal.review.views import BriefView, TimelineView
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.components import (
    actions,
    button,
    card,
    own_words,
    phone_link,
    radio_group,
    subheading,
    text_area,
    text_field,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import date, say


class ContactState(rx.State):
    """`done` grows with each card that was kept, so that the form folds."""

    done: int = 0

    @placed("clinician")
    async def keep(self, form_data: dict[str, str]) -> None:
        await ask(self, contact.keep, form_data.get("client_id", ""), form_data)
        self.done += 1


def contact_card(view: rx.Var[TimelineView]) -> rx.Component:
    """For whoever may see the client at all: who covers must be able to call."""
    is_empty = contact_empty(view)
    words = rx.cond(is_empty, say("contact.add"), say("contact.change"))
    change = unfold(words, _form(view), name="contact", done=ContactState.done, weight="plain")
    drawn = card(
        subheading(say("contact.title", name=view.first_name)),
        contact_lines(view),
        rx.cond(view.in_care, change, rx.fragment()),
    )
    return rx.cond(view.in_care | ~is_empty, drawn, rx.fragment())


def stopped_using(view: rx.Var[Any]) -> rx.Component:
    """That they took back their consent, on which day; nothing while it stands."""
    words = say("client.consent_withdrawn", name=view.first_name, day=date(view.stopped_on))
    return rx.cond(view.stopped_on != "", wording(words), rx.fragment())


def contact_empty(view: rx.Var[Any]) -> rx.Var[bool]:
    return view.contact.phone + view.contact.voicemail + view.contact.agreed == ""


def contact_lines(view: rx.Var[TimelineView] | rx.Var[BriefView]) -> rx.Component:
    """What is known, each in a line; nothing of what is not."""
    kept = view.contact
    phone = rx.el.p(phone_link(number=kept.phone))
    voicemail = rx.match(
        kept.voicemail, ("yes", say("contact.voicemail_yes")), ("no", say("contact.voicemail_no")), ""
    ).to(str)
    agreed = rx.el.div(rx.el.p(say("contact.agreed"), class_name="quiet small"), own_words(kept.agreed, view.language))
    return rx.fragment(
        rx.cond(kept.phone != "", phone, rx.fragment()),
        rx.cond(voicemail != "", wording(voicemail), rx.fragment()),
        rx.cond(kept.agreed != "", agreed, rx.fragment()),
    )


def _form(view: rx.Var[TimelineView]) -> rx.Component:
    kept, name = view.contact, view.first_name
    voicemail = [(each, say(f"contact.voicemail_{each or 'unknown'}")) for each in VOICEMAIL]
    return rx.el.form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        text_field(
            "phone",
            say("contact.phone"),
            default=kept.phone,
            type="tel",
            max_length=LONGEST_PHONE,
            error=field_error("phone"),
        ),
        radio_group("voicemail", say("contact.voicemail"), voicemail, default=kept.voicemail),
        text_area(
            "agreed",
            say("contact.agreed"),
            help=say("contact.agreed_help", name=name),
            default=kept.agreed,
            max_length=LONGEST_AGREED,
            error=field_error("agreed"),
            rows=3,
            lang=view.language,
        ),
        actions(button(say("contact.keep"), kind="submit")),
        on_submit=ContactState.keep,
        class_name="stack-small",
        no_validate=True,
    )
