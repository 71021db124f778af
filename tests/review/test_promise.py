"""The practice may change its reading window; what was shared before opens no sooner than its writer was told."""

from dataclasses import asdict
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from betterjournal import access, clock, database
from betterjournal.accounts import practice
from betterjournal.accounts.models import Care
from betterjournal.appointments import actions as appointments
from betterjournal.entries import queries, sharing
from betterjournal.entries.models import Shared
from betterjournal.review.brief import brief
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast

THURSDAY = datetime(2026, 12, 10).date()
MONDAY, TUESDAY, WEDNESDAY = (clock.at(THURSDAY - timedelta(days=days), 9, 0, ZONE) for days in (3, 2, 1))
LATER = MONDAY + timedelta(hours=6)
OPENS_ON = "2026-12-09"


def _choose(cast: Cast, setting: str) -> None:
    with database.reading() as session:
        rules = access.practice(session)
    form = {"practice": rules.name, "phone": rules.phone, "first_language": "en", "reading_window": setting}
    practice.change(cast.eve, form)


def _shared_on_monday(cast: Cast, setting: str) -> tuple[str, str]:
    """Shared under that setting for a Thursday; returns the work and what was shared."""
    with clock.stopped_at(MONDAY):
        _choose(cast, setting)
        builders.appointment(cast.alma, cast.ben, clock.at(THURSDAY, 10, 0, ZONE))
        work = builders.assignment(cast.alma, cast.ben)
        return work, builders.shared(cast.ben, work)


def _read(cast: Cast, reader: str, at: datetime) -> list[str]:
    """What staff get to see of it, on the timeline and in the brief."""
    actor, client_id = cast.everybody()[reader], cast.ben.client_id or ""
    with clock.stopped_at(at):
        came = [one.id for work in brief(actor, client_id).work for one in work.returned]
        return came + [item.id for item in timeline(actor, client_id).things if item.kind == "returned"]


def _told(cast: Cast, work: str, at: datetime) -> tuple[str, bool, bool]:
    """What the client's page is drawn from: the day it opens, whether it is open, whether somebody opened it."""
    entry_id = next(row.entry_id for row in builders.rows(Shared))
    with clock.stopped_at(at):
        view = queries.work(cast.ben, work, entry_id or "")
    return view.promised.opens_on, view.readable, view.opened


@pytest.mark.parametrize("reader", ["alma", "sol"])
@pytest.mark.parametrize(("kept", "current"), [("previous_working_day", "always"), ("always", "previous_working_day")])
def test_it_opens_on_the_later_day_of_both_settings(each_cast: Cast, reader: str, kept: str, current: str) -> None:
    work, shared = _shared_on_monday(each_cast, kept)
    with clock.stopped_at(LATER):
        _choose(each_cast, current)
    assert _read(each_cast, reader, TUESDAY) == []
    assert _told(each_cast, work, TUESDAY) == (OPENS_ON, False, False)
    assert _read(each_cast, reader, WEDNESDAY) == [shared, shared]
    assert _told(each_cast, work, WEDNESDAY) == (OPENS_ON, True, True)


def test_what_is_shared_after_the_change_follows_the_new_setting(each_cast: Cast) -> None:
    _, held = _shared_on_monday(each_cast, "previous_working_day")
    with clock.stopped_at(LATER):
        _choose(each_cast, "always")
    with clock.stopped_at(TUESDAY):
        new = builders.shared(each_cast.ben, builders.assignment(each_cast.alma, each_cast.ben))
    assert _read(each_cast, "alma", TUESDAY + timedelta(hours=1)) == [new, new]
    assert set(_read(each_cast, "alma", WEDNESDAY)) == {held, new}


def test_sharing_the_same_again_keeps_what_was_promised(each_cast: Cast) -> None:
    _shared_on_monday(each_cast, "previous_working_day")
    with clock.stopped_at(LATER):
        _choose(each_cast, "always")
    with clock.stopped_at(TUESDAY):
        builders.share(each_cast.ben, builders.rows(Shared)[0].entry_id or "", bring=True)
    assert _read(each_cast, "alma", TUESDAY + timedelta(hours=1)) == []


