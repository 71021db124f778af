"""Sign-in sessions: begun, found again from the cookie, ended. The token lives in the cookie only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete
from sqlalchemy import select as core_select
from sqlmodel import Session, SQLModel, col, select

from betterjournal import clock, database, live, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import idling, tokens
from betterjournal.accounts.models import DeviceKey, Passkey, Person, SignInSession
from betterjournal.errors import SignedOut

# SEC-12: a client's own phone stays signed in. What locks a session meanwhile is in `idling`.
STAFF_LONGEST = timedelta(hours=12)
CLIENT_IDLE, CLIENT_LONGEST = timedelta(days=30), timedelta(days=180)
# From the midnight before, since of a client only the day is kept: at least twelve hours.
SHARED_LONGEST = timedelta(hours=36)
STAMP_EVERY = timedelta(minutes=1)
# Past the password and not yet past the second factor: long enough to set one up, no longer.
HALF_LONGEST = timedelta(minutes=30)

# Every event asks this first, so it is core SQL, built once: a third of what the same costs through the ORM.
SESSION, PERSON, CLIENT, PRACTICE = (
    SQLModel.metadata.tables[name] for name in ("sign_in_session", "person", "client", "practice")
)
_HELD: Select[Any] = (
    core_select(
        *SESSION.c["id", "person_id", "created_at", "acted_at", "ends_at", "passed_factor_at", "ended_at"],
        *SESSION.c["shared", "locked_on"],
        *PERSON.c["name", "is_owner", "is_clinician", "is_supervisor", "language", "disabled_at", "lock_after"],
        CLIENT.c.id.label("client_id"),
        PRACTICE.c.time_zone,
    )
    .select_from(
        SESSION.join(PERSON, PERSON.c.id == SESSION.c.person_id)
        .outerjoin(CLIENT, CLIENT.c.person_id == PERSON.c.id)
        .join(PRACTICE, PRACTICE.c.id == 1)
    )
    .where(SESSION.c.token_digest == bindparam("digest"))
)


@dataclass(frozen=True)
class SignedIn:
    """A new token for the cookie, how long it may live, and what still stands between it and the pages."""

    token: str
    seconds: int  # 0 until the browser is closed
    needs: str  # "" nothing, "code" the second factor, "enrol" a second factor to set up
    home: str  # the page to go to when nothing is needed


def begin(
    session: Session, person: Person, *, device: str = "", passed_factor: bool = False, shared: bool = False
) -> SignedIn:
    """A new session, in the caller's transaction; `shared` when others use this computer too."""
    token, now = tokens.new(), clock.now()
    longest = STAFF_LONGEST if person.is_staff else SHARED_LONGEST if shared else CLIENT_LONGEST
    row = SignInSession(
        token_digest=tokens.digest(token),
        person_id=person.id,
        device=device[:120],
        created_at=kept(person.is_staff, now),
        acted_at=kept(person.is_staff, now),
        ends_at=kept(person.is_staff, now) + longest,
        passed_factor_at=now if passed_factor else None,
        shared=shared,
    )
    session.add(row)
    idling.acted(row.id, person.is_staff, shared)
    needs = "" if passed_factor or not person.is_staff else "code" if has_factor(session, person) else "enrol"
    return SignedIn(token, 0 if shared else int(longest.total_seconds()), needs, home(person))


def has_factor(session: Session, person: Person) -> bool:
    """Whether there is something beside the password already: an authenticator or a passkey."""
    if person.totp_confirmed_at is not None:
        return True
    return session.exec(select(Passkey.id).where(Passkey.person_id == person.id)).first() is not None


def entering(person: Person, visitor: Visitor) -> Actor:
    """Who comes in, before there is a session."""
    return Actor(
        person_id=person.id,
        name=vault.get(person, "name"),
        session_id="",
        is_owner=person.is_owner,
        is_clinician=person.is_clinician,
        is_supervisor=person.is_supervisor,
        language=person.language,
        address=visitor.address,
    )


def kind(person: Person | Actor) -> str:
    """Whose sign-in it is, as the audit writes it."""
    return "staff" if person.is_staff else "client"


def home(who: Person | Actor) -> str:
    """The page where a person's day starts. An owner who sees no client starts at the practice."""
    if who.is_clinician or who.is_supervisor:
        return "/clients"
    return "/practice" if who.is_owner else "/today"


def visitor(address: str) -> Visitor:
    """Somebody of whom only the address is known yet."""
    return Visitor(address=address)


def resolve(token: str | None, *, act: bool, address: str = "") -> Actor | None:
    """Who holds this cookie right now; None when nobody does, or when it is locked.

    `act` says that the person did something: hydrating, pushes and re-sent saves are not acts.
    """
    actor = holder(token, act=act, address=address)
    return None if actor is None or actor.locked else actor


def holder(token: str | None, *, act: bool, address: str = "") -> Actor | None:
    """The same, but of a locked session its holder, `shut`: for what unlocks it or ends it, and to say so."""
    if not token:
        return None
    with database.engine().connect() as connection:
        row = connection.execute(_HELD, {"digest": tokens.digest(token)}).first()
    if row is None or not _current(row):
        return None
    actor = _actor(row, address)
    if _locked(row):
        return actor.shut()
    if act:
        _acted(row)
    return actor


