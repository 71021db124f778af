"""What becomes of a journal page or of check-ins that were shared: looked at together, or let go, in one press."""

import reflex as rx

from betterjournal.assignments.actions import UNDO_SECONDS
from betterjournal.review import actions as reviews
from betterjournal.review.views import ReturnedView
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.browser.moment import Moment
from betterjournal.web.clinician.returned import title
from betterjournal.web.components import button, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import date, say


class SettlingState(rx.State):
    """`settled` is what somebody just pressed for, `back` what they took back; the page follows the announcement."""

    settled: str = ""
    back: str = ""

    @placed("clinician")
    async def settle(self, client_id: str, shared_id: str, decision: str) -> None:
        self.back = ""
        self.settled = await ask(self, reviews.settle, client_id, shared_id, decision)

    @placed("clinician")
    async def take_back(self, client_id: str, shared_id: str) -> None:
        self.settled = ""
        await ask(self, reviews.unsettle, client_id, shared_id)
        self.back = shared_id

    @placed("clinician")
    async def leave(self) -> None:
        self.settled = self.back = ""


def settling(
    row: rx.Var[ReturnedView], client_id: rx.Var[str], about: rx.Component | None = None, weight: str = "plain"
) -> rx.Component:
    """Nothing for work, which has its form, and for who may not say it. `about` stands above the presses."""
    check_ins = rx.cond(row.kind == "check_in", wording(say("look.check_ins"), quiet=True, small=True), rx.fragment())
    presses = rx.el.div(
        _press(row, client_id, "looked_at", say("client.look"), weight),
        _press(row, client_id, "let_go", say("look.let_go"), "plain"),
        class_name="flex flex-wrap gap-x-4",
    )
    offered = rx.el.div(about or rx.fragment(), check_ins, presses, class_name="no-print")
    # Where the button stood that took it back.
    again = Arrive.create(offered, now=SettlingState.back == row.id)
    return rx.fragment(_said(row, client_id), rx.cond(row.can_settle, again, rx.fragment()))


def _press(
    row: rx.Var[ReturnedView], client_id: rx.Var[str], decision: str, words: rx.Var[str], weight: str
) -> rx.Component:
    press = SettlingState.settle(client_id, row.id, decision)
    return button(words, weight=weight, on_click=press, aria_label=words + ": " + title(row))


def _said(row: rx.Var[ReturnedView], client_id: rx.Var[str]) -> rx.Component:
    """That it goes along is said once for all check-ins; what was just said takes the focus of its button."""
    undo = button(say("app.undo"), weight="plain", on_click=SettlingState.take_back(client_id, row.id))
    moment = Moment.create(undo, seconds=UNDO_SECONDS, key=row.id, class_name="no-print")
    words = rx.match(
        row.place,
        ("looked_at", say("look.looked_at", day=date(row.settled_on))),
        ("let_go", say("look.was_let_go", day=date(row.settled_on))),
        ("carried", rx.cond(row.can_settle, say("look.carried"), "")),
        "",
    ).to(str)
    said = Arrive.create(rx.el.p(words, class_name="quiet small", role="status"), now=_is_new(row))
    return rx.cond(words != "", rx.fragment(said, rx.cond(_is_new(row), moment, rx.fragment())), rx.fragment())


def _is_new(row: rx.Var[ReturnedView]) -> rx.Var[bool]:
    return (SettlingState.settled == row.id) & (row.settled_on != "")
