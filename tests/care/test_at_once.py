"""Two who settle the same client's affairs in the very same moment, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from betterjournal import access, clock, database
from betterjournal.access import Actor
from betterjournal.accounts.models import Care, Supervision
from betterjournal.audit import AuditRecord
from betterjournal.care import covering, discharging, handing, supervising, ties
from betterjournal.care.models import Cover
from tests import builders
from tests.at_once import both
from tests.builders import proved
from tests.cast import ZONE, Cast

Meet = Callable[[Any, str], None]


@pytest.fixture
def drew(each_cast: Cast) -> Actor:
    return builders.works_here("Drew Ash", is_clinician=True)


def ben(cast: Cast) -> str:
    return cast.ben.client_id or ""


def standing(table: type[Care] | type[Supervision] | type[Cover], cast: Cast) -> list[Any]:
    with database.reading() as session:
        current = select(table).where(table.client_id == ben(cast), access.is_current(table, clock.now()))
        return list(session.exec(current).all())


def recorded(act: str) -> int:
    return [row.act for row in builders.rows(AuditRecord)].count(act)


def test_handed_over_twice_one_has_the_client(each_cast: Cast, drew: Actor, meet: Meet) -> None:
    alma, eve = proved(each_cast.alma), proved(each_cast.eve)
    meet(ties, "clinician")
    both(
        lambda: handing.hand_over(alma, ben(each_cast), each_cast.cora.person_id),
        lambda: handing.hand_over(eve, ben(each_cast), drew.person_id),
    )
    assert len(standing(Care, each_cast)) == 1


def test_nobody_is_handed_a_client_who_is_left_to_nobody(each_cast: Cast, meet: Meet) -> None:
    alma, eve = proved(each_cast.alma), proved(each_cast.eve)
    meet(ties, "cares")
    both(
        lambda: handing.hand_over(alma, ben(each_cast), each_cast.cora.person_id),
        lambda: handing.leave(eve, ben(each_cast)),
    )
    ended, handed = recorded("care.ended"), recorded("care.handed_over")
    assert (ended, len(standing(Care, each_cast))) == (1, 0), handed


def test_a_supervisor_is_named_once(each_cast: Cast, meet: Meet) -> None:
    rae = builders.works_here("Rae Lim", is_supervisor=True).person_id
    one, other = proved(each_cast.alma), proved(builders.sign_in(each_cast.alma))
    meet(supervising, "_given")
    named = [lambda who=who: supervising.name(who, ben(each_cast), rae, told=True) for who in (one, other)]
    assert both(*named) == [False, True]
    assert [row.supervisor_id for row in standing(Supervision, each_cast)].count(rae) == 1


def test_supervision_ends_once(each_cast: Cast, meet: Meet) -> None:
    (row,) = standing(Supervision, each_cast)
    meet(ties, "supervisions")
    ends = [lambda who=who: supervising.end(who, ben(each_cast), row.id) for who in (each_cast.alma, each_cast.eve)]
    assert both(*ends) == [False, True]


def test_of_two_covers_by_one_clinician_the_later_stands(each_cast: Cast, drew: Actor, meet: Meet) -> None:
    alma, eve, until = proved(each_cast.alma), proved(each_cast.eve), clock.today(ZONE).isoformat()
    meet(covering, "_given")
    both(
        lambda: covering.cover(alma, ben(each_cast), drew.person_id, "ill", until),
        lambda: covering.cover(eve, ben(each_cast), drew.person_id, "ill", until),
    )
    assert len(standing(Cover, each_cast)) == 1


def test_so_it_does_of_two_covers_of_all_somebodys_clients(each_cast: Cast, drew: Actor, meet: Meet) -> None:
    alma, eve, until = proved(each_cast.alma), proved(each_cast.eve), clock.today(ZONE).isoformat()
    meet(covering, "_all")
    both(
        lambda: covering.cover_all(alma, each_cast.alma.person_id, drew.person_id, "ill", until),
        lambda: covering.cover_all(eve, each_cast.alma.person_id, drew.person_id, "ill", until),
    )
    assert len(standing(Cover, each_cast)) == 1


def test_cover_ends_once(each_cast: Cast, drew: Actor, meet: Meet) -> None:
    cover = builders.covered(each_cast.eve, each_cast.ben, drew)
    meet(ties, "covers")
    ends = [lambda who=who: covering.end(who, ben(each_cast), cover) for who in (each_cast.alma, each_cast.eve)]
    assert both(*ends) == [False, True]


def test_one_finishes_once(each_cast: Cast, meet: Meet) -> None:
    meet(ties, "call_off")
    assert both(*[lambda: discharging.discharge(each_cast.alma, ben(each_cast))] * 2) == [False, True]


def test_one_takes_up_again_once(each_cast: Cast, meet: Meet) -> None:
    discharging.discharge(each_cast.alma, ben(each_cast))
    meet(access, "not_stopped")
    assert both(*[lambda: discharging.take_up_again(each_cast.alma, ben(each_cast))] * 2) == [False, True]
