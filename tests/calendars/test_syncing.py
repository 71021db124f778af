"""Appointments follow the calendar, and nothing that was set or changed by hand does."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from betterjournal.calendars.syncing import Cancel, Forget, Move, Set, Standing, Stretch, Wanted, plan

NOW = datetime(2026, 11, 2, 16, tzinfo=UTC)
UNTIL = NOW + timedelta(weeks=13)
HOUR = timedelta(hours=1)


def wanted(entry: str = "e1", at: datetime = NOW + HOUR, client: str = "ben", minutes: int = 50) -> Wanted:
    return Wanted(entry, client, at, at + timedelta(minutes=minutes))


def standing(entry: str = "e1", at: datetime = NOW + HOUR, *, name: str = "a1", coming: bool = True) -> Standing:
    return Standing(name, entry, "ben", at, at + timedelta(minutes=50), coming)


def steps(wants: list[Wanted], stands: list[Standing]) -> list[object]:
    return list(plan(wants, stands, NOW, UNTIL))


def test_what_stands_is_left_alone() -> None:
    assert steps([wanted()], [standing()]) == []


def test_a_new_one_is_set() -> None:
    assert steps([wanted()], []) == [Set(wanted())]


def test_the_same_time_by_hand_is_adopted() -> None:
    assert steps([wanted()], [standing(entry="")]) == [Set(wanted(), "a1")]


def test_another_time_of_the_same_entry_is_a_move() -> None:
    assert steps([wanted(at=NOW + 5 * HOUR)], [standing()]) == [Move("a1", wanted(at=NOW + 5 * HOUR))]


def test_it_moves_onto_one_that_was_set_by_hand() -> None:
    by_hand = standing(entry="", at=NOW + 5 * HOUR, name="a2")
    assert steps([wanted(at=NOW + 5 * HOUR)], [standing(), by_hand]) == [Move("a1", wanted(at=NOW + 5 * HOUR), "a2")]


def test_another_end_is_no_move() -> None:
    assert steps([wanted(minutes=80)], [standing()]) == [Stretch("a1", wanted(minutes=80))]


def test_what_vanished_is_cancelled() -> None:
    assert steps([], [standing()]) == [Cancel("a1", "e1", "ben")]


def test_nothing_set_by_hand_is_ever_cancelled_or_moved() -> None:
    assert steps([], [standing(entry="")]) == []
    assert steps([wanted(at=NOW + 9 * HOUR)], [standing(entry="")]) == [Set(wanted(at=NOW + 9 * HOUR))]


@pytest.mark.parametrize("at", [NOW - HOUR, NOW])
def test_what_has_begun_is_not_touched(at: datetime) -> None:
    assert steps([], [standing(at=at)]) == [Forget("e1", "ben")]
    assert steps([wanted(at=NOW + 9 * HOUR)], [standing(at=at)]) == [Set(wanted(at=NOW + 9 * HOUR))]
    assert steps([wanted(at=at)], []) == []


def test_what_lies_further_than_was_looked_is_not_touched() -> None:
    assert steps([], [standing(at=UNTIL + HOUR)]) == []
    assert steps([wanted(at=UNTIL + HOUR)], []) == []


def test_what_was_changed_by_hand_stays_as_it_was_changed() -> None:
    """Cancelled or moved here, and the calendar still has it where it was."""
    assert steps([wanted()], [standing(coming=False)]) == []
    assert steps([], [standing(coming=False)]) == [Forget("e1", "ben")]


def test_moved_by_hand_first_and_then_in_the_calendar_is_one() -> None:
    later = NOW + 5 * HOUR
    moved, new = standing(coming=False), standing(entry="", at=later, name="a2")
    assert steps([wanted(at=later)], [moved, new]) == [Set(wanted(at=later), "a2")]


def test_an_entry_with_another_name_at_the_same_time_takes_it_over() -> None:
    """As when a single entry is made a row: nobody is told that anything changed."""
    assert steps([wanted("e2")], [standing()]) == [Forget("e1", "ben"), Set(wanted("e2"), "a1")]


def test_two_that_change_places_are_both_moved() -> None:
    first, second = NOW + HOUR, NOW + 3 * HOUR
    swapped = [wanted("e1", second), wanted("e2", first)]
    found = steps(swapped, [standing("e1", first, name="a1"), standing("e2", second, name="a2")])
    assert found == [Move("a1", swapped[0]), Move("a2", swapped[1])]


def test_two_entries_for_one_time_are_one_appointment() -> None:
    assert steps([wanted("e2"), wanted("e1")], []) == [Set(wanted("e1"))]


def test_another_client_in_the_same_entry_is_another_appointment() -> None:
    found = steps([wanted(client="dan")], [standing()])
    assert found == [Cancel("a1", "e1", "ben"), Set(wanted(client="dan"))]


# What follows plays whole histories, each by its own seed.
Book = dict[str, Standing]


def _follow(book: Book, found: list[object]) -> Book:
    """The appointments after these steps, as `applying` writes them."""
    new = dict(book)
    for step in found:
        if isinstance(step, Set | Move):
            if isinstance(step, Move):
                new[step.appointment_id] = replace(new[step.appointment_id], coming=False, entry="")
            for name, each in new.items():
                if (each.entry, each.client_id) == (step.wanted.entry, step.wanted.client_id):
                    new[name] = replace(each, entry="")
            name, given = step.adopts or f"a{len(new)}", step.wanted
            new[name] = Standing(name, given.entry, given.client_id, given.starts_at, given.ends_at)
        elif isinstance(step, Stretch):
            new[step.appointment_id] = replace(new[step.appointment_id], ends_at=step.wanted.ends_at)
        else:
            for name, each in new.items():
                if each.entry == step.entry and each.client_id == step.client_id:
                    new[name] = replace(each, entry="", coming=each.coming and not isinstance(step, Cancel))
    return new


def _some_calendar(chance: random.Random) -> list[Wanted]:
    entries = chance.sample(range(12), chance.randint(0, 10))
    hours = (chance.choice([-30, -2, 1, 2, 3, 4, 5, 50, 24 * 7 * 14]) for _ in entries)
    minutes = (chance.choice([50, 80]) for _ in entries)
    clients = (chance.choice(["ben", "ben", "gil"]) for _ in entries)
    return [
        wanted(f"e{entry}", NOW + hour * HOUR, client, length)
        for entry, hour, length, client in zip(entries, hours, minutes, clients, strict=True)
    ]


def _by_hand(chance: random.Random, book: Book) -> Book:
    """What somebody does meanwhile: sets one, or says of one that it is not to come."""
    name, at = f"a{len(book)}", NOW + chance.choice([1, 2, 3, 60]) * HOUR
    if not any(each.coming and each.place == ("ben", at) for each in book.values()):
        book = {**book, name: standing("", at, name=name)}
    if chance.random() < 0.3:
        named = chance.choice(sorted(book))
        book = {**book, named: replace(book[named], coming=False)}
    return book


@pytest.mark.parametrize("seed", range(400))
def test_whatever_happens_the_calendar_stands_and_the_rest_is_left_alone(seed: int) -> None:
    chance = random.Random(seed)
    book: Book = {}
    for _ in range(6):
        book = _by_hand(chance, book)
        wants = _some_calendar(chance)
        before, found = book, steps(wants, list(book.values()))
        book = _follow(book, found)
        _check(before, book, wants)


def _check(before: Book, book: Book, wants: list[Wanted]) -> None:
    coming = [each.place for each in book.values() if each.coming and NOW < each.starts_at <= UNTIL]
    assert len(coming) == len(set(coming))
    off = {each.place for each in before.values() if each.entry and not each.coming}
    for each in wants:
        if NOW < each.starts_at <= UNTIL and each.place not in off:
            assert each.place in coming
    for name, was in before.items():
        if not was.entry or was.starts_at <= NOW or not was.coming:
            assert (book[name].starts_at, book[name].coming) == (was.starts_at, was.coming)
    again = steps(wants, list(book.values()))
    assert [step for step in again if not isinstance(step, Forget)] == []
