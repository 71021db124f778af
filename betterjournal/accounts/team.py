"""The people who work here, as an owner sees them."""

from datetime import datetime

from sqlmodel import col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people, resets, staff_inviting
from betterjournal.accounts.models import FactorReset, Passkey, Person, StaffInvitation
from betterjournal.accounts.views import InvitedLine, StaffLine, StaffView


def team(actor: Actor) -> StaffView:
    """Everybody by name, then who is invited."""
    access.owner(actor)
    with database.reading() as session:
        rows = access.colleagues(session, actor)
        with_passkey = set(session.exec(select(Passkey.person_id).where(col(Passkey.person_id).in_(_ids(rows)))))
        invited = staff_inviting.waiting(session, actor)
        taken = resets.lately(session)
    lines = [_line(actor, row, row.id in with_passkey, taken.get(row.id)) for row in rows]
    return StaffView(
        id="staff",
        people=sorted(lines, key=lambda line: (line.disabled_on != "", line.name.casefold())),
        invited=sorted((_invited(actor, row) for row in invited), key=lambda line: line.name.casefold()),
    )


def _ids(rows: list[Person]) -> list[str]:
    return [row.id for row in rows]


def _line(actor: Actor, row: Person, has_passkey: bool, taken: FactorReset | None) -> StaffLine:
    name = vault.get(row, "name")
    return StaffLine(
        id=row.id,
        name=name,
        first_name=people.first_name(name),
        is_owner=row.is_owner,
        is_clinician=row.is_clinician,
        is_supervisor=row.is_supervisor,
        since_on=_day(actor, row.created_at),
        disabled_on=_day(actor, row.disabled_at) if row.disabled_at else "",
        has_factor=has_passkey or row.totp_confirmed_at is not None,
        is_me=row.id == actor.person_id,
        reset_on=_day(actor, taken.at) if taken else "",
        reset_by=vault.get(taken, "by_name") if taken else "",
    )


def _invited(actor: Actor, row: StaffInvitation) -> InvitedLine:
    return InvitedLine(
        id=row.id,
        name=vault.get(row, "name"),
        is_owner=row.is_owner,
        is_clinician=row.is_clinician,
        is_supervisor=row.is_supervisor,
        until_on=_day(actor, row.expires_at),
        is_over=row.expires_at <= clock.now(),
        is_return=row.person_id is not None,
    )


def _day(actor: Actor, moment: datetime) -> str:
    return clock.local(moment, actor.time_zone).date().isoformat()
