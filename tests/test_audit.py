"""The record is a chain: an edited, removed, reordered or cut-off record is found and named."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import text

from betterjournal import audit, clock, database
from betterjournal.access import Visitor
from betterjournal.audit import Act, AuditRecord
from betterjournal.changes import changing
from tests import builders
from tests.cast import ZONE, Cast

WRITERS, MANY = 4, 15


@pytest.fixture
def five(each_cast: Cast) -> int:
    for _ in range(5):
        with changing(each_cast.alma) as change:
            change.record(Act.INVITED, client_id=each_cast.ben.client_id or "", reason="because")
    return 5


def _verdict() -> str:
    with database.reading() as session:
        return audit.verify(session)[1]


def _open(cast: Cast, times: int) -> None:
    for _ in range(times):
        with changing(cast.alma) as change:
            change.record(Act.OPENED, client_id=cast.ben.client_id or "")


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
    assert _verdict() == "record 2 holds what was record 3"


def test_a_record_put_into_anothers_place_is_named(five: int) -> None:
    _tamper("delete from audit_record where id = 2")
    _tamper("update audit_record set id = 2 where id = 5")
    assert _verdict() == "record 2 holds what was record 5"


def test_a_record_hidden_from_the_owners_log_is_named(five: int) -> None:
    _tamper("update audit_record set listed = false where id = 4")
    assert _verdict() == "record 4 was hidden from the owner's log"


def test_a_cut_off_end_is_found(five: int) -> None:
    _tamper("delete from audit_record where id > 3")
    assert _verdict() == "the end was cut off: 5 records were written, 3 stand"


def test_two_writers_at_once_make_one_chain(each_cast: Cast) -> None:
    def write(of: int) -> None:
        for _ in range(MANY):
            with changing(each_cast.alma) as change:
                change.record(Act.COPIED, object_id=str(of))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with database.reading() as session:
        assert audit.verify(session) == (WRITERS * MANY, "")


def test_of_several_openings_on_a_day_the_owners_log_shows_the_first(each_cast: Cast) -> None:
    with clock.stopped_at(datetime(2026, 12, 3, 9, tzinfo=UTC)):
        _open(each_cast, 3)
    with clock.stopped_at(datetime(2026, 12, 4, 9, tzinfo=UTC)):
        _open(each_cast, 2)
    rows = sorted(builders.rows(AuditRecord), key=lambda row: row.id)
    assert [row.listed for row in rows] == [True, False, False, True, False]
    assert _verdict() == ""


def test_a_refused_sign_in_that_may_be_a_clients_is_kept_to_the_day(cast: Cast) -> None:
    for kind in ("", "staff"):
        with changing(Visitor("203.0.113.9")) as change:
            change.record(Act.SIGN_IN_REFUSED, kind=kind)
    unknown, staff = (row.at for row in sorted(builders.rows(AuditRecord), key=lambda row: row.id))
    assert unknown.time() == time(0)
    assert staff.time() != time(0)


CONSENTING = (Act.JOINED, Act.CONSENTED, Act.CONSENT_WITHDRAWN)


@pytest.mark.parametrize("act", [*CONSENTING, Act.SHARED, Act.TAKEN_BACK, Act.TOGETHER_ENDED])
def test_of_what_a_client_does_the_day_is_kept_and_on_the_owners_log_the_day_of_the_practice(
    cast: Cast, act: Act
) -> None:
    with clock.stopped_at(clock.at(date(2026, 12, 3), 20, 41, ZONE)):
        for who in (cast.ben, cast.alma):
            with changing(who) as change:
                change.record(act, client_id=cast.ben.client_id or "")
        client, staff = (row.at for row in sorted(builders.rows(AuditRecord), key=lambda row: row.id))
        practices, plain = clock.at(date(2026, 12, 3), 0, 0, ZONE), datetime(2026, 12, 4, tzinfo=UTC)
        assert (client, staff) == (practices if act in CONSENTING else plain, clock.now())
    assert _verdict() == ""


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
