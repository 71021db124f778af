"""The neutral name under which a phone installs the app: the browser's own choice, told to the server by a cookie."""

import reflex as rx

from betterjournal.web.browser.script import script

# The first stands until one is chosen. Over https and without.
NAMES = ("notes", "pages", "lists")
COOKIE = {True: "__Host-app-name", False: "app-name"}


class NameChoice(rx.Component):
    """Wraps the radio buttons of that choice: checks the one of the cookie, and keeps what is chosen in it."""

    library = script("naming.js")
    tag = "NameChoice"
