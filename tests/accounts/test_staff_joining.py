"""Inviting somebody to work here, joining with the link and the code, and coming back when no way in is left."""

from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock, database, vault
from betterjournal.access import Visitor
from betterjournal.accounts import (
    actions,
    inviting,
    passkey_rows,
    resets,
    sessions,
    staff,
    staff_inviting,
    staff_joining,
    team,
)
from betterjournal.accounts.consent import TOPICS
from betterjournal.accounts.models import Passkey, Person, StaffInvitation
from betterjournal.accounts.staff_joining import StaffJoin
from betterjournal.accounts.views import InvitationView
from betterjournal.audit import AuditRecord
from betterjournal.errors import CannotStart, Invalid, NotFound, Problem, Refused
from tests.authenticator import Authenticator
from tests.builders import passkey, proved, rows, said
from tests.cast import PASSPHRASE, Cast

PHONE = Visitor("203.0.113.9")


def invite(cast: Cast, *roles: str) -> InvitationView:
    return staff_inviting.invite(proved(cast.eve), "Gil Roy", roles or ("clinician",), "fr")


def token(invitation: InvitationView) -> str:
    return invitation.link.rsplit("/", 1)[1]


def answers(invitation: InvitationView, **changed: str) -> StaffJoin:
    return replace(StaffJoin(invitation.code, "gil@demo.test", "quiet birds", "fr"), **changed)


def with_passkey(invitation: InvitationView, device: Authenticator) -> sessions.SignedIn:
    given = answers(invitation, password="")
    asked = staff_joining.offer_passkey(PHONE, token(invitation), given)
    return staff_joining.join_with_passkey(PHONE, token(invitation), given, asked.ceremony, device.make(asked.options))


def lose_everything(cast: Cast) -> InvitationView:
    """Alma had a passkey and no password; Eve took it away."""
    passkey(cast.alma)
    with database.writing() as session:
        session.get_one(Person, cast.alma.person_id).password_hash = ""
    link = staff.reset_factor(proved(cast.eve), cast.alma.person_id, said)
    assert link is not None
    return link


def test_somebody_joins_with_a_password_and_owes_a_second_factor(cast: Cast) -> None:
    signed_in = staff_joining.join(PHONE, token(invitation := invite(cast)), answers(invitation))
    assert signed_in.needs == "enrol"
    actor = sessions.resolve(signed_in.token, act=True)
    assert actor is not None
    assert (actor.name, actor.language, actor.is_clinician, actor.is_owner) == ("Gil Roy", "fr", True, False)
    assert actor.second_factor_needed
    with pytest.raises(NotFound):
        inviting.add_client(actor, "Hal Ode", "en")


def test_somebody_joins_with_a_passkey_and_is_whole(cast: Cast) -> None:
    signed_in = with_passkey(invite(cast, "owner", "supervisor"), Authenticator())
    actor = sessions.resolve(signed_in.token, act=True)
    assert actor is not None
    assert (signed_in.needs, actor.role, actor.second_factor_needed) == ("", "owner+supervisor", False)


def test_before_joining_one_sees_who_invites_and_no_name_of_theirs(cast: Cast) -> None:
    view = staff_joining.look(PHONE, token(invite(cast)))
    assert (view.practice, view.inviter, view.is_return) == ("Rundle Psychology", "Eve", False)
    assert "Gil" not in str(view)


def test_a_link_works_once(cast: Cast) -> None:
    invitation = invite(cast)
    staff_joining.join(PHONE, token(invitation), answers(invitation))
    for again in (staff_joining.join, lambda *given: staff_joining.look(*given[:2])):
        with pytest.raises(NotFound):
            again(PHONE, token(invitation), answers(invitation, email="other@demo.test"))


def test_a_link_lives_seven_days(cast: Cast) -> None:
    invitation = invite(cast)
    with clock.stopped_at(clock.now() + timedelta(days=6, hours=23)):
        staff_joining.look(PHONE, token(invitation))
    with clock.stopped_at(clock.now() + timedelta(days=7)):
        with pytest.raises(NotFound):
            staff_joining.look(PHONE, token(invitation))
        assert team.team(cast.eve).invited[0].is_over


def test_the_fifth_wrong_code_ends_the_link(cast: Cast) -> None:
    invitation = invite(cast)
    for _ in range(4):
        with pytest.raises(Invalid):
            staff_joining.join(PHONE, token(invitation), answers(invitation, code="AAAAAA"))
    with pytest.raises(NotFound):
        staff_joining.join(PHONE, token(invitation), answers(invitation, code="AAAAAA"))
    with pytest.raises((NotFound, Refused)):
        staff_joining.join(Visitor("203.0.113.99"), token(invitation), answers(invitation))


