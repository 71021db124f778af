"""Working notes: written by who has the client in care, read by who supervises them, never lost, never the client's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta

import pytest

from betterjournal import clock, database, live, vault
from betterjournal.access import Actor
from betterjournal.accounts import queries as accounts
from betterjournal.accounts.models import Care
from betterjournal.assignments import queries as assignments
from betterjournal.audit import Act, AuditRecord
from betterjournal.care import discharging, handing
from betterjournal.care import queries as care
from betterjournal.database import new_id
from betterjournal.entries import actions as pages
from betterjournal.entries import drafts, marking, sharing
from betterjournal.entries import queries as entries
from betterjournal.entries.models import Shared
from betterjournal.errors import Conflict, Invalid, NotFound, Refused
from betterjournal.privacy import queries as privacy
from betterjournal.review import notes, noting, on_paper
from betterjournal.review import queries as kept
from betterjournal.review.brief import brief
from betterjournal.review.models import WorkingNote, WorkingNoteEdit
from betterjournal.review.opening import open_for
from betterjournal.review.timeline import timeline
from betterjournal.review.views import NoteView
from tests import builders
from tests.cast import ZONE, Cast

WORDS = "Gorse: slept on the couch."


def ben(cast: Cast) -> str:
    return cast.ben.client_id or ""


def on_ben(reader: Actor, cast: Cast) -> list[NoteView]:
    return notes.of_client(reader, ben(cast)).notes


def beside(reader: Actor, cast: Cast) -> dict[str, list[str]]:
    """The words of the notes on each thing of the line of time."""
    shown = [each.id for each in timeline(reader, ben(cast)).things]
    found = notes.of_client(reader, ben(cast), shown=shown).beside
    return {identity: [note.words for note in those] for identity, those in found.items()}


def opened(cast: Cast) -> str:
    """Something Ben shared that Alma opened."""
    shared = builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    open_for(cast.alma, ben(cast), [shared])
    return shared


@contextmanager
def heard() -> Iterator[set[str]]:
    said: set[str] = set()
    live.listen(said.update)
    try:
        yield said
    finally:
        live.forget(said.update)


def test_it_stands_beside_what_it_is_about(each_cast: Cast) -> None:
    cast = each_cast
    work, shared = builders.assignment(cast.alma, cast.ben), opened(cast)
    builders.note(cast.alma, cast.ben, WORDS)
    builders.note(cast.alma, cast.ben, "On the work.", work)
    for words in ("On what came back.", "And once more."):
        builders.note(cast.alma, cast.ben, words, shared)
    assert beside(cast.alma, cast) == {work: ["On the work."], shared: ["And once more.", "On what came back."]}
    [note] = on_ben(cast.alma, cast)
    assert (note.words, note.on, note.by) == (WORDS, clock.today(ZONE).isoformat(), "")


def test_it_is_sealed_under_the_key_of_bens_record(cast: Cast) -> None:
    note = builders.note(cast.alma, cast.ben, WORDS)
    noting.rewrite(cast.alma, note, "Gorse: slept at home.", 0)
    [row], [edit] = builders.rows(WorkingNote), builders.rows(WorkingNoteEdit)
    assert not [sealed for sealed in (row.words, edit.before) if "Gorse" in sealed]
    vault.destroy(ben(cast), "record")
    for each, column in ((row, "words"), (edit, "before")):
        with pytest.raises(vault.KeyGone):
            vault.get(each, column)


def test_the_client_reads_it_nowhere(cast: Cast) -> None:
    shared = opened(cast)
    for about in ("", shared, builders.assignment(cast.alma, cast.ben)):
        builders.note(cast.alma, cast.ben, WORDS, about)
    read = [
        assignments.today(cast.ben),
        assignments.room(cast.ben),
        accounts.me(cast.ben),
        accounts.account(cast.ben),
        care.who_reads(cast.ben),
        entries.journal(cast.ben),
        entries.shared_page(cast.ben),
        kept.kept(cast.ben),
        privacy.told(cast.ben),
        on_paper.kept_on_paper(cast.alma, ben(cast)),
        *(entries.work(cast.ben, row.id, "") for row in builders.rows(assignments.Assignment)),
    ]
    assert len(read) > 10
    assert "Gorse" not in str([asdict(page) for page in read])


def test_no_page_of_the_client_stirs(cast: Cast) -> None:
    with heard() as topics:
        note = builders.note(cast.alma, cast.ben, WORDS)
        noting.rewrite(cast.alma, note, "Other words", 0)
        noting.strike(cast.alma, note, 1)
    assert topics == {f"staff:{ben(cast)}"}


def test_the_supervisor_reads_the_supervisees_with_the_name_and_changes_none(cast: Cast) -> None:
    shared = opened(cast)
    note = builders.note(cast.alma, cast.ben, WORDS)
    builders.note(cast.alma, cast.ben, "Beside.", shared)
    assert [(each.words, each.by) for each in on_ben(cast.sol, cast)] == [(WORDS, "Alma Reyes")]
    assert beside(cast.sol, cast) == {shared: ["Beside."]}
    for press in (lambda: noting.rewrite(cast.sol, note, "x", 0), lambda: noting.strike(cast.sol, note, 0)):
        with pytest.raises(NotFound):
            press()


def test_a_colleague_in_care_too_reads_their_own_only(cast: Cast) -> None:
    handing.hand_over(builders.proved(cast.alma), ben(cast), cast.cora.person_id)
    handing.choose(cast.ben, "all")
    shared = builders.shared(cast.ben, builders.assignment(cast.cora, cast.ben))
    builders.appointment(cast.cora, cast.ben, clock.now() + timedelta(hours=1))
    open_for(cast.cora, ben(cast), [shared])
    mine, hers = (builders.note(who, cast.ben, f"{WORDS} {who.name}", shared) for who in (cast.cora, _back(cast)))
    assert beside(cast.cora, cast) == {shared: [f"{WORDS} Cora Singh"]}
    for who, note in ((cast.cora, hers), (cast.alma, mine)):
        with pytest.raises(NotFound):
            noting.rewrite(who, note, "x", 0)


def test_who_comes_after_reads_none_of_who_was_before(cast: Cast) -> None:
    note, work = builders.note(cast.alma, cast.ben, WORDS), builders.assignment(cast.alma, cast.ben)
    builders.note(cast.alma, cast.ben, WORDS, work)
    handing.hand_over(builders.proved(cast.alma), ben(cast), cast.cora.person_id)
    handing.choose(cast.ben, "all")
    assert "Gorse" not in str([timeline(cast.cora, ben(cast)), brief(cast.cora, ben(cast)), on_ben(cast.cora, cast)])
    assert work in [each.id for each in timeline(cast.cora, ben(cast)).things]
    with pytest.raises(NotFound):
        noting.rewrite(cast.cora, note, "x", 0)


def test_who_covers_reads_none_also_not_of_their_own(cast: Cast) -> None:
    shared = opened(cast)
    for about in ("", shared):
        builders.note(cast.alma, cast.ben, WORDS, about)
    drew = builders.works_here("Drew Ash", is_clinician=True)
    with database.writing() as session:
        session.add(Care(id="before", client_id=ben(cast), person_id=drew.person_id, from_at=clock.now()))
    builders.note(drew, cast.ben, "Of the time when Ben was theirs.")
    with database.writing() as session:
        session.get_one(Care, "before").until_at = clock.now()
    builders.covered(cast.eve, cast.ben, drew)
    assert beside(drew, cast) == {}
    assert on_ben(drew, cast) == []
    with pytest.raises(NotFound):
        builders.note(drew, cast.ben)


def test_once_they_have_finished_they_are_read_and_not_written(cast: Cast) -> None:
    note = builders.note(cast.alma, cast.ben, WORDS)
    discharging.discharge(cast.alma, ben(cast))
    assert [each.words for each in on_ben(cast.alma, cast)] == [WORDS]
    for press in (lambda: builders.note(cast.alma, cast.ben), lambda: noting.rewrite(cast.alma, note, "x", 0)):
        with pytest.raises(Refused):
            press()


def test_only_what_is_on_the_record_is_noted_about(cast: Cast) -> None:
    """Not what Ben may still take back, nor what nobody may open, nor anybody else's; all are one answer."""
    unopened = builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))
    dans = builders.assignment(cast.cora, cast.dan)
    their_shared = builders.shared(cast.dan, dans)
    drafted = builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben), "words")
    for about in (unopened, dans, their_shared, drafted, new_id(), "x" * 4000):
        with pytest.raises(NotFound):
            builders.note(cast.alma, cast.ben, WORDS, about)
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    with pytest.raises(NotFound):
        builders.note(cast.alma, cast.ben, WORDS, unopened)
    assert builders.rows(WorkingNote) == []


