"""Everybody who works here, one row each, and who is invited."""

import reflex as rx

from betterjournal.accounts.roles import ROLES
from betterjournal.accounts.views import InvitedLine, StaffLine, StaffView
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.browser.shown import shown
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.invitation import invitation_panel
from betterjournal.web.clinician.practice.people.state import PeopleState
from betterjournal.web.components import (
    actions,
    button,
    checkbox,
    radio_group,
    section,
    status_line,
    subheading,
    text_field,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import LANGUAGES, say, short_date

ROLES_OF_NEW = "new-roles"
LANGUAGE_OF_NEW = "new-language"
Line = rx.Var[StaffLine] | rx.Var[InvitedLine]


def people_section() -> rx.Component:
    return shown(PeopleState.view, None, _people)


def _people(view: rx.Var[StaffView]) -> rx.Component:
    return section(
        say("people.title"),
        wording(say("people.lead"), quiet=True),
        status_line(rx.cond(PeopleState.saved, say("people.saved"), "")),
        field_error("roles"),
        rx.el.ul(rx.foreach(view.people, _person), class_name="people", role="list"),
        rx.cond(view.invited.length() > 0, _invited(view), rx.fragment()),
        rx.cond(PeopleState.invitation, invitation_panel(PeopleState.invitation), rx.fragment()),
        unfold(say("people.invite"), _invite(), done=PeopleState.done, weight="secondary"),
        on_unmount=PeopleState.leave,
    )


def _person(line: rx.Var[StaffLine]) -> rx.Component:
    mine = rx.cond(line.is_me, rx.el.span(" ", say("people.me"), class_name="quiet"), rx.fragment())
    since = rx.cond(
        line.disabled_on != "",
        say("people.disabled", day=short_date(line.disabled_on)),
        say("people.since", day=short_date(line.since_on)),
    )
    no_factor = rx.cond(
        line.has_factor | (line.disabled_on != ""),
        rx.fragment(),
        wording(say("people.no_factor"), quiet=True, small=True),
    )
    told = say("people.taken", name=line.reset_by, day=short_date(line.reset_on))
    taken = rx.cond(line.reset_on != "", wording(told, quiet=True, small=True), rx.fragment())
    return rx.el.li(
        rx.el.div(
            rx.el.p(rx.el.span(line.name, custom_attrs={"data-own-words": ""}), mine),
            rx.el.p(_roles(line), class_name="small"),
            wording(since, quiet=True, small=True),
            no_factor,
            taken,
        ),
        unfold(say("people.manage", name=line.first_name), _managed(line), done=PeopleState.done, weight="plain"),
        key=line.id,
    )


def _roles(line: Line) -> list[rx.Component]:
    """Each role a word of its own; no comma stands alone."""
    return [
        rx.cond(getattr(line, f"is_{role}"), rx.el.span(say(f"people.role_{role}"), class_name="pe-3"), rx.fragment())
        for role in ROLES
    ]


def _managed(line: rx.Var[StaffLine]) -> rx.Component:
    shut_out = rx.cond(line.disabled_on != "", _enable(line), rx.fragment(_reset(line), _disable(line)))
    return rx.el.div(
        _change_roles(line),
        rx.cond(line.is_me, wording(say("people.myself"), quiet=True), shut_out),
        class_name="stack",
    )


def _change_roles(line: rx.Var[StaffLine]) -> rx.Component:
    name = rx.Var.create(f"roles-{line.id}")
    return rx.el.fieldset(
        rx.el.legend(say("people.roles")),
        *_role_ticks(name, line),
        proved_button(
            say("people.save_roles"),
            weight="secondary",
            on_proved=PeopleState.change_roles(line.id, _ticked(name)),
        ),
        class_name="stack-small",
    )


def _role_ticks(name: rx.Var[str] | str, line: rx.Var[StaffLine] | None = None) -> list[rx.Component]:
    return [
        checkbox(
            name,
            say(f"people.role_{role}"),
            value=role,
            help=say(f"people.role_{role}_help"),
            default_checked=False if line is None else getattr(line, f"is_{role}"),
        )
        for role in ROLES
    ]


def _reset(line: rx.Var[StaffLine]) -> rx.Component:
    return rx.el.div(
        wording(say("people.reset_help", name=line.first_name), quiet=True),
        proved_button(say("people.reset"), weight="secondary", on_proved=PeopleState.reset_factor(line.id)),
        class_name="stack-small",
    )


def _disable(line: rx.Var[StaffLine]) -> rx.Component:
    return rx.el.div(
        wording(say("people.disable_help", name=line.first_name), quiet=True),
        proved_button(
            say("people.disable", name=line.first_name), weight="secondary", on_proved=PeopleState.disable(line.id)
        ),
        class_name="stack-small",
    )


def _enable(line: rx.Var[StaffLine]) -> rx.Component:
    return rx.el.div(
        wording(say("people.enable_help", name=line.first_name), quiet=True),
        proved_button(
            say("people.enable", name=line.first_name), weight="secondary", on_proved=PeopleState.enable(line.id)
        ),
        class_name="stack-small",
    )


def _invited(view: rx.Var[StaffView]) -> rx.Component:
    return rx.el.div(
        subheading(say("people.invited"), level="h3"),
        rx.el.ul(rx.foreach(view.invited, _invitation), class_name="people", role="list"),
        class_name="stack-small",
    )


def _invitation(line: rx.Var[InvitedLine]) -> rx.Component:
    day = short_date(line.until_on)
    until = rx.cond(line.is_over, say("people.over", day=day), say("people.until", day=day))
    back = rx.cond(line.is_return, wording(say("people.return"), quiet=True, small=True), rx.fragment())
    return rx.el.li(
        rx.el.div(
            rx.el.p(line.name, custom_attrs={"data-own-words": ""}),
            rx.el.p(_roles(line), class_name="small"),
            wording(until, quiet=True, small=True),
            back,
        ),
        actions(
            proved_button(
                say("people.renew"),
                label=say("people.renew_this", name=line.name),
                weight="plain",
                on_proved=PeopleState.renew(line.id),
            ),
            button(
                say("people.withdraw"),
                weight="plain",
                aria_label=say("people.withdraw_this", name=line.name),
                on_click=PeopleState.withdraw(line.id),
            ),
        ),
        key=line.id,
    )


def _invite() -> rx.Component:
    languages = [(each, say(f"people.language_{each}")) for each in LANGUAGES]
    return rx.el.div(
        text_field("name", say("people.name"), error=field_error("name"), auto_complete="off"),
        rx.el.fieldset(rx.el.legend(say("people.roles")), *_role_ticks(ROLES_OF_NEW), class_name="stack-small"),
        radio_group(LANGUAGE_OF_NEW, say("people.language"), languages, default="en", beside=True),
        proved_button(
            say("people.make"),
            on_proved=PeopleState.invite(
                rx.Var('document.getElementById("f-name").value').to(str),
                _ticked(ROLES_OF_NEW),
                _ticked(LANGUAGE_OF_NEW)[0],
            ),
        ),
        class_name="stack-small max-w-md",
    )


def _ticked(name: rx.Var[str] | str) -> rx.Var[list[str]]:
    """What is ticked under this name at the moment of the press; the fields are the browser's own."""
    given = rx.Var.create(name)
    expression = f"[...document.getElementsByName({given!s})].filter((box) => box.checked).map((box) => box.value)"
    return rx.Var(_js_expr=f"({expression})", _var_type=list[str], _var_data=given._get_all_var_data()).to(list[str])
