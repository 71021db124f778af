"""One line of time: an appointment, work that was set, what was decided; what came back is in returned.py."""

import reflex as rx

from betterjournal.appointments.views import AppointmentView
from betterjournal.assignments.views import SetView
from betterjournal.review.views import ReviewView, TimelineItem, TimelineView
from betterjournal.web import routes
from betterjournal.web.browser.arrive import Arrive
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.client.charting import chart_button, chart_copied
from betterjournal.web.clinician.client.earlier import earlier
from betterjournal.web.clinician.client.marking import mark_form
from betterjournal.web.clinician.client.outcome import outcome, outcomes
from betterjournal.web.clinician.client.returned import returned
from betterjournal.web.clinician.client.starting import start_button
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.deciding import rating
from betterjournal.web.clinician.noting import beside, notes_on
from betterjournal.web.clinician.spoken import decided, waiting
from betterjournal.web.clinician.stopping import is_stopped
from betterjournal.web.components import (
    actions,
    card,
    disclosure,
    link_button,
    own_words,
    quiet_button,
    subheading,
    wording,
)
from betterjournal.web.repeating import how_often
from betterjournal.web.wording import say, short_date


def item(each: rx.Var[TimelineItem], view: rx.Var[TimelineView]) -> rx.Component:
    """Day on the left, the thing on the right where there is room; the first of a stretch stands under its heading."""
    return rx.el.li(
        rx.cond(each.begins, stretch(each.since, view), rx.fragment()),
        rx.el.p(short_date(each.on), class_name="quiet small lg:pt-1"),
        rx.el.div(
            rx.foreach(each.appointment, lambda row: _appointment(row, view)),
            rx.foreach(each.assignment, lambda row: _set(row, view)),
            rx.foreach(each.returned, lambda row: returned(row, view)),
            rx.foreach(each.review, lambda row: _review(row, view)),
            rx.cond(_is_noted(each), notes_on(view, beside(each.id), about=each.id), rx.fragment()),
            class_name="min-w-0",
        ),
        key=each.id,
        class_name="grid gap-1 lg:gap-4 lg:grid-cols-[7rem_minmax(0,1fr)]",
    )


def _is_noted(each: rx.Var[TimelineItem]) -> rx.Var[bool]:
    """Work, and what came back."""
    return (each.kind == "assignment") | (each.kind == "returned")


def stretch(since: rx.Var[str], view: rx.Var[TimelineView]) -> rx.Component:
    """The time from one held appointment to the next."""
    first = rx.cond(view.past == "all", say("client.stretch_first"), say("client.stretch_shown"))
    words = rx.cond(since != "", say("client.stretch", day=short_date(since)), first).to(str)
    return subheading(words, class_name="lg:col-span-2 border-b border-line pb-2 pt-2")


def _appointment(row: rx.Var[AppointmentView], view: rx.Var[TimelineView]) -> rx.Component:
    words = say("client.met", outcome=outcome(row, view.first_name))
    differently = unfold(
        say("client.change_last"),
        outcomes(row, view.first_name),
        name=rx.Var.create("went ") + row.id,
        weight="plain",
        done=ClientState.done,
    )
    may = view.in_care & row.past & (row.outcome != "moved")
    return rx.el.div(
        rx.el.p(rx.el.span(words)), rx.cond(may, differently, rx.fragment()), class_name="border-b border-line pb-2"
    )


def _set(row: rx.Var[SetView], view: rx.Var[TimelineView]) -> rx.Component:
    plan = rx.el.dl(
        *(
            _line(f"client.plan_{name}", row[name].to(str))
            for name in ("why", "when", "where", "first_step", "smallest")
        ),
        rx.cond(
            row.repeat.kind != "once",
            rx.el.div(rx.el.dt(say("assign.repeat"), class_name="quiet small"), rx.el.dd(how_often(row.repeat))),
            rx.fragment(),
        ),
        _line("client.plan_minutes", rx.cond(row.minutes > 0, row.minutes.to(str), "").to(str)),
        class_name="stack-small",
    )
    note = rx.cond(row.note != "", own_words(row.note, row.note_language), rx.fragment())
    later = rx.el.p(waiting(row.lands_on), class_name="quiet small")
    return rx.el.div(
        rx.el.p(rx.el.span(say("client.set_label"), class_name="quiet small"), " ", rx.el.b(row.title)),
        rx.cond(row.what != row.title, rx.el.p(row.what, class_name="whitespace-pre-wrap"), rx.fragment()),
        rx.cond(row.waiting & ~row.withdrawn, later, rx.fragment()),
        rx.cond(row.withdrawn, _withdrawn(row, view), rx.fragment()),
        rx.el.div(
            disclosure(say("client.note_and_plan"), note, plan),
            rx.cond(row.earlier.length() > 0, earlier(row), rx.fragment()),
            rx.cond(view.in_care & ~row.withdrawn, _on_paper(row, view), rx.fragment()),
            rx.cond(view.in_care & ~row.withdrawn & ~row.decided, _still_open(row, view), rx.fragment()),
            class_name="flex flex-wrap items-start gap-x-6 [&>[open]]:basis-full [&>.stack-small]:basis-full",
        ),
        class_name="pb-2",
    )


