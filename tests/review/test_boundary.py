"""Before the window no staff payload differs by whether something came in."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest

from betterjournal import clock
from betterjournal.access import Actor
from betterjournal.assignments import composer, home
from betterjournal.entries import sharing
from betterjournal.review.looking import looking
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import Cast


def _payloads(reader: Actor, client_id: str) -> list[dict[str, Any]]:
    views: list[Any] = [timeline(reader, client_id), looking(reader, client_id), home.clients(reader)]
    if reader.is_clinician:
        views.append(composer.composer(reader, client_id))
    return [asdict(view) for view in views]


@pytest.mark.parametrize("reader", ["alma", "sol"])
@pytest.mark.parametrize("meets_in", [None, 10])
def test_staff_see_the_same_with_and_without_something_shared(
    each_cast: Cast, reader: str, meets_in: int | None
) -> None:
    if meets_in is not None:
        builders.appointment(each_cast.alma, each_cast.ben, clock.now() + timedelta(days=meets_in))
    first = builders.assignment(each_cast.alma, each_cast.ben, what="One")
    second = builders.assignment(each_cast.alma, each_cast.ben, what="Two")
    third = builders.assignment(each_cast.alma, each_cast.ben, what="Three")
    actor, client_id = each_cast.everybody()[reader], each_cast.ben.client_id or ""
    before = _payloads(actor, client_id)
    builders.shared(each_cast.ben, first)
    sharing.not_this_time(each_cast.ben, second, ["forgot"])
    builders.draft(each_cast.ben, third, "not shared")
    assert _payloads(actor, client_id) == before
