"""The sheet that an open page shows, over the wire: a phone that was out of reach comes back to the same one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from betterjournal import database
from betterjournal.accounts import passwords
from betterjournal.entries.models import Entry
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from tests import builders
from tests.cast import Cast
from tests.conftest import QUICK
from tests.serving import Server
from tests.web.tab import Tab, open_tab

CLIENT = "reflex___state____state.betterjournal___web___client___"
ROOM, WORK = f"{CLIENT}room____room_state.", f"{CLIENT}work___state____work_state."


@dataclass
class Town:
    url: str
    token: str
    work: str
    yesterday: str


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Work of each day, of which Ben wrote yesterday's sheet and did not share it."""
    data = tmp_path / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        prepare(Settings(data_dir=data))
        cast = Cast.gather()
        work = builders.assignment(cast.alma, cast.ben, repeat="daily")
        yesterday = builders.draft(cast.ben, work, "Rain.")
        with database.writing() as session:
            session.get_one(Entry, yesterday).about_on -= timedelta(days=1)
    let_go()
    server = Server(data).start()
    yield Town(server.url, cast.tokens["ben"], work, yesterday)
    server.stop()


async def test_a_tab_that_comes_back_shows_the_sheet_it_had_and_one_that_comes_anew_todays(town: Town) -> None:
    async with open_tab(town.url, cookie=town.token) as tab:
        today = await _sheet(tab, town)
        assert today != town.yesterday
        opened = await tab.ask(f"{WORK}open_earlier", *_at(town), entry=town.yesterday)
        assert opened["work_state.view"]["entry_id"] == town.yesterday
        assert await _sheet(tab, town) == town.yesterday
        await tab.hydrate("/today")
        await tab.ask(f"{ROOM}arrive", "/today")
        assert await _sheet(tab, town) == today


def _at(town: Town) -> tuple[str, dict[str, str]]:
    return f"/today/{town.work}", {"assignment_id": town.work}


async def _sheet(tab: Tab, town: Town) -> str:
    """What a page does when it connects, and again whenever it was out of reach: it hydrates, and it loads."""
    await tab.hydrate(*_at(town))
    await tab.ask(f"{ROOM}arrive", *_at(town))
    return str((await tab.ask(f"{WORK}arrive", *_at(town)))["work_state.view"]["entry_id"])
