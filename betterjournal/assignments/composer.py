"""What the composer opens with: empty, carrying on, sent again, or changing what was sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client, Person
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import composing, editing, favourites, landing, phrases, starting
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.queries import content_of
from betterjournal.assignments.views import (
    BesideLine,
    BesideView,
    ChoiceView,
    ComposerView,
    Content,
    OwnView,
    StartView,
)
from betterjournal.errors import NotFound
from betterjournal.review.models import Review
from betterjournal.worksheets import queries as worksheets

# So far back the last plan is looked for, and so many decisions are offered to carry on from.
LOOKED_BACK, CARRIED = 20, 3
ONE_OCCASION = timedelta(hours=12)


def composer(actor: Actor, client_id: str, continues_id: str = "", decision: str = "") -> ComposerView:
    """The composer for one client; continuing fills it from the last assignment and the decision about it."""
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        view = open_for(session, actor, client)
        before = access.assignment_in_care(session, actor, continues_id) if continues_id else None
        if before is None or before.client_id != client.id:
            return view
        return replace(
            view,
            starts=[],
            revision_id=newest(session, before, view.choices),
            given=starting.decided(content_of(before), decision),
            continues_id=before.id,
            decision=decision,
        )


def again(actor: Actor, client_id: str, assignment_id: str) -> ComposerView:
    """The composer as it stood when this was sent, to send it once more after it was taken back."""
    now = clock.now()
    with database.reading() as session:
        client, row = _theirs(session, actor, client_id, assignment_id)
        view = open_for(session, actor, client)
        lands_on = landing.lands_on(row.visible_at, now, access.practice(session).time_zone)
        after = row.after_appointment_id is not None and view.window.meet_on != ""
        return replace(
            view,
            starts=[],
            revision_id=newest(session, row, view.choices),
            given=content_of(row),
            continues_id=row.continues_id or "",
            again_id=row.id,
            sending="on" if lands_on else "after" if after else "now",
            lands_on=lands_on,
        )


def edited(actor: Actor, client_id: str, assignment_id: str) -> ComposerView:
    """The composer with what was sent, to change it; its worksheet stands."""
    now = clock.now()
    with database.reading() as session:
        client, row = _theirs(session, actor, client_id, assignment_id)
        view = open_for(session, actor, client)
        arrived = session.exec(select(Assignment.id).where(Assignment.id == row.id, access.arrived(now))).first()
        return replace(
            view,
            starts=[],
            choices=[_as_sent(session, actor, row)],
            revision_id=row.revision_id,
            given=content_of(row),
            edits_id=row.id,
            changes=editing.count(session, row.id),
            waiting=arrived is None,
        )


def own(actor: Actor, client_id: str) -> OwnView:
    """The actor's favourites that this client can read, and their phrases."""
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        return OwnView(
            id=client.id,
            person_id=actor.person_id,
            favourites=favourites.of(session, actor, client),
            phrases=phrases.of(session, actor, client.language),
        )


def beside(actor: Actor, client_id: str) -> BesideView:
    """What colleagues sent to the same client today, so that nobody sends the same twice."""
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        zone, reading = access.practice(session).time_zone, access.reading(session, actor, client)
        rows = session.exec(
            select(Assignment, Person)
            .join(Person, col(Person.id) == Assignment.clinician_id)
            .where(
                Assignment.client_id == client.id,
                reading.set_before_them,
                Assignment.clinician_id != actor.person_id,
                Assignment.sent_at >= clock.at(clock.today(zone), 0, 0, zone),
                col(Assignment.withdrawn_at).is_(None),
            )
            .order_by(col(Assignment.sent_at).desc())
            .limit(LOOKED_BACK)
        ).all()
        lines = [BesideLine(people.first_name(vault.get(by, "name")), content_of(row).title) for row, by in rows]
    return BesideView(client.id, lines)


def _theirs(session: Session, actor: Actor, client_id: str, assignment_id: str) -> tuple[Client, Assignment]:
    client = access.client_in_care(session, actor, client_id)
    row = access.assignment_in_care(session, actor, assignment_id)
    if row.client_id != client.id:
        raise NotFound
    return client, row


