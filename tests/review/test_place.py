"""What was shared before an appointment that is over is looked at, carried or let go: one of them, whatever happens."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from betterjournal.review.actions import DECISIONS, SETTLED
from betterjournal.review.place import Facts, place

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
WEEK = timedelta(days=7)
PLACES = {"looked_at", "carried", "let_go"}


def _history(random: Random) -> list[tuple[datetime, bool]]:
    """Some appointments that are over, the oldest first, and whether each was held."""
    return [(START + number * WEEK, random.random() < 0.6) for number in range(random.randint(0, 6))]


def _facts(random: Random, met: list[tuple[datetime, bool]]) -> Facts:
    held = [at for at, was_held in met if was_held]
    missed = [at for at, was_held in met if not was_held]
    is_work = random.random() < 0.7
    return Facts(
        shared_at=START + timedelta(hours=random.randint(-200, 1200)),
        decision=random.choice(("", *(DECISIONS if is_work else SETTLED))),
        withdrawn=is_work and random.random() < 0.2,
        held_at=max(held, default=None),
        missed_at=max(missed, default=None),
    )


@pytest.mark.parametrize("seed", range(400))
def test_what_was_shared_before_one_that_is_over_is_in_one_of_three_places(seed: int) -> None:
    random = Random(seed)
    met = _history(random)
    of = _facts(random, met)
    found = place(of)
    is_over = any(of.shared_at < at for at, _ in met)
    assert found in PLACES or not is_over
    if found == "ahead":
        assert not of.decision
        assert not of.withdrawn
    if found == "carried":
        # Nobody decided anything, and it waits for nothing that is still to come.
        assert is_over
        assert not of.decision
    if found == "let_go":
        assert of.decision == "let_go" or of.withdrawn
    if found == "looked_at":
        assert of.decision
        assert of.decision != "let_go"


@pytest.mark.parametrize("seed", range(100))
def test_an_appointment_that_was_not_held_settles_nothing(seed: int) -> None:
    """It carries what was for it, and changes nothing of what was settled before."""
    random = Random(seed)
    of = _facts(random, _history(random))
    later = Facts(**{**vars(of), "missed_at": START + 9 * WEEK})
    assert place(later) == (place(of) if place(of) != "ahead" else "carried")


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({}, "ahead"),
        ({"held_at": START + WEEK}, "carried"),
        ({"missed_at": START + WEEK}, "carried"),
        ({"held_at": START - WEEK}, "ahead"),
        ({"held_at": START}, "ahead"),
        ({"held_at": START + WEEK, "decision": "keep"}, "looked_at"),
        ({"held_at": START + WEEK, "decision": "let_go"}, "let_go"),
        ({"held_at": START + WEEK, "withdrawn": True}, "let_go"),
        ({"held_at": START + WEEK, "decision": "smaller", "withdrawn": True}, "looked_at"),
        ({"held_at": START + WEEK, "decision": "looked_at"}, "looked_at"),
        ({"missed_at": START + WEEK, "decision": "looked_at"}, "looked_at"),
    ],
)
def test_where_it_is(facts: dict[str, object], where: str) -> None:
    assert place(Facts(**{"shared_at": START, **facts})) == where  # type: ignore[arg-type]