def _on_paper(row: rx.Var[SetView], view: rx.Var[TimelineView]) -> rx.Component:
    address = f"{routes.CLIENTS}/{view.id}/assignments/{row.id}/paper"
    return link_button(say("paper.on_paper"), address, weight="plain", aria_label=say("paper.of", title=row.title))


def _line(key: str, words: rx.Var[str]) -> rx.Component:
    drawn = rx.el.div(rx.el.dt(say(key), class_name="quiet small"), rx.el.dd(words))
    return rx.cond(words != "", drawn, rx.fragment())


def _withdrawn(row: rx.Var[SetView], view: rx.Var[TimelineView]) -> rx.Component:
    words = rx.cond(row.withdrawn_words != "", own_words(row.withdrawn_words, view.language), rx.fragment())
    seen = say("client.withdrawn", name=view.first_name)
    told = rx.cond(row.waiting, say("assign.undone_unseen", name=view.first_name), seen)
    return rx.el.div(rx.el.p(told, class_name="quiet"), words)


def _still_open(row: rx.Var[SetView], view: rx.Var[TimelineView]) -> rx.Component:
    """In the room, and from paper, once it has reached the client; changing it, and taking it back."""
    together = rx.cond(view.meets_today & ~is_stopped(), start_button(row.id, row.title), rx.fragment())
    arrived = rx.fragment(together, mark_form(row, view))
    path = f"{routes.CLIENTS}/{view.id}/assign?edit={row.id}"
    change = link_button(say("client.change"), path, weight="plain")
    return rx.fragment(
        rx.cond(row.waiting, rx.fragment(), arrived),
        rx.cond(is_stopped(), rx.fragment(), change),
        _withdraw(row, view),
    )


def _withdraw(row: rx.Var[SetView], view: rx.Var[TimelineView]) -> rx.Component:
    name = view.first_name
    seen = rx.cond(row.waiting, say("client.withdraw_unseen", name=name), say("client.withdraw_seen", name=name))
    field = rx.el.textarea(name="words", rows=2, class_name="input words", style={"min_height": "72px"})
    form = rx.el.form(
        rx.el.input(type="hidden", name="assignment_id", value=row.id, read_only=True),
        wording(seen, quiet=True, small=True),
        rx.cond(
            row.waiting,
            rx.fragment(),
            rx.el.label(rx.el.span(say("client.withdraw_words", name=name), class_name="label block"), field),
        ),
        actions(quiet_button(say("client.withdraw_confirm"), kind="submit")),
        on_submit=ClientState.withdraw,
        class_name="stack-small",
    )
    return unfold(
        say("client.withdraw"), form, name=rx.Var.create("withdraw ") + row.id, weight="plain", done=ClientState.done
    )


def _review(row: rx.Var[ReviewView], view: rx.Var[TimelineView]) -> rx.Component:
    is_new = ClientState.saved == row.id
    takeaway = rx.cond(row.takeaway != "", own_words(row.takeaway, view.language), rx.fragment())
    rated = say("client.rated", much=rating("much", row.much), useful=rating("useful", row.useful))
    drawn = card(
        rx.el.p(rx.el.span(say("client.looked_label"), class_name="quiet small"), " ", rx.el.b(row.title)),
        rx.el.p(decided(row.decision)),
        rx.cond(row.by != "", rx.el.p(say("look.with", name=row.by), class_name="quiet small"), rx.fragment()),
        takeaway,
        rx.cond(row.much + row.useful != "", rx.el.p(rated, class_name="quiet small"), rx.fragment()),
        rx.cond(view.in_care, _after(row, view, is_new), rx.fragment()),
    )
    return Arrive.create(drawn, now=is_new)


def _after(row: rx.Var[ReviewView], view: rx.Var[TimelineView], is_new: rx.Var[bool]) -> rx.Component:
    """Lines for the chart, and the composer filled from the decision."""
    path = f"{routes.CLIENTS}/{view.id}/assign?from={row.assignment_id}&decision={row.decision}"
    words, kept = say("client.continue"), f"{routes.CLIENTS}/{view.id}/kept"
    next_ = rx.cond(is_new, link_button(words, path), link_button(words, path, weight="plain", class_name="self-start"))
    pressed = actions(
        chart_button(row, view),
        rx.cond(row.continued, next_, rx.fragment()),
        rx.cond(view.joined, rx.fragment(), link_button(say("paper.kept"), kept, weight="plain")),
    )
    return rx.fragment(pressed, chart_copied(row))
