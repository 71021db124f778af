"""Work that repeats, as its client and its clinician see it from one day to the next."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest

from betterjournal import clock
from betterjournal.assignments import pausing, queries
from betterjournal.assignments.models import Assignment, RepeatSkip
from betterjournal.assignments.repeats import KINDS
from betterjournal.assignments.views import CardView, Content
from betterjournal.entries import actions, drafts, sharing
from betterjournal.entries import queries as entry_queries
from betterjournal.entries.models import Entry
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.review import brief, timeline
from tests import builders
from tests.assignments.test_composing import send
from tests.cast import ZONE, Cast

MORNING = clock.at(datetime(2027, 3, 1).date(), 9, 0, ZONE)  # a Monday


def _at(days: int, hours: int = 0) -> AbstractContextManager[None]:
    return clock.stopped_at(MORNING + timedelta(days=days, hours=hours))


def _card(cast: Cast) -> tuple[CardView, bool]:
    """The one card there is, and whether it is for today."""
    day = queries.today(cast.ben)
    [card] = (*day.first, *day.more, *day.resting)
    return card, card not in day.resting


def _write(cast: Cast, work: str, words: str = "A line.") -> str:
    entry = actions.begin(cast.ben, work)
    drafts.save(cast.ben, drafts.Words(entry, "text", words, 0, "tab", 1))
    return entry


def _set(cast: Cast, repeat: str, **more: object) -> str:
    return builders.assignment(cast.alma, cast.ben, repeat=repeat, **more)


def test_each_day_has_a_sheet_of_its_own(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        first = _write(cast, work)
        assert actions.begin(cast.ben, work) == first
        builders.share(cast.ben, first)
        card, for_today = _card(cast)
        assert (card.repeat.stands, card.repeat.next_on, for_today) == ("done", "2027-03-02", False)
    with _at(1):
        card, for_today = _card(cast)
        assert (card.state, card.repeat.stands, for_today) == ("new", "due", True)
        second = actions.begin(cast.ben, work)
        assert second != first
        assert actions.begin(cast.ben, work) == second


def test_a_page_open_at_midnight_keeps_its_sheet(cast: Cast) -> None:
    with _at(0, 14):
        work = _set(cast, "daily")
        shown = _write(cast, work)
    with _at(0, 16):
        assert actions.begin(cast.ben, work, shown=shown) == shown
        assert actions.begin(cast.ben, work) != shown


def test_a_sheet_nobody_wrote_on_is_taken_for_the_next_day(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        blank = actions.begin(cast.ben, work)
    with _at(3):
        assert actions.begin(cast.ben, work) == blank
    [entry] = builders.rows(Entry)
    assert entry.about_on.isoformat() == "2027-03-04"


def test_on_chosen_days_it_rests_in_between_and_can_be_opened(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "weekdays", weekdays="th,mo")
        assert _card(cast)[0].repeat.days == ["mo", "th"]
    with _at(1):
        card, for_today = _card(cast)
        assert (card.repeat.stands, card.repeat.next_on, for_today) == ("resting", "2027-03-04", False)
        assert actions.begin(cast.ben, work)


def test_so_many_before_the_appointment_and_then_no_more_is_asked(cast: Cast) -> None:
    with _at(0):
        work = send(cast, content=Content(what="Two lines", how_many=2))
        first = actions.begin(cast.ben, work)
        sharing.another_way(cast.ben, work, "aloud", entry_id=first)
        sharing.another_way(cast.ben, work, "head", entry_id=first)
        card, _ = _card(cast)
        assert (card.repeat.kind, card.repeat.so_far, card.repeat.stands) == ("times", 1, "due")
        second = actions.begin(cast.ben, work, another=True)
        assert second != first
        sharing.another_way(cast.ben, work, "aloud", entry_id=second)
        card, for_today = _card(cast)
        assert (card.repeat.so_far, card.repeat.stands, for_today) == (2, "done", False)


def test_a_diary_counts_this_week_and_begins_anew_on_monday(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "diary", how_many=2)
        builders.share(cast.ben, _write(cast, work))
    with _at(2):
        second = _write(cast, work)
        card, for_today = _card(cast)
        assert (card.repeat.so_far, card.repeat.aim, card.repeat.next_on, for_today) == (2, 2, "2027-03-08", False)
        builders.share(cast.ben, second)
    with _at(7):
        card, for_today = _card(cast)
        assert (card.repeat.so_far, for_today, card.state) == (0, True, "new")


def test_after_each_appointment_it_is_there_again(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "each_appointment")
        builders.appointment(cast.alma, cast.ben, MORNING + timedelta(days=2))
        builders.appointment(cast.alma, cast.ben, MORNING + timedelta(days=9))
        assert _card(cast)[1] is False
    with _at(3):
        assert _card(cast)[1] is True
        builders.share(cast.ben, _write(cast, work))
        assert _card(cast)[1] is False
    with _at(10):
        card, for_today = _card(cast)
        assert (card.state, for_today) == ("new", True)


def test_what_the_client_puts_off_is_theirs_alone(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        before = timeline.timeline(cast.alma, cast.ben.client_id or "")
        pausing.skip(cast.ben, work)
        pausing.skip(cast.ben, work)
        assert len(builders.rows(RepeatSkip)) == 1
        assert _card(cast)[0].repeat.stands == "skipped"
        pausing.resume(cast.ben, work)
        assert _card(cast)[0].repeat.stands == "due"
        pausing.pause(cast.ben, work)
        assert timeline.timeline(cast.alma, cast.ben.client_id or "") == before
    with _at(20):
        assert _card(cast)[0].repeat.stands == "paused"
        pausing.resume(cast.ben, work)
        assert _card(cast)[1] is True


def test_a_clinicians_pause_is_named_and_ends_by_them_only(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        pausing.pause_for(cast.alma, work)
        pausing.resume(cast.ben, work)
        assert (_card(cast)[0].repeat.stands, _card(cast)[0].repeat.paused_by) == ("paused", "Alma")
        [line] = timeline.timeline(cast.alma, cast.ben.client_id or "").open_work
        assert line.paused
        pausing.pause(cast.ben, work)
        pausing.resume_for(cast.alma, work)
        assert (_card(cast)[0].repeat.stands, _card(cast)[0].repeat.paused_by) == ("paused", "")


def test_what_falls_on_no_day_cannot_be_put_off(cast: Cast) -> None:
    once = builders.assignment(cast.alma, cast.ben)
    free = _set(cast, "diary", how_many=3)
    for press, work in ((pausing.skip, once), (pausing.pause, once), (pausing.skip, free)):
        with pytest.raises(Refused):
            press(cast.ben, work)


def test_not_this_time_is_for_that_day_only(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        first = _write(cast, work)
        sharing.not_this_time(cast.ben, work, ["forgot"], "", first)
        assert entry_queries.work(cast.ben, work, first).shared == "not_this_time"
    with _at(1):
        second = actions.begin(cast.ben, work)
        view = entry_queries.work(cast.ben, work, second)
        assert (view.shared, view.needs_fit) == ("", False)
        assert _card(cast)[1] is True


def test_yesterday_can_be_written_today_and_staff_read_that_day(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
    with _at(1):
        entry = _write(cast, work)
        actions.tell_of(cast.ben, entry, "2027-03-01")
        assert _card(cast)[1] is True
        assert entry_queries.work(cast.ben, work, entry).days_back == ["2027-03-02", "2027-03-01"]
        builders.share(cast.ben, entry)
        builders.appointment(cast.alma, cast.ben, MORNING + timedelta(days=1, hours=2))
        [back] = brief.brief(cast.alma, cast.ben.client_id or "").work[0].returned
        assert back.on == "2027-03-01"
        with pytest.raises(Refused):
            actions.tell_of(cast.ben, entry, "2027-03-02")


@pytest.mark.parametrize("on", ["2027-03-03", "2027-02-28", "2025-12-01", "2027-02-30", ""])
def test_a_day_that_cannot_be_is_refused_by_name(cast: Cast, on: str) -> None:
    with _at(0):
        work = _set(cast, "daily")
        entry = _write(cast, work)
    with _at(1), pytest.raises(Invalid) as caught:
        actions.tell_of(cast.ben, entry, on)
    assert caught.value.field == "about_on"


def test_the_brief_counts_what_was_shared_since_the_appointment(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        builders.share(cast.ben, _write(cast, work))
    with _at(1):
        _write(cast, work)
        builders.appointment(cast.alma, cast.ben, MORNING + timedelta(days=2))
    with _at(2, -1):
        [line] = brief.brief(cast.alma, cast.ben.client_id or "").work
        assert (line.so_far, line.set.repeat.kind) == (1, "daily")


def test_chosen_days_need_one_and_all_seven_are_each_day(cast: Cast) -> None:
    with pytest.raises(Invalid) as caught:
        send(cast, content=Content(what="Walk", repeat="weekdays"))
    assert caught.value.field == "weekdays"
    send(cast, content=Content(what="Walk", repeat="weekdays", weekdays="mo,tu,we,th,fr,sa,su", how_many=9))
    [row] = builders.rows(Assignment)
    assert (row.repeat, row.weekdays, row.aim) == ("daily", "", 1)


@pytest.mark.parametrize(("repeat", "number", "kept"), [("", 3, "times"), ("once", 3, "times"), ("times", 1, "once")])
def test_a_number_alone_says_how_often(cast: Cast, repeat: str, number: int, kept: str) -> None:
    send(cast, content=Content(what="Walk", repeat=repeat, how_many=number))
    [row] = builders.rows(Assignment)
    assert (row.repeat, row.aim) == (kept, number)


def test_there_is_no_other_way_to_repeat(cast: Cast) -> None:
    assert "hourly" not in KINDS
    with pytest.raises(Invalid) as caught:
        send(cast, content=Content(what="Walk", repeat="hourly"))
    assert caught.value.field == "repeat"


def test_a_sheet_with_a_row_for_each_day_is_gone_on_with_and_counts_nothing(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "times", worksheet="mood_diary", how_many=3)
        entry = actions.begin(cast.ben, work)
        sharing.another_way(cast.ben, work, "paper")
    with _at(1):
        assert actions.begin(cast.ben, work) == entry
        card, for_today = _card(cast)
        assert (card.repeat.so_far, card.repeat.stands, card.state, for_today) == (0, "due", "another_way", True)


def test_an_end_belongs_to_the_sheet_it_was_said_on(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        monday = _write(cast, work)
    with _at(1):
        tuesday = actions.begin(cast.ben, work)
        sharing.another_way(cast.ben, work, "aloud", "In the car", tuesday)
        builders.share(cast.ben, monday)
        assert entry_queries.work(cast.ben, work, tuesday).shared == "another_way"
        assert entry_queries.work(cast.ben, work, monday).shared == "whole"
    with _at(2):
        wednesday = _write(cast, work)
        sharing.not_this_time(cast.ben, work, [], "", monday)
        assert entry_queries.work(cast.ben, work, wednesday).shared == ""
        assert _card(cast)[1] is True


def test_nobody_ends_the_sheet_of_other_work(cast: Cast) -> None:
    work, other = _set(cast, "daily"), _set(cast, "daily")
    with pytest.raises(NotFound):
        sharing.another_way(cast.ben, work, "aloud", "", actions.begin(cast.ben, other))


def test_a_sheet_that_was_begun_and_then_put_aside_is_counted_once_or_not_at_all(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "times", how_many=3)
        entry = _write(cast, work)
        sharing.not_this_time(cast.ben, work, ["forgot"], "", entry)
        card, _ = _card(cast)
        assert (card.repeat.so_far, card.state) == (0, "not_this_time")
        sharing.another_way(cast.ben, work, "head", "", entry)
        assert _card(cast)[0].repeat.so_far == 1


@pytest.mark.parametrize(("repeat", "number"), [("each_appointment", 1), ("times", 2)])
def test_what_was_done_on_the_morning_they_meet_is_of_the_time_before(cast: Cast, repeat: str, number: int) -> None:
    with _at(-7):
        work = _set(cast, repeat, how_many=number)
        builders.appointment(cast.alma, cast.ben, MORNING - timedelta(days=7) + timedelta(hours=1))
        builders.appointment(cast.alma, cast.ben, MORNING + timedelta(hours=4))
    with _at(0):
        before = _write(cast, work)
        builders.share(cast.ben, before)
    with _at(0, 6):
        card, for_today = _card(cast)
        assert (card.repeat.so_far, for_today) == (0 if repeat == "times" else card.repeat.so_far, True)
        if repeat == "each_appointment":
            assert actions.begin(cast.ben, work) != before


def test_another_device_never_changes_the_sheet_that_is_open(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "daily")
        monday = _write(cast, work)
    with _at(1):
        tuesday = actions.begin(cast.ben, work)
        assert actions.begin(cast.ben, work, shown=monday) == monday
        assert actions.begin(cast.ben, work, shown=_write(cast, _set(cast, "daily"))) == tuesday


def test_a_look_does_not_fix_the_day_of_work_that_is_free_in_its_days(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "diary", how_many=3)
        actions.begin(cast.ben, work)
    with _at(4):
        _write(cast, work)
    [entry] = builders.rows(Entry)
    assert entry.about_on.isoformat() == "2027-03-05"


def test_a_sheet_of_long_ago_says_which_day_it_is_about(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "diary", how_many=3)
        entry = _write(cast, work)
    with _at(12):
        view = entry_queries.work(cast.ben, work, entry)
        assert (view.about_on, view.days_back[-1], len(view.days_back)) == ("2027-03-01", "2027-03-01", 9)


def test_put_off_for_today_means_today_also_after_an_appointment(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "each_appointment")
        builders.appointment(cast.alma, cast.ben, MORNING + timedelta(hours=1))
    with _at(1):
        pausing.skip(cast.ben, work)
        assert _card(cast)[0].repeat.stands == "skipped"
    with _at(2):
        assert _card(cast)[0].repeat.stands == "due"


def test_the_brief_counts_a_sheet_once_however_often_it_was_shared(cast: Cast) -> None:
    with _at(0):
        work = _set(cast, "diary", how_many=3)
        builders.appointment(cast.alma, cast.ben, MORNING + timedelta(hours=4))
        entry = _write(cast, work)
        builders.share(cast.ben, entry)
        brief.brief(cast.alma, cast.ben.client_id or "")
        drafts.save(cast.ben, drafts.Words(entry, "text", "A line and more.", 1, "tab", 2))
        builders.share(cast.ben, entry)
        [line] = brief.brief(cast.alma, cast.ben.client_id or "").work
        assert (len(line.returned), line.so_far) == (2, 1)
