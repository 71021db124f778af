"""One decision for one assignment, however often it is pressed and by whomever."""

import pytest

from betterjournal import clock, database
from betterjournal.accounts.models import Care
from betterjournal.errors import Conflict
from betterjournal.review.actions import Together, save_review
from betterjournal.review.models import Review
from tests import builders
from tests.cast import Cast


def test_pressed_twice_it_is_one_review(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    given = Together(work, "keep", 3, 3, "I look up now.")
    assert save_review(cast.alma, given) == save_review(cast.alma, given)
    assert len(builders.rows(Review)) == 1


def test_a_colleagues_decision_meanwhile_is_not_overwritten(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    with database.writing() as session:
        session.add(Care(client_id=cast.ben.client_id, person_id=cast.cora.person_id, from_at=clock.now()))
    save_review(cast.cora, Together(work, "smaller"))
    with pytest.raises(Conflict):
        save_review(cast.alma, Together(work, "keep"))
    assert [row.decision for row in builders.rows(Review)] == ["smaller"]
