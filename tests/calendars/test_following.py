"""Connecting a calendar, choosing codes, looking, and appointments that follow: over real TLS, with what is stored."""

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from betterjournal import clock, database, live, recurring, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Care, Person
from betterjournal.appointments import actions as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.audit import AuditRecord
from betterjournal.calendars import actions, refreshing
from betterjournal.calendars.applying import apply
from betterjournal.calendars.looking import look
from betterjournal.calendars.models import CalendarMatch, Feed, FeedEvent
from betterjournal.calendars.queries import calendar
from betterjournal.care import discharging, handing
from betterjournal.errors import Invalid, NotFound
from betterjournal.migrations.tables import METADATA
from betterjournal.privacy import stopping
from tests import builders
from tests.calendars.far_server import HOST, FarServer
from tests.calendars.producers import GOOGLE, PRODUCERS, UNASKED, entry
from tests.calendars.producers import calendar as written
from tests.cast import ZONE, Cast

ADDRESS = f"webcal://{HOST}/private-5up3r/basic.ics"
SECRET = "private-5up3r"
MONDAY = datetime(2026, 10, 19, 15, tzinfo=UTC)
TUESDAY = "20261020T100000"


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.stopped_at(MONDAY):
        yield


def one(at: str = TUESDAY, uid: str = "a", title: str = "BO", *lines: str) -> str:
    return entry(uid, f"SUMMARY:{title}", f"DTSTART;TZID={ZONE}:{at}", "DURATION:PT50M", *lines)


@pytest.fixture
def alma(each_cast: Cast, far: FarServer) -> Actor:
    """Alma has connected her calendar and chosen BO for Ben."""
    actions.connect(each_cast.alma, ADDRESS)
    actions.choose_code(each_cast.alma, each_cast.ben.client_id or "", "B.O.")
    return each_cast.alma


def follow(alma: Actor, far: FarServer, *entries: str) -> bool:
    far.says(written(*entries))
    actions.begin(alma)
    return refreshing.refresh(alma)


def book() -> list[str]:
    """Every appointment with its outcome, in order; of those of one time what is over first."""
    rows = sorted(builders.rows(Appointment), key=lambda row: (row.starts_at, row.created_at, not row.outcome))
    return [f"{clock.local(row.starts_at, ZONE):%m-%d %H:%M} {row.outcome}".strip() for row in rows]


def acts() -> list[tuple[str, str, str]]:
    return [(row.act, row.kind, row.role) for row in builders.rows(AuditRecord)]


def stored() -> str:
    with database.reading() as session:
        return "\n".join(str(session.connection().execute(select(table)).all()) for table in METADATA.sorted_tables)


def test_a_look_finds_and_changes_nothing(alma: Actor, far: FarServer) -> None:
    far.says(written(one(), one("20261021T090000", "b", "Dentist"), one("20261022T090000", "c", "Gym")))
    found = look(alma)
    assert found is not None
    assert [(match.name, match.count, match.times) for match in found.matches] == [
        ("Ben Okafor", 1, ["2026-10-20T10:00"])
    ]
    assert (found.others, found.doubles) == (2, 0)
    assert (book(), builders.rows(FeedEvent)) == ([], [])


