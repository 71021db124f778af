"""What an owner, a guesser and a joker try with accounts."""

from datetime import time, timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Visitor
from betterjournal.accounts import actions, people, record, record_pages, throttle
from betterjournal.accounts.models import Throttle
from betterjournal.entries import actions as entries
from betterjournal.errors import Invalid, Refused
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import PASSPHRASE, Cast


def _opened_by_alma(cast: Cast, how_many: int) -> list[str]:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    for sent in [builders.assignment(cast.alma, cast.ben) for _ in range(3)][:how_many]:
        builders.shared(cast.ben, sent)
    timeline(cast.alma, cast.ben.client_id or "")
    return [line.act for line in record.record(cast.eve).lines]


def test_the_owner_cannot_count_what_was_shared(each_cast: Cast) -> None:
    acts = _opened_by_alma(each_cast, 3)
    assert (acts.count("entry.opened"), acts.count("client.read")) == (1, 1)
    assert acts.count("assignment.sent") == 3


def test_the_owner_sees_no_number_whose_gaps_count_what_clients_do(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_pages, "PAGE_SIZE", 2)
    _opened_by_alma(cast, 2)
    page = record.record(cast.eve)
    assert [line.id for line in page.lines] == ["0", "1"]
    assert not page.older.isdecimal()
    seen = [(line.at, line.act) for line in page.lines]
    while page.older:
        page = record.record(cast.eve, mark=page.older)
        seen += [(line.at, line.act) for line in page.lines]
    assert [act for _, act in seen] == ["record.read", "entry.opened", "client.read", *["assignment.sent"] * 3]
    first = record.record(cast.eve, mark="7")
    assert first.lines == record.record(cast.eve).lines


def test_a_password_no_hasher_takes_is_only_wrong(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    for email in ("ben@demo.test", "nobody@demo.test"):
        with pytest.raises(Invalid) as refused:
            actions.sign_in(Visitor("203.0.113.9"), email, "x" * 5000)
        assert refused.value.key == "problem.sign_in"


@pytest.mark.parametrize("name", ["Ben\x00", "Ben\x1b[2J", "neB\u202e", "\ud800Ben"])
def test_a_name_holds_nothing_unseen(name: str) -> None:
    with pytest.raises(Invalid):
        people.named(name)


def test_names_of_every_language_are_names() -> None:
    for name in ("Zoë  O’Neil", "علی\u200cرضا", "李小龍", "Nguyễn Thị"):
        assert people.named(name)


def test_a_blank_page_begun_twice_is_one(cast: Cast) -> None:
    assert entries.new_page(cast.ben) == entries.new_page(cast.ben)


def _fail(email: str, address: str, times: int) -> None:
    for _ in range(times):
        throttle.failed(people.index(email), address)


def test_strangers_do_not_keep_out_who_came_in_from_here_before(each_cast: Cast) -> None:
    """Neither by guessing at the account from everywhere nor by failing behind the same address."""
    actions.sign_in(Visitor("198.51.100.7"), "ben@demo.test", PASSPHRASE)
    for n in range(40):
        _fail("ben@demo.test", f"203.0.113.{n}", 1)
    for n in range(60):
        _fail(f"nobody{n}@demo.test", "198.51.100.7", 1)
    assert actions.sign_in(Visitor("198.51.100.7"), "ben@demo.test", PASSPHRASE)
    with pytest.raises(Refused):
        actions.sign_in(Visitor("203.0.113.77"), "ben@demo.test", PASSPHRASE)
    with pytest.raises(Refused):
        actions.sign_in(Visitor("198.51.100.7"), "dan@demo.test", PASSPHRASE)


def test_to_have_come_in_from_here_gives_no_more_guesses(cast: Cast) -> None:
    actions.sign_in(Visitor("198.51.100.7"), "ben@demo.test", PASSPHRASE)
    _fail("ben@demo.test", "198.51.100.7", 5)
    with pytest.raises(Refused):
        actions.sign_in(Visitor("198.51.100.7"), "ben@demo.test", PASSPHRASE)
    with clock.stopped_at(clock.now() + throttle.KNOWN_FOR + timedelta(days=1)):
        _fail("nobody@demo.test", "198.51.100.7", 60)
        with pytest.raises(Refused):
            actions.sign_in(Visitor("198.51.100.7"), "ben@demo.test", PASSPHRASE)


def test_where_somebody_came_in_from_is_kept_to_the_day(cast: Cast) -> None:
    actions.sign_in(Visitor("198.51.100.7"), "ben@demo.test", PASSPHRASE)
    assert {row.last_at.time() for row in builders.rows(Throttle)} == {time(0)}


def test_a_network_of_addresses_guesses_as_one() -> None:
    assert throttle.neighbours("2001:db8:1:2:aaaa::1") == throttle.neighbours("2001:db8:1:2::beef")
    assert throttle.neighbours("2001:db8:1:3::1") != throttle.neighbours("2001:db8:1:2::1")
    assert throttle.neighbours("::ffff:198.51.100.7") == throttle.neighbours("198.51.100.7") == "198.51.100.7"
    assert throttle.neighbours("") == ""


def test_guesses_of_before_yesterday_are_forgotten_and_where_somebody_came_in_is_not(cast: Cast) -> None:
    throttle.failed("ben", "203.0.113.9")
    throttle.passed("ben", "198.51.100.7")
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        throttle.forget()
    assert [row.failures for row in builders.rows(Throttle)] == [0]
    with clock.stopped_at(clock.now() + timedelta(days=92)):
        throttle.forget()
    assert builders.rows(Throttle) == []
