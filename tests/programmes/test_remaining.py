"""The remaining steps of one client's: changed without touching the programme or anybody else's."""

from dataclasses import replace

import pytest

from betterjournal.assignments.models import Assignment
from betterjournal.errors import Conflict, Invalid, Refused
from betterjournal.programmes import queries, releasing, remaining
from tests import builders
from tests.cast import Cast
from tests.programmes import going


def whats(cast: Cast) -> list[str]:
    return [step.given.what for step in going.under_way(cast.alma, cast.ben).steps]


def test_words_are_changed_moved_removed_and_added_for_this_client_alone(cast: Cast) -> None:
    kept = going.begin(cast.alma, cast.ben)
    view = going.under_way(cast.alma, cast.ben)
    remaining.change_step(cast.alma, view.steps[1].id, builders.step("Two, smaller"))
    remaining.move_step(cast.alma, view.steps[2].id, "up")
    remaining.add_step(cast.alma, view.id, builders.step("Four"))
    assert whats(cast) == ["One", "Three", "Two, smaller", "Four"]
    remaining.remove_step(cast.alma, view.steps[2].id)
    assert whats(cast) == ["One", "Two, smaller", "Four"]
    assert [step.given.what for step in queries.programme(cast.alma, kept).steps] == ["One", "Two", "Three"]


def test_the_first_to_come_does_not_move_before_what_was_sent(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    remaining.move_step(cast.alma, going.under_way(cast.alma, cast.ben).steps[1].id, "up")
    assert whats(cast) == ["One", "Two", "Three"]


def test_what_was_sent_meanwhile_is_not_changed(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben, "hand")
    step = going.under_way(cast.alma, cast.ben).steps[1]
    releasing.send_step(cast.alma, step.id)
    for change in (
        lambda: remaining.move_step(cast.alma, step.id, "down"),
        lambda: remaining.remove_step(cast.alma, step.id),
        lambda: remaining.change_step(cast.alma, step.id, builders.step("Else")),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.key == "problem.step_sent"
    assert going.has(cast.ben) == ["One", "Two"]


def test_a_step_added_twice_by_one_press_is_one(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    view, given = going.under_way(cast.alma, cast.ben), builders.step("Four")
    for _ in range(2):
        remaining.add_step(cast.alma, view.id, given)
    assert whats(cast).count("Four") == 1


def test_two_pages_that_change_one_step_lose_no_words(each_cast: Cast) -> None:
    going.begin(each_cast.alma, each_cast.ben)
    step = going.under_way(each_cast.alma, each_cast.ben).steps[1]
    remaining.change_step(each_cast.alma, step.id, builders.step("From one page"))
    with pytest.raises(Conflict):
        remaining.change_step(each_cast.alma, step.id, builders.step("From the other"))
    remaining.change_step(each_cast.alma, step.id, builders.step("From one page"))
    remaining.change_step(each_cast.alma, step.id, replace(builders.step("From the other"), changes=1))
    assert whats(each_cast)[1] == "From the other"


def test_ended_nothing_more_goes_out_and_what_was_sent_stays(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    view = going.under_way(cast.alma, cast.ben)
    remaining.end(cast.alma, view.id)
    going.met(cast.alma, cast.ben, 2)
    assert len(builders.rows(Assignment)) == 1
    assert queries.of_client(cast.alma, cast.ben.client_id or "").started == []
    with pytest.raises(Refused):
        releasing.send_step(cast.alma, view.steps[1].id)
    with pytest.raises(Refused):
        remaining.move_step(cast.alma, view.steps[1].id, "down")


def test_held_back_by_hand_an_appointment_sends_nothing_and_later_ones_do_again(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    view = going.under_way(cast.alma, cast.ben)
    remaining.set_release(cast.alma, view.id, "hand")
    going.met(cast.alma, cast.ben, 2)
    assert len(builders.rows(Assignment)) == 1
    with pytest.raises(Invalid):
        remaining.set_release(cast.alma, view.id, "weekly")
