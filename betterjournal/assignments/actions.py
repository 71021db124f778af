"""What is done with an assignment: sent, withdrawn, and fitted by the client to their own week."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import composing, landing
from betterjournal.assignments.composing import Given
from betterjournal.assignments.kept import content_of, fit_of
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.assignments.views import Content, SentView, UndoneView
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.worksheets import queries as worksheets

LONGEST_PLAN = 300
# What the screen offers, and what a slow line may take on top.
UNDO_SECONDS = 20
UNDO_WITHIN = timedelta(seconds=UNDO_SECONDS + 10)


@dataclass(frozen=True)
class Plan:
    """The client's own answer to "Does this still fit?". `sureness` is 0-10, None when unset."""

    when: str = ""
    where: str = ""
    first_step: str = ""
    sureness: int | None = None
    smallest: bool = False

    @classmethod
    def typed(cls, form: dict[str, str]) -> "Plan":
        """From the form as it was sent; what is no number is left unset."""
        sure = form.get("sureness", "")
        return cls(
            when=form.get("when", ""),
            where=form.get("where", ""),
            first_step=form.get("first_step", ""),
            sureness=int(sure) if sure.isdecimal() and len(sure) <= 2 else None,
            smallest="smallest" in form,
        )


def send(actor: Actor, client_id: str, given: Given) -> SentView:
    """Send work to a client; the same request twice is one assignment."""
    content = composing.check(given)
    with changing(actor) as change:
        client = access.client_in_care(change.session, actor, client_id)
        access.not_stopped(change.session, client_id)
        # One press that arrives twice at once: the second waits here, and finds what the first sent.
        access.person(change.session, actor, alone=True)
        row = _sent_before(change.session, given.request_id, client_id)
        if row is None:
            row = put_in(change, actor, client, given, content)
        change.record(Act.SENT, object_id=row.id, client_id=client_id, kind=row.revision_id)
        zone = access.practice(change.session).time_zone
    return sent_view(client, row, zone)


def put_in(change: Change, actor: Actor, client: Client, given: Given, content: Content) -> Assignment:
    """Work with checked words for a client that the caller may send to, within the change that records it."""
    named = named_for(change.session, client.language, given.revision_id, content)
    row = _assignment(change.session, actor, client, given, content)
    vault.put_json(row, "content", asdict(named), client.id, "record")
    change.session.add(row)
    change.announce(f"client:{client.id}", f"staff:{client.id}")
    return row


def sent_view(client: Client, row: Assignment, zone: str) -> SentView:
    """What is said of work that was just sent or changed."""
    name, now = vault.get(client, "name"), clock.now()
    lands_on = landing.lands_on(row.visible_at, now, zone)
    return SentView(
        id=row.id,
        client_id=client.id,
        name=name,
        first_name=people.first_name(name),
        waiting=row.visible_at is None,
        lands_on=lands_on,
    )


def undo(actor: Actor, assignment_id: str) -> UndoneView:
    """Take back what was sent a moment ago, as if it had not been sent; what the client wrote meanwhile stays theirs.

    Pressed twice it is one undoing; `Refused` once the moment is over.
    """
    with changing(actor) as change:
        return undo_in(change, actor, assignment_id)


def undo_in(change: Change, actor: Actor, assignment_id: str) -> UndoneView:
    """The same within a change that does more.

    The client is held before anything is recorded, as everywhere: in another order two could wait for each other.
    """
    row = access.assignment_in_care(change.session, actor, assignment_id, alone=True)
    client, now = access.client_in_care(change.session, actor, row.client_id), clock.now()
    if row.undone_at is None:
        if row.withdrawn_at or now > row.sent_at + UNDO_WITHIN:
            raise Refused("problem.undo_over")
        row.undone_at = row.withdrawn_at = now
        change.session.add(row)
        change.announce(f"client:{row.client_id}", f"staff:{row.client_id}")
    change.record(Act.WITHDRAWN, object_id=row.id, client_id=row.client_id, kind="undone")
    seen = row.visible_at is not None and row.visible_at <= row.undone_at
    return UndoneView(row.client_id, people.first_name(vault.get(client, "name")), seen)


