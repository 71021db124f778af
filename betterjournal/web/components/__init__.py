"""The design system without state: what every screen is built from."""

from betterjournal.web.components.blocks import (
    actions,
    awaited,
    card,
    disclosure,
    empty_state,
    ghost,
    heading,
    link_list,
    link_row,
    own_words,
    section,
    status_line,
    subheading,
    wording,
)
from betterjournal.web.components.buttons import button, dialled, link_button, plain_link, quiet_button, text_link
from betterjournal.web.components.dialogs import dialog
from betterjournal.web.components.forms import PostForm, post_form
from betterjournal.web.components.frames import client_page, footer, plain_page, staff_page
from betterjournal.web.components.inputs import (
    checkbox,
    checkbox_group,
    radio_group,
    select,
    text_area,
    text_field,
)

__all__ = [
    "PostForm",
    "actions",
    "awaited",
    "button",
    "card",
    "checkbox",
    "checkbox_group",
    "client_page",
    "dialled",
    "dialog",
    "disclosure",
    "empty_state",
    "footer",
    "ghost",
    "heading",
    "link_button",
    "link_list",
    "link_row",
    "own_words",
    "plain_link",
    "plain_page",
    "post_form",
    "quiet_button",
    "radio_group",
    "section",
    "select",
    "staff_page",
    "status_line",
    "subheading",
    "text_area",
    "text_field",
    "text_link",
    "wording",
]
