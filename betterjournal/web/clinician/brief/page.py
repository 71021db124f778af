"""One screen and one printed page before an appointment."""

import reflex as rx

from betterjournal.review.views import BriefView, BriefWork, FirstLine, ReturnedView, ReviewView
from betterjournal.web import routes
from betterjournal.web.browser.shown import shown
from betterjournal.web.check_in import check_in_charts, check_in_table
from betterjournal.web.clinician.brief.state import BriefState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.paper_size import paper_size
from betterjournal.web.clinician.reaching import contact_empty, contact_lines, stopped_using
from betterjournal.web.clinician.reading_as import reading_as
from betterjournal.web.clinician.returned import kind, marks, standing, title
from betterjournal.web.clinician.spoken import decided, near_day
from betterjournal.web.components import (
    button,
    empty_state,
    ghost,
    heading,
    own_words,
    post_form,
    section,
    text_link,
    wording,
)
from betterjournal.web.components.styles import styles
from betterjournal.web.given import words_of
from betterjournal.web.repeating import how_often
from betterjournal.web.wording import clock_time, date, say, say_count, short_date


def brief_page() -> rx.Component:
    return desk_page(
        shown(BriefState.view, "client_id", _brief, otherwise=ghost(6)), title_key="brief.tab", current="clients"
    )


def _brief(view: rx.Var[BriefView]) -> rx.Component:
    is_empty = view.bring.length() + view.work.length() + view.pages.length() + view.check_ins.length() == 0
    return rx.el.div(
        styles(__file__),
        _fresh(view),
        _ways(view),
        _head(view),
        stopped_using(view),
        reading_as(view),
        _window(view),
        _some(view.bring, "brief.bring", lambda each: _came(each, view)),
        _some(view.work, "brief.work", lambda each: _work(each, view)),
        _some(view.pages, "brief.pages", lambda each: _page(each, view)),
        rx.cond(view.check_ins.length() > 0, _check_ins(view), rx.fragment()),
        rx.cond(contact_empty(view), rx.fragment(), _contact(view)),
        _some(view.last, "brief.last", lambda each: _last(each, view)),
        rx.cond(is_empty, empty_state(say("brief.empty")), rx.fragment()),
        class_name="stack max-w-3xl brief line-of-time",
    )


def _ways(view: rx.Var[BriefView]) -> rx.Component:
    """On to what the brief is about, in the line that is kept free for what comes in."""
    path = f"{routes.CLIENTS}/{view.id}"
    large = text_link(say("look.link"), f"{path}/look")
    links = (text_link(view.name, path), " · ", text_link(say("series.link"), f"{path}/series"), " · ", large)
    return rx.el.div(rx.el.p(*links), class_name="ways small no-print")


def _head(view: rx.Var[BriefView]) -> rx.Component:
    window = view.window
    meet = say("brief.meet", day=date(window.meet_on), time=clock_time(window.meet_at))
    since = rx.cond(view.since != "", say("brief.since", day=date(view.since)), say("brief.first"))
    lead = rx.el.p(rx.cond(window.meet_on != "", meet, say("brief.no_date")), " ", since, class_name="quiet")
    on_paper = [BriefState.printed, rx.call_function(rx.Var("(() => window.print())"))]
    press = button(say("brief.print"), weight="secondary", on_click=on_paper)
    title = rx.el.div(heading(say("brief.heading", name=view.name)), lead)
    ways = rx.el.div(_as_file(view), press, class_name="no-print flex flex-wrap gap-4 items-end")
    return rx.el.div(title, ways, class_name="flex flex-wrap gap-4 items-end justify-between")


def _as_file(view: rx.Var[BriefView]) -> rx.Component:
    return post_form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        paper_size(),
        button(say("brief.pdf"), kind="submit", weight="secondary"),
        action=routes.BRIEF_FILE,
        # A page that posts itself away lets go of its socket, also when only a file comes back.
        target="_blank",
        class_name="flex flex-wrap gap-4 items-end",
    )


