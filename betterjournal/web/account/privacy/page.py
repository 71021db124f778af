"""The privacy notice, true for this practice's settings."""

import reflex as rx

from betterjournal.accounts.views import PracticeView
from betterjournal.web.account.privacy.state import PrivacyState
from betterjournal.web.browser.shown import shown
from betterjournal.web.components import dialled, ghost, heading, plain_page, section, wording
from betterjournal.web.wording import say

WINDOWS = ("same_day", "previous_working_day", "two_days", "three_days", "always")


def privacy_page() -> rx.Component:
    return plain_page(
        heading(say("account.privacy.title")),
        shown(PrivacyState.view, None, _notice, otherwise=ghost()),
        title_key="account.privacy.title",
    )


def _notice(view: rx.Var[PracticeView]) -> rx.Component:
    who = say("account.privacy.who", practice=view.name, phone=view.phone)
    windows = [(name, say(f"account.privacy.window.{name}")) for name in WINDOWS]
    contact = say("account.privacy.contact", name=view.privacy_name, reach=view.privacy_reach)
    return rx.el.div(
        rx.cond(view.name, rx.el.p(*dialled(who, view.phone)), wording(say("account.privacy.who_none"))),
        rx.cond((view.privacy_name != "") & (view.privacy_reach != ""), wording(contact), rx.fragment()),
        _part("kept", say("account.privacy.kept"), say("account.privacy.honest")),
        _part("read", say("account.privacy.read"), rx.match(view.reading_window, *windows, "")),
        _part("not", say("account.privacy.not"), say("account.privacy.cookies")),
        _part("rights", say("account.privacy.rights")),
        class_name="stack",
    )


def _part(name: str, *sentences: rx.Var[str]) -> rx.Component:
    return section(say(f"account.privacy.{name}_title"), *(wording(each) for each in sentences))
