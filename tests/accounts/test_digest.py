"""The morning mail: off until chosen, the same every working day whatever came, once, and to nobody else."""

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date, datetime, timedelta

import pytest

from betterjournal import clock, database, mail, settings, vault
from betterjournal.access import Actor
from betterjournal.accounts import digest, queries
from betterjournal.accounts.models import Person, Practice
from betterjournal.operations import landing
from betterjournal.settings import Settings
from betterjournal.web import letters
from tests import builders
from tests.at_once import both, meeting
from tests.cast import ZONE, Cast
from tests.outbox import Outbox, listening

ALMA, CORA = "alma@demo.test", "cora@demo.test"
# Monday of a week without a change of the clock.
MONDAY = date(2027, 5, 3)
SENT: list[Future[bool]] = []


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch, each_cast: Cast) -> Iterator[Outbox]:
    with listening() as (kept, port):
        wishes = Settings(smtp_url=f"smtp://127.0.0.1:{port}")
        monkeypatch.setattr(settings, "load", lambda: wishes)
        monkeypatch.setattr(mail, "PAUSES", (0.0, 0.0))
        monkeypatch.setattr(mail, "post", lambda *given, post=mail.post: SENT.append(post(*given)))
        yield kept
    SENT.clear()


def turn(at: datetime) -> None:
    """One look of one worker; returns when what it sent has arrived."""
    with clock.stopped_at(at):
        landing.send_digest(letters.digest)
    arrived()


def arrived() -> None:
    assert all(sent.result(20) for sent in SENT)


def at(day: date, hour: int = 6, minute: int = 0) -> datetime:
    return clock.at(day, hour, minute, ZONE)


def chosen(who: Actor, *, wanted: bool = True) -> None:
    with clock.stopped_at(at(MONDAY - timedelta(days=9), 15)):
        digest.choose(who, wanted=wanted)


def change(who: Actor, **columns: object) -> None:
    with database.writing() as session:
        person = session.get_one(Person, who.person_id)
        for column, value in columns.items():
            setattr(person, column, value)
        session.add(person)


def test_nobody_gets_it_who_did_not_choose_it(each_cast: Cast, outbox: Outbox) -> None:
    assert not queries.account(each_cast.alma).digest
    turn(at(MONDAY))
    assert outbox.mails == []


def test_it_comes_each_working_day_at_six_and_is_one_sentence(each_cast: Cast, outbox: Outbox) -> None:
    chosen(each_cast.alma)
    assert queries.account(each_cast.alma).digest
    days = [MONDAY + timedelta(days=number) for number in range(14)]
    came = []
    for day in days:
        for hour, minute in ((0, 0), (5, 59), (6, 0), (6, 1), (11, 59), (12, 0), (23, 59)):
            turn(at(day, hour, minute))
            came += [(day, hour, minute)] * (len(outbox.mails) - len(came))
    assert came == [(day, 6, 0) for day in days if day.weekday() < 5]
    said = {(each["Subject"], *each.get_content().splitlines()) for each in outbox.to(ALMA)}
    text = "If there is anything to read today, it is on your page."
    assert said == {("Good morning", text, "", "http://localhost:8000/clients")}
    assert outbox.recipients == [[ALMA]] * 10


def test_it_is_the_same_to_the_byte_whether_or_not_anything_came(each_cast: Cast, outbox: Outbox) -> None:
    """Its day, its number and its border are all that differs, and those of any two mails do."""
    chosen(each_cast.alma)
    turn(at(MONDAY))
    builders.appointment(each_cast.alma, each_cast.ben, at(MONDAY + timedelta(days=1), 10))
    with clock.stopped_at(at(MONDAY, 20)):
        builders.shared(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben))
    turn(at(MONDAY + timedelta(days=1)))
    one, other = outbox.to(ALMA)
    for each in (one, other):
        del each["Date"], each["Message-ID"]
    assert one.as_bytes() == other.as_bytes()
    assert len(one.as_bytes()) > 200


