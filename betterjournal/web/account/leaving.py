"""The form that signs out everywhere."""

import reflex as rx

from betterjournal.web.components import button, post_form, wording
from betterjournal.web.wording import say


def sign_out_everywhere_form() -> rx.Component:
    """Ends every sign-in of the person; the browser posts it, so that the cookie goes too."""
    return post_form(
        wording(say("account.everywhere_help"), quiet=True),
        rx.el.div(button(say("account.everywhere"), weight="secondary", kind="submit")),
        action="/auth/sign-out-everywhere",
        class_name="stack-small",
    )
