"""What the owner does with the people who work here: roles, disabling, and a second factor that was lost."""

from collections.abc import Callable, Iterable

from sqlmodel import Session, col, delete, select

from betterjournal import access, clock, mail, vault
from betterjournal.access import Actor
from betterjournal.accounts import proving, roles, sessions, staff_inviting
from betterjournal.accounts.models import Care, FactorReset, Passkey, Person, RecoveryCode
from betterjournal.accounts.views import InvitationView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Refused

# The words of the mail that says so, by language: its subject and its text.
Tell = Callable[[str], tuple[str, str]]


def change_roles(actor: Actor, person_id: str, names: Iterable[str]) -> None:
    """Give somebody these roles and no others. Their open pages follow at once; the last owner stays one."""
    wanted = roles.chosen(names)
    with changing(actor) as change:
        owners = access.owners_held(change.session, actor)
        person = access.colleague(change.session, actor, person_id)
        before = roles.of(person)
        if "owner" not in wanted and [each.id for each in owners] == [person.id]:
            raise Refused("problem.last_owner")
        proving.require(change.session, actor)
        roles.give(person, wanted)
        change.session.add(person)
        _record(change, Act.PERSON_ROLES, person, reason=f"{roles.written(before)} > {roles.written(wanted)}")
        _tell_of_clients(change, person)


def disable(actor: Actor, person_id: str) -> None:
    """Shut somebody out: every sign-in session ends, with all that it has open. Nothing of theirs is removed."""
    with changing(actor) as change:
        access.owners_held(change.session, actor)
        person = _another(change.session, actor, person_id)
        proving.require(change.session, actor)
        person.disabled_at = person.disabled_at or clock.now()
        change.session.add(person)
        ended = sessions.end_all(change.session, person.id)
        _record(change, Act.PERSON_DISABLED, person)
        _tell_of_clients(change, person)
    sessions.announce_ended(ended)


def enable(actor: Actor, person_id: str) -> None:
    """Let somebody in again, with the same ways in and the same roles."""
    with changing(actor) as change:
        access.owners_held(change.session, actor)
        person = _another(change.session, actor, person_id)
        proving.require(change.session, actor)
        person.disabled_at = None
        change.session.add(person)
        _record(change, Act.PERSON_ENABLED, person)
        _tell_of_clients(change, person)


def reset_factor(actor: Actor, person_id: str, tell: Tell) -> InvitationView | None:
    """Take away a second factor that was lost: authenticator, passkeys and recovery codes. The person is told.

    This lets nobody in: the password is still needed. Who has none is given a link and a code to come back with;
    told by mail too, since whoever comes in by these may be somebody else.
    """
    with changing(actor) as change:
        access.owners_held(change.session, actor)
        person = _another(change.session, actor, person_id)
        if person.disabled_at is not None:
            raise Refused("problem.is_disabled")
        proving.require(change.session, actor)
        ended = take_away(change.session, person)
        notice = FactorReset(person_id=person.id, by_id=actor.person_id, at=clock.now())
        vault.put(notice, "by_name", actor.name, vault.PRACTICE, "practice")
        change.session.add(notice)
        _record(change, Act.PERSON_FACTOR_RESET, person)
        link = None if person.password_hash else staff_inviting.way_back(change, person, actor)
    sessions.announce_ended(ended)
    if mail.is_set_up():
        mail.post(vault.get(person, "email"), *tell(person.language))
    return link


def take_away(session: Session, person: Person) -> list[str]:
    """Every second factor of the person goes, and every sign-in session that one of them opened."""
    person.totp, person.totp_confirmed_at, person.totp_step = None, None, 0
    session.add(person)
    for table in (Passkey, RecoveryCode):
        session.execute(delete(table).where(col(table.person_id) == person.id))
    return sessions.end_all(session, person.id)


def _another(session: Session, actor: Actor, person_id: str) -> Person:
    """Somebody else: nobody shuts themself out, or takes away what they have just proved themself with."""
    person = access.colleague(session, actor, person_id)
    if person.id == actor.person_id:
        raise Refused("problem.not_yourself")
    return person


def _record(change: Change, act: Act, person: Person, *, reason: str = "") -> None:
    change.record(act, object_id=person.id, kind=roles.written(roles.of(person)), reason=reason)
    change.announce(staff_inviting.TOPIC, f"person:{person.id}")


def _tell_of_clients(change: Change, person: Person) -> None:
    """Who reads changes with who works here: the pages of those in this person's care say it anew."""
    mine = change.session.exec(
        select(Care.client_id).where(Care.person_id == person.id, col(Care.until_at).is_(None))
    ).all()
    change.announce(*(f"{side}:{client_id}" for client_id in mine for side in ("client", "staff")))
