"""As what somebody reads a page of a client, and how far back."""

import reflex as rx

from betterjournal.review.views import BriefView, ClientSeriesView, TimelineView
from betterjournal.web.components import wording
from betterjournal.web.wording import date, say


def reading_as(view: rx.Var[TimelineView] | rx.Var[BriefView] | rx.Var[ClientSeriesView]) -> rx.Component:
    """Nothing for one's own client of whom all is open."""
    parts = rx.match(
        view.part,
        ("supervised", say("client.supervised")),
        ("covered", say("client.covered", day=date(view.covers_until))),
        "",
    )
    past = rx.match(
        view.past,
        ("unanswered", say("client.past_unanswered", name=view.first_name)),
        ("from_now", say("client.past_from_now", name=view.first_name)),
        ("takeaways", say("client.past_takeaways", name=view.first_name)),
        "",
    )
    return rx.fragment(
        *(rx.cond(words != "", wording(words, quiet=True), rx.fragment()) for words in (parts, past)),
    )
