"""Where somebody is signed in: their own sign-in sessions listed and ended; a client's, all at once, after a call."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts import ceremonies, people, sessions
from betterjournal.accounts.models import Client, Person, SignInSession
from betterjournal.accounts.views import DeviceView, ToldView
from betterjournal.audit import Act, AuditRecord
from betterjournal.changes import changing
from betterjournal.errors import NotFound, Refused

# What staff did about a client's way in, told to the client on their page, and for how long.
TOLD = (Act.SIGNED_OUT_BY_STAFF, Act.CODE_RENEWED)
TOLD_FOR = timedelta(days=90)


def seen(session: Session, actor: Actor, person: Person) -> list[DeviceView]:
    """The person's sign-ins that are still good, this one first, by the day each was last used."""
    zone = access.practice(session).time_zone
    rows = [row for row in _open(session, person.id) if _is_awake(person, row)]
    rows.sort(key=lambda row: (row.id == actor.session_id, row.acted_at), reverse=True)
    return [
        DeviceView(row.id, ceremonies.thing(row.device), _day(person, row.acted_at, zone), row.id == actor.session_id)
        for row in rows
    ]


def end(actor: Actor, session_id: str) -> None:
    """End one of one's own other sign-ins; its open pages get nothing more."""
    if actor.second_factor_needed:
        raise NotFound
    with changing(actor) as change:
        row = change.session.get(SignInSession, session_id)
        if row is None or row.person_id != actor.person_id or row.ended_at is not None:
            raise NotFound
        sessions.end(change.session, row.id, leaving=True)
        change.record(Act.SIGNED_OUT_ELSEWHERE, kind=sessions.kind(actor))
        change.announce(f"person:{actor.person_id}")
    sessions.announce_ended([session_id])


def end_others(actor: Actor) -> None:
    """End all of one's own sign-ins but this one."""
    if actor.second_factor_needed:
        raise NotFound
    with changing(actor) as change:
        ended = others(change.session, actor)
        change.record(Act.SIGNED_OUT_ELSEWHERE, kind=sessions.kind(actor))
        change.announce(f"person:{actor.person_id}")
    sessions.announce_ended(ended)


def others(session: Session, actor: Actor) -> list[str]:
    """End every sign-in of the person but this one, in the caller's transaction; their ids, to announce."""
    return sessions.end_all(session, actor.person_id, but=actor.session_id)


def sign_out_client(actor: Actor, client_id: str) -> None:
    """Sign a client in the actor's care out everywhere, as they asked by phone. The client reads that it was done."""
    with changing(actor) as change:
        client = access.client_kept(change.session, actor, client_id)
        if client.person_id is None:
            raise Refused("problem.not_joined")
        ended = sessions.end_all(change.session, client.person_id)
        change.record(Act.SIGNED_OUT_BY_STAFF, client_id=client_id)
        change.announce(f"client:{client_id}")
    sessions.announce_ended(ended)


def told(session: Session, client: Client) -> list[ToldView]:
    """What staff did about this client's way in lately, by day, the newest first."""
    zone = access.practice(session).time_zone
    mine = (
        AuditRecord.client_id == client.id,
        col(AuditRecord.act).in_([act.value for act in TOLD]),
        col(AuditRecord.at) > clock.now() - TOLD_FOR,
    )
    rows = session.exec(select(AuditRecord).where(*mine).order_by(col(AuditRecord.id).desc()).limit(10)).all()
    return [
        ToldView(row.act, people.first_name(vault.get(row, "name")), clock.local(row.at, zone).date().isoformat())
        for row in rows
    ]


def _open(session: Session, person_id: str) -> list[SignInSession]:
    now = clock.now()
    wanted = select(SignInSession).where(
        SignInSession.person_id == person_id, col(SignInSession.ended_at).is_(None), col(SignInSession.ends_at) > now
    )
    return list(session.exec(wanted).all())


def _is_awake(person: Person, row: SignInSession) -> bool:
    """One of staff is only locked when they do nothing: it is good until its age ends it."""
    if person.is_staff:
        return row.passed_factor_at is not None
    return clock.now() - row.acted_at < sessions.CLIENT_IDLE


def _day(person: Person, moment: datetime, zone: str) -> str:
    """Of a client only the day was kept, and that of UTC: in the evening here it is already tomorrow there."""
    day = (clock.local(moment, zone) if person.is_staff else moment).date()
    return min(day, clock.today(zone)).isoformat()