def _window(view: rx.Var[BriefView]) -> rx.Component:
    """Before the window it says when, whether or not anything came."""
    window = view.window
    opens = rx.cond(
        window.opens_on != "",
        say("client.opens", day=near_day(window.opens_on, window.opens_near)),
        say("client.opens_unknown"),
    )
    return rx.cond(window.is_open, rx.fragment(), wording(opens))


def _fresh(view: rx.Var[BriefView]) -> rx.Component:
    """What came while the page lay open is read when somebody says so; its place is kept, so that nothing moves."""
    show = button(say("client.fresh_show"), weight="plain", on_click=BriefState.arrive)
    said = rx.el.div(rx.el.p(rx.cond(view.fresh, say("client.fresh"), ""), role="status"))
    return rx.el.div(rx.el.div(said, rx.cond(view.fresh, show, rx.fragment())), class_name="fresh no-print")


def _some(things: rx.Var[list], key: str, draw: object) -> rx.Component:
    inside = rx.el.div(rx.foreach(things, draw), class_name="stack-small")
    return rx.cond(things.length() > 0, section(say(key), inside), rx.fragment())


def _work(work: rx.Var[BriefWork], view: rx.Var[BriefView]) -> rx.Component:
    why = rx.cond(work.set.why != "", rx.el.p(work.set.why, class_name="quiet"), rx.fragment())
    word = rx.cond(work.word != "", rx.el.p(standing(work.word), class_name="quiet small"), rx.fragment())
    return rx.el.div(
        rx.el.div(rx.el.h3(work.set.title), word, class_name="flex flex-wrap items-baseline justify-between gap-x-4"),
        rx.cond(work.set.what != work.set.title, rx.el.p(work.set.what), rx.fragment()),
        why,
        _so_far(work),
        rx.foreach(
            work.returned,
            lambda each: rx.el.div(marks(each, view.first_name), words_of(each), class_name="stack-small"),
        ),
        class_name="card stack-small",
    )


def _so_far(work: rx.Var[BriefWork]) -> rx.Component:
    """What came of work that repeats beside what was agreed; nothing while nothing is known of it."""
    count = say_count("brief.so_far", work.so_far)
    agreed = rx.fragment(" · ", say("brief.agreed"), " ", how_often(work.set.repeat))
    return rx.cond(work.so_far > 0, rx.el.p(count, agreed, class_name="quiet small"), rx.fragment())


def _came(each: rx.Var[ReturnedView], view: rx.Var[BriefView]) -> rx.Component:
    return rx.el.article(
        rx.el.div(
            rx.el.h3(title(each)),
            rx.el.p(kind(each), class_name="quiet small"),
            class_name="flex flex-wrap items-baseline justify-between gap-x-4",
        ),
        words_of(each),
        class_name="card stack-small",
        aria_label=title(each),
    )


def _page(each: rx.Var[FirstLine], view: rx.Var[BriefView]) -> rx.Component:
    """The whole page is one press away, where it stands on the timeline."""
    address = rx.Var.create(f"{routes.CLIENTS}/") + view.id + "?entry=" + each.id
    words = say("client.journal_page")
    whole = text_link(words + ", " + short_date(each.on), address)
    return rx.el.article(
        rx.el.p(whole, " · ", say_count("brief.words", each.words), class_name="quiet small"),
        own_words(each.line, each.language),
        aria_label=words,
    )


def _contact(view: rx.Var[BriefView]) -> rx.Component:
    lines = rx.el.div(contact_lines(view), class_name="stack-small")
    return section(say("contact.title", name=view.first_name), lines)


def _check_ins(view: rx.Var[BriefView]) -> rx.Component:
    """What was entered, day by day; no line says what it means."""
    first, last = view.check_ins[0].on, view.check_ins[view.check_ins.length() - 1].on
    name = say("brief.check_ins")
    return section(name, check_in_charts(view.lines, first, last), check_in_table(view.check_ins, name))


def _last(row: rx.Var[ReviewView], view: rx.Var[BriefView]) -> rx.Component:
    takeaway = rx.cond(row.takeaway != "", own_words(row.takeaway, view.language), rx.fragment())
    return rx.el.div(rx.el.p(row.title, ": ", decided(row.decision)), takeaway, class_name="stack-small")
