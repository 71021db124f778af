"""Sign-in sessions: begun, found again from the cookie, ended. The token lives in the cookie only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import clock, database, live, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import tokens
from betterjournal.accounts.models import Client, Person, Practice, SignInSession

# SEC-12: an appointment lasts 50 minutes; a client's own phone stays signed in.
STAFF_IDLE, STAFF_LONGEST = timedelta(minutes=60), timedelta(hours=12)
CLIENT_IDLE, CLIENT_LONGEST = timedelta(days=30), timedelta(days=180)
STAMP_EVERY = timedelta(minutes=1)
# Past the password and not yet past the second factor: long enough to set one up, no longer.
HALF_LONGEST = timedelta(minutes=30)


@dataclass(frozen=True)
class SignedIn:
    """A new token for the cookie, how long it may live, and what still stands between it and the pages."""

    token: str
    seconds: int
    needs: str  # "" nothing, "code" the second factor, "enrol" a second factor to set up
    home: str  # the page to go to when nothing is needed


def begin(session: Session, person: Person, *, device: str = "", passed_factor: bool = False) -> SignedIn:
    """A new session, in the caller's transaction."""
    token, now = tokens.new(), clock.now()
    longest = STAFF_LONGEST if person.is_staff else CLIENT_LONGEST
    session.add(
        SignInSession(
            token_digest=tokens.digest(token),
            person_id=person.id,
            device=device[:120],
            created_at=_kept(person, now),
            acted_at=_kept(person, now),
            ends_at=_kept(person, now) + longest,
            passed_factor_at=now if passed_factor else None,
        )
    )
    needs = "" if passed_factor or not person.is_staff else "code" if person.totp_confirmed_at else "enrol"
    return SignedIn(token, int(longest.total_seconds()), needs, home(person))


def home(who: Person | Actor) -> str:
    """The page where a person's day starts. An owner who sees no client starts at the practice."""
    if who.is_clinician or who.is_supervisor:
        return "/clients"
    return "/practice" if who.is_owner else "/today"


def visitor(address: str) -> Visitor:
    """Somebody of whom only the address is known yet."""
    return Visitor(address=address)


def resolve(token: str | None, *, act: bool, address: str = "") -> Actor | None:
    """Who holds this cookie right now; None when nobody does.

    `act` says that the person did something: hydrating, pushes and re-sent saves are not acts.
    """
    if not token:
        return None
    with database.reading() as session:
        row = session.exec(
            select(SignInSession, Person, Client.id, Practice.time_zone)
            .join(Person, col(Person.id) == SignInSession.person_id)
            .join(Client, col(Client.person_id) == Person.id, isouter=True)
            .join(Practice, col(Practice.id) == 1)
            .where(SignInSession.token_digest == tokens.digest(token))
        ).first()
    if row is None or not _current(row[0], row[1]):
        return None
    acted_at = _kept(row[1], clock.now())
    if act and acted_at - row[0].acted_at > STAMP_EVERY:
        _stamp(row[0].id, acted_at)
    return _actor(*row, address=address)


def end(session: Session, session_id: str) -> None:
    """End one session, in the caller's transaction."""
    found = session.get(SignInSession, session_id)
    if found and found.ended_at is None:
        found.ended_at = clock.now()
        session.add(found)


def end_all(session: Session, person_id: str) -> list[str]:
    """End every session of a person; their ids, to announce as `session:<id>`."""
    rows = session.exec(
        select(SignInSession).where(SignInSession.person_id == person_id, col(SignInSession.ended_at).is_(None))
    ).all()
    for row in rows:
        row.ended_at = clock.now()
        session.add(row)
    return [row.id for row in rows]


def announce_ended(ids: list[str]) -> None:
    """Close the open pages of ended sessions at once."""
    live.announce(f"session:{session_id}" for session_id in ids)


def _current(row: SignInSession, person: Person) -> bool:
    now: datetime = clock.now()
    idle = STAFF_IDLE if person.is_staff else CLIENT_IDLE
    if _half(row, person) and now - row.created_at >= HALF_LONGEST:
        return False
    return row.ended_at is None and person.disabled_at is None and now < row.ends_at and now - row.acted_at < idle


def _half(row: SignInSession, person: Person) -> bool:
    return person.is_staff and row.passed_factor_at is None


def _kept(person: Person, moment: datetime) -> datetime:
    """What may be stored of when somebody was here: of a client the day and no more (SEC-31)."""
    if person.is_staff:
        return moment
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _stamp(session_id: str, acted_at: datetime) -> None:
    with database.writing() as session:
        row = session.get(SignInSession, session_id)
        if row:
            row.acted_at = acted_at
            session.add(row)


def _actor(row: SignInSession, person: Person, client_id: str | None, zone: str, *, address: str) -> Actor:
    return Actor(
        person_id=person.id,
        name=vault.get(person, "name"),
        session_id=row.id,
        is_owner=person.is_owner,
        is_clinician=person.is_clinician,
        is_supervisor=person.is_supervisor,
        client_id=client_id,
        language=person.language,
        time_zone=zone,
        address=address,
        second_factor_needed=_half(row, person),
    )
