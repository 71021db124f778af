"""What a client's device keeps of words that are not on the server: there again, for nobody else, and not for long."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from betterjournal import database
from betterjournal.accounts import sessions
from betterjournal.accounts.models import Person
from tests.browser.conftest import Enter, Town, over_a_line
from tests.browser.people import ALONE, KEPT, Client, press, sign_out
from tests.kill.line import Line, Reached

WORDS = "Your words"
SECRET = "the heron stood in the reeds"
# Every record as text, its bytes as they lie there.
RECORDS = """() => new Promise((told) => {
  const request = indexedDB.open("device-copies", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("copies", { keyPath: "id" });
  request.onsuccess = () => {
    const all = request.result.transaction("copies").objectStore("copies").getAll();
    const text = (bytes) => new TextDecoder("latin1").decode(bytes);
    all.onsuccess = () => {
      request.result.close();
      told(all.result.map((one) => ({ ...one, iv: text(one.iv), sealed: text(one.sealed) })));
    };
  };
})"""
CHANGE = """(change) => new Promise((done) => {
  const request = indexedDB.open("device-copies", 1);
  request.onsuccess = () => {
    const writing = request.result.transaction("copies", "readwrite");
    const copies = writing.objectStore("copies");
    copies.getAll().onsuccess = ({ target }) => target.result.forEach((one) => {
      if (change === "damage") new Uint8Array(one.sealed)[3] ^= 1;
      if (change === "age") one.on -= 31;
      copies.put(one);
    });
    writing.oncomplete = () => { request.result.close(); done(); };
  };
})"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    yield from over_a_line(tmp_path_factory.mktemp("town") / "data")


def line(town: Town) -> Line:
    assert isinstance(town.server, Reached)
    return town.server.line


@pytest.fixture(autouse=True)
def _mended(town: Town) -> Iterator[None]:
    yield
    line(town).mend()


@pytest.fixture
def ben(enter: Enter) -> Client:
    client = Client(enter("ben"))
    client.new_page("first. ")
    return client


def records(page: Page) -> list[dict[str, Any]]:
    return list(page.evaluate(RECORDS))


def write_without_a_line(ben: Client, town: Town) -> str:
    """The page is gone before the line is back; its address."""
    line(town).cut()
    ben.write(WORDS, SECRET)
    expect(ben.status).to_have_text(KEPT)
    address = ben.page.url
    ben.page.close()
    line(town).mend()
    return address


def come_back(context: BrowserContext, address: str) -> Client:
    again = Client(context.new_page())
    again.page.goto(address)
    expect(again.page.get_by_label(WORDS)).to_be_visible()
    return again


def another_sign_in(town: Town) -> str:
    """Of Ben's; its token."""
    with town.inside(), database.writing() as session:
        return sessions.begin(session, session.get_one(Person, town.cast.ben.person_id)).token


def become(context: BrowserContext, town: Town, name: str, token: str = "") -> None:
    cookie = {"name": "betterjournal", "value": token or town.cast.tokens[name], "url": town.url, "httpOnly": True}
    context.add_cookies([cookie])  # type: ignore[list-item]


def test_the_words_are_there_again_and_go_from_the_device_once_they_are_saved(
    ben: Client, town: Town, enter: Enter
) -> None:
    address = write_without_a_line(ben, town)
    again = come_back(ben.page.context, address)
    expect(again.page.get_by_label(WORDS)).to_have_value(SECRET)
    again.saved()
    expect_records(again.page, 0)
    elsewhere = enter("ben")
    elsewhere.goto(address)
    expect(elsewhere.get_by_label(WORDS)).to_have_value(SECRET)


def test_nothing_in_the_storage_is_readable_and_another_person_neither_sees_nor_loses_it(
    ben: Client, town: Town
) -> None:
    context, address = ben.page.context, write_without_a_line(ben, town)
    become(context, town, "dan")
    dan = Client(context.new_page())
    dan.new_page("of my own")
    expect_records(dan.page, 1)
    found = records(dan.page)
    assert [sorted(one) for one in found] == [["id", "iv", "kid", "on", "sealed"]]
    told = str(found) + str(dan.page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"))
    secrets = ("heron", "text", address.rpartition("/")[2], town.cast.ben.person_id, town.cast.ben.client_id or "?")
    assert [word for word in secrets if word in told] == []
    become(context, town, "ben")
    again = come_back(context, address)
    expect(again.page.get_by_label(WORDS)).to_have_value(SECRET)
    again.saved()


def test_the_next_sign_in_on_the_device_finds_what_the_last_one_left(ben: Client, town: Town) -> None:
    context, address = ben.page.context, write_without_a_line(ben, town)
    token = another_sign_in(town)
    become(context, town, "ben", token)
    again = come_back(context, address)
    expect(again.page.get_by_label(WORDS)).to_have_value(SECRET)
    again.saved()


def test_signing_out_takes_them_off_the_device(enter: Enter, town: Town) -> None:
    token = another_sign_in(town)
    ben = Client(enter("ben"))
    become(ben.page.context, town, "ben", token)
    ben.new_page("first. ")
    write_without_a_line(ben, town)
    again = Client(ben.page.context.new_page())
    # Today would save them.
    again.page.goto("/me")
    expect_records(again.page, 1)
    sign_out(again.page)
    expect_records(again.page, 0)


def test_signing_out_without_a_line_costs_no_word(ben: Client, town: Town) -> None:
    context, address = ben.page.context, ben.page.url
    line(town).cut()
    ben.write(WORDS, SECRET)
    expect(ben.status).to_have_text(KEPT)
    ben.page.on("dialog", lambda dialog: dialog.accept())
    press(ben.page, "Sign out")
    # The browser says that nothing answers; whoever was here is signed in still.
    expect(ben.page.get_by_label(WORDS)).to_have_count(0)
    ben.page.close()
    line(town).mend()
    expect(come_back(context, address).page.get_by_label(WORDS)).to_have_value(SECRET)


@pytest.mark.parametrize("change", ["damage", "age"])
def test_a_damaged_or_old_copy_is_passed_over_and_removed(ben: Client, town: Town, change: str) -> None:
    context, address = ben.page.context, write_without_a_line(ben, town)
    help_now = context.new_page()
    help_now.goto("/help-now")
    help_now.evaluate(CHANGE, change)
    again = come_back(context, address)
    expect(again.page.get_by_label(WORDS)).to_have_value("first. ")
    expect_records(again.page, 0)
    again.write(WORDS, "on I write")
    again.saved()


def test_what_another_device_wrote_meanwhile_is_kept_beside(ben: Client, town: Town, enter: Enter) -> None:
    context, address = ben.page.context, write_without_a_line(ben, town)
    other = Client(enter("ben"))
    other.page.goto(address)
    other.write(WORDS, "the words of the other device")
    other.saved()
    again = come_back(context, address)
    expect(again.page.get_by_text("You wrote this answer in two places")).to_be_visible()
    for words in (SECRET, "the words of the other device"):
        expect(again.page.get_by_role("main")).to_contain_text(words)
    expect_records(again.page, 0)


@pytest.mark.parametrize("missing", ["indexedDB", "crypto.subtle", "navigator.locks"])
def test_where_nothing_can_be_kept_the_page_asks_to_stay_open(enter: Enter, town: Town, missing: str) -> None:
    page = enter("ben")
    owner, _, name = missing.rpartition(".")
    page.add_init_script(f"Object.defineProperty({owner or 'window'}, '{name}', {{ value: undefined }})")
    ben = Client(page)
    ben.new_page("first. ")
    line(town).cut()
    ben.write(WORDS, SECRET)
    expect(ben.status).to_have_text(ALONE)
    line(town).mend()
    ben.saved()


def expect_records(page: Page, count: int) -> None:
    for _ in range(100):
        if len(records(page)) == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(records(page))
