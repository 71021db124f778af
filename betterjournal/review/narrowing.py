"""What of a client's line of time somebody wants to see, and what there is to choose from."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, false, func, true
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.appointments import queries as appointments
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.errors import Invalid
from betterjournal.review.views import ChoicesView, Option
from betterjournal.review.wanted import Wanted
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.models import Revision

KINDS = ("appointment", "assignment", "returned", "review")
LONGEST = 200
# The latest so many can be jumped to; older ones are reached by a date.
APPOINTMENTS = 50
_NEVER = datetime.max.replace(tzinfo=UTC)


def typed(form: Mapping[str, str]) -> Wanted:
    """What a form asks for; `Invalid` when it makes no sense."""
    kind = form.get("kind", "")
    if kind and kind not in KINDS:
        raise Invalid("kind", "problem.choose")
    since, until = (_day(form.get(name, ""), name) for name in ("from_on", "to_on"))
    if since and until and since > until:
        raise Invalid("to_on", "problem.day_before_first")
    words = form.get("words", "").strip()
    if len(words) > LONGEST:
        raise Invalid("words", "problem.long", most=str(LONGEST))
    return Wanted(
        words=words,
        kind=kind,
        worksheet=form.get("worksheet", "")[:64],
        from_on=since.isoformat() if since else "",
        to_on=until.isoformat() if until else "",
        appointment=form.get("appointment", "")[:64],
    )


def choices(actor: Actor, client_id: str) -> ChoicesView:
    """The worksheets that were set for this client and the latest appointments, as far as the reader may know."""
    now = clock.now()
    with database.reading() as session:
        client = access.client(session, actor, client_id)
        reading = access.reading(session, actor, client)
        theirs = (Assignment.client_id == client.id, Assignment.sent_at <= now, reading.set_before_them)
        of = select(Assignment.revision_id).where(*theirs).distinct()
        definitions = [worksheets.definition_of(session, each) for each in session.exec(of).all()]
        begun = (Appointment.client_id == client.id, Appointment.starts_at <= now, appointments.told())
        met = select(Appointment).where(*begun, reading.met_before_them).order_by(col(Appointment.starts_at).desc())
        rows = session.exec(met.limit(APPOINTMENTS)).all()
        zone = access.practice(session).time_zone
    titles = {each.key: each.title.to(actor.language) for each in definitions}
    days = [Option(row.id, clock.local(row.starts_at, zone).date().isoformat()) for row in rows]
    named = sorted((Option(key, title) for key, title in titles.items()), key=lambda each: each.words.casefold())
    return ChoicesView(client.id, named, days)


def condition(wanted: Wanted, kind: str, table: Any, moment: Any, reading: access.Reading, zone: str) -> Any:
    """The SQL condition on one kind of thing, beside what the reader may see at all."""
    if wanted.kind not in ("", kind):
        return false()
    inside: ColumnElement[bool] = true()
    if wanted.from_on:
        inside &= moment >= clock.at(date.fromisoformat(wanted.from_on), 0, 0, zone)
    if wanted.to_on:
        inside &= moment < clock.at(date.fromisoformat(wanted.to_on) + timedelta(days=1), 0, 0, zone)
    if wanted.appointment:
        inside &= moment < _next_stretch(wanted.appointment, reading)
    return inside & _of(wanted.worksheet, table, reading.client_id) if wanted.worksheet else inside


def _next_stretch(appointment_id: str, reading: access.Reading) -> Any:
    """When the stretch that this appointment stands in is over: at the next one that was held."""
    chosen, met = aliased(Appointment), aliased(Appointment)
    theirs = (chosen.id == appointment_id, chosen.client_id == reading.client_id)
    start = select(chosen.starts_at).where(*theirs).scalar_subquery()
    later = (met.client_id == reading.client_id, met.starts_at > start, col(met.outcome).in_(appointments.HELD))
    over = select(func.min(col(met.starts_at))).where(*later).scalar_subquery()
    return func.coalesce(over, _NEVER)


def _of(worksheet: str, table: Any, client_id: str) -> Any:
    revisions = select(Revision.id).where(Revision.worksheet_key == worksheet)
    if table is Appointment:
        return false()
    if table is Assignment:
        return col(Assignment.revision_id).in_(revisions)
    work = select(Assignment.id).where(Assignment.client_id == client_id, col(Assignment.revision_id).in_(revisions))
    return table.assignment_id.in_(work)


def _day(text: str, field: str) -> date | None:
    return schedule.day(text, field) if text.strip() else None
