"""Appointments set, moved, called off, repeated and put back, and what the client is told of it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.appointments import actions, repeating
from betterjournal.appointments.models import Appointment, Repeat
from betterjournal.appointments.views import ComingView
from betterjournal.assignments import queries as assignments
from betterjournal.audit import AuditRecord
from betterjournal.errors import Conflict, Invalid, Refused
from betterjournal.privacy import stopping
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast

# A Thursday, in the wall time of the practice; the first appointment is a week later.
NOW = clock.at(date(2026, 12, 3), 9, 0, ZONE)
THURSDAY, FRIDAY, SUNDAY = "2026-12-10", "2026-12-11", "2026-12-13"


@pytest.fixture(autouse=True)
def on_a_thursday() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


def at(moment: datetime) -> AbstractContextManager[None]:
    return clock.stopped_at(moment)


def repeated(cast: Cast, on: str = THURSDAY, time: str = "10:00", repeat: str = "weekly") -> str:
    return actions.set_next(cast.alma, cast.ben.client_id or "", on, time, repeat)


def next_and_later(actor: Actor, cast: Cast) -> tuple[list[str], ComingView]:
    view = timeline(actor, cast.ben.client_id or "")
    return [row.at for row in (*view.next, *view.coming.later)], view.coming


def coming(cast: Cast) -> list[str]:
    return next_and_later(cast.alma, cast)[0]


def news(cast: Cast) -> tuple[str, str]:
    view = assignments.today(cast.ben)
    return view.news, view.window.meet_on


@pytest.mark.parametrize(
    ("on", "time", "field", "key"),
    [
        ("2026-02-31", "10:00", "on", "problem.no_such_day"),
        ("", "10:00", "on", "problem.date"),
        (THURSDAY, "", "at", "problem.time"),
        (THURSDAY, "25:00", "at", "problem.time"),
        ("2026-12-02", "10:00", "on", "problem.past"),
        ("2026-12-03", "08:59", "on", "problem.past"),
        ("0001-01-01", "10:00", "on", "problem.past"),
        ("2027-12-05", "10:00", "on", "problem.far"),
        ("9999-12-31", "23:59", "on", "problem.far"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_its_field_named(
    cast: Cast, on: str, time: str, field: str, key: str
) -> None:
    stands = repeated(cast, FRIDAY, repeat="")
    for attempt in (
        lambda: actions.set_next(cast.alma, cast.ben.client_id or "", on, time, "weekly"),
        lambda: actions.move(cast.alma, stands, on, time),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert (refused.value.field, refused.value.key) == (field, key)
    assert coming(cast) == [f"{FRIDAY}T10:00"]


def test_a_time_that_a_change_of_the_clocks_leaves_out_is_refused(cast: Cast) -> None:
    alma = replace(cast.alma, time_zone="America/Toronto")
    with pytest.raises(Invalid) as refused:
        actions.set_next(alma, cast.ben.client_id or "", "2027-03-14", "02:30", "weekly")
    assert (refused.value.field, refused.value.key) == ("at", "problem.no_such_time")


def test_one_that_overlaps_another_of_the_same_client_is_refused(cast: Cast) -> None:
    repeated(cast, repeat="")
    other = repeated(cast, FRIDAY, repeat="")
    for attempt in (lambda: repeated(cast, time="10:49"), lambda: actions.move(cast.alma, other, THURSDAY, "09:11")):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert (refused.value.field, refused.value.key) == ("at", "problem.overlap")
    repeated(cast, time="10:50", repeat="")
    assert coming(cast) == [f"{THURSDAY}T10:00", f"{THURSDAY}T10:50", f"{FRIDAY}T10:00"]


def test_pressed_twice_it_is_one_appointment_one_repeat_and_one_move(cast: Cast) -> None:
    assert repeated(cast) == repeated(cast)
    assert len(builders.rows(Repeat)) == 1
    first = builders.rows(Appointment)[0].id
    assert actions.move(cast.alma, first, FRIDAY, "10:00") == actions.move(cast.alma, first, FRIDAY, "10:00")
    assert len(coming(cast)) == 12
    with pytest.raises(Conflict):
        actions.move(cast.alma, first, SUNDAY, "10:00")
    with pytest.raises(Conflict):
        actions.record_outcome(cast.alma, first, "held")


def test_moved_to_where_it_stands_it_stays(cast: Cast) -> None:
    stands = repeated(cast, repeat="")
    with pytest.raises(Invalid, match="same_time"):
        actions.move(cast.alma, stands, THURSDAY, "10:00")
    assert coming(cast) == [f"{THURSDAY}T10:00"]


def test_moving_takes_the_work_along_and_tells_the_client_until_they_put_it_away(each_cast: Cast) -> None:
    cast = each_cast
    builders.assignment(cast.alma, cast.ben)
    first = repeated(cast, repeat="")
    assert news(cast) == ("", THURSDAY)
    moved = actions.move(cast.alma, first, FRIDAY, "10:00")
    assert news(cast) == ("moved", FRIDAY)
    staff = timeline(cast.alma, cast.ben.client_id or "")
    actions.put_news_away(cast.ben)
    assert news(cast) == ("", FRIDAY)
    [read] = [record for record in builders.rows(AuditRecord) if record.act == "appointment.news_read"]
    assert (read.at.hour, read.listed, read.object_id) == (0, False, "")
    assert timeline(cast.alma, cast.ben.client_id or "") == staff
    actions.move(cast.alma, moved, FRIDAY, "14:00")
    assert news(cast) == ("hour", FRIDAY)
    with at(NOW + timedelta(days=9)):
        assert news(cast) == ("", "")


def test_called_off_without_a_new_date_the_work_waits_for_one(cast: Cast) -> None:
    first = repeated(cast, repeat="")
    actions.record_outcome(cast.alma, first, "cancelled", "client")
    assert news(cast) == ("waits", "")
    repeated(cast, SUNDAY, repeat="")
    assert news(cast) == ("moved", SUNDAY)
    with at(NOW + timedelta(days=17)):
        assert news(cast) == ("", "")


def test_one_that_was_not_held_is_no_news_and_its_work_goes_on(cast: Cast) -> None:
    first = repeated(cast)
    with at(NOW + timedelta(days=8)):
        actions.record_outcome(cast.alma, first, "not_held")
        assert news(cast) == ("", "2026-12-17")
        actions.record_outcome(cast.alma, first, "cancelled", "clinician")
        assert news(cast) == ("moved", "2026-12-17")
        actions.record_outcome(cast.alma, first, "held")
        assert news(cast) == ("", "2026-12-17")


def test_a_wrong_tap_is_put_right(cast: Cast) -> None:
    first = repeated(cast)
    before = next_and_later(cast.alma, cast)
    actions.record_outcome(cast.alma, first, "cancelled", "client")
    [off] = next_and_later(cast.alma, cast)[1].called_off
    assert (off.id, off.outcome, off.cancelled_by, off.on) == (first, "cancelled", "client", THURSDAY)
    actions.put_back(cast.alma, first)
    assert next_and_later(cast.alma, cast) == before
    actions.move(cast.alma, first, FRIDAY, "10:00")
    actions.put_back(cast.alma, first)
    assert next_and_later(cast.alma, cast) == before
    assert news(cast) == ("", THURSDAY)


def test_what_was_moved_again_is_put_back_from_where_it_is(cast: Cast) -> None:
    first = repeated(cast, repeat="")
    second = actions.move(cast.alma, first, FRIDAY, "10:00")
    actions.move(cast.alma, second, SUNDAY, "10:00")
    with pytest.raises(Conflict):
        actions.put_back(cast.alma, first)
    actions.put_back(cast.alma, second)
    actions.put_back(cast.alma, first)
    assert coming(cast) == [f"{THURSDAY}T10:00"]


def test_nothing_is_put_back_onto_another_appointment(cast: Cast) -> None:
    first = repeated(cast, repeat="")
    actions.record_outcome(cast.alma, first, "cancelled")
    repeated(cast, time="10:30", repeat="")
    with pytest.raises(Refused, match="overlap"):
        actions.put_back(cast.alma, first)
    with pytest.raises(Invalid, match="overlap"):
        actions.record_outcome(cast.alma, first, "held")


def test_one_of_a_repeat_is_moved_alone(cast: Cast) -> None:
    first = repeated(cast)
    actions.move(cast.alma, first, SUNDAY, "15:00")
    assert coming(cast)[:3] == [f"{SUNDAY}T15:00", "2026-12-17T10:00", "2026-12-24T10:00"]


def test_this_and_the_following_go_to_another_weekday_and_hour(cast: Cast) -> None:
    repeated(cast)
    third = timeline(cast.alma, cast.ben.client_id or "").coming.later[1]
    skipped = timeline(cast.alma, cast.ben.client_id or "").coming.later[3]
    actions.record_outcome(cast.alma, skipped.id, "cancelled", "clinician")
    before = next_and_later(cast.alma, cast)
    actions.move(cast.alma, third.id, "2026-12-29", "14:30", following=True)
    now = coming(cast)
    assert now[:4] == [f"{THURSDAY}T10:00", "2026-12-17T10:00", "2026-12-29T14:30", "2027-01-05T14:30"]
    assert "2027-01-12T14:30" not in now, "what was skipped stays skipped"
    assert all(date.fromisoformat(each[:10]).weekday() == 1 for each in now[2:])
    actions.put_back(cast.alma, third.id)
    assert next_and_later(cast.alma, cast) == before
    assert [rule.at for rule in builders.rows(Repeat) if rule.ended_at is None] == ["10:00"]


def test_a_repeat_ends_with_one_of_them_and_goes_on_again(cast: Cast) -> None:
    first = repeated(cast)
    before = next_and_later(cast.alma, cast)
    actions.end_repeat(cast.alma, first)
    times, beside = next_and_later(cast.alma, cast)
    assert times == [f"{THURSDAY}T10:00"]
    assert ([row.on for row in beside.ended], beside.called_off) == (["2026-12-17"], [])
    with at(NOW + timedelta(days=15)):
        assert [thing.kind for thing in timeline(cast.alma, cast.ben.client_id or "").things] == ["appointment"]
        assert news(cast) == ("", "")
    actions.put_back(cast.alma, beside.ended[0].id)
    assert next_and_later(cast.alma, cast) == before


def test_a_repeat_goes_on_until_somebody_ends_it(each_cast: Cast) -> None:
    cast = each_cast
    first = repeated(cast)
    repeating.write_ahead()
    assert len(coming(cast)) == 12
    with at(NOW + timedelta(weeks=4)):
        for _ in range(2):
            repeating.write_ahead()
        assert len(coming(cast)) == 12
        assert coming(cast)[-1] == "2027-03-18T10:00", "the same hour on the wall, after the spring-forward too"
        actions.end_repeat(cast.alma, first)
        repeating.write_ahead()
        assert coming(cast) == []


def test_everything_stopped_ends_the_repeat_too(cast: Cast) -> None:
    repeated(cast)
    stopping.stop(cast.alma, cast.ben.client_id or "", "other")
    stopping.start_again(cast.alma, cast.ben.client_id or "")
    with at(NOW + timedelta(weeks=4)):
        repeating.write_ahead()
        assert coming(cast) == []


def test_moved_ones_keep_the_hour_of_the_wall_across_the_change(cast: Cast) -> None:
    alma = replace(cast.alma, time_zone="America/Toronto")
    first = actions.set_next(alma, cast.ben.client_id or "", "2027-02-25", "10:00", "weekly")
    actions.move(alma, first, "2027-03-01", "09:00", following=True)
    starts = [row.starts_at for row in builders.rows(Appointment) if row.outcome == ""]
    assert {clock.local(each, alma.time_zone).strftime("%a %H:%M") for each in starts} == {"Mon 09:00"}
    assert {each.hour for each in starts} == {13, 14}
