"""Inviting a client, and joining with the link and the spoken code."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.access import Visitor
from betterjournal.accounts import inviting, queries, sessions
from betterjournal.accounts.consent import TOPICS, VERSION
from betterjournal.accounts.inviting import Join
from betterjournal.accounts.models import Client, Consent, Invitation, Person
from betterjournal.accounts.views import InvitationView
from betterjournal.errors import Invalid, NotFound, Refused
from tests.builders import appointment, rows
from tests.cast import Cast

PHONE = Visitor("203.0.113.9")


def invite(cast: Cast, name: str = "Gus Roy") -> InvitationView:
    return inviting.invite(cast.alma, inviting.add_client(cast.alma, name, "fr"))


def token(invitation: InvitationView) -> str:
    return invitation.link.rsplit("/", 1)[1]


def answers(invitation: InvitationView, **changed: object) -> Join:
    good = Join(invitation.code, "gus@demo.test", "four quiet birds over water", "fr", frozenset(TOPICS))
    return replace(good, **changed)


def test_a_client_joins_and_is_in_the_care_of_who_invited(cast: Cast) -> None:
    invitation = invite(cast)
    signed_in = inviting.join(PHONE, token(invitation), answers(invitation))
    actor = sessions.resolve(signed_in.token, act=True)
    assert actor is not None
    assert (actor.name, actor.language, actor.is_staff, signed_in.home) == ("Gus Roy", "fr", False, "/today")
    me = queries.me(actor)
    assert (me.clinician, sorted(me.consents)) == ("Alma", sorted(TOPICS))
    assert {(c.version, c.language) for c in rows(Consent) if c.client_id == actor.client_id} == {(VERSION, "fr")}


def test_before_joining_one_sees_who_invites_and_no_name_of_the_client(cast: Cast) -> None:
    view = inviting.look(PHONE, token(invite(cast)))
    assert (view.practice, view.clinician, view.language) == ("Rundle Psychology", "Alma", "fr")
    assert "Gus" not in str(view)
    assert "Reyes" not in str(view)


def test_looking_uses_nothing_up(cast: Cast) -> None:
    invitation = invite(cast)
    for _ in range(20):
        inviting.look(PHONE, token(invitation))
    assert inviting.join(PHONE, token(invitation), answers(invitation)).token


def test_a_link_works_once(cast: Cast) -> None:
    invitation = invite(cast)
    inviting.join(PHONE, token(invitation), answers(invitation))
    with pytest.raises(NotFound):
        inviting.join(PHONE, token(invitation), answers(invitation, email="other@demo.test"))
    with pytest.raises(NotFound):
        inviting.look(PHONE, token(invitation))


def test_a_new_invitation_puts_the_old_one_out_of_use(cast: Cast) -> None:
    client_id = inviting.add_client(cast.alma, "Gus Roy", "en")
    old, new = inviting.invite(cast.alma, client_id), inviting.invite(cast.alma, client_id)
    with pytest.raises(NotFound):
        inviting.look(PHONE, token(old))
    inviting.look(PHONE, token(new))


def test_the_code_may_be_typed_in_any_case_with_spaces(cast: Cast) -> None:
    invitation = invite(cast)
    typed = " ".join(invitation.code.replace(" ", "").lower())
    assert inviting.join(PHONE, token(invitation), answers(invitation, code=typed)).token


def test_the_fifth_wrong_code_ends_the_link(cast: Cast) -> None:
    invitation = invite(cast)
    left = []
    for _ in range(4):
        with pytest.raises(Invalid) as refused:
            inviting.join(PHONE, token(invitation), answers(invitation, code="AAAAAA"))
        left.append(refused.value.values["left"])
    assert left == ["4", "3", "2", "1"]
    with pytest.raises(NotFound):
        inviting.join(PHONE, token(invitation), answers(invitation, code="AAAAAA"))
    with pytest.raises((NotFound, Refused)):
        inviting.join(PHONE, token(invitation), answers(invitation))


@pytest.mark.parametrize("missing", TOPICS)
def test_every_consent_is_needed(cast: Cast, missing: str) -> None:
    invitation = invite(cast)
    with pytest.raises(Invalid) as refused:
        inviting.join(PHONE, token(invitation), answers(invitation, agreed=frozenset(TOPICS) - {missing}))
    assert refused.value.field == "agreed"
    assert {c.client_id for c in rows(Consent)} == {cast.ben.client_id, cast.dan.client_id}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "gus"),
        ("email", "alma@demo.test"),
        ("email", "x@y.zz\r\nBcc: a@b.cc"),
        ("password", "only fourteen!"),
        ("password", "Rundle Psychology"),
        ("password", "gus roy gus roy"),
        ("password", "gus@demo.test 1"),
    ],
)
def test_each_bad_answer_names_its_field_and_leaves_no_account(cast: Cast, field: str, value: str) -> None:
    invitation = invite(cast)
    before = len(rows(Person))
    with pytest.raises(Invalid) as refused:
        inviting.join(PHONE, token(invitation), answers(invitation, **{field: value}))
    assert refused.value.field == field
    assert len(rows(Person)) == before
    assert inviting.look(PHONE, token(invitation))


def test_trying_out_whose_address_is_known_here_is_slowed_down(cast: Cast) -> None:
    invitation = invite(cast)
    for name in ("ben", "dan", "alma", "cora", "eve"):
        with pytest.raises(Invalid):
            inviting.join(PHONE, token(invitation), answers(invitation, email=f"{name}@demo.test"))
    with pytest.raises(Refused):
        inviting.join(PHONE, token(invitation), answers(invitation, email="sol@demo.test"))


def test_who_holds_a_link_keeps_nobody_else_from_joining(cast: Cast) -> None:
    mine, other = invite(cast), invite(cast, "Hal Ode")
    for n in range(30):
        with suppress(Invalid):
            given = answers(mine, email="dan@demo.test")
            inviting.join(Visitor(f"203.0.113.{n}"), token(mine), given)
    with pytest.raises(Refused):
        inviting.join(PHONE, token(mine), answers(mine))
    assert inviting.join(PHONE, token(other), answers(other)).token


def test_without_an_appointment_a_link_lives_fourteen_days(cast: Cast) -> None:
    invitation = invite(cast)
    with clock.stopped_at(clock.now() + timedelta(days=13, hours=23)):
        inviting.look(PHONE, token(invitation))
    with clock.stopped_at(clock.now() + timedelta(days=14, seconds=1)), pytest.raises(NotFound):
        inviting.look(PHONE, token(invitation))


def test_with_an_appointment_it_ends_with_that_day(cast: Cast) -> None:
    client_id = inviting.add_client(cast.alma, "Gus Roy", "en")
    day = clock.today("America/Edmonton") + timedelta(days=3)
    appointment(cast.alma, replace(cast.ben, client_id=client_id), clock.at(day, 10, 0, "America/Edmonton"))
    invitation = inviting.invite(cast.alma, client_id)
    with clock.stopped_at(clock.at(day, 23, 59, "America/Edmonton")):
        inviting.look(PHONE, token(invitation))
    with clock.stopped_at(clock.at(day + timedelta(days=1), 0, 0, "America/Edmonton")), pytest.raises(NotFound):
        inviting.look(PHONE, token(invitation))


def test_neither_token_nor_code_is_stored(cast: Cast) -> None:
    invitation = invite(cast)
    stored = str(rows(Invitation)[0].model_dump())
    assert token(invitation) not in stored
    assert invitation.code.replace(" ", "") not in stored


def test_who_joined_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(Invalid):
        inviting.invite(cast.alma, cast.ben.client_id or "")


@pytest.mark.parametrize("who", ["cora", "eve", "sol", "ben"])
def test_only_who_has_the_client_in_care_invites_them(cast: Cast, who: str) -> None:
    client_id = inviting.add_client(cast.alma, "Gus Roy", "en")
    with pytest.raises(NotFound):
        inviting.invite(cast.everybody()[who], client_id)


@pytest.mark.parametrize("who", ["eve", "sol", "ben"])
def test_only_a_clinician_adds_a_client(cast: Cast, who: str) -> None:
    before = len(rows(Client))
    with pytest.raises(NotFound):
        inviting.add_client(cast.everybody()[who], "Gus Roy", "en")
    assert len(rows(Client)) == before
