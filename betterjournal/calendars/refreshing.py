"""Keeps appointments following the calendars: one at a time, every quarter of an hour, seldom while one fails."""

import logging

from betterjournal import access, clock, database, live, recurring
from betterjournal.access import Actor
from betterjournal.calendars import actions, reading
from betterjournal.calendars.applying import apply
from betterjournal.calendars.models import Feed
from betterjournal.calendars.problems import Trouble
from betterjournal.calendars.reading import Read

log = logging.getLogger(__name__)


def refresh_one() -> bool:
    """Refresh one calendar that is due; False when none is."""
    feed_id = recurring.claim(actions.JOB)
    if feed_id is None:
        return False
    well = False
    try:
        with database.reading() as session:
            errand = access.errand_for(session, feed_id)
        well = errand is None or refresh(errand)
    except Exception:
        log.exception("a calendar could not be refreshed")
    finally:
        recurring.done(actions.JOB, feed_id, actions.EVERY, well=well)
    return True


def refresh(actor: Actor) -> bool:
    """Make the actor's appointments follow their calendar now; whether it could be read."""
    try:
        apply(actor, now(actor))
    except Trouble:
        return False
    return True


def now(actor: Actor) -> Read:
    """The calendar as it is now. That it was tried, and how it went, is kept whatever comes of it."""
    asked = reading.asked(actor)
    try:
        found = reading.read(asked)
    except Trouble as trouble:
        _note(actor, asked.feed_id, trouble.code)
        raise
    _note(actor, asked.feed_id, "")
    return found


def _note(actor: Actor, feed_id: str, problem: str) -> None:
    with database.writing() as session:
        feed = session.get(Feed, feed_id)
        if feed is None:
            return
        feed.last_tried_at = clock.now()
        feed.last_problem = problem
        feed.last_good_at = feed.last_good_at if problem else feed.last_tried_at
        session.add(feed)
    live.announce([f"calendar:{actor.person_id}"])
