"""The record as the owner and each member of the staff read it: which lines, whose, and that reading is on it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from betterjournal import clock, database
from betterjournal.access import Visitor
from betterjournal.accounts import record, record_pages
from betterjournal.accounts.record_pages import NOBODY, Wanted
from betterjournal.appointments.actions import open_early
from betterjournal.audit import Act, AuditRecord
from betterjournal.changes import changing
from betterjournal.entries import actions as entries
from betterjournal.entries import sharing
from betterjournal.errors import Invalid
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast

MORNING = clock.at(date(2026, 12, 3), 9, 0, ZONE)
FILTERS = [
    Wanted(),
    Wanted(person="alma"),
    Wanted(person=NOBODY),
    Wanted(act="assignment.sent"),
    Wanted(person="alma", act="assignment.sent"),
    Wanted(client="ben"),
    Wanted(client="ben", person="alma", act="assignment.sent"),
    Wanted(since="2026-12-03", until="2026-12-04"),
    Wanted(person="alma", act="assignment.sent", since="2026-12-03"),
]


def _ids(wanted: Wanted, cast: Cast) -> Wanted:
    """The filter with ids in place of first names."""
    person = cast.alma.person_id if wanted.person == "alma" else wanted.person
    return replace(wanted, person=person, client=(cast.ben.client_id or "") if wanted.client else "")


def _acts(cast: Cast, **wanted: str) -> list[str]:
    return [line.act for line in record.record(cast.eve, Wanted(**wanted)).lines]


@pytest.fixture
def lived_in(each_cast: Cast) -> Cast:
    """Three days of a practice: Alma sends, Cora sends, a stranger is refused."""
    for days in range(3):
        with clock.stopped_at(MORNING + timedelta(days=days)):
            builders.assignment(each_cast.alma, each_cast.ben)
            builders.assignment(each_cast.cora, each_cast.dan)
            with changing(Visitor("203.0.113.9")) as change:
                change.record(Act.SIGN_IN_REFUSED, result="refused")
    return each_cast


def test_each_filter_shows_its_lines(lived_in: Cast) -> None:
    cast = lived_in
    sent, refused = "assignment.sent", "session.sign_in_refused"
    assert _acts(cast, person=cast.alma.person_id) == [sent] * 3
    assert _acts(cast, person=NOBODY) == [refused] * 3
    assert _acts(cast, act=refused) == [refused] * 3
    assert _acts(cast, act=sent, person=cast.cora.person_id) == [sent] * 3
    assert _acts(cast, act=refused, person=cast.cora.person_id) == []
    about_ben = [act for act in _acts(cast, client=cast.ben.client_id or "") if act != "record.read"]
    assert about_ben == [sent] * 3
    assert _acts(cast, client=cast.ben.client_id or "", person=cast.cora.person_id) == []
    assert _acts(cast, act=sent, since="2026-12-04", until="2026-12-04") == [sent] * 2
    assert _acts(cast, act=sent, since="2026-12-05") == [sent] * 2
    assert _acts(cast, act=sent, until="2026-12-03") == [sent] * 2


def test_a_line_says_when_who_in_which_role_and_about_whom(lived_in: Cast) -> None:
    line = record.record(lived_in.eve, Wanted(person=lived_in.alma.person_id)).lines[0]
    assert (line.at, line.name, line.roles, line.about) == (
        "2026-12-05T09:00",
        "Alma Reyes",
        ["clinician"],
        "Ben Okafor",
    )


@pytest.mark.parametrize("act", [Act.JOINED, Act.CONSENTED, Act.CONSENT_WITHDRAWN])
def test_a_line_of_a_client_says_the_day_and_no_more(cast: Cast, act: Act) -> None:
    with clock.stopped_at(MORNING.replace(hour=23) + timedelta(hours=5)), changing(cast.ben) as change:
        change.record(act, client_id=cast.ben.client_id or "")
    asked = Wanted(act=act.value, since="2026-12-03", until="2026-12-03")
    assert [line.at for line in record.record(cast.eve, asked).lines] == ["2026-12-03"]


@pytest.mark.parametrize(
    ("field", "value"), [("since", "yesterday"), ("until", "0001-01-01"), ("act", "nothing"), ("person", "x" * 65)]
)
def test_what_is_no_filter_is_told_beside_its_field(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        record.record(cast.eve, Wanted(**{field: value}))
    assert refused.value.field == field
    assert builders.rows(AuditRecord) == []


def test_pages_turn_both_ways_and_none_falls_between(lived_in: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_pages, "PAGE_SIZE", 4)
    wanted = Wanted(act="assignment.sent")
    first = record.record(lived_in.eve, wanted)
    second = record.record(lived_in.eve, mark=first.older)
    assert [len(first.lines), len(second.lines)] == [4, 2]
    assert (first.newer, second.older) == ("", "")
    back = record.record(lived_in.eve, mark=second.newer)
    assert back.lines == first.lines
    whole = [(line.at, line.name) for line in (*first.lines, *second.lines)]
    assert whole == sorted(whole, reverse=True)
    assert len(set(whole)) == 6


def test_asking_is_on_record_once_a_sitting_and_turning_pages_is_not(
    lived_in: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_pages, "PAGE_SIZE", 4)
    page = record.record(lived_in.eve)
    record.record(lived_in.eve, mark=page.older)
    record.record(lived_in.eve)
    read = [row for row in builders.rows(AuditRecord) if row.act == "record.read"]
    assert len(read) == 1
    record.record(lived_in.eve, Wanted(client=lived_in.ben.client_id or "", since="2026-12-03"))
    last = max(builders.rows(AuditRecord), key=lambda row: row.id)
    assert (last.act, last.client_id, last.kind) == ("record.read", lived_in.ben.client_id, "2026-12-03")
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        record.record(lived_in.eve)
    assert len([row for row in builders.rows(AuditRecord) if row.act == "record.read"]) == 3


def test_a_mark_is_only_its_owners_and_a_made_up_one_asks_anew(lived_in: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_pages, "PAGE_SIZE", 4)
    older = record.record(lived_in.eve, Wanted(act="assignment.sent")).older
    other = replace(lived_in.eve, person_id="somebody", session_id="else")
    assert record.record(other, mark=older).query == ""
    read = [row for row in builders.rows(AuditRecord) if row.act == "record.read"]
    assert [row.person_id for row in sorted(read, key=lambda row: row.id)] == [lived_in.eve.person_id, "somebody"]


def test_the_file_holds_every_line_asked_for_and_taking_it_is_on_record(
    lived_in: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "EXPORT_SIZE", 2)
    pages = list(record.export(lived_in.eve, Wanted(act="assignment.sent")))
    assert [len(page) for page in pages] == [2, 2, 2]
    last = max(builders.rows(AuditRecord), key=lambda row: row.id)
    assert (last.act, last.kind) == ("record.exported", "assignment.sent")


def test_the_same_with_and_without_what_a_client_does_in_between(
    each_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page, its neighbours, the lengths of their marks and the file, byte for byte; the marks are sealed."""
    monkeypatch.setattr(record_pages, "PAGE_SIZE", 2)
    cast = each_cast
    with clock.stopped_at(MORNING):
        works = [builders.assignment(cast.alma, cast.ben) for _ in range(4)]
        before = _seen(cast)
    with clock.stopped_at(MORNING + timedelta(minutes=3)):
        for work in works:
            shared = builders.shared(cast.ben, work)
        sharing.take_back(cast.ben, shared)
        for _ in range(100):
            entries.new_page(cast.ben)
        entries.check_in(cast.ben, 5, None, None, "words")
    with clock.stopped_at(MORNING):
        assert _seen(cast) == before


