"""What a client reads of their own writing; nothing here is for anybody else."""

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Person, Practice
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import EarlyOpening
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.entries import checkins, reading
from betterjournal.entries.models import Aside, Entry, Opened, Shared
from betterjournal.entries.views import (
    AsideView,
    CheckInView,
    EarlierView,
    EarlyLine,
    JournalView,
    OpenedLine,
    PageLine,
    PageView,
    SharedLine,
    SharedPage,
    WorkView,
)
from betterjournal.worksheets import fields, standing
from betterjournal.worksheets import queries as worksheets

PAGE_SIZE = 50
FIRST_LINE = 90


def work(actor: Actor, assignment_id: str, entry_id: str) -> WorkView:
    """The work page: the assignment, the entry as it stands, and what of it is shared."""
    now = clock.now()
    with database.reading() as session:
        assignment = access.own_assignment(session, actor, assignment_id)
        entry = access.own_entry(session, actor, entry_id)
        mine = access.own_client(session, actor)
        rules = access.practice(session)
        window = appointments.window_of(session, mine, rules, now)
        definition = worksheets.definition_of(session, entry.revision_id)
        answers, versions = reading.draft(session, entry)
        shared = _shared(session, assignment.id)
        current = _current(shared, entry)
        plan = assignments.fit_of(session, assignment.id)
        asides = session.exec(select(Aside).where(Aside.entry_id == entry.id)).all()
        entries = session.exec(select(Entry).where(Entry.assignment_id == assignment.id)).all()
    content = assignments.content_of(assignment)
    drawn = fields.sections(
        definition,
        entry.language,  # type: ignore[arg-type]
        answers,
        versions,
        prompt=content.prompt,
        opened_after=entry.after_opened_on is not None,
    )
    labels = {field.key: field.label for section in drawn for field in section.fields}
    before = vault.get_json(current, "content").get("answers") if current else None
    return WorkView(
        id=assignment.id,
        entry_id=entry.id,
        number=entry.number,
        title=content.title,
        note=content.note,
        what=content.what,
        why=content.why,
        when=str(plan.get("when") or content.when),
        where=str(plan.get("where") or content.where),
        first_step=str(plan.get("first_step") or content.first_step),
        smallest=content.smallest,
        how_many=content.how_many,
        minutes=content.minutes,
        language=entry.language,
        window=window,
        sections=drawn,
        questions=standing.answered_count(definition, answers)[1],
        whole=standing.whole(definition, answers),
        two_phase=definition.two_phase,
        after_opened=entry.after_opened_on is not None,
        shared=current.kind if current else "",
        shared_id=current.id if current else "",
        opened=bool(current and current.opened_at),
        smallest_done=bool(current and current.smallest),
        newer_words=before is not None and before != standing.to_share(definition, answers),
        needs_fit=not plan and not answers and not shared,
        withdrawn=assignment.withdrawn_at is not None,
        withdrawn_words=vault.get(assignment, "withdrawn_words"),
        repeats=assignment.repeat != "once" or content.how_many > 1,
        asides=[_aside(row, labels) for row in asides],
        earlier=[
            EarlierView(e.id, e.number, _state(shared, e), e.begun_on.isoformat())
            for e in sorted(entries, key=lambda e: e.number)
            if e.id != entry.id
        ],
    )


def journal(actor: Actor) -> JournalView:
    """My pages: the newest fifty, and the check-ins of late."""
    now = clock.now()
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rules = access.practice(session)
        window = appointments.window_of(session, mine, rules, now)
        pages = _own(session, mine.id, "page")
        check_ins = _own(session, mine.id, "check_in")
        shared = _shared_of(session, [row.id for row in (*pages, *check_ins)])
        words = {row.id: reading.draft(session, row)[0] for row in (*pages, *check_ins)}
    lines = [_page_line(row, words[row.id], shared.get(row.id)) for row in pages]
    rows = [_check_in(row, words[row.id], shared.get(row.id)) for row in check_ins]
    return JournalView(mine.id, window, lines, rows, sum(not row.shared for row in rows))


def page(actor: Actor, entry_id: str) -> PageView:
    """One page of the journal."""
    now = clock.now()
    with database.reading() as session:
        entry = access.own_entry(session, actor, entry_id)
        mine = access.own_client(session, actor)
        window = appointments.window_of(session, mine, access.practice(session), now)
        answers, versions = reading.draft(session, entry)
        shared = _shared_of(session, [entry.id]).get(entry.id)
    before = vault.get_json(shared, "content").get("answers", {}).get("text", "") if shared else ""
    return PageView(
        id=entry.id,
        on=entry.begun_on.isoformat(),
        words=answers.get("text", ""),
        version=versions.get("text", 0),
        language=entry.language,
        window=window,
        shared=shared is not None,
        shared_id=shared.id if shared else "",
        opened=bool(shared and shared.opened_at),
        newer_words=shared is not None and before != answers.get("text", ""),
    )


