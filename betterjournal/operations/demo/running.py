"""Keeps the sample practice in a throwaway data folder, on loopback, with nothing that could leave the machine."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from types import FrameType

from betterjournal import clock, settings
from betterjournal.access import Actor
from betterjournal.operations import starting
from betterjournal.operations.demo import practice, seeding
from betterjournal.settings import PREFIX, PRINT, Settings

# Of the operator's own settings only these reach the demo: never a real database, key, mail server or address.
KEPT = ("PORT", "LOG_FORMAT")
# While it is being made these end it as Ctrl+C does, with the folder removed; the server has handlers of its own.
ENDINGS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def throwaway() -> Iterator[Settings]:
    """The settings of the demo, for this process and the workers it starts; the folder goes at the end."""
    for ending in ENDINGS:
        signal.signal(ending, _leave)
    with TemporaryDirectory(prefix="betterjournal-demo-", ignore_cleanup_errors=True) as folder:
        _only(folder)
        try:
            yield settings.load()
        finally:
            starting.let_go()


def fill(wishes: Settings) -> None:
    """The house with its twelve weeks in it; nothing of it stays open in this process."""
    starting.prepare(wishes)
    seeding.seed(clock.today(practice.ZONE))
    starting.let_go()


def sign_ins(wishes: Settings) -> str:
    """What a visitor needs to come in as anybody."""
    everybody = {key: (actor.name, _works_as(actor)) for key, actor in practice.STAFF.items()}
    for key, told in seeding.story().items():
        everybody[key] = told["name"], f"client of {practice.STAFF[told['clinician']].name}"
    lines = [
        f"The sample practice, Rundle Psychology: {wishes.public_url}",
        *(f"  {practice.email(key):<16}{name:<14}{role}" for key, (name, role) in everybody.items()),
        f"The password of them all: {practice.PASSPHRASE}",
        f"Staff also need a code, from an authenticator app with this key: {practice.TOTP_SECRET}",
        "Nothing leaves this machine: mails are printed here. All of it is gone when you stop it (Ctrl+C).",
    ]
    return "\n".join(lines)


def _works_as(actor: Actor) -> str:
    return f"{actor.role} of Alma Reyes for Ben Okafor" if actor.is_supervisor else actor.role


def _only(folder: str) -> None:
    for name in list(os.environ):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in KEPT:
            del os.environ[name]
    os.environ[f"{PREFIX}DATA_DIR"] = folder
    os.environ[f"{PREFIX}HOST"] = "127.0.0.1"
    os.environ[f"{PREFIX}SMTP_URL"] = f"{PRINT}:"
    settings.load.cache_clear()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
