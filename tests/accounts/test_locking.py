"""Locked, not signed out: when, who unlocks it and how often they may try; and no time of a client's is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest

from betterjournal import access, audit, clock, database, live
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, idling, locking, passkeys, passwords, proving, queries, sessions
from betterjournal.accounts.models import Person, SignInSession
from betterjournal.accounts.proving import Proof
from betterjournal.audit import AuditRecord
from betterjournal.errors import Invalid, NotFound, Problem, Refused, SignedOut
from betterjournal.settings import Settings
from tests.authenticator import Authenticator
from tests.builders import rows
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")
PIN = "602718"


def holder(cast: Cast, name: str) -> Actor:
    """Whoever holds that cookie, locked or not."""
    actor = sessions.holder(cast.tokens[name], act=False)
    assert actor is not None
    return actor


def shut(cast: Cast, name: str) -> Actor:
    """A locked session's holder."""
    locking.lock(cast.everybody()[name])
    actor = holder(cast, name)
    assert actor.locked
    return actor


def refusal(actor: Actor, secret: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(Problem) as refused:
        locking.unlock(actor, secret)
    return refused.value.key, refused.value.values


def set_pin(actor: Actor) -> None:
    proving.prove(actor, Proof(PASSPHRASE))
    locking.set_pin(actor, PIN)


def row_of(actor: Actor) -> SignInSession:
    with database.reading() as session:
        return session.get_one(SignInSession, actor.session_id)


def sign_in_on_a_shared_computer(email: str) -> str:
    signed_in = actions.sign_in(HOME, email, PASSPHRASE, shared=True)
    assert signed_in.seconds == 0
    return signed_in.token


def test_staff_lock_after_an_hour_without_an_act_and_not_after_an_appointment(cast: Cast) -> None:
    began = clock.now()
    with clock.stopped_at(began + timedelta(minutes=50)):
        assert sessions.resolve(cast.tokens["alma"], act=False) is not None
    with clock.stopped_at(began + timedelta(minutes=61)):
        assert sessions.resolve(cast.tokens["alma"], act=True) is None
        assert holder(cast, "alma").locked
        # Locked is not ended, and an act does not open it.
        assert row_of(cast.alma).ended_at is None
        assert sessions.resolve(cast.tokens["alma"], act=True) is None


def test_each_act_begins_the_hour_again(cast: Cast) -> None:
    began = clock.now()
    for minutes in (50, 100, 150):
        with clock.stopped_at(began + timedelta(minutes=minutes)):
            assert sessions.resolve(cast.tokens["alma"], act=True) is not None
    with clock.stopped_at(began + timedelta(minutes=211)):
        assert sessions.resolve(cast.tokens["alma"], act=True) is None


def test_a_client_on_their_own_phone_is_not_locked_by_the_clock(cast: Cast) -> None:
    with clock.stopped_at(clock.now() + timedelta(hours=20)):
        assert sessions.resolve(cast.tokens["ben"], act=True) is not None


@pytest.mark.parametrize("email", ["ben@demo.test", "eve@demo.test"])
def test_a_shared_computer_locks_after_a_quarter_of_an_hour(cast: Cast, email: str) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        token = sign_in_on_a_shared_computer(email)
        if email.startswith("eve"):
            with database.writing() as session:
                held = sessions.holder(token, act=False)
                assert held is not None
                session.get_one(SignInSession, held.session_id).passed_factor_at = began
    for minutes in (14, 28):
        with clock.stopped_at(began + timedelta(minutes=minutes)):
            assert sessions.resolve(token, act=True) is not None
    with clock.stopped_at(began + timedelta(minutes=44)):
        assert sessions.resolve(token, act=True) is None
        assert sessions.holder(token, act=True) is not None


def test_a_process_that_knows_nothing_of_a_shared_session_locks_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign_in_on_a_shared_computer("ben@demo.test")
    assert sessions.resolve(token, act=False) is not None
    monkeypatch.setattr(idling, "_acted", {})
    assert sessions.resolve(token, act=False) is None


def test_the_other_processes_are_told_of_an_act_at_most_once_a_minute(cast: Cast) -> None:
    heard: list[str] = []

    def hear(topics: live.Topics) -> None:
        heard.extend(topic for topic in topics if topic.startswith(idling.TOPIC))

    began = clock.now()
    with clock.stopped_at(began):
        token = sign_in_on_a_shared_computer("ben@demo.test")
    live.listen(hear)
    try:
        for seconds in (10, 40, 70, 90):
            with clock.stopped_at(began + timedelta(seconds=seconds)):
                assert sessions.resolve(token, act=True) is not None
    finally:
        live.forget(hear)
    assert len(heard) == 1


def test_of_a_clients_lock_the_day_is_kept_and_only_while_it_lasts(cast: Cast) -> None:
    token = sign_in_on_a_shared_computer("ben@demo.test")
    actor = sessions.resolve(token, act=True)
    assert actor is not None
    records = len(rows(AuditRecord))
    locking.lock(actor, hiding=True)
    locked = row_of(actor)
    assert type(locked.locked_on) is date
    assert {locked.acted_at.time(), locked.created_at.time()} == {time(0)}
    assert locked.ends_at - datetime.combine(locked.created_at.date(), time(0), UTC) == sessions.SHARED_LONGEST
    held = sessions.holder(token, act=False)
    assert held is not None
    locking.unlock(held, PASSPHRASE)
    assert row_of(actor).locked_on is None
    assert row_of(actor).acted_at.time() == time(0)
    assert len(rows(AuditRecord)) == records


def test_a_locked_session_is_let_to_nothing_of_its_person(cast: Cast) -> None:
    held = shut(cast, "ben")
    assert held.client_id is None
    for ask in (queries.account, queries.me, lambda a: actions.choose_language(a, "fr")):
        with pytest.raises(NotFound):
            ask(held)
    alma = shut(cast, "alma")
    with pytest.raises(NotFound), database.reading() as session:
        access.client(session, alma, cast.ben.client_id or "")


def test_locking_tells_every_page_of_that_session_and_no_other(cast: Cast) -> None:
    heard: list[live.Topics] = []
    live.listen(heard.append)
    try:
        locking.unlock(shut(cast, "ben"), PASSPHRASE)
    finally:
        live.forget(heard.append)
    assert heard == [frozenset({f"lock:{cast.ben.session_id}"})] * 2


def test_a_pin_unlocks_and_the_password_does_too(cast: Cast) -> None:
    set_pin(cast.alma)
    for secret in (PIN, PASSPHRASE):
        locking.unlock(shut(cast, "alma"), secret)
        assert sessions.resolve(cast.tokens["alma"], act=False) is not None
    assert [row.act for row in rows(AuditRecord)][-2:] == ["session.unlocked"] * 2


def test_a_pin_is_set_by_who_has_just_proved_who_they_are_and_a_lock_ends_that(cast: Cast) -> None:
    with pytest.raises(Refused, match="prove_first"):
        locking.set_pin(cast.alma, PIN)
    proving.prove(cast.alma, Proof(PASSPHRASE))
    locking.unlock(shut(cast, "alma"), PASSPHRASE)
    with pytest.raises(Refused, match="prove_first"):
        locking.set_pin(cast.alma, PIN)


def test_somebody_elses_pin_opens_nothing(cast: Cast) -> None:
    set_pin(cast.cora)
    assert refusal(shut(cast, "alma"), PIN) == ("problem.unlock", {"left": "4"})


def test_a_wrong_pin_is_the_same_answer_whether_or_not_there_is_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_pin(cast.cora)
    hashed: list[str] = []
    real = locking.passwords.hashing.verify

    def count(secret: str, stored: str) -> bool:
        hashed.append(secret)
        return bool(real(secret, stored))

    monkeypatch.setattr(locking.passwords.hashing, "verify", count)
    monkeypatch.setattr(locking.passwords.hashing, "verify_and_update", lambda s, h: (count(s, h), None))
    said = [refusal(shut(cast, name), "159260") for name in ("alma", "cora")]
    assert said[0] == said[1]
    assert len(hashed) == 2


def test_five_wrong_tries_end_that_session_and_no_other(cast: Cast) -> None:
    set_pin(cast.alma)
    other = actions.sign_in(HOME, "alma@demo.test", PASSPHRASE).token
    held = shut(cast, "alma")
    said = [refusal(held, "159260") for _ in range(5)]
    assert [values.get("left") for _, values in said] == ["4", "3", "2", "1", None]
    assert said[-1][0] == "problem.unlock_ended"
    with pytest.raises(SignedOut):
        locking.unlock(held, PIN)
    assert sessions.holder(cast.tokens["alma"], act=False) is None
    assert sessions.resolve(other, act=False) is not None
    assert [row.act for row in rows(AuditRecord)].count("session.unlock_refused") == 5


def test_unlocking_forgets_the_wrong_tries(cast: Cast) -> None:
    for _ in range(3):
        held = shut(cast, "alma")
        for _ in range(4):
            refusal(held, "159260")
        locking.unlock(held, PASSPHRASE)
    assert row_of(cast.alma).wrong_tries == 0


def test_any_number_of_tries_at_once_are_five(each_cast: Cast) -> None:
    actions.choose_language(each_cast.alma, "en")
    held = shut(each_cast, "alma")

    def attempt(number: int) -> str:
        return refusal(held, f"15926{number % 10}")[0]

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(attempt, range(24)))
    assert said.count("problem.unlock") == 4
    assert said.count("problem.unlock_ended") == 20
    assert row_of(each_cast.alma).wrong_tries == 5


