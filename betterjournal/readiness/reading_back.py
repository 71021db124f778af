"""Reads the recovery sheet back: three words at places that change every day and that nobody can choose."""

from datetime import date, timedelta

from betterjournal import keyring, recovery_sheet, vault
from betterjournal.access import Actor
from betterjournal.recovery_sheet import ASKED as ASKED


def asked(actor: Actor, on: date) -> list[int]:
    """The places of the words that this person is asked for on that day, from 1."""
    drawn = bytes.fromhex(vault.blind(f"sheet/{actor.person_id}/{on.isoformat()}"))
    places = sorted(range(recovery_sheet.WORDS), key=lambda place: (drawn[place], place))
    return sorted(place + 1 for place in places[:ASKED])


def fits(actor: Actor, typed: list[str], today: date) -> bool:
    """Whether these are the words asked for today, or yesterday by somebody who began before midnight.

    Which one is wrong is not told.
    """
    words = recovery_sheet.words_of(keyring.master())
    given = [recovery_sheet.whole(word) for word in typed]
    days = (today, today - timedelta(days=1))
    return any(given == [words[place - 1] for place in asked(actor, on)] for on in days)