def lock(session: Session, session_id: str) -> None:
    """Lock one session, in the caller's transaction."""
    row = session.get(SignInSession, session_id)
    if row and row.locked_on is None:
        # A proof was given by who was here then.
        row.locked_on, row.proved_until = clock.now().date(), None
        session.add(row)


def unlock(session: Session, session_id: str) -> None:
    """Unlock one session, in the caller's transaction: its tries are forgotten, and this was an act."""
    row = session.get_one(SignInSession, session_id)
    person = session.get_one(Person, row.person_id)
    row.locked_on, row.wrong_tries, row.acted_at = None, 0, kept(person.is_staff, clock.now())
    session.add(row)
    idling.acted(row.id, person.is_staff, row.shared)


def require(session: Session, actor: Actor) -> None:
    """Refuse what took its time when the session ended or was locked meanwhile, or the person has other roles now."""
    row, person = session.get(SignInSession, actor.session_id), session.get(Person, actor.person_id)
    if row is None or row.ended_at is not None or row.locked_on is not None:
        raise SignedOut
    if person is None or person.disabled_at is not None:
        raise SignedOut
    if any(getattr(person, name) != getattr(actor, name) for name in ("is_owner", "is_clinician", "is_supervisor")):
        raise SignedOut


def end(session: Session, session_id: str, *, leaving: bool = False) -> str:
    """End one session, in the caller's transaction; the device it was on.

    `leaving`: that device is to keep nothing, so the key of what it holds goes too. Not after wrong guesses or when
    somebody else signs in there: neither may cost the person their unsaved words.
    """
    if leaving:
        _destroy_keys(session, col(DeviceKey.session_id) == session_id)
    found = session.get(SignInSession, session_id)
    if found and found.ended_at is None:
        _end(session, found)
    return found.device if found else ""


def end_all(session: Session, person_id: str, *, but: str = "", coming_back: bool = False) -> list[str]:
    """End every session of a person, perhaps `but` one, with what devices keep; their ids, for `session:<id>`.

    Who is `coming_back` has forgotten a password and not their words: what a device keeps opens for them there again.
    """
    theirs = (SignInSession.person_id == person_id, col(SignInSession.ended_at).is_(None), SignInSession.id != but)
    rows = session.exec(select(SignInSession).where(*theirs)).all()
    for row in rows:
        _end(session, row)
    if not coming_back:
        _destroy_keys(session, col(DeviceKey.person_id) == person_id, col(DeviceKey.session_id) != but)
    return [row.id for row in rows]


def announce_ended(ids: list[str]) -> None:
    """Close the open pages of ended sessions at once."""
    live.announce(f"session:{session_id}" for session_id in ids)


def _destroy_keys(session: Session, *which: ColumnElement[bool]) -> None:
    session.execute(delete(DeviceKey).where(*which))


def _end(session: Session, row: SignInSession) -> None:
    row.ended_at = kept(session.get_one(Person, row.person_id).is_staff, clock.now())
    session.add(row)


def _current(row: Row[Any]) -> bool:
    now = clock.now()
    if _half(row) and now - row.created_at >= HALF_LONGEST:
        return False
    if not _is_staff(row) and now - row.acted_at >= CLIENT_IDLE:
        return False
    return row.ended_at is None and row.disabled_at is None and now < row.ends_at


def _locked(row: Row[Any]) -> bool:
    """Locked before, or now because nobody did anything for too long: then its other pages hear of it too.

    A half session shows nothing that a lock could keep; it ends by itself.
    """
    if row.locked_on is not None or _half(row):
        return row.locked_on is not None
    if not idling.too_long(row.id, _is_staff(row), row.shared, row.acted_at):
        return False
    with database.writing() as session:
        lock(session, row.id)
    live.announce([f"lock:{row.id}"])
    return True


def _is_staff(row: Row[Any]) -> bool:
    return bool(row.is_owner or row.is_clinician or row.is_supervisor)


def _half(row: Row[Any]) -> bool:
    return _is_staff(row) and row.passed_factor_at is None


def kept(is_staff: bool, moment: datetime) -> datetime:
    """What may be stored of when somebody was here: of a client the day and no more (SEC-31)."""
    if is_staff:
        return moment
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _acted(row: Row[Any]) -> None:
    idling.acted(row.id, _is_staff(row), row.shared)
    acted_at = kept(_is_staff(row), clock.now())
    if acted_at - row.acted_at > STAMP_EVERY:
        _stamp(row.id, acted_at)


def _stamp(session_id: str, acted_at: datetime) -> None:
    with database.writing() as session:
        row = session.get(SignInSession, session_id)
        if row:
            row.acted_at = acted_at
            session.add(row)


def _actor(row: Row[Any], address: str) -> Actor:
    return Actor(
        person_id=row.person_id,
        name=vault.unseal(row.name, f"{PERSON.name}/name/{row.person_id}"),
        session_id=row.id,
        is_owner=row.is_owner,
        is_clinician=row.is_clinician,
        is_supervisor=row.is_supervisor,
        client_id=row.client_id,
        language=row.language,
        time_zone=row.time_zone,
        address=address,
        second_factor_needed=_half(row),
        shared=row.shared,
        lock_after=row.lock_after,
    )
