"""What the sign-in says where the browser takes no cookie."""

import reflex as rx

from betterjournal.web.browser.script import script


class Cookies(rx.Component):
    library = script("cookies.js")
    tag = "Cookies"
    words: rx.Var[str]
