"""Beside the line of time: the reading window, the appointment, the open work, the invitation."""

import reflex as rx

from betterjournal.review.views import StandingView, TimelineView
from betterjournal.web import routes
from betterjournal.web.clinician.client.appointment import appointment
from betterjournal.web.clinician.client.finishing import finish_button, finished
from betterjournal.web.clinician.client.looking import look_form
from betterjournal.web.clinician.client.pausing import pausing
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.client.way_in import way_in
from betterjournal.web.clinician.deciding import carried
from betterjournal.web.clinician.invitation import invitation_panel
from betterjournal.web.clinician.noting import notes_card
from betterjournal.web.clinician.reaching import contact_card
from betterjournal.web.clinician.returned import standing
from betterjournal.web.clinician.spoken import near_day, waiting
from betterjournal.web.clinician.stopping import is_stopped, stop_button
from betterjournal.web.clinician.under_way_told import programme_card
from betterjournal.web.components import (
    actions,
    button,
    card,
    dialog,
    quiet_button,
    subheading,
    text_area,
    text_link,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say, short_date


def aside(view: rx.Var[TimelineView]) -> rx.Component:
    is_over = view.part == "discharged"
    return rx.el.div(
        rx.cond(is_over, finished(view), _window(view)),
        appointment(view),
        contact_card(view),
        rx.cond(view.open_work.length() > 0, _open_work(view), rx.fragment()),
        programme_card(),
        notes_card(),
        rx.cond(
            view.joined, rx.cond(view.in_care, way_in(view)), rx.cond(is_stopped(), rx.fragment(), _invitation(view))
        ),
        rx.cond(view.in_care | is_over, _settling(view), rx.fragment()),
        class_name="stack",
    )


def _window(view: rx.Var[TimelineView]) -> rx.Component:
    """The same words whatever was shared; only the setting and the appointment speak here."""
    window = view.window
    shut = rx.cond(
        window.opens_on != "",
        say("client.opens", day=near_day(window.opens_on, window.opens_near)),
        say("client.opens_unknown"),
    )
    always = say("client.open_always", name=view.first_name)
    open_ = rx.cond(window.setting == "always", always, say("client.open_now_until"))
    early = rx.cond(view.opened_early, wording(say("client.opened_early"), quiet=True), rx.fragment())
    press = rx.cond(
        ~window.is_open & view.in_care,
        actions(quiet_button(say("client.open_now"), on_click=ClientState.ask_early)),
        rx.fragment(),
    )
    return card(
        subheading(say("client.shared_work")), rx.el.p(rx.cond(window.is_open, open_, shut)), early, press, _early(view)
    )


def _early(view: rx.Var[TimelineView]) -> rx.Component:
    window, name = view.window, view.first_name
    told = rx.cond(
        window.opens_on != "",
        say("client.early_told", name=name, day=near_day(window.opens_on, window.opens_near)),
        say("client.early_unknown", name=name),
    )
    form = rx.el.form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        text_area(
            "reason",
            say("client.reason"),
            help=say("client.reason_help", name=name),
            error=field_error("reason"),
            rows=2,
        ),
        actions(
            button(say("client.open_now_confirm"), kind="submit"),
            quiet_button(say("client.wait"), on_click=ClientState.stop_asking),
        ),
        on_submit=ClientState.open_early,
        class_name="stack-small",
    )
    return dialog(
        rx.el.p(told),
        form,
        name=say("client.early_title"),
        open=ClientState.asking & (ClientState.view.id == view.id),
        on_close=ClientState.stop_asking,
    )


def _open_work(view: rx.Var[TimelineView]) -> rx.Component:
    rows = rx.foreach(view.open_work, lambda work: _row(work, view))
    listed = rx.el.ul(rows, class_name="stack-small", role="list")
    return card(subheading(say("client.open_work")), listed, class_name="stack-small open-work")


def _row(work: rx.Var[StandingView], view: rx.Var[TimelineView]) -> rx.Component:
    sent = say("client.set_on", day=short_date(work.sent_on))
    known = rx.cond(work.word != "", rx.fragment(standing(work.word), " · ", sent), sent)
    # Decided elsewhere: it is here for the form that somebody may have begun.
    is_over = ClientState.decided.contains(work.id)
    stands = rx.cond(work.waiting, waiting(work.lands_on), known)
    return rx.el.li(
        rx.el.p(work.title),
        rx.cond(is_over, rx.fragment(), rx.el.p(stands, class_name="quiet small")),
        rx.cond(work.carried & ~is_over, carried(work.id, work.title, ClientState.save_review), rx.fragment()),
        look_form(work.id, work.id, say("client.decide"), offered=work.can_review, weight="plain"),
        rx.cond(work.repeats & view.in_care & ~is_over, pausing(work), rx.fragment()),
        key=work.id,
        class_name=rx.cond(is_over, "meanwhile", ""),
    )


def _invitation(view: rx.Var[TimelineView]) -> rx.Component:
    given = ClientState.invitation
    ask = card(
        wording(say("client.not_joined", name=view.first_name)),
        actions(quiet_button(say("client.invite"), on_click=ClientState.invite(view.id))),
    )
    is_shown = given & (given.client_id == view.id)
    return rx.cond(is_shown, invitation_panel(given), rx.cond(view.in_care, ask, rx.fragment()))


def _settling(view: rx.Var[TimelineView]) -> rx.Component:
    """What is seldom pressed, in one quiet line at the end."""
    sealed = text_link(say("sealed.heading"), f"{routes.CLIENTS}/{view.id}/sealed", class_name="button plain")
    who_reads = text_link(say("care.tab"), f"{routes.CLIENTS}/{view.id}/care", class_name="button plain")
    away = text_link(say("file.link"), f"{routes.CLIENTS}/{view.id}/file", class_name="button plain")
    stop = rx.cond(is_stopped(), rx.fragment(), stop_button())
    finish = rx.cond(view.in_care, finish_button(view), rx.fragment())
    return rx.el.div(who_reads, away, sealed, stop, finish, class_name="actions")
