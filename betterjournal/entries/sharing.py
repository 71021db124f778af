"""The client's acts of sharing: whole, part, another way, not this time; and taking back until it is opened."""

from typing import Any

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.entries import checkins, given, reading, telling
from betterjournal.entries.models import ENDS, Entry, Shared
from betterjournal.errors import Invalid, NotFound, Refused

BARRIERS = (
    "forgot",
    "too_big",
    "how_to_start",
    "didnt_see_help",
    "didnt_fit_week",
    "didnt_want_to_face",
    "too_low_anxious_tired",
    "no_private_place",
    "couldnt_get_in",
    "something_else",
)
WAYS = ("head", "aloud", "paper", "other")
LONGEST_WORDS = 2000


def share(actor: Actor, entry_id: str, *, looked_at: str, smallest: bool = False, bring: bool = False) -> str:
    """Share an entry as it stands: whole when all that is required is there, else part. Returns the shared id.

    `looked_at` is what its preview said (see `given`): exactly that is shared, or nothing. New words stay private until
    shared again. Pressing twice is one sharing.
    """
    with changing(actor) as change:
        _hold(change, actor)
        entry = access.own_entry(change.session, actor, entry_id)
        assignment = given.assignment_of(change.session, actor, entry)
        content = given.to_give(change.session, entry, assignment)
        if given.fingerprint(entry, content) != looked_at:
            raise Invalid("looked_at", "problem.changed_since_look")
        if assignment:
            _replace_unopened_end(change.session, assignment, entry.id)
        same = _same_as_shared(change.session, entry, content)
        if same and same.opened_at and ((bring and not same.bring) or (smallest and not same.smallest)):
            # What was opened stands as it was read: to say more about it is a new sharing, with its own window.
            same = None
        row = same or Shared(
            client_id=entry.client_id,
            assignment_id=entry.assignment_id,
            entry_id=entry.id,
            kind=given.kind_of(entry, content["answers"]),
            revision_id=entry.revision_id,
            language=entry.language,
            number=entry.number,
            smallest=smallest,
            shared_at=clock.now(),
            together_with=entry.together_with,
        )
        row.bring, row.smallest = row.bring or bring, row.smallest or smallest
        return _keep(change, row, content, new=same is None)


def another_way(actor: Actor, assignment_id: str, way: str, words: str = "", entry_id: str = "") -> str:
    """Say it was done in another way; that is done. Changeable until opened.

    `entry_id` is the sheet it is said on, which alone it ends of work that repeats.
    """
    if way not in WAYS:
        raise Invalid("way", "problem.choose")
    return _end(actor, assignment_id, entry_id, "another_way", {"way": way, "words": _limited(words)})


def not_this_time(actor: Actor, assignment_id: str, barriers: list[str], words: str = "", entry_id: str = "") -> str:
    """Say what got in the way, any or none of the barriers; `entry_id` as in `another_way`. Changeable until opened."""
    if not set(barriers) <= set(BARRIERS):
        raise Invalid("barriers", "problem.choose")
    chosen = [name for name in BARRIERS if name in barriers]
    return _end(actor, assignment_id, entry_id, "not_this_time", {"barriers": chosen, "words": _limited(words)})


def take_back(actor: Actor, shared_id: str) -> None:
    """Take something back to a private draft; refused once somebody opened it."""
    with changing(actor) as change:
        row = access.own_shared(change.session, actor, shared_id)
        if row.opened_at is not None:
            raise Refused("problem.already_opened")
        _take_back(change.session, row)
        change.record(Act.TAKEN_BACK, object_id=row.id, client_id=row.client_id, kind=row.kind)
        telling.tell(change, row)


def stop_sharing(actor: Actor, shared_id: str) -> None:
    """Stop sharing a page or a check-in: nobody opens it again; what somebody read already stays in the file."""
    with changing(actor) as change:
        row = access.own_shared(change.session, actor, shared_id)
        if row.assignment_id is not None and row.opened_at is not None:
            raise Refused("problem.already_opened")
        _take_back(change.session, row)
        change.record(Act.TAKEN_BACK, object_id=row.id, client_id=row.client_id, kind=row.kind)
        telling.tell(change, row)


def flag(actor: Actor, shared_id: str, *, bring: bool) -> None:
    """Say that it matters most, or not any more, until somebody opens it: what was read stands as it was read."""
    with changing(actor) as change:
        _hold(change, actor)
        row = access.own_shared(change.session, actor, shared_id)
        if row.opened_at is not None:
            raise Refused("problem.already_opened")
        if row.taken_back_at is not None:
            raise NotFound
        row.bring = bring
        change.session.add(row)
        change.record(Act.SHARED, object_id=row.id, client_id=row.client_id, kind=row.kind)
        telling.tell(change, row)


