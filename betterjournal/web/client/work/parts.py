"""What stands around the fields: the title, how it stands, words written elsewhere, and the buttons that end it."""

import reflex as rx

from betterjournal.entries.sharing import BARRIERS, WAYS
from betterjournal.entries.views import WorkView
from betterjournal.web.browser.saved_first import saved_first
from betterjournal.web.client.aside import aside
from betterjournal.web.client.marked import begun_together, marked
from betterjournal.web.client.own_calendar import make_file, own_calendar
from betterjournal.web.client.plan import changed, plan, size
from betterjournal.web.client.previewing import flag, flag_about
from betterjournal.web.client.printing import print_button
from betterjournal.web.client.resting import put_off, rests, so_far
from betterjournal.web.client.window import away, together, was_shared
from betterjournal.web.client.work.beside import earlier
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.client.work.state import Progress, WorkState
from betterjournal.web.components import (
    actions,
    button,
    card,
    disclosure,
    own_words,
    quiet_button,
    select,
    wording,
)
from betterjournal.web.wording import date, say

# Whoever pressed the button at the foot of a long sheet is brought to what was said of it.
COME_TO_IT = "(() => { if (window.scrollY) document.getElementById('standing')?.focus(); })"
# The button that was pressed is gone.
COME_TO_CLOSED = "(() => document.getElementById('closed')?.focus())"
COME_TO_TAKEN_BACK = "(() => document.getElementById('taken-back')?.focus())"


def top(view: rx.Var[WorkView]) -> rx.Component:
    what = rx.el.p(view.what, lang=view.language, class_name="mt-1", custom_attrs={"data-own-words": ""})
    title = rx.el.h1(view.title, lang=view.language, custom_attrs={"data-own-words": ""})
    what = rx.cond((view.what != "") & (view.what != view.title), what, rx.fragment())
    return rx.el.div(title, what, changed(view.changed), begun_together(view))


def open_now(view: rx.Var[WorkView]) -> rx.Component:
    """It is open on their clinician's screen: the client sees it, and ends it when they want."""
    name = view.together_with
    is_open = card(
        rx.el.p(say("together.open_now", name=name)),
        actions(quiet_button(say("together.close"), on_click=WorkState.leave_together(view.entry_id))),
    )
    closed = rx.el.p(
        say("together.closed"), id="closed", tab_index=-1, on_mount=rx.call_function(rx.Var(COME_TO_CLOSED))
    )
    # Once it is shared since, others may open it too.
    rest = rx.cond(WorkState.closed & (view.shared == ""), closed, rx.fragment())
    return rx.el.div(rx.cond(view.together_now, is_open, rest), role="status", class_name="empty:hidden")


def plan_folded(view: rx.Var[WorkView]) -> rx.Component:
    """Everything that was said when it was set, out of the way of the writing."""
    note = rx.cond(view.note != "", own_words(view.note, view.note_language), rx.fragment())
    why = rx.cond(view.why != "", own_words(view.why, view.language), rx.fragment())
    return disclosure(
        say("work.plan"), note, why, wording(together(view.window)), plan(view), size(view), put_off(view)
    )


def remind(view: rx.Var[WorkView]) -> rx.Component:
    """Until it is shared whole. The browser takes a file for a page it leaves, and asks about words not yet saved."""
    is_open = view.can_write & (view.window.clinician != "") & (view.shared != "whole")
    return rx.cond(is_open, own_calendar(view, saved_first(make_file())), rx.fragment())


