"""Five plain lines for the chart, in the clinician's language: days and never hours, nothing added up or judged."""

from functools import partial

from betterjournal.review.views import ChartView
from betterjournal.web.record.drawing import day
from betterjournal.web.wording import text

_CAME = {
    "whole": "chart.came_whole",
    "part": "chart.came_part",
    "another_way": "chart.came_another_way",
    "not_this_time": "chart.came_not_this_time",
}


def chart_text(view: ChartView) -> str:
    """One line for each thing that was chosen and is there; the day always."""
    say, chosen = partial(text, view.language), set(view.lines)
    parts = (
        [say("chart.on", day=day(view.language, view.on))],
        [_set(view)] if "set" in chosen else [],
        [*([_came(view)] if "came" in chosen else []), *(_reasons(view) if "reasons" in chosen else [])],
        [*([_rated(view)] if "rated" in chosen else []), *([_decided(view)] if "decided" in chosen else [])],
        [*([_takeaway(view)] if "takeaway" in chosen else []), *(_next(view) if "next" in chosen else [])],
    )
    lines = [" ".join(part for part in line if part) for line in parts]
    return "\n".join(line for line in lines if line)


def _set(view: ChartView) -> str:
    title, what = _line(view.title), _line(view.what)
    key = "chart.set_what" if what else "chart.set"
    given = {"title": title, "what": what} if what else {"title": title}
    agreed = text(view.language, "chart.agreed", number=view.aim) if view.aim > 1 else ""
    return " ".join(part for part in (text(view.language, key, **given), agreed) if part)


def _came(view: ChartView) -> str:
    words = [_times(text(view.language, _CAME[each.kind]), each.number) for each in view.came] or [
        text(view.language, "chart.came_nothing")
    ]
    return text(view.language, "chart.came", words=", ".join(words))


def _times(words: str, number: int) -> str:
    return f"{words} × {number}" if number > 1 else words


def _reasons(view: ChartView) -> list[str]:
    """The words that were picked, as the client read them."""
    ways = [text(view.language, f"work.way_{each}") for each in view.ways]
    barriers = [text(view.language, f"work.barrier_{each}") for each in view.barriers]
    return [
        text(view.language, key, words="; ".join(picked))
        for key, picked in (("chart.ways", ways), ("chart.barriers", barriers))
        if picked
    ]


def _rated(view: ChartView) -> str:
    if not view.much + view.useful:
        return ""
    much, useful = (
        text(view.language, f"client.{name}_{value}") if value else "–"
        for name, value in (("much", view.much), ("useful", view.useful))
    )
    return text(view.language, "client.rated", much=much, useful=useful)


def _decided(view: ChartView) -> str:
    return text(view.language, "chart.decided", words=text(view.language, f"client.decided_{view.decision}"))


def _takeaway(view: ChartView) -> str:
    words = _line(view.takeaway)
    return text(view.language, "chart.takeaway", words=words) if words else ""


def _next(view: ChartView) -> list[str]:
    title = [text(view.language, "chart.next", title=_line(view.next_title))] if view.next_title else []
    meets = [text(view.language, "chart.next_on", day=day(view.language, view.next_on))] if view.next_on else []
    return title + meets


def _line(words: str) -> str:
    """What people wrote, in one line."""
    return " ".join(words.split())
