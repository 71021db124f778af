"""The names under which the product's handlers are called, taken from the States themselves."""

import os

# Read by Reflex when a State is imported; a benchmark only needs its names.
os.environ.setdefault("REFLEX_ENV_MODE", "prod")

import reflex as rx
from reflex_base.utils.format import format_event_handler

from betterjournal.web.client.work.state import WorkState
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.clinician.clients.state import ClientsState
from betterjournal.web.session import PLACED


def _named(state: type[rx.State], handler: str) -> str:
    return format_event_handler(state.event_handlers[handler])


def _the_save(state: type[rx.State]) -> str:
    """The handler of a State that is placed as a save."""
    here = f"{state.__module__}.{state.__qualname__}."
    (name,) = [each.removeprefix(here) for each, placing in PLACED.items() if each.startswith(here) and placing.save]
    return name


SAVE = _named(WorkState, _the_save(WorkState))
SEND = _named(AssignState, "send")
SEARCH = _named(ClientsState, "search")
