"""Work that is not for today: what stands about it, and the client's own ways to put it off and take it up again."""

from typing import Any

import reflex as rx

from betterjournal.assignments import pausing
from betterjournal.assignments.views import RepeatView
from betterjournal.web.components import actions, button, disclosure, quiet_button, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import day, say


class RestState(rx.State):
    """The page itself follows what was done."""

    @placed("client")
    async def skip(self, assignment_id: str) -> None:
        await ask(self, pausing.skip, assignment_id)

    @placed("client")
    async def pause(self, assignment_id: str) -> None:
        await ask(self, pausing.pause, assignment_id)

    @placed("client")
    async def resume(self, assignment_id: str) -> None:
        await ask(self, pausing.resume, assignment_id)


def so_far(repeat: rx.Var[RepeatView]) -> rx.Component:
    """How many there are of the number that was agreed on; nothing before the first."""
    counts = {"count": repeat.so_far, "aim": repeat.aim}
    words = rx.match(
        repeat.kind, ("diary", say("repeat.of_about", **counts)), ("times", say("repeat.of", **counts)), ""
    ).to(str)
    return rx.cond((repeat.so_far > 0) & (words != ""), wording(words, quiet=True), rx.fragment())


def rests(repeat: rx.Var[RepeatView]) -> rx.Component:
    """Why it is not for today and when it is, in one line."""
    paused = rx.cond(repeat.paused_by != "", say("repeat.paused_by", name=repeat.paused_by), say("repeat.paused"))
    is_awaited = (repeat.stands == "done") | (repeat.stands == "resting")
    waits = rx.cond((repeat.kind == "each_appointment") & is_awaited, say("repeat.after_next"), "")
    words = rx.match(
        repeat.stands,
        ("paused", paused),
        ("skipped", say("repeat.skipped")),
        (
            "done",
            rx.match(repeat.kind, ("times", say("repeat.all")), ("diary", say("repeat.week")), say("repeat.done")),
        ),
        "",
    )
    after = rx.cond(repeat.next_on != "", say("repeat.next", day=day(repeat.next_on)), waits)
    is_off = (repeat.stands != "") & (repeat.stands != "due")
    return rx.cond(is_off, rx.el.p(words, " ", after, class_name="quiet small"), rx.fragment())


def put_off(work: rx.Var[Any]) -> rx.Component:
    """Folded: not today, or a break from it. `work` has `id` and `repeat`."""
    skips = rx.cond(
        (work.repeat.kind == "times") | (work.repeat.kind == "diary"),
        rx.fragment(),
        button(say("repeat.not_today"), weight="secondary", on_click=RestState.skip(work.id)),
    )
    fold = disclosure(
        say("repeat.put_off"),
        wording(say("repeat.put_off_about"), quiet=True),
        actions(skips, quiet_button(say("repeat.break"), on_click=RestState.pause(work.id))),
    )
    return rx.cond(work.repeat.stands == "due", fold, rx.fragment())


def take_up(work: rx.Var[Any]) -> rx.Component:
    """For what one put off oneself."""
    mine = (work.repeat.stands == "skipped") | ((work.repeat.stands == "paused") & (work.repeat.paused_by == ""))
    press = button(say("repeat.take_up"), weight="plain", on_click=RestState.resume(work.id))
    return rx.cond(mine, press, rx.fragment())
