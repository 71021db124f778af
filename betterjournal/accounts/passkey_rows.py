"""Passkeys as they are kept: found, counted, used and listed; and the challenges that were answered."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, delete, func, select

from betterjournal import access, clock
from betterjournal.accounts import ceremonies, sessions, tokens
from betterjournal.accounts.ceremonies import Answer, Ceremony, Made
from betterjournal.accounts.models import Passkey, Person, SpentChallenge
from betterjournal.accounts.views import PasskeyView
from betterjournal.audit import Act
from betterjournal.changes import Change
from betterjournal.errors import Invalid


def keep(change: Change, person: Person, ceremony: Ceremony, new: Made, device: str) -> None:
    """Store a passkey in the caller's change; its challenge is spent by this."""
    spend(change.session, ceremony)
    if change.session.exec(select(Passkey.id).where(Passkey.credential_id == new.credential_id)).first():
        raise Invalid("", "problem.passkey")
    row = Passkey(
        person_id=person.id,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        transports=new.transports,
        device=ceremonies.device(new, device),
        created_on=_today(change.session),
    )
    change.session.add(row)
    change.record(Act.PASSKEY_ADDED, object_id=row.id, kind=sessions.kind(person))


def remove_all(change: Change, person: Person) -> None:
    """Forget every passkey of the person, in the caller's change."""
    for row in of(change.session, person.id):
        change.session.delete(row)
        change.record(Act.PASSKEY_REMOVED, object_id=row.id, kind=sessions.kind(person))


def spend(session: Session, ceremony: Ceremony) -> None:
    """A challenge is answered once. Only the day is kept: when a client signs in is nobody's business."""
    digest, today = tokens.digest(ceremony.challenge), clock.now().date()
    if session.get(SpentChallenge, digest) is not None:
        raise Invalid("", "problem.passkey_late")
    session.execute(delete(SpentChallenge).where(col(SpentChallenge.spent_on) < today - timedelta(days=1)))
    session.add(SpentChallenge(digest=digest, spent_on=today))


def of(session: Session, person_id: str) -> list[Passkey]:
    """The person's passkeys, the oldest first."""
    rows: Sequence[Passkey] = session.exec(
        select(Passkey).where(Passkey.person_id == person_id).order_by(col(Passkey.created_on), col(Passkey.id))
    ).all()
    return list(rows)


def count(session: Session, person_id: str) -> int:
    """How many passkeys the person has."""
    return session.exec(select(func.count(col(Passkey.id))).where(Passkey.person_id == person_id)).one()


def may_go(person: Person, passkeys: int) -> bool:
    """Whether a way in is left when one of that many passkeys goes."""
    if passkeys > 1:
        return True
    second = person.totp_confirmed_at is not None or not person.is_staff
    return bool(person.password_hash) and second


def seen(session: Session, person: Person) -> list[PasskeyView]:
    """The person's passkeys as their own account page lists them."""
    rows = of(session, person.id)
    removable = may_go(person, len(rows))
    return [
        PasskeyView(
            id=row.id,
            device=row.device,
            created_on=row.created_on.isoformat(),
            last_used_on=row.last_used_on.isoformat() if row.last_used_on else "",
            removable=removable,
        )
        for row in rows
    ]


def claimed(session: Session, answer: Answer) -> Passkey:
    """The passkey that this answer names, held until the caller's transaction ends."""
    name = ceremonies.credential_id(answer)
    row = session.exec(select(Passkey).where(Passkey.credential_id == name).with_for_update()).first()
    if row is None:
        raise Invalid("", "problem.passkey")
    return row


def use(session: Session, row: Passkey, ceremony: Ceremony, answer: Answer) -> None:
    """Let a passkey answer; refused when the answer does not fit, or answered before."""
    row.sign_count = ceremonies.used(ceremony, answer, row)
    row.last_used_on = _today(session)
    spend(session, ceremony)
    session.add(row)


def use_own(session: Session, person_id: str, ceremony: Ceremony, answer: Answer) -> None:
    """The same for a passkey that must be this person's."""
    row = claimed(session, answer)
    if row.person_id != person_id:
        raise Invalid("", "problem.passkey")
    use(session, row, ceremony, answer)


def _today(session: Session) -> date:
    return clock.today(access.practice(session).time_zone)
