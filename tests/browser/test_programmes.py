"""A programme from its first step to Ben's Today, with the keys alone where it is put in order."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Enter, Town
from tests.browser.people import press, titled


def test_built_put_in_order_by_keys_started_and_sent(town: Town, enter: Enter) -> None:
    alma, ben = enter("alma", size=DESK), enter("ben")
    alma.goto("/worksheets")
    alma.get_by_role("link", name="Programmes").click()
    alma.get_by_label("Name", exact=True).fill("Sleep better")
    press(alma, "Make this programme")
    for what in ("Get up at seven", "Leave the bed when awake", "Write down a worry"):
        alma.get_by_label("What", exact=True).fill(what)
        press(alma, "Add this step")
        expect(alma.get_by_role("heading", name=what)).to_be_visible()
    alma.get_by_role("button", name="Move up: Write down a worry").focus()
    for place in ("2. ", "1. "):
        alma.keyboard.press("Enter")
        expect(titled(alma, f"{place}Write down a worry")).to_be_visible()
    _start(alma, f"/clients/{town.cast.ben.client_id}")
    ben.goto("/today")
    expect(ben.get_by_role("article", name="Write down a worry")).to_be_visible()
    press(alma, "Send step 2: Get up at seven")
    expect(alma.get_by_role("status").filter(has_text="Sent to Ben Okafor")).to_be_visible()
    expect(ben.get_by_role("article", name="Get up at seven")).to_be_visible()
    press(alma, "Undo")
    expect(alma.get_by_text("Step 1 of 3 is sent.")).to_be_visible()


def test_two_tabs_that_change_one_step_lose_no_words(enter: Enter) -> None:
    alma = enter("alma", size=DESK)
    alma.goto("/worksheets")
    alma.get_by_role("link", name="Programmes").click()
    alma.get_by_label("Name", exact=True).fill("Two tabs")
    press(alma, "Make this programme")
    alma.get_by_label("What", exact=True).fill("Get up at seven")
    press(alma, "Add this step")
    expect(titled(alma, "1. Get up at seven")).to_be_visible()
    other = alma.context.new_page()
    other.goto(alma.url)
    for page, words in ((other, "Get up at eight"), (alma, "Get up at nine")):
        press(page, "Change the words")
        page.get_by_role("listitem").get_by_label("What", exact=True).fill(words)
    _save(alma)
    expect(titled(alma, "1. Get up at nine")).to_be_visible()
    # The other tab is told at once; what is typed there stays, and does not take the place of the newer words.
    expect(titled(other, "1. Get up at nine")).to_be_visible()
    _save(other)
    expect(other.get_by_text("Somebody changed this while you were writing.")).to_be_visible()
    expect(other.get_by_role("listitem").get_by_label("What", exact=True)).to_have_value("Get up at eight")
    # One's own next change counts from the words that stand now.
    press(alma, "Change the words")
    alma.get_by_role("listitem").get_by_label("What", exact=True).fill("Get up at ten")
    _save(alma)
    expect(titled(alma, "1. Get up at ten")).to_be_visible()


def _save(page: Page) -> None:
    page.get_by_role("listitem").get_by_role("button", name="Save this step").click()


def _start(page: Page, client: str) -> None:
    page.goto(client)
    page.get_by_role("link", name="Start a programme").click()
    page.get_by_label("Sleep better").check()
    press(page, "Start for Ben")
    expect(page.get_by_text("Step 1 of 3 is sent.")).to_be_visible()
