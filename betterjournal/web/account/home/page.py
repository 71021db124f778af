"""What this is, in a few plain sentences that name nobody."""

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.browser.shown import Forget
from betterjournal.web.components import actions, heading, link_button, plain_page, wording
from betterjournal.web.wording import say


def home_page() -> rx.Component:
    return plain_page(
        Forget.create(),
        heading(say("account.home.title")),
        wording(say("account.home.what")),
        rx.el.p(say("account.home.private"), " ", say("account.home.nobody")),
        actions(link_button(say("account.sign_in"), routes.SIGN_IN)),
        wording(say("account.home.link"), quiet=True),
        title_key="account.home.title",
    )
