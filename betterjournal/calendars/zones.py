"""The name by which we know a time zone of a calendar. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

# When the clocks stood as they had for years: where two zones agree then, Windows has one name for both.
_WINTER, _SUMMER = datetime(2025, 1, 15, 12), datetime(2025, 7, 15, 12)


def known_as(name: str, practice: str) -> str:
    """The IANA name; the name itself when we know no other, and then the calendar's own rules count.

    Outlook names zones as Windows does, which has one name for several. If the practice's is among them it is meant:
    a clinician's ten o'clock is ten o'clock where they work.
    """
    plain = name.strip("/ ")
    olson = WINDOWS_TO_OLSON.get(plain)
    if olson is None:
        return name
    return practice if _offsets(olson) == _offsets(practice) else olson


def _offsets(zone: str) -> list[object]:
    return [each.replace(tzinfo=ZoneInfo(zone)).utcoffset() for each in (_WINTER, _SUMMER)]
