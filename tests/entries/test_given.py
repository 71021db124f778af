"""What is shared was looked at: the preview is what staff read, and whatever changed since is not shared."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest

from betterjournal import clock, live
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.actions import Plan
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, given, queries, sharing
from betterjournal.entries.models import Shared
from betterjournal.entries.views import GivenView
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.review.brief import brief
from betterjournal.review.timeline import timeline
from betterjournal.review.views import ReturnedView
from tests import builders, every_kind
from tests.at_once import both
from tests.cast import Cast


@pytest.fixture
def open_house(each_cast: Cast) -> Cast:
    """They meet today, and every kind of field is on the shelf."""
    every_kind.install()
    builders.appointment(each_cast.alma, each_cast.ben, clock.now())
    return each_cast


@pytest.fixture
def sent(each_cast: Cast) -> str:
    return builders.assignment(each_cast.alma, each_cast.ben)


def _read(view: GivenView) -> dict[str, Any]:
    """What of a view is read by whoever it was given to."""
    return {field.name: getattr(view, field.name) for field in fields(GivenView)}


def _returned(cast: Cast) -> list[ReturnedView]:
    return [each for item in timeline(cast.alma, cast.ben.client_id or "").things for each in item.returned]


def _page(cast: Cast, words: str) -> str:
    page = entries.new_page(cast.ben)
    drafts.save(cast.ben, drafts.Words(page, "text", words, 0, "tab", 1))
    return page


def _write(cast: Cast, entry: str, words: str, seq: int = 9) -> None:
    drafts.save(cast.ben, drafts.Words(entry, "text", words, 1, "tab", seq))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_preview_is_what_staff_read_of_every_kind_of_field(open_house: Cast, language: str) -> None:
    _, entry = every_kind.written(open_house.alma, open_house.ben, language)
    looked = given.preview(open_house.ben, entry)
    sharing.share(open_house.ben, entry, looked_at=looked.looked_at)
    [read] = _returned(open_house)
    assert _read(read) == _read(looked)
    assert (read.language, read.when, read.sureness) == (language, looked.when, "7")
    kinds = {field.kind for section in looked.sections for field in section.fields if field.visible}
    assert {"rows", "computed", "multi_choice", "open_choice", "duration", "datetime"} <= kinds


def test_a_page_is_previewed_as_it_is_read(open_house: Cast) -> None:
    page = _page(open_house, every_kind.WORDS)
    looked = given.preview(open_house.ben, page)
    sharing.share(open_house.ben, page, looked_at=looked.looked_at)
    [read] = _returned(open_house)
    assert _read(read) == _read(looked)
    assert looked.sections[0].fields[0].shown == every_kind.WORDS


def test_what_is_not_shared_is_not_previewed(open_house: Cast) -> None:
    _, entry = every_kind.written(open_house.alma, open_house.ben)
    looked = str(given.preview(open_house.ben, entry))
    assert every_kind.HIDDEN not in looked
    assert every_kind.REMOVED not in looked


def test_words_that_changed_since_they_were_looked_at_are_not_shared(each_cast: Cast, sent: str) -> None:
    entry = builders.draft(each_cast.ben, sent, "first words")
    looked = given.preview(each_cast.ben, entry).looked_at
    _write(each_cast, entry, "and a secret")
    with pytest.raises(Invalid, match="changed_since_look"):
        sharing.share(each_cast.ben, entry, looked_at=looked)
    assert builders.rows(Shared) == []
    _write(each_cast, entry, "first words", 10)
    sharing.share(each_cast.ben, entry, looked_at=looked)


def test_a_plan_that_changed_is_looked_at_again_too(each_cast: Cast, sent: str) -> None:
    entry = builders.draft(each_cast.ben, sent, "words")
    looked = given.preview(each_cast.ben, entry).looked_at
    assignments.fit(each_cast.ben, sent, Plan(when="at night, alone"))
    with pytest.raises(Invalid):
        sharing.share(each_cast.ben, entry, looked_at=looked)
    again = given.preview(each_cast.ben, entry)
    assert again.when == "at night, alone"
    sharing.share(each_cast.ben, entry, looked_at=again.looked_at)


def test_a_plan_that_changed_is_shared_as_it_was_looked_at_although_the_words_did_not(open_house: Cast) -> None:
    work = builders.assignment(open_house.alma, open_house.ben)
    entry = builders.draft(open_house.ben, work, "words")
    builders.share(open_house.ben, entry)
    assignments.fit(open_house.ben, work, Plan(when="at night, alone"))
    builders.share(open_house.ben, entry)
    assert [each.when for each in _returned(open_house)] == ["at night, alone"]


@pytest.mark.parametrize("looked", ["", "0" * 64, "another entry"])
def test_what_was_never_looked_at_is_not_shared(each_cast: Cast, sent: str, looked: str) -> None:
    entry = builders.draft(each_cast.ben, sent, "words")
    other = builders.draft(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben), "words")
    claimed = given.preview(each_cast.ben, other).looked_at if looked == "another entry" else looked
    with pytest.raises(Invalid):
        sharing.share(each_cast.ben, entry, looked_at=claimed)
    assert builders.rows(Shared) == []


def test_nobody_else_looks_and_what_one_knows_shares_nothing_of_anothers(each_cast: Cast, sent: str) -> None:
    entry = builders.draft(each_cast.ben, sent, "words")
    looked, shared = given.preview(each_cast.ben, entry).looked_at, builders.share(each_cast.ben, entry)
    for name in ("alma", "cora", "dan", "eve", "sol"):
        other = each_cast.everybody()[name]
        with pytest.raises(NotFound):
            given.preview(other, entry)
        with pytest.raises(NotFound):
            sharing.share(other, entry, looked_at=looked)
        with pytest.raises(NotFound):
            sharing.flag(other, shared, bring=True)


def test_a_blank_one_and_one_that_nobody_reads_are_not_previewed(each_cast: Cast, sent: str) -> None:
    entry = builders.draft(each_cast.ben, sent, "")
    with pytest.raises(Refused, match="nothing_to_share"):
        given.preview(each_cast.ben, entry)


@pytest.mark.parametrize("what", ["work", "check_in", "end"])
def test_of_two_presses_at_once_one_shares(
    each_cast: Cast, sent: str, meet: Callable[[Any, str], None], what: str
) -> None:
    ben = each_cast.ben
    entry = builders.draft(ben, sent, "words")
    looked, check_in = given.preview(ben, entry).looked_at, entries.check_in(ben, 4, None, None)
    presses: dict[str, Callable[[], object]] = {
        "work": lambda: sharing.share(ben, entry, looked_at=looked),
        "check_in": lambda: sharing.share_check_ins(ben, [check_in]),
        "end": lambda: sharing.not_this_time(ben, sent, ["forgot"]),
    }
    meet(given, "somebody_reads")
    both(presses[what], presses[what])
    assert len([row for row in builders.rows(Shared) if row.taken_back_at is None]) == 1


def test_what_matters_most_is_flagged_afterwards_and_stands_first_in_the_brief(open_house: Cast) -> None:
    first, second = (builders.share(open_house.ben, _page(open_house, words)) for words in ("early", "late"))
    sharing.flag(open_house.ben, first, bring=True)
    sharing.flag(open_house.ben, second, bring=True)
    sharing.flag(open_house.ben, second, bring=False)
    view = brief(open_house.alma, open_house.ben.client_id or "")
    assert ([each.id for each in view.bring], [each.id for each in view.pages]) == ([first], [second])


def test_once_it_was_opened_the_flag_stands_as_it_was_read(open_house: Cast) -> None:
    shared = builders.share(open_house.ben, _page(open_house, "words"))
    _returned(open_house)
    with pytest.raises(Refused, match="already_opened"):
        sharing.flag(open_house.ben, shared, bring=True)
    assert not builders.rows(Shared)[0].bring


def test_what_was_taken_back_is_not_flagged(each_cast: Cast, sent: str) -> None:
    shared = builders.shared(each_cast.ben, sent)
    sharing.take_back(each_cast.ben, shared)
    with pytest.raises(NotFound):
        sharing.flag(each_cast.ben, shared, bring=True)


def test_before_the_window_a_flag_is_told_to_nobody_but_the_client(each_cast: Cast, sent: str) -> None:
    shared, heard = builders.shared(each_cast.ben, sent), set[str]()
    before = timeline(each_cast.alma, each_cast.ben.client_id or "")
    live.listen(heard.update)
    sharing.flag(each_cast.ben, shared, bring=True)
    live.forget(heard.update)
    assert heard == {f"client:{each_cast.ben.client_id}"}
    assert timeline(each_cast.alma, each_cast.ben.client_id or "") == before


def test_a_page_that_was_read_and_is_shared_no_more_stays_on_the_list_and_says_so(open_house: Cast) -> None:
    page = _page(open_house, "words")
    shared = builders.share(open_house.ben, page)
    _returned(open_house)
    told = queries.shared_page(open_house.ben)
    [line] = told.lines
    assert (line.can_stop, line.can_take_back, line.can_flag, line.stopped_on) == (True, False, False, "")
    assert not told.can_flag
    sharing.stop_sharing(open_house.ben, shared)
    assert _returned(open_house) == []
    [line] = queries.shared_page(open_house.ben).lines
    assert (line.id, line.can_stop, line.stopped_on) == (shared, False, clock.today("America/Edmonton").isoformat())
    assert queries.page(open_house.ben, page).in_file


def test_what_nobody_read_is_gone_from_the_list_once_it_is_shared_no_more(each_cast: Cast) -> None:
    page = _page(each_cast, "words")
    shared = builders.share(each_cast.ben, page)
    told = queries.shared_page(each_cast.ben)
    assert (told.can_flag, [line.can_flag for line in told.lines]) == (True, [True])
    sharing.stop_sharing(each_cast.ben, shared)
    assert queries.shared_page(each_cast.ben).lines == []
    assert not queries.page(each_cast.ben, page).in_file
