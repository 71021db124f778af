"""What makes an acceptable password, and what it costs to guess one."""

import pytest

from betterjournal.accounts import passwords
from betterjournal.errors import Invalid


def test_the_real_parameters_are_argon2id_above_the_floor() -> None:
    _, kind, _, costs, _, _ = passwords.hashing.hash("a lantern for the long road").split("$")
    memory, rounds, _ = (int(part.split("=")[1]) for part in costs.split(","))
    assert kind == "argon2id"
    assert memory >= 19 * 1024
    assert rounds >= 2


@pytest.mark.parametrize(
    ("password", "alone", "key"),
    [
        ("fourteen chars", True, "password_short"),
        ("seven77", False, "password_short"),
        ("p" * 257, True, "password_long"),
        ("password1", False, "password_common"),
        ("a" * 30, True, "password_common"),
        ("Rundle Psychology", True, "password_context"),
        ("betterjournal 123", True, "password_context"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, alone: bool, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.accept(password, alone=alone, context=("Rundle Psychology", "ben@demo.test"))
    assert refused.value.key == f"problem.{key}"


@pytest.mark.parametrize(
    "password",
    [
        "four quiet birds over water",
        "pack my box with five dozen jugs " * 4,
        "ünïcödé wörds älso fît",
        "correct!horse#battery",
        "静かな夜に書くノートです今日も明日",
    ],
)
def test_long_ones_of_any_kind_are_welcome(password: str) -> None:
    assert passwords.accept(password, alone=True)


def test_no_stored_password_takes_as_long_and_says_no(quick_hashes: None) -> None:
    assert passwords.matches("nobody has this password", "") == (False, None)
