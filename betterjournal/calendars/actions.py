"""What a clinician does with their calendar: connect it, say which code means whom, and leave it again."""

from datetime import timedelta

from sqlmodel import Session, col, delete, select

from betterjournal import access, clock, recurring, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.audit import Act
from betterjournal.calendars import address as addresses
from betterjournal.calendars import matching
from betterjournal.calendars.models import CalendarMatch, Feed, FeedEvent
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound

JOB = "calendar"
EVERY = timedelta(minutes=15)


def connect(actor: Actor, address: str) -> None:
    """Keep the secret address of a calendar; nothing is fetched yet. Another address takes the place of the first.

    It may be another calendar: what came from the first stays, and nothing is set before they have looked again.
    """
    access.clinician(actor)
    checked = addresses.checked(address)
    with changing(actor) as change:
        row = _own(change.session, actor)
        row.begun_at, row.last_problem, row.last_good_at, row.last_tried_at = None, "", None, None
        vault.put(row, "address", checked, vault.PRACTICE, "practice")
        change.session.add(row)
        change.session.flush()
        _let_go(change.session, row)
        change.record(Act.CALENDAR_CONNECTED, object_id=row.id)
        _tell(change)


def disconnect(actor: Actor) -> None:
    """Forget the address, the codes, and where appointments came from. The appointments stay."""
    with changing(actor) as change:
        row = access.own_feed(change.session, actor)
        _let_go(change.session, row)
        change.session.execute(delete(CalendarMatch).where(col(CalendarMatch.feed_id) == row.id))
        change.session.delete(row)
        change.record(Act.CALENDAR_DISCONNECTED, object_id=row.id)
        _tell(change)


def choose_code(actor: Actor, client_id: str, code: str) -> None:
    """Say which initials or code in a title mean this client. What an earlier code brought stays as it is."""
    with changing(actor) as change:
        access.client_in_care(change.session, actor, client_id)
        feed = access.own_feed(change.session, actor)
        chosen = matching.chosen(code)
        row = _free(change.session, actor, feed, client_id, chosen) or CalendarMatch(
            feed_id=feed.id, client_id=client_id
        )
        vault.put(row, "code", chosen, vault.PRACTICE, "practice")
        change.session.add(row)
        _let_go(change.session, feed, client_id)
        change.record(Act.CALENDAR_CODE, object_id=feed.id, client_id=client_id, kind="chosen")
        _tell(change)


def drop_code(actor: Actor, client_id: str) -> None:
    """No title means this client any more; the appointments that came stay."""
    with changing(actor) as change:
        access.client_in_care(change.session, actor, client_id)
        feed = access.own_feed(change.session, actor)
        row = access.found(_matches(change.session, feed).get(client_id))
        change.session.delete(row)
        _let_go(change.session, feed, client_id)
        change.record(Act.CALENDAR_CODE, object_id=feed.id, client_id=client_id, kind="dropped")
        _tell(change)


def begin(actor: Actor) -> None:
    """From now on appointments follow the calendar. Whoever presses refreshes it now; the clock does so later."""
    with changing(actor) as change:
        feed = access.own_feed(change.session, actor)
        feed.begun_at = feed.begun_at or clock.now()
        change.session.add(feed)
        recurring.begin(change.session, JOB, feed.id, clock.now() + EVERY)
        change.record(Act.CALENDAR_BEGUN, object_id=feed.id)
        _tell(change)


def _own(session: Session, actor: Actor) -> Feed:
    try:
        feed = access.own_feed(session, actor)
    except NotFound:
        return Feed(person_id=actor.person_id, connected_at=clock.now())
    recurring.end(session, JOB, feed.id)
    return feed


def _let_go(session: Session, feed: Feed, client_id: str = "") -> None:
    """Forget which appointments came from here; of one client, or of all and then nothing is due any more."""
    came = delete(FeedEvent).where(col(FeedEvent.feed_id) == feed.id)
    session.execute(came.where(col(FeedEvent.client_id) == client_id) if client_id else came)
    if not client_id:
        recurring.end(session, JOB, feed.id)


def _matches(session: Session, feed: Feed) -> dict[str, CalendarMatch]:
    rows = session.exec(select(CalendarMatch).where(CalendarMatch.feed_id == feed.id)).all()
    return {row.client_id: row for row in rows}


def _free(session: Session, actor: Actor, feed: Feed, client_id: str, code: str) -> CalendarMatch | None:
    """The row there is already. Two clients of one code would both be meant by every title with it.

    Whom the actor no longer has, or has finished with, does not stand in the way: their code is forgotten.
    """
    known = _matches(session, feed)
    mine = known.pop(client_id, None)
    still = select(Client.id).where(access.cared_for_by(actor, clock.now()), col(Client.discharged_at).is_(None))
    cared_for = set(session.exec(still))
    for other, row in known.items():
        if matching.key(vault.get(row, "code")) != matching.key(code):
            continue
        if other in cared_for:
            raise Invalid(matching.FIELD, "problem.calendar_code_taken")
        session.delete(row)
        _let_go(session, feed, other)
    return mine


def _tell(change: Change) -> None:
    change.announce(f"calendar:{change.actor.by.person_id}")
