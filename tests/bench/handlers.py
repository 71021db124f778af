"""The names under which the product's handlers are called, taken from the States themselves."""

import os

# Read by Reflex when a State is imported; a benchmark only needs its names.
os.environ.setdefault("REFLEX_ENV_MODE", "prod")

import reflex as rx
from reflex_base.utils.format import format_event_handler

from betterjournal.web.client.work.state import WorkState
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.clinician.clients.state import ClientsState


def _named(state: type[rx.State], handler: str) -> str:
    return format_event_handler(state.event_handlers[handler])


SAVE = _named(WorkState, "save")
SEND = _named(AssignState, "send")
SEARCH = _named(ClientsState, "search")