def share_check_ins(actor: Actor, chosen: list[str]) -> list[str]:
    """Share these and no others, so that what came in beside the preview stays private; returns the shared ids.

    One that is shared already is left as it is.
    """
    with changing(actor) as change:
        mine = _hold(change, actor)
        theirs = select(Entry).where(Entry.client_id == mine.id, Entry.kind == "check_in", col(Entry.id).in_(chosen))
        rows = change.session.exec(theirs.order_by(col(Entry.begun_on), col(Entry.number))).all()
        if len(rows) != len(set(chosen)):
            raise NotFound
        shared = change.session.exec(
            select(Shared.entry_id).where(Shared.client_id == mine.id, col(Shared.taken_back_at).is_(None))
        ).all()
        new = [row for row in rows if row.id not in set(shared)]
        if not new:
            raise Refused("problem.nothing_to_share")
        given.somebody_reads(change.session, mine.id)
        return [_share_check_in(change, row) for row in new]


def _hold(change: Change, actor: Actor) -> Client:
    """Who shares, held until the commit: of two presses at once the second finds what the first one did.

    Whether they agree is asked once they are held, else it may be taken back in between.
    """
    access.hold(change.session, access.own_client(change.session, actor).id)
    return access.own_client(change.session, actor, to_write=True)


def _share_check_in(change: Change, entry: Entry) -> str:
    answers, _ = reading.draft(change.session, entry)
    row = Shared(
        client_id=entry.client_id,
        entry_id=entry.id,
        kind="check_in",
        revision_id=entry.revision_id,
        language=entry.language,
        shared_at=clock.now(),
    )
    content = checkins.read(answers[checkins.PATH]) | {"on": entry.begun_on.isoformat()}
    return _keep(change, row, content, new=True)


def _end(actor: Actor, assignment_id: str, entry_id: str, kind: str, content: dict[str, Any]) -> str:
    with changing(actor) as change:
        _hold(change, actor)
        assignment = access.own_assignment(change.session, actor, assignment_id)
        access.not_withdrawn(assignment)
        given.somebody_reads(change.session, assignment.client_id)
        entry = _ended(change.session, actor, assignment, entry_id)
        _replace_unopened_end(change.session, assignment, entry.id if entry else None)
        row = Shared(
            client_id=assignment.client_id,
            assignment_id=assignment.id,
            end_of=entry.id if entry else None,
            kind=kind,
            language=actor.language,
            shared_at=clock.now(),
        )
        content["plan"] = assignments.fit_of(change.session, assignment.id)
        if entry:
            content["about_on"] = entry.about_on.isoformat()
        return _keep(change, row, content, new=True)


def _ended(session: Session, actor: Actor, assignment: Assignment, entry_id: str) -> Entry | None:
    """The entry that an end of repeating work was said on; work that is set once ends as a whole."""
    if assignment.repeat == "once" or not entry_id:
        return None
    entry = access.own_entry(session, actor, entry_id)
    if entry.assignment_id != assignment.id:
        raise NotFound
    return entry


def _keep(change: Change, row: Shared, content: dict[str, Any], *, new: bool) -> str:
    if new:
        row.window = access.practice(change.session).reading_window
        vault.put_json(row, "content", content, row.client_id, "private")
    change.session.add(row)
    change.record(Act.SHARED, object_id=row.id, client_id=row.client_id, kind=row.kind)
    telling.tell(change, row)
    return row.id


def _same_as_shared(session: Session, entry: Entry, content: dict[str, Any]) -> Shared | None:
    """The sharing that already holds exactly this. A newer text replaces an unopened one."""
    before = session.exec(
        select(Shared)
        .where(Shared.entry_id == entry.id, col(Shared.taken_back_at).is_(None))
        .order_by(col(Shared.shared_at).desc())
        .with_for_update()
    ).first()
    if before is None:
        return None
    if vault.get_json(before, "content") == content:
        return before
    if before.opened_at is None:
        _take_back(session, before)
    return None


def _replace_unopened_end(session: Session, assignment: Assignment, entry_id: str | None) -> None:
    """Of work that repeats only what was said on that entry: what was said of another stands."""
    said = select(Shared).where(
        Shared.assignment_id == assignment.id,
        col(Shared.kind).in_(ENDS),
        col(Shared.taken_back_at).is_(None),
        col(Shared.opened_at).is_(None),
    )
    ends = session.exec(said.order_by(col(Shared.id)).with_for_update())
    for row in ends:
        if assignment.repeat == "once" or row.end_of == entry_id:
            _take_back(session, row)


def _take_back(session: Session, row: Shared) -> None:
    row.taken_back_at = clock.day_begins(clock.now(), access.practice(session).time_zone)
    session.add(row)


def _limited(words: str) -> str:
    if len(words) > LONGEST_WORDS:
        raise Invalid("words", "problem.long", most=str(LONGEST_WORDS))
    return words.strip()
