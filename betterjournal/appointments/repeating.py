"""A repeat: its dates are written ahead by the wall clock, and skip the days its clinician is away."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import access, clock
from betterjournal.access import Operator
from betterjournal.accounts.models import Care
from betterjournal.appointments import absence, placing, schedule
from betterjournal.appointments.models import Appointment, Away, Repeat
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.database import reading


def begin(session: Session, first: Appointment, weeks: int, zone: str) -> Repeat:
    """Make this appointment the first of a repeat and write the others."""
    starts = clock.local(first.starts_at, zone)
    rule = Repeat(
        client_id=first.client_id,
        clinician_id=first.clinician_id,
        weeks=weeks,
        first_on=starts.date(),
        at=starts.strftime("%H:%M"),
        written_until=starts.date(),
    )
    first.series_id = rule.id
    session.add_all([rule, first])
    write(session, rule, zone)
    return rule


def write(session: Session, rule: Repeat, zone: str) -> int:
    """Write the dates that are not written yet; how many. One on a day away is there, called off by the clinician.

    A date on which the client has another appointment at that hour is left out. An hour that a spring-forward skips
    is read as an hour later on that one day.
    """
    now = clock.now()
    hour = schedule.wall_time(rule.at)
    days = list(schedule.following(rule.first_on, rule.weeks, rule.written_until, clock.today(zone)))
    others = placing.standing(session, rule.client_id, now)
    away = absence.periods(session, rule.clinician_id, now)
    for on in days:
        row = _one(rule, clock.at(on, hour.hour, hour.minute, zone), now)
        _pause(row, away, now)
        if row.starts_at > now and not placing.overlaps(row, others):
            session.add(row)
        rule.written_until = on
    session.add(rule)
    return len(days)


def rest(session: Session, row: Appointment) -> list[Appointment]:
    """The coming ones of the same repeat after this one."""
    if not row.series_id:
        return []
    return [
        each
        for each in placing.standing(session, row.client_id, row.ends_at)
        if each.series_id == row.series_id and each.starts_at > row.starts_at
    ]


def of(session: Session, row: Appointment) -> Repeat | None:
    """The repeat an appointment belongs to, while it goes on."""
    rule = session.get(Repeat, row.series_id) if row.series_id else None
    return rule if rule and rule.ended_at is None else None


def end_all(session: Session, client_id: str, now: datetime) -> None:
    """No repeat of this client's goes on; its coming appointments are the caller's."""
    live = select(Repeat).where(Repeat.client_id == client_id, col(Repeat.ended_at).is_(None))
    for rule in session.exec(live):
        rule.ended_at = now
        session.add(rule)


def write_ahead() -> None:
    """Keep every repeat that goes on written ahead; once a day is often enough, and any number of workers may.

    One whose clinician no longer has the client in care waits.
    """
    with reading() as session:
        live = session.exec(_live().order_by(col(Repeat.client_id))).all()
        zone = access.practice(session).time_zone if live else ""
        due = [rule for rule in live if _is_due(rule, clock.today(zone))]
    for client_id, rules in groupby(due, key=lambda rule: rule.client_id):
        _write_for(client_id, [rule.id for rule in rules], zone)


def _write_for(client_id: str, ids: Sequence[str], zone: str) -> None:
    with changing(Operator()) as change:
        # Held until the commit: another worker that wants the same finds it written.
        rules = change.session.exec(
            _live().where(col(Repeat.id).in_(ids)).order_by(col(Repeat.id)).with_for_update()
        ).all()
        written = sum(write(change.session, rule, zone) for rule in rules)
        change.record(
            Act.APPOINTMENT_SET, client_id=client_id, kind="repeat", result="done" if written else "nothing due"
        )
        placing.tell(change, client_id)


def _live() -> SelectOfScalar[Repeat]:
    caring = select(Care.id).where(
        Care.client_id == Repeat.client_id,
        Care.person_id == Repeat.clinician_id,
        access.is_current(Care, clock.now()),
    )
    return select(Repeat).where(col(Repeat.ended_at).is_(None), caring.exists())


def _is_due(rule: Repeat, today: date) -> bool:
    return any(True for _ in schedule.following(rule.first_on, rule.weeks, rule.written_until, today))


def _one(rule: Repeat, starts_at: datetime, now: datetime) -> Appointment:
    return Appointment(
        client_id=rule.client_id,
        clinician_id=rule.clinician_id,
        starts_at=starts_at,
        ends_at=starts_at + placing.LENGTH,
        series_id=rule.id,
        created_at=now,
    )


def _pause(row: Appointment, away: list[Away], now: datetime) -> None:
    if absence.falls(away, row.starts_at):
        placing.call_off(row, now, "clinician")
