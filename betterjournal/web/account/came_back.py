"""A posted form that came back: what had been typed stands in it again, and the reason is told."""

from dataclasses import dataclass

import reflex as rx

from betterjournal import clock
from betterjournal.web import between
from betterjournal.web.browser.shown import shown_view
from betterjournal.web.session import ask_anyone, present


@dataclass(frozen=True)
class TypedView:
    """`page` is the form's page, `id` this very return of it."""

    id: str
    page: str
    words: dict[str, str]


class Typed(rx.State):
    """What had been typed into the form that came back last."""

    form: TypedView | None = None


async def tell_what_came_back(state: rx.State, page: str) -> None:
    """At the end of a page's load: raises the problem of its form, if it came back a moment ago."""
    found = await ask_anyone(state, between.came_back, present().cookies, page)
    if found is None:
        return
    typed = await state.get_state(Typed)
    typed.form = TypedView(str(clock.now().timestamp()), page, found.typed)
    raise found.problem


def form_key(page: str) -> rx.Var[str]:
    """Changes when the form came back, so that its fields are drawn anew with what was typed."""
    view: rx.Var[TypedView] = shown_view(Typed.form, None)
    return rx.cond(view & (view.page == page), view.id, page)


def typed(page: str, field: str) -> rx.Var[str]:
    """What had been typed into one field, or ""."""
    view: rx.Var[TypedView] = shown_view(Typed.form, None)
    return rx.cond(view & (view.page == page), view.words[field], "")
