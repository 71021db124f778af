"""The rules of programmes: the order of steps, and which appointment sends one."""

import pytest

from betterjournal.programmes import order


@pytest.mark.parametrize(
    ("step", "way", "after"), [("b", "up", "bac"), ("b", "down", "acb"), ("a", "up", "abc"), ("c", "down", "abc")]
)
def test_a_step_moves_one_place_and_never_off_the_end(step: str, way: str, after: str) -> None:
    assert "".join(order.moved("abc", step, way)) == after


def test_each_appointment_that_was_held_sends_one_step() -> None:
    assert order.due([1, 2], 0) == [1, 2]
    assert order.due([1, 2], 1) == [2]
    assert order.due([1, 2], 2) == []


def test_one_that_was_not_held_after_all_leaves_nothing_for_the_next_to_send_twice() -> None:
    sent_for_one_that_was_not_held = 1
    assert order.due([2], sent_for_one_that_was_not_held) == []
