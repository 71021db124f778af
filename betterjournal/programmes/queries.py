"""What is read of programmes: a clinician's own, and what is under way for one client."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client
from betterjournal.assignments import composing
from betterjournal.assignments.models import Assignment, Favourite
from betterjournal.assignments.views import Content
from betterjournal.programmes import building, order, steps
from betterjournal.programmes.models import Programme, ProgrammeStep, StartedProgramme
from betterjournal.programmes.views import (
    ChoiceLine,
    ClientProgrammesView,
    OtherView,
    ProgrammeLine,
    ProgrammesView,
    ProgrammeView,
    StartedView,
    StepView,
)


def programmes(actor: Actor) -> ProgrammesView:
    """The actor's own, the newest first."""
    access.clinician(actor)
    with database.reading() as session:
        return ProgrammesView(actor.person_id, _lines(session, actor))


def programme(actor: Actor, programme_id: str) -> ProgrammeView:
    """One of them with its steps, and what a step can be made of."""
    with database.reading() as session:
        row = access.own_programme(session, actor, programme_id)
        choices = steps.choices(session, actor.language)
        rows = steps.of_programme(session, row.id)
        return ProgrammeView(
            id=row.id,
            title=vault.get(row, "title"),
            language=row.language,
            steps=[steps.view(step, choices) for step in rows],
            choices=choices,
            favourites=_favourites(session, actor, row.language),
            full=len(rows) >= order.MOST,
        )


def of_client(actor: Actor, client_id: str) -> ClientProgrammesView:
    """What is under way for one client, and what could be started for them.

    Who reads without having them in their care, or finished with them, is shown nothing of what is planned.
    """
    with database.reading() as session:
        client = access.client(session, actor, client_id)
        in_care = access.has_in_care(session, actor, client_id) and client.discharged_at is None
        name = vault.get(client, "name")
        choices = steps.choices(session, actor.language)
        lines = _lines(session, actor) if in_care else []
        return ClientProgrammesView(
            id=client.id,
            name=name,
            first_name=people.first_name(name),
            language=client.language,
            in_care=in_care,
            started=_under_way(session, actor, client, choices) if in_care else [],
            offers=[line for line in lines if line.language == client.language and line.steps],
            elsewhere=len([line for line in lines if line.language != client.language]),
            others=_others(session, actor, client) if in_care else [],
            choices=choices,
        )


def _lines(session: Session, actor: Actor) -> list[ProgrammeLine]:
    counted = select(ProgrammeStep.programme_id, func.count(col(ProgrammeStep.id))).join(Programme)
    many = dict(
        session.exec(counted.where(Programme.person_id == actor.person_id).group_by(ProgrammeStep.programme_id)).all()
    )
    return [
        ProgrammeLine(row.id, vault.get(row, "title"), row.language, many.get(row.id, 0))
        for row in building.mine(session, actor)
    ]


def _favourites(session: Session, actor: Actor, language: str) -> list[ChoiceLine]:
    rows = session.exec(
        select(Favourite)
        .where(Favourite.person_id == actor.person_id, Favourite.language == language)
        .order_by(col(Favourite.kept_at).desc())
    )
    return [
        ChoiceLine(row.id, row.worksheet_key, composing.first_line(Content(**vault.get_json(row, "content")).what))
        for row in rows
    ]


def _under_way(session: Session, actor: Actor, client: Client, choices: list[ChoiceLine]) -> list[StartedView]:
    """Also those of a colleague who has them no more, for whoever took them over and may read so far back."""
    rows = session.exec(
        select(StartedProgramme)
        .where(StartedProgramme.client_id == client.id, col(StartedProgramme.ended_at).is_(None))
        .order_by(col(StartedProgramme.started_at))
    )
    now = clock.now()
    return [_started(session, row, choices, now) for row in rows if access.reaches(session, actor, client, row)]


def _started(session: Session, row: StartedProgramme, choices: list[ChoiceLine], now: datetime) -> StartedView:
    pairs = steps.of_started(session, row.id)
    there = set(
        session.exec(
            select(Assignment.id).where(
                col(Assignment.id).in_([sent.id for _, sent in pairs if sent is not None]), access.arrived(now)
            )
        )
    )
    to_come = [step.id for step, sent in pairs if sent is None]
    lines: list[StepView] = []
    for step, sent in pairs:
        state = "next" if step.id in to_come[:1] else "later"
        if sent is not None:
            state = "sent" if sent.id in there or sent.withdrawn_at is not None else "waits"
        lines.append(steps.view(step, choices, state))
    number = len(pairs) - len(to_come)
    return StartedView(
        id=row.id,
        title=vault.get(row, "title"),
        release=row.release,
        idle=_idle(session, row),
        number=number,
        total=len(pairs),
        next_title=next((line.title for line in lines if line.state == "next"), ""),
        next_number=next((place for place, line in enumerate(lines, 1) if line.state == "next"), 0),
        steps=lines,
        full=len(pairs) >= order.MOST,
    )


def _idle(session: Session, row: StartedProgramme) -> str:
    if access.is_stopped(session, row.client_id):
        return "stopped"
    if row.release == "hand":
        return "hand"
    return "" if access.cares_for(session, row.clinician_id, row.client_id) else "care"


def _others(session: Session, actor: Actor, client: Client) -> list[OtherView]:
    """Others of one's own who read the same language and for whom nothing is under way, by name."""
    rows = session.exec(
        access.clients_visible_to(actor).where(
            access.cared_for_by(actor, clock.now()),
            Client.id != client.id,
            Client.language == client.language,
            col(Client.discharged_at).is_(None),
        )
    )
    stopped, busy = access.stopped_ones(session), _busy(session)
    found = [OtherView(row.id, vault.get(row, "name")) for row in rows if row.id not in stopped | busy]
    return sorted(found, key=lambda other: other.name.casefold())


def _busy(session: Session) -> set[str]:
    """Those who have one under way, to leave them out of what is offered; starting asks again."""
    unended = select(StartedProgramme.client_id).where(col(StartedProgramme.ended_at).is_(None))
    return set(session.exec(unended.where(steps.has_more())))
