"""The first start: a one-use link in the console, then the practice and its first person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from sqlmodel import Session, col, select

from betterjournal import clock, database
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import passwords, people, sessions, tokens
from betterjournal.accounts.models import Person, Practice, SetupLink
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound

LINK_LIVES = timedelta(days=7)
# PRODUCT 7: the working day before the appointment, until the practice chooses otherwise.
DEFAULT_WINDOW = "previous_working_day"
# Each province and territory with the time zone where most of its people live.
ZONES = {
    "AB": "America/Edmonton",
    "BC": "America/Vancouver",
    "MB": "America/Winnipeg",
    "NB": "America/Halifax",
    "NL": "America/St_Johns",
    "NS": "America/Halifax",
    "NT": "America/Edmonton",
    "NU": "America/Iqaluit",
    "ON": "America/Toronto",
    "PE": "America/Halifax",
    "QC": "America/Toronto",
    "SK": "America/Regina",
    "YT": "America/Whitehorse",
}
PROVINCES = tuple(ZONES)


@dataclass(frozen=True)
class SetUp:
    """The short wizard's answers, as typed."""

    practice: str
    province: str
    time_zone: str
    first_language: str
    bilingual: bool
    phone: str
    name: str
    email: str
    password: str
    is_clinician: bool


def first_link() -> str | None:
    """A new set-up token while there is no practice yet (earlier ones stop working); None afterwards."""
    with database.writing() as session:
        if session.get(Practice, 1) is not None:
            return None
        for old in session.exec(select(SetupLink).where(col(SetupLink.used_at).is_(None))):
            session.delete(old)
        token = tokens.new()
        session.add(SetupLink(token_digest=tokens.digest(token), expires_at=clock.now() + LINK_LIVES))
    return token


def check_link(visitor: Visitor, token: str) -> None:
    """NotFound unless the link is there, unused and in time."""
    with database.reading() as session:
        _link(session, token, clock.now())


def set_up(visitor: Visitor, token: str, given: SetUp) -> sessions.SignedIn:
    """Make the practice and its first person, the owner. All or nothing."""
    check_link(visitor, token)
    _check(given)
    email = people.email(given.email)
    password = passwords.accept(given.password, alone=False, context=(given.practice, given.name, email))
    stored, now = passwords.hashed(password), clock.now()
    person = people.new(given.name, email, given.first_language, stored, is_owner=True, is_clinician=given.is_clinician)
    with changing(_owner(person, given.name, visitor)) as change:
        link = _link(change.session, token, now)
        link.used_at = now
        change.session.add_all([link, person, _practice(given)])
        change.record(Act.SET_UP, object_id=person.id)
        return sessions.begin(change.session, person)


def _link(session: Session, token: str, now: datetime) -> SetupLink:
    wanted = select(SetupLink).where(SetupLink.token_digest == tokens.digest(token)).with_for_update()
    link = session.exec(wanted).first()
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise NotFound("problem.link_used")
    return link


def _check(given: SetUp) -> None:
    for field in ("practice", "phone", "name"):
        people.named(getattr(given, field), field)
    if given.province not in PROVINCES:
        raise Invalid("province", "problem.choose")
    if given.time_zone not in available_timezones():
        raise Invalid("time_zone", "problem.choose")
    if given.first_language not in people.LANGUAGES:
        raise Invalid("first_language", "problem.choose")


def _practice(given: SetUp) -> Practice:
    return Practice(
        name=given.practice.strip(),
        province=given.province,
        time_zone=given.time_zone,
        first_language=given.first_language,
        bilingual=given.bilingual,
        phone=given.phone.strip(),
        reading_window=DEFAULT_WINDOW,
        created_at=clock.now(),
    )


def _owner(person: Person, name: str, visitor: Visitor) -> Actor:
    return Actor(person.id, name.strip(), "", is_owner=True, is_clinician=person.is_clinician, address=visitor.address)
