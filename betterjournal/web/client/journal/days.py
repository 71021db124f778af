"""My days: a month of what is there, day by day, folded until asked for and away for good if not wanted."""

import reflex as rx

from betterjournal.entries import days as history
from betterjournal.entries.views import DayCell, DayView, MonthView, PageLine, WeekRow, WorkLine
from betterjournal.web import routes
from betterjournal.web.browser.arrive import Arrive, come_to
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.check_in import check_in_charts, check_in_table
from betterjournal.web.client.journal.check_ins import check_in_line
from betterjournal.web.components import button, section, text_link
from betterjournal.web.live import watch
from betterjournal.web.session import ask, placed, present
from betterjournal.web.wording import date, day, month, say

# A week from Sunday on, by days of any such week.
WEEK = [f"2026-11-{number:02}" for number in range(1, 8)]
KINDS = ("page", "check_in", "work")
MARKS = {"page": "–", "check_in": "○", "work": "■"}


class DaysState(rx.State):
    """The month that is turned to, and the one day of it that is looked at.

    `end` is the first month or the last, once it was turned to: the button that led there is gone.
    """

    view: MonthView | None = None
    day: DayView | None = None
    end: str = ""

    @placed("client")
    async def load(self) -> None:
        await self._turn_to(self.view.month if self.view else "")
        watch(self, f"client:{self.view.id}")
        if not present().pushed:
            self.end = ""
        if self.day:
            self.day = await ask(self, history.day, self.day.id)

    @placed("client")
    async def turn_to(self, month: str) -> None:
        await self._turn_to(month)
        self.day = None
        is_end = self.view is not None and "" in (self.view.earlier, self.view.later)
        self.end = month if is_end else ""

    @placed("client")
    async def choose_day(self, on: str) -> None:
        self.day = await ask(self, history.day, on)

    @placed("client")
    async def hide(self) -> None:
        await ask(self, history.hide)
        await self._turn_to("")
        self.day = None

    @placed("client")
    async def show(self) -> None:
        await ask(self, history.show)
        await self._turn_to("")

    async def _turn_to(self, month: str) -> None:
        self.view = await ask(self, history.month, month)


def days() -> rx.Component:
    return rx.el.div(shown(DaysState.view, None, _days), id="days", tab_index=-1, class_name="outline-none")


def _days(view: rx.Var[MonthView]) -> rx.Component:
    again = button(say("days.show_again"), weight="plain", on_click=[DaysState.show, come_to("days")])
    folded = section(say("days.title"), unfold(say("days.show"), _month(view), name=rx.Var.create("days")))
    return rx.cond(view.hidden, rx.el.div(again), folded)


def _month(view: rx.Var[MonthView]) -> rx.Component:
    of_day = DaysState.day.to(DayView)
    hide = button(say("days.hide"), weight="plain", on_click=[DaysState.hide, come_to("days")])
    return rx.fragment(
        _turning(view),
        _table(view),
        rx.el.p(*_key(), class_name="quiet small", aria_hidden=True),
        # Said is only which day it is: what they wrote themselves is theirs to read.
        rx.el.div(rx.cond(DaysState.day, rx.el.h3(date(of_day.id)), rx.fragment()), aria_live="polite"),
        rx.cond(DaysState.day, _day(of_day), rx.fragment()),
        rx.cond(view.check_ins.length() > 0, _numbers(view), rx.fragment()),
        rx.el.div(hide),
    )


def _turning(view: rx.Var[MonthView]) -> rx.Component:
    def to(on: rx.Var[str]) -> rx.Component:
        press = button(month(on), weight="plain", on_click=DaysState.turn_to(on), class_name="month-name")
        return rx.cond(on != "", press, rx.el.span())

    name = rx.el.h3(month(view.month), class_name="month-name", aria_live="polite")
    return rx.el.div(to(view.earlier), Arrive.create(name, now=DaysState.end), to(view.later), class_name="turning")


def _table(view: rx.Var[MonthView]) -> rx.Component:
    heads = [rx.el.th(say(f"days.on_{at}"), scope="col", abbr=day(on)) for at, on in enumerate(WEEK)]
    weeks = rx.el.tbody(rx.foreach(view.weeks, _week))
    return rx.el.table(rx.el.thead(rx.el.tr(*heads)), weeks, class_name="days", aria_label=month(view.month))


def _week(week: rx.Var[WeekRow]) -> rx.Component:
    return rx.el.tr(rx.foreach(week.days, _cell), key=week.id)


def _cell(cell: rx.Var[DayCell]) -> rx.Component:
    there = [rx.cond(held, f"{MARKS[name]} ", "") for name, held in _kinds(cell)]
    marks = rx.el.span(*there, aria_hidden=True, class_name="marks")
    name = rx.el.span(date(cell.on), *[rx.cond(held, say(f"days.a_{name}"), "") for name, held in _kinds(cell)])
    press = rx.el.button(
        rx.el.span(cell.number, aria_hidden=True),
        marks,
        rx.el.span(name, class_name="sr-only"),
        type="button",
        on_click=DaysState.choose_day(cell.on),
        aria_pressed=(DaysState.day.to(DayView).id == cell.on).to_string(),
    )
    holds = cell.page | cell.check_in | cell.work
    return rx.el.td(rx.cond(holds, press, rx.el.span(cell.number, class_name="quiet")))


def _kinds(cell: rx.Var[DayCell]) -> list[tuple[str, rx.Var[bool]]]:
    return list(zip(KINDS, (cell.page, cell.check_in, cell.work), strict=True))


def _key() -> list[rx.Component]:
    return [rx.el.span(MARKS[name], " ", say(f"days.key_{name}"), class_name="pe-4") for name in KINDS]


def _day(view: rx.Var[DayView]) -> rx.Component:
    return rx.el.ul(
        rx.foreach(view.pages, _page),
        rx.foreach(view.work, _work),
        rx.foreach(view.check_ins, check_in_line),
        role="list",
        class_name="days-of divide-y divide-line",
    )


def _page(one: rx.Var[PageLine]) -> rx.Component:
    own = rx.el.span(one.first_line, custom_attrs={"data-own-words": ""})
    words = rx.cond(one.first_line != "", own, say("journal.blank"))
    return rx.el.li(text_link(words, routes.page(one.id)), key=one.id, class_name="py-3")


def _work(one: rx.Var[WorkLine]) -> rx.Component:
    title = rx.el.span(one.title, lang=one.language, custom_attrs={"data-own-words": ""})
    return rx.el.li(text_link(title, routes.sheet(one.of, one.id)), key=one.id, class_name="py-3")


def _numbers(view: rx.Var[MonthView]) -> rx.Component:
    return rx.el.section(
        rx.el.h3(say("days.check_ins")),
        check_in_charts(view.lines, view.first, view.last),
        check_in_table(view.check_ins, say("days.check_ins")),
        class_name="stack-small",
    )
