"""How to put the app on a phone, under a name that tells nobody what it is."""

import reflex as rx

from betterjournal.web.browser.naming import NAMES, NameChoice
from betterjournal.web.components import disclosure, radio_group, section, wording
from betterjournal.web.wording import say


def phone_section() -> rx.Component:
    names = [(name, say(f"phone.{name}")) for name in NAMES]
    return section(
        say("phone.title"),
        disclosure(
            say("phone.how"),
            wording(say("phone.about")),
            NameChoice.create(
                radio_group("app_name", say("phone.name"), names, help=say("phone.name_help"), default=NAMES[0])
            ),
            wording(say("phone.iphone")),
            wording(say("phone.android")),
            wording(say("phone.without"), quiet=True),
        ),
    )
