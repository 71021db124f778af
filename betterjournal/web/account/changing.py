"""Which change of one's own ways in was proved and is open to fill in, and which was just saved."""

from typing import Literal

import reflex as rx

from betterjournal.accounts import ways
from betterjournal.accounts.views import AuthenticatorView
from betterjournal.web import letters
from betterjournal.web.session import ask, ask_hash, placed

Way = Literal["email", "password", "way_back", "authenticator"]


class ChangingState(rx.State):
    open: str = ""
    saved: str = ""
    authenticator: AuthenticatorView | None = None

    @placed("signed_in")
    async def load(self) -> None:
        self._close()

    @placed("signed_in")
    async def begin(self, way: Way) -> None:
        """Right after the proof; what is saved then asks for it again."""
        self._close()
        if way == "authenticator":
            self.authenticator = await ask(self, ways.offer_authenticator)
        self.open = way

    @placed("signed_in")
    async def stop(self) -> None:
        self._close()

    @placed("signed_in")
    async def save_email(self, form: dict[str, str]) -> None:
        await ask(self, ways.change_email, form.get("email", ""), letters.way_in_changed)
        self._close("email")

    @placed("signed_in")
    async def save_password(self, form: dict[str, str]) -> None:
        others = bool(form.get("end_others"))
        given = (form.get("password", ""), letters.way_in_changed)
        await ask_hash(self, ways.change_password, *given, end_others=others)
        self._close("password")

    @placed("client")
    async def save_way_back(self, form: dict[str, str]) -> None:
        await ask(self, ways.choose_way_back, form.get("way_back", ""))
        self._close("way_back")

    @placed("staff")
    async def save_authenticator(self, form: dict[str, str]) -> None:
        await ask(self, ways.set_authenticator, form.get("code", ""))
        self._close("authenticator")

    @placed("staff")
    async def remove_authenticator(self) -> None:
        await ask(self, ways.remove_authenticator)
        self._close("authenticator")

    def _close(self, saved: str = "") -> None:
        self.open, self.saved, self.authenticator = "", saved, None
