"""Writing down how it went on paper: done, part, another way or not this time, with the client's words."""

import reflex as rx

from betterjournal.assignments.views import SetView
from betterjournal.entries import marking
from betterjournal.entries.sharing import BARRIERS, WAYS
from betterjournal.review.views import TimelineView
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.components import actions, button, checkbox, radio_group, wording
from betterjournal.web.problems import field_error
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class MarkingState(rx.State):
    """`done` grows with each form that was accepted, so that it folds; the page itself follows its announcement."""

    done: int = 0

    @placed("clinician")
    async def mark(self, form_data: dict[str, str]) -> None:
        await ask(self, marking.mark, marking.Told.typed(form_data))
        self.done += 1


def mark_form(row: rx.Var[SetView], view: rx.Var[TimelineView]) -> rx.Component:
    name = view.first_name
    ways = radio_group("way", say("paper.way"), [(each, say(f"work.way_{each}")) for each in WAYS])
    form = rx.el.form(
        rx.el.input(type="hidden", name="assignment_id", value=row.id, read_only=True),
        wording(say("paper.mark_about", name=name), quiet=True),
        radio_group(
            "kind",
            say("paper.kind"),
            [(each, say(f"paper.kind_{each}")) for each in marking.KINDS],
            error=field_error("kind"),
            beside=True,
        ),
        rx.el.div(ways, class_name="if-another-way"),
        rx.el.div(_barriers(name), class_name="if-not-this-time"),
        _words(name),
        actions(button(say("paper.save"), kind="submit")),
        on_submit=MarkingState.mark,
        class_name="stack pt-2",
    )
    return unfold(say("paper.mark"), form, name=rx.Var.create("mark ") + row.id, weight="plain", done=MarkingState.done)


def _barriers(name: rx.Var[str]) -> rx.Component:
    ticks = [checkbox(each, say(f"work.barrier_{each}")) for each in BARRIERS]
    return rx.el.fieldset(rx.el.legend(say("paper.barriers", name=name)), rx.el.div(*ticks), class_name="field")


def _words(name: rx.Var[str]) -> rx.Component:
    """The label holds its field: several of these forms may stand on one page, so ids would collide."""
    field = rx.el.textarea(name="words", rows=3, max_length=marking.LONGEST_WORDS, class_name="input words")
    label = rx.el.label(rx.el.span(say("paper.words", name=name), class_name="label block"), field)
    return rx.el.div(
        field_error("words"), label, rx.el.p(say("paper.words_help"), class_name="help"), class_name="field"
    )
