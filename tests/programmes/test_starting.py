"""Starting a programme for a client, and for both of a couple."""

from datetime import timedelta

import pytest
from sqlmodel import select

from betterjournal import clock, database
from betterjournal.accounts.models import Care
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.models import Assignment
from betterjournal.database import new_id
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.privacy import stopping
from betterjournal.programmes import building, queries, releasing, starting
from betterjournal.programmes.models import StartedProgramme, StartedStep
from betterjournal.programmes.starting import Start
from tests import builders
from tests.cast import Cast
from tests.programmes import going


def test_the_first_step_goes_out_at_once_and_the_rest_is_unseen(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    assert going.has(cast.ben) == ["One"]
    assert going.states(cast.alma, cast.ben) == ["sent", "next", "later"]


def test_it_may_wait_for_the_coming_appointment(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben, first_now=False)
    assert going.has(cast.ben) == []
    _, after = going.met(cast.alma, cast.ben, 2)
    with clock.stopped_at(after):
        assert going.has(cast.ben) == ["One"]


def test_its_steps_are_sealed_under_the_clients_own_key(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    assert not {"One", "Two"} & {row.content for row in builders.rows(StartedStep)}
    keys = {row.content.split(".")[1] for row in builders.rows(StartedStep)}
    assert keys == {row.content.split(".")[1] for row in builders.rows(Assignment)}


def test_what_is_changed_in_the_programme_later_changes_nothing_here(cast: Cast) -> None:
    kept = going.begin(cast.alma, cast.ben)
    building.change_step(cast.alma, queries.programme(cast.alma, kept).steps[1].id, builders.step("Else"))
    building.delete(cast.alma, kept)
    assert [step.given.what for step in going.under_way(cast.alma, cast.ben).steps] == ["One", "Two", "Three"]


def test_a_double_press_starts_once(cast: Cast) -> None:
    given = Start(new_id(), builders.programme(cast.alma))
    for _ in range(2):
        starting.start(cast.alma, cast.ben.client_id or "", given)
    assert len(builders.rows(StartedProgramme)) == len(builders.rows(Assignment)) == 1


def test_one_at_a_time_whoever_starts_it(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    with database.writing() as session:
        session.add(Care(client_id=cast.ben.client_id, person_id=cast.cora.person_id, from_at=clock.now()))
    with pytest.raises(Refused) as refused:
        going.begin(cast.cora, cast.ben)
    assert refused.value.key == "problem.programme_running"


def test_with_all_of_it_sent_the_next_one_takes_its_place(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben, "hand")
    for place in (1, 2):
        releasing.send_step(cast.alma, going.under_way(cast.alma, cast.ben).steps[place].id)
    starting.start(cast.alma, cast.ben.client_id or "", Start(new_id(), builders.programme(cast.alma, "Four")))
    assert [step.given.what for step in going.under_way(cast.alma, cast.ben).steps] == ["Four"]


def test_one_that_nobody_in_care_answers_for_stands_in_nobodys_way(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben)
    with database.writing() as session:
        row = session.exec(select(Care).where(Care.client_id == cast.ben.client_id)).one()
        row.until_at = clock.now()
        session.add(Care(client_id=cast.ben.client_id, person_id=cast.cora.person_id, from_at=clock.now()))
    going.begin(cast.cora, cast.ben)
    assert going.states(cast.cora, cast.ben) == ["sent", "next", "later"]


def test_both_of_a_couple_have_one_each_and_neither_knows(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma)
    given = Start(new_id(), builders.programme(cast.alma, "One"), also=[gil.client_id or ""])
    starting.start(cast.alma, cast.ben.client_id or "", given)
    assert {row.client_id for row in builders.rows(Assignment)} == {cast.ben.client_id, gil.client_id}
    assert len({row.id for row in builders.rows(StartedStep)}) == 2
    releasing_for = going.under_way(cast.alma, gil)
    assert "Ben" not in str(releasing_for)


def test_it_is_started_for_both_or_for_nobody(cast: Cast) -> None:
    gil, kept = builders.paper_client(cast.alma), builders.programme(cast.alma)
    stopping.stop(builders.proved(cast.alma), gil.client_id or "", "other")
    for other, problem in ((gil, Refused), (cast.dan, NotFound)):
        with pytest.raises(problem):
            starting.start(cast.alma, cast.ben.client_id or "", Start(new_id(), kept, also=[other.client_id or ""]))
    assert builders.rows(StartedProgramme) == builders.rows(Assignment) == []


def test_a_programme_in_another_language_is_not_started(cast: Cast) -> None:
    kept = builders.programme(cast.alma, language="fr")
    with pytest.raises(Refused) as refused:
        starting.start(cast.alma, cast.ben.client_id or "", Start(new_id(), kept))
    assert refused.value.key == "problem.programme_language"
    view = queries.of_client(cast.alma, cast.ben.client_id or "")
    assert (view.offers, view.elsewhere) == ([], 1)


def test_one_without_steps_and_bad_forms_start_nothing(cast: Cast) -> None:
    empty = building.create(cast.alma, "Empty", "en")
    with pytest.raises(Refused):
        starting.start(cast.alma, cast.ben.client_id or "", Start(new_id(), empty))
    for given in (Start("", empty), Start(new_id(), ""), Start(new_id(), empty, "weekly")):
        with pytest.raises(Invalid):
            starting.start(cast.alma, cast.ben.client_id or "", given)
    assert builders.rows(StartedProgramme) == []


def test_the_form_names_who_else(cast: Cast) -> None:
    form = {"request_id": "r", "programme": "p", "release": "hand", "also_abc": "on"}
    assert Start.typed(form) == Start("r", "p", "hand", first_now=False, also=["abc"])


def test_undone_at_once_the_step_is_still_to_come(cast: Cast) -> None:
    going.begin(cast.alma, cast.ben, "hand")
    assignments.undo(cast.alma, builders.rows(Assignment)[0].id)
    assert going.has(cast.ben) == []
    view = going.under_way(cast.alma, cast.ben)
    assert (view.number, view.next_title) == (0, "One")
    releasing.send_step(cast.alma, view.steps[0].id)
    assert going.has(cast.ben) == ["One"]


def test_started_while_they_meet_the_same_appointment_does_not_send_a_second(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(minutes=40))
    going.begin(cast.alma, cast.ben)
    with clock.stopped_at(clock.now() + timedelta(minutes=20)):
        releasing.release_due()
        assert going.has(cast.ben) == ["One"]


def test_started_while_they_meet_to_go_out_as_they_part(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(minutes=40))
    going.begin(cast.alma, cast.ben, first_now=False)
    with clock.stopped_at(clock.now() + timedelta(minutes=20)):
        releasing.release_due()
        assert going.has(cast.ben) == ["One"]
