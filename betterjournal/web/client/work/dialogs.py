"""The questions before an end: who will read it and from when, how it was done, what got in the way."""

import reflex as rx

from betterjournal.entries.sharing import BARRIERS, LONGEST_WORDS, WAYS
from betterjournal.entries.views import PreviewView, WorkView
from betterjournal.web.client.previewing import bring, delete_about, looked_at, preview
from betterjournal.web.client.window import cannot_wait, opens, who_reads
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.client.work.state import Progress
from betterjournal.web.components import (
    actions,
    button,
    checkbox,
    dialog,
    leave_button,
    radio_group,
    text_area,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import say
from betterjournal.web.worksheet import draw_section


def dialogs(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Component:
    return rx.fragment(
        _share(view, progress), _another_way(view), _not_this_time(view), _after(view), _delete(view), _example(view)
    )


def _share(view: rx.Var[WorkView], progress: rx.Var[Progress]) -> rx.Component:
    looked = EndsState.preview.to(PreviewView)
    part = rx.cond(progress.whole, rx.fragment(), wording(say("work.share_part_about")))
    form = rx.el.form(
        rx.el.div(bring(view.window), rx.cond(view.smallest != "", _did_smallest(view), rx.fragment())),
        looked_at(looked),
        _answer(say("shared.with", name=view.window.clinician_full)),
        on_submit=lambda form: EndsState.share(view.entry_id, form),
        class_name="stack",
    )
    shown = rx.fragment(*who_reads(view.window, view.also_reads), preview(looked, view.window), form)
    return _dialog("share", say("work.share_title"), part, rx.cond(EndsState.preview, shown, rx.fragment()))


def _did_smallest(view: rx.Var[WorkView]) -> rx.Component:
    own = rx.el.span(view.smallest, lang=view.language, custom_attrs={"data-own-words": ""})
    label = rx.fragment(say("work.smallest_tick"), " ", own)
    tick = checkbox("smallest", label, default_checked=view.smallest_chosen)
    return rx.el.div(tick, key=view.smallest_chosen.to_string())


def _another_way(view: rx.Var[WorkView]) -> rx.Component:
    form = rx.el.form(
        radio_group(
            "way",
            say("work.way_how"),
            [(way, say(f"work.way_{way}")) for way in WAYS],
            error=field_error("way"),
            default=view.ends.way,
        ),
        _words("work.way_words", view.ends.way_words),
        cannot_wait(view.window),
        wording(opens(view.window), quiet=True, small=True),
        _of(view),
        _answer(say("work.send")),
        on_submit=lambda form: EndsState.another_way(view.id, form),
        custom_attrs={"data-opens": "another_way"},
        class_name="stack",
    )
    return _dialog("another_way", say("work.another_way"), wording(say("work.way_about")), form)


def _not_this_time(view: rx.Var[WorkView]) -> rx.Component:
    said = view.ends
    barriers = [
        checkbox(name, say(f"work.barrier_{name}"), default_checked=said.barriers.contains(name)) for name in BARRIERS
    ]
    form = rx.el.form(
        rx.el.fieldset(rx.el.legend(say("work.in_the_way")), rx.el.div(*barriers), class_name="field"),
        _words("work.end_words", said.barrier_words),
        cannot_wait(view.window),
        wording(opens(view.window), quiet=True, small=True),
        _of(view),
        _answer(say("work.send")),
        on_submit=lambda form: EndsState.not_this_time(view.id, form),
        custom_attrs={"data-opens": "not_this_time"},
        class_name="stack",
    )
    return _dialog("not_this_time", say("work.not_this_time"), form)


def _of(view: rx.Var[WorkView]) -> rx.Component:
    """The sheet it is said on."""
    return rx.el.input(type="hidden", name="entry", value=view.entry_id, read_only=True)


def _after(view: rx.Var[WorkView]) -> rx.Component:
    return _dialog(
        "after",
        say("work.after_title"),
        wording(say("work.after_locks")),
        actions(
            button(say("work.after_open"), on_click=EndsState.open_after(view.entry_id)),
            _not_now(),
        ),
    )


def _delete(view: rx.Var[WorkView]) -> rx.Component:
    press = button(say("work.delete"), on_click=EndsState.delete(view.entry_id))
    is_shared = ((view.shared == "whole") | (view.shared == "part")) & (view.marked_by == "")
    return _dialog("delete", say("work.delete_title"), delete_about(is_shared), actions(press, _not_now()))


def _example(view: rx.Var[WorkView]) -> rx.Component:
    cards = rx.foreach(EndsState.example, lambda section: draw_section(section, "reading", view.language))
    close = actions(leave_button(say("app.close"), EndsState.close, weight="secondary"))
    return _dialog("example", say("work.example_title"), wording(say("work.example_about"), quiet=True), cards, close)


def _words(key: str, before: rx.Var[str]) -> rx.Component:
    """With what was said before and nobody opened: to change it is not to write it again."""
    return text_area("words", say(key), max_length=LONGEST_WORDS, default=before, error=field_error("words"))


def _answer(words: rx.Var[str]) -> rx.Component:
    return actions(button(words, kind="submit"), _not_now())


def _not_now() -> rx.Component:
    return leave_button(say("work.not_now"), EndsState.close)


def _dialog(question: str, name: rx.Var[str], *children: rx.Component) -> rx.Component:
    return dialog(*children, name=name, open=EndsState.asking == question, on_close=EndsState.close)
