"""What a client reads of their own writing; nothing here is for anybody else."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import cast

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Client, Person
from betterjournal.appointments import queries as appointments
from betterjournal.appointments.models import EarlyOpening
from betterjournal.appointments.views import WindowView
from betterjournal.appointments.window import Setting, prepares
from betterjournal.assignments import editing, repeating
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import ChangedView
from betterjournal.care import queries as care
from betterjournal.entries import actions, before, drawing, reading
from betterjournal.entries.models import ENDS, Aside, Entry, Opened, Shared, Together
from betterjournal.entries.views import JournalView, PageView, SharedPage, WorkView
from betterjournal.worksheets import fields
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.views import FieldView, SectionView

PAGE_SIZE = 50


def work(actor: Actor, assignment_id: str, entry_id: str) -> WorkView:
    """The work page: the assignment, the entry as it stands, and what of it is shared.

    `entry_id` is "" for work taken back before anything was written: then there is nothing to fill in.
    """
    with database.reading() as session:
        assignment = access.own_assignment(session, actor, assignment_id)
        entry = access.own_entry(session, actor, entry_id) if entry_id else None
        mine = access.own_client(session, actor)
        shared, window = _shared(session, assignment.id), _window(session, mine)
        stands = drawing.current(shared, entry, assignment.repeat, actor.time_zone)
        known = repeating.facts(session, mine, [assignment], actor.time_zone, clock.now())
        things = repeating.done(repeating.sheets(session, [assignment.id]).get(assignment.id, {}), shared, known)
        definition = worksheets.definition_of(session, (entry or assignment).revision_id)
        earlier = before.of(session, assignment, definition.key, entry_id)
        sheet = drawing.Sheet(
            assignment=assignment,
            entry=entry,
            definition=definition,
            draft=reading.draft(session, entry) if entry else ({}, {}),
            plan=assignments.fit_of(session, assignment.id),
            changed=editing.told(session, [assignment.id], actor.time_zone).get(assignment.id, ChangedView()),
            shared=shared,
            ends=_ends(session, assignment.id),
            asides=list(session.exec(select(Aside).where(Aside.entry_id == entry_id))),
            earlier=earlier,
            earlier_shared=reading.shared_of(session, earlier),
            titles=before.titles(session, [row for row in earlier if row.assignment_id != assignment.id]),
            window=window,
            also_reads=care.also_read(session, mine.id),
            promised=_promised(session, mine, stands, window),
            readable=_readable(session, stands),
            names=_first_names(session, getattr(stands, "marked_by", None), getattr(entry, "together_with", None)),
            zone=actor.time_zone,
            can_write=access.may_write(session, mine),
            sheets=mine.sheets,
            repeat=repeating.view(assignment, things, known),
            days_back=_days_back(assignment, entry, known),
            sitting=_sitting(session, entry),
            remind_on=repeating.remind_on(assignment, known),
            changes_at=known.ends_at,
        )
    return drawing.work(sheet)


def _sitting(session: Session, entry: Entry | None) -> Together | None:
    """In which a clinician has this very entry open, and may write in it."""
    if entry is None or not entry.together_with:
        return None
    lasting = access.open_together(session, [entry.assignment_id or ""])
    return next((each for each in lasting if each.entry_id == entry.id), None)


def _days_back(assignment: Assignment, entry: Entry | None, known: repeating.Facts) -> list[date]:
    """Days that an entry may tell of: as far back as a week and no further than the work, and the one it tells of."""
    days = (known.today - timedelta(days=ago) for ago in range(actions.DAYS_BACK + 1))
    offered = [day for day in days if day >= known.rule(assignment).from_on]
    return offered if entry is None or entry.about_on in offered else [*offered, entry.about_on]


def fields_now(actor: Actor, entry_id: str) -> list[FieldView]:
    """Every field as it is drawn with the answers of this moment, after one that leads was saved."""
    with database.reading() as session:
        entry = access.own_entry(session, actor, entry_id)
        assignment = access.own_assignment(session, actor, entry.assignment_id or "")
        definition = worksheets.definition_of(session, entry.revision_id)
        answers, versions = reading.draft(session, entry)
    drawn = drawing.sections(assignment, entry, definition, answers, versions)
    return [field for section in drawn for field in section.fields]


def example(actor: Actor, entry_id: str) -> list[SectionView]:
    """The filled example of the entry's worksheet, in the entry's language."""
    with database.reading() as session:
        entry = access.own_entry(session, actor, entry_id)
        definition = worksheets.definition_of(session, entry.revision_id)
    return fields.example(definition, entry.language)


def journal(actor: Actor) -> JournalView:
    """My pages: the newest fifty, and the check-ins of late."""
    with database.reading() as session:
        mine = access.own_client(session, actor)
        window = _window(session, mine)
        pages = _own(session, mine.id, "page")
        check_ins = _own(session, mine.id, "check_in")
        shared = reading.shared_of(session, (*pages, *check_ins))
        words = reading.words_of(session, (*pages, *check_ins))
        also, can_write = care.also_read(session, mine.id), access.may_write(session, mine)
        met = _last_met(session, mine.id, actor.time_zone)
    lines = [drawing.page_line(row, words[row.id], shared.get(row.id)) for row in pages]
    rows = [drawing.check_in(row, words[row.id], shared.get(row.id)) for row in check_ins]
    private = [row for row in rows if not row.shared]
    to_share, before = [row for row in private if row.on >= met], [row for row in private if row.on < met]
    return JournalView(mine.id, window, lines, rows, to_share, before, also, can_write)


def page(actor: Actor, entry_id: str) -> PageView:
    """One page of the journal."""
    with database.reading() as session:
        entry = access.own_entry(session, actor, entry_id)
        mine = access.own_client(session, actor)
        window = _window(session, mine)
        answers, versions = reading.draft(session, entry)
        shared = reading.shared_of(session, [entry]).get(entry.id)
        asides = session.exec(select(Aside).where(Aside.entry_id == entry.id)).all()
        promised = _promised(session, mine, shared, window)
        also, readable = care.also_read(session, mine.id), _readable(session, shared)
        in_file = shared is None and _was_opened(session, entry.id)
        can_write = access.may_write(session, mine)
    prompt, text = vault.get(entry, "prompt"), answers.get("text", "")
    held = vault.get_json(shared, "content") if shared else {}
    before = (held.get("answers", {}).get("text", ""), held.get("prompt", ""))
    return PageView(
        id=entry.id,
        client_id=mine.id,
        on=entry.begun_on.isoformat(),
        prompt=prompt,
        words=text,
        version=versions.get("text", 0),
        language=entry.language,
        window=window,
        shared=shared is not None,
        shared_id=shared.id if shared else "",
        opened=bool(shared and shared.opened_at),
        promised=promised,
        readable=readable,
        bring=bool(shared and shared.bring),
        in_file=in_file,
        newer_words=shared is not None and before != (text, prompt),
        also_reads=also,
        asides=[drawing.aside(row, {}, answers) for row in asides],
        can_write=can_write,
    )


def shared_page(actor: Actor) -> SharedPage:
    """What the client shared and who opened it, by day.

    One's own clinician's openings appear after the appointment they were for; anyone else's at once. An early opening,
    with its reason, from the next day on: at once it would tell when they read.
    """
    now = clock.now()
    with database.reading() as session:
        mine = access.own_client(session, actor)
        rules = access.practice(session)
        rows = list(
            session.exec(
                select(Shared)
                .where(Shared.client_id == mine.id, _told_of())
                .order_by(col(Shared.shared_at).desc())
                .limit(PAGE_SIZE)
            )
        )
        opened = list(session.exec(select(Opened).where(col(Opened.shared_id).in_([row.id for row in rows]))))
        early = _early(session, mine.id)
        spans = access.spans_of(session, mine.id, rules)
        own = access.carers(session, mine.id)
        marked = [row.marked_by for row in rows if row.marked_by]
        names = _names(session, [o.person_id for o in opened] + [e.person_id for e in early] + marked)
        titles, window = before.titles(session, rows), _window(session, mine)
        can_write = access.may_write(session, mine)
        own_clinician = (
            "" if mine.discharged_at else people.first_name(appointments.own_clinician_name(session, mine.id))
        )
    prepared = partial(prepares, spans, now, access.setting(rules))
    today = clock.day_begins(now, rules.time_zone)
    told = drawing.told(opened, early, own, prepared, today)
    lines = [drawing.shared_line(row, titles, told, names, rules.time_zone, can_write=can_write) for row in rows]
    return SharedPage(
        id=mine.id,
        own=own_clinician,
        window=window,
        lines=lines,
        can_flag=window.clinician != "" and any(line.can_flag for line in lines),
        early=[drawing.early_line(row, names, rules.time_zone) for row in early if row.at < today],
        changes_at=clock.day_ends(now, rules.time_zone),
    )


def _told_of() -> ColumnElement[bool]:
    """What is shared, and what was read before it was shared no more; not what somebody wrote down anew."""
    read_before = col(Shared.opened_at).is_not(None) & col(Shared.marked_by).is_(None)
    return or_(col(Shared.taken_back_at).is_(None), read_before)


def _window(session: Session, mine: Client) -> WindowView:
    return appointments.window_of(session, mine, access.practice(session), clock.now())


def _last_met(session: Session, client_id: str, zone: str) -> str:
    """The day of the last held appointment that is over, as the brief counts; "" before the first."""
    met = appointments.last_ended(session, client_id, clock.now())
    return clock.local(met.starts_at, zone).date().isoformat() if met else ""


def _promised(session: Session, mine: Client, row: Shared | None, window: WindowView) -> WindowView:
    """The window of what is shared now: that of today unless the practice changed its own since.

    It names nobody while nobody may open it on any day: whoever took over was not told of it, or nobody has.
    """
    if row is not None and not access.has_reader(session, row):
        return replace(window, clinician="", clinician_full="")
    if row is None or row.window == window.setting:
        return window
    kept = cast(Setting, row.window)
    return appointments.window_of(session, mine, access.practice(session), clock.now(), kept)


def _readable(session: Session, row: Shared | None) -> bool:
    """Whether staff may open it now: the very rule that staff reads start from."""
    return row is not None and access.reaches_staff(session, row, row.shared_at)


def _was_opened(session: Session, entry_id: str) -> bool:
    opened = select(Shared.id).where(Shared.entry_id == entry_id, col(Shared.opened_at).is_not(None))
    return session.exec(opened).first() is not None


def _shared(session: Session, assignment_id: str) -> list[Shared]:
    return list(
        session.exec(
            select(Shared)
            .where(Shared.assignment_id == assignment_id, col(Shared.taken_back_at).is_(None))
            .order_by(col(Shared.shared_at).desc())
        )
    )


def _ends(session: Session, assignment_id: str) -> list[Shared]:
    """The other ends that were said of it, the newest first, with what was taken back."""
    said = select(Shared).where(Shared.assignment_id == assignment_id, col(Shared.kind).in_(ENDS))
    return list(session.exec(said.order_by(col(Shared.shared_at).desc())))


def _own(session: Session, client_id: str, kind: str) -> list[Entry]:
    return list(
        session.exec(
            select(Entry)
            .where(Entry.client_id == client_id, Entry.kind == kind)
            .order_by(col(Entry.begun_on).desc(), col(Entry.number).desc())
            .limit(PAGE_SIZE)
        )
    )


def _early(session: Session, client_id: str) -> list[EarlyOpening]:
    rows = select(EarlyOpening).where(EarlyOpening.client_id == client_id)
    return list(session.exec(rows.order_by(col(EarlyOpening.at).desc())))


def _names(session: Session, ids: list[str]) -> dict[str, str]:
    rows = session.exec(select(Person).where(col(Person.id).in_(set(ids)))).all()
    return {row.id: vault.get(row, "name") for row in rows}


def _first_names(session: Session, *ids: str | None) -> dict[str, str]:
    """Asked for only where somebody else had a hand in it."""
    known = [each for each in ids if each]
    return {key: people.first_name(name) for key, name in _names(session, known).items()} if known else {}