@pytest.mark.parametrize("pin", ["111111", "123456", "654321", "901234", "121212", "123123", "112211", "000000"])
def test_a_pin_that_anybody_would_try_first_is_refused(pin: str) -> None:
    with pytest.raises(Invalid, match="pin_easy"):
        locking.acceptable(pin)


@pytest.mark.parametrize("pin", ["", "60271", "6027180", "60271a", " 602718", "٦٠٢٧١٨", "602718\n"])
def test_a_pin_is_six_digits(pin: str) -> None:
    with pytest.raises(Invalid, match=r"problem\.pin$"):
        locking.acceptable(pin)
    assert locking.acceptable(PIN) == PIN


def test_a_pin_is_stored_hashed_and_signs_nobody_in(cast: Cast) -> None:
    set_pin(cast.ben)
    assert PIN not in " ".join(str(each.model_dump()) for each in rows(Person))
    with database.reading() as session:
        stored = session.get_one(Person, cast.ben.person_id).pin_hash
    # Keyed before it was hashed, else a stolen database tells a PIN within a day.
    assert not passwords.matches(PIN, stored)[0]
    with pytest.raises(Invalid):
        actions.sign_in(HOME, "ben@demo.test", PIN)


def test_ones_own_passkey_unlocks_and_anothers_does_not(cast: Cast) -> None:
    keys = {}
    for name in ("alma", "cora"):
        actor, key = cast.everybody()[name], Authenticator()
        proving.prove(actor, Proof(PASSPHRASE))
        asked = passkeys.offer(actor)
        passkeys.add(actor, asked.ceremony, key.make(asked.options))
        keys[name] = key
    held = shut(cast, "alma")
    asked = locking.ask_passkey(held)
    with pytest.raises(Invalid):
        locking.unlock_with_passkey(held, asked.ceremony, keys["cora"].use(asked.options))
    for_another = locking.ask_passkey(cast.cora)
    with pytest.raises(Invalid):
        locking.unlock_with_passkey(held, for_another.ceremony, keys["alma"].use(for_another.options))
    assert holder(cast, "alma").locked
    locking.unlock_with_passkey(held, asked.ceremony, keys["alma"].use(asked.options))
    assert not holder(cast, "alma").locked
    locking.lock(cast.alma)
    with pytest.raises(Invalid):
        locking.unlock_with_passkey(held, asked.ceremony, keys["alma"].use(asked.options))


