"""Stopping everything for one client: nothing goes out, nothing arrives, and nothing tells why."""

from datetime import timedelta

import pytest

from betterjournal import access, clock, database
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions as accounts
from betterjournal.accounts import inviting, returning, sessions
from betterjournal.accounts.models import Invitation
from betterjournal.appointments import actions as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import actions as assignments
from betterjournal.assignments import composer, home
from betterjournal.assignments import queries as assignment_queries
from betterjournal.assignments.composing import Given
from betterjournal.assignments.views import Content
from betterjournal.database import new_id
from betterjournal.entries import queries as writing
from betterjournal.errors import Invalid, NotFound, Problem, Refused
from betterjournal.privacy import queries, stopping
from betterjournal.privacy.models import Stopped
from tests import builders
from tests.cast import PASSPHRASE, Cast

TOMORROW, LAST_WEEK = timedelta(days=1), timedelta(days=-7)


def ben(cast: Cast) -> str:
    return cast.ben.client_id or ""


def stopped(cast: Cast) -> bool:
    with database.reading() as session:
        return access.is_stopped(session, ben(cast))


def given(cast: Cast, *, after: bool = False) -> Given:
    revision = composer.composer(cast.alma, ben(cast)).choices[0].revision_id
    return Given(new_id(), revision, Content(title="A task", what="Waits"), after_appointment=after)


def sign_in(email: str, password: str = PASSPHRASE) -> Problem | None:
    try:
        accounts.sign_in(Visitor("203.0.113.9"), email, password)
    except Problem as problem:
        return problem
    return None


@pytest.mark.parametrize("who", ["alma", "eve"])
def test_one_press_stops_and_says_who_and_since_when(cast: Cast, who: str) -> None:
    stopping.stop(cast.everybody()[who], ben(cast), "danger")
    view = queries.stop(cast.alma, ben(cast))
    assert stopped(cast)
    assert (view.kind, view.by, view.on) == (
        "danger",
        cast.everybody()[who].name,
        clock.today("America/Edmonton").isoformat(),
    )


def test_coming_appointments_are_cancelled_and_past_ones_stay(cast: Cast) -> None:
    past = builders.appointment(cast.alma, cast.ben, clock.now() + LAST_WEEK)
    coming = builders.appointment(cast.alma, cast.ben, clock.now() + TOMORROW)
    dans = builders.appointment(cast.cora, cast.dan, clock.now() + TOMORROW)
    stopping.stop(cast.alma, ben(cast), "other")
    outcomes = {row.id: row.outcome for row in builders.rows(Appointment)}
    assert outcomes == {past: "", coming: "cancelled", dans: ""}


def test_what_waits_for_an_appointment_never_arrives_not_even_after_starting_again(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + TOMORROW)
    here = builders.assignment(cast.alma, cast.ben)
    assignments.send(cast.alma, ben(cast), given(cast, after=True))
    stopping.stop(cast.alma, ben(cast), "other")
    stopping.start_again(cast.alma, ben(cast))
    builders.appointment(cast.alma, cast.ben, clock.now() + 2 * TOMORROW)
    with clock.stopped_at(clock.now() + 4 * TOMORROW):
        today = assignment_queries.today(cast.ben)
    assert [card.id for card in (*today.first, *today.more, *today.done)] == [here]


def test_work_taken_back_after_it_arrived_can_still_be_read(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + TOMORROW)
    waiting = assignments.send(cast.alma, ben(cast), given(cast, after=True)).id
    with clock.stopped_at(clock.now() + 3 * TOMORROW):
        assignments.withdraw(cast.alma, waiting, "Another time")
        assert [card.withdrawn_words for card in assignment_queries.today(cast.ben).done] == ["Another time"]


def test_every_session_of_the_client_ends_and_nobody_elses(cast: Cast) -> None:
    stopping.stop(cast.alma, ben(cast), "danger")
    assert sessions.resolve(cast.tokens["ben"], act=False) is None
    assert sessions.resolve(cast.tokens["dan"], act=False) is not None
    assert sessions.resolve(cast.tokens["alma"], act=False) is not None


def test_an_open_invitation_is_void(cast: Cast) -> None:
    client_id = inviting.add_client(cast.alma, "Gus Roy", "en")
    token = inviting.invite(cast.alma, client_id).link.rsplit("/", 1)[1]
    stopping.stop(cast.alma, client_id, "other")
    with pytest.raises(NotFound):
        inviting.look(Visitor(), token)
    assert builders.rows(Invitation) == []


