"""The tab's title in the reader's language."""

import reflex as rx

from betterjournal.web.browser.script import script


class PageTitle(rx.Component):
    library = script("title.js")
    tag = "PageTitle"
    text: rx.Var[str]
