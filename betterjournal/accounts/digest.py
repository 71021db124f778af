"""A clinician's morning mail: one sentence, the same every working day, so that it tells nothing of any client.

Who wants it is asked here, and nothing else: what came, and whether anything came, is looked at nowhere.
"""

from collections.abc import Callable
from datetime import date

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import access, clock, database, mail, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Person, Practice
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.settings import load

# By the practice's clock. A server that was down sends it later, but no morning mail in the afternoon.
FROM, UNTIL = 6, 12
Letter = tuple[str, str]


def choose(actor: Actor, *, wanted: bool) -> None:
    """Whether the clinician wants it; the first comes on the next working day, at the same minute as everybody's."""
    with changing(actor) as change:
        access.clinician(actor)
        person = access.person(change.session, actor)
        person.digest, person.digest_on = wanted, clock.today(actor.time_zone)
        change.session.add(person)
        change.record(Act.SETTINGS, kind="digest")


def send_due(write: Callable[[str, str], Letter]) -> None:
    """Post today's to each who has not had it. `write` makes subject and text of a language and an address.

    Any number of workers may do it at once: whoever says so first on the row sends, and says so before.
    """
    today = _today()
    if today is None or not mail.is_set_up():
        return
    while due := _claim(today):
        mail.post(vault.get(due, "email"), *write(due.language, f"{load().public_url}/clients"))


def _today() -> date | None:
    """The local date while it is the morning of a working day, else None."""
    with database.reading() as session:
        practice = session.get(Practice, 1)
    if practice is None:
        return None
    now = clock.local(clock.now(), practice.time_zone)
    return now.date() if now.weekday() < 5 and FROM <= now.hour < UNTIL else None


def _claim(today: date) -> Person | None:
    """Somebody who is due, for this caller alone: said so on their row before anything is sent."""
    # On every turn of every worker: no write lock for nothing.
    if not _is_any(today):
        return None
    with database.writing() as session:
        row = session.exec(_due(today).with_for_update()).first()
        if row is not None:
            row.digest_on = today
            session.add(row)
        return row


def _is_any(today: date) -> bool:
    with database.reading() as session:
        return session.exec(_due(today)).first() is not None


def _due(today: date) -> SelectOfScalar[Person]:
    wanted = (col(Person.digest), col(Person.is_clinician), col(Person.disabled_at).is_(None))
    had_none = col(Person.digest_on).is_(None) | (col(Person.digest_on) < today)
    return select(Person).where(*wanted, had_none).order_by(col(Person.id)).limit(1)
