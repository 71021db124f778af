"""Which pages hear of something shared: the client's own, and inside the window whoever reads it."""

from betterjournal import access, clock
from betterjournal.changes import Change
from betterjournal.entries.models import Shared


def tell(change: Change, row: Shared) -> None:
    """The client's own pages always; staff only inside the window, else the announcement itself would tell.

    It is this moment that counts: what was shared for an appointment long over may be taken back at night.
    """
    change.announce(f"client:{row.client_id}")
    if access.reaches_staff(change.session, row, clock.now()):
        change.announce(f"staff:{row.client_id}")
