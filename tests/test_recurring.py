"""One table of recurring jobs: a unit is claimed by one worker, and comes again."""

import threading
from datetime import UTC, datetime, timedelta

from betterjournal import clock, database, recurring
from betterjournal.settings import Settings

NOON = datetime(2026, 11, 2, 19, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def begun(*units: str) -> None:
    with database.writing() as session:
        for unit in units:
            recurring.begin(session, "job", unit, clock.now())


def test_a_unit_is_due_again_after_its_time(each_house: Settings) -> None:
    with clock.stopped_at(NOON):
        begun("one")
        assert recurring.claim("another job") is None
        assert (recurring.claim("job"), recurring.claim("job")) == ("one", None)
        recurring.done("job", "one", QUARTER, well=True)
    with clock.stopped_at(NOON + QUARTER - timedelta(seconds=1)):
        assert recurring.claim("job") is None
    with clock.stopped_at(NOON + QUARTER):
        assert recurring.claim("job") == "one"


def test_two_workers_at_once_never_have_the_same(each_house: Settings) -> None:
    units = [f"unit {at}" for at in range(20)]
    begun(*units)
    claimed: list[str] = []

    def work() -> None:
        misses = 0
        while misses < 20:
            unit = recurring.claim("job")
            misses += unit is None
            claimed.extend([unit] if unit else [])

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(claimed) == sorted(units)


def test_whoever_died_with_one_has_it_no_longer(each_house: Settings) -> None:
    with clock.stopped_at(NOON):
        begun("one")
        assert recurring.claim("job") == "one"
    with clock.stopped_at(NOON + recurring.LEASE):
        assert recurring.claim("job") == "one"


def test_one_that_ended_meanwhile_does_not_come_back(each_house: Settings) -> None:
    begun("one")
    assert recurring.claim("job") == "one"
    with database.writing() as session:
        recurring.end(session, "job", "one")
    recurring.done("job", "one", QUARTER, well=True)
    assert recurring.claim("job") is None


def test_failing_makes_it_seldom_and_never_too_seldom() -> None:
    minutes = [recurring.pause(QUARTER, failures) // timedelta(minutes=1) for failures in range(9)]
    assert minutes == [15, 15, 30, 60, 120, 240, 360, 360, 360]
    assert recurring.pause(timedelta(days=1), 99) == timedelta(days=1)
