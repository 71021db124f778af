"""Where what a client shared stands between them and their clinician: in exactly one place at any moment. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# What was shared after the latest appointment is ahead; what was shared before one that is over is one of the others.
Place = Literal["ahead", "looked_at", "carried", "let_go"]


@dataclass(frozen=True)
class Facts:
    """What is known of one thing that was shared.

    `decision` is what was decided about its work, or how a page or a check-in was settled; "" while that is open.
    `held_at` and `missed_at` are the starts of the latest appointments that are over: of those that were held, and of
    those that were not.
    """

    shared_at: datetime
    decision: str = ""
    withdrawn: bool = False
    held_at: datetime | None = None
    missed_at: datetime | None = None


def place(of: Facts) -> Place:
    """Somebody says what becomes of it, or takes its work back.

    All else goes along to the next appointment by itself, also after one that was not held: that a page was read does
    not say that two people looked at it.
    """
    if of.decision:
        return "let_go" if of.decision == "let_go" else "looked_at"
    if of.withdrawn:
        return "let_go"
    over = _before(of.shared_at, of.held_at) or _before(of.shared_at, of.missed_at)
    return "carried" if over else "ahead"


def _before(shared_at: datetime, starts_at: datetime | None) -> bool:
    return starts_at is not None and shared_at < starts_at