@pytest.mark.parametrize("name", PRODUCERS)
def test_of_what_fits_nobody_nothing_is_kept_logged_or_recorded(
    alma: Actor, far: FarServer, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    far.says(PRODUCERS[name])
    actions.begin(alma)
    assert look(alma) is not None
    assert refreshing.refresh(alma)
    assert book()
    kept = (stored() + caplog.text).lower()
    assert [word for word in (*UNASKED, "google.com", "clinic.example", "3f2504e0") if word in kept] == []
    assert SECRET not in kept


def test_the_address_is_sealed_and_only_its_host_is_shown(alma: Actor) -> None:
    assert SECRET not in stored()
    assert calendar(alma).host == HOST
    assert SECRET not in repr(calendar(alma))
    assert vault.get(builders.rows(Feed)[0], "address") == f"https://{HOST}/{SECRET}/basic.ics"


def test_nothing_is_set_before_they_said_so(alma: Actor, far: FarServer) -> None:
    far.says(written(one()))
    with clock.stopped_at(MONDAY + actions.EVERY):
        assert refreshing.refresh_one() is False
    assert far.asked == []
    refreshing.refresh(alma)
    assert book() == []


def test_what_fits_is_set_and_the_client_is_told(alma: Actor, each_cast: Cast, far: FarServer) -> None:
    heard: set[str] = set()
    live.listen(heard.update)
    assert follow(alma, far, one(), one("20261021T090000", "b", "Dentist"))
    live.forget(heard.update)
    assert book() == ["10-20 10:00"]
    assert {f"client:{each_cast.ben.client_id}", f"staff:{each_cast.ben.client_id}"} <= heard
    assert calendar(alma).lines[0].times == ["2026-10-20T10:00"]
    row = builders.rows(Appointment)[0]
    assert (row.client_id, row.clinician_id, row.ends_at - row.starts_at) == (
        each_cast.ben.client_id,
        alma.person_id,
        timedelta(minutes=50),
    )


def test_a_second_time_changes_and_records_nothing(alma: Actor, far: FarServer) -> None:
    follow(alma, far, GOOGLE.split("END:VTIMEZONE\n")[1].rpartition("END:VCALENDAR")[0])
    before, recorded = book(), len(acts())
    assert refreshing.refresh(alma)
    assert (book(), len(acts())) == (before, recorded)
    assert len(before) == 11


def test_a_moved_one_moves_and_its_work_goes_along(alma: Actor, each_cast: Cast, far: FarServer) -> None:
    follow(alma, far, one())
    follow(alma, far, one("20261022T140000"))
    assert book() == ["10-20 10:00 moved", "10-22 14:00"]
    old, new = sorted(builders.rows(Appointment), key=lambda row: row.starts_at)
    assert old.moved_to_id == new.id
    assert ("appointment.outcome", "moved", "clinician") in acts()


@pytest.mark.parametrize("after", [[], [one(TUESDAY, "a", "BO", "STATUS:CANCELLED")]])
def test_what_vanished_or_was_cancelled_is_cancelled(alma: Actor, far: FarServer, after: list[str]) -> None:
    other = one("20261028T090000", "b")
    follow(alma, far, one(), other)
    follow(alma, far, other, *after)
    assert book() == ["10-20 10:00 cancelled", "10-28 09:00"]


def test_it_may_come_back(alma: Actor, far: FarServer) -> None:
    other = one("20261028T090000", "b")
    follow(alma, far, one(), other)
    follow(alma, far, other)
    follow(alma, far, one(), other)
    assert book() == ["10-20 10:00 cancelled", "10-20 10:00", "10-28 09:00"]


def test_past_ones_are_left_as_they_were(alma: Actor, far: FarServer) -> None:
    follow(alma, far, one(), one("20261028T090000", "b"))
    with clock.stopped_at(MONDAY + timedelta(days=2)):
        follow(alma, far, one("20261028T090000", "b"))
    assert book() == ["10-20 10:00", "10-28 09:00"]


def test_what_was_set_by_hand_is_adopted_and_never_set_twice(alma: Actor, each_cast: Cast, far: FarServer) -> None:
    appointments.set_next(alma, each_cast.ben.client_id or "", "2026-10-20", "10:00")
    appointments.set_next(alma, each_cast.ben.client_id or "", "2026-10-27", "11:00")
    follow(alma, far, one())
    assert book() == ["10-20 10:00", "10-27 11:00"]
    follow(alma, far, one("20261021T100000"))
    assert book() == ["10-20 10:00 moved", "10-21 10:00", "10-27 11:00"]


def test_what_was_cancelled_by_hand_stays_cancelled(alma: Actor, far: FarServer) -> None:
    follow(alma, far, one())
    appointments.record_outcome(alma, builders.rows(Appointment)[0].id, "cancelled", "client")
    follow(alma, far, one())
    assert book() == ["10-20 10:00 cancelled"]


def test_an_empty_calendar_cancels_nothing(alma: Actor, far: FarServer) -> None:
    follow(alma, far, one())
    assert follow(alma, far) is False
    assert book() == ["10-20 10:00"]
    assert calendar(alma).problem == "empty"


def test_a_calendar_that_cannot_be_read_changes_nothing_and_says_since_when(alma: Actor, far: FarServer) -> None:
    follow(alma, far, one())
    with clock.stopped_at(MONDAY + timedelta(hours=3)):
        far.says("", "500 Oh")
        assert refreshing.refresh(alma) is False
        assert look(alma) is None
    view = calendar(alma)
    assert (view.problem, view.good_at) == ("unanswered", "2026-10-19T09:00")
    assert book() == ["10-20 10:00"]


def test_who_is_no_longer_in_their_care_gets_none(alma: Actor, each_cast: Cast, far: FarServer) -> None:
    follow(alma, far, one())
    with database.writing() as session:
        for care in session.exec(select(Care).where(Care.person_id == alma.person_id)):
            care.until_at = clock.now()
    assert follow(alma, far, one("20261023T100000"))
    assert book() == ["10-20 10:00"]
    assert calendar(alma).lines == []


def test_when_everything_is_stopped_nothing_is_set(alma: Actor, each_cast: Cast, far: FarServer) -> None:
    stopping.stop(alma, each_cast.ben.client_id or "", "danger")
    assert follow(alma, far, one())
    assert book() == []


def test_disconnecting_keeps_appointments_and_nothing_else(alma: Actor, far: FarServer) -> None:
    follow(alma, far, one())
    actions.disconnect(alma)
    assert [builders.rows(table) for table in (Feed, CalendarMatch, FeedEvent, recurring.Turn)] == [[]] * 4
    assert book() == ["10-20 10:00"]
    assert calendar(alma).host == ""
    with pytest.raises(NotFound):
        look(alma)


def test_another_address_cancels_nothing_of_the_first(alma: Actor, far: FarServer) -> None:
    follow(alma, far, one())
    actions.connect(alma, f"https://{HOST}/another.ics")
    with clock.stopped_at(MONDAY + actions.EVERY):
        assert (calendar(alma).begun, refreshing.refresh_one()) == (False, False)
    follow(alma, far, one("20261028T090000", "b"))
    assert book() == ["10-20 10:00", "10-28 09:00"]


@pytest.mark.parametrize("how", ["another code", "no code"])
def test_another_code_cancels_nothing_of_the_first(alma: Actor, each_cast: Cast, far: FarServer, how: str) -> None:
    follow(alma, far, one(), one("20261028T090000", "b", "Ben"))
    client_id = each_cast.ben.client_id or ""
    actions.drop_code(alma, client_id) if how == "no code" else actions.choose_code(alma, client_id, "Ben")
    refreshing.refresh(alma)
    assert book()[0] == "10-20 10:00"
    assert len(book()) == (1 if how == "no code" else 2)


@pytest.mark.parametrize("left", ["calendar", "code", "address"])
def test_who_leaves_while_it_is_read_gets_nothing_more(alma: Actor, each_cast: Cast, far: FarServer, left: str) -> None:
    client_id = each_cast.ben.client_id or ""
    leaving = {
        "calendar": lambda: actions.disconnect(alma),
        "code": lambda: actions.drop_code(alma, client_id),
        "address": lambda: actions.connect(alma, f"https://{HOST}/another.ics"),
    }
    far.says(written(one()))
    actions.begin(alma)
    found = refreshing.now(alma)
    leaving[left]()
    apply(alma, found)
    assert book() == []


def test_two_at_once_set_it_once(alma: Actor, far: FarServer) -> None:
    far.says(written(one(), one("20261028T090000", "b")))
    actions.begin(alma)
    found = refreshing.now(alma)
    workers = [threading.Thread(target=apply, args=(alma, found)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert book() == ["10-20 10:00", "10-28 09:00"]
    assert [act[0] for act in acts()].count("appointment.set") == 1


def test_one_code_means_one_client(alma: Actor, each_cast: Cast) -> None:
    with database.writing() as session:
        gil = each_cast._client(session, "Gil Roy", alma)
    with pytest.raises(Invalid) as caught:
        actions.choose_code(alma, gil.client_id or "", "b o")
    assert (caught.value.field, caught.value.key) == ("code", "problem.calendar_code_taken")
    actions.choose_code(alma, gil.client_id or "", "GR")
    assert [(line.name, line.code, line.example) for line in calendar(alma).lines] == [
        ("Ben Okafor", "B.O.", "BO"),
        ("Gil Roy", "GR", "GR"),
    ]


@pytest.mark.parametrize("how", ["handed over", "finished"])
def test_a_code_of_whom_one_no_longer_works_with_is_free_again(
    alma: Actor, each_cast: Cast, far: FarServer, how: str
) -> None:
    follow(alma, far, one())
    ben, cora = each_cast.ben.client_id or "", each_cast.cora
    with database.writing() as session:
        bob = each_cast._client(session, "Bob Orr", alma).client_id or ""
    if how == "finished":
        discharging.discharge(alma, ben)
    else:
        handing.hand_over(builders.proved(alma), ben, cora.person_id)
        actions.connect(cora, ADDRESS)
        actions.choose_code(cora, ben, "BO")
    actions.choose_code(alma, bob, "BO")
    feeds = {row.id: row.person_id for row in builders.rows(Feed)}
    codes = {(feeds[row.feed_id], row.client_id) for row in builders.rows(CalendarMatch)}
    assert codes == {(alma.person_id, bob)} | ({(cora.person_id, ben)} if how == "handed over" else set())
    assert [row.client_id for row in builders.rows(FeedEvent)] == []


def test_a_title_that_fits_two_is_nobodys(alma: Actor, each_cast: Cast, far: FarServer) -> None:
    with database.writing() as session:
        gil = each_cast._client(session, "Gil Roy", alma)
    actions.choose_code(alma, gil.client_id or "", "GR")
    far.says(written(one(title="BO + GR"), one("20261021T090000", "b", "GR")))
    found = look(alma)
    assert found is not None
    assert ([(match.name, match.count) for match in found.matches], found.doubles) == (
        [("Ben Okafor", 0), ("Gil Roy", 1)],
        1,
    )


def test_the_job_takes_each_when_it_is_due_and_seldom_while_it_fails(alma: Actor, far: FarServer) -> None:
    far.says(written(one()))
    actions.begin(alma)
    assert refreshing.refresh_one() is False
    start = MONDAY + actions.EVERY
    with clock.stopped_at(start):
        assert (refreshing.refresh_one(), refreshing.refresh_one()) == (True, False)
    assert book() == ["10-20 10:00"]
    assert ("appointment.set", "calendar", "calendar") in acts()
    far.says("", "500 Oh")
    tries, at = 0, start
    while at < start + timedelta(hours=8):
        at += timedelta(minutes=5)
        with clock.stopped_at(at):
            tries += refreshing.refresh_one()
    # After 15 minutes, then 15, 30, 60, 120, 240 later.
    assert tries == 6
    far.says(written(one("20261021T100000")))
    with clock.stopped_at(start + timedelta(hours=17)):
        refreshing.refresh_one()
    assert book() == ["10-20 10:00 moved", "10-21 10:00"]


def test_for_somebody_who_may_not_work_here_nothing_is_asked(alma: Actor, far: FarServer) -> None:
    actions.begin(alma)
    with database.writing() as session:
        session.get_one(Person, alma.person_id).disabled_at = clock.now()
    with clock.stopped_at(MONDAY + actions.EVERY):
        assert refreshing.refresh_one() is True
    assert far.asked == []


def test_a_calendar_is_its_clinicians_and_nobody_elses(alma: Actor, each_cast: Cast) -> None:
    assert calendar(each_cast.cora).host == ""
    for who in (each_cast.ben, each_cast.eve, each_cast.sol, each_cast.half("alma")):
        with pytest.raises(NotFound):
            calendar(who)
    for call in (look, actions.begin, actions.disconnect, refreshing.refresh):
        with pytest.raises(NotFound):
            call(each_cast.cora)
