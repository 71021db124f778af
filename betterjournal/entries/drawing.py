"""Builds what a client sees of their own writing from rows already fetched for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from betterjournal import clock, vault
from betterjournal.accounts import people
from betterjournal.appointments.models import EarlyOpening
from betterjournal.appointments.views import WindowView
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import ChangedView, RepeatView
from betterjournal.entries import checkins, drafts
from betterjournal.entries.models import ENDS, Aside, Entry, Opened, Shared, Together
from betterjournal.entries.views import (
    AsideView,
    CheckInView,
    EarlierView,
    EarlyLine,
    EndsView,
    OpenedLine,
    PageLine,
    SharedLine,
    WorkView,
)
from betterjournal.worksheets import fields, standing
from betterjournal.worksheets.definition import Definition
from betterjournal.worksheets.numbers import Numbers
from betterjournal.worksheets.views import SectionView

FIRST_LINE = 90


@dataclass(frozen=True)
class Sheet:
    """Everything behind one work page. `shared` is newest first, what was taken back left out; `sitting` lasts.

    `ends` are the other ends that were said, the newest first, also those that were taken back.
    """

    assignment: Assignment
    entry: Entry | None
    definition: Definition
    draft: tuple[dict[str, str], dict[str, int]]
    plan: dict[str, object]
    changed: ChangedView
    shared: list[Shared]
    ends: list[Shared]
    asides: list[Aside]
    earlier: list[Entry]
    earlier_shared: Mapping[str | None, Shared]
    titles: dict[str, str]
    window: WindowView
    also_reads: str
    promised: WindowView
    readable: bool
    names: dict[str, str]
    zone: str
    can_write: bool
    sheets: str
    repeat: RepeatView
    days_back: list[date]
    sitting: Together | None
    remind_on: str
    changes_at: datetime


def current(shared: list[Shared], entry: Entry | None, repeats: str, zone: str) -> Shared | None:
    """What stands for this entry: its own sharing, or an end said for the whole assignment after it was begun.

    Work that repeats ends with the entry it was said on, or, written down from paper, with that of the day.
    """

    def ends_it(row: Shared) -> bool:
        if entry is None or repeats == "once":
            return True
        return row.end_of == entry.id or (not row.end_of and _on(row.shared_at, zone) == entry.about_on.isoformat())

    ends = [row for row in shared if row.entry_id is None and ends_it(row)]
    mine = [row for row in shared if entry and row.entry_id == entry.id]
    return max((*ends, *mine), key=lambda row: row.shared_at, default=None)


def work(sheet: Sheet) -> WorkView:
    """The work page."""
    assignment, entry, definition, plan = sheet.assignment, sheet.entry, sheet.definition, sheet.plan
    answers, versions = sheet.draft
    content = assignments.planned(assignments.content_of(assignment), plan)
    drawn = sections(assignment, entry, definition, answers, versions) if entry else []
    stands = current(sheet.shared, entry, assignment.repeat, sheet.zone)
    said: dict[str, Any] = vault.get_json(stands, "content") if stands else {}
    before = said.get("answers")
    labels = {field.key: field.label for section in drawn for field in section.fields}
    return WorkView(
        id=assignment.id,
        entry_id=entry.id if entry else "",
        client_id=assignment.client_id,
        title=content.title,
        note=content.note,
        note_language=content.note_language or assignment.language,
        changed=sheet.changed,
        what=content.what,
        why=content.why,
        when=content.when,
        where=content.where,
        first_step=content.first_step,
        smallest=content.smallest,
        minutes=content.minutes,
        repeat=sheet.repeat,
        about_on=entry.about_on.isoformat() if entry else "",
        days_back=[day.isoformat() for day in sheet.days_back],
        language=entry.language if entry else assignment.language,
        window=sheet.window,
        sections=drawn,
        questions=standing.answered_count(definition, answers)[1],
        sheets=sheet.sheets,
        written=bool(answers),
        whole=standing.whole(definition, answers),
        two_phase=definition.two_phase,
        after_opened=bool(entry and entry.after_opened_on),
        shared=stands.kind if stands else "",
        shared_id=stands.id if stands else "",
        opened=bool(stands and stands.opened_at),
        promised=sheet.promised,
        readable=sheet.readable,
        bring=bool(stands and stands.bring),
        smallest_done=bool(stands and stands.smallest),
        smallest_chosen=bool(plan.get("smallest")),
        way=said.get("way", ""),
        barriers=said.get("barriers", []),
        end_words=said.get("words", ""),
        ends=_ends(sheet),
        marked_by=sheet.names.get(stands.marked_by or "", "") if stands else "",
        marked_on=_on(stands.shared_at, sheet.zone) if stands and stands.marked_by else "",
        together_with=sheet.names.get(entry.together_with or "", "") if entry else "",
        together_on=entry.begun_on.isoformat() if entry and entry.together_with else "",
        together_now=sheet.sitting is not None,
        also_reads=sheet.also_reads,
        newer_words=before is not None and before != standing.to_share(definition, answers),
        needs_fit=sheet.can_write and not plan and not answers and not sheet.shared,
        has_example=bool(definition.example),
        has_numbers=Numbers(definition).any,
        withdrawn=assignment.withdrawn_at is not None,
        withdrawn_words=vault.get(assignment, "withdrawn_words"),
        asides=[aside(row, labels, answers) for row in sheet.asides],
        earlier=_earlier(sheet),
        can_write=sheet.can_write,
        remind_on=sheet.remind_on,
        changes_at=min(sheet.changes_at, sheet.sitting.until_at) if sheet.sitting else sheet.changes_at,
    )


def _ends(sheet: Sheet) -> EndsView:
    way, barriers = (_said_last(sheet, kind) for kind in ENDS)
    return EndsView(way.get("way", ""), way.get("words", ""), barriers.get("barriers", []), barriers.get("words", ""))


def _said_last(sheet: Sheet, kind: str) -> dict[str, Any]:
    """Of repeating work what was said of this sheet; what somebody opened or wrote down is not changed any more."""
    of_it = "" if sheet.assignment.repeat == "once" or sheet.entry is None else sheet.entry.id
    last = next((row for row in sheet.ends if row.kind == kind and of_it in ("", row.end_of)), None)
    is_theirs = last is not None and last.opened_at is None and last.marked_by is None
    return vault.get_json(last, "content") if last and is_theirs else {}


def sections(
    assignment: Assignment,
    entry: Entry,
    definition: Definition,
    answers: dict[str, str],
    versions: dict[str, int],
) -> list[SectionView]:
    """The worksheet with its answers, in the language the entry was begun in."""
    return fields.sections(
        definition,
        entry.language,
        answers,
        versions,
        prompt=assignments.content_of(assignment).prompt,
        opened_after=entry.after_opened_on is not None,
    )


def aside(row: Aside, labels: dict[str, str], answers: dict[str, str]) -> AsideView:
    words, stands = vault.get(row, "value"), answers.get(row.path, "")
    return AsideView(row.id, labels.get(row.path.partition(".")[0], ""), words, stands, drafts.both(words, stands))


def page_line(row: Entry, answers: dict[str, str], shared: Shared | None) -> PageLine:
    first = (answers.get("text", "").strip().splitlines() or [""])[0]
    line = first if len(first) <= FIRST_LINE else first[:FIRST_LINE].rsplit(" ", 1)[0] + "…"
    opened, bring = bool(shared and shared.opened_at), bool(shared and shared.bring)
    return PageLine(row.id, row.begun_on.isoformat(), line, row.language, shared is not None, opened, bring)


def check_in(row: Entry, answers: dict[str, str], shared: Shared | None) -> CheckInView:
    kept = checkins.read(answers[checkins.PATH])
    mood, energy, anxiety = ("" if kept[name] is None else str(kept[name]) for name in checkins.SCALES)
    on, was_opened = row.begun_on.isoformat(), bool(shared and shared.opened_at)
    return CheckInView(row.id, on, mood, energy, anxiety, kept["words"], row.language, shared is not None, was_opened)


def told(
    opened: Sequence[Opened],
    early: Sequence[EarlyOpening],
    own: set[str],
    prepared: Callable[[datetime], bool],
    today: datetime,
) -> list[Opened]:
    """The openings the client is told of: one's own clinician's once the appointment they prepared is over.

    `own` are the clinicians in care. Early ones are told from the next day on, `today` being this one's midnight, and
    those whose appointment was called off at once.
    """

    def may_be_told(row: Opened) -> bool:
        opened_early = [one.at for one in early if one.person_id == row.person_id and one.at <= row.at]
        if row.at >= today and any(at >= today for at in opened_early):
            return False
        return row.person_id not in own or not prepared(row.at) or bool(opened_early)

    return [row for row in opened if may_be_told(row)]


def shared_line(
    row: Shared,
    titles: dict[str, str],
    opened: Sequence[Opened],
    names: dict[str, str],
    zone: str,
    *,
    can_write: bool,
) -> SharedLine:
    """Who wrote it down from paper has not opened anything."""
    others = [o for o in opened if o.shared_id == row.id and o.person_id != row.marked_by]
    readers = [OpenedLine(names[o.person_id], _on(o.at, zone)) for o in others]
    is_own, is_there, is_new = row.assignment_id is None, row.taken_back_at is None, row.opened_at is None
    return SharedLine(
        id=row.id,
        title=titles.get(row.assignment_id or "", ""),
        language=row.language,
        kind=row.kind,
        on=_on(row.shared_at, zone),
        bring=row.bring,
        can_flag=is_new and can_write,
        can_take_back=is_new and not is_own,
        can_stop=is_own and is_there,
        stopped_on=_on(row.taken_back_at, zone) if row.taken_back_at else "",
        marked_by=people.first_name(names.get(row.marked_by or "", "")),
        opened=readers,
    )


def early_line(row: EarlyOpening, names: dict[str, str], zone: str) -> EarlyLine:
    return EarlyLine(names[row.person_id], _on(row.at, zone), vault.get(row, "reason"))


def _earlier(sheet: Sheet) -> list[EarlierView]:
    """ "begun" is what may be gone on with: of this very work, and not shared."""

    def state(row: Entry) -> str:
        shared = sheet.earlier_shared.get(row.id)
        return shared.kind if shared else "begun" if row.assignment_id == sheet.assignment.id else "private"

    def title(row: Entry) -> str:
        return sheet.titles.get(row.assignment_id or "", "")

    return [EarlierView(row.id, state(row), row.about_on.isoformat(), title(row)) for row in sheet.earlier]


def _on(moment: datetime, zone: str) -> str:
    return clock.local(moment, zone).date().isoformat()
