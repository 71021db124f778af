"""Narrowing a client's line of time, and looking for words on it: folded until somebody wants it."""

from collections.abc import Callable

import reflex as rx

from betterjournal.review import narrowing
from betterjournal.review.narrowing import KINDS, LONGEST
from betterjournal.review.views import ChoicesView, Option, TimelineView
from betterjournal.review.wanted import Wanted
from betterjournal.web.browser.once import Anew
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.components import actions, button, quiet_button, select, text_field
from betterjournal.web.problems import field_error, in_form
from betterjournal.web.session import ask, param, placed
from betterjournal.web.wording import say, short_date


class NarrowState(rx.State):
    """What there is to choose from. What was chosen is the page's own, and is in no address: words may be in it."""

    choices: ChoicesView | None = None

    @placed("clinician", act=False)
    async def offer(self) -> None:
        self.choices = await ask(self, narrowing.choices, param(self, "client_id"))

    @placed("clinician")
    async def narrow(self, form_data: dict[str, str]) -> None:
        with in_form("line"):
            wanted = narrowing.typed({name.removeprefix("line_"): value for name, value in form_data.items()})
        page = await self.get_state(ClientState)
        await page._show(wanted)

    @placed("clinician")
    async def show_all(self) -> None:
        page = await self.get_state(ClientState)
        await page._show(Wanted())


def narrow_bar(view: rx.Var[TimelineView]) -> rx.Component:
    """The folded form, and what is shown now when it is not everything."""
    again = quiet_button(say("line.show_all"), on_click=NarrowState.show_all)
    return rx.el.div(
        # What the page shows again in whole, after a restart too, is asked for by an empty form.
        unfold(
            say("line.open"), Anew.create(_form(view), kept=rx.cond(view.narrowed, "", "whole").to(str)), weight="plain"
        ),
        rx.el.p(_told(view), role="status", class_name="quiet empty:hidden"),
        rx.cond(view.narrowed, rx.el.div(again), rx.fragment()),
        class_name="stack-small",
    )


def _told(view: rx.Var[TimelineView]) -> rx.Var[str]:
    none = rx.cond(ClientState.more != "", say("line.none_yet"), say("line.none"))
    has = view.things.length() + ClientState.older.length() > 0
    part = rx.cond(view.wanted.words != "", say("line.found", words=view.wanted.words), say("line.part"))
    return rx.cond(view.narrowed, rx.cond(has, part, none), "").to(str)


def _form(view: rx.Var[TimelineView]) -> rx.Component:
    """As it was sent, also on a page that was loaded again."""
    wanted = view.wanted
    words = text_field(
        "line_words",
        say("line.words"),
        help=say("line.words_help"),
        error=field_error("line_words"),
        type="search",
        auto_complete="off",
        default=wanted.words,
        max_length=LONGEST,
    )
    kinds = [("", say("line.kind_any")), *((kind, say(f"line.kind_{kind}")) for kind in KINDS)]
    fields = rx.el.div(
        select("line_kind", say("line.kind"), kinds, default=wanted.kind, error=field_error("line_kind")),
        _chosen("worksheet", wanted.worksheet, lambda one: one.words),
        _chosen("appointment", wanted.appointment, lambda one: short_date(one.words)),
        rx.el.div(
            *(
                text_field(
                    f"line_{name}",
                    say(f"line.{name}"),
                    type="date",
                    default=wanted[name].to(str),
                    error=field_error(f"line_{name}"),
                )
                for name in ("from_on", "to_on")
            ),
            class_name="grid gap-3 grid-cols-2",
        ),
        class_name="grid gap-3 sm:grid-cols-2",
    )
    press = actions(button(say("line.show"), kind="submit", weight="secondary"))
    return rx.el.form(
        words,
        fields,
        press,
        on_submit=NarrowState.narrow,
        on_mount=NarrowState.offer,
        class_name="stack-small pb-4",
        role="search",
    )


def _chosen(name: str, now: rx.Var[str], words: Callable[[rx.Var[Option]], rx.Var[str]]) -> rx.Component:
    choices: rx.Var[ChoicesView] = shown_view(NarrowState.choices, "client_id")
    offered = rx.cond(choices, choices[f"{name}s"], []).to(list[Option])
    options = rx.fragment(
        rx.el.option(say(f"line.{name}_any"), value=""),
        rx.foreach(offered, lambda one: rx.el.option(words(one), value=one.value)),
    )
    # What is chosen can stand there only once there is something to choose from.
    come = rx.cond(choices, "offered", "").to(str)
    return select(f"line_{name}", say(f"line.{name}"), options, default=now, key=come)
