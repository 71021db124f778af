"""The record is a chain: an edited, removed, reordered or cut-off record is found and named."""

import pytest
from sqlalchemy import text

from betterjournal import audit, database
from betterjournal.audit import Act
from betterjournal.changes import changing
from tests.cast import Cast


@pytest.fixture
def five(each_cast: Cast) -> int:
    for _ in range(5):
        with changing(each_cast.alma) as change:
            change.record(Act.INVITED, client_id=each_cast.ben.client_id or "", reason="because")
    return 5


def _verdict() -> str:
    with database.reading() as session:
        return audit.verify(session)[1]


def _tamper(sql: str) -> None:
    with database.engine().execution_options(writes=True).begin() as connection:
        connection.execute(text(sql))


def test_an_untouched_record_is_whole(five: int) -> None:
    with database.reading() as session:
        assert audit.verify(session) == (five, "")


def test_an_edited_record_is_named(five: int) -> None:
    _tamper("update audit_record set object_id = 'other' where id = 3")
    assert _verdict() == "record 3 was changed"


def test_a_removed_record_is_named(five: int) -> None:
    _tamper("delete from audit_record where id = 2")
    assert _verdict() == "record 2 was removed or moved"


def test_two_reordered_records_are_found(five: int) -> None:
    _tamper("update audit_record set id = 99 where id = 2")
    _tamper("update audit_record set id = 2 where id = 3")
    _tamper("update audit_record set id = 3 where id = 99")
    assert _verdict() == "record 2 was changed"


def test_a_cut_off_end_is_found(five: int) -> None:
    _tamper("delete from audit_record where id > 3")
    assert _verdict() == "the end was cut off: 5 records were written, 3 stand"


def test_a_change_that_records_nothing_is_not_kept(cast: Cast) -> None:
    with pytest.raises(RuntimeError), changing(cast.alma) as change:
        change.session.execute(text("delete from care"))
    with database.reading() as session:
        assert session.connection().execute(text("select count(*) from care")).scalar() == 2


def test_names_in_the_record_are_not_readable_on_disk(five: int) -> None:
    with database.reading() as session:
        stored = session.connection().execute(text("select name, reason from audit_record")).first()
    assert stored is not None
    assert "Alma" not in stored[0]
    assert "because" not in stored[1]
