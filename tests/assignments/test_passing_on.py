"""The same work for someone else: the plan goes along, what was said to one person does not."""

from dataclasses import replace

import pytest

from betterjournal.assignments import passing_on
from betterjournal.errors import NotFound
from betterjournal.privacy import stopping
from tests import builders
from tests.assignments.test_composing import PLAN, send
from tests.cast import Cast


def test_the_plan_goes_along_without_the_note_and_the_why(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma, language="fr")
    sent = send(cast, content=replace(PLAN, note="Dear Ben", why="Because of May"))
    view = passing_on.same(cast.alma, gil.client_id or "", sent)
    assert (view.id, view.given) == (gil.client_id, replace(PLAN, note="", why="", repeat="once"))
    assert (view.language, view.same_language) == ("fr", "en")
    assert "Ben" not in str(view)


def test_only_to_ones_own_and_only_what_one_may_read(cast: Cast) -> None:
    sent = send(cast)
    for who, whom in ((cast.alma, cast.dan), (cast.cora, cast.dan)):
        with pytest.raises(NotFound):
            passing_on.same(who, whom.client_id or "", sent)


def test_whoever_is_stopped_is_not_offered(cast: Cast) -> None:
    gil, ida = builders.paper_client(cast.alma), builders.paper_client(cast.alma, "Ida Poe")
    stopping.stop(builders.proved(cast.alma), gil.client_id or "", "other")
    assert [each.id for each in passing_on.others(cast.alma, cast.ben.client_id or "")] == [ida.client_id]
