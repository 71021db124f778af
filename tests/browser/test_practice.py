"""Eve's page: the list before the first client, and the record that she filters and saves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from betterjournal import clock, database
from betterjournal.accounts.models import Practice
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from tests.browser.conftest import doors, quick_hashes
from tests.browser.people import follow, press, titled
from tests.cast import ZONE, Cast
from tests.serving import Server


@pytest.fixture
def eve(tmp_path: Path, chromium: Browser) -> Iterator[list[Page]]:
    """Two tabs of Eve's in a practice where nobody has joined."""
    cast = Cast()
    with quick_hashes():
        prepare(Settings(data_dir=tmp_path / "data"))
        with database.writing() as session:
            session.add(
                Practice(
                    name="Rundle Psychology",
                    province="AB",
                    time_zone=ZONE,
                    first_language="en",
                    phone="403-555-0134",
                    reading_window="always",
                    created_at=clock.now(),
                )
            )
            cast._staff(session, "Eve Tran", is_owner=True)
        let_go()
    server = Server(tmp_path / "data").start()
    entered = doors(chromium, server, cast.tokens)
    enter = next(entered)
    yield [enter("eve"), enter("eve")]
    next(entered, None)
    server.stop()


def test_eve_sees_to_the_list_and_reads_the_record(eve: list[Page]) -> None:
    page, other = eve
    for each in eve:
        each.goto("/practice")
        expect(titled(each, "Before the first client")).to_be_visible()
    page.get_by_text("Who takes over the records").click()
    page.get_by_label("Name, and how to reach them").fill("Ada Quist, 403-555-0100")
    press(page.get_by_role("form", name="Who takes over the records"), "Tick this")
    expect(page.get_by_text("7 steps left")).to_be_visible()
    expect(other.get_by_text("7 steps left")).to_be_visible()
    press(page, "Go without all of them")
    expect(page.get_by_text("Every step is done or was waived.")).to_be_visible()
    expect(other.get_by_text("Every step is done or was waived.")).to_be_visible()
    page.get_by_label("What", exact=True).select_option("Ticked a step before the first client")
    press(page, "Show these")
    table = page.get_by_role("group", name="Record of who did what").get_by_role("row")
    expect(table).to_have_count(2)
    expect(table.last).to_contain_text("Who takes over the records")
    with page.expect_download() as saved:
        follow(page, "Save as a file")
    words = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    assert saved.value.suggested_filename == "record.csv"
    assert len(words) == 2
    assert "Eve Tran,owner,Ticked a step before the first client: Who takes over the records" in words[1]
