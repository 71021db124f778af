"""Tells the process log what the gate turns away: by kind, once a minute each, and never who it was.

An address would tell of a client that they were here, and a flood of lines would hide the rest.
"""

import logging
import time
from typing import Literal

Kind = Literal["a post of another site", "a socket of another site", "one socket too many", "a flood on a socket"]
ONE_LINE = 60.0
log = logging.getLogger(__name__)


class TurnedAway:
    """Counts between two lines."""

    def __init__(self) -> None:
        self._since: dict[Kind, int] = {}
        self._told: dict[Kind, float] = {}

    def tell(self, kind: Kind) -> None:
        """The first of a kind at once, then the sum of what came since, at most once a minute."""
        self._since[kind] = self._since.get(kind, 0) + 1
        now = time.monotonic()
        if now - self._told.get(kind, -ONE_LINE) < ONE_LINE:
            return
        log.warning("turned away: %s (%d)", kind, self._since.pop(kind))
        self._told[kind] = now
