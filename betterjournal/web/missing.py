"""The friendly page of an address that does not exist."""

import reflex as rx

from betterjournal.web.components import plain_page
from betterjournal.web.problems import not_found_card


def page() -> rx.Component:
    return plain_page(not_found_card(), title_key="problem.missing_title")
