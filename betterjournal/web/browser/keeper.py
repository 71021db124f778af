"""The keeper of unsaved words around everything a person writes on one page."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from betterjournal.web.browser.script import script
from betterjournal.web.wording import say

MOST_IN_FLIGHT = 8


def saves(
    entry: rx.Var[str],
    field: rx.Var[str],
    value: rx.Var[str],
    base: rx.Var[int],
    writer: rx.Var[str],
    seq: rx.Var[int],
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str], rx.Var[int], rx.Var[str], rx.Var[int]]:
    """What one change travels with."""
    return entry, field, value, base, writer, seq


class Keeper(rx.Component):
    library = script("keeper.js")
    tag = "Keeper"
    entry: rx.Var[str]
    ack: rx.Var[dict[str, Any]]
    words: rx.Var[dict[str, str]]
    on_save: rx.EventHandler[saves]


def keeper(
    *children: rx.Component, entry: rx.Var[str], ack: rx.Var[dict[str, Any]], on_save: rx.EventHandler
) -> rx.Component:
    """Hears every `data-field` inside it; `ack` is what `acknowledged` returned last."""
    words = {
        "untouched": say("app.saved_untouched"),
        "saved": say("app.saved"),
        "saving": say("app.saving"),
        "unsaved": say("app.not_saved"),
        "kept": say("app.not_saved_kept"),
        "refused": say("app.not_saved_refused"),
        "elsewhere": say("app.changed_elsewhere"),
    }
    return Keeper.create(*children, key=entry, entry=entry, ack=ack, words=rx.Var.create(words), on_save=on_save)


def is_writing(entry: rx.Var[str], can_write: rx.Var[bool]) -> rx.Var[bool]:
    """Whether to draw what is written into: also where no more may be written, while typed words wait in the page.

    Whoever is asked to agree anew, or whose last day of writing ends, keeps seeing them, and is told where they are.
    """
    data = VarData.merge(
        entry._get_all_var_data(),
        can_write._get_all_var_data(),
        VarData(imports={script("keeper.js"): ["isHolding"]}),
    )
    return rx.Var(f"({can_write!s} || isHolding({entry!s}))", _var_type=bool, _var_data=data).to(bool)


def acknowledged(
    ack: dict[str, Any], writer: str, field: str, seq: int, version: int, verdict: str = "saved"
) -> dict[str, Any]:
    """The next `ack`: cumulative over as many fields as can be in flight, so no answer is lost between two.

    `verdict`: "saved"; "elsewhere" (the base was older than what is stored: not written, kept in the page,
    written over at the next change); "refused" (not sent again as it is); "gone" (the field or row no longer exists).
    """
    fields = dict(ack["fields"]) if ack.get("writer") == writer else {}
    fields.pop(field, None)
    fields[field] = [seq, version, verdict]
    return {"writer": writer, "fields": dict(list(fields.items())[-MOST_IN_FLIGHT:])}
