"""Changing one's own ways in: each after a proof, on record, never the last one away."""

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest

from betterjournal import clock, mail, settings
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, factors, people, proving, queries, sessions, ways
from betterjournal.accounts.models import Person
from betterjournal.accounts.proving import Proof
from betterjournal.audit import AuditRecord
from betterjournal.errors import Invalid, NotFound, Refused, SignedOut
from betterjournal.settings import Settings
from tests.builders import passkey, proved, rows
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")
NEW = "five slow boats going home"
Call = Callable[[Actor], object]
CHANGES: dict[str, tuple[Call, str]] = {
    "email": (lambda a: ways.change_email(a, "new@demo.test", said), "alma"),
    "password": (lambda a: ways.change_password(a, NEW, said), "alma"),
    "way_back": (lambda a: ways.choose_way_back(a, "mail"), "ben"),
    "offer": (lambda a: ways.offer_authenticator(a), "alma"),
    "authenticator": (lambda a: ways.set_authenticator(a, code_of(a)), "alma"),
    "codes": (lambda a: ways.new_codes(a), "alma"),
}


def said(language: str) -> tuple[str, str]:
    return f"Changed {language}", "Something was changed.\n"


def code_of(actor: Actor) -> str:
    return pyotp.TOTP(factors.offered(actor.session_id)).at(int(clock.now().timestamp()))


def row_of(actor: Actor) -> Person:
    return next(each for each in rows(Person) if each.id == actor.person_id)


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_without_a_proof_nothing_changes(cast: Cast, name: str) -> None:
    call, who = CHANGES[name]
    before = row_of(cast.everybody()[who]).model_dump()
    with pytest.raises(Refused) as refused:
        call(cast.everybody()[who])
    assert refused.value.key == "problem.prove_first"
    assert row_of(cast.everybody()[who]).model_dump() == before


@pytest.mark.parametrize("name", sorted(set(CHANGES) - {"offer"}))
def test_a_proof_is_for_one_change_and_not_for_long(cast: Cast, name: str) -> None:
    call, who = CHANGES[name]
    actor = proved(cast.everybody()[who])
    with clock.stopped_at(clock.now() + timedelta(minutes=6)), pytest.raises(Refused):
        call(actor)
    call(proved(actor))
    with pytest.raises(Refused) as refused:
        call(actor)
    assert refused.value.key == "problem.prove_first"


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_before_the_second_factor_nobody_changes_anything(cast: Cast, name: str) -> None:
    call, who = CHANGES[name]
    proved(cast.everybody()[who])
    with pytest.raises((NotFound, Refused)):
        call(cast.half(who))


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"offer"}))
def test_who_was_thrown_out_a_moment_ago_changes_nothing(cast: Cast, name: str) -> None:
    """The actor was resolved before; hashing a password takes its time."""
    call, who = CHANGES[name]
    actor = proved(getattr(cast, who))
    actions.sign_out_everywhere(actor)
    before = row_of(actor)
    with pytest.raises(SignedOut):
        call(actor)
    assert row_of(actor) == before


def test_one_signs_in_by_the_new_address_and_no_more_by_the_old(cast: Cast) -> None:
    ways.change_email(proved(cast.ben), " New@Demo.test ", said)
    assert actions.sign_in(HOME, "new@demo.test", PASSPHRASE).token
    with pytest.raises(Invalid):
        actions.sign_in(HOME, "ben@demo.test", PASSPHRASE)
    assert queries.me(cast.ben).email == "New@Demo.test"


@pytest.mark.parametrize(("email", "key"), [("dan@demo.test", "problem.email_taken"), ("new", "problem.email")])
def test_a_bad_address_leaves_everything_and_the_proof(cast: Cast, email: str, key: str) -> None:
    ben = proved(cast.ben)
    with pytest.raises(Invalid) as refused:
        ways.change_email(ben, email, said)
    assert (refused.value.field, refused.value.key) == ("email", key)
    assert queries.me(ben).email == "ben@demo.test"
    ways.change_email(ben, "new@demo.test", said)


def test_ones_own_address_may_be_written_another_way(cast: Cast) -> None:
    ways.change_email(proved(cast.ben), "BEN@demo.test", said)
    assert queries.me(cast.ben).email == "BEN@demo.test"


def test_trying_out_whose_address_is_known_is_slowed_down(cast: Cast) -> None:
    ben = proved(cast.ben)
    for name in ("dan", "alma", "cora", "eve", "sol"):
        with pytest.raises(Invalid):
            ways.change_email(ben, f"{name}@demo.test", said)
    with pytest.raises(Refused):
        ways.change_email(ben, "alma@demo.test", said)


def test_a_new_password_counts_at_once_and_the_others_end_if_wanted(cast: Cast) -> None:
    other = actions.sign_in(HOME, "ben@demo.test", PASSPHRASE).token
    ways.change_password(proved(cast.ben), NEW, said)
    assert sessions.resolve(other, act=False) is not None
    assert actions.sign_in(HOME, "ben@demo.test", NEW).token
    proving.prove(cast.ben, Proof(NEW))
    ways.change_password(cast.ben, "six quick boats going out", said, end_others=True)
    assert sessions.resolve(other, act=False) is None
    assert sessions.resolve(cast.tokens["ben"], act=False) is not None


