"""What somebody asks to see of a line of time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """What of the line somebody asked to see; "" is all of it. Days are local dates, `appointment` an id."""

    words: str = ""
    kind: str = ""
    worksheet: str = ""
    from_on: str = ""
    to_on: str = ""
    appointment: str = ""
