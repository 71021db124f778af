"""A client's file from one day to another, to be taken away: what was chosen, and no more than the reader may open.

Reading is opening: what nobody has opened yet is opened first, so that what leaves here is on record as read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people, proving
from betterjournal.accounts.models import Client
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.entries import series as drawing_numbers
from betterjournal.entries.models import Shared
from betterjournal.entries.views import SeriesView
from betterjournal.errors import Invalid, Refused
from betterjournal.review import drawing, notes
from betterjournal.review.line import settled_facts, settled_when
from betterjournal.review.models import Review, Settled
from betterjournal.review.opening import looked, open_for, unopened
from betterjournal.review.place import Place, place
from betterjournal.review.views import ContinuityFile, ContinuityPage, NoteView, SheetNumbers
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.numbers import Numbers

FOR = ("client", "file")
CONTENTS = ("words", "decided", "charts", "notes")
LANGUAGES = ("en", "fr")
# So many entries are some hundred pages; more than that nobody reads, and a page of the practice would wait for it.
MOST = 600
# Letters of what was answered: a few sheets of 800 fields are as long as all those entries.
MOST_LETTERS = 1_500_000
_YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Chosen:
    """What is taken away, and for whom. Local dates, both of them in it; with `initials` no name stands in it."""

    from_on: date
    to_on: date
    whom: str
    contents: frozenset[str]
    language: str
    initials: bool


def typed(form: Mapping[str, str]) -> Chosen:
    """What a form asks for; `Invalid` when it makes no sense."""
    since, until = (_day(form.get(name, ""), name) for name in ("from_on", "to_on"))
    if since > until:
        raise Invalid("to_on", "problem.day_before_first")
    contents = frozenset(name for name in CONTENTS if form.get(name))
    if not contents:
        raise Invalid("words", "problem.file_contents")
    if form.get("whom") not in FOR or form.get("language") not in LANGUAGES:
        raise Invalid("whom", "problem.choose")
    if form["whom"] == "client" and "notes" in contents:
        raise Invalid("notes", "problem.file_no_notes")
    return Chosen(since, until, form["whom"], contents, form["language"], bool(form.get("initials")))


def page(actor: Actor, client_id: str) -> ContinuityPage:
    """What the form starts from: the last quarter of a year, in the client's language."""
    with database.reading() as session:
        client = access.client_kept(session, actor, client_id)
        name, today = vault.get(client, "name"), clock.today(actor.time_zone)
        since = (today - timedelta(days=90)).isoformat()
        return ContinuityPage(client.id, name, people.first_name(name), client.language, since, today.isoformat())


def file(actor: Actor, client_id: str, chosen: Chosen) -> ContinuityFile:
    """What was chosen, oldest first. It is opened, read anew, and put on record as taken away: one proof, one file."""
    with database.reading() as session:
        client = access.client_kept(session, actor, client_id)
        proving.check(session, actor)
        rows = _shared(session, actor, client, chosen)
        fresh, there = unopened(session, actor, rows), frozenset(row.id for row in rows)
    looked(actor, client_id, "file")
    if fresh:
        open_for(actor, client_id, fresh)
    with database.reading() as session:
        view = _Gathering(session, actor, client_id, chosen, there).view()
    if not (view.words or view.check_ins or view.decided or view.series or view.notes):
        raise Refused("problem.file_nothing")
    with changing(actor) as change:
        access.client_kept(change.session, actor, client_id)
        proving.require(change.session, actor)
        told = f"{chosen.from_on.isoformat()}/{chosen.to_on.isoformat()} {' '.join(sorted(chosen.contents))}"
        change.record(Act.EXPORTED, client_id=client_id, kind=chosen.whom, reason=told)
    return view


def _shared(session: Session, actor: Actor, client: Client, chosen: Chosen) -> list[Shared]:
    """What the file draws: without the words, only what has a number."""
    if not chosen.contents & {"words", "charts"}:
        return []
    query = access.shared_visible_to(session, actor, client).where(*_within(Shared.shared_at, chosen, actor.time_zone))
    rows = list(session.exec(query.order_by(col(Shared.shared_at), col(Shared.id)).limit(MOST + 1)))
    if len(rows) > MOST or sum(len(row.content) for row in rows) > MOST_LETTERS:
        raise Refused("problem.file_too_much")
    return rows if "words" in chosen.contents else [row for row in rows if _has_numbers(session, row)]


def _has_numbers(session: Session, row: Shared) -> bool:
    if row.kind not in ("whole", "part"):
        return row.kind == "check_in"
    return bool(row.revision_id) and Numbers(worksheets.definition_of(session, row.revision_id or "")).any


def _within(moment: Any, chosen: Chosen, zone: str) -> list[ColumnElement[bool]]:
    since, after = (clock.at(day, 0, 0, zone) for day in (chosen.from_on, chosen.to_on + timedelta(days=1)))
    return [col(moment) >= since, col(moment) < after]


