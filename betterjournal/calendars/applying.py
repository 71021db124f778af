"""Makes appointments stand as the calendar has them, each client's in one change."""

from functools import partial

from sqlmodel import Session, col, delete, select

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.appointments import placing
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.audit import Act
from betterjournal.calendars.models import CalendarMatch, Feed, FeedEvent
from betterjournal.calendars.reading import Read
from betterjournal.calendars.syncing import Cancel, Forget, Move, Set, Standing, Step, Stretch, Wanted, plan
from betterjournal.changes import Change, changing
from betterjournal.errors import NotFound, Refused

# In the record: it was the calendar's doing.
KIND = "calendar"


def apply(actor: Actor, read: Read) -> None:
    """Safe to repeat, and beside whoever sets appointments by hand: what stands already is not set again."""
    for client_id in sorted(read.clients):
        with database.reading() as session:
            idle = access.is_stopped(session, client_id) or not _due(session, read, client_id)
        if not idle:
            try:
                _of_one(actor, read, client_id)
            except (NotFound, Refused, _NothingLeft):
                # No longer in their care, finished with, or done meanwhile.
                continue


class _NothingLeft(Exception):
    """Somebody else did it in the same moment, or nobody wants it any more."""


def _of_one(actor: Actor, read: Read, client_id: str) -> None:
    with changing(actor) as change:
        access.client_in_care(change.session, actor, client_id)
        steps = _due(change.session, read, client_id) if _still_wanted(change.session, read, client_id) else []
        if not steps:
            raise _NothingLeft
        new: dict[str, Appointment] = {}
        for step in steps:
            _take(change, read.feed_id, actor, step, new)
        if new:
            change.session.flush()
            first = min(new.values(), key=lambda row: row.starts_at)
            change.record(Act.APPOINTMENT_SET, object_id=first.id, client_id=client_id, kind=KIND)
        change.announce(f"client:{client_id}", f"staff:{client_id}", f"calendar:{actor.person_id}")


def _still_wanted(session: Session, read: Read, client_id: str) -> bool:
    """Reading took a while, and they may have left the calendar or dropped the code. Others wait here meanwhile."""
    feed = session.get(Feed, read.feed_id, with_for_update=True, populate_existing=True)
    match = (CalendarMatch.feed_id == read.feed_id, CalendarMatch.client_id == client_id)
    coded = session.exec(select(CalendarMatch.id).where(*match)).first()
    return feed is not None and feed.begun_at is not None and coded is not None


def _due(session: Session, read: Read, client_id: str) -> list[Step]:
    """What has to be done; nothing when all there is to do is to forget, which can wait."""
    mine = [each for each in read.wanted if each.client_id == client_id]
    steps = plan(mine, _standing(session, read, client_id), read.now, read.until)
    return steps if any(not isinstance(step, Forget) for step in steps) else []


def _standing(session: Session, read: Read, client_id: str) -> list[Standing]:
    came = session.exec(
        select(FeedEvent).where(FeedEvent.feed_id == read.feed_id, FeedEvent.client_id == client_id)
    ).all()
    entries = {each.appointment_id: each.entry for each in came}
    ahead = (col(Appointment.starts_at) > read.now) | col(Appointment.id).in_(entries)
    rows = session.exec(select(Appointment).where(Appointment.client_id == client_id, ahead)).all()
    return [
        Standing(row.id, entries.get(row.id, ""), client_id, row.starts_at, row.ends_at, row.outcome == "")
        for row in rows
    ]


def _take(change: Change, feed_id: str, actor: Actor, step: Step, new: dict[str, Appointment]) -> None:
    session, forget = change.session, partial(_forget, change.session, feed_id)
    if isinstance(step, Set | Move):
        row = session.get(Appointment, step.adopts) if step.adopts else _made(actor, step.wanted)
        row = access.found(row)
        row.ends_at = step.wanted.ends_at
        session.add(row)
        if isinstance(step, Move):
            _moved(change, step.appointment_id, row)
        forget(step.wanted.client_id, step.wanted.entry)
        session.flush()
        _link(session, feed_id, step.wanted, row)
        new[row.id] = row
    elif isinstance(step, Stretch):
        row = access.found(session.get(Appointment, step.appointment_id))
        row.ends_at = step.wanted.ends_at
        session.add(row)
        new[row.id] = row
    else:
        forget(step.client_id, step.entry)
        if isinstance(step, Cancel):
            _cancelled(change, step.appointment_id)


def _made(actor: Actor, wanted: Wanted) -> Appointment:
    return Appointment(
        client_id=wanted.client_id,
        clinician_id=actor.person_id,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        created_at=clock.now(),
    )


def _moved(change: Change, appointment_id: str, new: Appointment) -> None:
    """As moving one by hand: what was due then is due at the new one."""
    old = access.found(change.session.get(Appointment, appointment_id))
    placing.call_off(old, clock.now(), "", "moved")
    old.moved_to_id, new.put_away = new.id, False
    change.session.add(old)
    change.record(Act.APPOINTMENT_OUTCOME, object_id=old.id, client_id=old.client_id, kind="moved")


def _cancelled(change: Change, appointment_id: str) -> None:
    row = access.found(change.session.get(Appointment, appointment_id))
    placing.call_off(row, clock.now(), "")
    change.session.add(row)
    coming = appointments.next_one(change.session, row.client_id, clock.now())
    if coming:
        # The client has news of it again.
        coming.put_away = False
        change.session.add(coming)
    change.record(Act.APPOINTMENT_OUTCOME, object_id=row.id, client_id=row.client_id, kind="cancelled")


def _link(session: Session, feed_id: str, wanted: Wanted, row: Appointment) -> None:
    session.add(FeedEvent(feed_id=feed_id, client_id=wanted.client_id, entry=wanted.entry, appointment_id=row.id))


def _forget(session: Session, feed_id: str, client_id: str, entry: str) -> None:
    mine = delete(FeedEvent).where(col(FeedEvent.feed_id) == feed_id, col(FeedEvent.client_id) == client_id)
    session.execute(mine.where(col(FeedEvent.entry) == entry))
