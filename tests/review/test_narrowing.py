"""The line narrowed to a kind, a worksheet, days, an appointment, or words: never to more than the reader may see."""

from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.audit import Act, AuditRecord
from betterjournal.entries import actions as entries
from betterjournal.entries.models import Opened
from betterjournal.errors import Invalid
from betterjournal.review import narrowing, searching
from betterjournal.review.actions import Together, save_review
from betterjournal.review.timeline import timeline
from betterjournal.review.views import TimelineView
from betterjournal.review.wanted import Wanted
from tests import builders
from tests.cast import ZONE, Cast
from tests.review.test_line import DAY, as_if_long_ago, day, statements


@pytest.fixture
def lived(each_cast: Cast) -> Cast:
    """A month of it: two appointments that were held, two worksheets, one piece of work back and decided."""
    cast, now = each_cast, clock.now()
    as_if_long_ago()
    with clock.stopped_at(now - 31 * DAY):
        builders.appointment(cast.alma, cast.ben, now - 30 * DAY)
        builders.appointment(cast.alma, cast.ben, now - 10 * DAY)
    with clock.stopped_at(now - 20 * DAY):
        walk = builders.assignment(cast.alma, cast.ben, what="A walk")
        builders.assignment(cast.alma, cast.ben, what="Thoughts", worksheet="thought_record_7")
        builders.shared(cast.ben, walk, "Les mélèzes étaient dorés.")
    with clock.stopped_at(now - 9 * DAY):
        look(cast)
        save_review(cast.alma, Together(walk, "keep", takeaway="Larches help."))
    return cast


def look(cast: Cast, reader: Actor | None = None, **wanted: str) -> TimelineView:
    return timeline(reader or cast.alma, cast.ben.client_id or "", wanted=Wanted(**wanted))


def kinds(view: TimelineView) -> list[str]:
    return [each.kind for each in view.things]


@pytest.mark.parametrize("kind", narrowing.KINDS)
def test_one_kind_of_thing(lived: Cast, kind: str) -> None:
    everything = kinds(look(lived))
    assert set(everything) == set(narrowing.KINDS)
    view = look(lived, kind=kind)
    assert kinds(view) == [each for each in everything if each == kind]
    assert view.narrowed


def test_one_worksheet_with_what_came_of_it(lived: Cast) -> None:
    assert sorted(kinds(look(lived, worksheet="journal_prompt"))) == ["assignment", "returned", "review"]
    assert kinds(look(lived, worksheet="thought_record_7")) == ["assignment"]
    assert kinds(look(lived, worksheet="no_such_worksheet")) == []
    assert kinds(look(lived, worksheet="journal_prompt", kind="appointment")) == []


def test_the_days_are_whole_and_of_the_practice(lived: Cast) -> None:
    on = day(clock.now() - 20 * DAY)
    assert sorted(kinds(look(lived, from_on=on, to_on=on))) == ["assignment", "assignment", "returned"]
    assert kinds(look(lived, to_on=day(clock.now() - 25 * DAY))) == ["appointment"]
    assert kinds(look(lived, from_on=day(clock.now() - 9 * DAY))) == ["review"]


def test_from_an_appointment_back(lived: Cast) -> None:
    """What came after it stands above it, up to the next that was held."""
    chosen = narrowing.choices(lived.alma, lived.ben.client_id or "").appointments
    assert [one.words for one in chosen] == [day(clock.now() - ago * DAY) for ago in (10, 30)]
    view = look(lived, appointment=chosen[1].value)
    assert kinds(view)[-1] == "appointment"
    assert {each.since for each in view.things} == {chosen[1].words}
    assert len(look(lived, appointment=chosen[0].value).things) == len(look(lived).things)


def test_an_appointment_of_somebody_else_and_one_of_nobody_are_one_answer(lived: Cast) -> None:
    dans = builders.appointment(lived.cora, lived.dan, clock.now() - DAY)
    of_dan, of_nobody = (look(lived, appointment=one) for one in (dans, "nobody"))
    # But for what the reader asked for.
    assert replace(of_dan, wanted=of_nobody.wanted) == of_nobody


