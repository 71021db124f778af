"""Sends what programmes send by themselves, and tells open pages that work has landed: its morning came, or the
appointment it waited for is over."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlmodel import col, select

from betterjournal import access, clock, database, live
from betterjournal.accounts import digest
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.entries import undoing
from betterjournal.programmes import releasing

log = logging.getLogger(__name__)


def release() -> None:
    """Send the steps that are due; a turn that was missed is made up for by the next, by any worker."""
    try:
        releasing.release_due()
    except Exception:
        log.exception("landing: no step was looked for")


def announce(since: datetime) -> datetime:
    """Announce to each client, and to those who care for them, whose work landed after `since`; returns until when.

    The pages find out for themselves what is there; what nobody has open is there at the next load.
    """
    now = clock.now()
    try:
        live.announce({f"{whose}:{client_id}" for client_id in _landed(since, now) for whose in ("client", "staff")})
    except Exception:
        # Nothing is lost: the next turn begins where this one did.
        log.exception("landing: open pages were not told")
        return since
    return now


def send_digest(write: Callable[[str, str], digest.Letter]) -> None:
    """The morning mail, to who wants one and has not had it; the next turn sends what this one did not."""
    try:
        digest.send_due(write)
    except Exception:
        log.exception("landing: the morning mail was not looked for")


def let_go(seen: dict[str, datetime]) -> dict[str, datetime]:
    """What clients deleted goes for good once the moment for Undo is over."""
    try:
        return undoing.let_go(seen)
    except Exception:
        log.exception("landing: what was deleted is still there")
        return seen


def _landed(since: datetime, now: datetime) -> list[str]:
    on_its_day = (col(Assignment.visible_at) > since) & (col(Assignment.visible_at) <= now)
    over = select(Appointment.id).where(
        Appointment.client_id == Assignment.client_id, Appointment.ends_at > since, access.ended_and_held(now)
    )
    # An appointment also brings a new occurrence, and a count that begins anew.
    follows = col(Assignment.visible_at).is_(None) | col(Assignment.repeat).in_(["each_appointment", "times"])
    after_one = follows & over.correlate(Assignment).exists()
    standing = col(Assignment.withdrawn_at).is_(None) & col(Assignment.decided_at).is_(None)
    with database.reading() as session:
        return list(session.exec(select(Assignment.client_id).where(standing, on_its_day | after_one).distinct()))
