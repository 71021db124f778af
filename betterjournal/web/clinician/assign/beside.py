"""What a colleague sent to the same client today, told while this one is being composed."""

import reflex as rx

from betterjournal.assignments import composer
from betterjournal.assignments.views import BesideLine, BesideView
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.live import watch
from betterjournal.web.session import ask, param, placed
from betterjournal.web.wording import say


class BesideState(rx.State):
    """It follows the client's page; the composer does not, so that nothing moves under the hands."""

    view: BesideView | None = None

    @placed("clinician")
    async def load(self) -> None:
        self.view = await ask(self, composer.beside, param(self, "client_id"))
        watch(self, f"staff:{self.view.id}")


def beside(first_name: rx.Var[str]) -> rx.Component:
    view: rx.Var[BesideView] = shown_view(BesideState.view, "client_id")

    def line(each: rx.Var[BesideLine]) -> rx.Component:
        return rx.el.p(say("assign.beside", by=each.by, title=each.title, name=first_name))

    lines = rx.cond(view, rx.foreach(view.lines, line), rx.fragment())
    return rx.el.div(lines, role="status", class_name="quiet small")
