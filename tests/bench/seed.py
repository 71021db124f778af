"""Fills a data folder before the server starts: fifty people who write, a long history and a short one.

Runs in a process of its own (`python -m tests.bench.seed`) and prints as JSON who may come in and where things are.
"""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from passlib.context import CryptContext
from sqlalchemy import update
from sqlmodel import SQLModel

from betterjournal import clock, database, migrations, settings, vault
from betterjournal.access import Actor
from betterjournal.accounts import passwords, sessions
from betterjournal.accounts.models import Care, Client
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.database import new_id
from betterjournal.entries.models import Opened, Shared
from betterjournal.review.models import Review
from betterjournal.worksheets import library
from tests import builders
from tests.bench.product import Seeded, Writer
from tests.cast import Cast

WRITERS = 50
CLIENTS, WEEKS_BEFORE, WEEKS_AHEAD = 500, 40, 12
DAYS_OF_TEN_YEARS, ENTRIES_OF_TEN_YEARS = 3650, 5000
DAYS_OF_ONE_PAGE, ONE_PAGE = 73, 100
PATH = "text"


def seed() -> Seeded:
    """The practice, made through the actions that people use; ten years of rows are written as rows."""
    cast = Cast.gather()
    names = [f"Writer{number} Bench" for number in range(WRITERS)] + ["Long History", "Short History"]
    with database.writing() as session:
        for name in names:
            cast._client(session, name, cast.alma)
        session.exec(update(Care).values(from_at=clock.now() - timedelta(days=DAYS_OF_TEN_YEARS + 1)))
    *writers, long, short = [_actor(cast, name) for name in names]
    _history(cast.alma, long, DAYS_OF_TEN_YEARS, ENTRIES_OF_TEN_YEARS)
    _history(cast.alma, short, DAYS_OF_ONE_PAGE, ONE_PAGE)
    made = [_writer(cast, actor) for actor in writers]
    many = _many(cast)
    return Seeded(made, cast.tokens["alma"], many, long.client_id or "", short.client_id or "")


def _many(cast: Cast) -> str:
    """A clinician with a large practice, each client met every week; the clinician's cookie."""
    with database.writing() as session:
        clinician = cast._staff(session, "Many Bench", is_clinician=True)
        rows = [Client(language="en", created_at=clock.now()) for _ in range(CLIENTS)]
        for number, row in enumerate(rows):
            vault.put(row, "name", f"Éloïse {number} Côté-Tremblay", vault.PRACTICE, "practice")
        session.add_all(rows)
        session.flush()
        for number, row in enumerate(rows):
            session.add(Care(client_id=row.id, person_id=clinician.person_id, from_at=clock.now()))
            first = clock.now() + timedelta(hours=number % (7 * 24) + 1)
            for week in range(-WEEKS_BEFORE, WEEKS_AHEAD):
                starts = first + timedelta(weeks=week)
                met = Appointment(
                    client_id=row.id,
                    clinician_id=clinician.person_id,
                    starts_at=starts,
                    ends_at=starts + timedelta(minutes=50),
                    created_at=clock.now(),
                )
                session.add(met)
    return cast.tokens["many"]


def _actor(cast: Cast, name: str) -> Actor:
    found = sessions.resolve(cast.tokens[name.split()[0].lower()], act=False)
    if found is None:
        raise RuntimeError(f"{name} cannot come in")
    return found


def _writer(cast: Cast, actor: Actor) -> Writer:
    assignment_id = builders.assignment(cast.alma, actor)
    entry_id = builders.draft(actor, assignment_id, "The first words.", PATH)
    cookie = cast.tokens[actor.name.split()[0].lower()]
    return Writer(cookie, actor.client_id or "", assignment_id, entry_id)


def _history(clinician: Actor, client: Actor, days: int, entries: int) -> None:
    """A meeting and new work every week, and the entries spread over the days between."""
    begun = clock.now() - timedelta(days=days)
    with clock.stopped_at(begun):
        first = builders.assignment(clinician, client)
        shared_id = builders.share(client, builders.draft(client, first, "It went well enough."))
    rows = _Rows(clinician, client, first, shared_id)
    made, weeks = [], 0
    for day in (days * number / entries for number in range(1, entries)):
        if day >= 7 * (weeks + 1):
            weeks += 1
            made += rows.week(begun + timedelta(days=7 * weeks))
        made += rows.entry(begun + timedelta(days=day))
    with database.writing() as session:
        # The tables name no order to insert in: what is opened and reviewed comes after what it is about.
        for told in (False, True):
            session.add_all(row for row in made if isinstance(row, Opened | Review) == told)
            session.flush()


class _Rows:
    """Repeats what the actions made once, with new ids and moments."""

    def __init__(self, clinician: Actor, client: Actor, assignment_id: str, shared_id: str) -> None:
        self._clinician, self._client = clinician, client
        with database.reading() as session:
            self._work = session.get_one(Assignment, assignment_id)
            self._shared = session.get_one(Shared, shared_id)
        self._latest = assignment_id
        self._content = vault.get(self._work, "content")
        self._words = vault.get(self._shared, "content")

    def week(self, at: datetime) -> list[SQLModel]:
        work = self._again(self._work, id=new_id(), sent_at=at, visible_at=at, request_id=new_id(), decided_at=at)
        self._latest = work.id
        vault.put(work, "content", self._content, self._work.client_id, "record")
        met = Appointment(
            client_id=self._work.client_id,
            clinician_id=self._clinician.person_id,
            starts_at=at,
            ends_at=at + timedelta(minutes=50),
            outcome="held",
            created_at=at,
        )
        review = Review(
            client_id=self._work.client_id,
            assignment_id=work.id,
            person_id=self._clinician.person_id,
            at=at,
            decision="keep",
        )
        vault.put(review, "takeaway", "Small steps count.", self._work.client_id, "record")
        return [work, met, review]

    def entry(self, at: datetime) -> list[SQLModel]:
        row = self._again(self._shared, id=new_id(), shared_at=at, opened_at=at, assignment_id=self._latest)
        vault.put(row, "content", self._words, row.client_id, "record")
        return [row, Opened(shared_id=row.id, client_id=row.client_id, person_id=self._clinician.person_id, at=at)]

    @staticmethod
    def _again(row: SQLModel, **changed: object) -> SQLModel:
        return type(row)(**(row.model_dump() | changed))


def main() -> None:
    """Fill the data folder of the settings."""
    wishes = settings.load()
    wishes.data_dir.mkdir(parents=True, exist_ok=True)
    passwords.hashing = CryptContext(schemes=["argon2"], argon2__memory_cost=32, argon2__rounds=1)
    vault.prepare(wishes)
    migrations.migrate(database.engine())
    with database.writing() as session:
        library.install(session)
    print(json.dumps(asdict(seed())))


if __name__ == "__main__":
    main()
