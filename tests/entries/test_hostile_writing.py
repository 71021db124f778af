"""A client's own page, driven by a script: what is stored for one entry has an end."""

import pytest

from betterjournal.assignments.actions import Plan
from betterjournal.entries import actions as entries
from betterjournal.entries import checkins, drafts, queries
from betterjournal.entries.drafts import Words
from betterjournal.entries.models import Answer, Aside, Entry
from betterjournal.errors import Invalid
from betterjournal.worksheets import queries as worksheets
from tests import builders
from tests.cast import Cast


def test_invented_rows_come_to_an_end(each_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "ROWS_TURN_OVER", 1)
    sent = builders.assignment(each_cast.alma, each_cast.ben, worksheet="thought_record_7")
    entry = entries.begin(each_cast.ben, sent)
    revision = next(row.revision_id for row in builders.rows(Entry) if row.id == entry)
    field = next(each for each in worksheets.known_definition(revision).fields if each.kind == "rows")
    column = next(each.key for each in field.columns if each.kind.endswith("text"))
    most = field.maximum_rows * len(field.columns)

    def write(row: str) -> None:
        drafts.save(each_cast.ben, Words(entry, f"{field.key}.{row}.{column}", "x", 0, "script", 1))

    for number in range(most):
        write(f"x{number}")
    with pytest.raises(Invalid):
        write("one-more")
    drafts.save(each_cast.ben, Words(entry, f"{field.key}.x0.{column}", "still mine", 1, "script", 2))
    assert len(builders.rows(Answer)) == most


def test_a_field_is_written_in_so_many_places_at_once_and_no_more(each_cast: Cast) -> None:
    entry = builders.draft(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben), "words")
    for number in range(drafts.MOST_ASIDES):
        drafts.save(each_cast.ben, Words(entry, "text", f"other {number}", 0, f"writer {number}", 1))
    with pytest.raises(Invalid):
        drafts.save(each_cast.ben, Words(entry, "text", "and another", 0, "one more", 1))
    assert drafts.save(each_cast.ben, Words(entry, "text", "again", 0, "writer 3", 2)).status == "elsewhere"
    assert len(builders.rows(Aside)) == drafts.MOST_ASIDES


@pytest.mark.parametrize("typed", ["9" * 5000, "\u00b2", "-1", "100"])
def test_no_number_of_a_check_in_is_too_long_to_refuse(typed: str) -> None:
    with pytest.raises(Invalid):
        checkins.check(*entries.typed_scales({"mood": typed}), "")
    assert Plan.typed({"sureness": typed}).sureness is None


def test_half_a_character_breaks_no_save(cast: Cast) -> None:
    entry = entries.check_in(cast.ben, 5, None, None, "words \ud800")
    assert next(row for row in queries.journal(cast.ben).check_ins if row.id == entry).words == "words ?"
