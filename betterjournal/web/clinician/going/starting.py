"""The form that starts a programme, for one client or for both of a couple."""

import reflex as rx

from betterjournal.programmes.views import ClientProgrammesView, OtherView, ProgrammeLine
from betterjournal.web import routes
from betterjournal.web.browser.once import Once
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.stopping import is_stopped
from betterjournal.web.clinician.under_way import GoingState
from betterjournal.web.components import (
    actions,
    button,
    card,
    checkbox,
    empty_state,
    link_button,
    radio_group,
    text_link,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say, say_count


def starting(view: rx.Var[ClientProgrammesView]) -> rx.Component:
    none = empty_state(say("programme.no_offers"), link_button(say("programme.build"), routes.PROGRAMMES))
    form = rx.cond(is_stopped(), rx.fragment(), card(_form(view)))
    return rx.el.div(rx.cond(view.offers.length() > 0, form, none), _elsewhere(view), class_name="stack")


def _form(view: rx.Var[ClientProgrammesView]) -> rx.Component:
    return rx.el.form(
        Once.create(name="request_id"),
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        rx.el.fieldset(
            rx.el.legend(say("programme.which")),
            field_error("programme"),
            rx.el.div(rx.foreach(view.offers, _offer), class_name="stack-small"),
            class_name="field",
        ),
        radio_group(
            "release",
            say("programme.release"),
            [("appointment", say("programme.release_appointment")), ("hand", say("programme.release_hand"))],
            default="appointment",
            error=field_error("release"),
        ),
        checkbox("first_now", say("programme.first_now"), help=say("programme.first_now_help"), default_checked=True),
        rx.cond(view.others.length() > 0, _also(view), rx.fragment()),
        actions(button(say("programme.start", name=view.first_name), kind="submit")),
        on_submit=GoingState.start,
        class_name="stack",
        key=view.id,
    )


def _offer(line: rx.Var[ProgrammeLine]) -> rx.Component:
    radio = rx.el.input(type="radio", name="programme", value=line.id)
    words = rx.el.span(
        rx.el.span(line.title, class_name="block"),
        rx.el.span(say_count("programme.steps", line.steps), class_name="block quiet small"),
    )
    return rx.el.label(radio, words, class_name="choice", key=line.id)


def _also(view: rx.Var[ClientProgrammesView]) -> rx.Component:
    def tick(other: rx.Var[OtherView]) -> rx.Component:
        box = rx.el.input(type="checkbox", name="also_" + other.id.to(str), value="on")
        return rx.el.label(box, rx.el.span(say("programme.for_too", name=other.name)), class_name="tick", key=other.id)

    return unfold(
        say("programme.couple"),
        wording(say("programme.couple_about"), quiet=True, small=True),
        rx.el.div(rx.foreach(view.others, tick), class_name="stack-small"),
        weight="plain",
        eager=True,
    )


def _elsewhere(view: rx.Var[ClientProgrammesView]) -> rx.Component:
    english = say("programme.elsewhere_en", name=view.first_name)
    french = say("programme.elsewhere_fr", name=view.first_name)
    words = wording(rx.cond(view.language == "fr", french, english), quiet=True)
    build = text_link(say("programme.all"), routes.PROGRAMMES, class_name="button plain")
    return rx.el.div(rx.cond(view.elsewhere > 0, words, rx.fragment()), rx.el.div(build), class_name="stack-small")
