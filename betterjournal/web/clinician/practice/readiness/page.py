"""Before the first client: one step after the other, each ticked, waived by name, or seen by the software."""

import reflex as rx

from betterjournal.accounts.consent import TOPICS
from betterjournal.readiness.steps import STEPS
from betterjournal.readiness.views import ReadinessView, StepView
from betterjournal.web.browser.shown import shown, shown_view
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.practice.readiness.calling import help_lines_to_call
from betterjournal.web.clinician.practice.readiness.state import ReadinessState
from betterjournal.web.components import (
    actions,
    button,
    disclosure,
    own_words,
    quiet_button,
    section,
    text_field,
    wording,
)
from betterjournal.web.problems import Notice, field_error
from betterjournal.web.wording import say, say_count, say_problem, sentence_for, short_date

View = rx.Var[ReadinessView]


def readiness_section(*, open: bool) -> rx.Component:
    """While something is left it stands open at the top of the page, afterwards folded at its end."""
    view: View = shown_view(ReadinessState.view, None)
    here = view.left > 0 if open else view.left == 0
    draw = _open if open else _folded
    return shown(ReadinessState.view, None, lambda view: rx.cond(here, draw(view), rx.fragment()))


def _open(view: View) -> rx.Component:
    about = rx.cond(view.binding, say("ready.about"), say("ready.about_reminder"))
    return section(
        say("ready.heading"),
        wording(about),
        rx.cond(view.on_this_computer, _all_at_once(), rx.fragment()),
        wording(say_count("ready.left", view.left), quiet=True),
        _steps(view),
    )


def _folded(view: View) -> rx.Component:
    return section(say("ready.heading"), disclosure(say("ready.all_done"), _steps(view)))


def _all_at_once() -> rx.Component:
    press = quiet_button(say("ready.waive_all"), on_click=ReadinessState.waive_all)
    return rx.el.div(wording(say("ready.waive_all_about")), actions(press), class_name="card stack-small")


def _steps(view: View) -> rx.Component:
    rows = rx.foreach(view.steps, lambda step: _step(step, view))
    return rx.el.ol(rows, role="list", class_name="card")


def _step(step: rx.Var[StepView], view: View) -> rx.Component:
    title = rx.match(step.id, *((each, say(f"ready.{each}")) for each in STEPS), step.id)
    state = rx.match(step.state, ("done", say("ready.done")), ("waived", say("ready.waived")), say("ready.open"))
    help = rx.match(step.id, *((each, say(f"ready.{each}_help")) for each in STEPS), "")
    to_do = rx.fragment(wording(help, quiet=True), _how(step, view), _waive(step))
    inside = rx.el.div(rx.cond(step.state == "open", to_do, _said(step, view)), class_name="stack-small pt-2")
    head = rx.el.summary(rx.el.span(title), rx.el.small(state, class_name="quiet ms-auto"))
    return rx.el.li(rx.el.details(head, inside, class_name="fold"), key=step.id)


def _how(step: rx.Var[StepView], view: View) -> rx.Component:
    ways = {"sheet": _sheet(view), "backup": _backup(view), "executor": _executor(), "consent": _consent()}
    ways["help_lines"] = help_lines_to_call(view.lines)
    return rx.match(step.id, *ways.items(), rx.fragment())


def _said(step: rx.Var[StepView], view: View) -> rx.Component:
    """Who said it and when; what the software saw for itself needs no more words."""
    checked = wording(say("ready.checked_on", date=short_date(step.checked_on)), quiet=True)
    words = rx.cond(step.words != "", own_words(step.words), rx.fragment())
    by = wording(say("ready.said_by", name=step.by, date=short_date(step.on)), quiet=True, small=True)
    again = button(say("ready.reopen"), weight="plain", on_click=ReadinessState.reopen(step.id))
    told = rx.fragment(words, rx.cond(step.checked_on != "", checked, rx.fragment()), by, rx.el.div(again))
    seen = wording(say("ready.seen"), quiet=True)
    lines = rx.cond(step.id == "help_lines", help_lines_to_call(view.lines), rx.fragment())
    return rx.fragment(rx.cond(step.by != "", told, seen), lines)


def _sheet(view: View) -> rx.Component:
    word = rx.foreach(
        view.asked,
        lambda place, at: rx.el.label(
            rx.el.span(say("ready.word", number=place), class_name="label"),
            rx.el.input(name=f"word{at}", type="text", auto_complete="off", class_name="input", spell_check=False),
            class_name="field",
        ),
    )
    return _form(
        ReadinessState.check_sheet,
        rx.el.div(word, class_name="grid gap-3 sm:grid-cols-3"),
        field_error("sheet"),
        name=say("ready.sheet"),
        press=say("ready.sheet_check"),
    )


def _backup(view: View) -> rx.Component:
    day = text_field(
        "checked_on",
        say("ready.backup_day"),
        type="date",
        max=view.today,
        error=field_error("checked_on"),
        class_name="short",
    )
    where = text_field("where", say("ready.backup_where"), error=field_error("where"))
    return _form(ReadinessState.say_backup, where, day, name=say("ready.backup"), press=say("ready.tick"))


def _executor() -> rx.Component:
    who = text_field("executor", say("ready.executor_who"), error=field_error("executor"))
    return _form(ReadinessState.name_executor, who, name=say("ready.executor"), press=say("ready.tick"))


def _consent() -> rx.Component:
    """The words as a client reads them, with the practice where a name will stand."""
    stands_for = {"name": say("ready.consent_name"), "practice": say("ready.consent_practice"), "phone": "…"}
    topics = [_topic(topic, stands_for) for topic in TOPICS]
    press = quiet_button(say("ready.consent_read"), on_click=ReadinessState.read_consent)
    return rx.fragment(disclosure(say("ready.consent_show"), *topics), actions(press))


def _topic(topic: str, stands_for: dict[str, rx.Var[str] | str]) -> rx.Component:
    keys = [f"join.consent.{topic}.{part}" for part in ("title", "text", "more")]
    title, words, more = (
        say(key, **{name: stands_for[name] for name in sentence_for(key).placeholders()}) for key in keys
    )
    return rx.el.div(rx.el.h4(title, class_name="font-semibold"), wording(words), wording(more, quiet=True))


def _waive(step: rx.Var[StepView]) -> rx.Component:
    """A form of its own for each step: it names the step that it waives."""
    # The label holds its field: several of these may be open, and an id is one thing's.
    reason = rx.el.label(
        rx.el.span(say("ready.reason"), class_name="label"),
        rx.el.span(say("ready.reason_help"), class_name="help"),
        rx.el.textarea(name="reason", class_name="input"),
        class_name="field",
    )
    wrong = rx.cond(Notice.field == "reason", rx.el.p(say_problem(Notice.key, Notice.values), class_name="field-error"))
    form = rx.el.form(
        rx.el.input(type="hidden", name="step", value=step.id),
        wrong,
        reason,
        actions(button(say("ready.waive"), weight="secondary", kind="submit")),
        on_submit=ReadinessState.waive,
        no_validate=True,
        class_name="stack-small",
        aria_label=say("ready.without"),
    )
    return unfold(say("ready.without"), form, name=step.id, weight="plain", done=ReadinessState.done)


def _form(handler: rx.EventHandler, *fields: rx.Component, name: rx.Var[str], press: rx.Var[str]) -> rx.Component:
    return rx.el.form(
        *fields,
        actions(button(press, weight="secondary", kind="submit")),
        on_submit=handler,
        no_validate=True,
        class_name="stack-small",
        aria_label=name,
    )
