"""Looking at work together: two joint ratings, a takeaway, one decision. The one form for it, on every page."""

from typing import Any

import reflex as rx

from betterjournal.review.actions import DECISIONS
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.components import actions, button, radio_group
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say

RATINGS = ("0", "1", "2", "3", "4")


def decide_form(
    assignment_id: rx.Var[str],
    words: rx.Var[str],
    save: Any,
    done: rx.Var[int],
    *,
    weight: str = "secondary",
    about: rx.Component | None = None,
) -> rx.Component:
    """Ratings stay unset until somebody chooses; the form keeps what is typed when folded. `about` stands above it."""
    form = rx.el.form(
        rx.el.input(type="hidden", name="assignment_id", value=assignment_id, read_only=True),
        about or rx.fragment(),
        *(_rating(name) for name in ("much", "useful")),
        _takeaway(),
        radio_group(
            "decision",
            say("client.decision"),
            [(name, say(f"client.decide_{name}")) for name in DECISIONS],
            error=field_error("decision"),
            beside=True,
        ),
        actions(button(say("client.save_review"), kind="submit")),
        on_submit=save,
        # As wide as its words: five in a row do not fit in equal parts.
        class_name="stack pt-2 [&_.choice]:!flex-none",
    )
    return unfold(words, form, name=rx.Var.create("look ") + assignment_id, weight=weight, done=done)


def decided_meanwhile(by: rx.Var[str]) -> rx.Component:
    """Said above a form that somebody had begun when it was decided elsewhere."""
    words = rx.cond(by != "", say("look.decided_by", name=by), say("look.decided"))
    return rx.el.p(words, role="status")


def carried(assignment_id: rx.Var[str], title: rx.Var[str], save: Any) -> rx.Component:
    """Said of what goes along to the next appointment by itself; one press lets go of it, which is a decision too."""
    words = say("look.let_go")
    hidden = {"assignment_id": assignment_id, "decision": "let_go"}
    form = rx.el.form(
        *(rx.el.input(type="hidden", name=name, value=value, read_only=True) for name, value in hidden.items()),
        button(words, weight="plain", kind="submit", aria_label=words + ": " + title),
        on_submit=save,
        class_name="no-print",
    )
    return rx.el.div(rx.el.p(say("look.carried"), class_name="quiet small"), form)


def rating(name: str, value: rx.Var[str]) -> rx.Var[str]:
    """A rating in words; nothing when it was left open."""
    return rx.match(value, *((chosen, say(f"client.{name}_{chosen}")) for chosen in RATINGS), "–").to(str)


def _rating(name: str) -> rx.Component:
    choices = [(chosen, say(f"client.{name}_{chosen}")) for chosen in RATINGS]
    return radio_group(name, say(f"client.{name}"), choices, error=field_error(name), beside=True)


def _takeaway() -> rx.Component:
    """The label holds its field: several of these forms may stand on one page, so ids would collide."""
    field = rx.el.textarea(name="takeaway", rows=2, class_name="input words", style={"min_height": "72px"})
    label = rx.el.label(rx.el.span(say("client.takeaway"), class_name="label block"), field)
    help_ = rx.el.p(say("client.takeaway_help"), class_name="help")
    return rx.el.div(field_error("takeaway"), label, help_, class_name="field")