def test_choices_are_the_worksheets_that_were_set(lived: Cast) -> None:
    found = narrowing.choices(lived.alma, lived.ben.client_id or "").worksheets
    assert {one.value for one in found} == {"journal_prompt", "thought_record_7"}
    assert all(one.words for one in found)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"kind": "drafts"}, "kind"),
        ({"from_on": "2026-02-30"}, "from_on"),
        ({"to_on": "soon"}, "to_on"),
        ({"from_on": "2026-03-02", "to_on": "2026-03-01"}, "to_on"),
        ({"words": "x" * 201}, "words"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(form: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as said:
        narrowing.typed(form)
    assert said.value.field == field


@pytest.mark.parametrize("words", ["melezes", "DORÉS mélèzes", "larches", "a walk"])
def test_words_are_found_whatever_their_capitals_and_accents(lived: Cast, words: str) -> None:
    view = look(lived, words=words)
    assert view.things
    assert view.wanted.words == words
    assert "appointment" not in kinds(view)


def test_all_the_words_stand_in_one_place(lived: Cast) -> None:
    assert kinds(look(lived, words="larches help")) == ["review"]
    assert look(lived, words="larches melezes").things == []


def test_only_what_this_very_reader_opened_is_found(lived: Cast) -> None:
    """Sol may open it and did not: to find it would be to read it."""
    assert look(lived, reader=lived.sol, words="melezes").things == []
    opened = len(builders.rows(Opened))
    look(lived, reader=lived.sol)
    assert len(builders.rows(Opened)) == opened + 1
    assert kinds(look(lived, reader=lived.sol, words="melezes")) == ["returned"]


def test_searching_opens_nothing_and_keeps_nothing(lived: Cast) -> None:
    builders.appointment(lived.alma, lived.ben, clock.now() + timedelta(hours=1))
    look(lived, kind="review")
    builders.shared(lived.ben, builders.assignment(lived.alma, lived.ben), "Melezes again.")
    records = len(builders.rows(AuditRecord))
    assert len(look(lived, words="melezes").things) == 1
    assert len(builders.rows(AuditRecord)) == records
    assert len(look(lived).things) > 1
    assert len(look(lived, words="melezes").things) == 2


def test_whoever_searches_first_of_all_is_on_record(lived: Cast) -> None:
    look(lived, reader=lived.sol, words="melezes")
    assert [row.act for row in builders.rows(AuditRecord) if row.person_id == lived.sol.person_id] == [Act.READ.value]


def test_a_choice_of_a_worksheet_is_no_word(lived: Cast) -> None:
    """Found is what somebody wrote, never a key under which an answer is kept."""
    builders.appointment(lived.alma, lived.ben, clock.now() + timedelta(hours=1))
    entries.check_in(lived.ben, 5, None, None, "Quiet.")
    look(lived)
    assert look(lived, words="true").things == []


def test_a_long_line_is_looked_through_a_part_at_a_time(lived: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "BATCH", 2)
    monkeypatch.setattr(searching, "MOST", 2)
    client, found, mark, turns = lived.ben.client_id or "", [], "", 0
    while turns == 0 or mark:
        view = timeline(lived.alma, client, mark, wanted=Wanted(words="walk"))
        found += [each.id for each in view.things]
        mark, turns = view.older, turns + 1
    assert turns > 1
    monkeypatch.undo()
    assert found == [each.id for each in look(lived, words="walk").things]


def test_before_the_window_no_narrowing_tells_what_came_in(each_cast: Cast) -> None:
    """Whatever is asked for, the answer is the same with and without what Ben shared."""
    cast = each_cast
    builders.appointment(cast.alma, cast.ben, clock.now() + 10 * DAY)
    work = builders.assignment(cast.alma, cast.ben)
    today = clock.today(ZONE).isoformat()
    asked: list[dict[str, str]] = [{"kind": kind} for kind in narrowing.KINDS]
    asked += [{"worksheet": "journal_prompt"}, {"from_on": today}, {"words": "larches"}, {"words": "well"}]

    def answers() -> list[str]:
        views = [str(look(cast, each, **wanted)) for wanted in asked for each in (cast.alma, cast.sol)]
        return [*views, str(narrowing.choices(cast.alma, cast.ben.client_id or ""))]

    with clock.stopped_at(clock.now()):
        answers()
        before = answers()
        builders.shared(cast.ben, work, "larches well")
        assert answers() == before


def test_a_narrowed_page_asks_no_more_often(lived: Cast) -> None:
    chosen = narrowing.choices(lived.alma, lived.ben.client_id or "").appointments[0].value
    for wanted in (
        {"kind": "returned"},
        {"worksheet": "journal_prompt"},
        {"appointment": chosen},
        {"words": "larches"},
    ):
        look(lived, **wanted)
        with statements() as sent:
            look(lived, **wanted)
        assert len([one for one in sent if not one.startswith("BEGIN")]) <= 7, wanted
