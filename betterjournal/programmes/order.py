"""The order of steps, and which of them an appointment sends. Pure."""

from collections.abc import Sequence
from typing import TypeVar

MOST = 30
T = TypeVar("T")


def moved(ids: Sequence[str], step_id: str, way: str) -> list[str]:
    """The same with that one a place "up" or "down"; the first stays first and the last stays last."""
    order = list(ids)
    here = order.index(step_id)
    there = max(0, here - 1) if way == "up" else min(len(order) - 1, here + 1)
    order[here], order[there] = order[there], order[here]
    return order


def due(met: Sequence[T], gone: int) -> list[T]:
    """Of the appointments held since it began, in their order, those that have a step to send still.

    Counted, not matched: one that turned out not to have been held leaves its step waiting for the next, which then
    has no second one to send.
    """
    return list(met[gone:])
