"""One thing that came back, large, to be looked at by two; nothing on it leads to anybody else."""

import reflex as rx

from betterjournal.entries.views import SeriesView
from betterjournal.review.views import LookView, ReturnedView, ReviewView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.deciding import carried, decide_form, decided_meanwhile, rating
from betterjournal.web.clinician.look.state import LookState
from betterjournal.web.clinician.returned import as_set, kind, marks, title
from betterjournal.web.clinician.settling import SettlingState, settling
from betterjournal.web.clinician.spoken import decided, near_day
from betterjournal.web.components import (
    button,
    card,
    empty_state,
    ghost,
    heading,
    link_button,
    own_words,
    section,
    status_line,
    wording,
)
from betterjournal.web.components.frames import room_page
from betterjournal.web.components.styles import styles
from betterjournal.web.given import own_plan, words_of
from betterjournal.web.problems import notice_region, or_not_found
from betterjournal.web.series import series_parts
from betterjournal.web.wording import date, language_var, say

View = rx.Var[LookView]


def look_page() -> rx.Component:
    return room_page(
        notice_region(),
        or_not_found(shown(LookState.view, "client_id", _look, otherwise=ghost(6))),
        title_key="look.tab",
    )


def _look(view: View) -> rx.Component:
    saved = rx.cond(LookState.saved != "", say("client.saved", name=view.first_name), "")
    return rx.el.div(
        styles(__file__),
        _ways(view),
        rx.foreach(view.thing, lambda row: _thing(row, view)),
        rx.cond(view.fresh, _something_new(), rx.cond(view.thing.length() == 0, _nothing(view), rx.fragment())),
        rx.foreach(view.series, lambda series: _numbers(series, view)),
        status_line(saved),
        rx.foreach(view.review, lambda row: _decided(row, view)),
        _carried(view),
        rx.foreach(view.thing, lambda row: settling(row, view.id, _met(view), weight="secondary")),
        rx.el.div(rx.foreach(view.forms, lambda work: _form(work, view)), class_name="no-print"),
        class_name="looking stack",
        on_unmount=[LookState.leave, SettlingState.leave],
    )


def _ways(view: View) -> rx.Component:
    """On to the next, back, and out of it: there is no other way from here."""
    turn = rx.el.nav(
        _turn("look.previous", view.newer, view),
        _turn("look.next", view.older, view),
        aria_label=say("look.turn"),
        class_name="flex gap-3",
    )
    leave = link_button(say("look.leave"), f"{routes.CLIENTS}/{view.id}", weight="plain")
    return rx.el.div(turn, leave, class_name="no-print flex flex-wrap items-center justify-between gap-x-6 gap-y-2")


def _turn(key: str, entry: rx.Var[str], view: View) -> rx.Component:
    address = rx.Var.create(f"{routes.CLIENTS}/") + view.id + "/look?entry=" + entry
    return rx.cond(entry != "", link_button(say(key), address, weight="secondary"), rx.fragment())


def _thing(row: rx.Var[ReturnedView], view: View) -> rx.Component:
    return rx.el.article(
        rx.el.div(
            rx.cond(row.title != "", heading(row.title, custom_attrs={"data-own-words": ""}), heading(title(row))),
            _when(row),
            class_name="stack-small",
        ),
        rx.cond(view.withdrawn, wording(say("look.withdrawn")), rx.fragment()),
        marks(row, view.first_name),
        _words(row, view),
        key=row.id,
        class_name="stack",
        aria_label=title(row),
    )


def _when(row: rx.Var[ReturnedView]) -> rx.Component:
    """The day, and how it came: part is called part."""
    came = rx.cond(kind(row) != "", rx.fragment(" · ", kind(row)), rx.fragment())
    return rx.el.p(date(row.on), came, class_name="quiet")


def _words(row: rx.Var[ReturnedView], view: View) -> rx.Component:
    """What stands beside something stands beside it here too, where there is room."""
    answered = rx.el.div(
        rx.el.div(rx.el.p(say("client.set_label"), class_name="quiet small"), own_words(row.set_what)),
        rx.el.div(words_of(row), class_name="stack-small"),
        class_name="grid gap-6 sm:grid-cols-2",
    )
    plans = rx.el.div(own_plan(row, view.first_name), as_set(row), class_name="grid gap-6 sm:grid-cols-2")
    alone = rx.el.div(words_of(row), class_name="stack")
    return rx.fragment(rx.cond(row.set_what != "", answered, alone), plans)


