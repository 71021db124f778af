"""Keeps calendars followed while the product is served; any number of workers may do it at once."""

import asyncio

from betterjournal.calendars import refreshing
from betterjournal.web.pools import in_far

# How often is looked whether one is due.
SECONDS = 60.0


async def follow_calendars() -> None:
    """One after the other, so that somebody who looks into theirs finds a place in the pool."""
    while True:
        while await in_far(_one):
            pass
        await asyncio.sleep(SECONDS)


def _one() -> bool:
    """A database that cannot be asked now is asked at the next turn."""
    try:
        return refreshing.refresh_one()
    except Exception:
        refreshing.log.exception("calendars: the turn was missed")
        return False
