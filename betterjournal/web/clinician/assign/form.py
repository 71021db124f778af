"""The composer's form: three fields open, the rest behind one line."""

from typing import Any

import reflex as rx

from betterjournal.assignments.repeats import WEEKDAYS
from betterjournal.assignments.views import ChoiceView, ComposerView
from betterjournal.web.browser.composer import TypedLine
from betterjournal.web.browser.once import Once
from betterjournal.web.browser.unfold import unfold
from betterjournal.web.clinician.assign.beside import beside
from betterjournal.web.clinician.assign.landing import landing
from betterjournal.web.clinician.assign.own import phrases_of_note
from betterjournal.web.clinician.assign.specific import left_open
from betterjournal.web.clinician.assign.starts import starts
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.clinician.how_often import how_often_fields
from betterjournal.web.components import actions, button, select, text_area, text_field, wording
from betterjournal.web.problems import Notice, field_error
from betterjournal.web.wording import say

MORE = ("why", "where", "repeat", "weekdays", "how_many", "first_step", "smallest", "minutes", "note_language")
DEFAULTED = ("where", "how_many", "first_step", "smallest", "minutes", "repeat", "weekdays")

# On a phone the one thing to press stays where the thumb is, and what has the focus is not behind it.
AT_THE_THUMB = (
    "max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:-mx-[16px] max-lg:px-[16px] max-lg:py-3 max-lg:bg-paper "
    "max-lg:border-t max-lg:border-line"
)


def form(view: rx.Var[ComposerView], *, edits: bool = False) -> rx.Component:
    """Sends, or saves the changes of what was sent: then without what to begin from and when it lands."""
    return rx.el.form(
        Once.create(name="request_id"),
        _carried("client_id", view.id),
        _carried("continues_id", view.continues_id),
        _carried("edits_id", view.edits_id),
        Once.create(name="changes", value=view.changes),
        _continuing(view),
        _same(view),
        *([] if edits else [beside(view.first_name), starts(view)]),
        _worksheet_sent(view) if edits else _worksheets(view),
        _lines("what", view),
        _prompt(view),
        _text(text_field, "when", view, help=say("assign.when_help")),
        _note(view),
        rx.el.div(_line(), _more(view), class_name="stack-small"),
        left_open(),
        _seen(view) if edits else landing(view),
        rx.el.div(
            actions(button(say("assign.save") if edits else say("assign.send", name=view.first_name), kind="submit")),
            *(
                []
                if edits
                else [wording(say("assign.keys"), quiet=True, small=True, class_name="hidden lg:block mt-2")]
            ),
            class_name=AT_THE_THUMB,
        ),
        on_submit=AssignState.save_changes if edits else AssignState.send,
        class_name="stack group/form",
        no_validate=True,
    )


def _carried(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)


def _continuing(view: rx.Var[ComposerView]) -> rx.Component:
    words = rx.match(
        view.decision,
        ("smaller", say("assign.made_smaller")),
        ("bigger", say("assign.made_bigger")),
        say("assign.from_last"),
    )
    is_carried = (view.continues_id != "") & (view.again_id == "")
    return rx.cond(is_carried, wording(words, quiet=True), rx.fragment())


def _same(view: rx.Var[ComposerView]) -> rx.Component:
    """What came from another client's work, and that its words may be in the wrong language."""
    french, english = say("assign.same_fr", name=view.first_name), say("assign.same_en", name=view.first_name)
    other = rx.cond(view.same_language == "fr", french, english)
    words = rx.cond(view.same_language == view.language, say("assign.same_from"), other).to(str)
    return rx.cond(view.same_id != "", wording(words, quiet=True), rx.fragment())


def _seen(view: rx.Var[ComposerView]) -> rx.Component:
    """What the client will see of a change, before it is saved."""
    seen = say("assign.edit_seen", name=view.first_name)
    words = rx.cond(view.waiting, say("assign.edit_unseen", name=view.first_name), seen)
    return rx.el.div(wording(words), class_name="card")


def _worksheets(view: rx.Var[ComposerView]) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(say("assign.worksheet")),
        field_error("worksheet"),
        rx.el.div(
            rx.foreach(view.choices, lambda choice: _choice(choice, view)),
            class_name="grid gap-2 grid-cols-2",
        ),
        class_name="field",
    )


def _worksheet_sent(view: rx.Var[ComposerView]) -> rx.Component:
    """It stands; the browser still reads from it what the preview needs."""
    named = rx.foreach(view.choices, lambda choice: wording(choice.name, quiet=True))
    return rx.el.div(named, rx.el.div(_worksheets(view), class_name="hidden"))


