"""A clinician who is away: what the client reads, what opens when, and what becomes of the appointments."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from betterjournal import clock, database, live
from betterjournal.accounts.models import Care, Practice
from betterjournal.appointments import actions, away
from betterjournal.appointments.models import Appointment, Away
from betterjournal.assignments import home
from betterjournal.assignments import queries as assignments
from betterjournal.errors import Invalid, NotFound
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast

# A Thursday at nine in Calgary. Alma is away from the Monday until the Monday three weeks later.
NOW = clock.at(date(2026, 12, 17), 9, 0, ZONE)
FROM, BACK = "2026-12-21", "2027-01-11"
PHONE = "403-555-0134"
MEANWHILE = datetime(2026, 12, 29, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_a_thursday() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


def leave(cast: Cast, from_on: str = FROM, until_on: str = BACK, phone: str = PHONE, who: str = "") -> str:
    return away.set_away(cast.alma, from_on, until_on, phone, who)


def meet(cast: Cast, on: str, repeat: str = "") -> str:
    return actions.set_next(cast.alma, cast.ben.client_id or "", on, "10:00", repeat)


def told(cast: Cast) -> tuple[str, str, str]:
    window = assignments.room(cast.ben).window
    return window.away_until, window.cover_who, window.cover_phone


def test_the_client_reads_until_when_and_whom_to_call_on_these_days_only(each_cast: Cast) -> None:
    cast = each_cast
    leave(cast, who="Cora Singh", phone="403-555-0177")
    assert told(cast) == ("", "", "")
    with clock.stopped_at(MEANWHILE):
        assert told(cast) == (BACK, "Cora Singh", "403-555-0177")
    first, last = (clock.at(date.fromisoformat(day), 0, 0, ZONE) for day in (FROM, BACK))
    for edge, until in ((first - timedelta(seconds=1), ""), (first, BACK), (last, "")):
        with clock.stopped_at(edge):
            assert told(cast)[0] == until, edge


def test_dates_that_follow_each_other_are_one_absence_for_the_client(cast: Cast) -> None:
    leave(cast)
    leave(cast, BACK, "2027-01-18")
    with clock.stopped_at(MEANWHILE):
        assert told(cast)[0] == "2027-01-18"


def test_who_is_away_is_said_only_of_ones_own_clinician(cast: Cast) -> None:
    away.set_away(cast.cora, FROM, BACK, PHONE)
    with clock.stopped_at(MEANWHILE):
        assert told(cast) == ("", "", "")
        assert assignments.room(cast.dan).window.away_until == BACK


def test_nothing_opens_before_they_are_back(each_cast: Cast) -> None:
    """The Friday before the Monday is the working day before: it lies in the days away."""
    cast = each_cast
    meet(cast, BACK)
    assert assignments.today(cast.ben).window.opens_on == "2027-01-08"
    leave(cast)
    with clock.stopped_at(NOW + timedelta(days=22)):
        assert clock.today("America/Edmonton").isoformat() == "2027-01-08"
        work = builders.assignment(cast.alma, cast.ben)
        shared = builders.shared(cast.ben, work)
        assert assignments.today(cast.ben).window.opens_on == BACK
        for reader in (cast.alma, cast.sol):
            view = timeline(reader, cast.ben.client_id or "")
            assert ([thing.kind for thing in view.things], view.window.is_open) == (["assignment"], False)
        assert [line.opens_on for line in home.clients(cast.alma).later] == [BACK]
    with clock.stopped_at(clock.at(date.fromisoformat(BACK), 0, 0, ZONE)):
        view = timeline(cast.alma, cast.ben.client_id or "")
        assert [item.id for thing in view.things for item in thing.returned] == [shared]


def test_back_sooner_nothing_opens_sooner_than_was_told_unless_they_meet(cast: Cast) -> None:
    meet(cast, BACK)
    period = leave(cast)
    with clock.stopped_at(NOW + timedelta(days=22)):
        away.end(cast.alma, period)
        assert told(cast) == ("", "", "")
        window = assignments.today(cast.ben).window
        assert (window.opens_on, window.is_open) == (BACK, False)
        assert away.away(cast.alma).periods == []
        meet(cast, "2027-01-09")
        window = assignments.today(cast.ben).window
        assert (window.opens_on, window.is_open) == ("2027-01-08", True)


def test_dates_that_are_taken_back_never_begin(cast: Cast) -> None:
    away.end(cast.alma, leave(cast))
    with clock.stopped_at(MEANWHILE):
        assert told(cast) == ("", "", "")
    leave(cast)


def test_an_appointment_kept_meanwhile_is_one_and_its_client_is_told_nothing_else(cast: Cast) -> None:
    leave(cast)
    meet(cast, "2026-12-30")
    with clock.stopped_at(MEANWHILE):
        window = assignments.today(cast.ben).window
        assert (window.away_until, window.meet_on, window.opens_on) == ("", "2026-12-30", "2026-12-29")
        assert window.is_open
    with clock.stopped_at(MEANWHILE + timedelta(days=2)):
        assert told(cast)[0] == BACK


def test_what_falls_into_these_days_is_shown_and_called_off_in_one_press(each_cast: Cast) -> None:
    cast = each_cast
    meet(cast, "2026-12-18", "weekly")
    actions.set_next(cast.cora, cast.dan.client_id or "", "2026-12-22", "10:00")
    period = leave(cast)
    [view] = away.away(cast.alma).periods
    assert [(met.name, met.on) for met in view.falls] == [
        ("Ben Okafor", on) for on in ("2026-12-25", "2027-01-01", "2027-01-08")
    ]
    heard: set[str] = set()
    live.listen(heard.update)
    away.cancel_within(cast.alma, period)
    live.forget(heard.update)
    ben = cast.ben.client_id
    assert heard == {f"client:{ben}", f"staff:{ben}", f"person:{cast.alma.person_id}"}
    assert away.away(cast.alma).periods[0].falls == []
    with clock.stopped_at(MEANWHILE):
        today = assignments.today(cast.ben)
        assert (today.news, today.window.meet_on, today.window.away_until) == ("moved", "2027-01-15", BACK)
    assert [row.outcome for row in builders.rows(Appointment) if row.client_id == cast.dan.client_id] == [""]
    away.cancel_within(cast.alma, period)


def test_one_of_them_is_put_back_alone(cast: Cast) -> None:
    meet(cast, "2026-12-18", "weekly")
    away.cancel_within(cast.alma, leave(cast))
    off = timeline(cast.alma, cast.ben.client_id or "").coming.called_off
    actions.put_back(cast.alma, off[1].id)
    left = timeline(cast.alma, cast.ben.client_id or "").coming.called_off
    assert [row.on for row in left] == ["2026-12-25", "2027-01-08"]


def test_a_repeat_pauses_meanwhile(cast: Cast) -> None:
    leave(cast)
    meet(cast, "2026-12-18", "weekly")
    view = timeline(cast.alma, cast.ben.client_id or "")
    assert [row.on for row in view.coming.later][:2] == ["2027-01-15", "2027-01-22"]
    assert [(row.on, row.cancelled_by, row.away) for row in view.coming.called_off] == [
        (on, "clinician", True) for on in ("2026-12-25", "2027-01-01", "2027-01-08")
    ]


def test_a_repeat_that_moves_pauses_too(cast: Cast) -> None:
    first = meet(cast, "2026-12-18", "weekly")
    leave(cast)
    actions.move(cast.alma, first, "2026-12-19", "10:00", following=True)
    view = timeline(cast.alma, cast.ben.client_id or "")
    assert [row.on for row in view.coming.later][:1] == ["2027-01-16"]


@pytest.mark.parametrize(
    ("given", "field", "key"),
    [
        (("", BACK, PHONE), "from_on", "problem.date"),
        (("2026-02-30", BACK, PHONE), "from_on", "problem.no_such_day"),
        (("2026-12-16", BACK, PHONE), "from_on", "problem.past"),
        ((FROM, FROM, PHONE), "until_on", "problem.back_later"),
        ((FROM, "2026-12-20", PHONE), "until_on", "problem.back_later"),
        ((FROM, "2028-12-20", PHONE), "until_on", "problem.far"),
        ((FROM, BACK, " "), "phone", "problem.needed"),
        ((FROM, BACK, "4" * 41), "phone", "problem.long"),
        ((FROM, BACK, PHONE, "x" * 121), "who", "problem.long"),
        (("2027-02-01", "2027-02-08", PHONE), "from_on", "problem.away_already"),
    ],
)
def test_what_cannot_be_is_refused_and_its_field_named(
    cast: Cast, given: tuple[str, ...], field: str, key: str
) -> None:
    leave(cast, "2027-02-05", "2027-02-10")
    with pytest.raises(Invalid) as refused:
        away.set_away(cast.alma, *given)
    assert (refused.value.field, refused.value.key) == (field, key)
    assert len(builders.rows(Away)) == 1


def test_whom_to_call_is_sealed_and_the_practices_number_is_offered(cast: Cast) -> None:
    leave(cast, who="Cora Singh")
    [row] = builders.rows(Away)
    assert "Cora" not in row.cover
    assert PHONE not in row.cover
    assert away.away(cast.alma).phone == PHONE


def test_somebody_elses_days_and_none_are_one_answer(cast: Cast) -> None:
    period = leave(cast)
    for press in (away.end, away.cancel_within):
        for which in (period, "none"):
            with pytest.raises(NotFound):
                press(cast.cora, which)


def test_a_practice_that_opens_on_any_day_says_until_when_and_promises_nothing_else(cast: Cast) -> None:
    with database.writing() as session:
        session.get_one(Practice, 1).reading_window = "always"
    leave(cast)
    with clock.stopped_at(MEANWHILE):
        window = assignments.room(cast.ben).window
        assert (window.setting, window.away_until, window.is_open) == ("always", BACK, True)


def test_with_nobody_in_charge_the_pages_stay_and_say_so(cast: Cast) -> None:
    meet(cast, "2026-12-18", "weekly")
    builders.assignment(cast.alma, cast.ben)
    actions.move(cast.alma, builders.rows(Appointment)[0].id, "2026-12-19", "10:00")
    leave(cast)
    with database.writing() as session:
        for care in session.exec(select(Care).where(Care.client_id == cast.ben.client_id)):
            care.until_at = clock.now()
    with clock.stopped_at(MEANWHILE):
        today = assignments.today(cast.ben)
        assert (today.window.clinician, today.window.away_until, today.news) == ("", "", "")
        assert [card.title for card in today.first] == ["Write a few lines"]
        assert away.away(cast.alma).periods[0].falls == []
