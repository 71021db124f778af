"""Programmes as their screens press them: built, started, sent, changed for one client."""

import pytest

from betterjournal.assignments import queries as assignments
from betterjournal.assignments.repeats import WEEKDAYS
from betterjournal.web import routes
from betterjournal.web.clinician import under_way as going_state
from betterjournal.web.clinician.programme import state as programme_state
from betterjournal.web.clinician.programme.state import ProgrammeState
from betterjournal.web.clinician.programmes.state import ProgrammesState
from betterjournal.web.clinician.under_way import GoingState
from betterjournal.web.pages import PAGES
from tests import builders
from tests.cast import Cast
from tests.web.test_clinician_screens import Open, open_page, press

__all__ = ["open_page"]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> dict[str, str]:
    """The parts of the tab's address; Ben's page to begin with."""
    parts = {"client_id": cast.ben.client_id or ""}
    for module in (going_state, programme_state):
        monkeypatch.setattr(module, "param", lambda state, name: parts.get(name, ""))
    return parts


def form(what: str, request_id: str, **carried: str) -> dict[str, str]:
    return {"request_id": request_id, "worksheet": builders.step().revision_id, "what": what, **carried}


async def test_a_programme_is_built_and_keeps_what_was_typed_wrong_out(
    cast: Cast, open_page: Open, address: dict[str, str]
) -> None:
    home = await open_page(ProgrammesState, cast.alma)
    assert (await press(home, "create", cast.alma, {"title": " ", "language": "en"})).field == "title"
    address["programme_id"] = kept = builders.programme(cast.alma, "One")
    page = await open_page(ProgrammeState, cast.alma)
    await press(page, "add_step", cast.alma, form("Two", "r1", programme_id=kept))
    assert (await press(page, "add_step", cast.alma, form("", "r2", programme_id=kept))).field == "what"
    first, second = page.view.steps
    await press(page, "move_step", cast.alma, kept, second.id, "up")
    await press(page, "change_step", cast.alma, form("One, smaller", "r3", programme_id=kept, step_id=first.id))
    assert [step.given.what for step in page.view.steps] == ["Two", "One, smaller"]
    await press(page, "remove_step", cast.alma, kept, second.id)
    await press(page, "rename", cast.alma, {"programme_id": kept, "title": "Sleep well"})
    assert (page.view.title, len(page.view.steps)) == ("Sleep well", 1)
    await press(page, "delete", cast.alma, kept)
    assert (await open_page(ProgrammesState, cast.alma)).view.lines == []


async def test_it_is_started_sent_undone_and_changed_for_one_client(cast: Cast, open_page: Open) -> None:
    client_id = cast.ben.client_id or ""
    start = {"client_id": client_id, "programme": builders.programme(cast.alma, "One", "Two"), "request_id": "s1"}
    page = await open_page(GoingState, cast.alma)
    assert (await press(page, "start", cast.alma, start)).field == "release"
    await press(page, "start", cast.alma, start | {"release": "hand", "first_now": "on"})
    [started] = page.view.started
    await press(page, "send_step", cast.alma, client_id, started.steps[1].id)
    assert (page.sent.name, page.view.started[0].number) == ("Ben Okafor", 2)
    await press(page, "undo", cast.alma, client_id, page.sent.id)
    assert (page.sent, page.view.started[0].number) == (None, 1)
    await press(page, "add_step", cast.alma, form("Three", "r1", client_id=client_id, started_id=started.id))
    third = page.view.started[0].steps[2]
    await press(page, "move_step", cast.alma, client_id, third.id, "up")
    await press(page, "change_step", cast.alma, form("3", "r2", client_id=client_id, step_id=third.id))
    await press(page, "remove_step", cast.alma, client_id, started.steps[1].id)
    await press(page, "set_release", cast.alma, client_id, started.id, "appointment")
    assert [step.given.what for step in page.view.started[0].steps] == ["One", "3"]
    assert page.view.started[0].idle == ""
    await press(page, "end", cast.alma, client_id, started.id)
    assert page.view.started == []
    assert [card.what for card in assignments.today(cast.ben).first] == ["One"]


async def test_whoever_supervises_sees_no_plan(cast: Cast, open_page: Open) -> None:
    builders.under_way(cast.alma, cast.ben)
    page = await open_page(GoingState, cast.sol)
    assert (page.view.in_care, page.view.started) == (False, [])


@pytest.mark.parametrize("route", [routes.PROGRAMME, routes.GOING])
def test_changing_a_step_asks_how_often_so_that_nothing_is_dropped(route: str) -> None:
    [page] = [page for page in PAGES if page.route == route]
    drawn = str(page.draw().render())
    assert drawn.count('"repeat"') >= 2
    assert all(f'"day_{day}"' in drawn for day in WEEKDAYS)
