"""The clinician's home: whom they see, and when."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client, Practice
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.views import ClientLine, ClientsView

MET_MINUTES = 60
CLIENTS_A_PAGE = 50


def clients(actor: Actor, search: str = "") -> ClientsView:
    """The clinician's clients: just met, today and tomorrow, then by next appointment and name.

    The order never depends on what a client does.
    """
    now = clock.now()
    with database.reading() as session:
        rules = access.practice(session)
        rows = session.exec(access.clients_visible_to(actor)).all()
        named = [(client, vault.get(client, "name")) for client in rows if client.discharged_at is None]
        wanted = [c for c in named if search.casefold() in c[1].casefold()]
        times = _appointments(session, [client.id for client, _ in wanted], now)
        lines = [_line(client, name, times.get(client.id, []), rules, now) for client, name in wanted]
    lines.sort(key=lambda line: (line.next_at == "", line.next_at, line.name.casefold()))
    on = clock.today(rules.time_zone)
    soon = {on.isoformat(), (on + timedelta(days=1)).isoformat()}
    later = [line for line in lines if line.next_on not in soon and not line.just_met]
    return ClientsView(
        id=actor.person_id,
        just_met=[line for line in lines if line.just_met],
        soon=[line for line in lines if line.next_on in soon and not line.just_met],
        later=later[:CLIENTS_A_PAGE],
        can_add=actor.is_clinician,
        searched=bool(search),
        more=len(later) > CLIENTS_A_PAGE,
    )


def _appointments(session: Session, ids: list[str], now: datetime) -> dict[str, list[Appointment]]:
    found: dict[str, list[Appointment]] = {}
    rows = session.exec(
        select(Appointment)
        .where(
            col(Appointment.client_id).in_(ids),
            Appointment.ends_at > now - timedelta(minutes=MET_MINUTES),
            col(Appointment.outcome).not_in([*access.NOT_COMING, "not_held"]),
        )
        .order_by(col(Appointment.starts_at))
    )
    for row in rows:
        found.setdefault(row.client_id, []).append(row)
    return found


def _line(client: Client, name: str, times: list[Appointment], rules: Practice, now: datetime) -> ClientLine:
    coming = next((row for row in times if row.ends_at > now), None)
    span = access.span(coming.starts_at, coming.ends_at, rules) if coming else None
    zone = rules.time_zone
    starts = clock.local(coming.starts_at, zone) if coming else None
    opens_on = clock.local(span.opens_at, zone).date() if span else None
    return ClientLine(
        id=client.id,
        name=name,
        joined=client.person_id is not None,
        next_at=starts.strftime("%Y-%m-%dT%H:%M") if starts else "",
        next_on=starts.date().isoformat() if starts else "",
        next_near=starts is not None and schedule.is_near(starts.date(), clock.local(now, zone).date()),
        opens_on=opens_on.isoformat() if opens_on else "",
        opens_near=opens_on is not None and schedule.is_near(opens_on, clock.local(now, zone).date()),
        window_open=rules.reading_window == "always" or bool(span and span.opens_at <= now),
        just_met=any(row.ends_at <= now for row in times),
    )
