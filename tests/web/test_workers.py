"""Two workers on PostgreSQL and Redis serve one practice: what is announced anywhere reaches every open page."""

import asyncio
from collections.abc import Iterator

import pytest

from betterjournal import live
from betterjournal.accounts import actions as accounts
from betterjournal.accounts import passwords
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from betterjournal.web.client.today.state import TodayState
from tests import builders, redis_server
from tests.cast import Cast
from tests.conftest import QUICK
from tests.postgres import Cluster
from tests.serving import Server
from tests.web.tab import Tab, open_tab

LOAD = f"{TodayState.get_full_name()}.load"
TABS = 6


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster) -> Iterator[tuple[Server, Cast]]:
    data = tmp_path_factory.mktemp("workers") / "data"
    with redis_server.running(tmp_path_factory.mktemp("redis")) as redis:
        where = {"DATABASE_URL": cluster.fresh(), "KEYRING_URL": cluster.fresh()}
        prepare(Settings(data_dir=data, database_url=where["DATABASE_URL"], keyring_url=where["KEYRING_URL"]))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(passwords, "hashing", QUICK)
            cast = Cast.gather()
        server = Server(data, more={**where, "REDIS_URL": redis, "WORKERS": "2"}).start()
        relay = live.join(redis)
        yield server, cast
        relay.leave()
        server.stop()
        let_go()


async def test_sent_work_reaches_the_clients_pages_on_both_workers(practice: tuple[Server, Cast]) -> None:
    server, cast = practice
    assert len(server.workers()) == 2
    tabs = [Tab(server.url, cookie=cast.tokens["ben"]) for _ in range(TABS)]
    try:
        for tab in tabs:
            await tab.connect()
            await tab.hydrate()
            await tab.ask(LOAD, path="/today")
            tab.updates.clear()
        await asyncio.to_thread(builders.assignment, cast.alma, cast.ben, what="A walk by the river")
        reached = await asyncio.gather(*(tab.answer(1.5) for tab in tabs))
    finally:
        for tab in tabs:
            await tab.client.shutdown()
    assert all("A walk by the river" in found for found in map(str, reached))


async def test_signing_out_everywhere_closes_the_pages_on_both_workers(practice: tuple[Server, Cast]) -> None:
    server, cast = practice
    async with (
        open_tab(server.url, cookie=cast.tokens["dan"]) as one,
        open_tab(server.url, cookie=cast.tokens["dan"]) as two,
    ):
        await one.hydrate()
        await two.hydrate()
        await asyncio.to_thread(accounts.sign_out_everywhere, cast.dan)
        await asyncio.wait_for(one.closed.wait(), 5)
        await asyncio.wait_for(two.closed.wait(), 5)
