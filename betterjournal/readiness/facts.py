"""Reads how each step stands: what the owner said of it, and what the software sees for itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from betterjournal import access, clock, keyring, recovery_sheet, settings
from betterjournal.accounts.models import Client, Passkey, Person
from betterjournal.errors import Refused
from betterjournal.readiness.help_lines import help_lines
from betterjournal.readiness.models import HelpLineCheck, ReadyFact
from betterjournal.readiness.steps import STEPS, is_open, standing, to_call
from betterjournal.settings import LOCAL_HOSTS


@dataclass(frozen=True)
class Standing:
    """Each step with the fact that closes it, if one does; and which help lines were called last, by whom."""

    facts: dict[str, ReadyFact | None]
    seen: dict[str, bool]
    called: dict[str, HelpLineCheck]
    due: list[str]

    @property
    def left(self) -> list[str]:
        """The steps that somebody still has to see to."""
        return [step for step in STEPS if is_open(step, self.facts[step], self.seen)]


def read(session: Session) -> Standing:
    """How the list stands at this moment."""
    called = _called(session)
    due = to_call([line.key for line in help_lines()], {key: row.at for key, row in called.items()}, clock.now())
    seen = _seen(session, due)
    rows: Sequence[ReadyFact] = session.exec(select(ReadyFact).where(col(ReadyFact.undone_at).is_(None))).all()
    sheet = recovery_sheet.label(keyring.master())
    return Standing({step: standing(step, rows, seen, sheet) for step in STEPS}, seen, called, due)


def is_binding(session: Session) -> bool:
    """Whether nobody has joined yet: a practice with clients is reminded, and never stopped in its work."""
    return session.exec(select(Client.id).where(col(Client.person_id).is_not(None))).first() is None


def require(session: Session) -> None:
    """Refuse to invite the first client before every step is done or waived."""
    if is_binding(session) and read(session).left:
        raise Refused("problem.not_ready")


def on_this_computer() -> bool:
    """Whether nobody but this very machine can reach the product."""
    return urlsplit(settings.load().public_url).hostname in LOCAL_HOSTS


def _called(session: Session) -> dict[str, HelpLineCheck]:
    rows = session.exec(select(HelpLineCheck).order_by(col(HelpLineCheck.at))).all()
    return {row.line: row for row in rows}


def _seen(session: Session, due: list[str]) -> dict[str, bool]:
    rules = access.practice(session)
    return {
        "https": settings.load().secure,
        "phone": bool(rules.phone),
        "time_zone": bool(rules.time_zone),
        "factor": not _owners_without_factor(session),
        "contact": bool(rules.privacy_name and rules.privacy_reach),
        "help_lines": not due,
    }


def _owners_without_factor(session: Session) -> Sequence[str]:
    keys = select(Passkey.id).where(Passkey.person_id == Person.id).exists()
    return session.exec(
        select(Person.id).where(
            col(Person.is_owner).is_(True),
            col(Person.disabled_at).is_(None),
            col(Person.totp_confirmed_at).is_(None),
            ~keys,
        )
    ).all()
