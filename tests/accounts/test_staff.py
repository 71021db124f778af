"""What an owner does with people: roles, disabling, a lost second factor; and what nobody can do to the last owner."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock, database, live, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions, factors, resets, sessions, staff, team
from betterjournal.accounts.models import FactorReset, Passkey, Person, RecoveryCode, SignInSession
from betterjournal.accounts.views import InvitationView
from betterjournal.assignments import home
from betterjournal.audit import AuditRecord
from betterjournal.errors import Invalid, NotFound, Problem, Refused
from betterjournal.review.timeline import timeline
from tests.builders import passkey, proved, rows, said
from tests.cast import PASSPHRASE, Cast

HERE = Visitor("203.0.113.7")


def row(actor: Actor) -> Person:
    with database.reading() as session:
        return session.get_one(Person, actor.person_id)


def again(cast: Cast, name: str) -> Actor | None:
    """The same person as the next event of theirs finds them."""
    return sessions.resolve(cast.tokens[name], act=False)


def reset(owner: Actor, person_id: str) -> InvitationView | None:
    return staff.reset_factor(owner, person_id, said)


def acts() -> list[tuple[str, str, str]]:
    return [(each.act, each.kind, vault.get(each, "reason")) for each in rows(AuditRecord)]


def with_factor(actor: Actor) -> None:
    with database.writing() as session:
        person = session.get_one(Person, actor.person_id)
        factors.confirm(person, factors.offered("any"))
        factors.new_recovery_codes(session, person)
        session.add(person)


def without_password(actor: Actor) -> None:
    with database.writing() as session:
        session.get_one(Person, actor.person_id).password_hash = ""


def test_roles_change_at_once_and_the_record_says_from_what_to_what(cast: Cast) -> None:
    staff.change_roles(proved(cast.eve), cast.alma.person_id, ["clinician", "owner"])
    alma = again(cast, "alma")
    assert alma is not None
    assert (alma.is_owner, alma.is_clinician, alma.session_id) == (True, True, cast.alma.session_id)
    assert acts()[-1] == ("person.roles", "owner+clinician", "clinician > owner+clinician")


def test_nothing_changes_without_a_fresh_proof(cast: Cast) -> None:
    tries = (
        lambda: staff.change_roles(cast.eve, cast.alma.person_id, ["owner"]),
        lambda: staff.disable(cast.eve, cast.alma.person_id),
        lambda: staff.enable(cast.eve, cast.alma.person_id),
        lambda: staff.reset_factor(cast.eve, cast.alma.person_id, said),
    )
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.key == "problem.prove_first"
    assert row(cast.alma).is_clinician
    assert row(cast.alma).disabled_at is None


def test_one_proof_makes_one_change(cast: Cast) -> None:
    staff.disable(proved(cast.eve), cast.alma.person_id)
    with pytest.raises(Refused):
        staff.disable(cast.eve, cast.cora.person_id)


@pytest.mark.parametrize("names", [[], ["king"], ["owner", "client"]])
def test_nobody_works_here_without_a_role_or_with_one_there_is_not(cast: Cast, names: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        staff.change_roles(proved(cast.eve), cast.alma.person_id, names)
    assert refused.value.field == "roles"


def test_the_last_owner_stays_one(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        staff.change_roles(proved(cast.eve), cast.eve.person_id, ["clinician"])
    assert refused.value.key == "problem.last_owner"
    staff.change_roles(cast.eve, cast.alma.person_id, ["owner"])
    staff.change_roles(proved(cast.eve), cast.eve.person_id, ["clinician"])
    assert not row(cast.eve).is_owner


def test_a_disabled_owner_does_not_count_as_one(cast: Cast) -> None:
    staff.change_roles(proved(cast.eve), cast.alma.person_id, ["owner"])
    staff.disable(proved(cast.eve), cast.alma.person_id)
    with pytest.raises(Refused):
        staff.change_roles(proved(cast.eve), cast.eve.person_id, ["clinician"])


def test_two_owners_who_remove_each_other_at_once_leave_one(each_cast: Cast) -> None:
    cast = each_cast
    staff.change_roles(proved(cast.eve), cast.alma.person_id, ["owner"])
    alma = again(cast, "alma")
    assert alma is not None
    proved(alma), proved(cast.eve)

    def remove(pair: tuple[Actor, Actor]) -> str:
        try:
            staff.change_roles(pair[0], pair[1].person_id, ["clinician"])
        except Problem as problem:
            return type(problem).__name__
        return "done"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(remove, [(alma, cast.eve), (cast.eve, alma)]))
    assert said == ["NotFound", "done"]
    assert sum(each.is_owner for each in rows(Person)) == 1


@pytest.mark.parametrize("change", [staff.disable, staff.enable, reset])
def test_nobody_does_this_to_themself(cast: Cast, change) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with pytest.raises(Refused) as refused:
        change(proved(cast.eve), cast.eve.person_id)
    assert refused.value.key == "problem.not_yourself"


def test_a_client_is_nobody_an_owner_finds(cast: Cast) -> None:
    before = row(cast.ben)
    for change in (staff.disable, staff.enable, reset):
        with pytest.raises(NotFound):
            change(proved(cast.eve), cast.ben.person_id)
    with pytest.raises(NotFound):
        staff.change_roles(cast.eve, cast.ben.person_id, ["clinician"])
    assert row(cast.ben) == before
    assert "Ben" not in str(team.team(cast.eve).people)


def test_who_is_disabled_is_out_everywhere_and_cannot_come_in(cast: Cast) -> None:
    said: set[str] = set()
    live.listen(said.update)
    staff.disable(proved(cast.eve), cast.alma.person_id)
    live.forget(said.update)
    assert again(cast, "alma") is None
    assert {f"session:{cast.alma.session_id}", f"client:{cast.ben.client_id}", "people"} <= said
    with pytest.raises(Invalid):
        actions.sign_in(HERE, "alma@demo.test", PASSPHRASE)
    staff.enable(proved(cast.eve), cast.alma.person_id)
    assert again(cast, "alma") is None
    assert actions.sign_in(HERE, "alma@demo.test", PASSPHRASE).needs == "enrol"


def test_the_clinicians_role_alone_brings_an_owner_no_client(cast: Cast) -> None:
    staff.change_roles(proved(cast.eve), cast.eve.person_id, ["owner", "clinician", "supervisor"])
    eve = again(cast, "eve")
    assert eve is not None
    seen = home.clients(eve)
    assert (seen.just_met, seen.soon, seen.later) == ([], [], [])
    assert acts()[-1] == ("person.roles", "owner+clinician+supervisor", "owner > owner+clinician+supervisor")


def test_who_supervises_no_longer_reads_nothing_more_of_those_clients(cast: Cast) -> None:
    assert [each.name for each in home.clients(cast.sol).later] == ["Ben Okafor"]
    staff.change_roles(proved(cast.eve), cast.sol.person_id, ["clinician"])
    sol = again(cast, "sol")
    assert sol is not None
    assert home.clients(sol).later == []
    with pytest.raises(NotFound):
        timeline(sol, cast.ben.client_id or "")


@pytest.mark.parametrize("gone", ["disabled", "no clinician"])
def test_supervision_ends_with_the_supervisees_own_reading(cast: Cast, gone: str) -> None:
    if gone == "disabled":
        staff.disable(proved(cast.eve), cast.alma.person_id)
    else:
        staff.change_roles(proved(cast.eve), cast.alma.person_id, ["owner"])
    assert home.clients(cast.sol).later == []
    with pytest.raises(NotFound):
        timeline(cast.sol, cast.ben.client_id or "")


def test_a_lost_second_factor_goes_with_all_that_it_opened(cast: Cast) -> None:
    with_factor(cast.alma)
    passkey(cast.alma)
    assert staff.reset_factor(proved(cast.eve), cast.alma.person_id, said) is None
    assert (row(cast.alma).totp, row(cast.alma).totp_confirmed_at) == (None, None)
    assert (rows(Passkey), rows(RecoveryCode)) == ([], [])
    assert again(cast, "alma") is None
    assert acts()[-1][0] == "person.factor_reset"


def test_the_reset_alone_lets_nobody_in(cast: Cast) -> None:
    with_factor(cast.alma)
    staff.reset_factor(proved(cast.eve), cast.alma.person_id, said)
    with pytest.raises(Invalid):
        actions.sign_in(HERE, "alma@demo.test", "not her password at all")
    half = sessions.resolve(actions.sign_in(HERE, "alma@demo.test", PASSPHRASE).token, act=False)
    assert half is not None
    assert half.second_factor_needed


def test_the_person_is_told_who_did_it_at_the_door_and_until_they_have_read_it(cast: Cast) -> None:
    staff.reset_factor(proved(cast.eve), cast.alma.person_id, said)
    for actor in (cast.half("alma"), cast.alma):
        assert [(each.by, each.on) for each in resets.unread(actor)] == [
            ("Eve Tran", clock.today(cast.alma.time_zone).isoformat())
        ]
    reset = resets.unread(cast.alma)[0].id
    with pytest.raises(NotFound):
        resets.read(cast.half("alma"), reset)
    with pytest.raises(NotFound):
        resets.read(cast.cora, reset)
    resets.read(cast.alma, reset)
    assert resets.unread(cast.alma) == []
    kept = rows(FactorReset)[0]
    assert (kept.by_id, kept.read_at is not None) == (cast.eve.person_id, True)


def test_every_owner_reads_beside_a_name_that_and_when_a_second_step_was_taken_away(cast: Cast) -> None:
    reset(proved(cast.eve), cast.alma.person_id)
    day = clock.today(cast.alma.time_zone).isoformat()
    lines = {each.first_name: (each.reset_on, each.reset_by) for each in team.team(cast.eve).people}
    assert (lines["Alma"], lines["Cora"]) == ((day, "Eve Tran"), ("", ""))
    with clock.stopped_at(clock.now() + timedelta(days=366)):
        assert {each.reset_on for each in team.team(cast.eve).people} == {""}


def test_nothing_is_taken_from_somebody_who_is_disabled(cast: Cast) -> None:
    staff.disable(proved(cast.eve), cast.alma.person_id)
    with pytest.raises(Refused):
        staff.reset_factor(proved(cast.eve), cast.alma.person_id, said)


def test_an_owner_who_is_one_no_longer_can_do_nothing_more(cast: Cast) -> None:
    staff.change_roles(proved(cast.eve), cast.alma.person_id, ["owner"])
    alma = again(cast, "alma")
    assert alma is not None
    proved(cast.eve)
    staff.change_roles(proved(alma), cast.eve.person_id, ["supervisor"])
    with pytest.raises(NotFound):
        staff.disable(cast.eve, alma.person_id)
    with pytest.raises(NotFound):
        team.team(replace(cast.eve, is_owner=False))


def test_sessions_are_ended_and_not_removed(cast: Cast) -> None:
    staff.disable(proved(cast.eve), cast.alma.person_id)
    hers = [each for each in rows(SignInSession) if each.person_id == cast.alma.person_id]
    assert hers
    assert all(each.ended_at for each in hers)
