"""What an owner, a guesser and a joker try with accounts."""

from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Visitor
from betterjournal.accounts import actions, people, record
from betterjournal.entries import actions as entries
from betterjournal.errors import Invalid
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import Cast


def _opened_by_alma(cast: Cast, how_many: int) -> list[str]:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    for sent in [builders.assignment(cast.alma, cast.ben) for _ in range(3)][:how_many]:
        builders.shared(cast.ben, sent)
    timeline(cast.alma, cast.ben.client_id or "")
    return [line.act for line in record.record(cast.eve).lines]


def test_the_owner_cannot_count_what_was_shared(each_cast: Cast) -> None:
    acts = _opened_by_alma(each_cast, 3)
    assert acts.count("entry.opened") == 1
    assert acts.count("assignment.sent") == 3


def test_the_owner_sees_no_number_whose_gaps_count_what_clients_do(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "PAGE_SIZE", 2)
    _opened_by_alma(cast, 2)
    page = record.record(cast.eve)
    assert not any(line.id.isdecimal() for line in page.lines)
    assert page.older
    assert not page.older.isdecimal()
    seen = [line.id for line in page.lines]
    while page.older:
        page = record.record(cast.eve, page.older)
        seen += [line.id for line in page.lines]
    assert len(seen) == len(set(seen)) == 4
    assert record.record(cast.eve, "7").lines == record.record(cast.eve, "").lines


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
