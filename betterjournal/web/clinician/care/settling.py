"""What can be settled for a client: one thing at a time, folded until it is asked for, looked at before it happens."""

from typing import Any

import reflex as rx

from betterjournal.care.handing import CHOICES
from betterjournal.care.views import CareView, Kind
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.care.checking import checking
from betterjournal.web.clinician.care.state import CareState
from betterjournal.web.clinician.covering import choice, cover_fields
from betterjournal.web.components import actions, button, checkbox, radio_group, section, wording
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say


def settling(view: rx.Var[CareView]) -> rx.Component:
    """What nobody could be chosen for says so instead."""
    going_on, has_carer = view.discharged_on == "", view.carers.length() > 0
    return section(
        say("care.change"),
        _fold("hand_over", _of(view.clinicians, "care.no_clinicians", _hand_over(view)), view),
        rx.cond(
            view.in_care & going_on,
            _fold("supervise", _of(view.supervisors, "care.no_supervisors", _supervise(view)), view),
            rx.fragment(),
        ),
        rx.cond(
            has_carer & going_on,
            _fold("cover", _of(view.clinicians, "care.no_clinicians", _cover(view)), view),
            rx.fragment(),
        ),
        rx.cond(has_carer, unfold(say("care.leave"), _leave(view), weight="plain", done=CareState.done), rx.fragment()),
    )


def _fold(kind: Kind, form: rx.Component, view: rx.Var[CareView]) -> rx.Component:
    """The form, or what would happen: kept meanwhile, so that nothing is chosen twice."""
    seen = CareState.checked & (CareState.checked.id == view.id) & (CareState.checked.kind == kind)
    return unfold(
        say(f"care.{kind}"),
        rx.cond(seen, checking(kind, CareState.checked, view), rx.fragment()),
        rx.el.div(form, class_name=rx.cond(seen, "hidden", "max-w-md")),
        weight="plain",
        done=CareState.done,
    )


def _of(people: rx.Var[list], nobody: str, form: rx.Component) -> rx.Component:
    return rx.cond(people.length() > 0, form, wording(say(nobody), quiet=True))


def _hand_over(view: rx.Var[CareView]) -> rx.Component:
    choices = [
        ("", say("care.said_not", name=view.first_name)),
        *((each, say(f"care.said_{each}")) for each in CHOICES),
    ]
    said = radio_group(
        "hand_over_said",
        say("care.said"),
        choices,
        help=say("care.said_help", name=view.first_name),
        default="",
        error=field_error("hand_over_past"),
    )
    return _form(
        view,
        CareState.check_hand_over,
        choice("hand_over_person", say("care.to_whom"), view.clinicians),
        rx.cond(view.joined, rx.fragment(), said),
    )


def _supervise(view: rx.Var[CareView]) -> rx.Component:
    told = checkbox(
        "supervise_told", say("care.told", name=view.first_name), help=say("care.told_help", name=view.first_name)
    )
    return _form(
        view,
        CareState.check_supervise,
        choice("supervise_person", say("care.supervisor"), view.supervisors),
        rx.el.div(field_error("supervise_told"), told, class_name="field"),
    )


def _cover(view: rx.Var[CareView]) -> rx.Component:
    told = say("care.reason_help", name=view.first_name)
    return _form(view, CareState.check_cover, cover_fields("cover", view.clinicians, view.latest_cover, told))


def _form(view: rx.Var[CareView], on_submit: Any, *fields: rx.Component) -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        *fields,
        actions(button(say("care.look"), kind="submit", weight="secondary")),
        on_submit=on_submit,
        no_validate=True,
        class_name="stack",
    )


def _leave(view: rx.Var[CareView]) -> rx.Component:
    name = view.first_name
    gone = rx.cond(view.as_owner, rx.fragment(), wording(say("care.leave_mine", name=name)))
    return rx.el.div(
        wording(say("care.leave_says", name=name)),
        gone,
        wording(say("care.ends_too", name=name), quiet=True),
        proved_button(
            say("care.leave_go", name=name), weight="secondary", on_proved=CareState.leave_to_nobody(view.id)
        ),
        class_name="stack-small",
    )