def test_everybody_reads_it_in_their_language_at_the_same_turn(each_cast: Cast, outbox: Outbox) -> None:
    for who in (each_cast.alma, each_cast.cora):
        chosen(who)
    change(each_cast.cora, language="fr")
    turn(at(MONDAY))
    assert [len(outbox.to(address)) for address in (ALMA, CORA)] == [1, 1]
    assert "c'est sur votre page." in outbox.to(CORA)[0].get_content()


@pytest.mark.parametrize("columns", [{"disabled_at": clock.now()}, {"is_clinician": False}, {"digest": False}])
def test_who_is_disabled_is_no_clinician_any_more_or_wants_none_gets_none(
    each_cast: Cast, outbox: Outbox, columns: dict[str, object]
) -> None:
    chosen(each_cast.alma)
    change(each_cast.alma, **columns)
    turn(at(MONDAY))
    assert outbox.mails == []


def test_two_workers_send_it_once_and_a_restart_not_again(
    each_cast: Cast, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in (each_cast.alma, each_cast.cora):
        chosen(who)
    meeting(monkeypatch)(digest, "_is_any")
    with clock.stopped_at(at(MONDAY)):
        assert both(*[lambda: digest.send_due(letters.digest)] * 2) == [True, True]
    arrived()
    for minutes in range(5):
        turn(at(MONDAY, 6, minutes))
    assert [len(outbox.to(address)) for address in (ALMA, CORA)] == [1, 1]


@pytest.mark.parametrize("zone", [ZONE, "America/Toronto", "America/St_Johns"])
@pytest.mark.parametrize("first", [date(2026, 3, 6), date(2026, 10, 30)])
def test_across_each_change_of_the_clock_it_comes_once_a_day(
    each_cast: Cast, outbox: Outbox, first: date, zone: str
) -> None:
    with database.writing() as session:
        practice = session.get_one(Practice, 1)
        practice.time_zone = zone
        session.add(practice)
    change(each_cast.alma, digest=True)
    start = clock.at(first, 0, 0, zone)
    for quarter in range(4 * 24 * 4):
        turn(start + timedelta(minutes=15 * quarter))
    # Friday and Monday.
    assert len(outbox.to(ALMA)) == 2


def test_a_server_that_was_down_sends_it_late_and_not_in_the_afternoon(each_cast: Cast, outbox: Outbox) -> None:
    chosen(each_cast.alma)
    turn(at(MONDAY, 9, 30))
    assert len(outbox.mails) == 1
    turn(at(MONDAY + timedelta(days=1), 14))
    assert len(outbox.mails) == 1


def test_who_chooses_it_in_the_morning_waits_for_the_next(each_cast: Cast, outbox: Outbox) -> None:
    with clock.stopped_at(at(MONDAY, 9)):
        digest.choose(each_cast.alma, wanted=True)
    turn(at(MONDAY, 9, 1))
    assert outbox.mails == []
    turn(at(MONDAY + timedelta(days=1)))
    assert len(outbox.mails) == 1


def test_an_address_that_cannot_be_read_keeps_it_from_nobody_else(
    each_cast: Cast, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in (each_cast.alma, each_cast.cora):
        chosen(who)
    first, real = min(each_cast.alma.person_id, each_cast.cora.person_id), vault.get

    def get(row: Person, name: str) -> str:
        if row.id == first:
            raise ValueError
        return str(real(row, name))

    monkeypatch.setattr(vault, "get", get)
    turn(at(MONDAY))
    turn(at(MONDAY, 6, 1))
    assert len(outbox.mails) == 1


def test_without_a_mail_server_nobody_is_told_it_was_sent(each_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen(each_cast.alma)
    monkeypatch.setattr(settings, "load", lambda: Settings(smtp_url=""))
    assert not queries.account(each_cast.alma).mails
    turn(at(MONDAY))
    assert all(row.digest_on != MONDAY for row in builders.rows(Person))
