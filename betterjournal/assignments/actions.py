"""What is done with an assignment: sent, withdrawn, and fitted by the client to their own week."""

from dataclasses import asdict, dataclass, replace

from sqlmodel import Session, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import composing
from betterjournal.assignments.composing import Given
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.assignments.views import Content, SentView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, NotFound
from betterjournal.worksheets import queries as worksheets

LONGEST_PLAN = 300


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
        row = _sent_before(change.session, given.request_id, client_id)
        if row is None:
            row = _assignment(change.session, actor, client, given)
            named = _named(change.session, client, given.revision_id, content)
            vault.put_json(row, "content", asdict(named), client_id, "record")
            change.session.add(row)
            change.announce(f"client:{client_id}", f"staff:{client_id}")
        change.record(Act.SENT, object_id=row.id, client_id=client_id, kind=row.revision_id)
    return SentView(row.id, client_id, vault.get(client, "name"))


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
        for old in change.session.exec(select(Fit).where(Fit.assignment_id == row.id)):
            change.session.delete(old)
        answer = Fit(assignment_id=row.id, client_id=row.client_id, answered_on=clock.today(actor.time_zone))
        vault.put_json(answer, "content", _changed(plan, row), row.client_id, "private")
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


def _named(session: Session, client: Client, revision_id: str, content: Content) -> Content:
    """The title the client reads: the worksheet's, or the first line of a plain task."""
    definition = worksheets.definition_of(session, revision_id)
    title = content.title or (
        composing.first_line(content.what)
        if definition.key == worksheets.JUST_A_TASK
        else definition.title.to(client.language)
    )
    prompt = content.prompt if definition.key == worksheets.JOURNAL_PROMPT else ""
    return replace(content, title=title, prompt=prompt)


def _assignment(session: Session, actor: Actor, client: Client, given: Given) -> Assignment:
    now = clock.now()
    continued = access.assignment_in_care(session, actor, given.continues_id) if given.continues_id else None
    if continued and continued.client_id != client.id:
        raise NotFound
    waits = appointments.next_one(session, client.id, now) if given.after_appointment else None
    if given.after_appointment and waits is None:
        raise Invalid("sending", "problem.no_appointment")
    return Assignment(
        client_id=client.id,
        clinician_id=actor.person_id,
        revision_id=given.revision_id,
        language=client.language,
        repeat=given.repeat,
        aim=given.aim,
        sent_at=now,
        after_appointment_id=waits.id if waits else None,
        visible_at=None if waits else now,
        continues_id=continued.id if continued else None,
        request_id=given.request_id,
    )