def test_a_renewed_link_takes_the_place_of_the_first(cast: Cast) -> None:
    first = invite(cast)
    line = team.team(cast.eve).invited[0]
    second = staff_inviting.renew(proved(cast.eve), line.id)
    with pytest.raises(NotFound):
        staff_joining.look(PHONE, token(first))
    assert staff_joining.join(PHONE, token(second), answers(second)).token
    assert team.team(cast.eve).invited == []


def test_a_withdrawn_link_is_gone_with_the_name(cast: Cast) -> None:
    invitation = invite(cast)
    staff_inviting.withdraw(cast.eve, team.team(cast.eve).invited[0].id)
    with pytest.raises(NotFound):
        staff_joining.look(PHONE, token(invitation))
    assert rows(StaffInvitation) == []


def test_roles_are_given_only_after_a_proof(cast: Cast) -> None:
    with pytest.raises(Refused):
        staff_inviting.invite(cast.eve, "Gil Roy", ["owner"], "en")
    invite(cast)
    with pytest.raises(Refused):
        staff_inviting.renew(cast.eve, team.team(cast.eve).invited[0].id)


@pytest.mark.parametrize(
    ("name", "names", "language", "field"),
    [
        ("", ["owner"], "en", "name"),
        ("G\x00il", ["owner"], "en", "name"),
        ("Gil Roy", [], "en", "roles"),
        ("Gil Roy", ["admin"], "en", "roles"),
        ("Gil Roy", ["owner"], "de", "language"),
    ],
)
def test_each_bad_invitation_names_its_field(
    cast: Cast, name: str, names: list[str], language: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        staff_inviting.invite(proved(cast.eve), name, names, language)
    assert refused.value.field == field
    assert rows(StaffInvitation) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "gil"),
        ("email", "alma@demo.test"),
        ("email", "ben@demo.test"),
        ("password", "seven77"),
        ("password", "gil roy gil"),
        ("code", "AAAAAA"),
    ],
)
def test_each_bad_answer_names_its_field_and_leaves_no_account(cast: Cast, field: str, value: str) -> None:
    invitation, before = invite(cast), len(rows(Person))
    with pytest.raises(Invalid) as refused:
        staff_joining.join(PHONE, token(invitation), answers(invitation, **{field: value}))
    assert refused.value.field == field
    assert len(rows(Person)) == before


def test_trying_out_whose_address_is_known_here_is_slowed_down(cast: Cast) -> None:
    invitation = invite(cast)
    for name in ("ben", "dan", "alma", "cora", "eve"):
        with pytest.raises(Invalid):
            staff_joining.join(PHONE, token(invitation), answers(invitation, email=f"{name}@demo.test"))
    with pytest.raises(Refused):
        staff_joining.join(PHONE, token(invitation), answers(invitation, email="sol@demo.test"))


def test_a_client_does_not_join_with_the_address_of_somebody_who_works_here(cast: Cast) -> None:
    client = inviting.invite(cast.alma, inviting.add_client(cast.alma, "Hal Ode", "en"))
    given = inviting.Join(client.code, "cora@demo.test", "four quiet birds over water", "en", frozenset(TOPICS))
    with pytest.raises(Invalid) as refused:
        inviting.join(PHONE, token(client), given)
    assert refused.value.key == "problem.email_taken"


def test_a_clients_link_opens_no_door_for_staff_nor_the_other_way(cast: Cast) -> None:
    client = inviting.invite(cast.alma, inviting.add_client(cast.alma, "Hal Ode", "en"))
    colleague = invite(cast)
    with pytest.raises(NotFound):
        staff_joining.join(PHONE, token(client), answers(client))
    with pytest.raises(NotFound):
        inviting.join(
            PHONE, token(colleague), inviting.Join(colleague.code, "a@demo.test", PASSPHRASE, "en", frozenset(TOPICS))
        )


def test_what_an_owner_made_who_is_one_no_longer_opens_nothing(cast: Cast) -> None:
    staff.change_roles(proved(cast.eve), cast.alma.person_id, ["owner"])
    alma = sessions.resolve(cast.tokens["alma"], act=False)
    assert alma is not None
    invitation = staff_inviting.invite(proved(alma), "Gil Roy", ["owner"], "en")
    staff.change_roles(proved(cast.eve), alma.person_id, ["clinician"])
    for attempt in (staff_joining.look, lambda who, link: staff_joining.join(who, link, answers(invitation))):
        with pytest.raises(NotFound):
            attempt(PHONE, token(invitation))


