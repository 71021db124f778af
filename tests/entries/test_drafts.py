"""Saving a field: nothing is lost, nothing is overwritten, nobody else's is touched."""

import pytest

from betterjournal import database, vault
from betterjournal.entries import actions, drafts, queries
from betterjournal.entries.models import Answer, Aside, Entry
from betterjournal.errors import Invalid, NotFound, Refused
from tests import builders
from tests.cast import Cast


@pytest.fixture
def entry(each_cast: Cast) -> str:
    sent = builders.assignment(each_cast.alma, each_cast.ben, worksheet="thought_record_7")
    return actions.begin(each_cast.ben, sent)


def _save(cast: Cast, entry: str, value: str, *, base: int = 0, writer: str = "tab", seq: int = 1) -> drafts.Saved:
    return drafts.save(cast.ben, drafts.Words(entry, "situation", value, base, writer, seq))


def _stored(cast: Cast, entry: str) -> str:
    assignment = builders.rows(Entry)[0].assignment_id
    view = queries.work(cast.ben, assignment, entry)
    return next(f.value for s in view.sections for f in s.fields if f.key == "situation")


def test_words_are_there_when_the_page_comes_back(each_cast: Cast, entry: str) -> None:
    assert _save(each_cast, entry, "In the meeting").version == 1
    assert _stored(each_cast, entry) == "In the meeting"


def test_a_repeat_of_ones_own_save_is_acknowledged_and_changes_nothing(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "In the meeting")
    assert _save(each_cast, entry, "In the meeting") == drafts.Saved(1)


def test_ones_own_later_save_stands_whatever_its_base(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "In the")
    assert _save(each_cast, entry, "In the meeting", base=0, seq=2).version == 2
    assert _stored(each_cast, entry) == "In the meeting"


def test_an_older_save_that_arrives_late_does_not_undo_a_newer(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "second", seq=2)
    _save(each_cast, entry, "first", seq=1)
    assert _stored(each_cast, entry) == "second"


def test_another_tab_that_knew_the_latest_words_goes_on_from_them(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "on the phone")
    assert _save(each_cast, entry, "on the laptop", base=1, writer="laptop").status == ""
    assert _stored(each_cast, entry) == "on the laptop"


def test_another_tab_that_did_not_is_kept_beside(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "on the phone")
    assert _save(each_cast, entry, "on the laptop", writer="laptop").status == "elsewhere"
    assert _save(each_cast, entry, "on the laptop, more", writer="laptop", seq=2).status == "elsewhere"
    assert _stored(each_cast, entry) == "on the phone"
    assert len(builders.rows(Aside)) == 1


def test_words_kept_beside_can_be_chosen(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "on the phone")
    _save(each_cast, entry, "on the laptop", writer="laptop")
    looked_at = drafts.both("on the laptop", "on the phone")
    actions.keep_aside(each_cast.ben, builders.rows(Aside)[0].id, use=True, looked_at=looked_at)
    assert _stored(each_cast, entry) == "on the laptop"
    assert builders.rows(Aside) == []


@pytest.mark.parametrize("use", [True, False])
def test_of_words_that_changed_while_one_looked_none_is_let_go(each_cast: Cast, entry: str, use: bool) -> None:
    _save(each_cast, entry, "on the phone")
    _save(each_cast, entry, "on the laptop", writer="laptop")
    looked_at = drafts.both("on the laptop", "on the phone")
    # Who writes on has their own words stand, and what stood until now takes their place.
    answer = builders.rows(Answer)[0]
    _save(each_cast, entry, "on the laptop, more", writer="laptop", base=answer.version, seq=2)
    with pytest.raises(Refused, match=r"problem\.changed_since_choice"):
        actions.keep_aside(each_cast.ben, builders.rows(Aside)[0].id, use=use, looked_at=looked_at)
    assert _stored(each_cast, entry) == "on the laptop, more"
    assert [vault.get(row, "value") for row in builders.rows(Aside)] == ["on the phone"]


def test_the_same_words_from_elsewhere_are_no_conflict(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "the same")
    assert _save(each_cast, entry, "the same", writer="laptop").status == ""


def test_words_are_not_readable_on_disk(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "nobody else reads this")
    with database.reading() as session:
        values = session.connection().exec_driver_sql("select value from answer").scalars().all()
    assert values
    assert not any("nobody" in value for value in values)


def test_a_draft_keeps_a_day_and_never_a_time(each_cast: Cast, entry: str) -> None:
    _save(each_cast, entry, "words")
    kinds = {column.name: str(column.type) for column in Answer.__table__.columns}  # type: ignore[attr-defined]
    assert kinds["saved_on"] == "DATE"
    assert not [name for name in kinds if name.endswith("_at")]


@pytest.mark.parametrize("name", ["alma", "cora", "dan", "eve", "sol"])
def test_nobody_else_can_save_into_an_entry(each_cast: Cast, entry: str, name: str) -> None:
    with pytest.raises(NotFound):
        drafts.save(each_cast.everybody()[name], drafts.Words(entry, "situation", "not yours", 0, "tab", 1))


def test_an_unknown_field_is_refused_by_name(each_cast: Cast, entry: str) -> None:
    with pytest.raises(Invalid) as told:
        drafts.save(each_cast.ben, drafts.Words(entry, "made_up", "x", 0, "tab", 1))
    assert told.value.field == "made_up"


def test_the_before_part_is_locked_once_the_after_part_is_open(each_cast: Cast) -> None:
    sent = builders.assignment(each_cast.alma, each_cast.ben, worksheet="exposure_record")
    entry = builders.draft(each_cast.ben, sent, "I will freeze", path="feared_outcome")
    actions.open_after(each_cast.ben, entry)
    with pytest.raises(Refused):
        drafts.save(each_cast.ben, drafts.Words(entry, "feared_outcome", "It was nothing", 1, "tab", 2))


def test_coming_back_to_an_entry_writes_no_record(each_cast: Cast, entry: str) -> None:
    from betterjournal.audit import AuditRecord

    before = len(builders.rows(AuditRecord))
    assignment = builders.rows(Entry)[0].assignment_id
    assert actions.begin(each_cast.ben, assignment) == entry
    _save(each_cast, entry, "words")
    assert len(builders.rows(AuditRecord)) == before