def test_a_note_on_what_ben_stopped_sharing_is_not_lost(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    page = pages.new_page(cast.ben)
    drafts.save(cast.ben, drafts.Words(page, "text", "A quiet day.", 0, "tab", 1))
    shared = builders.share(cast.ben, page)
    open_for(cast.alma, ben(cast), [shared])
    builders.note(cast.alma, cast.ben, WORDS, shared)
    assert on_ben(cast.alma, cast) == []
    sharing.stop_sharing(cast.ben, shared)
    assert beside(cast.alma, cast) == {}
    [note] = on_ben(cast.alma, cast)
    assert (note.words, note.gone, note.title) == (WORDS, True, "")


def test_nor_is_one_on_what_was_written_down_anew_from_paper(cast: Cast) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    marking.mark(cast.alma, marking.Told(sent, "part", "Walked once."))
    [first] = [row.id for row in builders.rows(Shared)]
    builders.note(cast.alma, cast.ben, WORDS, first)
    marking.mark(cast.alma, marking.Told(sent, "whole", "Walked twice."))
    [note] = on_ben(cast.alma, cast)
    assert (note.words, note.gone, note.title) == (WORDS, True, "Write a few lines")


def test_the_words_before_a_change_stay(cast: Cast) -> None:
    note = builders.note(cast.alma, cast.ben, "First.")
    noting.rewrite(cast.alma, note, "Second.", 0)
    noting.rewrite(cast.alma, note, "Third.", 1)
    [view] = on_ben(cast.alma, cast)
    assert (view.words, view.changes, [each.words for each in view.earlier]) == ("Third.", 2, ["Second.", "First."])


def test_newer_words_are_not_overwritten_unseen(each_cast: Cast) -> None:
    cast = each_cast
    note = builders.note(cast.alma, cast.ben, "First.")
    noting.rewrite(cast.alma, note, "In one tab.", 0)
    for late in (lambda: noting.rewrite(cast.alma, note, "In another.", 0), lambda: noting.strike(cast.alma, note, 0)):
        with pytest.raises(Conflict):
            late()
    assert [each.words for each in on_ben(cast.alma, cast)] == ["In one tab."]
    # The same once more, as a browser sends that had no answer, is no second change.
    noting.rewrite(cast.alma, note, "In one tab.", 0)
    assert len(builders.rows(WorkingNoteEdit)) == 1


def test_what_is_struck_stays_with_its_words_and_is_changed_no_more(cast: Cast) -> None:
    note = builders.note(cast.alma, cast.ben, WORDS)
    noting.strike(cast.alma, note, 0)
    noting.strike(cast.alma, note, 0)
    [view] = on_ben(cast.alma, cast)
    today = clock.today(ZONE).isoformat()
    assert (view.words, view.struck_on) == ("", today)
    assert [(each.on, each.words) for each in view.earlier] == [(today, WORDS)]
    with pytest.raises(Conflict):
        noting.rewrite(cast.alma, note, "Other words", 0)


def test_pressed_twice_it_is_one(cast: Cast) -> None:
    said = noting.Said(ben(cast), WORDS, "", new_id())
    assert noting.write(cast.alma, said) == noting.write(cast.alma, said)
    assert len(builders.rows(WorkingNote)) == 1


@pytest.mark.parametrize("words", ["", " \n", "x" * (noting.LONGEST + 1)])
def test_nothing_and_too_much_are_refused_at_the_field(cast: Cast, words: str) -> None:
    for press in (
        lambda: builders.note(cast.alma, cast.ben, words),
        lambda: noting.rewrite(cast.alma, new_id(), words, 0),
    ):
        with pytest.raises(Invalid) as refused:
            press()
        assert refused.value.field == "words"


def test_more_than_a_page_of_them_is_read_by_asking(cast: Cast) -> None:
    for number in range(notes.PAGE_SIZE + 2):
        builders.note(cast.alma, cast.ben, f"Number {number}")
    first, all_ = notes.of_client(cast.alma, ben(cast)), notes.of_client(cast.alma, ben(cast), 2)
    assert (len(first.notes), first.more, len(all_.notes), all_.more) == (10, True, 12, False)
    assert first.notes[0].words == "Number 11"


def test_each_is_on_record_without_a_word_of_it(cast: Cast) -> None:
    note = builders.note(cast.alma, cast.ben, WORDS)
    noting.rewrite(cast.alma, note, "Gorse again.", 0)
    noting.strike(cast.alma, note, 1)
    told = [row for row in builders.rows(AuditRecord) if row.object_id == note]
    assert [row.act for row in told] == [act.value for act in (Act.NOTE_WRITTEN, Act.NOTE_CHANGED, Act.NOTE_STRUCK)]
    assert "Gorse" not in str(told)


def _back(cast: Cast) -> Actor:
    """Alma has Ben in her care again, beside Cora."""
    with database.writing() as session:
        session.add(Care(client_id=ben(cast), person_id=cast.alma.person_id, from_at=clock.now()))
    return cast.alma
