"""The first moment of a link with a token in its address."""

import reflex as rx

from betterjournal.web.browser.script import script


class FollowLink(rx.Component):
    library = script("follow.js")
    tag = "FollowLink"
    kind: rx.Var[str]
    to: rx.Var[str]
