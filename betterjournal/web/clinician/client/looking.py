"""The form for what was looked at together, as it stands on a client's page."""

import reflex as rx

from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.deciding import decide_form, decided_meanwhile


def look_form(
    place: rx.Var[str], assignment_id: rx.Var[str], words: rx.Var[str], *, offered: rx.Var[bool], weight: str
) -> rx.Component:
    """Where it is `offered`. Begun in that `place` it stays when a colleague decides, and says so above what was typed.

    One that nobody unfolded is out of sight then (`.meanwhile`).
    """
    is_decided = ClientState.decided.contains(assignment_id)
    told = rx.cond(is_decided, decided_meanwhile(ClientState.decided[assignment_id]), rx.fragment())
    form = decide_form(assignment_id, words, ClientState.save_review, ClientState.done, weight=weight, about=told)
    drawn = rx.el.div(form, class_name=rx.cond(offered, "", "meanwhile"))
    return rx.cond(offered | ClientState.kept.contains(place), drawn, rx.fragment())