def _choice(choice: rx.Var[ChoiceView], view: rx.Var[ComposerView]) -> rx.Component:
    radio = rx.el.input(
        type="radio",
        name="worksheet",
        value=choice.revision_id,
        default_checked=choice.revision_id == view.revision_id,
        title=choice.purpose,
        custom_attrs={
            "data-key": choice.key,
            "data-title": choice.title,
            "data-defaults": _defaults(choice),
        },
    )
    return rx.el.label(radio, rx.el.span(choice.name), class_name="choice")


def _defaults(choice: rx.Var[ChoiceView]) -> rx.Var[str]:
    """What the worksheet suggests and this client last had behind "More", for the browser to fill in."""
    suggested = {name: choice.defaults[name] for name in DEFAULTED}
    given = rx.Var.create(suggested)
    return rx.Var(_js_expr=f"JSON.stringify({given!s})", _var_type=str, _var_data=given._get_all_var_data())


def _lines(name: str, view: rx.Var[ComposerView], **props: Any) -> rx.Component:
    return _text(text_area, name, view, rows=2, style={"min_height": "76px"}, **props)


def _number(name: str, view: rx.Var[ComposerView], **props: Any) -> rx.Component:
    """Zero is not set."""
    default = rx.cond(view.given[name].to(int) > 0, view.given[name].to(str), "").to(str)
    return _text(text_field, name, view, default=default, input_mode="numeric", class_name="short", **props)


def _text(draw: Any, name: str, view: rx.Var[ComposerView], **props: Any) -> rx.Component:
    """In the client's language, so that the browser checks spelling in it."""
    given = {"default": view.given[name].to(str), **props, "error": field_error(name), "lang": view.language}
    return draw(name, say(f"assign.{name}"), **given)


def _note(view: rx.Var[ComposerView]) -> rx.Component:
    """In the client's language, unless the clinician says otherwise."""
    name, written = view.first_name, _note_language(view)
    french, english = say("assign.reads_fr", name=name), say("assign.reads_en", name=name)
    reads = rx.cond(view.language == "fr", french, english).to(str)
    other = [
        {
            "name": "note_language",
            "words": say(f"assign.note_in_{each}"),
            "only": rx.cond(view.language != each, each, "-"),
        }
        for each in ("en", "fr")
    ]
    return rx.el.div(
        text_area(
            "note",
            say("assign.note"),
            default=view.given.note,
            help=reads,
            error=field_error("note"),
            lang=written,
            rows=2,
            style={"min_height": "76px"},
        ),
        TypedLine.create(parts=rx.Var.create(other), class_name="quiet small"),
        phrases_of_note(),
    )


def _note_language(view: rx.Var[ComposerView]) -> rx.Var[str]:
    return rx.cond(view.given.note_language != "", view.given.note_language, view.language).to(str)


def _prompt(view: rx.Var[ComposerView]) -> rx.Component:
    """The clinician's own question; only a journal prompt has one."""
    return rx.el.div(
        _text(text_field, "prompt", view, help=say("assign.prompt_help")),
        class_name="hidden group-has-[input[data-key=journal\\_prompt]:checked]/form:block",
    )


def _line() -> rx.Component:
    """What stands behind "More", in one quiet line."""
    parts = [
        {"name": "where"},
        {"name": "times", "words": say("assign.once"), "only": "1"},
        {"name": "times", "words": say("assign.times", value="{value}"), "unless": "1"},
        {"name": "diary", "words": say("assign.about_week", value="{value}")},
        {"name": "repeat", "words": say("repeat.daily"), "only": "daily"},
        {"name": "repeat", "words": say("repeat.each_appointment"), "only": "each_appointment"},
        *({"name": f"day_{day}", "words": say(f"repeat.on_{day}")} for day in WEEKDAYS),
        {"name": "first_step", "words": say("assign.line_first", value="{value}")},
        {"name": "smallest", "words": say("assign.line_smallest", value="{value}")},
        {"name": "minutes", "words": say("assign.line_minutes", value="{value}")},
    ]
    return TypedLine.create(parts=rx.Var.create(parts), class_name="quiet small")


def _more(view: rx.Var[ComposerView]) -> rx.Component:
    has_error = rx.Var.create(list(MORE)).contains(Notice.field)
    return unfold(
        say("assign.more"),
        _lines("why", view),
        _text(text_field, "where", view),
        how_often_fields(
            view.given.repeat, view.given.weekdays, _number("how_many", view, help=say("assign.how_many_help")), "form"
        ),
        _text(text_field, "first_step", view),
        _text(text_field, "smallest", view, help=say("assign.smallest_help")),
        _number("minutes", view),
        select(
            "note_language",
            say("assign.note_language"),
            [(each, say(f"own.in_{each}")) for each in ("en", "fr")],
            default=_note_language(view),
        ),
        eager=True,
        forced=has_error,
    )
