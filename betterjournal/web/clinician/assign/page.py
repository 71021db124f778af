"""The composer: the form on one side, what the client will see on the other."""

import reflex as rx

from betterjournal.assignments.views import ComposerView
from betterjournal.web import routes
from betterjournal.web.browser.composer import Composer
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.assign.after import after_changing, after_sending
from betterjournal.web.clinician.assign.form import form
from betterjournal.web.clinician.assign.own import OwnState, manage_dialog
from betterjournal.web.clinician.assign.preview import preview
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.components import ghost, heading, status_line, text_link
from betterjournal.web.problems import Notice
from betterjournal.web.wording import say, short_date


def assign_page() -> rx.Component:
    return desk_page(
        shown(AssignState.view, "client_id", _composer, otherwise=ghost(6)), title_key="assign.tab", current="clients"
    )


def _composer(view: rx.Var[ComposerView]) -> rx.Component:
    back = f"{routes.CLIENTS}/{view.id}"
    is_sent = AssignState.sent & (AssignState.sent.client_id == view.id)
    is_changed = AssignState.changed & (AssignState.changed.client_id == view.id)
    title = rx.cond(
        view.edits_id != "",
        say("assign.heading_edit", name=view.first_name),
        say("assign.heading", name=view.first_name),
    ).to(str)
    after = rx.cond(is_sent, after_sending(view, back), rx.cond(is_changed, after_changing(view, back), _open(view)))
    return rx.el.div(
        rx.el.div(text_link(view.name, back), class_name="small"),
        heading(title),
        status_line(_told(view, is_sent, is_changed)),
        after,
        manage_dialog(),
        class_name="stack",
        on_unmount=[AssignState.leave, OwnState.leave],
    )


def _told(view: rx.Var[ComposerView], is_sent: rx.Var[bool], is_changed: rx.Var[bool]) -> rx.Var[str]:
    """One sentence about what was just done."""
    sent, undone = AssignState.sent, AssignState.undone
    later = rx.cond(
        sent.lands_on != "",
        say("assign.sent_for", name=sent.name, day=short_date(sent.lands_on)),
        rx.cond(sent.waiting, say("assign.sent_after", name=sent.name), say("assign.sent", name=sent.name)),
    )
    seen = say("client.withdrawn", name=undone.first_name)
    taken = rx.cond(undone.seen, seen, say("assign.undone_unseen", name=undone.first_name))
    is_undone = undone & (undone.client_id == view.id)
    changed = rx.cond(is_changed, say("assign.changed", name=view.first_name), rx.cond(is_undone, taken, ""))
    return rx.cond(is_sent, later, changed).to(str)


def _open(view: rx.Var[ComposerView]) -> rx.Component:
    def composer(*, edits: bool) -> rx.Component:
        return Composer.create(
            form(view, edits=edits),
            preview(view),
            key=view.id + view.continues_id + view.decision + view.again_id + view.edits_id + view.same_id,
            filled=view.continues_id + view.again_id + view.edits_id + view.same_id != "",
            wrong=Notice.field,
            on_pause=AssignState.look,
            class_name="grid gap-8 lg:grid-cols-[3fr_2fr] items-start",
        )

    return rx.cond(view.edits_id != "", composer(edits=True), composer(edits=False))
