"""A file with one event for a client's own calendar: one neutral line on a day at a time, and not a word more. Pure.

The time is that of the wall, without a zone: it rings at seven in the evening wherever they are and on whichever side
of a change of the clock, and tells nobody where they live.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import icalendar

from betterjournal.appointments import schedule

# What the client picks from, each a line of the catalogue; the first stands until they do.
LINES = ("note", "page", "list")
# RFC 5545 wants to know which program made it. This one does not say.
_MADE_BY = "-//Calendar//EN"
_LONG = timedelta(minutes=15)


def typed(on: str, at: str, today: date) -> datetime:
    """The wall time that was chosen, or `Invalid`."""
    day = schedule.day(on)
    schedule.within_reach(day, today)
    return datetime.combine(day, schedule.wall_time(at))


def own_event(line: str, at: datetime, today: date, *, rings: bool) -> bytes:
    """The file. Its id is as random as any and stands nowhere with us; it keeps the day it was made, not the hour."""
    event = icalendar.Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", at)
    event.add("duration", _LONG)
    event.add("summary", line)
    event.add("class", "PRIVATE")
    # Whoever looks whether they are free sees no hour taken.
    event.add("transp", "TRANSPARENT")
    if rings:
        event.add_component(_alarm(line))
    file = icalendar.Calendar()
    file.add("prodid", _MADE_BY)
    file.add("version", "2.0")
    file.add_component(event)
    return bytes(file.to_ical())


def _alarm(line: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", line)
    alarm.add("trigger", timedelta())
    return alarm
