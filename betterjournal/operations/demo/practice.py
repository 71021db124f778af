"""Rundle Psychology: who works there and who comes there, as the story takes them for granted."""

from functools import partial

from sqlmodel import Session

from betterjournal import vault
from betterjournal.access import Actor
from betterjournal.accounts import consent, factors, passwords, people
from betterjournal.accounts.models import Care, Client, Consent, Person, Practice, Supervision
from betterjournal.audit import Act
from betterjournal.changes import Change
from betterjournal.clock import now
from betterjournal.operations.demo.days import Days
from betterjournal.operations.demo.history import History, identity
from betterjournal.operations.demo.telling import Telling
from betterjournal.readiness.models import ReadyFact
from betterjournal.readiness.steps import SAID

ZONE = "America/Edmonton"
PASSPHRASE = "rundle-demo-passphrase"  # noqa: S105 - the sample practice has nothing to hide
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105

SAMPLE = "This is a sample practice."

OPENED_ON = -98
ADDED_BEFORE_DAYS, ADDED_AT, JOINED_AT = 7, "09:00", "09:30"


def _member(key: str, name: str, *, owner: bool = False, clinician: bool = False, supervisor: bool = False) -> Actor:
    return Actor(identity("person", key), name, "", is_owner=owner, is_clinician=clinician, is_supervisor=supervisor)


ALMA = _member("alma", "Alma Reyes", clinician=True)
CORA = _member("cora", "Cora Singh", clinician=True)
SOL = _member("sol", "Sol Berg", supervisor=True)
EVE = _member("eve", "Eve Tran", owner=True)
STAFF = {"alma": ALMA, "cora": CORA, "sol": SOL, "eve": EVE}


def client(key: str, name: str, language: str) -> Actor:
    """A client of the story, as the one who acts."""
    return Actor(
        identity("person", key), name, "", client_id=identity("client", key), language=language, time_zone=ZONE
    )


def email(key: str) -> str:
    return f"{key}@demo.test"


def open_house(history: History, days: Days) -> str:
    """The practice and its people; returns the stored password that everybody shares.

    One hash serves all, because all have the same passphrase: only the sample practice does that.
    """
    stored = passwords.hashed(PASSPHRASE)
    history.at(days.at(OPENED_ON, "09:00"), _set_up)
    for key, actor in sorted(STAFF.items(), key=lambda found: not found[1].is_owner):
        history.at(days.at(OPENED_ON, "09:00"), partial(_enter, key, actor, stored))
    history.at(days.at(OPENED_ON, "09:30"), _choose_window)
    history.at(days.at(OPENED_ON, "10:00"), _see_to_the_list)
    return stored


def welcome(telling: Telling, stored: str) -> None:
    """A client is added a week before the first appointment and joins on that day."""
    first = telling.weeks[0]["appt"]["day"]
    telling.history.at(telling.days.at(first - ADDED_BEFORE_DAYS, ADDED_AT), partial(_add, telling))
    telling.history.at(telling.days.at(first, JOINED_AT), partial(_join, telling, stored))
    if telling.key == "ben":
        telling.history.at(telling.days.at(first, JOINED_AT), partial(_supervise, telling))


def _set_up(session: Session) -> None:
    rules = Practice(
        name="Rundle Psychology",
        province="AB",
        time_zone=ZONE,
        first_language="en",
        phone="403-555-0134",
        reading_window="previous_working_day",
        created_at=now(),
    )
    session.add(rules)
    Change(session, EVE).record(Act.SET_UP, object_id=EVE.person_id)


def _enter(key: str, actor: Actor, stored: str, session: Session) -> None:
    person = _person(key, actor, stored)
    factors.confirm(person, TOTP_SECRET)
    session.add(person)
    Change(session, EVE).record(Act.PERSON_ADDED, object_id=person.id, kind=actor.role)
    Change(session, actor).record(Act.SECOND_FACTOR_SET)


def _choose_window(session: Session) -> None:
    rules = session.get_one(Practice, 1)
    rules.reading_window = "two_days"
    session.add(rules)
    Change(session, EVE).record(Act.SETTINGS, kind="reading window")


def _see_to_the_list(session: Session) -> None:
    """Nothing here is real: what cannot be seen to in a sample practice was waived."""
    rules = session.get_one(Practice, 1)
    vault.put(rules, "privacy_name", EVE.name, vault.PRACTICE, "practice")
    vault.put(rules, "privacy_reach", rules.phone, vault.PRACTICE, "practice")
    for step in ("https", *SAID, "help_lines"):
        fact = ReadyFact(id=identity("ready", step), step=step, waived=True, person_id=EVE.person_id, at=now())
        vault.put(fact, "words", SAMPLE, vault.PRACTICE, "practice")
        session.add(fact)
        Change(session, EVE).record(Act.WAIVED, object_id=fact.id, kind=step, reason=SAMPLE)


def _add(telling: Telling, session: Session) -> None:
    row = Client(id=telling.client_id, language=telling.client.language, created_at=now())
    vault.put(row, "name", telling.client.name, vault.PRACTICE, "practice")
    session.add(row)
    session.flush()
    care = identity("care", telling.key)
    session.add(Care(id=care, client_id=row.id, person_id=telling.clinician.person_id, from_at=now()))
    Change(session, telling.clinician).record(Act.CLIENT_ADDED, client_id=row.id)


def _join(telling: Telling, stored: str, session: Session) -> None:
    session.add(_person(telling.key, telling.client, stored))
    session.flush()
    session.get_one(Client, telling.client_id).person_id = telling.client.person_id
    session.add_all(_consent(telling, topic) for topic in consent.TOPICS)
    change = Change(session, telling.client)
    change.record(Act.JOINED, client_id=telling.client_id)
    change.record(Act.CONSENTED, client_id=telling.client_id, kind=f"version {consent.VERSION}")


def _consent(telling: Telling, topic: str) -> Consent:
    return Consent(
        id=identity("consent", telling.key, topic),
        client_id=telling.client_id,
        topic=topic,
        version=consent.VERSION,
        language=telling.client.language,
        given_at=now(),
    )


def _supervise(telling: Telling, session: Session) -> None:
    row = Supervision(
        id=identity("supervision", telling.key),
        supervisor_id=SOL.person_id,
        supervisee_id=telling.clinician.person_id,
        client_id=telling.client_id,
        told_at=now(),
        from_at=now(),
    )
    session.add(row)
    Change(session, EVE).record(Act.SETTINGS, object_id=row.id, client_id=telling.client_id, kind="supervision")


def _person(key: str, actor: Actor, stored: str) -> Person:
    return people.new(
        actor.name,
        email(key),
        actor.language,
        stored,
        is_owner=actor.is_owner,
        is_clinician=actor.is_clinician,
        is_supervisor=actor.is_supervisor,
        person_id=actor.person_id,
    )
