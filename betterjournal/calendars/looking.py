"""A look into the calendar: whom it means today, before anything is set from it."""

from collections import defaultdict
from datetime import datetime

from betterjournal import database, vault
from betterjournal.access import Actor
from betterjournal.calendars import refreshing
from betterjournal.calendars.problems import Trouble
from betterjournal.calendars.queries import clients, next_few
from betterjournal.calendars.reading import Read
from betterjournal.calendars.views import LookView, Match


def look(actor: Actor) -> LookView | None:
    """Read the calendar now and change nothing: whom it means, and how much was let go. None when it cannot be read.

    Asks a server far away, so it takes up to some seconds.
    """
    try:
        found = refreshing.now(actor)
    except Trouble:
        return None
    with database.reading() as session:
        names = {client.id: vault.get(client, "name") for client in clients(session, actor)}
    return LookView(_matched(found, names, actor), found.others, found.doubles)


def _matched(found: Read, names: dict[str, str], actor: Actor) -> list[Match]:
    times: dict[str, list[datetime]] = defaultdict(list)
    for each in found.wanted:
        times[each.client_id].append(each.starts_at)
    lines = [
        Match(client_id, names[client_id], len(times[client_id]), next_few(times[client_id], actor))
        for client_id in found.clients
        if client_id in names
    ]
    return sorted(lines, key=lambda line: line.name.casefold())