def open_for(session: Session, actor: Actor, client: Client) -> ComposerView:
    """The composer, empty, for a client whom the caller was already allowed to send to."""
    now, rules = clock.now(), access.practice(session)
    name = vault.get(client, "name")
    window = appointments.window_of(session, client, rules, now)
    reading = access.reading(session, actor, client)
    rows = _sent_before(session, reading)
    first_day, last_day = landing.days(now, rules.time_zone)
    choices = _choices(session, actor, client, rows)
    return ComposerView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        language=client.language,
        window=window,
        choices=choices,
        starts=_carried(session, reading, rows, choices),
        revision_id="",
        given=Content(),
        meets_today=window.meet_on == clock.local(now, rules.time_zone).date().isoformat(),
        first_day=first_day.isoformat(),
        last_day=last_day.isoformat(),
    )


def _sent_before(session: Session, reading: access.Reading) -> Sequence[Assignment]:
    """The client's latest work, the newest first; what was undone at once was never set."""
    return session.exec(
        select(Assignment)
        .where(Assignment.client_id == reading.client_id, reading.set_before_them, col(Assignment.undone_at).is_(None))
        .order_by(col(Assignment.sent_at).desc())
        .limit(LOOKED_BACK)
    ).all()


def _choices(session: Session, actor: Actor, client: Client, sent: Sequence[Assignment]) -> list[ChoiceView]:
    """Those this client had last come first, then by name for the clinician; the client's words in their language."""
    last: dict[str, Assignment] = {}
    for row in sent:
        last.setdefault(worksheets.definition_of(session, row.revision_id).key, row)
    theirs = {choice.key: choice for choice in worksheets.choices(session, client.language)}
    used = list(last)
    choices = [
        ChoiceView(
            key=choice.key,
            revision_id=choice.revision_id,
            name=choice.title,
            purpose=choice.purpose,
            title=theirs[choice.key].title,
            defaults=starting.as_last_time(theirs[choice.key].defaults, _last_plan(client, last.get(choice.key))),
        )
        for choice in worksheets.choices(session, actor.language)
    ]
    return sorted(choices, key=lambda choice: used.index(choice.key) if choice.key in used else len(used))


def _last_plan(client: Client, row: Assignment | None) -> Content | None:
    return content_of(row) if row and row.language == client.language else None


def _carried(
    session: Session, reading: access.Reading, sent: Sequence[Assignment], choices: list[ChoiceView]
) -> list[StartView]:
    """What was decided to go on when they last looked at work together, as long as nothing was sent from it."""
    rows = session.exec(
        select(Review, Assignment)
        .join(Assignment, col(Assignment.id) == Review.assignment_id)
        .where(
            Review.client_id == reading.client_id,
            Review.decision != "let_go",
            reading.decided_before_them,
            reading.set_before_them,
        )
        .order_by(col(Review.at).desc())
        .limit(CARRIED)
    ).all()
    gone_on = {row.continues_id for row in sent}
    names = {choice.revision_id: choice.name for choice in choices}
    found = []
    for review, row in rows:
        if rows[0][0].at - review.at > ONE_OCCASION:
            break
        revision_id = newest(session, row, choices)
        if row.id not in gone_on and revision_id:
            given = starting.decided(content_of(row), review.decision)
            title, worksheet = composing.first_line(given.what), names[revision_id]
            found.append(StartView(row.id, review.decision, title, worksheet, revision_id, given))
    return found


def newest(session: Session, before: Assignment, choices: list[ChoiceView]) -> str:
    """The newest revision of the worksheet that this assignment used."""
    key = worksheets.definition_of(session, before.revision_id).key
    return next((choice.revision_id for choice in choices if choice.key == key), "")


def _as_sent(session: Session, actor: Actor, row: Assignment) -> ChoiceView:
    definition = worksheets.definition_of(session, row.revision_id)
    key, title = definition.key, definition.title
    name, purpose = title.to(actor.language), definition.purpose.to(actor.language)
    defaults = worksheets.suggested(definition, row.language)
    return ChoiceView(key, row.revision_id, name, purpose, title.to(row.language), defaults)
