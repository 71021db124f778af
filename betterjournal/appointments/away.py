"""When a clinician is away: set, ended early, and the appointments that fall into it called off in one press."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client
from betterjournal.appointments import absence, placing, queries, schedule
from betterjournal.appointments.models import Appointment, Away
from betterjournal.appointments.views import AwayMeeting, AwayPage, AwayView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound

LONGEST_PHONE = 40
MEETINGS_SHOWN = 200


def away(actor: Actor) -> AwayPage:
    """The actor's own away dates that are not over, each with the appointments that stand in it."""
    access.clinician(actor)
    now = clock.now()
    with database.reading() as session:
        rules = access.practice(session)
        known = absence.periods(session, actor.person_id, now)
        meetings = _meetings(session, actor, known, now) if known else []
        return AwayPage(
            id=actor.person_id,
            first_name=people.first_name(actor.name),
            setting=rules.reading_window,
            phone=rules.phone,
            periods=[_view(row, meetings, rules.time_zone, now) for row in known],
        )


def set_away(actor: Actor, from_on: str, until_on: str, phone: str, who: str = "") -> str:
    """Away from one day until the day they are back; the client reads that and whom to call. Returns its id."""
    access.clinician(actor)
    first, back = _days(from_on, until_on, clock.today(actor.time_zone))
    cover = {"who": people.named(who, "who") if who.strip() else "", "phone": _phone(phone)}
    zone = actor.time_zone
    with changing(actor) as change:
        row = Away(
            person_id=actor.person_id,
            from_at=clock.at(first, 0, 0, zone),
            until_at=clock.at(back, 0, 0, zone),
            created_at=clock.now(),
        )
        if any(each.from_at < row.until_at and row.from_at < each.until_at for each in _own(change.session, actor)):
            raise Invalid("from_on", "problem.away_already")
        vault.put_json(row, "cover", cover, vault.PRACTICE, "practice")
        change.session.add(row)
        change.record(Act.AWAY_SET, object_id=row.id)
        _tell(change, actor)
    return row.id


def end(actor: Actor, away_id: str) -> None:
    """Back from now on, or not away after all. What was told of opening stays: nothing opens sooner by this."""
    with changing(actor) as change:
        row = _fetch(change.session, actor, away_id)
        row.ended_at = row.ended_at or clock.now()
        change.session.add(row)
        change.record(Act.AWAY_ENDED, object_id=away_id)
        _tell(change, actor)


def cancel_within(actor: Actor, away_id: str) -> None:
    """Call off every appointment of the actor's that stands on these days; each client is told."""
    now = clock.now()
    with changing(actor) as change:
        row = _fetch(change.session, actor, away_id)
        for meeting, _ in _standing(change.session, actor, [row], now):
            placing.call_off(meeting, now, "clinician")
            change.session.add(meeting)
            change.record(Act.APPOINTMENT_OUTCOME, object_id=meeting.id, client_id=meeting.client_id, kind="cancelled")
            placing.tell(change, meeting.client_id, queries.next_one(change.session, meeting.client_id, now))
        if not change.records:
            change.record(Act.APPOINTMENT_OUTCOME, object_id=row.id, result="none stood")
        change.announce(f"person:{actor.person_id}")


def _days(from_on: str, until_on: str, today: date) -> tuple[date, date]:
    first, back = schedule.day(from_on, "from_on"), schedule.day(until_on, "until_on")
    schedule.within_reach(first, today, "from_on")
    schedule.within_reach(back, today, "until_on")
    if back <= first:
        raise Invalid("until_on", "problem.back_later")
    return first, back


def _phone(typed: str) -> str:
    phone = people.named(typed, "phone")
    if len(phone) > LONGEST_PHONE:
        raise Invalid("phone", "problem.long", most=str(LONGEST_PHONE))
    return phone


def _own(session: Session, actor: Actor) -> list[Away]:
    return absence.periods(session, actor.person_id, clock.now())


def _fetch(session: Session, actor: Actor, away_id: str) -> Away:
    """One of the actor's own; somebody else's and missing are one answer."""
    access.clinician(actor)
    row = session.get(Away, away_id)
    if row is None or row.person_id != actor.person_id:
        raise NotFound
    return row


def _standing(session: Session, actor: Actor, known: list[Away], now: datetime) -> list[tuple[Appointment, Client]]:
    """The actor's own coming appointments with clients in their care, from the first of these days to the last."""
    since, until = max(now, known[0].from_at), max(each.until_at for each in known)
    rows = session.exec(
        select(Appointment, Client)
        .join(Client, col(Client.id) == Appointment.client_id)
        .where(
            Appointment.clinician_id == actor.person_id,
            access.cared_for_by(actor, now),
            Appointment.starts_at >= since,
            Appointment.starts_at < until,
            col(Appointment.outcome).not_in(access.NOT_COMING),
        )
        .order_by(col(Appointment.starts_at))
        .limit(MEETINGS_SHOWN)
    )
    return list(rows)


def _meetings(session: Session, actor: Actor, known: list[Away], now: datetime) -> list[tuple[Appointment, str]]:
    return [(row, vault.get(client, "name")) for row, client in _standing(session, actor, known, now)]


def _view(row: Away, meetings: list[tuple[Appointment, str]], zone: str, now: datetime) -> AwayView:
    cover = vault.get_json(row, "cover")
    return AwayView(
        id=row.id,
        from_on=clock.local(row.from_at, zone).date().isoformat(),
        until_on=clock.local(row.until_at, zone).date().isoformat(),
        who=cover["who"],
        phone=cover["phone"],
        running=row.from_at <= now,
        falls=[_meeting(met, name, zone) for met, name in meetings if absence.falls([row], met.starts_at)],
    )


def _meeting(row: Appointment, name: str, zone: str) -> AwayMeeting:
    starts = clock.local(row.starts_at, zone)
    return AwayMeeting(row.id, row.client_id, name, starts.date().isoformat(), starts.strftime("%Y-%m-%dT%H:%M"))


def _tell(change: Change, actor: Actor) -> None:
    """What their clients read of reading is another sentence now."""
    clients = change.session.exec(select(Client.id).where(access.cared_for_by(actor, clock.now()))).all()
    change.announce(f"person:{actor.person_id}")
    for client_id in clients:
        change.announce(f"client:{client_id}", f"staff:{client_id}")
