"""One assignment on a turned or shared screen: the note, the plan, the fields, and Done here."""

import reflex as rx

from betterjournal.entries.views import TogetherView
from betterjournal.web.browser.keeper import keeper
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.sheet import plan_line, said
from betterjournal.web.clinician.together.state import TogetherState
from betterjournal.web.components import actions, button, ghost, own_words, quiet_button, wording
from betterjournal.web.components.frames import room_page
from betterjournal.web.problems import Notice, notice_region, or_not_found
from betterjournal.web.wording import clock_time, say, say_problem
from betterjournal.web.worksheet import draw_section
from betterjournal.worksheets.views import SectionView


def together_page() -> rx.Component:
    return room_page(
        notice_region(),
        or_not_found(shown(TogetherState.view, "assignment_id", _together, otherwise=ghost(5))),
        title_key="together.tab",
    )


def _together(view: rx.Var[TogetherView]) -> rx.Component:
    fields = keeper(
        rx.foreach(view.sections, lambda section: _card(view, section)),
        entry=view.entry_id,
        ack=TogetherState.ack,
        on_save=TogetherState.save,
    )
    refused = rx.el.p(say_problem(Notice.key, Notice.values), role="alert", class_name="error")
    return rx.el.div(
        _top(view), fields, rx.cond(Notice.field != "", refused, rx.fragment()), _done(view), class_name="stack"
    )


def _top(view: rx.Var[TogetherView]) -> rx.Component:
    about = rx.cond(
        view.joined,
        say("together.about", name=view.first_name),
        say("together.about_paper", name=view.first_name),
    )
    what = rx.el.p(view.what, lang=view.language, custom_attrs={"data-own-words": ""})
    return rx.el.div(
        rx.el.h1(view.title, lang=view.language, custom_attrs={"data-own-words": ""}),
        rx.cond(view.what != view.title, what, rx.fragment()),
        rx.cond(view.note != "", own_words(view.note, view.note_language), rx.fragment()),
        rx.el.div(
            plan_line(said(view, "today.when"), view.when),
            plan_line(said(view, "today.where"), view.where),
            plan_line(said(view, "today.first_step"), view.first_step),
            lang=view.language,
        ),
        wording(rx.fragment(about, " ", say("together.until", time=clock_time(view.until))), quiet=True, small=True),
        class_name="stack-small",
    )


def _card(view: rx.Var[TogetherView], section: rx.Var[SectionView]) -> rx.Component:
    """A card whose fields are all hidden, such as the second part before it opens, is not drawn."""
    drawn = draw_section(
        section,
        "filling",
        view.language,
        on_add_row=lambda key: TogetherState.add_row(view.entry_id, key),
        on_remove_row=lambda key, row: TogetherState.remove_row(view.entry_id, key, row),
    )
    expression = f"{section.fields!s}.some((field) => field.visible)"
    has_any = rx.Var(_js_expr=expression, _var_data=section.fields._get_all_var_data()).to(bool)
    return rx.cond(has_any, drawn, rx.fragment())


def _done(view: rx.Var[TogetherView]) -> rx.Component:
    """Who has no account may say to share it; who has one does that themself."""

    def finish(share: bool) -> rx.event.EventSpec:
        return TogetherState.finish(view.id, view.client_id, share)

    own = button(say("together.done"), on_click=finish(False))
    by_word = rx.fragment(
        button(say("together.done_share", name=view.first_name), on_click=finish(True)),
        quiet_button(say("together.done_private"), on_click=finish(False)),
    )
    return actions(rx.cond(view.joined, own, by_word))
