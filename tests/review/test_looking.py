"""The view for the appointment itself: what of Ben's stands on it, through the same gate as his page."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import delete, update

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts.models import Care, Practice
from betterjournal.appointments import actions as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import actions as assignments
from betterjournal.assignments import editing
from betterjournal.assignments.composing import Given
from betterjournal.assignments.views import Content
from betterjournal.audit import Act, AuditRecord
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, sharing
from betterjournal.entries.models import Opened, Shared
from betterjournal.entries.series import own
from betterjournal.errors import Conflict, NotFound
from betterjournal.review import actions as reviews
from betterjournal.review.actions import DECISIONS, Together, save_review
from betterjournal.review.brief import brief
from betterjournal.review.looking import looking
from betterjournal.review.models import Review
from betterjournal.review.series import series
from betterjournal.review.timeline import timeline
from betterjournal.review.views import LookView
from tests import builders
from tests.cast import ZONE, Cast
from tests.review.test_line import MOST_QUERIES, as_if_long_ago, statements

DAY = timedelta(days=1)


def look(cast: Cast, entry: str = "", before: LookView | None = None, *, opens: bool = True) -> LookView:
    return looking(cast.alma, cast.ben.client_id or "", entry, before, opens=opens)


def work(cast: Cast, words: str = "It went well enough.", **plan: object) -> tuple[str, str]:
    """Something set and shared; the ids of the work and of what came back."""
    identity = builders.assignment(cast.alma, cast.ben, **plan)  # type: ignore[arg-type]
    return identity, builders.shared(cast.ben, identity, words)


def numbers(cast: Cast, likelihood: str, what: str = "One step") -> tuple[str, str]:
    """The same of a worksheet with numbers."""
    identity = builders.assignment(cast.alma, cast.ben, worksheet="exposure_record", what=what)
    entry = entries.begin(cast.ben, identity)
    drafts.save(cast.ben, drafts.Words(entry, "likelihood", likelihood, 0, "tab", 1))
    return identity, builders.share(cast.ben, entry)


@pytest.fixture
def always(each_cast: Cast) -> Cast:
    """Shortly before they meet."""
    as_if_long_ago()
    builders.appointment(each_cast.alma, each_cast.ben, clock.now() + timedelta(hours=1))
    return each_cast


def test_one_thing_stands_there_and_the_others_are_a_press_away(always: Cast) -> None:
    with clock.stopped_at(clock.now() - DAY):
        _, first = work(always)
    second = builders.shared_page(always.ben)
    newest = look(always)
    assert ([row.id for row in newest.thing], newest.newer, newest.older) == ([second], "", first)
    older = look(always, newest.older)
    assert ([row.id for row in older.thing], older.newer, older.older) == ([first], second, "")
    assert "well enough" in str(older.thing[0].sections)


def test_things_shared_in_one_moment_are_walked_without_losing_one(always: Cast) -> None:
    with clock.stopped_at(clock.now() - DAY):
        shared = {work(always)[1] for _ in range(5)}
    view, seen = look(always), []
    seen.append(view.entry_id)
    while view.older:
        view = look(always, view.older)
        seen.append(view.entry_id)
    assert sorted(seen) == sorted(shared)
    assert look(always, seen[1]).newer == seen[0]


def test_it_begins_with_what_ben_would_like_to_bring_until_that_was_looked_at(always: Cast) -> None:
    identity = builders.assignment(always.alma, always.ben)
    brought = builders.share(always.ben, builders.draft(always.ben, identity, "This."), bring=True)
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        newest = builders.shared_page(always.ben)
        assert look(always).entry_id == brought
        save_review(always.alma, Together(identity, "keep"))
        assert look(always).entry_id == newest


def test_reading_opens_the_one_thing_that_stands_there(always: Cast) -> None:
    _, first = work(always)
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        _, second = work(always)
        look(always)
    assert {row.shared_id for row in builders.rows(Opened)} == {second}
    look(always, first)
    assert {row.shared_id for row in builders.rows(Opened)} == {first, second}


def test_a_page_that_lay_open_opens_nothing(always: Cast) -> None:
    _, shared = work(always)
    view = look(always, opens=False)
    assert (view.entry_id, view.fresh, view.thing) == (shared, True, [])
    assert builders.rows(Opened) == []


@pytest.mark.parametrize("meets_in", [None, 10])
@pytest.mark.parametrize("reader", ["alma", "sol"])
def test_before_the_window_it_is_the_same_whatever_came_in(each_cast: Cast, reader: str, meets_in: int | None) -> None:
    cast = each_cast
    with database.writing() as session:
        session.execute(update(Practice).values(reading_window="previous_working_day"))
    if meets_in:
        builders.appointment(cast.alma, cast.ben, clock.now() + meets_in * DAY)
    given = [builders.assignment(cast.alma, cast.ben, what=f"Work {number}") for number in range(3)]
    actor = cast.everybody()[reader]

    def payload(entry: str = "") -> dict[str, object]:
        return asdict(looking(actor, cast.ben.client_id or "", entry))

    before, nobodys = payload(), payload("a" * 32)
    shared = builders.shared(cast.ben, given[0])
    sharing.not_this_time(cast.ben, given[1], ["forgot"])
    builders.draft(cast.ben, given[2], "not shared")
    builders.shared_page(cast.ben, bring=True)
    assert payload() == before
    assert payload(shared) | {"entry_id": ""} == nobodys | {"entry_id": ""}
    assert builders.rows(Opened) == []


def test_nothing_of_the_clinicians_own_is_in_it(always: Cast) -> None:
    """No note, no way to reach him, no reason, nobody else's name, and of his own the first."""
    identity, shared = work(always)
    builders.note(always.alma, always.ben, "Slept on the couch.", identity)
    builders.note(always.alma, always.ben, "Watch for this.")
    appointments.open_early(always.alma, always.ben.client_id or "", "A reason of mine")
    held = str(asdict(look(always, shared)))
    for word in ("couch", "Watch", "reason of mine", "Okafor", "Dan", "Fay", "contact", "phone"):
        assert word not in held


