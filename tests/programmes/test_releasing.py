"""Steps go out one by one: by hand, or after each appointment that was held, whatever happens to the server."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest

from betterjournal import access, clock, database
from betterjournal.accounts.models import Care
from betterjournal.appointments import actions as appointments
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.audit import AuditRecord
from betterjournal.care import discharging
from betterjournal.errors import Conflict, Refused
from betterjournal.privacy import stopping
from betterjournal.programmes import queries, releasing, remaining
from tests import builders
from tests.at_once import both
from tests.cast import Cast
from tests.programmes import going

Meet = Callable[[Any, str], None]


def test_by_hand_the_next_step_is_sent_once(each_cast: Cast) -> None:
    going.begin(each_cast.alma, each_cast.ben, "hand")
    step = going.under_way(each_cast.alma, each_cast.ben).steps[1]
    for _ in range(2):
        releasing.send_step(each_cast.alma, step.id)
    assert going.has(each_cast.ben) == ["One", "Two"]


def test_only_the_next_one_can_be_sent(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben, "hand")
    with pytest.raises(Conflict):
        releasing.send_step(cast.alma, going.under_way(cast.alma, cast.ben).steps[2].id)
    assert going.has(cast.ben) == ["One"]


def test_by_hand_no_appointment_sends_anything(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben, "hand")
    _, after = going.met(cast.alma, cast.ben, 2)
    with clock.stopped_at(after):
        assert going.has(cast.ben) == ["One"]


def test_each_appointment_that_was_held_sends_one_step(each_cast: Cast) -> None:
    going.begin(each_cast.alma, each_cast.ben)
    for days, expected in ((2, ["One", "Two"]), (9, ["One", "Two", "Three"]), (16, ["One", "Two", "Three"])):
        _, after = going.met(each_cast.alma, each_cast.ben, days)
        with clock.stopped_at(after):
            assert going.has(each_cast.ben) == expected


def test_the_record_says_that_nobody_pressed(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    going.met(cast.alma, cast.ben, 2)
    sent = [row for row in builders.rows(AuditRecord) if row.act == "assignment.sent"]
    assert [row.role for row in sorted(sent, key=lambda row: row.at)] == ["clinician", "programme"]


@pytest.mark.parametrize("outcome", ["not_held", "cancelled", "moved"])
def test_one_that_was_not_held_sends_nothing(cast: Cast, outcome: str) -> None:
    going.begin(cast.alma, cast.ben)
    _, after = going.met(cast.alma, cast.ben, 2, outcome=outcome)
    with clock.stopped_at(after):
        assert going.has(cast.ben) == ["One"]


def test_found_not_held_afterwards_the_step_waits_for_the_next_and_none_is_sent_twice(each_cast: Cast) -> None:
    going.begin(each_cast.alma, each_cast.ben)
    first, after = going.met(each_cast.alma, each_cast.ben, 2)
    with clock.stopped_at(after):
        appointments.record_outcome(each_cast.alma, first, "not_held")
        releasing.release_due()
        assert going.has(each_cast.ben) == ["One"]
        assert going.states(each_cast.alma, each_cast.ben) == ["sent", "waits", "next"]
    _, after = going.met(each_cast.alma, each_cast.ben, 9)
    with clock.stopped_at(after):
        assert going.has(each_cast.ben) == ["One", "Two"]
        appointments.record_outcome(each_cast.alma, first, "held")
        releasing.release_due()
        assert going.has(each_cast.ben) == ["One", "Two", "Three"]


def test_a_server_that_was_down_loses_none_and_sends_none_twice(each_cast: Cast) -> None:
    going.begin(each_cast.alma, each_cast.ben)
    going.met(each_cast.alma, each_cast.ben, 2, looks=False)
    _, after = going.met(each_cast.alma, each_cast.ben, 9, looks=False)
    with clock.stopped_at(after + timedelta(days=3)):
        for _ in range(3):
            releasing.release_due()
        assert going.has(each_cast.ben) == ["One", "Two", "Three"]


def test_two_workers_send_a_step_once(each_cast: Cast) -> None:
    going.begin(each_cast.alma, each_cast.ben)
    _, after = going.met(each_cast.alma, each_cast.ben, 2, looks=False)
    with clock.stopped_at(after):
        workers = [Thread(target=releasing.release_due) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(builders.rows(Assignment)) == 2


def test_sent_by_hand_as_they_meet_no_second_one_follows_as_they_part(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    starts_at = clock.now() + timedelta(days=2)
    builders.appointment(cast.alma, cast.ben, starts_at)
    with clock.stopped_at(starts_at + timedelta(minutes=45)):
        releasing.send_step(cast.alma, going.under_way(cast.alma, cast.ben).steps[1].id)
    with clock.stopped_at(starts_at + timedelta(hours=1)):
        releasing.release_due()
        assert going.has(cast.ben) == ["One", "Two"]


@pytest.mark.parametrize("sends", [False, True])
def test_said_as_they_meet_that_appointment_sends_one_unless_one_went_out_in_it(cast: Cast, sends: bool) -> None:
    going.begin(cast.alma, cast.ben, "hand")
    meets_at = clock.now() + timedelta(days=2)
    builders.appointment(cast.alma, cast.ben, meets_at)
    with clock.stopped_at(meets_at + timedelta(minutes=10)):
        started = going.under_way(cast.alma, cast.ben)
        if sends:
            releasing.send_step(cast.alma, started.steps[1].id)
        remaining.set_release(cast.alma, started.id, "appointment")
    with clock.stopped_at(meets_at + timedelta(hours=2)):
        releasing.release_due()
        assert going.has(cast.ben) == ["One", "Two"]


def test_undone_as_they_meet_it_goes_out_as_they_part(each_cast: Cast) -> None:
    alma, ben = each_cast.alma, each_cast.ben
    going.begin(alma, ben)
    meets_at = clock.now() + timedelta(days=2)
    builders.appointment(alma, ben, meets_at)
    with clock.stopped_at(meets_at + timedelta(minutes=45)):
        sent = releasing.send_step(alma, going.under_way(alma, ben).steps[1].id)
        releasing.undo(alma, sent.id)
        assert going.states(alma, ben) == ["sent", "next", "later"]
    with clock.stopped_at(meets_at + timedelta(hours=1)):
        releasing.release_due()
        assert going.has(ben) == ["One", "Two"]


def test_undone_and_sent_at_once_neither_waits_for_the_other_for_good(each_cast: Cast, meet: Meet) -> None:
    alma, ben = each_cast.alma, each_cast.ben
    going.begin(alma, ben, "hand")
    steps = going.under_way(alma, ben).steps
    sent = releasing.send_step(alma, steps[1].id)
    meet(assignments, "undo_in")
    meet(access, "started_step_in_care")
    assert True in both(lambda: releasing.undo(alma, sent.id), lambda: releasing.send_step(alma, steps[2].id))
    assert going.states(alma, ben)[1] == "next"


@pytest.mark.parametrize("late", [False, True])
def test_undone_with_another_sent_or_when_they_had_parted_nothing_follows(cast: Cast, late: bool) -> None:
    going.begin(cast.alma, cast.ben)
    meets_at = clock.now() + timedelta(days=2)
    builders.appointment(cast.alma, cast.ben, meets_at)
    with clock.stopped_at(meets_at + timedelta(minutes=49, seconds=50)):
        sent = releasing.send_step(cast.alma, going.under_way(cast.alma, cast.ben).steps[1].id)
        if not late:
            last = releasing.send_step(cast.alma, going.under_way(cast.alma, cast.ben).steps[2].id)
            releasing.undo(cast.alma, last.id)
    with clock.stopped_at(meets_at + timedelta(minutes=50, seconds=5)):
        if late:
            releasing.undo(cast.alma, sent.id)
    with clock.stopped_at(meets_at + timedelta(hours=1)):
        releasing.release_due()
        assert going.has(cast.ben) == (["One"] if late else ["One", "Two"])


def test_nothing_goes_out_while_everything_is_stopped_nor_for_what_was_held_meanwhile(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    client_id = cast.ben.client_id or ""
    stopping.stop(builders.proved(cast.alma), client_id, "other")
    assert going.under_way(cast.alma, cast.ben).idle == "stopped"
    with pytest.raises(Refused):
        releasing.send_step(cast.alma, going.under_way(cast.alma, cast.ben).steps[1].id)
    _, after = going.met(cast.alma, cast.ben, 2)
    with clock.stopped_at(after):
        stopping.start_again(builders.proved(cast.alma), client_id)
        releasing.release_due()
    assert len(builders.rows(Assignment)) == 1
    going.met(cast.alma, cast.ben, 9)
    assert len(builders.rows(Assignment)) == 2


def test_nothing_goes_out_after_discharge(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    going.met(cast.alma, cast.ben, 2)
    assert len(builders.rows(Assignment)) == 1


def test_nothing_goes_out_in_nobodys_care_and_the_next_clinician_takes_it_up_by_saying_so(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    _hand_over(cast)
    going.met(cast.alma, cast.ben, 2)
    assert len(builders.rows(Assignment)) == 1
    view = going.under_way(cast.cora, cast.ben)
    assert view.idle == "care"
    remaining.set_release(cast.cora, view.id, "appointment")
    going.met(cast.cora, cast.ben, 9)
    assert {row.clinician_id for row in builders.rows(Assignment)} == {cast.alma.person_id, cast.cora.person_id}


def test_the_next_clinician_sees_none_of_what_the_client_did_not_give_them(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    _hand_over(cast, past="from_now")
    assert queries.of_client(cast.cora, cast.ben.client_id or "").started == []


def test_who_supervises_sees_nothing_of_what_is_planned(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    view = queries.of_client(cast.sol, cast.ben.client_id or "")
    assert (view.started, view.offers, view.others) == ([], [], [])


def _hand_over(cast: Cast, past: str = "all") -> None:
    now = clock.now()
    with database.writing() as session:
        for row in session.query(Care).filter(Care.client_id == cast.ben.client_id):
            row.until_at = now
        session.add(
            Care(client_id=cast.ben.client_id, person_id=cast.cora.person_id, from_at=now, past=past, handed_over=True)
        )
