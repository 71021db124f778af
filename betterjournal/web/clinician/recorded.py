"""Lines of the record as a table: when, who, what and about whom."""

import reflex as rx

from betterjournal.accounts.record import RecordLine
from betterjournal.audit import CLIENT_ACTS, Act
from betterjournal.readiness.steps import STEPS
from betterjournal.web.components import wording
from betterjournal.web.wording import clock_time, say, short_date

ROLES = ("owner", "clinician", "supervisor", "client", "visitor", "operator", "calendar", "programme", "covering")


def recorded(lines: rx.Var[list[RecordLine]], name: rx.Var[str], *, who: bool) -> rx.Component:
    """The table; `who` is left out where everything is by one person."""
    names = ("when", *(("who",) if who else ()), "what", "about")
    head = rx.el.tr(*(rx.el.th(say(f"record.{each}"), scope="col", class_name="th") for each in names))
    table = rx.el.table(
        rx.el.thead(head), rx.el.tbody(rx.foreach(lines, lambda line: _line(line, who=who))), class_name="answers"
    )
    scroll = rx.el.div(table, class_name="overflow-x-auto", tab_index=0, role="group", aria_label=name)
    return rx.cond(lines.length() > 0, scroll, wording(say("record.empty"), quiet=True))


def act(name: rx.Var[str]) -> rx.Var[str]:
    """A new act needs words here before it can be shown."""
    told = [(each.value, say(f"practice.act_{each.name.lower()}")) for each in Act if each not in CLIENT_ACTS]
    return rx.match(name, *told, name).to(str)


def _line(line: rx.Var[RecordLine], *, who: bool) -> rx.Component:
    time = rx.cond(line.at.contains("T"), clock_time(line.at), "")
    when = rx.el.td(short_date(line.at), " ", time, class_name="td whitespace-nowrap")
    about = rx.el.td(line.about, custom_attrs={"data-own-words": ""}, class_name="td")
    return rx.el.tr(when, *((_who(line),) if who else ()), _what(line), about, key=line.id)


def _who(line: rx.Var[RecordLine]) -> rx.Component:
    name = rx.cond(line.name != "", rx.el.div(line.name, custom_attrs={"data-own-words": ""}), rx.fragment())
    roles = rx.foreach(line.roles, lambda role, at: rx.el.span(rx.cond(at > 0, ", ", ""), _role(role)))
    return rx.el.td(name, rx.el.div(roles, class_name="quiet small"), class_name="td")


def _role(role: rx.Var[str]) -> rx.Var[str]:
    return rx.match(role, *((each, say(f"record.role_{each}")) for each in ROLES), role).to(str)


def _what(line: rx.Var[RecordLine]) -> rx.Component:
    steps = [(step, say(f"ready.{step}")) for step in STEPS]
    detail = rx.cond(line.detail != "", rx.el.div(rx.match(line.detail, *steps, ""), class_name="quiet small"))
    reason = rx.el.div(line.reason, custom_attrs={"data-own-words": ""}, class_name="quiet small")
    return rx.el.td(act(line.act), detail, rx.cond(line.reason != "", reason, rx.fragment()), class_name="td")
