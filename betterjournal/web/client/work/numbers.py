"""The numbers of one's own sheets over time, drawn when asked for."""

import reflex as rx

from betterjournal.entries import series
from betterjournal.entries.views import SeriesView, WorkView
from betterjournal.web.browser.arrive import Arrive, come_to
from betterjournal.web.components import actions, button, empty_state, quiet_button, subheading, wording
from betterjournal.web.series import series_parts
from betterjournal.web.session import ask, param, placed
from betterjournal.web.wording import say

PLACE = "numbers"


class NumbersState(rx.State):
    """One drawing, or none while it is folded."""

    drawn: list[SeriesView] = []
    _before: str = ""

    @placed("client")
    async def load(self) -> None:
        """The page is come to: of other work nothing is drawn, of the same what stands there now."""
        of = param(self, "assignment_id")
        if self.drawn and self.drawn[0].id == of:
            await self._read(of)
        else:
            self.drawn, self._before = [], ""

    @placed("client")
    async def show(self, assignment_id: str) -> None:
        self._before = ""
        await self._read(assignment_id)

    @placed("client")
    async def turn_to(self, before: str) -> None:
        self._before = before
        await self._read(self.drawn[0].id if self.drawn else param(self, "assignment_id"))

    @placed("client", save=True)
    async def close(self) -> None:
        self.drawn, self._before = [], ""

    async def _read(self, assignment_id: str) -> None:
        self.drawn = [await ask(self, series.own, assignment_id, self._before)]


def numbers(view: rx.Var[WorkView]) -> rx.Component:
    """Only on a sheet that asks for some."""
    folded = button(say("series.own_show"), weight="plain", on_click=NumbersState.show(view.id))
    drawn = rx.foreach(NumbersState.drawn, lambda one: rx.cond(one.id == view.id, _drawn(one), rx.fragment()))
    is_open = (NumbersState.drawn.length() > 0) & (NumbersState.drawn[0].id == view.id)
    inside = rx.el.div(rx.cond(is_open, drawn, folded), id=PLACE, tab_index=-1, class_name="outline-none")
    return rx.cond(view.has_numbers, inside, rx.fragment())


def _drawn(one: rx.Var[SeriesView]) -> rx.Component:
    close = quiet_button(say("app.close"), on_click=[NumbersState.close, come_to(PLACE)])
    return rx.el.section(
        Arrive.create(subheading(say("series.own")), now=True),
        wording(say("series.own_about"), quiet=True),
        series_parts(one, empty_state(say("series.own_empty")), NumbersState.turn_to, own=True),
        actions(close),
        class_name="stack-small",
        aria_label=say("series.own"),
    )