def withdraw(actor: Actor, assignment_id: str, words: str = "") -> None:
    """Take an assignment back, with words for the client; what they wrote stays theirs."""
    if len(words) > composing.SHORT:
        raise Invalid("words", "problem.long", most=str(composing.SHORT))
    with changing(actor) as change:
        row = access.assignment_in_care(change.session, actor, assignment_id)
        row.withdrawn_at = row.withdrawn_at or clock.now()
        vault.put(row, "withdrawn_words", words.strip() or None, row.client_id, "record")
        change.session.add(row)
        change.record(Act.WITHDRAWN, object_id=row.id, client_id=row.client_id)
        change.announce(f"client:{row.client_id}", f"staff:{row.client_id}")


def fit(actor: Actor, assignment_id: str, plan: Plan) -> None:
    """Keep the client's own plan beside the clinician's wording; the latest one counts.

    Only what the client changed is theirs: words left as they were are stored as "".
    """
    for name in ("when", "where", "first_step"):
        if len(getattr(plan, name)) > LONGEST_PLAN:
            raise Invalid(name, "problem.long", most=str(LONGEST_PLAN))
    if plan.sureness is not None and not 0 <= plan.sureness <= 10:
        raise Invalid("sureness", "problem.between", low="0", high="10")
    with changing(actor) as change:
        row = access.own_assignment(change.session, actor, assignment_id, to_write=True)
        access.not_withdrawn(row)
        _keep_plan(change, actor, row, _changed(plan, row))


def take_smallest(actor: Actor, assignment_id: str, *, taken: bool) -> None:
    """The client means to do the smallest version, or all of it after all; the rest of their plan stays."""
    with changing(actor) as change:
        row = access.own_assignment(change.session, actor, assignment_id, to_write=True)
        access.not_withdrawn(row)
        if taken and not content_of(row).smallest:
            raise Refused
        _keep_plan(change, actor, row, {**fit_of(change.session, row.id), "smallest": taken})


def _keep_plan(change: Change, actor: Actor, row: Assignment, plan: dict[str, object]) -> None:
    for old in change.session.exec(select(Fit).where(Fit.assignment_id == row.id)):
        change.session.delete(old)
    answer = Fit(assignment_id=row.id, client_id=row.client_id, answered_on=clock.today(actor.time_zone))
    vault.put_json(answer, "content", plan, row.client_id, "private")
    change.session.add(answer)
    change.record(Act.FITTED, object_id=row.id, client_id=row.client_id)
    change.announce(f"client:{row.client_id}")


def _changed(plan: Plan, row: Assignment) -> dict[str, object]:
    given = vault.get_json(row, "content")
    kept = asdict(plan)
    for name in ("when", "where", "first_step"):
        words = kept[name].strip()
        kept[name] = "" if words == given[name] else words
    return kept


def _sent_before(session: Session, request_id: str, client_id: str) -> Assignment | None:
    found = session.exec(select(Assignment).where(Assignment.request_id == request_id)).first()
    if found and found.client_id != client_id:
        raise NotFound
    return found


def named_for(session: Session, language: str, revision_id: str, content: Content) -> Content:
    """The words with the title the client reads: the worksheet's, or the first line of a plain task."""
    try:
        definition = worksheets.definition_of(session, revision_id)
    except NotFound:
        raise Invalid("worksheet", "problem.worksheet_gone") from None
    is_task = definition.key == worksheets.JUST_A_TASK
    title = composing.first_line(content.what) if is_task else definition.title.to(language)
    prompt = content.prompt if definition.key == worksheets.JOURNAL_PROMPT else ""
    note_language = content.note_language if content.note and content.note_language != language else ""
    return replace(content, title=content.title or title, prompt=prompt, note_language=note_language)


def _assignment(session: Session, actor: Actor, client: Client, given: Given, content: Content) -> Assignment:
    now = clock.now()
    continued = access.assignment_in_care(session, actor, given.continues_id) if given.continues_id else None
    if continued and continued.client_id != client.id:
        raise NotFound
    waits = appointments.next_one(session, client.id, now) if given.after_appointment else None
    if given.after_appointment and waits is None:
        raise Invalid("sending", "problem.no_appointment")
    visible_at = None if waits else _lands(session, given, now)
    return Assignment(
        client_id=client.id,
        clinician_id=actor.person_id,
        revision_id=given.revision_id,
        language=client.language,
        repeat=content.repeat,
        weekdays=content.weekdays,
        aim=content.how_many,
        sent_at=now,
        after_appointment_id=waits.id if waits else None,
        visible_at=visible_at,
        continues_id=continued.id if continued else None,
        request_id=given.request_id,
    )


def _lands(session: Session, given: Given, now: datetime) -> datetime:
    if given.lands_on is None:
        return now
    return landing.moment(given.lands_on, now, access.practice(session).time_zone)
