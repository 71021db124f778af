"""What a clinician keeps for composing: favourites without anything of a client in them, and phrases."""

from dataclasses import replace

import pytest

from betterjournal.assignments import composer, favourites, phrases
from betterjournal.assignments.models import Favourite, Phrase
from betterjournal.errors import Invalid, NotFound, Refused
from tests import builders
from tests.assignments.test_composing import PLAN, send
from tests.cast import Cast


def own(cast: Cast) -> composer.OwnView:
    return composer.own(cast.alma, cast.ben.client_id or "")


def test_a_favourite_holds_the_plan_and_neither_the_note_nor_the_why(cast: Cast) -> None:
    favourites.keep(cast.alma, send(cast, content=replace(PLAN, why="Because of May")))
    [kept] = own(cast).favourites
    assert (kept.title, kept.worksheet) == ("Walk to the corner", "Just a task")
    assert kept.given == replace(PLAN, note="", repeat="once")
    assert "corner" not in str(builders.rows(Favourite))


def test_the_same_plan_is_kept_once(cast: Cast) -> None:
    for _ in range(2):
        favourites.keep(cast.alma, send(cast))
    assert len(own(cast).favourites) == 1


@pytest.mark.parametrize("words", ["Call Ben's brother", "Walk with Okafor"])
def test_a_plan_with_the_clients_name_in_it_is_not_kept(cast: Cast, words: str) -> None:
    with pytest.raises(Refused) as refused:
        favourites.keep(cast.alma, send(cast, content=replace(PLAN, what=words)))
    assert refused.value.key == "problem.favourite_name"
    assert own(cast).favourites == []


def test_words_that_only_begin_like_the_name_are_no_name(cast: Cast) -> None:
    favourites.keep(cast.alma, send(cast, content=replace(PLAN, what="Sit on the Bench")))
    assert len(own(cast).favourites) == 1


def test_a_favourite_is_removed_by_its_owner_alone(cast: Cast) -> None:
    kept = favourites.keep(cast.alma, send(cast))
    with pytest.raises(NotFound):
        favourites.remove(cast.cora, kept)
    favourites.remove(cast.alma, kept)
    assert own(cast).favourites == []


def test_favourites_are_enough_at_some_point(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(favourites, "MOST", 1)
    favourites.keep(cast.alma, send(cast))
    with pytest.raises(Refused):
        favourites.keep(cast.alma, send(cast, content=replace(PLAN, what="Another")))


def test_a_phrase_is_kept_sealed_with_its_language_and_once(cast: Cast) -> None:
    for _ in range(2):
        phrases.keep(cast.alma, "  Vous l'avez fait. ", "fr")
    phrases.keep(cast.alma, "You did it.", "en")
    assert [(each.words, each.language) for each in own(cast).phrases] == [
        ("You did it.", "en"),
        ("Vous l'avez fait.", "fr"),
    ]
    assert "did it" not in str([row.words for row in builders.rows(Phrase)])


def test_a_phrase_is_changed_and_removed_by_its_owner_alone(cast: Cast) -> None:
    phrases.keep(cast.alma, "You did it.", "en")
    [kept] = own(cast).phrases
    for hostile in (lambda: phrases.change(cast.cora, kept.id, "x", "en"), lambda: phrases.remove(cast.cora, kept.id)):
        with pytest.raises(NotFound):
            hostile()
    phrases.change(cast.alma, kept.id, "Voilà.", "fr")
    assert [(each.words, each.language) for each in own(cast).phrases] == [("Voilà.", "fr")]
    phrases.remove(cast.alma, kept.id)
    assert own(cast).phrases == []


@pytest.mark.parametrize(("words", "language"), [(" ", "en"), ("x" * 1001, "en"), ("Well", "de")])
def test_a_phrase_that_cannot_be_kept_is_refused(cast: Cast, words: str, language: str) -> None:
    with pytest.raises(Invalid):
        phrases.keep(cast.alma, words, language)
    assert builders.rows(Phrase) == []
