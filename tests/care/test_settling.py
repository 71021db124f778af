"""What is looked at before it happens, what whoever settles may choose from, and what no page of an owner tells."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts import sessions, staff
from betterjournal.accounts.models import Client
from betterjournal.audit import AuditRecord
from betterjournal.care import covering, handing, supervising
from betterjournal.care import queries as care
from betterjournal.care.views import CheckView, Named
from betterjournal.database import new_id
from betterjournal.errors import Invalid, NotFound, Problem
from betterjournal.privacy import queries as sealed
from tests import builders
from tests.builders import proved
from tests.cast import ZONE, Cast


@pytest.fixture
def drew(cast: Cast) -> Actor:
    """A colleague who never saw Ben."""
    return builders.works_here("Drew Ash", is_clinician=True)


def day(ahead: int) -> str:
    return (clock.today(ZONE) + timedelta(days=ahead)).isoformat()


def ben(cast: Cast) -> str:
    return cast.ben.client_id or ""


def names(people: list[Named]) -> list[str]:
    return [each.name for each in people]


def without_account(cast: Cast) -> None:
    with database.writing() as session:
        session.exec(select(Client).where(Client.id == ben(cast))).one().person_id = None


def test_handing_over_is_looked_at_before_it_happens(cast: Cast) -> None:
    before = len(builders.rows(AuditRecord))
    checked = handing.check(cast.alma, ben(cast), cast.cora.person_id)
    assert (checked.kind, checked.id, checked.name, checked.first_name) == (
        "hand_over",
        ben(cast),
        "Cora Singh",
        "Cora",
    )
    assert len(builders.rows(AuditRecord)) == before
    assert names_of_carers(cast.alma, cast) == ["Alma Reyes"]


def names_of_carers(actor: Actor, cast: Cast) -> list[str]:
    return [line.name for line in care.care(actor, ben(cast)).carers]


def test_what_cannot_happen_is_refused_before_anybody_proves_who_they_are(cast: Cast, drew: Actor) -> None:
    client, alma, cora, sol = ben(cast), cast.alma, cast.cora.person_id, cast.sol.person_id
    tries: list[tuple[str, str, object]] = [
        ("person", "problem.choose", lambda: handing.check(alma, client, "")),
        ("person", "problem.choose", lambda: handing.check(alma, client, sol)),
        ("", "problem.already_cares", lambda: handing.check(cast.eve, client, alma.person_id)),
        ("person", "problem.choose", lambda: supervising.check(alma, client, cora, told=True)),
        ("told", "problem.tell_first", lambda: supervising.check(alma, client, sol, told=False)),
        ("", "problem.already_supervises", lambda: supervising.check(alma, client, sol, told=True)),
        ("person", "problem.choose", lambda: covering.check(alma, client, "", "ill", day(1))),
        ("reason", "problem.choose", lambda: covering.check(alma, client, cora, "bored", day(1))),
        ("until", "problem.date", lambda: covering.check(alma, client, cora, "ill", "")),
        ("until", "problem.past", lambda: covering.check(alma, client, cora, "ill", day(-1))),
        ("until", "problem.cover_too_long", lambda: covering.check(alma, client, cora, "ill", day(91))),
        ("for", "problem.choose", lambda: covering.check_all(cast.eve, "", cora, "ill", day(1))),
        ("person", "problem.choose", lambda: covering.check_all(cast.eve, cora, cora, "ill", day(1))),
        ("", "problem.nobody_to_cover", lambda: covering.check_all(cast.eve, drew.person_id, cora, "ill", day(1))),
    ]
    for field, key, attempt in tries:
        with pytest.raises(Problem) as refused:
            attempt()  # type: ignore[operator]
        assert (refused.value.field, refused.value.key) == (field, key)


def test_what_ben_said_is_asked_only_while_he_cannot_say_it_himself(cast: Cast) -> None:
    assert handing.check(cast.alma, ben(cast), cast.cora.person_id, "all").said == ""
    without_account(cast)
    assert handing.check(cast.alma, ben(cast), cast.cora.person_id, "all").said == "all"
    assert handing.check(cast.alma, ben(cast), cast.cora.person_id).said == ""
    with pytest.raises(Invalid) as refused:
        handing.check(cast.alma, ben(cast), cast.cora.person_id, "everything")
    assert refused.value.field == "past"


def test_a_cover_of_all_says_for_how_many_and_for_whom(cast: Cast, drew: Actor) -> None:
    with database.writing() as session:
        cast._client(session, "Gil Roy", cast.alma)
    checked = covering.check_all(cast.eve, cast.alma.person_id, drew.person_id, "ill", day(3))
    assert (checked.first_name, checked.for_name, checked.clients, checked.until) == ("Drew", "Alma Reyes", 2, day(3))
    rest = (checked.for_id, checked.person_id, checked.reason, checked.until)
    assert covering.cover_all(proved(cast.eve), *rest) == 2


def test_only_those_who_do_not_read_yet_can_be_chosen(cast: Cast, drew: Actor) -> None:
    kit = builders.works_here("Kit Rae", is_supervisor=True)
    mine, office = care.care(cast.alma, ben(cast)), care.care(cast.eve, ben(cast))
    assert names(mine.clinicians) == ["Cora Singh", "Drew Ash"]
    assert names(office.clinicians) == ["Cora Singh", "Drew Ash"]
    assert names(mine.supervisors) == ["Kit Rae"]
    supervising.name(proved(cast.alma), ben(cast), kit.person_id, told=True)
    assert care.care(cast.alma, ben(cast)).supervisors == []


def test_an_owner_who_is_a_clinician_takes_over_from_who_left(cast: Cast) -> None:
    """In a small practice there is nobody else."""
    staff.change_roles(proved(cast.eve), cast.eve.person_id, ["owner", "clinician"])
    eve = sessions.resolve(cast.tokens["eve"], act=False)
    assert eve is not None
    assert "Eve Tran" in names(care.care(eve, ben(cast)).clinicians)
    handing.hand_over(proved(eve), ben(cast), eve.person_id)
    assert names_of_carers(eve, cast) == ["Eve Tran"]
    with pytest.raises(NotFound):
        care.care(cast.alma, ben(cast))


def test_what_ben_answered_is_told_to_whom_has_him_and_to_no_owner(cast: Cast) -> None:
    handing.hand_over(proved(cast.alma), ben(cast), cast.cora.person_id)
    office = care.care(cast.eve, ben(cast))
    assert [line.past for line in care.care(cast.cora, ben(cast)).carers] == ["unanswered"]
    handing.choose(cast.ben, "takeaways")
    assert [line.past for line in care.care(cast.cora, ben(cast)).carers] == ["takeaways"]
    assert care.care(cast.eve, ben(cast)) == office


def test_the_owner_is_shown_whose_clients_nobody_can_look_after(cast: Cast) -> None:
    def without() -> list[str]:
        return names(care.clients(cast.eve).without)

    assert without() == []
    staff.disable(proved(cast.eve), cast.alma.person_id)
    assert without() == ["Ben Okafor"]
    staff.change_roles(proved(cast.eve), cast.cora.person_id, ["supervisor"])
    assert sorted(without()) == ["Ben Okafor", "Dan Li"]
    staff.enable(proved(cast.eve), cast.alma.person_id)
    assert without() == ["Dan Li"]
    handing.leave(proved(cast.eve), ben(cast))
    assert sorted(without()) == ["Ben Okafor", "Dan Li"]


def test_who_cannot_sign_in_any_more_can_still_be_covered_for(cast: Cast, drew: Actor) -> None:
    staff.disable(proved(cast.eve), cast.alma.person_id)
    listed = care.clients(cast.eve)
    assert names(listed.caring) == ["Alma Reyes", "Cora Singh"]
    assert names(listed.clinicians) == ["Cora Singh", "Drew Ash"]
    assert covering.cover_all(proved(cast.eve), cast.alma.person_id, drew.person_id, "died", day(3)) == 1


def test_the_owners_list_names_who_has_and_who_covers(cast: Cast, drew: Actor) -> None:
    builders.covered(cast.eve, cast.ben, drew)
    handing.leave(proved(cast.cora), cast.dan.client_id or "")
    lines = {line.name: (line.carers, line.covers) for line in care.clients(cast.eve).clients}
    assert lines == {"Ben Okafor": ("Alma Reyes", "Drew Ash"), "Dan Li": ("", "")}
    assert [line.name for line in care.clients(cast.eve, "okA").clients] == ["Ben Okafor"]
    assert care.clients(cast.eve, "nobody").searched


@pytest.mark.parametrize(
    "listed", [lambda *asked: care.clients(*asked).clients, lambda *asked: sealed.clients(*asked).rows]
)
def test_the_owner_finds_by_how_a_name_begins_as_a_clinician_does(cast: Cast, listed: Callable[..., list[Any]]) -> None:
    builders.paper_client(cast.alma, "Émile Côté")
    for words, found in (("cote em", ["Émile Côté"]), ("ôté", []), ("ben", ["Ben Okafor"]), ("kafor", [])):
        assert [line.name for line in listed(cast.eve, words)] == found, words
    assert [line.name for line in listed(cast.eve, "")] == ["Ben Okafor", "Dan Li", "Émile Côté"]


@pytest.mark.parametrize("who", ["cora", "sol"])
def test_somebody_elses_and_nobodys_look_alike_when_looked_at(cast: Cast, who: str) -> None:
    actor = cast.everybody()[who]
    for client_id in (ben(cast), new_id()):
        for attempt in (
            lambda: handing.check(actor, client_id, cast.cora.person_id),  # noqa: B023
            lambda: covering.check(actor, client_id, cast.cora.person_id, "ill", day(1)),  # noqa: B023
            lambda: supervising.check(actor, client_id, cast.sol.person_id, told=True),  # noqa: B023
        ):
            with pytest.raises(NotFound):
                attempt()


def test_an_owner_settles_and_names_no_supervisor(cast: Cast) -> None:
    with pytest.raises(NotFound):
        supervising.check(cast.eve, ben(cast), cast.sol.person_id, told=True)
    assert isinstance(handing.check(cast.eve, ben(cast), cast.cora.person_id), CheckView)