def _numbers(series: rx.Var[SeriesView], view: View) -> rx.Component:
    """The picture that the client has of what they shared."""
    name = rx.cond(language_var() == "fr", view.sheet[0].title_fr, view.sheet[0].title_en).to(str)
    drawn = series_parts(series, rx.fragment(), LookState.turn_to, own=False)
    has_any = (series.lines.length() > 0) | series.turned
    return rx.cond(has_any, section(say("series.heading", name=name), drawn), rx.fragment())


def _something_new() -> rx.Component:
    """It came while the page lay open. Until somebody asks to see it, the client can take it back."""
    press = button(say("client.fresh_show"), weight="secondary", on_click=LookState.read_new)
    return rx.el.div(rx.el.p(say("client.fresh"), role="status"), press, class_name="stack-small")


def _nothing(view: View) -> rx.Component:
    """The same words whatever was shared; only the setting and the appointment speak here."""
    day = near_day(view.opens_on, view.opens_near)
    shut = rx.cond(view.opens_on != "", say("client.opens", day=day), say("client.opens_unknown"))
    empty = rx.cond(view.is_open, say("look.empty"), shut).to(str)
    rest = link_button(say("look.see_rest"), f"{routes.CLIENTS}/{view.id}/look", weight="secondary")
    gone = rx.el.div(rx.el.p(say("look.gone"), role="status"), rest, class_name="stack-small")
    return rx.el.div(heading(say("look.link")), rx.cond(view.gone, gone, empty_state(empty)), class_name="stack")


def _carried(view: View) -> rx.Component:
    """Only work that can be decided about; what a page of their own does is said beside its presses."""
    drawn = rx.foreach(view.thing, lambda row: carried(row.assignment_id, title(row), LookState.save_review))
    is_told = (view.place == "carried") & view.forms.contains(view.about) & (view.about != "")
    return rx.cond(is_told, rx.el.div(drawn), rx.fragment())


def _form(work: rx.Var[str], view: View) -> rx.Component:
    """Out of sight it stays in the page with what was typed, until somebody leaves."""
    # Its own decision takes the form away: one that still stands there was decided elsewhere.
    told = rx.cond(view.review.length() > 0, decided_meanwhile(view.review[0].by), rx.fragment())
    about = rx.fragment(told, wording(_goes_with(view), quiet=True))
    form = decide_form(work, say("client.look"), LookState.save_review, rx.Var.create(0), about=about)
    return rx.el.div(form, hidden=work != view.about, key=work)


def _met(view: View) -> rx.Component:
    told = wording(say("look.met", day=date(view.met_on)), quiet=True)
    return rx.cond(view.met_on != "", told, rx.fragment())


def _goes_with(view: View) -> rx.Var[str]:
    """The appointment that what is said now belongs to."""
    return rx.cond(view.met_on != "", say("look.met", day=date(view.met_on)), say("look.not_met")).to(str)


def _decided(row: rx.Var[ReviewView], view: View) -> rx.Component:
    """What was decided about it, and from there the composer, filled."""
    takeaway = rx.cond(row.takeaway != "", own_words(row.takeaway, view.language), rx.fragment())
    rated = say("client.rated", much=rating("much", row.much), useful=rating("useful", row.useful))
    path = f"{routes.CLIENTS}/{view.id}/assign?from={row.assignment_id}&decision={row.decision}"
    weight = rx.cond(LookState.saved == row.id, "button primary", "button secondary")
    next_ = rx.el.div(link_button(say("client.continue"), path, class_name=weight), class_name="no-print")
    return card(
        rx.el.p(rx.el.span(say("client.looked_label"), class_name="quiet small"), " ", rx.el.b(decided(row.decision))),
        takeaway,
        rx.cond(row.much + row.useful != "", rx.el.p(rated, class_name="quiet small"), rx.fragment()),
        rx.cond(row.continued, next_, rx.fragment()),
    )
