"""What a screen may see of sealed records and of stopping: never a word of the record itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StopView:
    """Whether everything is stopped for a client. `kind` is "" while it is not; `on` is the day."""

    id: str
    first_name: str
    kind: str
    by: str
    on: str
    may_stop: bool
    may_start: bool
