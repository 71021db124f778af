"""Finds words on a client's line of time. They are sealed, so they are opened and looked through in memory.

Only what this reader opened before, what was set and what was decided: searching opens nothing and keeps nothing.
"""

from collections.abc import Iterator

from betterjournal import vault
from betterjournal.assignments.views import SetView
from betterjournal.entries import searching
from betterjournal.entries.models import Shared
from betterjournal.review.drawing import Drawing
from betterjournal.review.line import Mark, Thing
from betterjournal.review.look import Look
from betterjournal.review.views import ReviewView

# So much is shown at once, read at once, and looked through before somebody asks for more.
PAGE, BATCH, MOST = 20, 100, 1000


def found(look: Look, before: Mark | None) -> tuple[list[Thing], Mark | None]:
    """Things with all of the words in one place, newest first; and where to look on from, None at the end."""
    terms, hits = searching.folded(look.wanted.words).split(), []
    for number, (thing, draw) in enumerate(_newest_first(look, before), 1):
        if any(all(term in searching.folded(words) for term in terms) for words in _words(thing, draw)):
            hits.append(thing)
        if len(hits) == PAGE or number == MOST:
            return hits, Mark(thing.at, thing.id)
    return hits, None


def _newest_first(look: Look, mark: Mark | None) -> Iterator[tuple[Thing, Drawing]]:
    while True:
        batch = look.line(mark, BATCH)
        draw = look.drawing(batch, with_changes=False)
        yield from ((thing, draw) for thing in batch)
        if len(batch) < BATCH:
            return
        mark = Mark(batch[-1].at, batch[-1].id)


def _words(thing: Thing, draw: Drawing) -> list[str]:
    """Every place of a thing with words that somebody wrote, as far as the reader sees it on their page."""
    if thing.kind == "assignment":
        return _of_work(draw.assignment(thing.row))
    if thing.kind == "review":
        shown: ReviewView = draw.review(thing.row)
        return [shown.title, shown.takeaway or ""]
    return ([draw.content(thing.work.id).title] if thing.work else []) + _given(thing.row)


def _of_work(shown: SetView) -> list[str]:
    plan = (shown.why, shown.when, shown.where, shown.first_step, shown.smallest)
    return [shown.title, shown.what, shown.note, *plan, shown.withdrawn_words or ""]


def _given(row: Shared) -> list[str]:
    held = vault.get_json(row, "content")
    plan = held.get("plan") or {}
    answers = (searching.typed(row.revision_id or "", path, words) for path, words in held.get("answers", {}).items())
    return [held.get("words") or "", *(str(plan.get(name) or "") for name in ("when", "where", "first_step")), *answers]
