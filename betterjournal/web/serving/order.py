"""A page has arrived before anything pressed on it is answered.

Reflex appends what an event brings about to its tab's queue. What a page asks for as it opens comes as such, so a press
made in the first moments, or while the network was away, ran before it, and its answer was then taken for one of an
earlier visit and cleared away.
"""

from itertools import count
from typing import Any

from reflex_base.event.processor import EventProcessor


def keep_order(processor: EventProcessor) -> None:
    """What an event brings about stands before whatever was sent or pushed after it."""
    queues: Any = processor._token_queues
    append = processor._enqueue_for_token

    def stand_in_line(*, entry: Any, registered_handler: Any) -> None:
        append(entry=entry, registered_handler=registered_handler)
        line = queues.get(entry.ctx.token)
        if entry.ctx.parent_txid is None or not line:
            return
        # The first is running; those it or another brought about go on in the order they came.
        place = next(at for at in count(1) if at >= len(line) or line[at][0].ctx.parent_txid is None)
        if place < len(line):
            line.insert(place, line.pop())

    processor._enqueue_for_token = stand_in_line  # type: ignore[method-assign]
