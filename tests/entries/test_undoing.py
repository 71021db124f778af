"""What a client deletes can be brought back for a moment with every word, and is gone for good after it."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from betterjournal import access, clock, database, live
from betterjournal.entries import actions, drafts, queries, reading, undoing
from betterjournal.entries.models import Answer, Aside, Deleted, Entry, Shared
from betterjournal.errors import NotFound, Refused
from betterjournal.migrations.tables import METADATA
from tests import builders
from tests.cast import Cast

LARKSPUR = "larkspur in the gutter"


def stored(*tables: type) -> list[list[str]]:
    """Every row as it stands, opened words included nowhere: what is sealed anew differs."""
    with database.reading() as session:
        return [
            sorted(str(row.model_dump(exclude={"value", "content"})) for row in session.exec(select(each)))
            for each in tables
        ]


def answers(cast: Cast, work: str) -> dict[str, str]:
    view = queries.work(cast.ben, work, actions.begin(cast.ben, work))
    return {field.key: field.value for section in view.sections for field in section.fields if field.value}


def test_an_entry_comes_back_with_every_word_its_other_words_and_its_sharing(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben, worksheet="just_a_task")
    entry = builders.draft(cast.ben, work, LARKSPUR)
    drafts.save(cast.ben, drafts.Words(entry, "text", "on the laptop", 0, "laptop", 1))
    builders.share(cast.ben, entry)
    tables = (Entry, Answer, Aside, Shared)
    before, view = stored(*tables), queries.work(cast.ben, work, entry)
    kept = actions.delete(cast.ben, entry)
    assert stored(*tables) == [[], [], [], []]
    assert answers(cast, work) == {}
    assert undoing.bring_back(cast.ben, kept) == entry
    assert stored(*tables) == before
    assert queries.work(cast.ben, work, actions.begin(cast.ben, work)) == view
    assert stored(Deleted) == [[]]
    with pytest.raises(Refused):
        undoing.bring_back(cast.ben, kept)


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (30, False)], ids=["inside", "outside"])
def test_inside_the_window_whoever_reads_hears_that_it_went_and_came_back(cast: Cast, days: int, is_told: bool) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=days, hours=1))
    entry = builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben, worksheet="just_a_task"), LARKSPUR)
    builders.share(cast.ben, entry)
    heard: list[frozenset[str]] = []
    live.listen(heard.append)
    undoing.bring_back(cast.ben, actions.delete(cast.ben, entry))
    live.forget(heard.append)
    assert [f"staff:{cast.ben.client_id}" in each for each in heard] == [is_told, is_told]


def test_a_page_comes_back_with_the_question_it_was_started_from(cast: Cast) -> None:
    page = actions.new_page(cast.ben, lambda language: "What helped?")
    drafts.save(cast.ben, drafts.Words(page, "text", "The ice.", 0, "tab", 1))
    undoing.bring_back(cast.ben, actions.delete(cast.ben, page))
    view = queries.page(cast.ben, page)
    assert (view.prompt, view.words) == ("What helped?", "The ice.")


def test_what_was_written_since_stays_beside_it(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    kept = actions.delete(cast.ben, builders.draft(cast.ben, work, LARKSPUR))
    since = builders.draft(cast.ben, work, "written since")
    assert undoing.bring_back(cast.ben, kept) == actions.begin(cast.ben, work)
    view = queries.work(cast.ben, work, actions.begin(cast.ben, work))
    assert LARKSPUR in answers(cast, work).values()
    assert [one.id for one in view.earlier] == [since]


def test_an_older_sheet_comes_back_behind_the_newer_one(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben, repeat="times", how_many=3)
    older = builders.draft(cast.ben, work, LARKSPUR)
    builders.share(cast.ben, older)
    newer = actions.begin(cast.ben, work, another=True)
    drafts.save(cast.ben, drafts.Words(newer, "text", "the second", 0, "tab", 1))
    undoing.bring_back(cast.ben, actions.delete(cast.ben, older))
    assert actions.begin(cast.ben, work) == newer


def test_a_row_comes_back_where_it_stood_with_what_stood_in_it(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    entry = actions.begin(cast.ben, work)
    for at, path in enumerate(("emotions.r1.name", "emotions.r2.name", "emotions_after.r1.strength")):
        drafts.save(cast.ben, drafts.Words(entry, path, "4" if "after" in path else LARKSPUR, 0, "tab", at + 1))
    before = stored(Answer)[0]
    kept = actions.remove_row(cast.ben, entry, "emotions", "r1")
    with database.reading() as session:
        assert not session.exec(select(Answer).where(col(Answer.path).contains(".r1."))).all()
    undoing.bring_back(cast.ben, kept)
    assert set(before) < set(stored(Answer)[0])
    rows = next(f for s in queries.work(cast.ben, work, entry).sections for f in s.fields if f.key == "emotions").rows
    assert [row.id for row in rows][:2] == ["r1", "r2"]
    assert rows[0].cells[0].value == LARKSPUR


def test_words_written_elsewhere_in_a_row_go_and_come_back_with_it(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    entry = builders.draft(cast.ben, work, LARKSPUR, "emotions.r1.name")
    drafts.save(cast.ben, drafts.Words(entry, "emotions.r2.name", "stays", 0, "tab", 2))
    for row in ("r1", "r2"):
        drafts.save(cast.ben, drafts.Words(entry, f"emotions.{row}.name", f"laptop {row}", 0, "laptop", 1))
    before = queries.work(cast.ben, work, entry).asides
    kept = actions.remove_row(cast.ben, entry, "emotions", "r1")
    assert [one.words for one in queries.work(cast.ben, work, entry).asides] == ["laptop r2"]
    undoing.bring_back(cast.ben, kept)
    assert sorted(map(str, queries.work(cast.ben, work, entry).asides)) == sorted(map(str, before))


@pytest.mark.parametrize("use", [True, False])
def test_words_of_a_row_that_is_gone_can_be_put_away(cast: Cast, use: bool) -> None:
    work = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    entry = builders.draft(cast.ben, work, LARKSPUR, "emotions.r1.name")
    drafts.save(cast.ben, drafts.Words(entry, "emotions.r1.name", "on the laptop", 0, "laptop", 1))
    with database.writing() as session:
        session.delete(session.get_one(Answer, (entry, "emotions.r1.name")))
    [aside] = queries.work(cast.ben, work, entry).asides
    actions.keep_aside(cast.ben, aside.id, use=use, looked_at=aside.looked_at)
    assert queries.work(cast.ben, work, entry).asides == []


def test_it_is_gone_for_good_once_the_moment_is_over_also_when_a_worker_died(cast: Cast) -> None:
    page = actions.new_page(cast.ben)
    drafts.save(cast.ben, drafts.Words(page, "text", LARKSPUR, 0, "tab", 1))
    kept = actions.delete(cast.ben, page)
    now = clock.now()
    seen = undoing.let_go({})
    with clock.stopped_at(now + timedelta(seconds=15)):
        seen = undoing.let_go(seen)
        assert undoing.let_go({}) != {}
    with clock.stopped_at(now + timedelta(seconds=40)):
        assert list(undoing.let_go({})) == [kept]
        assert undoing.let_go(seen) == {}
        with pytest.raises(Refused):
            undoing.bring_back(cast.ben, kept)
    assert stored(Deleted) == [[]]


def test_nothing_says_when_and_nobody_else_brings_it_back(cast: Cast) -> None:
    kept = actions.delete(cast.ben, actions.new_page(cast.ben))
    assert {column.name for column in METADATA.tables["deleted"].columns} == {"id", "client_id", "content"}
    for who, refusal in ((cast.dan, Refused), (cast.alma, NotFound), (cast.eve, NotFound)):
        with pytest.raises(refusal):
            undoing.bring_back(who, kept)
    undoing.bring_back(cast.ben, kept)


Meanwhile = Callable[[Any, str, Callable[[], object]], Future[object]]


def _saving(cast: Cast, entry: str, path: str, seq: int = 2) -> Callable[[], object]:
    return lambda: drafts.save(cast.ben, drafts.Words(entry, path, "saved just now", 0, "tab", seq))


@pytest.mark.parametrize("what", ["entry", "row"])
def test_what_is_saved_as_it_is_deleted_comes_back_too_or_was_never_saved(
    each_cast: Cast, meanwhile: Meanwhile, what: str
) -> None:
    entry, path, delete = _deleting(each_cast, what)
    save = meanwhile(undoing, "_answer", _saving(each_cast, entry, path))
    undoing.bring_back(each_cast.ben, delete())
    assert isinstance(save.exception(), NotFound) or "saved just now" in _words(entry)


@pytest.mark.parametrize("what", ["entry", "row"])
def test_a_save_under_way_is_waited_for_and_comes_back(each_cast: Cast, meanwhile: Meanwhile, what: str) -> None:
    entry, path, delete = _deleting(each_cast, what)
    deleted = meanwhile(access, "own_draft", delete)
    _saving(each_cast, entry, path)()
    undoing.bring_back(each_cast.ben, str(deleted.result()))
    assert "saved just now" in _words(entry)


def test_what_is_being_written_on_the_blank_sheet_in_its_place_stays(each_cast: Cast, meanwhile: Meanwhile) -> None:
    work = builders.assignment(each_cast.alma, each_cast.ben)
    kept = actions.delete(each_cast.ben, builders.draft(each_cast.ben, work, LARKSPUR))
    blank = actions.begin(each_cast.ben, work)
    back = meanwhile(access, "own_draft", lambda: undoing.bring_back(each_cast.ben, kept))
    _saving(each_cast, blank, "text")()
    back.result()
    assert "saved just now" in _words(blank)


def test_a_row_is_removed_with_its_words_also_when_another_page_adds_one_just_then(
    each_cast: Cast, meanwhile: Meanwhile
) -> None:
    entry, _, remove = _deleting(each_cast, "row")
    added = meanwhile(reading, "rows", lambda: actions.add_row(each_cast.ben, entry, "emotions"))
    kept = remove()
    added.result()
    with database.reading() as session:
        rows, _ = reading.rows(session, session.get_one(Entry, entry), "emotions")
    assert "r1" not in rows
    assert LARKSPUR not in _words(entry)
    undoing.bring_back(each_cast.ben, kept)
    assert LARKSPUR in _words(entry)


def _deleting(cast: Cast, what: str) -> tuple[str, str, Callable[[], str]]:
    path = {"entry": "situation", "row": "emotions.r1.name"}[what]
    work = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    entry = builders.draft(cast.ben, work, LARKSPUR, path)
    if what == "entry":
        return entry, path, lambda: actions.delete(cast.ben, entry)
    actions.add_row(cast.ben, entry, "emotions")
    return entry, path, lambda: actions.remove_row(cast.ben, entry, "emotions", "r1")


def _words(entry_id: str) -> list[str]:
    with database.reading() as session:
        return list(reading.draft(session, session.get_one(Entry, entry_id))[0].values())
