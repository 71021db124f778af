"""Why a calendar could not be read: a closed list, each a kind sentence of the calendar page."""

TROUBLES = (
    "unknown",  # the name stands for nothing
    "inward",  # it leads into a network of one's own
    "elsewhere",  # it leads to another host
    "untrusted",  # the certificate cannot be checked
    "slow",  # no whole answer in time
    "unanswered",  # no answer, or one that breaks off
    "gone",  # the address opens nothing any more
    "large",  # more than is read
    "unreadable",  # no calendar
    "empty",  # nothing in it, where there was something
    "many",  # more entries than are read
    "repeats",  # an entry that repeats without measure
)


class Trouble(Exception):
    """A calendar could not be read; `code` is one of `TROUBLES`. It holds nothing of the calendar's."""

    def __init__(self, code: str) -> None:
        if code not in TROUBLES:
            raise ValueError("no such trouble")
        super().__init__(code)
        self.code = code
