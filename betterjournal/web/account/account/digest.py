"""Whether a clinician wants the morning mail, with its one sentence to read before they choose."""

import reflex as rx

from betterjournal.accounts import digest
from betterjournal.accounts.views import AccountView
from betterjournal.web.account.account.state import AccountState
from betterjournal.web.components import checkbox, section, status_line, wording
from betterjournal.web.session import ask, placed
from betterjournal.web.wording import say


class DigestState(rx.State):
    """`begun`: it was just asked for, so the first is yet to come."""

    begun: bool = False

    @placed("clinician")
    async def choose(self, wanted: bool) -> None:
        await ask(self, digest.choose, wanted=wanted)
        self.begun = wanted
        account = await self.get_state(AccountState)
        await account._read()

    @placed("staff")
    async def leave(self) -> None:
        self.begun = False


def digest_section(view: rx.Var[AccountView]) -> rx.Component:
    tick = checkbox(
        "digest",
        say("account.digest.wanted"),
        default_checked=view.digest,
        on_change=DigestState.choose,
    )
    return section(
        say("account.digest.title"),
        wording(say("account.digest.about")),
        wording(say("account.digest.words", words=say("mail.digest")), quiet=True),
        rx.cond(view.mails, tick, wording(say("account.digest.no_mail"))),
        status_line(rx.cond(DigestState.begun, say("account.digest.from"), "")),
        on_unmount=DigestState.leave,
    )
