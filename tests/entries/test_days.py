"""The client's own days: what is there, by the day, and nothing of what is not."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.entries import actions as entries
from betterjournal.entries import charting, days, drafts, queries, sharing
from betterjournal.entries.views import CheckInView, DayCell, MonthView
from betterjournal.errors import Invalid, Refused
from betterjournal.review.brief import brief
from tests import builders
from tests.cast import ZONE, Cast

# Later than anybody of the cast came.
NOON = clock.at(date(2040, 11, 18), 12, 0, ZONE)


def cell(view: MonthView, on: str) -> DayCell:
    return next(cell for week in view.weeks for cell in week.days if cell.on == on)


def page(client: Actor, words: str = "A quiet day.") -> str:
    entry = entries.new_page(client)
    drafts.save(client, drafts.Words(entry, "text", words, 0, "tab", 1))
    return entry


def said(on: str, mood: str = "", energy: str = "", anxiety: str = "") -> CheckInView:
    return CheckInView(on, on, mood, energy, anxiety, "", "en", shared=False, opened=False)


def test_a_month_shows_which_days_hold_what(cast: Cast) -> None:
    with clock.stopped_at(NOON):
        work = builders.assignment(cast.alma, cast.ben)
        builders.draft(cast.ben, work, "Some words")
        page(cast.ben)
    with clock.stopped_at(NOON - timedelta(days=2)):
        entries.check_in(cast.ben, 5, None, None)
    with clock.stopped_at(NOON):
        view = days.month(cast.ben)
        held = [cell for week in view.weeks for cell in week.days if cell.page or cell.check_in or cell.work]
        assert held == [
            DayCell("2040-11-16", "16", page=False, check_in=True, work=False),
            DayCell("2040-11-18", "18", page=True, check_in=False, work=True),
        ]
        assert [len(week.days) for week in view.weeks] == [7, 7, 7, 7, 7]
        assert (view.earlier, view.later) == ("", "")


def test_a_sheet_that_was_only_looked_at_is_of_no_day(cast: Cast) -> None:
    entries.begin(cast.ben, builders.assignment(cast.alma, cast.ben))
    entries.new_page(cast.ben)
    view = days.month(cast.ben)
    assert not any(cell.page or cell.work for week in view.weeks for cell in week.days)


def test_one_turns_to_months_that_may_hold_something_and_no_further(cast: Cast) -> None:
    with clock.stopped_at(NOON - timedelta(days=78)):
        page(cast.ben)
    with clock.stopped_at(NOON):
        assert days.month(cast.ben).earlier == "2040-10-01"
        before = days.month(cast.ben, "2040-09-30")
        assert (before.month, before.earlier, before.later) == ("2040-09-01", "", "2040-10-01")
        assert cell(before, "2040-09-01").page


@pytest.mark.parametrize("of", ["0001-01-01", "9999-12-31", "1999-12-01", "next", "2041-01-01"])
def test_no_month_is_made_up(cast: Cast, of: str) -> None:
    with clock.stopped_at(NOON), pytest.raises(Invalid):
        days.month(cast.ben, of)


def test_a_day_lists_its_things(cast: Cast) -> None:
    written = page(cast.ben, "First line\nand more")
    work = builders.assignment(cast.alma, cast.ben, what="Text one friend")
    builders.draft(cast.ben, work, "Done")
    kept = entries.check_in(cast.ben, None, 0, None, "words")
    view = days.day(cast.ben, clock.today(ZONE).isoformat())
    assert [(one.id, one.first_line) for one in view.pages] == [(written, "First line")]
    assert [(one.of, one.title) for one in view.work] == [(work, "Text one friend")]
    assert [(one.id, one.mood, one.energy, one.words) for one in view.check_ins] == [(kept, "", "0", "words")]
    assert days.day(cast.dan, view.id).pages == []


def test_who_does_not_want_to_see_it_gets_nothing_of_it(cast: Cast) -> None:
    page(cast.ben)
    days.hide(cast.ben)
    view = days.month(cast.ben)
    assert (view.hidden, view.weeks, view.check_ins, view.lines) == (True, [], [], [])
    assert not days.month(cast.dan).hidden
    days.show(cast.ben)
    assert days.month(cast.ben).weeks


def test_an_unset_value_is_a_gap_and_never_a_zero() -> None:
    rows = [said("2026-11-01", "4"), said("2026-11-02", "0"), said("2026-11-03"), said("2026-11-04", "7")]
    [mood] = charting.lines(rows, date(2026, 11, 1), date(2026, 11, 30))
    assert (mood.id, mood.low, mood.high, mood.end) == ("mood", "0", "7", "7")
    assert (mood.path.count("M"), mood.path.count("L")) == (2, 1)
    assert mood.dots.count("M") == 3
    assert "NaN" not in mood.path


def test_a_scale_that_was_never_set_has_no_line() -> None:
    assert charting.lines([said("2026-11-01"), said("2026-11-02")], date(2026, 11, 1), date(2026, 11, 2)) == []
    assert charting.lines([], date(2026, 11, 1), date(2026, 11, 2)) == []


def test_higher_numbers_stand_higher_and_later_ones_further_right() -> None:
    rows = [said("2026-11-01", "0"), said("2026-11-01", "10"), said("2026-11-30", "5")]
    [mood] = charting.lines(rows, date(2026, 11, 1), date(2026, 11, 30))
    points = [tuple(map(float, part.removesuffix("h0").split())) for part in mood.dots.split("M")[1:]]
    assert [y for _, y in points] == [charting.HEIGHT - charting.EDGE, charting.EDGE, charting.HEIGHT / 2]
    assert points == sorted(points, key=lambda point: point[0])
    assert all(charting.LEFT < x < charting.WIDTH - charting.RIGHT for x, _ in points)


def test_the_brief_draws_the_same_lines_of_what_was_shared(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    for mood, anxiety in ((4, None), (6, 0)):
        sharing.share_check_ins(cast.ben, [entries.check_in(cast.ben, mood, None, anxiety)])
    entries.check_in(cast.ben, 1, 1, 1)
    view = brief(cast.alma, cast.ben.client_id or "")
    assert [(line.id, line.low, line.high) for line in view.lines] == [("mood", "4", "6"), ("anxiety", "0", "0")]


def test_a_check_in_that_arrives_twice_is_one(cast: Cast) -> None:
    first = entries.check_in(cast.ben, 5, None, None, "", "once")
    assert entries.check_in(cast.ben, 5, None, None, "", "once") == first
    assert entries.check_in(cast.dan, 5, None, None, "", "once") != first
    assert entries.check_in(cast.ben, 5, None, None, "", "again") != first


def test_those_of_one_day_stand_newest_first_though_nothing_tells_the_hour(cast: Cast) -> None:
    for mood in (3, 9, 1, 7):
        entries.check_in(cast.ben, mood, None, None)
    assert [row.mood for row in queries.journal(cast.ben).check_ins] == ["7", "1", "9", "3"]


def test_a_sentence_added_before_the_second_press_is_kept(cast: Cast) -> None:
    first = entries.check_in(cast.ben, 5, None, None, "", "once")
    more = entries.check_in(cast.ben, 5, None, None, "It was the dog.", "once")
    assert more != first
    assert entries.check_in(cast.ben, 5, None, None, "It was the dog.", "once") == more
    said = {row.id: row.words for row in queries.journal(cast.ben).check_ins}
    assert said == {first: "", more: "It was the dog."}


def test_what_a_tab_wrote_elsewhere_is_no_check_in_that_came_before(cast: Cast) -> None:
    written = page(cast.ben)
    assert entries.check_in(cast.ben, 5, None, None, "", "tab") != written


def test_a_check_in_is_deleted_by_its_writer_until_somebody_opened_it(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    gone, read = (entries.check_in(cast.ben, 5, None, None) for _ in range(2))
    entries.delete(cast.ben, gone)
    sharing.share_check_ins(cast.ben, [read])
    brief(cast.alma, cast.ben.client_id or "")
    with pytest.raises(Refused):
        entries.delete(cast.ben, read)
    [left] = days.day(cast.ben, clock.today(ZONE).isoformat()).check_ins
    assert (left.id, left.shared, left.opened) == (read, True, True)


def test_nothing_of_his_days_is_in_anybody_elses(cast: Cast) -> None:
    page(cast.ben, "larkspur")
    entries.check_in(cast.ben, 5, None, None, "larkspur")
    today = clock.today(ZONE).isoformat()
    assert "larkspur" not in str([asdict(days.month(cast.dan)), asdict(days.day(cast.dan, today))])
