"""What the staff member did themself, as the record has it."""

import reflex as rx

from betterjournal.accounts.record import OwnRecordView, own
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.recorded import recorded
from betterjournal.web.components import actions, disclosure, quiet_button, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class OwnRecordState(rx.State):
    view: OwnRecordView | None = None

    @placed("staff")
    async def load(self) -> None:
        self.view = await ask(self, own)

    @placed("staff")
    async def turn(self, mark: str) -> None:
        self.view = await ask(self, own, mark)


def own_record() -> rx.Component:
    """Folded: a look once in a while."""
    return disclosure(
        say("record.own"), wording(say("record.own_help"), quiet=True), shown(OwnRecordState.view, None, _page)
    )


def _page(view: rx.Var[OwnRecordView]) -> rx.Component:
    return rx.el.div(
        recorded(view.lines, say("record.own"), who=False),
        actions(
            rx.cond(view.newer != "", quiet_button(say("record.newer"), on_click=OwnRecordState.turn(view.newer))),
            rx.cond(view.older != "", quiet_button(say("record.older"), on_click=OwnRecordState.turn(view.older))),
        ),
        class_name="stack-small",
    )