def test_neither_token_nor_code_nor_name_is_stored_as_it_is(cast: Cast) -> None:
    invitation = invite(cast)
    stored = str(rows(StaffInvitation)[0].model_dump())
    assert token(invitation) not in stored
    assert invitation.code.replace(" ", "") not in stored
    assert "Gil" not in stored


def test_who_has_no_password_comes_back_by_a_link_and_the_code(cast: Cast) -> None:
    link = lose_everything(cast)
    assert staff_joining.look(PHONE, token(link)).is_return
    assert team.team(cast.eve).invited[0].is_return
    signed_in = staff_joining.join(PHONE, token(link), answers(link, email=""))
    assert signed_in.needs == "enrol"
    again = sessions.resolve(signed_in.token, act=False)
    assert again is not None
    assert (again.person_id, again.role) == (cast.alma.person_id, "clinician")
    assert actions.sign_in(PHONE, "alma@demo.test", "quiet birds").needs == "enrol"


def test_who_comes_back_with_a_passkey_keeps_no_earlier_way_in(cast: Cast) -> None:
    link = lose_everything(cast)
    passkey_before = rows(Passkey)
    signed_in = with_passkey(link, Authenticator())
    assert (passkey_before, signed_in.needs) == ([], "")
    with database.reading() as session:
        assert passkey_rows.count(session, cast.alma.person_id) == 1


def test_who_has_a_password_is_given_no_link(cast: Cast) -> None:
    passkey(cast.alma)
    assert staff.reset_factor(proved(cast.eve), cast.alma.person_id, said) is None
    assert rows(StaffInvitation) == []


def test_who_was_disabled_meanwhile_does_not_come_back(cast: Cast) -> None:
    link = lose_everything(cast)
    staff.disable(proved(cast.eve), cast.alma.person_id)
    with pytest.raises(NotFound):
        staff_joining.join(PHONE, token(link), answers(link))


def test_the_box_makes_a_way_back_for_an_owner_and_takes_nothing_before_it_is_used(cast: Cast) -> None:
    passkey(cast.eve)
    link = staff_inviting.owners_way_back(" EVE@demo.test ")
    assert sessions.resolve(cast.tokens["eve"], act=False) is not None
    assert len(rows(Passkey)) == 1
    assert staff_joining.look(PHONE, token(link)).inviter == ""
    signed_in = staff_joining.join(PHONE, token(link), answers(link))
    assert (signed_in.needs, rows(Passkey)) == ("enrol", [])
    assert sessions.resolve(cast.tokens["eve"], act=False) is None
    assert [each.act for each in rows(AuditRecord)][-1] == "person.came_back"


@pytest.mark.parametrize("address", ["alma@demo.test", "ben@demo.test", "nobody@demo.test", ""])
def test_the_box_makes_none_for_anybody_else(cast: Cast, address: str) -> None:
    with pytest.raises(CannotStart):
        staff_inviting.owners_way_back(address)
    assert rows(StaffInvitation) == []


@pytest.mark.parametrize("who", ["alma", "cora", "sol", "ben"])
def test_only_an_owner_invites(cast: Cast, who: str) -> None:
    with pytest.raises(Problem):
        staff_inviting.invite(proved(cast.everybody()[who]), "Gil Roy", ["owner"], "en")
    assert rows(StaffInvitation) == []


def test_the_record_names_what_was_done_and_by_whom(cast: Cast) -> None:
    invitation = invite(cast)
    staff_joining.join(PHONE, token(invitation), answers(invitation))
    told = [(each.act, vault.get(each, "name"), each.kind) for each in rows(AuditRecord)][-2:]
    assert told == [("person.invited", "Eve Tran", "clinician"), ("person.added", "Gil Roy", "clinician")]


def test_who_came_in_by_an_owners_link_cannot_put_away_the_notice_of_it(cast: Cast) -> None:
    """It may be that owner; whoever comes in after them still reads it."""
    signed_in = with_passkey(lose_everything(cast), Authenticator())
    alma = sessions.resolve(signed_in.token, act=False)
    assert alma is not None
    (notice,) = resets.unread(alma)
    assert notice.stands_until == (clock.today(alma.time_zone) + resets.STANDS).isoformat()
    with pytest.raises(Refused) as refused:
        resets.read(alma, notice.id)
    assert refused.value.key == "problem.notice_stands"
    assert resets.unread(alma) == [notice]
    with clock.stopped_at(clock.now() + resets.STANDS):
        assert resets.unread(alma)[0].stands_until == ""
        resets.read(alma, notice.id)
        assert resets.unread(alma) == []
