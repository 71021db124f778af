"""A client who came back is asked for their consent anew; until they give it they only read what is theirs."""

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.accounts import consent, people
from betterjournal.appointments import queries as appointments
from betterjournal.audit import Act
from betterjournal.care.views import ConsentView
from betterjournal.changes import changing
from betterjournal.errors import Invalid, Refused


def look(actor: Actor) -> ConsentView:
    """What the client reads before they agree; whoever is not asked sees that they are not.

    Where nobody has them in their care the practice itself stands in for a name.
    """
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rules = access.practice(session)
        name = people.first_name(appointments.clinician_name(session, mine.id))
        asked = access.space(session, mine) == "asked"
    return ConsentView(
        id=mine.id,
        practice=rules.name,
        clinician=name or rules.name,
        phone=rules.phone,
        reading_window=rules.reading_window,
        asked=asked,
    )


def agree(actor: Actor, agreed: frozenset[str]) -> None:
    """Keep the consent to every topic; from now on the client writes and shares again."""
    if agreed != frozenset(consent.TOPICS):
        raise Invalid("agreed", "problem.consent")
    with changing(actor) as change:
        mine = access.own_client(change.session, actor)
        if access.space(change.session, mine) != "asked":
            raise Refused("problem.not_asked")
        change.session.add_all(consent.given(mine.id, actor.language, clock.now()))
        change.record(Act.CONSENTED, client_id=mine.id, kind=f"version {consent.VERSION}")
        change.announce(f"client:{mine.id}")