@pytest.mark.parametrize(
    ("who", "password", "least"), [("ben", "only fourteen!", "15"), ("alma", "1234567", "8"), ("alma", "password", "")]
)
def test_a_weak_password_is_refused_with_its_reason(cast: Cast, who: str, password: str, least: str) -> None:
    with pytest.raises(Invalid) as refused:
        ways.change_password(proved(cast.everybody()[who]), password, said)
    assert refused.value.values.get("least", "") == least


def test_staff_may_have_a_shorter_one_beside_their_second_factor(cast: Cast) -> None:
    ways.change_password(proved(cast.alma), "slow boats", said)
    assert actions.sign_in(HOME, "alma@demo.test", "slow boats").token


def test_a_client_chooses_their_way_back(cast: Cast) -> None:
    assert queries.me(cast.ben).way_back == people.AT_APPOINTMENT
    ways.choose_way_back(proved(cast.ben), "mail")
    assert queries.me(cast.ben).way_back == people.BY_MAIL
    with pytest.raises(Invalid):
        ways.choose_way_back(proved(cast.ben), "sms")
    with pytest.raises(NotFound):
        ways.choose_way_back(proved(cast.alma), "mail")


def test_an_authenticator_is_set_up_later_with_a_code_of_it(cast: Cast) -> None:
    alma = proved(cast.alma)
    offered = ways.offer_authenticator(alma)
    assert offered.secret.replace(" ", "") == factors.offered(alma.session_id)
    with pytest.raises(Invalid) as refused:
        ways.set_authenticator(alma, "000000")
    assert refused.value.field == "code"
    ways.set_authenticator(alma, code_of(alma))
    assert queries.account(alma).has_authenticator
    with pytest.raises(Refused) as again:
        ways.offer_authenticator(proved(alma))
    assert again.value.key == "problem.factor_set"


def test_guessing_the_first_code_is_slowed_down(cast: Cast) -> None:
    alma = proved(cast.alma)
    for _ in range(5):
        with pytest.raises(Invalid):
            ways.set_authenticator(alma, "000000")
    with pytest.raises(Refused):
        ways.set_authenticator(alma, code_of(alma))


def test_an_authenticator_goes_only_when_a_passkey_stays(cast: Cast) -> None:
    ways.set_authenticator(proved(cast.alma), code_of(cast.alma))
    with pytest.raises(Refused) as refused:
        ways.remove_authenticator(proved(cast.alma))
    assert refused.value.key == "problem.factor_last"
    passkey(cast.alma)
    ways.remove_authenticator(proved(cast.alma))
    assert not queries.account(cast.alma).has_authenticator
    assert row_of(cast.alma).totp is None
    with pytest.raises(Refused):
        ways.remove_authenticator(proved(cast.alma))


def test_new_recovery_codes_put_the_old_ones_out_of_use(cast: Cast) -> None:
    ways.set_authenticator(proved(cast.alma), code_of(cast.alma))
    old, new = ways.new_codes(proved(cast.alma)), ways.new_codes(proved(cast.alma))
    half = sessions.resolve(actions.sign_in(HOME, "alma@demo.test", PASSPHRASE).token, act=True)
    assert half is not None
    with pytest.raises(Invalid):
        actions.pass_factor(half, old[0])
    assert actions.pass_factor(half, new[0]).token
    assert len(set(new)) == 10


@pytest.mark.parametrize("call", [ways.offer_authenticator, ways.new_codes])
def test_a_client_has_no_staff_factors(cast: Cast, call: Call) -> None:
    with pytest.raises(Refused):
        call(proved(cast.ben))


def test_each_change_is_on_record_and_a_clients_to_the_day(cast: Cast) -> None:
    with clock.stopped_at(clock.now().replace(hour=19, minute=41)):
        ways.change_email(proved(cast.ben), "new@demo.test", said)
        ways.change_password(proved(cast.ben), NEW, said)
    records = {each.act: each for each in rows(AuditRecord) if each.act.startswith("account.")}
    for act in ("account.email_changed", "account.password_changed"):
        assert (records[act].at.hour, records[act].at.minute, records[act].kind) == (0, 0, "client")


def test_the_old_address_is_told_unless_its_owner_wants_no_mail(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[tuple[str, ...]] = []
    monkeypatch.setattr(settings, "load", lambda: Settings(smtp_url="smtp://127.0.0.1:9"))
    monkeypatch.setattr(mail, "post", lambda *given: posted.append(given))
    ways.change_email(proved(cast.alma), "new@demo.test", said)
    ways.change_email(proved(cast.ben), "newer@demo.test", said)
    assert posted == [("alma@demo.test", "Changed en", "Something was changed.\n")]
