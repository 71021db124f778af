"""Pages that lie open past midnight read as the new day does, and nothing is opened by that."""

from datetime import datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
import reflex as rx

from betterjournal import clock
from betterjournal.web.clinician.brief import state as brief
from betterjournal.web.clinician.client import state as client
from betterjournal.web.clinician.look import state as looking
from betterjournal.web.session import acting_as
from tests import builders
from tests.cast import ZONE, Cast


@pytest.mark.parametrize(("module", "name"), [(client, "ClientState"), (brief, "BriefState"), (looking, "LookState")])
async def test_an_open_page_is_loaded_again_at_midnight_and_then_at_the_next(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    midnight = clock.at(clock.today(ZONE) + timedelta(days=2), 0, 0, ZONE)
    told: list[datetime | None] = []
    monkeypatch.setattr(module, "watch", lambda *given, until=None: told.append(until))
    monkeypatch.setattr(module, "param", lambda *given: cast.ben.client_id)
    with clock.stopped_at(midnight - timedelta(hours=3)):
        builders.appointment(cast.alma, cast.ben, midnight + timedelta(hours=9))
        state: Any = await rx.State().get_state(getattr(module, name))
        with acting_as(cast.alma):
            await type(state).event_handlers["arrive"].fn(state)
    with clock.stopped_at(midnight), acting_as(cast.alma):
        await type(state).event_handlers["load"].fn(state)
    after = clock.at(clock.today(ZONE) + timedelta(days=3), 0, 0, ZONE)
    assert told == [midnight, after]
