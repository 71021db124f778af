"""A client's numbers over time: the same picture on both sides, of what was opened alone, and no gap is a zero."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from betterjournal import clock, database
from betterjournal.assignments.models import Assignment
from betterjournal.audit import Act, AuditRecord
from betterjournal.care import discharging, handing
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, sharing
from betterjournal.entries import series as own_series
from betterjournal.entries.models import Opened, Shared
from betterjournal.entries.views import SeriesView
from betterjournal.errors import NotFound
from betterjournal.review.series import series
from betterjournal.review.timeline import timeline
from betterjournal.review.views import ClientSeriesView
from betterjournal.worksheets import queries as worksheets
from tests import builders, many_sheets
from tests.cast import ZONE, Cast
from tests.shape.test_queries import counted

NOON = clock.at(date(2040, 11, 18), 12, 0, ZONE)
EXPOSURE, MOOD, SLEEP, THOUGHTS = "exposure_record", "mood_diary", "sleep_diary", "thought_record_7"


def fill(cast: Cast, sheet: str, answers: dict[str, str]) -> str:
    """One more sheet with these answers, in their order, the after part opened at "-"; returns its entry."""
    entry = entries.begin(cast.ben, builders.assignment(cast.alma, cast.ben, worksheet=sheet))
    for number, (path, words) in enumerate(answers.items(), start=1):
        if path == "-":
            entries.open_after(cast.ben, entry)
        else:
            drafts.save(cast.ben, drafts.Words(entry, path, words, 0, "tab", number))
    return entry


def give(cast: Cast, sheet: str, answers: dict[str, str]) -> str:
    entry = fill(cast, sheet, answers)
    builders.share(cast.ben, entry)
    return entry


def his(cast: Cast, sheet: str, before: str = "") -> SeriesView:
    """What Ben sees from any work with that sheet."""
    with database.reading() as session:
        revision = worksheets.current_revision(session, sheet)
    work = next(row for row in builders.rows(Assignment) if row.revision_id == revision)
    return own_series.own(cast.ben, work.id, before)


def staff(cast: Cast, sheet: str, before: str = "", reader: str = "alma") -> SeriesView:
    [view] = series(cast.everybody()[reader], cast.ben.client_id or "", sheet, before).series
    return view


def opened(cast: Cast, reader: str = "alma") -> None:
    """Inside the window of an appointment in an hour, everything that came is read."""
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    timeline(cast.everybody()[reader], cast.ben.client_id or "")


def told(view: SeriesView) -> list[tuple[str, ...]]:
    return [(row.on, *row.cells) for row in view.rows if not row.met]


def on(day: int) -> datetime:
    return clock.at(date(2040, 11, day), 12, 0, ZONE)


def test_client_and_clinician_look_at_the_same_picture(cast: Cast) -> None:
    with clock.stopped_at(on(3)):
        builders.appointment(cast.alma, cast.ben, on(5), outcome="held")
        builders.appointment(cast.alma, cast.ben, on(6), outcome="not_held")
    for day, mood in ((4, "3"), (7, "0"), (9, "8")):
        with clock.stopped_at(on(day)):
            give(cast, MOOD, {"rows.r1.mood": mood, "rows.r1.energy": "" if day == 7 else "5"})
    with clock.stopped_at(on(10)):
        opened(cast)
        theirs, own = staff(cast, MOOD), his(cast, MOOD)
    assert theirs.lines == own.lines
    assert [(row.on, row.met, row.cells) for row in theirs.rows] == [(row.on, row.met, row.cells) for row in own.rows]
    assert told(theirs) == [("2040-11-04", "3", "5"), ("2040-11-07", "0", ""), ("2040-11-09", "8", "5")]
    assert [row.on for row in theirs.rows if row.met] == ["2040-11-05"]
    assert (theirs.lines[0].met.count("M"), theirs.first, theirs.last) == (1, "2040-11-04", "2040-11-09")


def test_those_of_one_day_stand_alike_on_both_sides_whichever_was_begun_first(cast: Cast) -> None:
    with clock.stopped_at(on(3)):
        begun = [fill(cast, EXPOSURE, {"likelihood": value}) for value in ("90", "70")]
        builders.share(cast.ben, fill(cast, EXPOSURE, {"likelihood": "50"}))
    with clock.stopped_at(on(4)):
        first = fill(cast, EXPOSURE, {"likelihood": "20"})
        for minutes, entry in enumerate((first, *begun[::-1])):
            with clock.stopped_at(on(4) + timedelta(minutes=minutes)):
                builders.share(cast.ben, entry)
    with clock.stopped_at(on(5)):
        opened(cast)
        theirs, own = staff(cast, EXPOSURE), his(cast, EXPOSURE)
    assert theirs.lines == own.lines
    assert [cells for _, *cells in told(own)] == [["50"], ["20"], ["70"], ["90"]]


def test_an_unset_value_is_a_gap_and_never_a_zero(cast: Cast) -> None:
    for belief in ("40", "", "0", "70"):
        fill(cast, THOUGHTS, {"belief": belief, "thought": "They laughed"})
    view = his(cast, THOUGHTS)
    [line] = view.lines
    assert (line.low, line.high, line.end, line.top, line.bottom) == ("0", "70", "70", "100", "0")
    assert (line.path.count("M"), line.path.count("L"), line.dots.count("M")) == (2, 1, 3)
    assert [cells for _, *cells in told(view)] == [["40"], [""], ["0"], ["70"]]


def test_what_was_asked_before_and_after_is_a_pair_on_one_day(cast: Cast) -> None:
    fill(cast, EXPOSURE, {"likelihood": "90", "-": "", "likelihood_now": "30", "minutes": "20"})
    fill(cast, EXPOSURE, {"likelihood": "70"})
    view = his(cast, EXPOSURE)
    pair, minutes = view.lines
    assert [number.label_en[:10] for number in pair.numbers] == ["How likely", "If you did"]
    assert [(number.low, number.high) for number in pair.numbers] == [("70", "90"), ("30", "30")]
    assert (pair.before.count("M"), pair.dots.count("M"), pair.pairs.count("L"), pair.path) == (2, 1, 1, "")
    assert (minutes.end, minutes.numbers[0].unit_fr, minutes.top) == ("20", "minutes", "20")


def test_rows_of_one_sheet_stand_on_their_own_days_and_pairs_of_rows_together(cast: Cast) -> None:
    with clock.stopped_at(NOON):
        slip = {"rows.r3.day": "1940-11-15", "rows.r3.mood": "4"}
        days = {"rows.r1.day": "2040-11-16", "rows.r1.mood": "2", "rows.r2.day": "2040-11-15", "rows.r2.mood": "7"}
        fill(cast, MOOD, days | slip)
        view = his(cast, MOOD)
        assert told(view) == [("2040-11-15", "7"), ("2040-11-16", "2"), ("2040-11-18", "4")]
        fear = {"emotions.r1.strength": "80", "emotions_after.r1.strength": "30", "emotions.r2.strength": "50"}
        fill(cast, THOUGHTS, fear)
        [pair] = his(cast, THOUGHTS).lines
    assert (len(pair.numbers), pair.before.count("M"), pair.pairs.count("L"), pair.path) == (2, 2, 1, "")


def test_a_computed_value_is_its_number_and_one_in_doubt_is_none(cast: Cast) -> None:
    night = {"tried_to_sleep": "22:30", "final_wake": "06:00", "minutes_to_fall_asleep": "30", "minutes_awake": "0"}
    for row, more in (("r1", {}), ("r2", {"minutes_awake": "1200"})):
        answers = {f"nights.{row}.{name}": value for name, value in (night | more).items()}
        fill(cast, SLEEP, answers)
    view = his(cast, SLEEP)
    asleep = next(number for number in view.numbers if number.id.startswith("nights.asleep"))
    assert (asleep.low, asleep.high, asleep.hours) == ("420", "420", True)
    assert len([number for number in view.numbers if "night " in number.id]) == 0


def test_staff_see_of_it_only_what_they_opened_themselves(cast: Cast) -> None:
    give(cast, EXPOSURE, {"likelihood": "90"})
    fill(cast, EXPOSURE, {"likelihood": "11"})
    assert staff(cast, EXPOSURE).lines == []
    opened(cast)
    assert told(staff(cast, EXPOSURE)) == [(clock.today(ZONE).isoformat(), "90")]
    assert staff(cast, EXPOSURE, reader="sol").lines == []
    before = builders.rows(Opened)
    again = give(cast, EXPOSURE, {"likelihood": "20"})
    assert told(staff(cast, EXPOSURE)) == [(clock.today(ZONE).isoformat(), "90")]
    assert builders.rows(Opened) == before
    [row] = [row for row in builders.rows(Shared) if row.entry_id == again]
    assert row.opened_at is None
    sharing.take_back(cast.ben, row.id)


def test_shared_anew_it_counts_once_and_what_changed_since_is_private(cast: Cast) -> None:
    opened(cast)
    entry = give(cast, EXPOSURE, {"likelihood": "90"})
    timeline(cast.alma, cast.ben.client_id or "")
    drafts.save(cast.ben, drafts.Words(entry, "likelihood", "60", 1, "tab", 9))
    assert [(row.cells, row.private) for row in his(cast, EXPOSURE).rows] == [(["60"], True)]
    builders.share(cast.ben, entry)
    assert [cells for _, *cells in told(staff(cast, EXPOSURE))] == [["90"]]
    timeline(cast.alma, cast.ben.client_id or "")
    assert [cells for _, *cells in told(staff(cast, EXPOSURE))] == [["60"]]
    assert [(row.cells, row.private) for row in his(cast, EXPOSURE).rows] == [(["60"], False)]


def test_the_next_clinician_draws_nothing_of_the_time_before_that_ben_did_not_give(cast: Cast) -> None:
    give(cast, EXPOSURE, {"likelihood": "90"})
    opened(cast)
    assert staff(cast, EXPOSURE).lines
    handing.hand_over(builders.proved(cast.alma), cast.ben.client_id or "", cast.cora.person_id)
    with pytest.raises(NotFound):
        staff(cast, EXPOSURE)
    with pytest.raises(NotFound):
        staff(cast, EXPOSURE, reader="cora")
    assert series(cast.cora, cast.ben.client_id or "").sheets == []


def test_what_is_there_to_choose_is_what_was_set_and_holds_a_number(cast: Cast) -> None:
    for sheet in (MOOD, "journal_prompt", MOOD, THOUGHTS):
        builders.assignment(cast.alma, cast.ben, worksheet=sheet)
    view = series(cast.alma, cast.ben.client_id or "")
    assert ([each.id for each in view.sheets], view.series) == ([THOUGHTS, MOOD], [])
    for sheet in ("journal_prompt", "nothing", SLEEP):
        with pytest.raises(NotFound):
            series(cast.alma, cast.ben.client_id or "", sheet)


def test_a_look_is_on_record_once_a_sitting_and_a_page_that_lay_open_looks_at_nothing(cast: Cast) -> None:
    for looks in (False, True, True):
        series(cast.alma, cast.ben.client_id or "", looks=looks)
    looked = [row for row in builders.rows(AuditRecord) if (row.act, row.kind) == (Act.READ.value, "series")]
    assert len(looked) == 1


def test_a_finished_client_is_drawn_as_before(cast: Cast) -> None:
    give(cast, EXPOSURE, {"likelihood": "90"})
    opened(cast)
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    assert staff(cast, EXPOSURE).lines


def test_a_part_is_a_year_or_so_many_and_one_looks_on_from_its_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_series, "MOST", 3)
    for day in (1, 2, 2, 9, 10):
        with clock.stopped_at(on(day)):
            give(cast, EXPOSURE, {"likelihood": str(day)})
    with clock.stopped_at(on(1) + timedelta(days=500)):
        give(cast, EXPOSURE, {"likelihood": "50"})
        opened(cast)
        parts: dict[Callable[..., SeriesView], list[list[str]]] = {staff: [], his: []}
        for look, found in parts.items():
            before = ""
            while True:
                view = look(cast, EXPOSURE, before)
                found.append([cells[0] for _, *cells in told(view)])
                assert view.turned == bool(before)
                before = view.earlier
                if not before:
                    break
    assert list(parts.values()) == [[["50"], ["9", "10"], ["2", "2", "1"][::-1]]] * 2


def test_of_one_day_alone_the_newest_are_drawn(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_series, "MOST", 2)
    with clock.stopped_at(NOON):
        fill(cast, MOOD, {f"rows.r{number}.mood": str(number) for number in range(1, 6)})
        view = his(cast, MOOD)
    assert ([cells for _, *cells in told(view)], view.earlier) == ([["4"], ["5"]], "")


@pytest.mark.parametrize("mark", ["soon", "0001-01-01", "9999-12-31", "2040-02-30", "2199-12-31"])
def test_a_mark_that_is_none_changes_nothing_and_breaks_nothing(cast: Cast, mark: str) -> None:
    give(cast, EXPOSURE, {"likelihood": "90"})
    opened(cast)
    for view in (staff(cast, EXPOSURE, mark), his(cast, EXPOSURE, mark)):
        assert len(told(view)) == 1


def test_of_five_thousand_sheets_a_part_is_asked_for_in_six_questions(each_cast: Cast) -> None:
    work = many_sheets.write(each_cast.alma, each_cast.ben, 5000)
    client_id = each_cast.ben.client_id or ""
    looks: list[Callable[[], SeriesView | ClientSeriesView]] = [
        lambda: series(each_cast.alma, client_id),
        lambda: series(each_cast.alma, client_id, EXPOSURE),
        lambda: series(each_cast.alma, client_id, THOUGHTS, "2020-01-01"),
        lambda: own_series.own(each_cast.ben, work[EXPOSURE]),
        lambda: own_series.own(each_cast.ben, work[THOUGHTS], "2020-01-01"),
    ]
    for look in looks:
        look()
        with counted() as sent:
            look()
        assert len(sent) <= 6, sent
    view = staff(each_cast, EXPOSURE)
    assert view.lines == his(each_cast, EXPOSURE).lines
    assert 150 < len(told(view)) <= 200
    assert view.earlier
