"""Finds one's own words again. They are sealed, so they are opened and looked through in memory, newest first.

Nothing of a search is kept: neither its words nor that there was one.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from betterjournal import access, database
from betterjournal.access import Actor
from betterjournal.appointments import schedule
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries import checkins, drawing, reading
from betterjournal.entries.models import Entry
from betterjournal.entries.views import FoundLine, FoundView
from betterjournal.errors import Invalid
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets import standing

# So much is shown at once, opened at once, and looked through before somebody asks for more.
PAGE, BATCH, MOST = 20, 100, 2000
LONGEST, LINE = 200, 160
TYPED = ("short_text", "long_text", "open_choice")
# Where one stands in the order of days: the day and the id of the entry looked at last.
Place = tuple[date, str]
# An entry, the whole of it where it is a check-in, and the line with the words.
Hit = tuple[Entry, str, str]
# Letters that are one in print and two under the fingers, and the two apostrophes.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "\u2019": "'"})


def search(actor: Actor, words: str, after: str = "") -> FoundView:
    """Entries with all of these words in one answer, newest first; capitals and accents make no difference.

    `after` is where an earlier answer said to look on from.
    """
    terms = folded(words).split()
    if not terms:
        raise Invalid("words", "problem.needed")
    if len(words) > LONGEST:
        raise Invalid("words", "problem.long", most=str(LONGEST))
    hits: list[Hit] = []
    with database.reading() as session:
        mine = access.own_client(session, actor)
        further = ""
        for looked, (entry, answers) in enumerate(_newest_first(session, mine.id, _place(after)), 1):
            hits += _hits(entry, answers, terms)
            if len(hits) == PAGE or looked == MOST:
                further = f"{entry.about_on.isoformat()}/{entry.id}"
                break
        lines = _lines(session, hits)
    return FoundView(mine.id, words.strip(), lines, further, looked_on=bool(after))


def folded(words: str) -> str:
    """Without capitals and accents, so that "Élève" is found by "eleve"."""
    plain = words.casefold()
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain.translate(_LIGATURES))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _place(after: str) -> Place | None:
    on, _, entry_id = after.partition("/")
    return (schedule.day(on, "after"), entry_id) if after else None


def _newest_first(session: Session, client_id: str, place: Place | None) -> Iterator[tuple[Entry, dict[str, str]]]:
    """One's own entries with their words, opened a batch at a time."""
    while True:
        entries = _next(session, client_id, place)
        words = reading.words_of(session, entries)
        yield from ((entry, words[entry.id]) for entry in entries)
        if len(entries) < BATCH:
            return
        place = (entries[-1].about_on, entries[-1].id)


def _next(session: Session, client_id: str, place: Place | None) -> list[Entry]:
    query = select(Entry).where(Entry.client_id == client_id)
    if place:
        on, entry_id = place
        query = query.where((Entry.about_on < on) | ((Entry.about_on == on) & (Entry.id < entry_id)))
    return list(session.exec(query.order_by(col(Entry.about_on).desc(), col(Entry.id).desc()).limit(BATCH)))


def _hits(entry: Entry, answers: dict[str, str], terms: list[str]) -> list[Hit]:
    """The entry once, with the line of the first answer in which it was found."""
    for path, words in _there(entry, answers).items():
        typed = _typed(entry, path, words)
        if all(term in folded(typed) for term in terms):
            return [(entry, answers.get(checkins.PATH, ""), line_with(typed, terms[0]))]
    return []


def _there(entry: Entry, answers: dict[str, str]) -> dict[str, str]:
    """A save that comes after its row was removed is found no more than the row."""
    if entry.kind == "check_in":
        return answers
    return standing.still_there(worksheets.known_definition(entry.revision_id), answers)


def _typed(entry: Entry, path: str, words: str) -> str:
    """What of an answer was written in words; "" for a choice or a number."""
    if entry.kind == "check_in":
        return str(checkins.read(words)["words"])
    return typed(entry.revision_id, path, words)


def typed(revision_id: str, path: str, words: str) -> str:
    """The same of an answer of a worksheet or a page."""
    key, _, cell = path.partition(".")
    field = worksheets.known_definition(revision_id).field(key)
    question = field.column(cell.rpartition(".")[2]) if field and cell else field
    return words if question is not None and question.kind in TYPED else ""


def line_with(words: str, term: str) -> str:
    """The line in which the words stand, cut around them where it is long."""
    line = next((each for each in words.splitlines() if term in folded(each)), words).strip()
    if len(line) <= LINE:
        return line
    whole = "".join(folded(letter) for letter in line)
    ends = len(whole) and whole.find(term)
    start = max(0, round(ends * len(line) / len(whole)) - LINE // 2) if whole else 0
    cut = line[start : start + LINE]
    return f"{'…' if start else ''}{cut.strip()}{'…' if start + LINE < len(line) else ''}"


def _lines(session: Session, hits: list[Hit]) -> list[FoundLine]:
    ids = {entry.assignment_id for entry, _, _ in hits if entry.assignment_id}
    rows = session.exec(select(Assignment).where(col(Assignment.id).in_(ids))).all()
    titles = {row.id: assignments.content_of(row).title for row in rows}
    return [_line(entry, kept, line, titles) for entry, kept, line in hits]


def _line(entry: Entry, kept: str, line: str, titles: dict[str, str]) -> FoundLine:
    said = [drawing.check_in(entry, {checkins.PATH: kept}, None)] if kept else []
    return FoundLine(
        id=entry.id,
        kind=entry.kind,
        on=entry.about_on.isoformat(),
        title=titles.get(entry.assignment_id or "", ""),
        line=line,
        language=entry.language,
        place=entry.assignment_id or entry.id,
        check_in=said,
    )
