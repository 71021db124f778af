"""When a sign-in session locks because its person did nothing, or left the page (SEC-12).

Of a client no time may be stored (SEC-31). On a shared computer theirs is kept in the memory of the processes that
serve, which tell each other; a process that knows nothing of such a session, because it was started since, locks it.
"""

from datetime import datetime, timedelta
from threading import Lock

from betterjournal import clock, live

STAFF_IDLE, SHARED_IDLE = timedelta(minutes=60), timedelta(minutes=15)
# What a client may choose: minutes after which a page that nobody looks at locks.
CHOICES = {"at_once": 0, "2": 2, "15": 15, "never": -1}
SAID_EVERY = timedelta(minutes=1)
TOPIC = "act:"
_acted: dict[str, datetime] = {}
_lock = Lock()


def limit(is_staff: bool, shared: bool) -> timedelta | None:
    """How long nothing may happen before it locks; None on a client's own device, where leaving the page locks it."""
    if shared:
        return SHARED_IDLE
    return STAFF_IDLE if is_staff else None


def hidden_seconds(is_staff: bool, chosen: str) -> int:
    """How long a client's page may be out of sight before it locks; -1 for as long as it likes."""
    minutes = -1 if is_staff else CHOICES.get(chosen, 0)
    return minutes * 60 if minutes > 0 else minutes


def acted(session_id: str, is_staff: bool, shared: bool) -> None:
    """Remember an act of a client on a shared computer, and tell the other processes now and then."""
    if is_staff or not shared:
        return
    last = _acted.get(session_id)
    if last is None or clock.now() - last >= SAID_EVERY:
        live.announce([f"{TOPIC}{session_id}"])


def too_long(session_id: str, is_staff: bool, shared: bool, acted_at: datetime) -> bool:
    """Whether nothing happened for longer than the limit; `acted_at` is what is stored, of a client only a day."""
    longest = limit(is_staff, shared)
    if longest is None:
        return False
    last = acted_at if is_staff else _acted.get(session_id)
    return last is None or clock.now() - last >= longest


def _heard(topics: live.Topics) -> None:
    now = clock.now()
    for topic in topics:
        if topic.startswith(TOPIC):
            with _lock:
                for old in [each for each, at in _acted.items() if now - at >= SHARED_IDLE]:
                    del _acted[old]
                _acted[topic.removeprefix(TOPIC)] = now


live.listen(_heard)
