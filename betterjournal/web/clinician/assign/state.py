"""What the composer knows; the words stay in the form until they are sent."""

import reflex as rx
from reflex.event import EventSpec

from betterjournal.assignments import actions, composer, composing, editing, passing_on, specific
from betterjournal.assignments.specific import OpenPoint
from betterjournal.assignments.views import ComposerView, ElseView, SentView, UndoneView
from betterjournal.web import routes
from betterjournal.web.session import ask, param, placed

ADDRESS = ("client_id", "edit", "again", "from", "decision", "same")


class AssignState(rx.State):
    """What the address asks for is opened, so a page that comes back opens the same: ?from, ?again, ?edit or ?same.

    What was just done is said until another address is opened.
    """

    view: ComposerView | None = None
    sent: SentView | None = None
    changed: SentView | None = None
    undone: UndoneView | None = None
    others: list[ElseView] = []
    looked: bool = False
    points: list[OpenPoint] = []
    is_set: bool = False
    _address: tuple[str, ...] = ()

    @placed("clinician")
    async def load(self) -> None:
        address = tuple(param(self, name) for name in ADDRESS)
        if address != self._address:
            self._forget(address)
        client_id, edits_id, again_id, continues_id, decision, same_id = address
        if edits_id or again_id or same_id:
            opened = composer.edited if edits_id else composer.again if again_id else passing_on.same
            self.view = await ask(self, opened, client_id, edits_id or again_id or same_id)
        else:
            self.view = await ask(self, composer.composer, client_id, continues_id, decision)

    @placed("clinician", save=True)
    async def look(self, typed: dict[str, str]) -> None:
        """Say what is still open once the typing pauses; only that is kept here, not the words."""
        content, counted = composing.as_typed(typed)
        self.points, self.is_set = specific.left_open(content, counted=counted), bool(content.what.strip())

    @placed("clinician")
    async def send(self, form_data: dict[str, str]) -> None:
        client_id, continues_id = form_data.get("client_id", ""), form_data.get("continues_id", "")
        self.sent = await ask(self, actions.send, client_id, composing.typed(form_data, continues_id))
        self.undone = None

    @placed("clinician")
    async def find_others(self, client_id: str) -> None:
        """To whom the same could be sent, once it is asked."""
        self.others = await ask(self, passing_on.others, client_id)
        self.looked = True

    @placed("clinician")
    async def save_changes(self, form_data: dict[str, str]) -> None:
        given = composing.typed(form_data)
        self.changed = await ask(self, editing.edit, form_data.get("edits_id", ""), given)

    @placed("clinician")
    async def undo(self, assignment_id: str) -> EventSpec:
        """What was sent stands in the composer again."""
        undone = await ask(self, actions.undo, assignment_id)
        self.view = await ask(self, composer.again, undone.client_id, assignment_id)
        self._forget((undone.client_id, "", assignment_id, "", "", ""))
        self.undone = undone
        return rx.redirect(f"{routes.assign(undone.client_id)}?again={assignment_id}", replace=True)

    @placed("clinician")
    async def start_again(self, client_id: str) -> EventSpec:
        self.view = await ask(self, composer.composer, client_id)
        self._forget((client_id, "", "", "", "", ""))
        return rx.redirect(routes.assign(client_id), replace=True)

    @placed("clinician")
    async def leave(self) -> None:
        """The page is ready for the next piece of work."""
        self._forget(())

    def _forget(self, address: tuple[str, ...]) -> None:
        """What was done at another address is not said at this one."""
        self._address, self.sent, self.changed, self.undone = address, None, None, None
        self.others, self.looked = [], False
