"""Copy for the chart: the server makes the lines and records the export, the browser puts them on the clipboard."""

import reflex as rx

from betterjournal.accounts.actions import CHART_LINES, choose_chart
from betterjournal.review import chart
from betterjournal.review.views import ReviewView, TimelineView
from betterjournal.web.browser.copy import copy_button
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.client.chart_text import chart_text
from betterjournal.web.components import actions, checkbox, quiet_button, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class ChartState(rx.State):
    """The lines copied last, of which review; `turn` grows with each copy, `done` with each choice that was kept."""

    review_id: str = ""
    text: str = ""
    language: str = ""
    lines: list[str] = []
    turn: int = 0
    done: int = 0

    @placed("clinician")
    async def copy_lines(self, client_id: str, review_id: str) -> None:
        view = await ask(self, chart.copied, client_id, review_id)
        self.text, self.language, self.lines = chart_text(view), view.language, view.lines
        self.review_id, self.turn = view.id, self.turn + 1

    @placed("clinician")
    async def choose(self, form_data: dict[str, str]) -> None:
        self.lines = [name for name in CHART_LINES if f"chart_{name}" in form_data]
        await ask(self, choose_chart, self.lines)
        self.done += 1

    @placed("clinician")
    async def leave(self) -> None:
        self.review_id, self.text = "", ""


def chart_button(row: rx.Var[ReviewView], view: rx.Var[TimelineView]) -> rx.Component:
    is_this = ChartState.review_id == row.id
    return copy_button(
        say("client.copy_chart"),
        rx.cond(is_this, ChartState.text, "").to(str),
        turn=rx.cond(is_this, ChartState.turn, 0).to(int),
        on_ask=ChartState.copy_lines(view.id, row.id),
    )


def chart_copied(row: rx.Var[ReviewView]) -> rx.Component:
    """What went out, to look at and to select by hand where a browser forbids; and what goes in from now on."""
    text = rx.el.p(
        ChartState.text,
        lang=ChartState.language,
        class_name="whitespace-pre-wrap border-l-2 border-line pl-3",
        custom_attrs={"data-own-words": ""},
    )
    ticks = [
        checkbox(f"chart_{name}", say(f"chart.line_{name}"), default_checked=ChartState.lines.contains(name))
        for name in CHART_LINES
    ]
    form = rx.el.form(
        rx.el.fieldset(rx.el.legend(say("chart.choose")), *ticks, class_name="field"),
        actions(quiet_button(say("chart.keep"), kind="submit")),
        on_submit=ChartState.choose,
        class_name="stack-small",
    )
    said = rx.cond(
        ChartState.done > 0, wording(say("chart.kept"), quiet=True, small=True, role="status"), rx.fragment()
    )
    drawn = rx.el.div(
        text,
        unfold(say("chart.choose_fold"), form, name="chart", weight="plain", done=ChartState.done),
        said,
        class_name="stack-small no-print",
    )
    return rx.cond((ChartState.review_id == row.id) & (ChartState.text != ""), drawn, rx.fragment())