def test_after_a_death_signing_in_answers_as_for_nobody(cast: Cast) -> None:
    stopping.stop(cast.alma, ben(cast), "died")
    dead, nobody = sign_in("ben@demo.test"), sign_in("nobody@demo.test")
    assert dead is not None
    assert nobody is not None
    assert (type(dead), dead.key, dead.field, dead.values) == (type(nobody), nobody.key, nobody.field, nobody.values)


@pytest.mark.parametrize("kind", ["danger", "other"])
def test_a_living_client_comes_in_again_and_their_writing_is_there(cast: Cast, kind: str) -> None:
    builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben), "Still mine.")
    stopping.stop(cast.alma, ben(cast), kind)
    assert sign_in("ben@demo.test") is None
    today = assignment_queries.today(cast.ben)
    assert [card.state for card in today.first] == ["begun"]
    assert today.paused


def test_the_clients_pages_are_the_same_whatever_the_reason(cast: Cast) -> None:
    seen = []
    for kind in ("danger", "other"):
        stopping.stop(cast.alma, ben(cast), kind)
        seen.append([show(cast.ben) for show in (assignment_queries.today, writing.journal, writing.shared_page)])
    assert seen[0] == seen[1]
    assert "danger" not in str(seen)


def test_nothing_is_sent_set_moved_or_invited_while_it_is_stopped(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + LAST_WEEK)
    kept = builders.appointment(cast.alma, cast.ben, clock.now() + LAST_WEEK + TOMORROW)
    new = inviting.add_client(cast.alma, "Gus Roy", "en")
    for client_id in (ben(cast), new):
        stopping.stop(cast.alma, client_id, "other")
    on = (clock.today("America/Edmonton") + TOMORROW).isoformat()
    tries = [
        lambda: assignments.send(cast.alma, ben(cast), given(cast)),
        lambda: appointments.set_next(cast.alma, ben(cast), on, "10:00"),
        lambda: appointments.same_time_next_week(cast.alma, ben(cast)),
        lambda: appointments.move(cast.alma, kept, on, "10:00"),
        lambda: inviting.invite(cast.alma, new),
        lambda: returning.renew(builders.proved(cast.alma), ben(cast)),
    ]
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.key == "problem.stopped"
    stopping.start_again(cast.alma, ben(cast))
    tries[0]()


def test_the_list_of_clients_says_who_is_stopped_to_staff_who_see_them(cast: Cast) -> None:
    def said(who: Actor) -> list[tuple[str, bool]]:
        return [(line.name, line.stopped) for line in home.clients(who).later]

    inviting.add_client(cast.alma, "Gus Roy", "en")
    stopping.stop(cast.alma, ben(cast), "danger")
    assert said(cast.alma) == [("Ben Okafor", True), ("Gus Roy", False)]
    assert said(cast.sol) == [("Ben Okafor", True)]
    stopping.start_again(cast.alma, ben(cast))
    assert said(cast.sol) == [("Ben Okafor", False)]


def test_pressed_twice_is_one_stop_and_another_reason_a_new_one(cast: Cast) -> None:
    for kind in ("danger", "danger", "died"):
        stopping.stop(cast.alma, ben(cast), kind)
    assert [(row.kind, row.lifted_at is None) for row in builders.rows(Stopped)] == [("danger", False), ("died", True)]
    with pytest.raises(Invalid):
        stopping.stop(cast.alma, ben(cast), "because")


def test_starting_again_opens_an_account_that_only_the_stop_had_shut(cast: Cast) -> None:
    stopping.stop(cast.eve, ben(cast), "died")
    stopping.start_again(cast.alma, ben(cast))
    assert not stopped(cast)
    assert sign_in("ben@demo.test") is None


def test_the_owner_stops_but_only_who_cares_for_the_client_starts_again(cast: Cast) -> None:
    stopping.stop(cast.eve, ben(cast), "other")
    with pytest.raises(NotFound):
        stopping.start_again(cast.eve, ben(cast))
    assert [queries.stop(who, ben(cast)).may_start for who in (cast.alma, cast.eve, cast.sol)] == [True, False, False]
    assert [queries.stop(who, ben(cast)).may_stop for who in (cast.alma, cast.eve, cast.sol)] == [True, True, False]
