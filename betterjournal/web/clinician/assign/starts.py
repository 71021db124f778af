"""One press to begin from: what was decided last time, and the clinician's favourites."""

import reflex as rx

from betterjournal.assignments.views import ComposerView, StartView
from betterjournal.web.clinician.assign.own import manage_favourites, own_view
from betterjournal.web.clinician.spoken import decided
from betterjournal.web.wording import say

PLANNED = ("what", "when", "where", "how_many", "first_step", "smallest", "minutes", "prompt", "repeat", "weekdays")


def starts(view: rx.Var[ComposerView]) -> rx.Component:
    """Nothing while there is nothing to begin from, and nothing in a composer that is filled already."""
    own = own_view()
    favourites = rx.cond(own, rx.foreach(own.favourites, lambda each: _start(each, say("own.favourite"))))
    last = rx.foreach(view.starts, lambda each: _start(each, say("assign.last_time", decision=decided(each.decision))))
    has_any = (view.starts.length() > 0) | rx.cond(own, own.favourites.length() > 0, False)
    drawn = rx.el.fieldset(
        rx.el.legend(say("assign.begin_from")),
        rx.el.div(last, favourites, class_name="grid gap-2 sm:grid-cols-2"),
        rx.cond(own, manage_favourites(own), rx.fragment()),
        class_name="field",
    )
    return rx.cond(has_any & (view.continues_id + view.again_id == ""), drawn, rx.fragment())


def _start(start: rx.Var[StartView], kind: rx.Var[str]) -> rx.Component:
    words = rx.el.span(
        rx.el.span(start.title, class_name="line-clamp-2"),
        rx.el.span(kind, " · ", start.worksheet, class_name="quiet small"),
        class_name="flex flex-col min-w-0",
    )
    return rx.el.button(
        words, type="button", class_name="choice text-start", custom_attrs={"data-start": _filling(start)}, key=start.id
    )


def _filling(start: rx.Var[StartView]) -> rx.Var[str]:
    """For the browser, which fills it in: a number that is not set is an empty field."""
    words = {name: start.given[name] for name in PLANNED}
    continues = rx.cond(start.decision != "", start.id, "")
    given = rx.Var.create({"worksheet": start.revision_id, "continues": continues, "words": words})
    return rx.Var(_js_expr=f"JSON.stringify({given!s})", _var_type=str, _var_data=given._get_all_var_data())
