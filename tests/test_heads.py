"""The record's head is copied to where whoever rewrites the record cannot reach."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from betterjournal import audit, clock, database, heads
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import CannotStart
from betterjournal.operations import housekeeping, recording
from tests.cast import Cast


def _record(cast: Cast, times: int) -> None:
    for _ in range(times):
        with changing(cast.alma) as change:
            change.record(Act.COPIED)


def _rewrite_after(kept: int) -> None:
    """What somebody with the database alone can do: cut the end off and make the head fit."""
    with database.engine().execution_options(writes=True).begin() as connection:
        connection.execute(text("delete from audit_record where id > :kept"), {"kept": kept})
        fits = "update audit_head set count = :kept, hash = (select hash from audit_record where id = :kept)"
        connection.execute(text(fits), {"kept": kept})


@pytest.fixture
def copied(each_cast: Cast) -> Cast:
    """Three records yesterday, five today, the head copied on both days."""
    with clock.stopped_at(clock.now() - timedelta(days=1)):
        _record(each_cast, 3)
        assert heads.keep()
    _record(each_cast, 2)
    assert heads.keep()
    return each_cast


def test_a_record_that_went_on_is_whole(copied: Cast) -> None:
    _record(copied, 2)
    assert recording.verify() == (True, "The audit record is whole: 7 records.")


def test_an_end_cut_off_with_its_head_rewritten_is_found(copied: Cast) -> None:
    _rewrite_after(4)
    with database.reading() as session:
        assert audit.verify(session) == (4, "")
    whole, said = recording.verify()
    assert not whole
    assert "5 records stood, and record 5 is gone; it continues the copies up to" in said
    assert "(record 3)" in said
    assert "audit restored" in said


def test_an_end_written_anew_is_found_too(copied: Cast) -> None:
    _rewrite_after(4)
    _record(copied, 3)
    assert "record 5 is another one now" in recording.verify()[1]


def test_what_does_not_fit_is_never_copied_over(copied: Cast) -> None:
    _rewrite_after(4)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert not heads.keep()
    assert not recording.verify()[0]


def test_a_restored_backup_is_said_once_and_stands_in_the_record(copied: Cast) -> None:
    _rewrite_after(4)
    assert recording.restored() == "It is on record that an older backup was restored."
    assert recording.verify() == (True, "The audit record is whole: 5 records.")
    assert "nothing to say" in recording.restored()


def test_no_backup_explains_an_edited_record(copied: Cast) -> None:
    with database.engine().execution_options(writes=True).begin() as connection:
        connection.execute(text("update audit_record set kind = 'other' where id = 2"))
    with pytest.raises(CannotStart, match="record 2 was changed"):
        recording.restored()


def test_the_head_is_copied_once_a_day_and_after_a_verification(copied: Cast) -> None:
    _record(copied, 1)
    heads.keep()
    _rewrite_after(5)
    assert recording.verify()[0]
    _record(copied, 1)
    assert recording.verify()[0]
    _rewrite_after(5)
    assert not recording.verify()[0]


def test_a_duty_that_fails_keeps_no_other_from_being_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def breaks() -> None:
        raise OSError

    monkeypatch.setattr(heads, "keep", breaks)
    monkeypatch.setattr(housekeeping.throttle, "forget", lambda: done.append("forgotten"))
    housekeeping.tidy()
    assert done == ["forgotten"]
    assert "did not work" in caplog.text
