"""What the server answers to the keeper of unsaved words."""

from betterjournal.web.browser.keeper import MOST_IN_FLIGHT, acknowledged


def test_an_answer_names_the_last_save_of_its_field() -> None:
    ack = acknowledged(acknowledged({}, "w", "mood", 1, 1), "w", "mood", 2, 2)
    assert ack == {"writer": "w", "fields": {"mood": [2, 2, "saved"]}}


def test_no_answer_is_lost_between_two_as_long_as_it_can_be_in_flight() -> None:
    ack: dict = {}
    for seq in range(1, MOST_IN_FLIGHT + 2):
        ack = acknowledged(ack, "w", f"field{seq}", seq, 1)
    assert list(ack["fields"]) == [f"field{seq}" for seq in range(2, MOST_IN_FLIGHT + 2)]


def test_a_page_opened_anew_hears_only_its_own_answers() -> None:
    ack = acknowledged(acknowledged({}, "old", "mood", 1, 1), "new", "mood", 1, 2, "elsewhere")
    assert ack == {"writer": "new", "fields": {"mood": [1, 2, "elsewhere"]}}
