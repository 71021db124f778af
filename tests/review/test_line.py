"""The line of time: its pages, the stretches between held appointments, and how often it asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, update

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts.models import Care
from betterjournal.appointments import actions as appointments
from betterjournal.assignments import actions as assignments
from betterjournal.assignments import editing, pausing
from betterjournal.assignments.actions import Plan
from betterjournal.assignments.composing import Given
from betterjournal.assignments.views import Content
from betterjournal.care import handing
from betterjournal.database import new_id
from betterjournal.entries import marking, sharing
from betterjournal.review.actions import Together, save_review
from betterjournal.review.brief import brief
from betterjournal.review.timeline import PAGE_SIZE, timeline
from betterjournal.review.views import ReturnedView, TimelineView
from betterjournal.review.wanted import Wanted
from betterjournal.worksheets import queries as worksheets
from tests import builders
from tests.cast import ZONE, Cast

DAY = timedelta(days=1)
MOST_QUERIES = 6


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile, of whatever kind."""
    sent: list[str] = []

    def keep(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(database.engine(), "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(database.engine(), "before_cursor_execute", keep)


def day(moment: datetime) -> str:
    return clock.local(moment, ZONE).date().isoformat()


def look(cast: Cast, before: str = "", reader: Actor | None = None) -> TimelineView:
    return timeline(reader or cast.alma, cast.ben.client_id or "", before)


def as_if_long_ago() -> None:
    """Alma and Ben have known each other for two months."""
    with database.writing() as session:
        session.execute(update(Care).values(from_at=clock.now() - 60 * DAY))


@pytest.fixture
def full(each_cast: Cast) -> Cast:
    """A page of everything: work changed, resting, marked from paper, decided; days away; more than a page of it."""
    cast = each_cast
    as_if_long_ago()
    start = clock.now() - 40 * DAY
    with clock.stopped_at(start - 3 * DAY):
        builders.appointment(cast.alma, cast.ben, start)
    for number in range(PAGE_SIZE):
        with clock.stopped_at(start + timedelta(hours=12 * number + 1)):
            builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben, what=f"Work {number}"))
    with clock.stopped_at(clock.now() - DAY):
        daily = builders.assignment(cast.alma, cast.ben, what="One line", repeat="daily")
        pausing.pause_for(cast.alma, daily)
        changed = builders.assignment(cast.alma, cast.ben, what="First words")
        editing.edit(cast.alma, changed, Given(new_id(), "", Content(what="Other words")))
        save_review(cast.alma, Together(builders.assignment(cast.alma, cast.ben), "keep", takeaway="Small steps."))
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    builders.away(cast.alma)
    return cast


@pytest.mark.parametrize("reader", ["alma", "sol", "drew"])
def test_a_page_asks_six_times_at_most_whoever_reads(full: Cast, reader: str) -> None:
    drew = builders.works_here("Drew Ash", is_clinician=True)
    builders.covered(full.eve, full.ben, drew)
    actor = {"alma": full.alma, "sol": full.sol, "drew": drew}[reader]
    first = look(full, reader=actor)
    for before in ("", first.older) if first.older else ("",):
        look(full, before, actor)
        with statements() as sent:
            page = look(full, before, actor)
        assert page.things or reader == "drew"
        assert len([one for one in sent if not one.startswith("BEGIN")]) <= MOST_QUERIES, "\n".join(sent)


@pytest.mark.parametrize("reader", ["alma", "sol", "drew"])
def test_a_brief_asks_six_times_at_most_whoever_reads(full: Cast, reader: str) -> None:
    drew = builders.works_here("Drew Ash", is_clinician=True)
    builders.covered(full.eve, full.ben, drew)
    actor = {"alma": full.alma, "sol": full.sol, "drew": drew}[reader]
    client_id = full.ben.client_id or ""
    brief(actor, client_id)
    with statements() as sent:
        page = brief(actor, client_id)
    assert page.work
    assert len([one for one in sent if not one.startswith("BEGIN")]) <= MOST_QUERIES, "\n".join(sent)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kind="returned"),
        Wanted(worksheet="journal_prompt"),
        Wanted(from_on="2020-01-01", to_on="2090-01-01"),
        Wanted(words="work"),
    ],
)
def test_a_narrowed_page_asks_six_times_at_most(full: Cast, wanted: Wanted) -> None:
    show = lambda: timeline(full.alma, full.ben.client_id or "", wanted=wanted)  # noqa: E731
    look(full)
    assert show().things
    with statements() as sent:
        show()
    assert len([one for one in sent if not one.startswith("BEGIN")]) <= MOST_QUERIES, "\n".join(sent)


