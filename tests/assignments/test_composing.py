"""Sending: when it lands, what it starts from, what is taken back at once, and what two people do at the same time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from betterjournal import clock, database, live
from betterjournal.access import Actor
from betterjournal.appointments import actions as appointments
from betterjournal.assignments import actions, composer, composing, landing, queries, starting
from betterjournal.assignments.composing import Given
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import Content
from betterjournal.database import new_id
from betterjournal.entries import sharing
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.operations import landing as telling
from betterjournal.review.actions import Together, save_review
from betterjournal.worksheets import queries as worksheets
from tests import builders
from tests.cast import ZONE, Cast

PLAN = Content(what="Walk to the corner", when="after lunch", where="outside", minutes=10, note="You can.")


def given(worksheet: str = "just_a_task", content: Content = PLAN, **more: object) -> Given:
    with database.reading() as session:
        revision = worksheets.current_revision(session, worksheet)
    return replace(Given(new_id(), revision, content), **more)


def send(cast: Cast, *, clinician: Actor | None = None, **more: object) -> str:
    return actions.send(clinician or cast.alma, cast.ben.client_id or "", given(**more)).id


def titles(cast: Cast) -> list[str]:
    view = queries.today(cast.ben)
    return [card.title for card in (*view.first, *view.more, *view.done)]


# When it lands


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 3, 5), "problem.day_over"),
        (date(2026, 3, 6), "problem.lands_today"),
        (date(2027, 4, 1), "problem.day_far"),
    ],
)
def test_a_day_that_cannot_be_is_refused_by_name(day: date, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        landing.moment(day, clock.at(date(2026, 3, 6), 12, 0, ZONE), ZONE)
    assert (refused.value.field, refused.value.key) == ("lands_on", key)


@pytest.mark.parametrize("day", ["", "2026-02-30", "2026-13-01", "tomorrow", "9999999-01-01"])
def test_a_date_that_does_not_exist_is_refused(day: str) -> None:
    with pytest.raises(Invalid) as refused:
        composing.typed({"sending": "on", "lands_on": day})
    assert refused.value.field == "lands_on"


def test_it_lands_at_seven_on_the_practices_wall_also_when_the_clocks_change() -> None:
    sent = clock.at(date(2026, 3, 6), 12, 0, ZONE)
    for day in (date(2026, 3, 7), date(2026, 3, 8)):
        assert clock.local(landing.moment(day, sent, ZONE), ZONE).strftime("%d %H:%M") == f"{day:%d} 07:00"


def test_work_for_a_day_is_seen_from_that_morning_and_not_before(cast: Cast) -> None:
    day = clock.today(ZONE) + timedelta(days=3)
    sent = actions.send(cast.alma, cast.ben.client_id or "", given(lands_on=day))
    assert (sent.lands_on, sent.waiting) == (day.isoformat(), False)
    for hour, seen in ((6, []), (7, ["Walk to the corner"])):
        with clock.stopped_at(clock.at(day, hour, 0, ZONE)):
            assert titles(cast) == seen


def test_what_is_withdrawn_before_its_day_never_arrives(cast: Cast) -> None:
    day = clock.today(ZONE) + timedelta(days=3)
    actions.withdraw(cast.alma, send(cast, lands_on=day))
    with clock.stopped_at(clock.at(day, 12, 0, ZONE)):
        assert titles(cast) == []


def test_open_pages_are_told_once_when_work_lands(cast: Cast) -> None:
    day = clock.today(ZONE) + timedelta(days=3)
    send(cast, lands_on=day)
    ben = cast.ben.client_id
    assert heard_while(clock.now(), clock.at(day, 7, 1, ZONE)) == {f"client:{ben}", f"staff:{ben}"}
    assert heard_while(clock.at(day, 7, 1, ZONE), clock.at(day, 7, 2, ZONE)) == set()


def test_open_pages_are_told_when_the_appointment_it_waits_for_is_over(cast: Cast) -> None:
    coming = builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=2))
    send(cast, after_appointment=True)
    before, after = clock.now() + timedelta(hours=2), clock.now() + timedelta(hours=3)
    assert heard_while(clock.now(), before) == set()
    assert heard_while(before, after) == {f"client:{cast.ben.client_id}", f"staff:{cast.ben.client_id}"}
    appointments.record_outcome(cast.alma, coming, "cancelled", "client")
    assert heard_while(before, after) == set()


def heard_while(since: datetime, until: datetime) -> set[str]:
    heard: set[str] = set()
    live.listen(heard.update)
    with clock.stopped_at(until):
        assert telling.announce(since) == until
    live.forget(heard.update)
    return heard


def test_an_appointment_of_today_is_offered_by_that_name(cast: Cast) -> None:
    today = clock.today(ZONE) + timedelta(days=1)
    for day, hour in ((today, 15), (today + timedelta(days=1), 15)):
        builders.appointment(cast.alma, cast.ben, clock.at(day, hour, 0, ZONE))
    for hour, named in ((14, True), (16, False)):
        with clock.stopped_at(clock.at(today, hour, 0, ZONE)):
            assert composer.composer(cast.alma, cast.ben.client_id or "").meets_today is named


# What it starts from


def test_the_last_plan_with_a_worksheet_is_suggested_before_the_worksheets_own(cast: Cast) -> None:
    before = choice(cast, "mood_diary").defaults
    send(cast, worksheet="mood_diary", content=replace(PLAN, where="on the bus", how_many=4, minutes=3))
    now = choice(cast, "mood_diary").defaults
    assert (now.where, now.how_many, now.minutes, now.first_step) == ("on the bus", 4, 3, before.first_step)
    assert choice(cast, "sleep_diary").defaults.where != "on the bus"


def test_worksheets_this_client_had_last_come_first(cast: Cast) -> None:
    for worksheet in ("sleep_diary", "mood_diary"):
        send(cast, worksheet=worksheet)
    assert [each.key for each in composer.composer(cast.alma, cast.ben.client_id or "").choices][:2] == [
        "mood_diary",
        "sleep_diary",
    ]


def test_what_was_undone_suggests_nothing(cast: Cast) -> None:
    before = choice(cast, "mood_diary").defaults
    actions.undo(cast.alma, send(cast, worksheet="mood_diary", content=replace(PLAN, where="on the bus")))
    assert choice(cast, "mood_diary").defaults == before


def test_the_last_decision_is_offered_until_something_was_sent_from_it(cast: Cast) -> None:
    work = send(cast, content=replace(PLAN, smallest="Shoes on", how_many=3))
    save_review(cast.alma, Together(work, "smaller"))
    let_go = send(cast)
    save_review(cast.alma, Together(let_go, "let_go"))
    [start] = composer.composer(cast.alma, cast.ben.client_id or "").starts
    assert (start.id, start.decision, start.title) == (work, "smaller", "Shoes on")
    assert (start.given.how_many, start.given.minutes, start.given.note) == (2, 5, "")
    send(cast, continues_id=work)
    assert composer.composer(cast.alma, cast.ben.client_id or "").starts == []


@pytest.mark.parametrize(
    ("decision", "times", "minutes"), [("keep", 3, 9), ("smaller", 2, 4), ("bigger", 4, 9), ("change", 3, 9)]
)
def test_a_decision_sizes_the_next_one(decision: str, times: int, minutes: int) -> None:
    sized = starting.decided(replace(PLAN, how_many=3, minutes=9), decision)
    assert (sized.how_many, sized.minutes, sized.note) == (times, minutes, "")


def choice(cast: Cast, key: str) -> composer.ChoiceView:
    view = composer.composer(cast.alma, cast.ben.client_id or "")
    return next(each for each in view.choices if each.key == key)


# Undone at once


def test_undone_it_is_gone_from_today_and_stands_in_the_composer_again(cast: Cast) -> None:
    work = send(cast)
    assert actions.undo(cast.alma, work).seen
    assert titles(cast) == []
    view = composer.again(cast.alma, cast.ben.client_id or "", work)
    assert (view.given.what, view.given.note, view.sending) == (PLAN.what, PLAN.note, "now")


def test_what_the_client_wrote_in_that_moment_stays_theirs(cast: Cast) -> None:
    work = send(cast, worksheet="journal_prompt")
    builders.draft(cast.ben, work, "Already begun")
    actions.undo(cast.alma, work)
    [card] = queries.today(cast.ben).done
    assert (card.id, card.withdrawn, card.state) == (work, True, "begun")


def test_what_the_client_said_in_that_moment_stays_too(cast: Cast) -> None:
    work = send(cast)
    sharing.another_way(cast.ben, work, "paper")
    actions.undo(cast.alma, work)
    assert [card.state for card in queries.today(cast.ben).done] == ["another_way"]


def test_what_had_not_landed_was_not_seen(cast: Cast) -> None:
    assert not actions.undo(cast.alma, send(cast, lands_on=clock.today(ZONE) + timedelta(days=2))).seen


def test_undo_says_the_same_whatever_the_client_did_meanwhile(cast: Cast) -> None:
    untouched, begun = send(cast), send(cast, worksheet="journal_prompt")
    builders.draft(cast.ben, begun, "Already begun")
    assert actions.undo(cast.alma, untouched) == actions.undo(cast.alma, begun)


def test_undo_is_for_a_moment_and_once(cast: Cast) -> None:
    work = send(cast)
    for _ in range(2):
        actions.undo(cast.alma, work)
    late, sent = send(cast), clock.now()
    with clock.stopped_at(sent + timedelta(minutes=1)), pytest.raises(Refused) as refused:
        actions.undo(cast.alma, late)
    assert refused.value.key == "problem.undo_over"


def test_a_day_that_was_chosen_is_chosen_still_after_undo(cast: Cast) -> None:
    day = clock.today(ZONE) + timedelta(days=2)
    work = send(cast, lands_on=day)
    actions.undo(cast.alma, work)
    view = composer.again(cast.alma, cast.ben.client_id or "", work)
    assert (view.sending, view.lands_on) == ("on", day.isoformat())


# Bad luck and bad input


def test_one_press_that_arrives_twice_at_once_is_one_assignment(each_cast: Cast) -> None:
    same = given()
    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(lambda _: actions.send(each_cast.alma, each_cast.ben.client_id or "", same).id, range(2)))
    assert len(set(sent)) == 1
    assert len(builders.rows(Assignment)) == 1


def test_a_worksheet_that_is_gone_names_its_field(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.send(cast.alma, cast.ben.client_id or "", given(revision_id=new_id()))
    assert (refused.value.field, refused.value.key) == ("worksheet", "problem.worksheet_gone")


def test_what_a_colleague_sent_today_is_told_and_both_are_sent(cast: Cast) -> None:
    with database.writing() as session:
        session.add(care(cast))
    send(cast, clinician=cast.cora, worksheet="mood_diary")
    send(cast)
    lines = composer.beside(cast.alma, cast.ben.client_id or "").lines
    assert [(line.by, line.title) for line in lines] == [("Cora", "Mood diary")]
    assert len(titles(cast)) == 2
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert composer.beside(cast.alma, cast.ben.client_id or "").lines == []


def care(cast: Cast) -> object:
    from betterjournal.accounts.models import Care

    return Care(client_id=cast.ben.client_id, person_id=cast.cora.person_id, from_at=clock.now())


def test_another_clients_work_opens_no_composer(cast: Cast) -> None:
    other = actions.send(cast.cora, cast.dan.client_id or "", given()).id
    for opened in (composer.again, composer.edited):
        with pytest.raises(NotFound):
            opened(cast.alma, cast.ben.client_id or "", other)


def test_the_language_of_a_note_is_kept_where_it_is_another(cast: Cast) -> None:
    send(cast, content=replace(PLAN, note_language="fr"))
    send(cast, content=replace(PLAN, note_language="en"))
    view = queries.today(cast.ben)
    assert [(card.language, card.note_language) for card in (*view.first, *view.more)] == [("en", "en"), ("en", "fr")]
    with pytest.raises(Invalid):
        send(cast, content=replace(PLAN, note_language="de"))
