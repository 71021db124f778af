"""One's own words found again, in memory: newest first, a page at a time, nobody else's, and nothing kept of it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, searching
from betterjournal.errors import Invalid
from betterjournal.migrations.tables import METADATA
from tests import builders
from tests.cast import Cast


def page(client: Actor, words: str) -> str:
    entry = entries.new_page(client)
    drafts.save(client, drafts.Words(entry, "text", words, 0, "tab", 1))
    return entry


def found(client: Actor, words: str) -> list[str]:
    return [line.line for line in searching.search(client, words).lines]


@pytest.mark.parametrize("typed", ["eleve", "ÉLÈVE", "élève", "eleve cafe", "  Café  ", "l'eleve", "l’élève"])
def test_capitals_and_accents_make_no_difference(cast: Cast, typed: str) -> None:
    page(cast.ben, "Rien.\nUn café avec l’élève, dehors.\nEt puis rien.")
    assert found(cast.ben, typed) == ["Un café avec l’élève, dehors."]


@pytest.mark.parametrize(("written", "typed"), [("Ma sœur", "soeur"), ("Straße", "STRASSE"), ("e\u0301tude", "étude")])
def test_what_is_one_letter_in_print_is_found_as_it_is_typed(cast: Cast, written: str, typed: str) -> None:
    page(cast.ben, written)
    assert found(cast.ben, typed) == [written]


def test_all_the_words_stand_in_the_same_answer(cast: Cast) -> None:
    page(cast.ben, "The bridge was quiet.")
    page(cast.ben, "The road was loud.")
    assert found(cast.ben, "bridge loud") == []
    assert found(cast.ben, "quiet bridge") == ["The bridge was quiet."]


def test_pages_check_ins_and_answers_are_looked_through_and_choices_are_not(cast: Cast) -> None:
    page(cast.ben, "the heron here")
    entries.check_in(cast.ben, 7, None, 0, "saw the heron")
    work = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7", what="One moment")
    builders.draft(cast.ben, work, "a heron on the ice", path="situation")
    exposure = builders.assignment(cast.alma, cast.ben, worksheet="exposure_record")
    builders.draft(cast.ben, exposure, "55", path="likelihood")
    lines = searching.search(cast.ben, "heron").lines
    told = {(line.kind, line.title, line.line) for line in lines}
    assert told == {
        ("page", "", "the heron here"),
        ("check_in", "", "saw the heron"),
        ("worksheet", "One moment", "a heron on the ice"),
    }
    [said] = [line.check_in for line in lines if line.kind == "check_in"]
    assert [(one.mood, one.energy, one.anxiety) for one in said] == [("7", "", "0")]
    assert next(line.place for line in lines if line.kind == "worksheet") == work
    assert found(cast.ben, "mood") == found(cast.ben, "null") == found(cast.ben, "7") == found(cast.ben, "55") == []


def test_nobody_elses_words_are_found(cast: Cast) -> None:
    page(cast.ben, "larkspur")
    entries.check_in(cast.ben, None, None, None, "larkspur")
    assert found(cast.dan, "larkspur") == []


def test_it_is_found_a_page_at_a_time_newest_first_each_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PAGE", 2)
    monkeypatch.setattr(searching, "BATCH", 3)
    for ago in range(7):
        with clock.stopped_at(clock.now() - timedelta(days=ago // 2)):
            page(cast.ben, f"heron {ago}")
    seen, after = [], ""
    for turn in range(5):
        view = searching.search(cast.ben, "heron", after)
        # What is counted is not all of it, of the first as of the last.
        assert view.looked_on == (turn > 0)
        seen += view.lines
        after = view.after
        if not after:
            break
    assert not after
    assert sorted(line.line for line in seen) == [f"heron {ago}" for ago in range(7)]
    assert [line.on for line in seen] == sorted((line.on for line in seen), reverse=True)


def test_it_stops_looking_and_says_from_where_there_is_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST", 3)
    for ago in range(5):
        with clock.stopped_at(clock.now() - timedelta(days=ago)):
            page(cast.ben, "heron" if ago == 4 else "nothing")
    first = searching.search(cast.ben, "heron")
    assert (first.lines, bool(first.after)) == ([], True)
    assert [line.line for line in searching.search(cast.ben, "heron", first.after).lines] == ["heron"]


def test_a_long_line_is_cut_around_the_words(cast: Cast) -> None:
    page(cast.ben, f"{'before ' * 100}heron {'after ' * 100}")
    [line] = found(cast.ben, "heron")
    assert "heron" in line
    assert len(line) <= searching.LINE + 2
    assert (line[0], line[-1]) == ("…", "…")


@pytest.mark.parametrize(("words", "after"), [(" ", ""), ("x" * 201, ""), ("heron", "yesterday"), ("\u0301", "")])
def test_what_cannot_be_looked_for_is_said(cast: Cast, words: str, after: str) -> None:
    with pytest.raises(Invalid):
        searching.search(cast.ben, words, after)


def test_a_search_leaves_nothing_behind(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    page(cast.ben, "larkspur")

    def stored() -> dict[str, int]:
        with database.reading() as session:
            ask = session.connection().execute
            return {t.name: ask(select(func.count()).select_from(t)).scalar_one() for t in METADATA.sorted_tables}

    before = stored()
    assert found(cast.ben, "larkspur")
    assert stored() == before
    assert "larkspur" not in caplog.text


def test_what_is_saved_after_its_row_was_removed_is_found_no_more(cast: Cast) -> None:
    entry = _two_rows(cast)
    entries.remove_row(cast.ben, entry, "emotions", "r1")
    drafts.save(cast.ben, drafts.Words(entry, "emotions.r1.name", "larkspur, late", 0, "other", 1))
    assert found(cast.ben, "larkspur") == []
    assert found(cast.ben, "heron") == ["heron"]


def _two_rows(cast: Cast) -> str:
    work = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    entry = builders.draft(cast.ben, work, "larkspur", path="emotions.r1.name")
    drafts.save(cast.ben, drafts.Words(entry, "emotions.r2.name", "heron", 0, "tab", 2))
    return entry
