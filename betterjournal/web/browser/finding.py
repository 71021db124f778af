"""A search whose results are walked through by keys."""

import reflex as rx

from betterjournal.web.browser.script import script


class Finding(rx.Component):
    """Around the field and the lists marked `data-found`; `answered` are the words that these answer."""

    library = script("finding.js")
    tag = "Finding"
    answered: rx.Var[str]