def test_colleagues_and_nobodys_entries_are_one_answer(always: Cast) -> None:
    with database.writing() as session:
        session.add(Care(client_id=always.dan.client_id, person_id=always.alma.person_id, from_at=clock.now() - DAY))
    dans = builders.shared(always.dan, builders.assignment(always.alma, always.dan))
    views = [asdict(look(always, entry)) | {"entry_id": ""} for entry in (dans, "a" * 32, "' or 1=1")]
    assert views[0] == views[1] == views[2]
    assert views[0]["gone"]
    assert builders.rows(Opened) == []
    with pytest.raises(NotFound):
        looking(always.cora, always.ben.client_id or "")


def test_its_numbers_over_time_are_the_picture_that_ben_has_of_them(always: Cast) -> None:
    for number in range(3):
        with clock.stopped_at(clock.now() - (3 - number) * DAY):
            identity, shared = numbers(always, str(90 - 20 * number))
        look(always, shared)
    numbers(always, "5")
    view = look(always, shared)
    [series], [sheet] = view.series, view.sheet
    assert (sheet.id, sheet.title_en) == ("exposure_record", "Exposure record")
    assert [row.cells for row in series.rows] == [["90"], ["70"], ["50"]]
    [unopened] = [row for row in builders.rows(Shared) if row.opened_at is None]
    sharing.take_back(always.ben, unopened.id)
    mine = own(always.ben, identity)
    assert [row.cells for row in mine.rows if not row.private] == [row.cells for row in series.rows]


def test_what_has_no_numbers_has_no_picture(always: Cast) -> None:
    _, shared = work(always)
    assert (look(always, shared).series, look(always, builders.shared_page(always.ben)).series) == ([], [])


def test_it_asks_six_times_at_most(always: Cast) -> None:
    numbers(always, "90")
    drew = builders.works_here("Drew Ash", is_clinician=True)
    builders.covered(always.eve, always.ben, drew)
    for number in range(8):
        identity, shared = numbers(always, str(number), what=f"Work {number}")
        with clock.stopped_at(clock.now() + timedelta(seconds=number)):
            editing.edit(always.alma, identity, Given(new_id(), "", Content(what="Other words")))
    for reader in (always.alma, always.sol, drew):
        for entry in ("", shared):
            client_id = always.ben.client_id or ""
            looking(reader, client_id, entry)
            with statements() as sent:
                looking(reader, client_id, entry)
            assert len([one for one in sent if not one.startswith("BEGIN")]) <= MOST_QUERIES, "\n".join(sent)


