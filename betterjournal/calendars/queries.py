"""What a clinician sees of their calendar."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.appointments.models import Appointment
from betterjournal.calendars import address as addresses
from betterjournal.calendars import matching
from betterjournal.calendars.models import CalendarMatch, Feed, FeedEvent
from betterjournal.calendars.views import CalendarView, CodeLine
from betterjournal.errors import NotFound

# More clients than anybody has in their care.
MOST = 200
# Of each client's times the next few are shown.
NEXT = 3


def calendar(actor: Actor) -> CalendarView:
    """The actor's calendar page; before a calendar is connected there are no lines on it."""
    access.clinician(actor)
    with database.reading() as session:
        try:
            feed = access.own_feed(session, actor)
        except NotFound:
            return CalendarView(actor.person_id, "", False, "", "", [])
        return CalendarView(
            id=actor.person_id,
            host=addresses.host(vault.get(feed, "address")),
            begun=feed.begun_at is not None,
            good_at=_wall(feed.last_good_at, actor) if feed.last_good_at else "",
            problem=feed.last_problem,
            lines=_lines(session, actor, feed),
        )


def _lines(session: Session, actor: Actor, feed: Feed) -> list[CodeLine]:
    matches = session.exec(select(CalendarMatch).where(CalendarMatch.feed_id == feed.id)).all()
    codes = {row.client_id: vault.get(row, "code") for row in matches}
    times = _times(session, feed)
    lines = [
        CodeLine(row.id, name, codes.get(row.id, ""), matching.suggested(name), next_few(times[row.id], actor))
        for row in clients(session, actor)
        for name in [vault.get(row, "name")]
    ]
    return sorted(lines, key=lambda line: line.name.casefold())


def _times(session: Session, feed: Feed) -> dict[str, list[datetime]]:
    """When the calendar says that clients come, by client."""
    coming = (
        select(Appointment.client_id, Appointment.starts_at)
        .join(FeedEvent, col(FeedEvent.appointment_id) == Appointment.id)
        .where(FeedEvent.feed_id == feed.id, Appointment.starts_at > clock.now(), Appointment.outcome == "")
    )
    found: dict[str, list[datetime]] = defaultdict(list)
    for client_id, starts_at in session.exec(coming):
        found[client_id].append(starts_at)
    return found


def clients(session: Session, actor: Actor) -> list[Client]:
    """Those in the actor's care, the newest first."""
    mine = access.cared_for_by(actor, clock.now())
    return list(session.exec(select(Client).where(mine).order_by(col(Client.created_at).desc()).limit(MOST)))


def next_few(times: list[datetime], actor: Actor) -> list[str]:
    """The first of these times, on the practice's wall."""
    return [_wall(each, actor) for each in sorted(times)[:NEXT]]


def _wall(moment: datetime, actor: Actor) -> str:
    return clock.local(moment, actor.time_zone).strftime("%Y-%m-%dT%H:%M")
