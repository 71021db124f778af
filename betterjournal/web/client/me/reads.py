"""Who can read what the client shares, and their choice about the time before."""

import reflex as rx

from betterjournal.care import handing, queries
from betterjournal.care.views import CarerLine, WhoReadsView
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.client.reads import covering, past_form, supervising
from betterjournal.web.components import section, status_line, wording
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import date, say


class ReadsState(rx.State):
    """`saved` once they chose here."""

    view: WhoReadsView | None = None
    saved: bool = False

    @placed("client")
    async def arrive(self) -> None:
        self.saved = False
        await self._read()

    @placed("client")
    async def load(self) -> None:
        await self._read()

    @placed("client")
    async def choose(self, form: dict[str, str]) -> None:
        self.saved = False
        await ask(self, handing.choose, form.get("past", ""))
        self.saved = True
        self.view = await ask(self, queries.who_reads)

    async def _read(self) -> None:
        self.view = await ask(self, queries.who_reads)
        watch(self, f"client:{self.view.id}")


def reads_section() -> rx.Component:
    view: rx.Var[WhoReadsView] = shown_view(ReadsState.view, None)
    return rx.cond(view, section(say("reads.title"), _who(view), _past(view)), rx.fragment())


def _who(view: rx.Var[WhoReadsView]) -> rx.Component:
    over = rx.cond(view.finished != "", wording(say("reads.keeps", name=view.finished)), rx.fragment())
    finished = rx.fragment(wording(say("reads.finished_here")), over)
    nobody = (view.carers.length() == 0) & (view.covers.length() == 0)
    return rx.cond(
        view.writes_until != "",
        finished,
        rx.fragment(
            rx.foreach(view.carers, _carer),
            rx.foreach(view.covers, covering),
            rx.foreach(view.supervisions, supervising),
            rx.cond(nobody, wording(say("reads.nobody")), rx.fragment()),
        ),
    )


def _carer(one: rx.Var[CarerLine]) -> rx.Component:
    return wording(say("reads.carer", name=one.name, day=date(one.since_on)))


def _past(view: rx.Var[WhoReadsView]) -> rx.Component:
    until = rx.cond(view.past == "unanswered", say("reads.waits", name=view.asks), say("reads.stays_read"))
    form = rx.fragment(
        past_form(view, ReadsState.choose),
        wording(until, quiet=True, small=True),
        status_line(rx.cond(ReadsState.saved, say("ways.saved"), "")),
    )
    # Less than now may be chosen in any standing; more asks for agreeing first.
    is_wide = (view.past == "all") | (view.past == "takeaways")
    may_choose = view.can_write | (view.writes_until != "") | is_wide
    return rx.cond((view.past != "") & may_choose, form, rx.fragment())
