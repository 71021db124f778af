"""Reads a clinician's calendar now: fetched, matched with the codes, and everything else let go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.calendars import fetching, matching, parsing
from betterjournal.calendars.expanding import Found, Span
from betterjournal.calendars.models import CalendarMatch, Feed, FeedEvent
from betterjournal.calendars.problems import Trouble
from betterjournal.calendars.syncing import Wanted

# How far ahead appointments follow the calendar: as far as a repeat is written by hand, and a week.
AHEAD = timedelta(weeks=13)


@dataclass(frozen=True)
class Asked:
    """What has to be known to read it, so that no database waits while a server far away is asked."""

    feed_id: str
    address: str
    clients: dict[str, str]
    had_some: bool
    span: Span


@dataclass(frozen=True)
class Read:
    """What was found, by client; `until` is how far was looked."""

    feed_id: str
    wanted: tuple[Wanted, ...]
    clients: frozenset[str]
    others: int
    doubles: int
    now: datetime
    until: datetime


def asked(actor: Actor) -> Asked:
    """Of the codes only those of clients who are in the actor's care today."""
    now = clock.now()
    with database.reading() as session:
        feed = access.own_feed(session, actor)
        return Asked(
            feed_id=feed.id,
            address=vault.get(feed, "address"),
            clients={matching.key(vault.get(row, "code")): row.client_id for row in _cared_for(session, actor, feed)},
            had_some=session.exec(select(FeedEvent.id).where(FeedEvent.feed_id == feed.id)).first() is not None,
            span=Span(now, now + AHEAD, actor.time_zone),
        )


def read(what: Asked) -> Read:
    """Takes seconds, and raises `Trouble`. Of what fits no code nothing comes back but how much there was."""
    found = parsing.parse(fetching.fetch(what.address), sorted(what.clients), what.span)
    if what.had_some and not found.events:
        # A calendar that is emptied is rarer than a server that lost its way: nothing is cancelled for that.
        raise Trouble("empty")
    return Read(
        feed_id=what.feed_id,
        wanted=tuple(_wanted(what, found)),
        clients=frozenset(what.clients.values()),
        others=found.others,
        doubles=found.doubles,
        now=what.span.starts_at,
        until=what.span.ends_at,
    )


def _cared_for(session: Session, actor: Actor, feed: Feed) -> Iterable[CalendarMatch]:
    mine = select(Client.id).where(access.cared_for_by(actor, clock.now()))
    return session.exec(
        select(CalendarMatch).where(CalendarMatch.feed_id == feed.id, col(CalendarMatch.client_id).in_(mine))
    ).all()


def _wanted(what: Asked, found: Found) -> Iterable[Wanted]:
    """An entry's own name may hold an address or a name: a keyed hash of it is all that is kept."""
    for each in found.occurrences:
        entry = vault.blind(f"calendar/{what.feed_id}/{each.uid}/{each.recurrence}")
        yield Wanted(entry, what.clients[each.key], each.starts_at, each.ends_at)