def test_a_page_holds_fifty_things_and_none_twice(full: Cast) -> None:
    page = look(full)
    assert len(page.things) == PAGE_SIZE == 50
    seen = [each.id for each in page.things]
    while page.older:
        page = look(full, page.older)
        seen += [each.id for each in page.things]
    # Fifty pieces of work and what came of each, three more, a review, and the appointment.
    assert len(seen) == len(set(seen)) == 2 * PAGE_SIZE + 5


def test_a_stretch_that_goes_over_two_pages_keeps_its_heading(full: Cast) -> None:
    page = look(full)
    later = look(full, page.older)
    [here], [there] = ([each.since for each in one.things if each.begins] for one in (page, later))
    assert here == there == day(clock.now() - 40 * DAY)
    assert all(one.things[0].begins for one in (page, later))


def test_things_stand_in_the_stretch_since_the_appointment_that_was_held(each_cast: Cast) -> None:
    cast, now = each_cast, clock.now()
    as_if_long_ago()
    days = {name: now - ago * DAY for name, ago in (("first", 30), ("cancelled", 20), ("second", 10))}
    for name, at in days.items():
        with clock.stopped_at(at - timedelta(hours=1)):
            builders.assignment(cast.alma, cast.ben, what=f"Before {name}")
            met = builders.appointment(cast.alma, cast.ben, at)
        with clock.stopped_at(at + timedelta(hours=2)):
            if name == "cancelled":
                appointments.record_outcome(cast.alma, met, "cancelled", "client")
    stretches: dict[str, list[str]] = {}
    for each in look(cast).things:
        stretches.setdefault(each.since, []).append(each.kind)
    assert stretches == {
        day(days["second"]): ["appointment"],
        day(days["first"]): ["assignment", "appointment", "assignment", "appointment"],
        "": ["assignment"],
    }
    assert [each.since for each in look(cast).things if each.begins] == list(stretches)


def test_a_stretch_tells_the_next_clinician_of_no_appointment_before_their_time(each_cast: Cast) -> None:
    """What Drew is shown begins where their care does, its headings too."""
    cast = each_cast
    builders.appointment(cast.alma, cast.ben, clock.now() - DAY)
    drew = builders.sign_in(builders.works_here("Drew Ash", is_clinician=True))
    handing.hand_over(builders.proved(cast.eve), cast.ben.client_id or "", drew.person_id)
    handing.choose(cast.ben, "from_now")
    builders.assignment(drew, cast.ben)
    assert [each.since for each in look(cast, reader=drew).things] == [""]


def test_the_clinicians_words_stand_beside_what_answers_or_changed_them_alone(
    each_cast: Cast,
) -> None:
    cast = each_cast
    said = {"when": "After supper", "where": "The park"}

    def came_back(plan: Plan, way: str = "") -> ReturnedView:
        content = Content(title="A walk", what="Walk to the bridge and back", **said)
        given = Given(new_id(), task, content)
        work = assignments.send(cast.alma, cast.ben.client_id or "", given).id
        assignments.fit(cast.ben, work, plan)
        sharing.another_way(cast.ben, work, way) if way else builders.shared(cast.ben, work)
        return next(row for each in look(cast).things for row in each.returned if row.assignment_id == work)

    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    with database.reading() as session:
        task = worksheets.current_revision(session, "just_a_task")
    changed = came_back(Plan(when="At noon", where="The park"))
    in_another_way = came_back(Plan(), "paper")
    plain = came_back(Plan())
    assert (changed.set_when, changed.set_where, changed.set_what) == ("After supper", "", "")
    assert (in_another_way.set_what, in_another_way.set_when) == ("Walk to the bridge and back", "")
    assert (plain.set_what, plain.set_when, plain.set_where) == ("", "", "")


def test_what_was_marked_from_paper_asks_no_more(each_cast: Cast) -> None:
    gil = builders.paper_client(each_cast.alma)
    for _ in range(3):
        work = builders.assignment(each_cast.alma, gil)
        marking.mark(each_cast.alma, marking.Told(work, "whole", words="On paper."))
    show = lambda: timeline(each_cast.alma, gil.client_id or "")  # noqa: E731
    assert [row.marked_by for each in show().things for row in each.returned] == ["Alma"] * 3
    with statements() as sent:
        show()
    assert len([one for one in sent if not one.startswith("BEGIN")]) <= MOST_QUERIES
