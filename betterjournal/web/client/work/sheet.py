"""The worksheet while it is being written: its cards, and beside each the way out when one is stuck."""

import reflex as rx

from betterjournal.entries.views import WorkView
from betterjournal.web.browser.steps import steps
from betterjournal.web.client.window import cannot_wait
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.client.work.state import Progress, WorkState
from betterjournal.web.components import actions, button, card, disclosure, quiet_button, wording
from betterjournal.web.wording import say, say_count
from betterjournal.web.worksheet import draw_section
from betterjournal.worksheets.views import SectionView

# Kinds that hold free words; rows usually do.
WRITTEN = ("short_text", "long_text", "open_choice", "rows")


def sheet(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Component:
    cards = rx.foreach(_now(view, progress), lambda section: _card(view, section))
    opening = view.two_phase & ~view.after_opened & ~view.withdrawn
    whole = rx.el.div(intro(view), cards, rx.cond(opening, _open_after(), rx.fragment()), class_name="stack")
    below = rx.el.div(cannot_wait(view.window), _stuck(view), class_name="stack-small")
    return steps(whole, below, chosen=view.sheets, count=view.questions, on_choose=WorkState.choose_sheets)


def intro(view: rx.Var[WorkView]) -> rx.Component:
    """How long it is, before it is begun; nothing on a sheet of one question."""
    questions = say_count("work.questions", view.questions)
    minutes = rx.cond(view.minutes > 0, rx.el.span(" ", say_count("work.about_minutes", view.minutes)), "")
    words = rx.el.p(questions, minutes, " ", say("work.skip_any"), class_name="quiet")
    return rx.cond((view.questions > 1) & (view.shared == ""), rx.el.div(words, class_name="ask"), rx.fragment())


def written(view: rx.Var[WorkView]) -> rx.Component:
    """The same to read, once nothing more is written here."""
    return rx.foreach(view.sections, lambda section: _read(view, section))


def _read(view: rx.Var[WorkView], section: rx.Var[SectionView]) -> rx.Component:
    return rx.cond(_any(section), draw_section(section, "reading", view.language), rx.fragment())


def _card(view: rx.Var[WorkView], section: rx.Var[SectionView]) -> rx.Component:
    """A card whose fields are all hidden, such as the second part before it opens, is not drawn."""
    drawn = draw_section(
        section,
        "filling",
        view.language,
        rx.cond(_any(section, WRITTEN), cannot_wait(view.window), rx.fragment()),
        _stuck(view),
        on_add_row=lambda key: WorkState.add_row(view.entry_id, key),
        on_remove_row=lambda key, row: WorkState.remove_row(view.entry_id, key, row),
    )
    return rx.cond(_any(section), drawn, rx.fragment())


def _stuck(view: rx.Var[WorkView]) -> rx.Component:
    example = actions(quiet_button(say("work.example"), on_click=EndsState.show_example(view.entry_id)))
    return disclosure(
        say("work.stuck"),
        wording(say("work.stuck_skip")),
        rx.cond(view.window.clinician != "", _leave_it(view), rx.fragment()),
        rx.cond(view.has_example, example, rx.fragment()),
    )


def _leave_it(view: rx.Var[WorkView]) -> rx.Component:
    return wording(say("work.stuck_leave", name=view.window.clinician))


def _open_after() -> rx.Component:
    return card(
        wording(say("work.after_about")),
        actions(button(say("work.after_open"), weight="secondary", on_click=EndsState.ask_for("after"))),
        class_name="stack-small ask",
    )


def _now(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Var[list[SectionView]]:
    """The cards as last sent, with the fields that saves have changed since laid over them, in the browser."""
    field = f"({progress.changed!s} ?? {{}})[field.key] ?? field"
    card_ = f"({{ ...card, fields: card.fields.map((field) => {field}) }})"
    data = rx.vars.VarData.merge(view.sections._get_all_var_data(), progress.changed._get_all_var_data())
    expression = f"({view.sections!s} ?? []).map((card) => {card_})"
    return rx.Var(_js_expr=expression, _var_data=data).to(list[SectionView])


def _any(section: rx.Var[SectionView], kinds: tuple[str, ...] = ()) -> rx.Var[bool]:
    """Whether a field of the card is visible; with `kinds`, whether one of these."""
    fits = f" && {list(kinds)}.includes(field.kind)" if kinds else ""
    expression = f"{section.fields!s}.some((field) => field.visible{fits})"
    return rx.Var(_js_expr=expression, _var_data=section.fields._get_all_var_data()).to(bool)
