"""The product with a gate through which one tab may send as fast as it can, for tests of what lies behind it.

tests/web/test_limits.py is about the gate itself.
"""

from functools import partial

from betterjournal.__main__ import cli
from betterjournal.web.serving import gate
from betterjournal.web.serving.limits import Limits

FAST = 10_000
gate.Limits = partial(  # type: ignore[misc, assignment]
    Limits, frames_a_second=FAST, frames_at_once=FAST, session_frames_a_second=FAST, session_frames_at_once=FAST
)

if __name__ == "__main__":
    cli()
