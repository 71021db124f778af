"""The frame of every clinician's page: who they are decides which places it offers."""

import reflex as rx

from betterjournal.accounts import actions, queries
from betterjournal.web.components import staff_page
from betterjournal.web.components.frames import StaffPlace
from betterjournal.web.live import watch
from betterjournal.web.problems import notice_region, or_not_found
from betterjournal.web.session import ask, placed


class Desk(rx.State):
    """Whose desk it is."""

    is_owner: bool = False
    is_clinician: bool = True
    language: str = ""

    @placed("staff")
    async def load(self) -> None:
        me = await ask(self, queries.whoami)
        self.is_owner, self.is_clinician, self.language = me.is_owner, me.is_clinician, me.language
        watch(self, f"person:{me.id}")

    @placed("staff")
    async def choose_language(self, language: str) -> None:
        await ask(self, actions.choose_language, language)
        self.language = language


def desk_page(*children: rx.Component, title_key: str, current: StaffPlace) -> rx.Component:
    """One staff page with its message region; a thing that is not there is the not-found card."""
    return staff_page(
        notice_region(),
        or_not_found(rx.el.div(*children, class_name="stack")),
        title_key=title_key,
        current=current,
        is_owner=Desk.is_owner,
        is_clinician=Desk.is_clinician,
        language=Desk.language,
        on_language=Desk.choose_language,
    )
