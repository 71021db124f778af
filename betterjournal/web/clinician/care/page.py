"""Who reads for one client, since when, and what can be done about it."""

import reflex as rx

from betterjournal.care.handing import CHOICES, UNANSWERED
from betterjournal.care.views import CarerLine, CareView, CoverLine, SupervisionLine
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.care.settling import settling
from betterjournal.web.clinician.care.state import CareState
from betterjournal.web.clinician.covering import reason
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.components import button, ghost, heading, section, status_line, text_link, wording
from betterjournal.web.wording import date, say, short_date

OWN = {"data-own-words": ""}


def care_page() -> rx.Component:
    return desk_page(
        shown(CareState.view, "client_id", _care, otherwise=ghost(6)), title_key="care.tab", current="clients"
    )


def _care(view: rx.Var[CareView]) -> rx.Component:
    back = rx.cond(
        view.in_care,
        text_link(say("care.back_to_client", name=view.first_name), routes.client(view.id)),
        text_link(say("care.back_to_practice"), routes.PRACTICE),
    )
    finished = wording(say("care.finished", name=view.first_name, day=date(view.discharged_on)))
    return rx.el.div(
        rx.el.p(back),
        heading(view.name, lead=say("care.lead", name=view.first_name)),
        status_line(rx.cond(CareState.done > 0, say("care.done"), "")),
        rx.cond(view.discharged_on != "", finished, rx.fragment()),
        _carers(view),
        _some(view.supervisions, "care.supervision", lambda line: _supervision(line, view)),
        _some(view.covers, "care.emergency", lambda line: _cover(line, view)),
        settling(view),
        class_name="stack max-w-2xl",
        on_unmount=CareState.leave,
    )


def _carers(view: rx.Var[CareView]) -> rx.Component:
    line = lambda each: _carer(each, view)  # noqa: E731
    lines = rx.el.ul(rx.foreach(view.carers, line), class_name="people", role="list")
    nobody = wording(say("care.nobody", name=view.first_name))
    return section(say("care.has"), rx.cond(view.carers.length() > 0, lines, nobody))


def _carer(line: rx.Var[CarerLine], view: rx.Var[CareView]) -> rx.Component:
    mine = rx.cond(line.is_me, rx.el.span(" ", say("care.me"), class_name="quiet"), rx.fragment())
    past = rx.match(
        line.past, *((each, say(f"care.past_{each}", name=view.first_name)) for each in (UNANSWERED, *CHOICES)), ""
    ).to(str)
    return rx.el.li(
        rx.el.div(
            rx.el.p(rx.el.span(line.name, custom_attrs=OWN), mine),
            wording(say("care.since", day=short_date(line.since_on)), quiet=True, small=True),
            rx.cond(line.is_disabled, wording(say("care.is_away"), quiet=True, small=True), rx.fragment()),
            rx.cond(past != "", wording(past, class_name="pt-1"), rx.fragment()),
        ),
        key=line.id,
    )


def _some(lines: rx.Var[list], key: str, draw: object) -> rx.Component:
    drawn = rx.el.ul(rx.foreach(lines, draw), class_name="people", role="list")
    return rx.cond(lines.length() > 0, section(say(key), drawn), rx.fragment())


def _supervision(line: rx.Var[SupervisionLine], view: rx.Var[CareView]) -> rx.Component:
    return _ending(
        line.id,
        line.name,
        [say("care.supervises", name=line.supervisee), say("care.since", day=short_date(line.since_on))],
        say("care.end_supervision", name=line.name),
        CareState.end_supervision(view.id, line.id),
    )


def _cover(line: rx.Var[CoverLine], view: rx.Var[CareView]) -> rx.Component:
    return _ending(
        line.id,
        line.name,
        [
            say("care.covers", name=line.for_name, reason=reason(line.reason)),
            say("care.covers_until", since=short_date(line.since_on), until=short_date(line.until_on)),
        ],
        say("care.end_cover", name=line.name),
        CareState.end_cover(view.id, line.id),
    )


def _ending(
    key: rx.Var[str], name: rx.Var[str], said: list[rx.Var[str]], end: rx.Var[str], on_end: rx.event.EventSpec
) -> rx.Component:
    """Somebody who reads for a while, with the way to end it."""
    return rx.el.li(
        rx.el.div(rx.el.p(name, custom_attrs=OWN), *(wording(words, quiet=True, small=True) for words in said)),
        button(say("care.end"), weight="plain", aria_label=end, on_click=on_end),
        key=key,
    )