def standing(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Component:
    """How it stands once something was shared or said: one mark for part and whole, different words."""
    words = rx.cond(
        view.smallest_done,
        say("work.did_smallest"),
        rx.match(
            view.shared,
            ("part", say("work.part")),
            ("another_way", say("work.another_way_done")),
            ("not_this_time", rx.cond(view.window.clinician != "", _thanks(view), "")),
            "",
        ),
    )
    take_back = actions(quiet_button(say("work.take_back"), on_click=EndsState.take_back(view.shared_id)))
    more = view.repeat.kind != "once"
    again = actions(button(say("work.another"), weight="secondary", on_click=WorkState.write_another(view.id)))
    newer = progress.newer & (view.shared != "part")
    is_marked = view.marked_by != ""
    noted = marked(view.shared, view.marked_by, view.marked_on)
    flagged = rx.fragment(flag(view.shared_id, view.bring, EndsState.flag), flag_about(view.window))
    can_flag = ~view.opened & view.can_write & (view.window.clinician != "")
    told = card(
        rx.el.div(
            rx.el.p(rx.cond(is_marked, noted, was_shared(view.promised, view.readable, view.opened))),
            rx.cond(view.opened, rx.fragment(), away(view.promised)),
            rx.cond((words != "") & ~is_marked, rx.el.p(words), rx.fragment()),
            rx.cond(newer, rx.el.p(say("work.newer")), rx.fragment()),
            role="status",
            class_name="stack-small",
        ),
        _said(view),
        rx.cond(can_flag, flagged, rx.fragment()),
        rx.cond(view.opened, rx.fragment(), take_back),
        so_far(view.repeat),
        rests(view.repeat),
        rx.cond(more & view.can_write, again, rx.fragment()),
        id="standing",
        key=view.shared_id,
        tab_index=-1,
        on_mount=rx.call_function(rx.Var(COME_TO_IT)),
    )
    # What was pressed is gone.
    back = rx.el.p(
        say("work.taken_back"), id="taken-back", tab_index=-1, on_mount=rx.call_function(rx.Var(COME_TO_TAKEN_BACK))
    )
    is_back = rx.cond(EndsState.taken_back & (view.shared == ""), back, rx.fragment())
    said = rx.el.div(is_back, role="status", class_name="empty:hidden")
    return rx.fragment(said, rx.cond(view.shared != "", told, rx.fragment()))


def about_day(view: rx.Var[WorkView]) -> rx.Component:
    """For work that falls on days: one that was lived yesterday may be written today."""
    days = rx.foreach(
        view.days_back,
        lambda on, at: rx.el.option(
            rx.match(at, (0, say("repeat.today")), (1, say("repeat.yesterday")), date(on)), value=on
        ),
    )
    choose = select(
        "about_on",
        say("repeat.about_day"),
        days,
        default=view.about_on,
        on_change=lambda on: WorkState.tell_of(view.entry_id, on),
    )
    asked = (view.repeat.kind != "once") & (view.days_back.length() > 1) & (view.shared == "")
    return rx.cond(asked, rx.el.div(choose, key=view.entry_id + view.about_on), rx.fragment())


def smallest(view: rx.Var[WorkView]) -> rx.Component:
    """One tap, and it is credited at the end; until something is shared."""
    own = rx.el.span(view.smallest, lang=view.language, custom_attrs={"data-own-words": ""})
    about = rx.cond(view.smallest_chosen, say("work.smallest_taken"), say("work.stuck_smallest"))
    turn = button(
        rx.cond(view.smallest_chosen, say("work.smallest_leave"), say("work.smallest_take")),
        weight="plain",
        on_click=EndsState.take_smallest(view.id, ~view.smallest_chosen),
    )
    line = rx.el.div(rx.el.p(about, " ", own), turn)
    return rx.cond((view.smallest != "") & (view.shared == ""), line, rx.fragment())


def withdrawn(view: rx.Var[WorkView]) -> rx.Component:
    words = rx.cond(view.withdrawn_words != "", own_words(view.withdrawn_words, view.language), rx.fragment())
    kept = rx.cond(view.entry_id != "", wording(say("work.withdrawn_kept")), rx.fragment())
    return card(wording(say("today.withdrawn")), words, kept)


def asides(view: rx.Var[WorkView]) -> rx.Component:
    return rx.foreach(view.asides, lambda one: aside(one, view.language, EndsState.choose_words))


def ends(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Component:
    """Share when whole, what there is when not, or one of the two other ends; sharing the same twice is not offered."""
    # Written down from paper is not shared: the client may still share what they wrote.
    is_shared = ((view.shared == "whole") | (view.shared == "part")) & (view.marked_by == "")
    look = EndsState.look(view.entry_id)
    sharing = rx.cond(
        progress.whole,
        button(say("work.share"), on_click=look),
        button(say("work.share_part"), weight="secondary", on_click=look),
    )
    offered = rx.cond(is_shared & ~progress.newer, rx.fragment(), saved_first(sharing))
    others = rx.fragment(
        quiet_button(say("work.another_way"), on_click=EndsState.ask_for("another_way")),
        quiet_button(say("work.not_this_time"), on_click=EndsState.ask_for("not_this_time")),
    )
    nobody = wording(say("problem.nobody_reads"), quiet=True)
    is_read = view.window.clinician != ""
    to_others = rx.fragment(offered, rx.cond(view.shared == "whole", rx.fragment(), others))
    return rx.fragment(
        rx.cond(is_read, rx.fragment(), nobody),
        own_ends(view, progress, rx.cond(is_read, to_others, rx.fragment())),
        earlier(view),
    )


def own_ends(view: rx.Var[WorkView], progress: rx.Var[Progress], *before: rx.Component) -> rx.Component:
    """What is always theirs, whoever reads and whether anything new is kept: to print it, and to delete it."""
    return rx.el.div(actions(*before, print_button("plain"), _delete(view, progress)), class_name="closing")


def _delete(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Component:
    """Once something is there; of what somebody opened nothing goes."""
    press = button(say("work.delete"), weight="plain", on_click=EndsState.ask_for("delete"))
    return rx.cond(progress.written & ~view.opened, press, rx.fragment())


def _thanks(view: rx.Var[WorkView]) -> rx.Var[str]:
    return say("work.thanks", name=view.window.clinician)


def _said(view: rx.Var[WorkView]) -> rx.Component:
    """What was said with another way or not this time, in the client's own words and ticks."""
    barriers = rx.el.ul(rx.foreach(view.barriers, lambda name: rx.el.li(barrier(name))), class_name="list-disc ps-5")
    way = rx.cond(view.way != "", rx.el.p(way_words(view.way), class_name="quiet"), rx.fragment())
    words = rx.cond(view.end_words != "", own_words(view.end_words), rx.fragment())
    return rx.fragment(way, rx.cond(view.barriers.length() > 0, barriers, rx.fragment()), words)


def barrier(name: rx.Var[str]) -> rx.Var[str]:
    return rx.match(name, *[(one, say(f"work.barrier_{one}")) for one in BARRIERS], "")


def way_words(name: rx.Var[str]) -> rx.Var[str]:
    return rx.match(name, *[(one, say(f"work.way_{one}")) for one in WAYS], "")
