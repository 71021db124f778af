"""Domain work runs off the loop, and one kind of it cannot starve another."""

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from betterjournal.errors import Invalid
from betterjournal.settings import Settings
from betterjournal.web import pools, session
from betterjournal.web.session import Standing, ask, take_stand
from tests.cast import Cast


@pytest.fixture(autouse=True)
def own_pool(house: Settings) -> Iterator[None]:
    pools._saving.cache_clear()
    yield
    pools._saving.cache_clear()


def refuse() -> None:
    raise Invalid("field")


@pytest.mark.parametrize("run", [pools.in_domain, pools.in_saving, pools.in_hashing])
async def test_what_is_refused_is_refused_where_it_was_asked(run: object) -> None:
    with pytest.raises(Invalid):
        await run(refuse)  # type: ignore[operator]


async def test_saves_follow_each_other_instead_of_fighting_for_the_one_write_lock() -> None:
    at_once: list[int] = []
    running: list[object] = []

    def save() -> None:
        running.append(None)
        at_once.append(len(running))
        time.sleep(0.005)
        running.pop()

    await asyncio.gather(*(pools.in_saving(save) for _ in range(6)))
    assert max(at_once) == 1


async def test_a_save_that_waits_for_the_disk_holds_nobody_up() -> None:
    disk = threading.Event()
    waiting = asyncio.create_task(pools.in_saving(disk.wait, 5))
    assert await asyncio.wait_for(pools.in_domain(lambda: "healthy"), 1) == "healthy"
    disk.set()
    assert await waiting


async def test_whoever_stopped_waiting_breaks_nothing_for_the_next() -> None:
    waiting = asyncio.create_task(pools.in_saving(time.sleep, 0.05))
    await asyncio.sleep(0.01)
    waiting.cancel()
    assert await pools.in_saving(lambda: "kept") == "kept"


async def test_a_save_runs_where_saves_do_as_whoever_stands_behind_it(cast: Cast) -> None:
    ran: list[tuple[str, str]] = []

    def note(actor: object) -> None:
        ran.append((threading.current_thread().name.split("_")[0], session.present().actor.name))

    for saving in (True, False):
        take_stand(Standing(cast.ben, saving=saving))
        await ask(None, note)  # type: ignore[arg-type]
    assert ran == [("saving", "Ben Okafor"), ("domain", "Ben Okafor")]
