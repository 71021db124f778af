"""Nobody learns from an answer or its time who has an account: medians of many tries, taken in turns (SEC-08)."""

import statistics
import time
from collections.abc import Callable
from threading import Event

import pytest

from betterjournal import clock, database, mail
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, passwords, people, returning
from betterjournal.accounts.models import Person
from betterjournal.errors import Problem
from tests.builders import passkey
from tests.cast import Cast

REAL = passwords.hashing
# Loose, since the machine is busy with others; without the pretended hash an unknown account is ten times faster.
NOISE = 3.0


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Dan is disabled, Ben has only a passkey, Alma's password is another."""
    passkey(cast.ben)
    _set(cast.ben, password_hash="", way_back=people.BY_MAIL)
    _set(cast.dan, disabled_at=clock.now())
    return cast


@pytest.fixture
def really_hashed(town: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """With the parameters that are served."""
    monkeypatch.setattr(passwords, "hashing", REAL)
    passwords._nobody.cache_clear()
    passwords._nobody()
    for actor in (town.alma, town.dan):
        _set(actor, password_hash=passwords.hashed("what nobody types here"))
    return town


def _set(who: Actor, **columns: object) -> None:
    with database.writing() as session:
        person = session.get_one(Person, who.person_id)
        for column, value in columns.items():
            setattr(person, column, value)
        session.add(person)


def _medians(call: Callable[[Visitor, str], object], emails: dict[str, str], times: int) -> tuple[dict, set]:
    """In milliseconds by kind, and everything that was said; each try from another address, so that nobody waits."""
    took: dict[str, list[float]] = {kind: [] for kind in emails}
    said = set()
    for n in range(times):
        for at, (kind, email) in enumerate(emails.items()):
            began = time.perf_counter()
            try:
                said.add(str(call(Visitor(f"203.0.{at}.{n}"), email)))
            except Problem as problem:
                said.add((type(problem), problem.key, str(problem.values)))
            took[kind].append((time.perf_counter() - began) * 1000)
    found = {kind: statistics.median(each) for kind, each in took.items()}
    print({kind: round(each, 2) for kind, each in found.items()})
    return found, said


def _sign_in(visitor: Visitor, email: str) -> object:
    return actions.sign_in(visitor, email, "not the password")


SIGN_INS = {
    "unknown": "nobody@demo.test",
    "wrong password": "alma@demo.test",
    "disabled": "dan@demo.test",
    "passkey only": "ben@demo.test",
}


def test_signing_in_says_and_takes_the_same_for_everybody(town: Cast) -> None:
    found, said = _medians(_sign_in, SIGN_INS, 15)
    assert len(said) == 1
    assert max(found.values()) < NOISE * min(found.values())


def test_so_it_does_with_the_real_hash(really_hashed: Cast) -> None:
    found, said = _medians(_sign_in, SIGN_INS, 5)
    assert len(said) == 1
    assert max(found.values()) < NOISE * min(found.values())


def test_asking_for_a_link_says_and_takes_the_same_for_everybody(town: Cast) -> None:
    def ask(visitor: Visitor, email: str) -> object:
        return returning.ask_for_link(visitor, email, lambda language, link: ("", ""))

    emails = {"unknown": "nobody@demo.test", "by mail": "ben@demo.test", "no mail": "eve@demo.test"}
    found, said = _medians(ask, {**emails, "disabled": "dan@demo.test"}, 15)
    assert said == {"None"}
    assert max(found.values()) < NOISE * min(found.values())


def test_the_answer_never_waits_to_find_out_whether_a_mail_is_due(town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    answered, found_out = Event(), []
    monkeypatch.setattr(returning, "_mail", lambda *given: found_out.append(answered.wait(5)))
    returning.ask_for_link(Visitor("203.0.113.1"), "ben@demo.test", lambda language, link: ("", ""))
    answered.set()
    mail._writing.submit(lambda: None).result(20)
    assert found_out == [True]