def _seen(cast: Cast) -> list[str]:
    found: list[str] = []
    page = record.record(cast.eve, Wanted(act="assignment.sent"))
    everything = [page]
    while page.older:
        page = record.record(cast.eve, mark=page.older)
        everything.append(page)
    for each in everything:
        plain: dict[str, Any] = asdict(each)
        plain |= {name: len(plain[name]) for name in ("newer", "older")}
        found.append(json.dumps(plain))
    lines = [line for each in record.export(cast.eve, Wanted(act="assignment.sent")) for line in each]
    return [*found, json.dumps([asdict(line) for line in lines])]


def test_where_a_client_was_is_in_no_line(cast: Cast) -> None:
    for who in (replace(cast.ben, address="203.0.113.7"), replace(cast.alma, address="198.51.100.1")):
        with changing(who) as change:
            change.record(Act.CONSENTED)
    with changing(Visitor("203.0.113.7")) as change:
        change.record(Act.SIGN_IN_REFUSED, result="refused")
    addresses = {line.address for line in record.record(cast.eve).lines}
    assert addresses == {"", "198.51.100.1"}


def test_the_owner_reads_no_reason_that_speaks_of_a_client(cast: Cast) -> None:
    open_early(cast.alma, cast.ben.client_id or "", "He wrote of the larkspur")
    [line] = [line for line in record.record(cast.eve).lines if line.act == "entry.opened_early"]
    assert line.reason == ""


