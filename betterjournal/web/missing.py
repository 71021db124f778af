"""The friendly page of an address that does not exist."""

import reflex as rx

from betterjournal.web.problems import not_found_card


def page() -> rx.Component:
    return rx.el.main(not_found_card())