def shared_page(actor: Actor) -> SharedPage:
    """What the client shared and who opened it, by day.

    One's own clinician's openings appear after the appointment they were for; anyone else's at once.
    """
    now = clock.now()
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rules = access.practice(session)
        window = appointments.window_of(session, mine, rules, now)
        rows = session.exec(
            select(Shared)
            .where(Shared.client_id == mine.id, col(Shared.taken_back_at).is_(None))
            .order_by(col(Shared.shared_at).desc())
            .limit(PAGE_SIZE)
        ).all()
        opened = session.exec(select(Opened).where(Opened.client_id == mine.id)).all()
        early = session.exec(
            select(EarlyOpening)
            .where(EarlyOpening.client_id == mine.id)
            .order_by(col(EarlyOpening.at).desc())
        ).all()
        last = appointments.last_held(session, mine.id, now)
        own = window.clinician_full
        names = _names(session, [o.person_id for o in opened] + [e.person_id for e in early])
        titles = _titles(session, list(rows))
    told = [
        o
        for o in opened
        if names[o.person_id] != own or (last and o.at <= last.ends_at and last.ends_at <= now)
    ]
    told += [
        o for o in opened if o not in told and any(e.person_id == o.person_id and e.at <= o.at for e in early)
    ]
    return SharedPage(
        id=mine.id,
        window=window,
        lines=[_shared_line(row, titles, told, names, rules) for row in rows],
        early=[EarlyLine(names[e.person_id], _on(e.at, rules), vault.get(e, "reason")) for e in early],
    )


def _shared(session: Session, assignment_id: str) -> list[Shared]:
    return list(
        session.exec(
            select(Shared)
            .where(Shared.assignment_id == assignment_id, col(Shared.taken_back_at).is_(None))
            .order_by(col(Shared.shared_at).desc())
        )
    )


def _current(shared: list[Shared], entry: Entry) -> Shared | None:
    """What stands for this entry: its own sharing, or an end said for the whole assignment after it was begun."""
    return next((row for row in shared if row.entry_id in (entry.id, None)), None)


def _state(shared: list[Shared], entry: Entry) -> str:
    return next((row.kind for row in shared if row.entry_id == entry.id), "begun")


def _aside(row: Aside, labels: dict[str, str]) -> AsideView:
    return AsideView(row.id, row.path, labels.get(row.path.split(".")[0], ""), vault.get(row, "value"))


def _own(session: Session, client_id: str, kind: str) -> list[Entry]:
    return list(
        session.exec(
            select(Entry)
            .where(Entry.client_id == client_id, Entry.kind == kind)
            .order_by(col(Entry.begun_on).desc())
            .limit(PAGE_SIZE)
        )
    )


def _shared_of(session: Session, ids: list[str]) -> dict[str | None, Shared]:
    rows = session.exec(
        select(Shared)
        .where(col(Shared.entry_id).in_(ids), col(Shared.taken_back_at).is_(None))
        .order_by(col(Shared.shared_at))
    )
    return {row.entry_id: row for row in rows}


def _page_line(row: Entry, answers: dict[str, str], shared: Shared | None) -> PageLine:
    first = (answers.get("text", "").strip().splitlines() or [""])[0]
    line = first if len(first) <= FIRST_LINE else first[:FIRST_LINE].rsplit(" ", 1)[0] + "…"
    opened, bring = bool(shared and shared.opened_at), bool(shared and shared.bring)
    return PageLine(row.id, row.begun_on.isoformat(), line, shared is not None, opened, bring)


def _check_in(row: Entry, answers: dict[str, str], shared: Shared | None) -> CheckInView:
    kept = checkins.read(answers[checkins.PATH])
    scales = ["" if kept[name] is None else str(kept[name]) for name in checkins.SCALES]
    return CheckInView(row.id, row.begun_on.isoformat(), *scales, kept["words"], shared is not None)


def _names(session: Session, ids: list[str]) -> dict[str, str]:
    rows = session.exec(select(Person).where(col(Person.id).in_(set(ids)))).all()
    return {row.id: vault.get(row, "name") for row in rows}


def _titles(session: Session, rows: list[Shared]) -> dict[str, str]:
    ids = {row.assignment_id for row in rows if row.assignment_id}
    found = session.exec(select(Assignment).where(col(Assignment.id).in_(ids))).all()
    return {row.id: assignments.content_of(row).title for row in found}


def _shared_line(
    row: Shared, titles: dict[str, str], opened: list[Opened], names: dict[str, str], rules: Practice
) -> SharedLine:
    readers = [OpenedLine(names[o.person_id], _on(o.at, rules)) for o in opened if o.shared_id == row.id]
    return SharedLine(
        id=row.id,
        title=titles.get(row.assignment_id or "", ""),
        kind=row.kind,
        on=_on(row.shared_at, rules),
        can_take_back=row.opened_at is None,
        opened=readers,
    )


def _on(moment: object, rules: Practice) -> str:
    return clock.local(moment, rules.time_zone).date().isoformat()  # type: ignore[arg-type]