def test_opening_early_still_opens_what_was_promised_for_later(each_cast: Cast) -> None:
    _, shared = _shared_on_monday(each_cast, "previous_working_day")
    with clock.stopped_at(LATER):
        _choose(each_cast, "always")
    with clock.stopped_at(TUESDAY):
        appointments.open_early(each_cast.alma, each_cast.ben.client_id or "", "We spoke on the phone")
    assert _read(each_cast, "sol", TUESDAY + timedelta(hours=1)) == []
    assert _read(each_cast, "alma", TUESDAY + timedelta(hours=1)) == [shared, shared]


def test_what_is_held_back_changes_no_staff_page(each_cast: Cast) -> None:
    _shared_on_monday(each_cast, "previous_working_day")
    with clock.stopped_at(LATER):
        _choose(each_cast, "always")
    client_id = each_cast.ben.client_id or ""
    with clock.stopped_at(TUESDAY):
        views = [asdict(show(each_cast.alma, client_id)) for show in (timeline, brief)]
        sharing.take_back(each_cast.ben, builders.rows(Shared)[0].id)
        assert [asdict(show(each_cast.alma, client_id)) for show in (timeline, brief)] == views


def test_staff_are_told_neither_that_it_is_open_nor_that_nothing_came(each_cast: Cast) -> None:
    _shared_on_monday(each_cast, "previous_working_day")
    with clock.stopped_at(LATER):
        _choose(each_cast, "always")
    for at, is_open, word in ((TUESDAY, False, ""), (WEDNESDAY, True, "shared")):
        with clock.stopped_at(at):
            views = [show(each_cast.alma, each_cast.ben.client_id or "") for show in (timeline, brief)]
        assert [view.window.is_open for view in views] == [is_open, is_open]
        assert is_open or [view.window.opens_on for view in views] == [OPENS_ON, OPENS_ON]
        assert [views[0].open_work[0].word, views[1].work[0].word] == [word, word]


def test_who_came_after_the_change_was_promised_nothing_else(each_cast: Cast) -> None:
    _choose(each_cast, "always")
    with database.writing() as session:
        new = each_cast._client(session, "Mo New", each_cast.alma)
    views = [timeline(each_cast.alma, actor.client_id or "") for actor in (each_cast.ben, new)]
    assert [view.window.is_open for view in views] == [False, True]


def test_after_opening_early_nothing_is_held_from_that_reader(each_cast: Cast) -> None:
    _choose(each_cast, "always")
    appointments.open_early(each_cast.alma, each_cast.ben.client_id or "", "We spoke on the phone")
    views = [timeline(reader, each_cast.ben.client_id or "") for reader in (each_cast.alma, each_cast.sol)]
    assert [view.window.is_open for view in views] == [True, False]


def test_staff_hear_nothing_of_what_is_held_back(each_cast: Cast) -> None:
    _shared_on_monday(each_cast, "previous_working_day")
    with clock.stopped_at(LATER):
        _choose(each_cast, "always")
    row = builders.rows(Shared)[0]
    for at, heard in ((TUESDAY, False), (WEDNESDAY, True)):
        with clock.stopped_at(at), database.reading() as session:
            assert access.reaches_staff(session, row, row.shared_at) is heard


@pytest.mark.parametrize("left", [False, True])
def test_an_early_opening_counts_while_its_reader_has_the_client_in_care(each_cast: Cast, left: bool) -> None:
    _shared_on_monday(each_cast, "previous_working_day")
    with clock.stopped_at(TUESDAY):
        appointments.open_early(each_cast.alma, each_cast.ben.client_id or "", "We spoke on the phone")
        if left:
            with database.writing() as session:
                care = session.exec(select(Care).where(Care.client_id == each_cast.ben.client_id)).one()
                care.until_at = clock.now()
                session.add(care)
    row = builders.rows(Shared)[0]
    with clock.stopped_at(TUESDAY + timedelta(hours=1)), database.reading() as session:
        assert access.reaches_staff(session, row, row.shared_at) is not left
