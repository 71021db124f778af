"""As what somebody reads this page, how far back, and that the client stopped using theirs."""

import reflex as rx

from betterjournal.review.views import TimelineView
from betterjournal.web.clinician.reaching import stopped_using
from betterjournal.web.components import wording
from betterjournal.web.wording import date, say


def reading_as(view: rx.Var[TimelineView]) -> rx.Component:
    """Nothing for one's own client of whom all is open, and who has agreed."""
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
        stopped_using(view),
        *(rx.cond(words != "", wording(words, quiet=True), rx.fragment()) for words in (parts, past)),
    )
