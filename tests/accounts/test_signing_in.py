"""Signing in, out, and being slowed down."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlmodel import select

from betterjournal import clock, database, live
from betterjournal.access import Visitor
from betterjournal.accounts import actions, passwords, sessions
from betterjournal.accounts.models import Person, SignInSession
from betterjournal.audit import AuditRecord
from betterjournal.errors import Invalid, Refused
from tests.builders import rows
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")
ELSEWHERE = Visitor("198.51.100.7")


def change(name: str, **columns: object) -> None:
    with database.writing() as session:
        for person in session.exec(select(Person)):
            if person.id == name:
                for column, value in columns.items():
                    setattr(person, column, value)
                session.add(person)


def fail(times: int, visitor: Visitor = HOME, email: str = "ben@demo.test") -> None:
    for _ in range(times):
        with pytest.raises(Invalid):
            actions.sign_in(visitor, email, "not the password")


def test_a_client_signs_in_and_goes_to_today(cast: Cast) -> None:
    signed_in = actions.sign_in(HOME, " Ben@Demo.test ", PASSPHRASE)
    assert (signed_in.needs, signed_in.home) == ("", "/today")
    actor = sessions.resolve(signed_in.token, act=True)
    assert actor is not None
    assert actor.client_id == cast.ben.client_id


def test_staff_without_a_second_factor_must_set_one_up(cast: Cast) -> None:
    signed_in = actions.sign_in(HOME, "alma@demo.test", PASSPHRASE)
    actor = sessions.resolve(signed_in.token, act=True)
    assert signed_in.needs == "enrol"
    assert actor is not None
    assert actor.second_factor_needed


def test_each_person_starts_at_their_own_page(cast: Cast) -> None:
    homes = {name: sessions.home(actor) for name, actor in cast.everybody().items()}
    assert homes["alma"] == homes["sol"] == "/clients"
    assert homes["ben"] == "/today"
    assert homes["eve"] == "/practice"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ben@demo.test", "wrong"),
        ("nobody@demo.test", PASSPHRASE),
        ("dan@demo.test", PASSPHRASE),
        ("", ""),
        ("x" * 500, ""),
    ],
)
def test_unknown_wrong_and_disabled_are_one_answer(cast: Cast, email: str, password: str) -> None:
    change(cast.dan.person_id, disabled_at=clock.now())
    with pytest.raises(Invalid) as refused:
        actions.sign_in(HOME, email, password)
    assert (refused.value.field, refused.value.key, refused.value.values) == ("password", "problem.sign_in", {})


def test_a_refused_sign_in_is_on_record_without_the_address_that_was_tried(cast: Cast) -> None:
    fail(1)
    last = rows(AuditRecord)[-1]
    assert (last.act, last.person_id, last.object_id) == ("session.sign_in_refused", "", "")


def test_a_password_is_the_same_however_its_letters_were_composed(cast: Cast) -> None:
    from betterjournal.accounts import passwords

    change(cast.ben.person_id, password_hash=passwords.hashed("une forêt très calme"))
    assert actions.sign_in(HOME, "ben@demo.test", "une fore\u0302t tre\u0300s calme").token


@pytest.mark.parametrize("meanwhile", [{"disabled_at": clock.now()}, {"password_hash": "another"}])
def test_what_changes_while_a_password_is_looked_at_stands(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, meanwhile: dict[str, object]
) -> None:
    look = passwords.matches

    def slow(password: str, stored: str) -> tuple[bool, str | None]:
        found = look(password, stored)
        change(cast.ben.person_id, **meanwhile)
        return found

    monkeypatch.setattr(passwords, "matches", slow)
    before = len(rows(SignInSession))
    with pytest.raises(Invalid):
        actions.sign_in(HOME, "ben@demo.test", PASSPHRASE)
    (ben,) = (each for each in rows(Person) if each.id == cast.ben.person_id)
    assert {name: getattr(ben, name) for name in meanwhile} == meanwhile
    assert len(rows(SignInSession)) == before


def test_a_language_chosen_while_a_password_is_looked_at_stands(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    look = passwords.matches
    monkeypatch.setattr(
        passwords, "matches", lambda *given: (look(*given), change(cast.ben.person_id, language="fr"))[0]
    )
    actions.sign_in(HOME, "ben@demo.test", PASSPHRASE)
    assert [each.language for each in rows(Person) if each.id == cast.ben.person_id] == ["fr"]


def test_a_hash_is_renewed_when_the_parameters_rise(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from betterjournal.accounts import passwords

    before = {p.id: p.password_hash for p in rows(Person)}
    monkeypatch.setattr(passwords, "hashing", passwords.hashing.copy(argon2__rounds=2))
    actions.sign_in(HOME, "ben@demo.test", PASSPHRASE)
    after = {p.id: p.password_hash for p in rows(Person)}
    assert {id for id in before if before[id] != after[id]} == {cast.ben.person_id}


def test_after_five_wrong_tries_the_sixth_waits_even_with_the_right_password(cast: Cast) -> None:
    fail(5)
    with pytest.raises(Refused) as refused:
        actions.sign_in(HOME, "ben@demo.test", PASSPHRASE)
    assert refused.value.key == "problem.wait"
    assert refused.value.values["minutes"] == "1"


def test_an_unknown_account_is_slowed_down_just_the_same(cast: Cast) -> None:
    fail(5, email="nobody@demo.test")
    with pytest.raises(Refused):
        actions.sign_in(HOME, "nobody@demo.test", PASSPHRASE)


def test_a_stranger_elsewhere_locks_nobody_out_for_long(cast: Cast) -> None:
    now = clock.now()
    for minute in range(40):
        with clock.stopped_at(now + timedelta(minutes=20 * minute)):
            fail(1, ELSEWHERE)
    with clock.stopped_at(now + timedelta(minutes=20 * 39, seconds=31)):
        assert actions.sign_in(HOME, "ben@demo.test", PASSPHRASE).token


def test_signing_in_forgets_ones_own_slips(cast: Cast) -> None:
    fail(4)
    actions.sign_in(HOME, "ben@demo.test", PASSPHRASE)
    fail(4)
    assert actions.sign_in(HOME, "ben@demo.test", PASSPHRASE).token


def test_signing_out_ends_the_session_and_says_so_to_its_tabs(cast: Cast) -> None:
    heard: list[frozenset[str]] = []
    live.listen(heard.append)
    actions.sign_out(cast.ben)
    live.forget(heard.append)
    assert sessions.resolve(cast.tokens["ben"], act=False) is None
    assert frozenset({f"session:{cast.ben.session_id}"}) in heard


def test_signing_out_everywhere_ends_every_session_of_that_person_only(cast: Cast) -> None:
    other = actions.sign_in(HOME, "ben@demo.test", PASSPHRASE).token
    actions.sign_out_everywhere(cast.ben)
    assert sessions.resolve(other, act=False) is None
    assert sessions.resolve(cast.tokens["ben"], act=False) is None
    assert sessions.resolve(cast.tokens["dan"], act=False) is not None


@pytest.mark.parametrize(
    ("name", "idle", "longest"),
    [("alma", timedelta(minutes=60), timedelta(hours=12)), ("ben", timedelta(days=30), timedelta(days=180))],
)
def test_a_session_ends_by_age_and_a_clients_by_idleness(
    cast: Cast, name: str, idle: timedelta, longest: timedelta
) -> None:
    began, token = _began(clock.now(), name), cast.tokens[name]
    with clock.stopped_at(began + idle - timedelta(seconds=5)):
        assert sessions.resolve(token, act=False) is not None
    if name == "ben":
        with clock.stopped_at(began + idle + timedelta(seconds=5)):
            assert sessions.holder(token, act=False) is None
    moment = began
    while moment < began + longest:
        with clock.stopped_at(moment):
            assert sessions.resolve(token, act=True) is not None
        moment += idle * 0.9
    with clock.stopped_at(began + longest + timedelta(seconds=5)):
        assert sessions.holder(token, act=True) is None


def _began(now: datetime, name: str) -> datetime:
    """Of a client only the day is kept."""
    return datetime.combine(now.date(), time(0), UTC) if name == "ben" else now


def test_only_an_act_keeps_a_session_awake(cast: Cast) -> None:
    began = clock.now()
    with clock.stopped_at(began + timedelta(minutes=50)):
        sessions.resolve(cast.tokens["alma"], act=False)
    with clock.stopped_at(began + timedelta(minutes=61)):
        assert sessions.resolve(cast.tokens["alma"], act=False) is None


def test_a_half_session_lives_half_an_hour(cast: Cast) -> None:
    token = actions.sign_in(HOME, "alma@demo.test", PASSPHRASE).token
    with clock.stopped_at(clock.now() + timedelta(minutes=29)):
        assert sessions.resolve(token, act=True) is not None
    with clock.stopped_at(clock.now() + timedelta(minutes=31)):
        assert sessions.resolve(token, act=False) is None


def test_the_token_itself_is_stored_nowhere(cast: Cast) -> None:
    stored = " ".join(str(row.model_dump()) for table in (SignInSession, Person, AuditRecord) for row in rows(table))
    assert cast.tokens["ben"] not in stored


@pytest.mark.parametrize("token", [None, "", "x", "'; drop table person; --"])
def test_a_made_up_token_is_nobody(cast: Cast, token: str | None) -> None:
    assert sessions.resolve(token, act=True) is None


def test_a_person_keeps_their_language(cast: Cast) -> None:
    actions.choose_language(cast.ben, "fr")
    actor = sessions.resolve(cast.tokens["ben"], act=False)
    assert actor is not None
    assert actor.language == "fr"
    with pytest.raises(Invalid):
        actions.choose_language(cast.ben, "xx")