def test_each_look_for_a_colleague_is_on_record_also_by_a_page_that_fills_itself(always: Cast) -> None:
    _, shared = numbers(always, "90")
    client_id = always.ben.client_id or ""
    pages: dict[str, Callable[[Actor], object]] = {
        "timeline": lambda who: timeline(who, client_id, opens=False),
        "brief": lambda who: brief(who, client_id, opens=False),
        "look": lambda who: looking(who, client_id, shared, opens=False),
        "series": lambda who: series(who, client_id, looks=False),
    }
    drew = builders.works_here("Drew Ash", is_clinician=True)
    builders.covered(always.eve, always.ben, drew)
    for who, looks in ((always.alma, 0), (always.sol, 1), (drew, 1)):
        for page, show in pages.items():
            show(who)
            show(who)
            read = [row for row in builders.rows(AuditRecord) if (row.act, row.person_id) == (Act.READ, who.person_id)]
            assert len([row for row in read if row.kind == page]) == looks, (who.name, page)
    assert builders.rows(Opened) == []


def test_what_is_taken_back_meanwhile_is_told_and_the_form_stays(always: Cast) -> None:
    identity, shared = work(always)
    view = look(always, shared, opens=False)
    assert (view.about, view.forms) == (identity, [identity])
    sharing.take_back(always.ben, shared)
    gone = look(always, shared, view, opens=False)
    assert (gone.gone, gone.thing, gone.about, gone.forms) == (True, [], identity, [identity])
    save_review(always.alma, Together(identity, "keep", takeaway="Still said."))
    assert look(always, shared, gone).gone


def test_work_that_is_withdrawn_meanwhile_is_told_and_can_still_be_decided(always: Cast) -> None:
    identity, shared = work(always)
    view = look(always, shared)
    assignments.withdraw(always.alma, identity, "")
    told = look(always, shared, view, opens=False)
    assert (told.withdrawn, told.about, told.forms, told.place) == (True, identity, [identity], "let_go")
    save_review(always.alma, Together(identity, "let_go"))
    assert look(always, shared, told).place == "let_go"


def test_a_colleagues_decision_meanwhile_is_told_and_the_form_stays(always: Cast) -> None:
    identity, shared = work(always)
    view = look(always, shared)
    with database.writing() as session:
        session.add(Care(client_id=always.ben.client_id, person_id=always.cora.person_id, from_at=clock.now()))
    save_review(always.cora, Together(identity, "smaller", takeaway="Half of it."))
    told = look(always, shared, view, opens=False)
    assert (told.forms, [row.decision for row in told.review]) == ([identity], ["smaller"])
    with pytest.raises(Conflict):
        save_review(always.alma, Together(identity, "keep"))
    assert look(always, shared).forms == []


def test_forms_that_were_begun_stay_while_one_turns_to_the_next(always: Cast) -> None:
    first, one = work(always)
    second, two = work(always)
    view = look(always, two, look(always, one))
    assert (view.about, view.forms) == (second, [first, second])
    other = looking(always.alma, always.ben.client_id or "", two, view)
    assert other.forms == [first, second]


def test_another_clients_forms_are_not_carried_over(always: Cast) -> None:
    _, one = work(always)
    view = look(always, one)
    with database.writing() as session:
        session.add(Care(client_id=always.dan.client_id, person_id=always.alma.person_id, from_at=clock.now() - DAY))
    assert looking(always.alma, always.dan.client_id or "", "", view).forms == []


def test_who_covers_or_supervises_looks_and_decides_nothing(always: Cast) -> None:
    _, shared = work(always)
    view = looking(always.sol, always.ben.client_id or "", shared)
    assert (len(view.thing), view.forms) == (1, [])


