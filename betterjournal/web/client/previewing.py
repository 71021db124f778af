"""Around sharing: what would be shared as staff read it, whether it matters most, and what stopping does."""

from collections.abc import Callable

import reflex as rx
from reflex.event import EventSpec

from betterjournal.entries.views import PreviewView
from betterjournal.web.client.window import Window
from betterjournal.web.components import checkbox, wording
from betterjournal.web.given import given
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say

OnFlag = Callable[[rx.Var[str], rx.Var[bool]], EventSpec]


def preview(looked: rx.Var[PreviewView], window: Window) -> rx.Component:
    """Stands above the press, and what was looked at travels with it; when that changed meanwhile it says so."""
    about = say("shared.preview", name=window.clinician)
    return rx.el.div(
        field_error("looked_at"),
        rx.el.p(about),
        rx.el.div(
            given(looked, looked.first_name),
            tab_index=0,
            role="group",
            aria_label=about,
            class_name="card max-h-[max(30dvh,12rem)] overflow-y-auto",
        ),
        class_name="stack-small",
    )


def looked_at(looked: rx.Var[PreviewView]) -> rx.Component:
    return rx.el.input(type="hidden", name="looked_at", value=looked.looked_at, read_only=True)


def bring(window: Window) -> rx.Component:
    """The tick before it is shared."""
    return checkbox("bring", say("shared.bring"), help=say("shared.bring_about", name=window.clinician))


def flag(shared_id: rx.Var[str], is_flagged: rx.Var[bool], on_flag: OnFlag) -> rx.Component:
    """The same tick afterwards: `on_flag(shared_id, bring)`. It says what is kept, wherever it was changed."""
    tick = checkbox(
        "bring",
        say("shared.bring"),
        checked=is_flagged,
        on_change=lambda ticked: on_flag(shared_id, ticked),
    )
    return rx.el.div(tick, key=shared_id)


def flag_about(window: Window) -> rx.Component:
    """Once on a page, however many ticks there are on it."""
    return wording(say("shared.bring_later", name=window.clinician), quiet=True, small=True)


def delete_about(is_shared: rx.Var[bool]) -> rx.Component:
    """Of what nobody opened. What waits to be read then waits no more."""
    ends = rx.cond(is_shared, wording(say("work.delete_shared")), rx.fragment())
    return rx.fragment(wording(say("journal.delete_about")), ends)


def stop_about(name: rx.Var[str]) -> rx.Component:
    """What stopping does and what it cannot undo; `name` is the client's own clinician, "" for nobody."""
    return wording(rx.cond(name != "", say("journal.stop_about", name=name), say("journal.stop_about_nobody")).to(str))
