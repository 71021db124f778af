"""Tells somebody that an owner took their second factor away: at the door, and on their account until it is read."""

import reflex as rx

from betterjournal.accounts import resets
from betterjournal.accounts.views import FactorResetView
from betterjournal.web.components import button, card, wording
from betterjournal.web.session import ask, placed, present
from betterjournal.web.wording import say, short_date


class TakenAwayState(rx.State):
    told: list[FactorResetView] = []

    @placed("public")
    async def load(self) -> None:
        self.told = await ask(self, resets.unread) if present().actor else []

    @placed("staff")
    async def read(self, reset_id: str) -> None:
        await ask(self, resets.read, reset_id)
        self.told = await ask(self, resets.unread)


def taken_away(*, to_put_away: bool) -> rx.Component:
    """One card for each. Only a whole sign-in may put it away, so a stranger with the password cannot hide it."""

    def draw(each: rx.Var[FactorResetView]) -> rx.Component:
        away = button(say("account.taken.read"), weight="secondary", on_click=TakenAwayState.read(each.id))
        told = wording(say("account.taken.told", name=each.by, day=short_date(each.on)))
        stands = wording(say("account.taken.stands", day=short_date(each.stands_until)), quiet=True)
        end = rx.cond(each.stands_until != "", stands, rx.el.div(away))
        return card(told, *([end] if to_put_away else []), key=each.id)

    return rx.fragment(rx.foreach(TakenAwayState.told, draw))