def test_staff_see_their_own_lines_and_name_whom_they_may_see(cast: Cast) -> None:
    builders.assignment(cast.alma, cast.ben)
    builders.assignment(cast.cora, cast.dan)
    with changing(cast.alma) as change:
        change.record(Act.COPIED, client_id=cast.dan.client_id or "")
    lines = record.own(cast.alma).lines
    assert [(line.act, line.about) for line in lines] == [("review.copied", ""), ("assignment.sent", "Ben Okafor")]
    assert [row.act for row in builders.rows(AuditRecord)].count("record.read") == 0


def test_a_look_at_a_clients_page_is_on_record_once_a_sitting(cast: Cast) -> None:
    timeline(cast.alma, cast.ben.client_id or "")
    timeline(cast.alma, cast.ben.client_id or "")
    timeline(cast.alma, cast.ben.client_id or "", opens=False)
    timeline(cast.sol, cast.ben.client_id or "")
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        timeline(cast.alma, cast.ben.client_id or "")
    looks = [row.person_id for row in builders.rows(AuditRecord) if row.act == "client.read"]
    assert sorted(looks) == sorted([cast.alma.person_id, cast.alma.person_id, cast.sol.person_id])


def test_refusals_of_staff_are_on_record_and_flood_nothing(cast: Cast) -> None:
    ben = cast.ben.client_id or ""
    for _ in range(3):
        record.refused(cast.cora, "client", ben)
        record.refused(cast.cora, "client", "nobody")
    rows = [row for row in builders.rows(AuditRecord) if row.act == "access.refused"]
    assert sorted(row.client_id for row in rows) == sorted(["", ben])
    for number in range(100):
        record.refused(cast.cora, f"page{number}", ben)
    rows = [row for row in builders.rows(AuditRecord) if row.act == "access.refused"]
    assert len(rows) == record.MOST_REFUSALS
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        record.refused(cast.cora, "client", ben)
    assert len([row for row in builders.rows(AuditRecord) if row.act == "access.refused"]) == record.MOST_REFUSALS + 1


@contextmanager
def _sent() -> Iterator[list[tuple[str, Any]]]:
    found: list[tuple[str, Any]] = []

    def keep(connection: object, cursor: object, statement: str, parameters: object, *rest: object) -> None:
        if "FROM audit_record" in statement:
            found.append((statement, parameters))

    event.listen(database.engine(), "before_cursor_execute", keep)
    try:
        yield found
    finally:
        event.remove(database.engine(), "before_cursor_execute", keep)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_each_filter_walks_an_index_in_the_order_it_is_shown(
    cast: Cast, wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_pages, "PAGE_SIZE", 2)
    for days in range(5):
        with clock.stopped_at(MORNING + timedelta(hours=days)):
            builders.assignment(cast.alma, cast.ben)
    with _sent() as asked:
        page = record.record(cast.eve, _ids(wanted, cast))
        if page.older:
            record.record(cast.eve, mark=page.older)
    assert asked
    with database.engine().connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"explain query plan {statement}", parameters).all()
            steps = [str(row[3]) for row in plan]
            # No scan of the table, and no sorting afterwards.
            assert len(steps) == 1, steps
            assert re.match("SEARCH audit_record USING (COVERING )?INDEX ix_audit_record_", steps[0]), steps
