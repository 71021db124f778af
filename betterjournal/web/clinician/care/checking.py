"""What will happen, in one or two sentences, before the last press asks who it is."""

import reflex as rx

from betterjournal.care.handing import CHOICES
from betterjournal.care.views import CareView, CheckView, Kind
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.clinician.care.state import CareState
from betterjournal.web.clinician.covering import reason
from betterjournal.web.components import card, quiet_button, subheading, wording
from betterjournal.web.wording import date, say


def checking(kind: Kind, checked: rx.Var[CheckView], view: rx.Var[CareView]) -> rx.Component:
    says, press, happens = {
        "hand_over": (_hand_over, say("care.hand_over_go", name=view.first_name), CareState.hand_over),
        "supervise": (_supervise, say("care.supervise_go", who=checked.first_name), CareState.supervise),
        "cover": (_cover, say("care.cover_go", who=checked.first_name), CareState.cover),
    }[kind]
    return card(
        subheading(say("care.check"), level="h3"),
        *says(checked, view),
        rx.el.div(
            proved_button(press, on_proved=happens),
            quiet_button(say("care.alter"), on_click=CareState.change),
            class_name="actions",
        ),
    )


def _hand_over(checked: rx.Var[CheckView], view: rx.Var[CareView]) -> list[rx.Component]:
    given = {"name": view.first_name, "to": checked.first_name}
    mine = view.in_care & ~view.as_owner
    then = rx.cond(view.joined, say("care.asked_then", **given), say("care.asked_later", **given))
    past = rx.match(checked.said, *((each, say(f"care.says_{each}", **given)) for each in CHOICES), then).to(str)
    ends = wording(say("care.ends_too", name=view.first_name), quiet=True)
    return [
        wording(rx.cond(mine, say("care.hand_over_mine", **given), say("care.hand_over_office", **given))),
        wording(past),
        rx.cond(view.supervisions.length() + view.covers.length() > 0, ends, rx.fragment()),
    ]


def _supervise(checked: rx.Var[CheckView], view: rx.Var[CareView]) -> list[rx.Component]:
    return [wording(say("care.supervise_says", who=checked.first_name, name=view.first_name))]


def _cover(checked: rx.Var[CheckView], view: rx.Var[CareView]) -> list[rx.Component]:
    who = {"who": checked.first_name, "away": checked.for_name}
    return [
        wording(say("care.cover_says", day=date(checked.until), **who)),
        wording(say("care.cover_why", reason=reason(checked.reason))),
        wording(say("care.cover_told", name=view.first_name), quiet=True),
    ]
