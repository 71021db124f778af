"""A staff page that nobody looks at opens nothing, also when it finds the server again by itself."""

import pytest
from playwright.sync_api import expect

from betterjournal.audit import Act, AuditRecord
from betterjournal.entries.models import Opened
from tests import builders
from tests.browser.conftest import Enter, Town
from tests.browser.people import press

LINE = "Something new is here."


@pytest.mark.parametrize("room", ["", "/brief"])
def test_an_idle_page_opens_nothing_when_the_server_comes_back(town: Town, enter: Enter, room: str) -> None:
    ben, alma, words = town.cast.ben, town.cast.alma, f"While it was down{room}."
    with town.inside():
        builders.shared(ben, builders.assignment(alma, ben, what=f"Known {room}"), "Read before.")
    page = enter("alma")
    page.goto(f"/clients/{ben.client_id}{room}")
    expect(page.get_by_text("Read before.").first).to_be_visible()
    town.server.kill()
    try:
        with town.inside():
            late = builders.shared(ben, builders.assignment(alma, ben, what=f"Late {room}"), words)
    finally:
        town.server.start()
    expect(page.get_by_text(LINE)).to_be_visible(timeout=60_000)
    expect(page.get_by_text(words)).to_have_count(0)
    assert _opened(town, late) == (0, 0)
    press(page, "Show it")
    expect(page.get_by_text(words).first).to_be_visible()
    assert _opened(town, late) == (1, 1)


def _opened(town: Town, shared_id: str) -> tuple[int, int]:
    """How often it was opened, and how often that stands on record."""
    with town.inside():
        opened = [row for row in builders.rows(Opened) if row.shared_id == shared_id]
        told = [row for row in builders.rows(AuditRecord) if (row.act, row.object_id) == (Act.OPENED, shared_id)]
        return len(opened), len(told)
