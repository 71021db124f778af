"""Every handler of every State says who may call it."""

import pytest
import reflex as rx
from reflex_base.registry import RegistrationContext

import betterjournal.betterjournal  # noqa: F401  (registers every State)
from betterjournal.access import Actor
from betterjournal.web.serving import doors
from betterjournal.web.session import PLACED, Placing, admits, placed

OWED = Actor("alma", "Alma Reyes", "s", is_clinician=True, second_factor_needed=True)
FITS = {
    "public": {"nobody", "owed", "ben", "alma", "sol", "eve"},
    "half": {"owed", "ben", "alma", "sol", "eve"},
    "signed_in": {"ben", "alma", "sol", "eve"},
    "client": {"ben"},
    "clinician": {"alma", "sol"},
    "owner": {"eve"},
    "staff": {"alma", "sol", "eve"},
}
CAST = {
    "nobody": None,
    "owed": OWED,
    "ben": Actor("ben", "Ben Okafor", "s", client_id="ben"),
    "alma": Actor("alma", "Alma Reyes", "s", is_clinician=True),
    "sol": Actor("sol", "Sol Berg", "s", is_supervisor=True),
    "eve": Actor("eve", "Eve Tran", "s", is_owner=True),
}


def test_every_handler_of_every_state_is_placed() -> None:
    ours = {
        name: registered.handler
        for name, registered in RegistrationContext.get().event_handlers.items()
        if registered.handler.fn.__module__.startswith("betterjournal")
    }
    unplaced = [name for name, each in ours.items() if not isinstance(getattr(each.fn, "placing", None), Placing)]
    assert unplaced == []


def test_what_reflex_itself_registers_is_shut_but_for_four_doors() -> None:
    names = RegistrationContext.get().event_handlers
    frameworks = [name for name, each in names.items() if each.handler.fn.__module__.startswith("reflex")]
    open_doors = {name.rsplit(".", 1)[1] for name in frameworks if doors.find(name)}
    assert open_doors == {"hydrate", "hydrate_and_load", "on_load_internal", "set_is_hydrated"}
    assert len(frameworks) > 4


def test_no_state_of_ours_can_be_written_through_a_setter() -> None:
    setters = [
        name for name in RegistrationContext.get().event_handlers if name.endswith(".setvar") and doors.find(name)
    ]
    assert setters == []


@pytest.mark.parametrize("who", sorted(FITS))
@pytest.mark.parametrize("person", sorted(CAST))
def test_a_place_admits_exactly_those_it_names(who: str, person: str) -> None:
    assert admits(CAST[person], (who,)) is (person in FITS[who])  # type: ignore[arg-type]


def test_a_handler_without_types_cannot_be_placed() -> None:
    with pytest.raises(TypeError, match="type"):

        @placed("public")
        async def anything(self: rx.State, value) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
            ...


def test_a_handler_placed_nowhere_cannot_be_made() -> None:
    with pytest.raises(TypeError):
        placed()
    assert all(each.who for each in PLACED.values())
