"""A clinician builds a programme; its words are checked like work that is sent."""

from dataclasses import replace

import pytest

from betterjournal.assignments import favourites
from betterjournal.errors import Conflict, Invalid, NotFound, Refused
from betterjournal.programmes import building, order, queries
from betterjournal.programmes.models import Programme, ProgrammeStep
from tests import builders
from tests.cast import Cast


def whats(cast: Cast, programme_id: str) -> list[str]:
    return [step.given.what for step in queries.programme(cast.alma, programme_id).steps]


def test_steps_stand_in_the_order_they_were_added_and_moved(cast: Cast) -> None:
    kept = builders.programme(cast.alma, "One", "Two", "Three")
    third = queries.programme(cast.alma, kept).steps[2].id
    building.move_step(cast.alma, third, "up")
    assert whats(cast, kept) == ["One", "Three", "Two"]
    building.remove_step(cast.alma, third)
    assert whats(cast, kept) == ["One", "Two"]


def test_two_tabs_that_change_one_step_lose_no_words(cast: Cast) -> None:
    kept = builders.programme(cast.alma, "One")
    step = queries.programme(cast.alma, kept).steps[0]
    building.change_step(cast.alma, step.id, builders.step("From one tab"))
    with pytest.raises(Conflict):
        building.change_step(cast.alma, step.id, builders.step("From the other"))
    assert whats(cast, kept) == ["From one tab"]


def test_its_words_are_sealed_and_hold_no_note(cast: Cast) -> None:
    kept = builders.programme(cast.alma)
    given = builders.step("Walk to the corner")
    building.add_step(cast.alma, kept, replace(given, content=replace(given.content, note="Dear Ben")))
    assert queries.programme(cast.alma, kept).steps[-1].given.note == ""
    stored = str([(row.content) for row in builders.rows(ProgrammeStep)]) + builders.rows(Programme)[0].title
    assert "corner" not in stored
    assert "Sleep" not in stored


def test_a_step_is_checked_like_work_that_is_sent(cast: Cast) -> None:
    kept = builders.programme(cast.alma)
    with pytest.raises(Invalid) as wrong:
        building.add_step(cast.alma, kept, builders.step("  "))
    assert wrong.value.field == "what"
    gone = replace(builders.step(), revision_id="gone")
    with pytest.raises(Invalid) as wrong:
        building.add_step(cast.alma, kept, gone)
    assert wrong.value.key == "problem.worksheet_gone"


@pytest.mark.parametrize("title", ["", "   ", "x" * 81])
def test_a_title_is_needed_and_short(cast: Cast, title: str) -> None:
    with pytest.raises(Invalid):
        building.create(cast.alma, title, "en")


def test_a_step_pressed_twice_is_one(cast: Cast) -> None:
    kept, given = builders.programme(cast.alma), builders.step("Once")
    for _ in range(2):
        building.add_step(cast.alma, kept, given)
    assert whats(cast, kept).count("Once") == 1


def test_there_is_an_end_to_the_steps(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "MOST", 2)
    kept = builders.programme(cast.alma)
    with pytest.raises(Refused):
        building.add_step(cast.alma, kept, builders.step())


def test_a_favourite_of_ones_own_becomes_a_step_and_a_colleagues_does_not(cast: Cast) -> None:
    favourite = favourites.keep(cast.alma, builders.assignment(cast.alma, cast.ben, what="Sit by the door"))
    kept, hers = builders.programme(cast.alma), builders.programme(cast.cora)
    building.add_favourite(cast.alma, kept, favourite, "r1")
    assert whats(cast, kept)[-1] == "Sit by the door"
    with pytest.raises(NotFound):
        building.add_favourite(cast.cora, hers, favourite, "r2")


def test_it_is_deleted_with_its_steps(cast: Cast) -> None:
    building.delete(cast.alma, builders.programme(cast.alma))
    assert builders.rows(ProgrammeStep) == builders.rows(Programme) == []
