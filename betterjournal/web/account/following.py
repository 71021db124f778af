"""The page of a link with a token in it: left at once for the same screen without the token."""

from collections.abc import Callable

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.browser.follow import FollowLink
from betterjournal.web.components import button, plain_page, wording
from betterjournal.web.wording import say


def following(kind: str, to: str, title_key: str) -> Callable[[], rx.Component]:
    def page() -> rx.Component:
        link = FollowLink.create(
            wording(say("account.link.opening"), quiet=True),
            rx.el.div(button(say("account.link.continue"), kind="submit")),
            kind=kind,
            to=to,
            class_name="stack",
        )
        return plain_page(link, title_key=title_key)

    return page


follow_invitation = following("join", routes.JOINING, "join.title")
follow_back = following("back", routes.COMING_BACK, "back.title")
follow_set_up = following("set-up", routes.SETTING_UP, "setup.title")
