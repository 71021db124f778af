"""The form for what was looked at together, as it stands on a client's page."""

import reflex as rx

from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.deciding import decide_form


def look_form(assignment_id: rx.Var[str], words: rx.Var[str], weight: str = "secondary") -> rx.Component:
    return decide_form(assignment_id, words, ClientState.save_review, ClientState.done, weight=weight)
