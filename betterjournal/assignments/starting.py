"""What a new assignment starts from: the last decision, and this client's last plan before the worksheet's. Pure."""

from dataclasses import replace

from betterjournal.assignments.views import Content
from betterjournal.worksheets.views import PlanDefaults


def decided(content: Content, decision: str) -> Content:
    """Smaller really is smaller: the smallest version, fewer times, half the minutes. The note is always a new one."""
    fresh = replace(content, note="", note_language="")
    if decision == "smaller":
        return replace(
            fresh,
            what=content.smallest or content.what,
            smallest="",
            how_many=max(1, content.how_many - 1),
            minutes=max(1, content.minutes // 2) if content.minutes else 0,
        )
    if decision == "bigger":
        return replace(fresh, how_many=content.how_many + 1)
    return fresh


def as_last_time(suggested: PlanDefaults, last: Content | None) -> PlanDefaults:
    """The worksheet's suggestion with where, how often and how long as this client last had it."""
    if last is None:
        return suggested
    where, minutes = last.where or suggested.where, last.minutes or suggested.minutes
    return replace(
        suggested,
        where=where,
        how_many=last.how_many,
        minutes=minutes,
        repeat=last.repeat or suggested.repeat,
        weekdays=last.weekdays,
    )
