"""Passkeys: one answer to one question, from this site, by the person themself; and never the last way in taken."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from betterjournal import audit, clock, database
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, ceremonies, factors, inviting, passkeys, proving, queries, sessions, ways
from betterjournal.accounts.ceremonies import Ceremony
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.inviting import Join
from betterjournal.accounts.models import Passkey, Person, SpentChallenge
from betterjournal.accounts.proving import Proof
from betterjournal.audit import AuditRecord
from betterjournal.errors import Invalid, NotFound, Problem, Refused
from betterjournal.settings import Settings
from tests.authenticator import PRESENT, Authenticator
from tests.builders import proved, rows
from tests.cast import PASSPHRASE, Cast

HOME = Visitor("192.0.2.1")
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X)"
PASSWORD = Proof(PASSPHRASE)


def offered(actor: Actor, proof: Proof = PASSWORD) -> ceremonies.Offer:
    """Somebody signed in proves who they are and asks for a new passkey."""
    proving.prove(actor, proof)
    return passkeys.offer(actor)


def removed(actor: Actor, passkey_id: str, proof: Proof = PASSWORD) -> None:
    proving.prove(actor, proof)
    passkeys.remove(actor, passkey_id)


def added(actor: Actor, device: str = IPHONE) -> Authenticator:
    """A new passkey of somebody signed in."""
    key, asked = Authenticator(), offered(actor)
    passkeys.add(actor, asked.ceremony, key.make(asked.options), device)
    return key


def enter(key: Authenticator) -> sessions.SignedIn:
    asked = ceremonies.ask_for_one("sign-in")
    return passkeys.sign_in(HOME, asked.ceremony, key.use(asked.options))


def refusal(key: Authenticator) -> str:
    with pytest.raises(Problem) as refused:
        enter(key)
    return refused.value.key


def proven(actor: Actor, key: Authenticator) -> Proof:
    asked = proving.ask_passkey(actor)
    return Proof("", asked.ceremony, key.use(asked.options))


def half(email: str = "alma@demo.test") -> Actor:
    actor = sessions.resolve(actions.sign_in(HOME, email, PASSPHRASE).token, act=True)
    assert actor is not None
    return actor


def joined(cast: Cast) -> tuple[Actor, Authenticator]:
    """Gus, who joined with a passkey alone."""
    invitation = inviting.invite(cast.alma, inviting.add_client(cast.alma, "Gus Roy", "en"))
    token, key = invitation.link.rsplit("/", 1)[1], Authenticator()
    given = Join(invitation.code, "gus@demo.test", "", "fr", frozenset(TOPICS))
    asked = inviting.offer_passkey(HOME, token, given)
    signed_in = inviting.join_with_passkey(HOME, token, given, asked.ceremony, key.make(asked.options), IPHONE)
    actor = sessions.resolve(signed_in.token, act=True)
    assert actor is not None
    return actor, key


def without_password(actor: Actor) -> None:
    with database.writing() as session:
        session.get_one(Person, actor.person_id).password_hash = ""


def test_what_was_added_signs_in(each_cast: Cast) -> None:
    key = added(each_cast.ben)
    signed_in = enter(key)
    actor = sessions.resolve(signed_in.token, act=True)
    assert actor is not None
    assert (actor.person_id, signed_in.home) == (each_cast.ben.person_id, "/today")


def test_for_staff_a_passkey_is_both_factors(cast: Cast) -> None:
    actor = sessions.resolve(enter(added(cast.alma)).token, act=True)
    assert actor is not None
    assert not actor.second_factor_needed


def test_a_client_joins_with_a_passkey_alone(each_cast: Cast) -> None:
    actor, key = joined(each_cast)
    assert (actor.name, actor.language, actor.client_id is not None) == ("Gus Roy", "fr", True)
    assert sessions.resolve(enter(key).token, act=True) is not None
    with pytest.raises(Invalid):
        actions.sign_in(HOME, "gus@demo.test", "")


def test_the_phone_lists_it_without_a_name_or_a_practice(cast: Cast) -> None:
    options = offered(cast.ben).options
    assert "Ben" not in options.replace("ben@demo.test", "")
    assert "Rundle" not in options


def test_the_site_is_the_host_people_reach(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ceremonies, "load", lambda: Settings(url="https://pages.example.ca:8443"))
    assert '"rpId": "pages.example.ca"' in ceremonies.ask_for_one("sign-in").options
    key, asked = Authenticator("https://pages.example.ca", "pages.example.ca"), offered(cast.ben)
    with pytest.raises(Invalid):
        passkeys.add(cast.ben, asked.ceremony, key.make(asked.options))
    passkeys.add(cast.ben, asked.ceremony, replace(key, origin="https://pages.example.ca:8443").make(asked.options))


def test_the_invitation_for_one_address_asks_no_passkey_for_a_taken_one(cast: Cast) -> None:
    invitation = inviting.invite(cast.alma, inviting.add_client(cast.alma, "Gus Roy", "en"))
    given = Join(invitation.code, "ben@demo.test", "", "en", frozenset(TOPICS))
    token = invitation.link.rsplit("/", 1)[1]
    with pytest.raises(Invalid) as refused:
        inviting.offer_passkey(HOME, token, given)
    assert refused.value.field == "email"
    with pytest.raises(Invalid):
        inviting.offer_passkey(HOME, token, replace(given, email="gus@demo.test", code="AAAAAA"))
    with pytest.raises(Invalid):
        inviting.offer_passkey(HOME, token, replace(given, email="gus@demo.test", agreed=frozenset()))


def test_a_passkey_made_for_one_invitation_joins_no_other(cast: Cast) -> None:
    first, second = (inviting.invite(cast.alma, inviting.add_client(cast.alma, "Gus Roy", "en")) for _ in range(2))
    key, other = Authenticator(), second.link.rsplit("/", 1)[1]
    given = Join(first.code, "gus@demo.test", "", "en", frozenset(TOPICS))
    asked = inviting.offer_passkey(HOME, first.link.rsplit("/", 1)[1], given)
    with pytest.raises(Invalid):
        inviting.join_with_passkey(
            HOME,
            other,
            replace(given, code=second.code),
            asked.ceremony,
            key.make(asked.options),
        )


def test_a_challenge_is_answered_once(each_cast: Cast) -> None:
    key = replace(added(each_cast.ben), counts=False)
    asked = ceremonies.ask_for_one("sign-in")
    answer = key.use(asked.options)
    assert passkeys.sign_in(HOME, asked.ceremony, answer).token
    with pytest.raises(Invalid) as refused:
        passkeys.sign_in(HOME, asked.ceremony, answer)
    assert refused.value.key == "problem.passkey_late"


def test_of_an_answered_challenge_a_day_is_kept_and_not_for_long(cast: Cast) -> None:
    key = added(cast.ben)
    assert set(SpentChallenge.model_fields) == {"digest", "spent_on"}
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        enter(key)
    assert len(rows(SpentChallenge)) == 1


def test_the_answer_to_another_question_is_refused(cast: Cast) -> None:
    key = added(cast.ben)
    asked, other = ceremonies.ask_for_one("sign-in"), ceremonies.ask_for_one("sign-in")
    with pytest.raises(Invalid):
        passkeys.sign_in(HOME, other.ceremony, key.use(asked.options))
    for ceremony in (None, replace(asked.ceremony, purpose="prove"), replace(asked.ceremony, holder="x")):
        with pytest.raises(Invalid) as refused:
            passkeys.sign_in(HOME, ceremony, key.use(asked.options))
        assert refused.value.key == "problem.passkey_late"


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://localhost:8000.evil.example"},
        {"origin": "https://localhost:8000"},
        {"origin": "http://localhost:8001"},
        {"site": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"handle": bytes(16)},
        pytest.param({"key": Authenticator(origin="").key}, id="another key"),
        {"credential_id": bytes(16)},
        {"credential_id": b""},
    ],
    ids=str,
)
def test_what_is_not_from_here_or_not_verified_is_refused(cast: Cast, wrong: dict[str, object]) -> None:
    assert refusal(replace(added(cast.ben), **wrong)) == "problem.passkey"  # type: ignore[arg-type]
    assert rows(AuditRecord)[-1].act == audit.Act.SIGN_IN_REFUSED


@pytest.mark.parametrize(
    "wrong", [{"origin": "https://evil.example"}, {"site": "evil.example"}, {"flags": PRESENT}], ids=str
)
def test_such_a_one_is_not_kept_either(cast: Cast, wrong: dict[str, object]) -> None:
    asked = offered(cast.ben)
    key = Authenticator(**wrong)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        passkeys.add(cast.ben, asked.ceremony, key.make(asked.options))
    assert not rows(Passkey)


def test_a_copy_is_found_by_its_count(each_cast: Cast) -> None:
    key = added(each_cast.ben)
    copy = replace(key)
    enter(key)
    enter(key)
    assert refusal(copy) == "problem.passkey"
    enter(replace(key, count=(2**32) - 2))


def test_a_passkey_that_never_counts_is_no_copy(cast: Cast) -> None:
    key = replace(added(cast.ben), counts=False)
    enter(key)
    enter(key)


WHOLE: list[dict[str, object]] = [{}, {"id": 5}, {"id": "x" * 5000}, {"response": []}, {"rawId": ["x"]}, {"type": 7}]
PARTS: dict[str, list[object]] = {
    "clientDataJSON": ["%%%", "e30", 1, "W10", "bnVsbA"],
    "authenticatorData": [None, "AA", [], "A" * 4000],
    "signature": [{}, "AA", ""],
    "userHandle": [5, "%", "AA"],
}
MADE: dict[str, list[object]] = {
    "clientDataJSON": PARTS["clientDataJSON"],
    # An empty map, an array in an array in an array, a map without its end, something that is no bytes at all.
    "attestationObject": ["oA", "gYGBgYGBgYGBgYGBgYGBgYGB", "vw", 1, None, "A" * 4000],
}


@pytest.mark.parametrize(
    "wrong", WHOLE + [{"response": {part: each}} for part in PARTS for each in PARTS[part]], ids=str
)
def test_a_malformed_answer_signs_nobody_in(cast: Cast, wrong: dict[str, object]) -> None:
    key, asked = added(cast.ben), ceremonies.ask_for_one("sign-in")
    with pytest.raises(Invalid) as refused:
        passkeys.sign_in(HOME, asked.ceremony, _spoiled(key.use(asked.options), wrong))
    assert refused.value.key == "problem.passkey"


@pytest.mark.parametrize("wrong", WHOLE + [{"response": {part: each}} for part in MADE for each in MADE[part]], ids=str)
def test_a_malformed_passkey_is_not_kept(cast: Cast, wrong: dict[str, object]) -> None:
    asked = offered(cast.ben)
    with pytest.raises(Invalid) as refused:
        passkeys.add(cast.ben, asked.ceremony, _spoiled(Authenticator().make(asked.options), wrong))
    assert (refused.value.key, rows(Passkey)) == ("problem.passkey", [])


def _spoiled(answer: dict[str, object], wrong: dict[str, object]) -> dict[str, object]:
    """The answer with something wrong in it; nothing at all for {}."""
    part, whole = wrong.get("response"), answer["response"]
    if isinstance(part, dict) and isinstance(whole, dict):
        return {**answer, "response": {**whole, **part}}
    return {**answer, **wrong} if wrong else {}


def test_guessing_is_slowed_down_for_that_passkey_from_there_alone(cast: Cast) -> None:
    key = added(cast.ben)
    forged = replace(key, key=Authenticator().key)
    for _ in range(5):
        refusal(forged)
    assert refusal(key) == "problem.wait"
    assert enter(added(cast.dan)).token


def test_a_disabled_account_is_the_same_answer(cast: Cast) -> None:
    key = added(cast.ben)
    with database.writing() as session:
        session.get_one(Person, cast.ben.person_id).disabled_at = clock.now()
    assert refusal(key) == "problem.passkey"


def test_staff_enrol_with_a_passkey_in_place_of_a_code(cast: Cast) -> None:
    actor, key = half(), Authenticator()
    asked = passkeys.offer(actor)
    signed_in = passkeys.add(actor, asked.ceremony, key.make(asked.options))
    assert signed_in is not None
    whole = sessions.resolve(signed_in.token, act=True)
    assert whole is not None
    assert (whole.second_factor_needed, signed_in.home, whole.session_id != actor.session_id) == (
        False,
        "/clients",
        True,
    )
    assert sessions.resolve(enter(key).token, act=True) is not None


def test_the_password_alone_sets_up_nothing_beside_a_passkey(cast: Cast) -> None:
    """Whoever has only the password would else have both factors at once."""
    added(cast.alma)
    signed_in, actor = actions.sign_in(HOME, "alma@demo.test", PASSPHRASE), half()
    view = queries.factor(actor)
    assert (signed_in.needs, view.secret, view.picture, view.by_code, view.by_passkey) == ("code", "", "", False, True)
    with pytest.raises(Invalid):
        actions.pass_factor(actor, pyotp.TOTP(factors.offered(actor.session_id)).now())
    with pytest.raises(Refused):
        passkeys.offer(actor)


def test_nor_does_it_add_a_passkey_beside_a_code(cast: Cast) -> None:
    actor = half()
    begun = passkeys.offer(actor)
    first = half()
    actions.pass_factor(first, pyotp.TOTP(factors.offered(first.session_id)).now())
    with pytest.raises(Refused):
        passkeys.add(actor, begun.ceremony, Authenticator().make(begun.options))
    with pytest.raises(Refused):
        passkeys.offer(half())


def test_with_the_passkey_lost_a_recovery_code_lets_staff_in(cast: Cast) -> None:
    added(cast.alma)
    codes = ways.new_codes(proved(cast.alma))
    assert actions.pass_factor(half(), codes[0]).token


def test_nothing_changes_without_a_proof(cast: Cast) -> None:
    added(cast.ben)
    with pytest.raises(Refused):
        passkeys.offer(cast.ben)
    with pytest.raises(Refused):
        passkeys.remove(cast.ben, rows(Passkey)[0].id)
    assert len(rows(Passkey)) == 1


def test_a_question_of_one_session_is_not_answered_in_another(cast: Cast) -> None:
    asked = offered(cast.ben)
    with pytest.raises(Invalid):
        passkeys.add(cast.dan, asked.ceremony, Authenticator().make(asked.options))
    with pytest.raises(Invalid):
        passkeys.add(cast.ben, None, Authenticator().make(asked.options))


def test_the_same_passkey_is_added_once(cast: Cast) -> None:
    key, asked = added(cast.ben), offered(cast.dan)
    with pytest.raises(Invalid):
        passkeys.add(cast.dan, asked.ceremony, key.make(asked.options))


def test_nobody_gathers_passkeys_without_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkeys, "MOST", 1)
    added(cast.ben)
    with pytest.raises(Refused):
        offered(cast.ben)


def test_the_list_names_the_thing_and_days_only(cast: Cast) -> None:
    key = added(cast.ben)
    today = clock.today("America/Edmonton").isoformat()
    (fresh,) = queries.me(cast.ben).passkeys
    assert (fresh.device, fresh.created_on, fresh.last_used_on, fresh.removable) == ("iphone", today, "", True)
    enter(key)
    assert queries.me(cast.ben).passkeys[0].last_used_on == today
    kept = [row for row in rows(AuditRecord) if row.act.startswith("account.passkey")]
    assert {(row.at.hour, row.at.minute, row.at.second) for row in kept} == {(0, 0, 0)}


@pytest.mark.parametrize(
    ("agent", "attachment", "transports", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0)", "platform", ["internal"], "windows"),
        ("Mozilla/5.0 (Windows NT 10.0)", "cross-platform", ["hybrid", "internal"], "phone"),
        ("Mozilla/5.0 (Windows NT 10.0)", "cross-platform", ["usb", "nfc"], "key"),
        ("Mozilla/5.0 (Linux; Android 16)", "platform", "internal", "android"),
        ("", None, None, "other"),
    ],
)
def test_a_passkey_is_called_by_what_it_is_on(
    cast: Cast, agent: str, attachment: str | None, transports: object, device: str
) -> None:
    asked = offered(cast.ben)
    answer = Authenticator().make(asked.options)
    answer["authenticatorAttachment"] = attachment
    answer["response"]["transports"] = transports
    passkeys.add(cast.ben, asked.ceremony, answer, agent)
    assert rows(Passkey)[0].device == device


def test_the_last_way_in_stays(cast: Cast) -> None:
    gus, key = joined(cast)
    (only,) = queries.me(gus).passkeys
    assert not only.removable
    with pytest.raises(Refused):
        removed(gus, only.id, proven(gus, key))
    asked = offered(gus, proven(gus, key))
    passkeys.add(gus, asked.ceremony, Authenticator().make(asked.options))
    removed(gus, only.id, proven(gus, key))
    assert len(rows(Passkey)) == 1
    assert refusal(key) == "problem.passkey"


def test_a_password_is_a_way_in_for_a_client_and_not_enough_for_staff(cast: Cast) -> None:
    added(cast.ben)
    removed(cast.ben, queries.me(cast.ben).passkeys[0].id)
    added(cast.alma)
    (only,) = queries.account(cast.alma).passkeys
    assert not only.removable
    with pytest.raises(Refused):
        removed(cast.alma, only.id)
    with database.writing() as session:
        factors.confirm(session.get_one(Person, cast.alma.person_id), "JBSWY3DPEHPK3PXP")
    removed(cast.alma, only.id)


def test_nobody_removes_somebody_elses(cast: Cast) -> None:
    added(cast.ben)
    passkey_id = rows(Passkey)[0].id
    for actor in (cast.dan, cast.alma, cast.eve, replace(cast.ben, second_factor_needed=True)):
        with pytest.raises(NotFound):
            removed(actor, passkey_id)


def test_a_ceremony_that_was_never_begun_is_told_kindly() -> None:
    with pytest.raises(Invalid) as refused:
        ceremonies.expected(Ceremony("add", "x"), "sign-in")
    assert refused.value.key == "problem.passkey_late"