def test_an_appointment_that_is_deleted_after_a_review_breaks_nothing(always: Cast) -> None:
    with clock.stopped_at(clock.now() - 2 * DAY):
        met = builders.appointment(always.alma, always.ben, clock.now() - timedelta(minutes=10))
        identity, shared = work(always)
        save_review(always.alma, Together(identity, "keep", takeaway="Small steps."))
    assert builders.rows(Review)[0].appointment_id == met
    appointments.record_outcome(always.alma, met, "not_held")
    view = look(always, shared)
    assert ([row.takeaway for row in view.review], view.place) == (["Small steps."], "looked_at")
    with database.writing() as session:
        session.execute(update(Review).values(appointment_id=None))
        session.execute(delete(Appointment).where(Appointment.id == met))  # type: ignore[arg-type]
    assert [row.takeaway for row in look(always, shared).review] == ["Small steps."]


def test_it_says_which_appointment_a_decision_belongs_to(always: Cast) -> None:
    _, shared = work(always)
    assert look(always, shared).met_on == ""
    with clock.stopped_at(clock.now() + timedelta(hours=1, minutes=5)):
        assert look(always, shared).met_on == clock.today(ZONE).isoformat()


def test_during_the_appointment_nothing_is_carried_and_after_it_what_nobody_decided_is(always: Cast) -> None:
    _, shared = work(always)
    for after, where in ((timedelta(), "ahead"), (timedelta(hours=1, minutes=5), "ahead"), (DAY, "carried")):
        with clock.stopped_at(clock.now() + after):
            assert look(always, shared).place == where


def test_work_of_an_appointment_that_was_not_held_is_carried_by_itself(always: Cast) -> None:
    _, shared = work(always)
    with clock.stopped_at(clock.now() + DAY):
        [met] = [row for row in builders.rows(Appointment) if row.client_id == always.ben.client_id]
        appointments.record_outcome(always.alma, met.id, "not_held")
        assert look(always, shared).place == "carried"
        identity = builders.rows(Shared)[0].assignment_id
        save_review(always.alma, Together(identity, "let_go"))
        assert look(always, shared).place == "let_go"


def test_check_ins_are_not_walked_one_by_one(always: Cast) -> None:
    entry = entries.check_in(always.ben, 5, None, None, "A quiet day.")
    sharing.share_check_ins(always.ben, [entry])
    assert [row.kind for row in builders.rows(Shared)] == ["check_in"]
    assert look(always).thing == []


def test_open_work_says_what_is_carried_and_lets_go_of_it_in_one_press(always: Cast) -> None:
    identity, shared = work(always)
    untouched = builders.assignment(always.alma, always.ben)

    def carried() -> dict[str, bool]:
        return {row.id: row.carried for row in timeline(always.alma, always.ben.client_id or "").open_work}

    assert carried() == {identity: False, untouched: False}
    with clock.stopped_at(clock.now() + DAY):
        assert carried() == {identity: True, untouched: False}
        save_review(always.alma, reviews.typed({"assignment_id": identity, "decision": "let_go"}))
        assert carried() == {untouched: False}
        assert look(always, shared).place == "let_go"


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_what_was_for_an_appointment_that_is_over_is_in_one_place(cast: Cast, seed: int) -> None:
    """Weeks of work, some of it decided, withdrawn or opened, some appointments not held: Alma's page says the same."""
    random, start = Random(seed), clock.now() - 40 * DAY
    as_if_long_ago()
    things: dict[str, str] = {}
    for week in range(4):
        with clock.stopped_at(start + week * 7 * DAY):
            meets = start + week * 7 * DAY + 5 * DAY
            met = builders.appointment(cast.alma, cast.ben, meets)
            things |= dict(reversed(work(cast)) for _ in range(random.randint(0, 3)))
            things[builders.shared_page(cast.ben)] = ""
        with clock.stopped_at(meets + timedelta(hours=3)):
            if random.random() < 0.4:
                appointments.record_outcome(cast.alma, met, "not_held")
            for shared, identity in list(things.items()):
                if random.random() < 0.3:
                    look(cast, shared)
                if identity and random.random() < 0.3 and identity not in _decided():
                    save_review(cast.alma, Together(identity, random.choice(DECISIONS)))
    carried = {row.id for row in timeline(cast.alma, cast.ben.client_id or "").open_work if row.carried}
    for shared, identity in things.items():
        where = look(cast, shared).place
        assert where in ("looked_at", "carried", "let_go")
        assert (where == "carried") == (identity in carried) or not identity


def _decided() -> set[str]:
    return {row.assignment_id for row in builders.rows(Review)}
