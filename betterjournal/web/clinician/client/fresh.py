"""One quiet line for whatever came while a client's page lay open: how much it is, and when it came, is not said."""

import reflex as rx

from betterjournal.review.views import TimelineView
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.clinician.client.state import GONE, ClientState
from betterjournal.web.components import button
from betterjournal.web.wording import say


def something_new(view: rx.Var[TimelineView]) -> rx.Component:
    """Its place is kept free while there is nothing, so that what is being read moves by nothing as it comes.

    Nothing is opened before the press, so until then the client can take it back, and the line goes by itself.
    """
    is_gone = ~view.fresh & (ClientState.came == GONE)
    words = rx.cond(view.fresh, say("client.fresh"), rx.cond(is_gone, say("client.fresh_gone"), "")).to(str)
    press = button(say("client.fresh_show"), weight="plain", on_click=ClientState.read_new)
    said = Arrive.create(rx.el.p(words, role="status"), now=is_gone)
    return rx.el.div(rx.el.div(said, rx.cond(view.fresh, press, rx.fragment())), class_name="fresh no-print")
