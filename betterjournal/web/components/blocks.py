"""Blocks of a page: headings, cards, lists, people's own words, and what is said when there is nothing."""

from typing import Any, Literal

import reflex as rx

from betterjournal.web.components.buttons import Words, text_link
from betterjournal.web.wording import say


def heading(words: Words, *, lead: Words | None = None, **props: Any) -> rx.Component:
    """The one h1 of a page; `lead` is a quiet sentence under it."""
    title = rx.el.h1(words, **props)
    return title if lead is None else rx.el.div(title, rx.el.p(lead, class_name="quiet mt-1"))


def subheading(words: Words, *, level: Literal["h2", "h3"] = "h2", **props: Any) -> rx.Component:
    return getattr(rx.el, level)(words, **props)


def section(words: Words, *children: rx.Component, **props: Any) -> rx.Component:
    """A heading with what belongs under it."""
    return rx.el.section(subheading(words), *children, class_name="stack-small", **props)


def card(*children: rx.Component, name: Words | None = None, article: bool = False, **props: Any) -> rx.Component:
    """`article=True` with `name` for one thing of a list, found by that name."""
    if name is not None:
        props["aria_label"] = name
    draw = rx.el.article if article else rx.el.div
    return draw(*children, class_name=f"card {props.pop('class_name', 'stack-small')}", **props)


def actions(*children: rx.Component) -> rx.Component:
    """Buttons: stacked and full width on a phone, in a row above."""
    return rx.el.div(*children, class_name="actions")


def own_words(words: Words, language: Words | None = None, **props: Any) -> rx.Component:
    """What a person wrote, as written, in the reading serif; `language` is the language it was written in."""
    if language is not None:
        props["lang"] = language
    classes = f"own-words {props.pop('class_name', '')}".strip()
    return rx.el.p(words, class_name=classes, custom_attrs={"data-own-words": ""}, **props)


def disclosure(words: Words, *children: rx.Component, **props: Any) -> rx.Component:
    """Folded until asked for."""
    inside = rx.el.div(*children, class_name="stack-small pt-2")
    return rx.el.details(rx.el.summary(rx.el.span(words)), inside, class_name="fold", **props)


def status_line(words: Words, **props: Any) -> rx.Component:
    """Said when it changes, without moving the focus; stays in the page when empty, or it is not announced."""
    return rx.el.p(words, role="status", class_name="notice", **props)


def empty_state(words: Words, *next_steps: rx.Component) -> rx.Component:
    """A kind sentence, and the next step."""
    steps = [rx.el.div(*next_steps, class_name="actions pt-4")] if next_steps else []
    return rx.el.div(rx.el.p(words), *steps, class_name="empty")


def link_list(rows: rx.Component | list[rx.Component], **props: Any) -> rx.Component:
    """A list of `link_row`s, given one by one or as one foreach."""
    given = rows if isinstance(rows, list) else [rows]
    return rx.el.ul(*given, class_name="rows", role="list", **props)


def link_row(
    words: Words,
    to: Words,
    aside: Words | rx.Component | None = None,
    *,
    under: rx.Component | None = None,
    **props: Any,
) -> rx.Component:
    """Every row is a link with a real address, found by its words alone; the whole row can be pressed."""
    beside = [] if aside is None else [rx.el.span(aside, class_name="quiet small")]
    link = text_link(words, to)
    name = link if under is None else rx.el.div(link, rx.el.div(under, class_name="quiet small"))
    return rx.el.li(name, *beside, **props)


def ghost(lines: int = 3) -> rx.Component:
    """The frame of what is coming, seen only when it takes longer than 300 ms."""
    widths = ("w-2/3", "w-full", "w-5/6")
    bars = [rx.el.div(class_name=f"ghost {widths[at % 3]}") for at in range(lines)]
    return rx.el.div(
        rx.el.span(say("app.loading"), class_name="sr-only"), *bars, class_name="stack-small", aria_busy=True
    )


def awaited() -> rx.Component:
    """In the place of what may or may not come, unseen: until it is known the footer waits below, so it moves once."""
    return rx.el.div(hidden=True, aria_busy=True)


def wording(words: Words, *, quiet: bool = False, small: bool = False, **props: Any) -> rx.Component:
    """A paragraph of ours."""
    chosen = [name for name, on in (("quiet", quiet), ("small", small)) if on]
    return rx.el.p(words, class_name=" ".join([*chosen, props.pop("class_name", "")]).strip(), **props)
