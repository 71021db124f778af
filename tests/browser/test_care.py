"""Alma hands Ben over to Cora; his answer is Cora's to wait for."""

from playwright.sync_api import expect

from betterjournal.care import handing
from tests.browser.conftest import PASSPHRASE, Enter, Town
from tests.browser.people import follow, press, prove, titled

GONE = "There is nothing here for you, or it is gone."


def test_alma_hands_ben_over_to_cora(town: Town, enter: Enter) -> None:
    alma, cora = enter("alma"), enter("cora")
    also_open = alma.context.new_page()
    also_open.goto(f"/clients/{town.cast.ben.client_id}")
    expect(titled(also_open, "Ben Okafor")).to_be_visible()
    cora.goto("/clients")
    expect(cora.get_by_role("link", name="Dan Li")).to_be_visible()
    alma.goto("/clients")
    follow(alma, "Ben Okafor")
    follow(alma, "Who reads")
    press(alma, "Hand over")
    press(alma, "Look at it once more")
    expect(alma.get_by_text("Please choose one of these.")).to_be_visible()
    alma.get_by_label("To whom").select_option(label="Cora Singh")
    press(alma, "Look at it once more")
    expect(alma.get_by_text("From now on Ben is in Cora’s care, and not in yours.")).to_be_visible()
    expect(alma.get_by_text("Until Ben answers, nothing.")).to_be_visible()
    press(alma, "Hand Ben over")
    prove(alma, PASSPHRASE)
    expect(titled(alma, "Clients")).to_be_visible()
    expect(alma.get_by_text("Ben is in Cora’s care now.")).to_be_visible()
    expect(alma.get_by_role("link", name="Ben Okafor")).to_have_count(0)
    # What lay open in another window of hers is gone too.
    expect(also_open.get_by_text(GONE)).to_be_visible()
    expect(also_open.get_by_text("Ben", exact=False)).to_have_count(0)
    follow(cora, "Ben Okafor")
    expect(cora.get_by_text("Ben has not said yet what you may open of the time before you.")).to_be_visible()
    follow(cora, "Who reads")
    expect(cora.get_by_text("Ben has not said yet what may be opened of the time before.")).to_be_visible()
    with town.inside():
        handing.choose(town.cast.ben, "takeaways")
    cora.reload()
    expect(cora.get_by_text("Of the time before, Ben lets the takeaways be opened.")).to_be_visible()
    # And going back in her browser shows Alma nothing of him.
    alma.go_back()
    expect(alma.get_by_text(GONE)).to_be_visible()
    expect(alma.get_by_text("Ben", exact=False)).to_have_count(0)
