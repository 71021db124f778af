"""The sealed copies of one's record: for whom, by whom, on which day and why."""

import reflex as rx

from betterjournal.privacy import queries
from betterjournal.privacy.sealing import BASES
from betterjournal.privacy.views import ToldLine, ToldView
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.components import card, own_words, section, wording
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import date, say


class CopiesState(rx.State):
    view: ToldView | None = None

    @placed("client")
    async def load(self) -> None:
        self.view = await ask(self, queries.told)
        watch(self, f"client:{self.view.id}")


def copies() -> rx.Component:
    """Nothing at all until there is one."""
    view: rx.Var[ToldView] = shown_view(CopiesState.view, None)
    drawn = section(
        say("sealed.told_title"),
        rx.foreach(view.lines, _line),
        wording(say("sealed.told_inside"), quiet=True),
    )
    return rx.cond(view & (view.lines.length() > 0), drawn, rx.fragment())


def _line(line: rx.Var[ToldLine]) -> rx.Component:
    why = rx.match(line.basis, *((each, say(f"sealed.told_{each}")) for each in BASES), "").to(str)
    made = say("sealed.told_line", recipient=line.recipient, day=date(line.on), name=line.by)
    return card(rx.el.p(made), rx.el.p(why), wording(say("sealed.told_reason")), own_words(line.reason), key=line.id)