def test_a_locked_session_still_ends_by_age(cast: Cast) -> None:
    began, held = clock.now(), shut(cast, "alma")
    with clock.stopped_at(began + timedelta(hours=12, seconds=5)):
        assert sessions.holder(cast.tokens["alma"], act=False) is None
    with clock.stopped_at(began + timedelta(hours=11)):
        locking.unlock(held, PASSPHRASE)
        assert sessions.resolve(cast.tokens["alma"], act=False) is not None


def test_the_second_factor_leaves_the_computer_shared(cast: Cast) -> None:
    token = sign_in_on_a_shared_computer("cora@demo.test")
    half = sessions.resolve(token, act=True)
    assert half is not None
    with pytest.raises(Refused):
        locking.lock(half)
    asked = passkeys.offer(half)
    whole = passkeys.add(half, asked.ceremony, Authenticator().make(asked.options))
    assert whole is not None
    assert whole.seconds == 0
    actor = sessions.resolve(whole.token, act=False)
    assert actor is not None
    assert actor.shared


def test_a_client_chooses_when_their_page_locks(cast: Cast) -> None:
    assert locking.settings(cast.ben).lock_after == "2"
    for chosen, seconds in (("at_once", 0), ("2", 120), ("15", 900), ("never", -1)):
        locking.choose_delay(cast.ben, chosen)
        assert locking.settings(cast.ben).lock_after == chosen
        assert idling.hidden_seconds(False, chosen) == seconds
    with pytest.raises(Invalid):
        locking.choose_delay(cast.ben, "7")
    assert idling.hidden_seconds(True, "2") == -1


def test_what_was_offered_and_answered_is_not_offered_again(cast: Cast) -> None:
    offered = locking.settings(cast.ben)
    assert (offered.offer_pin, offered.offer_hide) == (True, True)
    assert not locking.settings(cast.alma).offer_hide
    locking.decline_pin(cast.ben)
    locking.lock(cast.ben, hiding=True)
    locking.unlock(holder(cast, "ben"), PASSPHRASE)
    asked = locking.settings(cast.ben)
    assert (asked.offer_pin, asked.offer_hide) == (False, False)
    set_pin(cast.alma)
    assert not locking.settings(cast.alma).offer_pin


def test_the_record_of_locks_is_a_chain_still(house: Settings, cast: Cast) -> None:
    refusal(shut(cast, "ben"), "159260")
    refusal(shut(cast, "alma"), "159260")
    refused = {row.role: row.at for row in rows(AuditRecord) if row.act == "session.unlock_refused"}
    assert refused["client"].time() == time(0)
    assert refused["clinician"].time() != time(0)
    with database.reading() as session:
        assert audit.verify(session)[1] == ""
