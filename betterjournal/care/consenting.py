"""What a client agreed to; and, when the text is new, they came back or had withdrawn, their consent anew.

Until they give it they only read what is theirs. What was agreed before stays as it was, with its version.
"""

from sqlmodel import Session, col, select

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.accounts import consent, people
from betterjournal.accounts.models import Client, Consent
from betterjournal.appointments import queries as appointments
from betterjournal.audit import Act
from betterjournal.care.views import ConsentView, GivenLine
from betterjournal.changes import changing
from betterjournal.errors import Invalid, Refused


def look(actor: Actor) -> ConsentView:
    """What the client reads before they agree, and after; whoever is not asked sees that they are not.

    Where nobody has them in their care the practice itself stands in for a name.
    """
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rules = access.practice(session)
        name = people.first_name(appointments.clinician_name(session, mine.id))
        asked = access.asked(session, mine) if access.space(session, mine) == "asked" else ""
        given = _given(session, mine, rules.time_zone)
    return ConsentView(
        id=mine.id,
        practice=rules.name,
        clinician=name or rules.name,
        phone=rules.phone,
        reading_window=rules.reading_window,
        asked=asked,
        given=given,
        may_stop=any(not line.until for line in given),
    )


def agree(actor: Actor, agreed: frozenset[str]) -> None:
    """Keep the consent to every topic; from now on the client writes and shares again."""
    if agreed != frozenset(consent.TOPICS):
        raise Invalid("agreed", "problem.consent")
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        access.hold(change.session, mine.id)
        why = access.asked(change.session, mine)
        if not why or mine.discharged_at is not None:
            raise Refused("problem.not_asked")
        today = clock.day_begins(clock.now(), actor.time_zone)
        change.session.add_all(consent.given(mine.id, actor.language, today))
        change.record(Act.CONSENTED, client_id=mine.id, kind=f"version {consent.VERSION}")
        change.announce(f"client:{mine.id}")
        if why == "withdrawn":
            # They know of it; that somebody agreed to a new text is no news to anybody.
            change.announce(f"staff:{mine.id}")


def _given(session: Session, mine: Client, zone: str) -> list[GivenLine]:
    """All topics are agreed to in one press and taken back in one, known by its day: a line for each."""
    newest = (col(Consent.given_at).desc(), col(Consent.version).desc(), col(Consent.withdrawn_at).is_not(None))
    rows = session.exec(select(Consent).where(Consent.client_id == mine.id).order_by(*newest, col(Consent.id)))
    presses = {(row.given_at, row.version, row.withdrawn_at): row for row in rows}
    return [
        GivenLine(
            id=row.id,
            version=row.version,
            on=clock.local(row.given_at, zone).date().isoformat(),
            until=clock.local(row.withdrawn_at, zone).date().isoformat() if row.withdrawn_at else "",
        )
        for row in presses.values()
    ]