class _Gathering:
    """One file while it is read."""

    def __init__(self, session: Session, actor: Actor, client_id: str, chosen: Chosen, there: frozenset[str]) -> None:
        """Of what was shared only what was `there` and opened before: what came since has not been asked for."""
        self.session, self.actor, self.chosen, self.there = session, actor, chosen, there
        self.client = access.client_kept(session, actor, client_id)
        self.reading = access.reading(session, actor, self.client)

    def view(self) -> ContinuityFile:
        wants, chosen = self.chosen.contents, self.chosen
        visible = _shared(self.session, self.actor, self.client, chosen)
        shared = [row for row in visible if row.id in self.there]
        reviews = self._reviews() if "decided" in wants else []
        draw = self._drawing(shared, reviews)
        came = [draw.returned(row) for row in shared if row.kind == "check_in" or "words" in wants]
        name = vault.get(self.client, "name")
        return ContinuityFile(
            id=self.client.id,
            name=_initials(name) if chosen.initials else name,
            first_name=_initials(name) if chosen.initials else people.first_name(name),
            practice=access.practice(self.session).name,
            whom=chosen.whom,
            language=chosen.language,
            from_on=chosen.from_on.isoformat(),
            to_on=chosen.to_on.isoformat(),
            with_words="words" in wants,
            with_charts="charts" in wants,
            words=[each for each in came if each.kind != "check_in"] if "words" in wants else [],
            check_ins=sorted((each for each in came if each.kind == "check_in"), key=lambda each: each.on),
            decided=[draw.review(row) for row in reviews],
            series=self._series(shared) if "charts" in wants else [],
            notes=self._notes() if "notes" in wants else [],
        )

    def _drawing(self, shared: list[Shared], reviews: list[Review]) -> drawing.Drawing:
        about = {
            each for each in (*(row.assignment_id for row in shared), *(row.assignment_id for row in reviews)) if each
        }
        named = self.session.exec(select(Assignment).where(col(Assignment.id).in_(about))).all()
        rules = access.practice(self.session)
        by_id = {row.id: row for row in named}
        places = self._settled(shared) if "decided" in self.chosen.contents else {}
        reach = self.reading.reach
        return drawing.Drawing(self.session, rules, by_id, clock.now(), reach, can_review=False, places=places)

    def _settled(self, shared: list[Shared]) -> dict[str, tuple[Place, datetime | None]]:
        """What became of pages and check-ins, and when, by their id."""
        rows = self.session.exec(
            select(Shared, Settled, col(Appointment.starts_at))
            .join(Settled, col(Settled.shared_id) == Shared.id)
            .outerjoin(Appointment, col(Appointment.id) == Settled.appointment_id)
            .where(col(Shared.id).in_([row.id for row in shared]))
        )
        return {
            row.id: (place(settled_facts(row, said, None, None)), settled_when(said, met)) for row, said, met in rows
        }

    def _reviews(self) -> list[Review]:
        inside = _within(Review.at, self.chosen, self.actor.time_zone)
        query = select(Review).where(Review.client_id == self.client.id, self.reading.decided_before_them, *inside)
        rows = list(self.session.exec(query.order_by(col(Review.at), col(Review.id)).limit(MOST + 1)))
        if len(rows) > MOST:
            raise Refused("problem.file_too_much")
        return rows

    def _notes(self) -> list[NoteView]:
        since, after = (
            clock.at(day, 0, 0, self.actor.time_zone)
            for day in (self.chosen.from_on, self.chosen.to_on + timedelta(days=1))
        )
        found = notes.between(self.session, self.actor, self.client.id, self.reading.reach, since, after, MOST + 1)
        if len(found) > MOST or sum(len(note.words) for note in found) > MOST_LETTERS:
            raise Refused("problem.file_too_much")
        return found

    def _series(self, shared: list[Shared]) -> list[SheetNumbers]:
        """Each worksheet with a number, each sheet of it once as it was shared last."""
        newest = {row.entry_id or row.id: row for row in shared if row.revision_id and row.kind in ("whole", "part")}
        of: dict[str, list[Shared]] = {}
        titles: dict[str, tuple[str, str]] = {}
        for row in reversed(newest.values()):
            definition = worksheets.definition_of(self.session, row.revision_id or "")
            if Numbers(definition).any:
                of.setdefault(definition.key, []).append(row)
                titles.setdefault(definition.key, (definition.title.en, definition.title.fr))
        met = self._met() if of else []
        return [SheetNumbers(key, *titles[key], self._parts(key, rows, met)) for key, rows in of.items()]

    def _parts(self, key: str, rows: list[Shared], met: list[date]) -> list[SeriesView]:
        """A year at most in each drawing, the oldest first."""
        sheets = sorted((self._sheet(row) for row in rows), key=lambda each: each.at, reverse=True)
        parts: list[SeriesView] = []
        while sheets:
            # One more than are drawn says that there are more.
            part = drawing_numbers.drawn(self.session, key, sheets[: drawing_numbers.MOST + 1], met, turned=bool(parts))
            parts.insert(0, part)
            further = drawing_numbers.day_of(part.earlier)
            sheets = [each for each in sheets if further and each.at <= further]
        return [part for part in parts if part.lines]

    def _sheet(self, row: Shared) -> drawing_numbers.Sheet:
        held, zone = vault.get_json(row, "content"), self.actor.time_zone
        at, on = clock.local(row.shared_at, zone).date(), drawing_numbers.shared_on(held, row.shared_at, zone)
        return drawing_numbers.Sheet(
            at, on, row.shared_at, row.revision_id or "", held.get("answers", {}), private=False
        )

    def _met(self) -> list[date]:
        inside = _within(Appointment.starts_at, self.chosen, self.actor.time_zone)
        held = (access.ended_and_held(clock.now()), self.reading.met_before_them)
        query = select(Appointment.starts_at).where(Appointment.client_id == self.client.id, *held, *inside)
        return drawing_numbers.local_days(self.session.exec(query.limit(MOST)).all(), self.actor.time_zone)


def _day(text: str, field: str) -> date:
    found = schedule.day(text, field)
    if found.year not in _YEARS:
        raise Invalid(field, "problem.date")
    return found


def _initials(name: str) -> str:
    return " ".join(f"{word[0]}." for word in name.split())
