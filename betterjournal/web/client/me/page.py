"""Me: language, ways in and devices, who to call, what was agreed to and when, and signing out."""

import reflex as rx

from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.passwords import ALONE
from betterjournal.accounts.views import MeView, ToldView
from betterjournal.web import routes
from betterjournal.web.account.devices import devices_section
from betterjournal.web.account.leaving import sign_out_everywhere_form
from betterjournal.web.account.locking import lock_section
from betterjournal.web.account.passkeys import passkeys_section
from betterjournal.web.account.ways import email_section, password_section, way_back_section
from betterjournal.web.browser.shown import shown, shown_view
from betterjournal.web.client.me.phone import phone_section
from betterjournal.web.client.me.reads import reads_section
from betterjournal.web.client.me.state import MeState
from betterjournal.web.client.room import RoomState, client_room
from betterjournal.web.components import dialled, ghost, heading, own_words, radio_group, section, text_link, wording
from betterjournal.web.wording import date, say


def me_page() -> rx.Component:
    return client_room(
        heading(say("me.title")),
        shown(MeState.view, None, _me, ghost(5)),
        title_key="me.title",
        current="me",
    )


def _me(view: rx.Var[MeView]) -> rx.Component:
    return rx.fragment(
        _language(),
        reads_section(),
        phone_section(),
        passkeys_section(view.passkeys),
        lock_section(client=True),
        email_section(view.email, view.has_password),
        password_section(view.has_password, least=ALONE),
        way_back_section(view.way_back, view.mails),
        devices_section(view.devices, rx.foreach(view.told, _told)),
        section(say("me.practice"), _reach(view)),
        section(say("me.agreed"), _agreed(view)),
        section(say("me.ways_out"), sign_out_everywhere_form()),
    )


def _told(one: rx.Var[ToldView]) -> rx.Component:
    given = {"name": one.name, "date": date(one.on)}
    code = say("devices.told_code", **given)
    return wording(rx.cond(one.act == "client.code_renewed", code, say("devices.told_out", **given)))


def _language() -> rx.Component:
    """Keyed by the choice, so that it follows the switch at the foot of the page."""
    chosen = shown_view(RoomState.view, None).language
    languages = [("en", say("me.english")), ("fr", say("me.french"))]
    group = radio_group(
        "language",
        say("me.language"),
        languages,
        default=chosen,
        beside=True,
        on_change=RoomState.choose_language,
    )
    return rx.el.div(group, key=chosen)


def _reach(view: rx.Var[MeView]) -> rx.Component:
    known = say("me.phone", name=view.clinician, phone=view.phone)
    words = rx.cond(view.clinician != "", known, say("me.phone_nobody", phone=view.phone))
    told = rx.el.p(*dialled(words.to(str), view.phone))
    return rx.fragment(rx.cond(view.phone != "", told, rx.fragment()), _kept(view))


def _kept(view: rx.Var[MeView]) -> rx.Component:
    """What is kept to reach them by, so that they can say when it is wrong."""
    kept = view.contact
    voicemail = rx.match(kept.voicemail, ("yes", say("me.voicemail_yes")), ("no", say("me.voicemail_no")), "").to(str)
    return rx.fragment(
        rx.cond(kept.phone != "", rx.el.p(say("me.own_phone", phone=kept.phone), " ", voicemail), rx.fragment()),
        rx.cond(kept.agreed != "", rx.el.div(wording(say("today.agreed")), own_words(kept.agreed)), rx.fragment()),
    )


def _agreed(view: rx.Var[MeView]) -> rx.Component:
    titles = [(topic, say(f"join.consent.{topic}.title")) for topic in TOPICS]
    rows = rx.foreach(view.consents, lambda topic: rx.el.li(rx.match(topic, *titles, topic)))
    ask = rx.cond(view.clinician != "", wording(say("me.agreed_ask", name=view.clinician), quiet=True), rx.fragment())
    agreed = rx.fragment(
        rx.el.ul(rows, class_name="list-disc ps-5"),
        wording(say("me.agreed_on", date=date(view.consented_on)), quiet=True),
        ask,
    )
    standing = rx.cond(view.consents.length() > 0, agreed, wording(say("me.agreed_nothing")))
    return rx.fragment(standing, text_link(say("me.agreed_read"), routes.CONSENT))
