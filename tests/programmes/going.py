"""A programme under way, and how it is looked at."""

from datetime import datetime, timedelta

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.assignments import queries as assignments
from betterjournal.database import new_id
from betterjournal.programmes import queries, releasing, starting
from betterjournal.programmes.views import StartedView
from tests import builders

STEPS = ("One", "Two", "Three")


def begin(clinician: Actor, client: Actor, release: str = "appointment", *, first_now: bool = True) -> str:
    """A programme of three steps started for this client; returns the clinician's programme."""
    kept = builders.programme(clinician, *STEPS)
    given = starting.Start(new_id(), kept, release, first_now=first_now)
    starting.start(clinician, client.client_id or "", given)
    return kept


def under_way(clinician: Actor, client: Actor) -> StartedView:
    [started] = queries.of_client(clinician, client.client_id or "").started
    return started


def states(clinician: Actor, client: Actor) -> list[str]:
    return [step.state for step in under_way(clinician, client).steps]


def has(client: Actor) -> list[str]:
    """What the client has on Today, in the order it came."""
    view = assignments.today(client)
    return [card.what for card in reversed([*view.first, *view.more])]


def met(clinician: Actor, client: Actor, days: int, *, outcome: str = "", looks: bool = True) -> tuple[str, datetime]:
    """An appointment so many days from now, and the moment right after it, when a worker looked."""
    starts_at = clock.now() + timedelta(days=days)
    identity, after = (
        builders.appointment(clinician, client, starts_at, outcome=outcome),
        starts_at + timedelta(hours=1),
    )
    if looks:
        with clock.stopped_at(after):
            releasing.release_due()
    return identity, after
