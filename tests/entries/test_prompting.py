"""The question a page is started from: chosen by its writer alone, kept with the page, read with it once shared."""

from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, given, prompting, queries
from betterjournal.entries.models import Entry
from betterjournal.errors import NotFound
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import Cast


def helped(language: str) -> str:
    return {"en": "What helped?", "fr": "Qu'est-ce qui a aidé?"}[language]


def hard(language: str) -> str:
    return "What was hard?"


def write(client: Actor, entry: str, words: str = "The ice.", seq: int = 1) -> None:
    drafts.save(client, drafts.Words(entry, "text", words, 0, "tab", seq))


def test_it_stays_with_the_page_in_the_language_of_then(cast: Cast) -> None:
    entry = entries.new_page(cast.ben, helped)
    write(cast.ben, entry)
    assert queries.page(cast.ben, entry).prompt == "What helped?"
    [row] = builders.rows(Entry)
    assert "helped" not in str(row.prompt)


def test_a_blank_page_becomes_the_one_that_was_asked_for(cast: Cast) -> None:
    with clock.stopped_at(clock.now() - timedelta(days=3)):
        first = entries.new_page(cast.ben, helped)
    assert entries.new_page(cast.ben) == first
    view = queries.page(cast.ben, first)
    assert (view.prompt, view.on) == ("", clock.today(cast.ben.time_zone).isoformat())
    assert entries.new_page(cast.ben, hard) == first
    assert queries.page(cast.ben, first).prompt == "What was hard?"


def test_it_is_changed_and_put_away_and_no_word_with_it(cast: Cast) -> None:
    entry = entries.new_page(cast.ben, helped)
    write(cast.ben, entry)
    prompting.choose(cast.ben, entry, hard)
    assert queries.page(cast.ben, entry).prompt == "What was hard?"
    prompting.choose(cast.ben, entry)
    view = queries.page(cast.ben, entry)
    assert (view.prompt, view.words) == ("", "The ice.")


def test_no_work_and_no_check_in_has_one(cast: Cast) -> None:
    work = builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben), "words")
    for entry in (work, entries.check_in(cast.ben, 5, None, None)):
        with pytest.raises(NotFound):
            prompting.choose(cast.ben, entry, helped)


def test_staff_read_it_above_the_words_as_the_preview_said(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    entry = entries.new_page(cast.ben, helped)
    write(cast.ben, entry)
    preview = given.preview(cast.ben, entry).sections
    builders.share(cast.ben, entry)
    [item] = [item for item in timeline(cast.alma, cast.ben.client_id or "").things if item.returned]
    assert item.returned[0].sections == preview
    assert [field.label for field in preview[0].fields] == ["What helped?"]


def test_another_question_is_private_until_shared_again(cast: Cast) -> None:
    entry = entries.new_page(cast.ben, helped)
    write(cast.ben, entry)
    first = builders.share(cast.ben, entry)
    assert not queries.page(cast.ben, entry).newer_words
    prompting.choose(cast.ben, entry, hard)
    assert queries.page(cast.ben, entry).newer_words
    assert builders.share(cast.ben, entry) != first
    assert not queries.page(cast.ben, entry).newer_words
