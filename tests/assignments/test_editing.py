"""Changing what was sent: the client reads the new words, what they wrote stays, and the words before are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock, database, live
from betterjournal.assignments import actions, composer, editing, queries
from betterjournal.assignments.composing import Given
from betterjournal.assignments.models import Assignment, AssignmentEdit
from betterjournal.assignments.views import Content
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries import queries as writing
from betterjournal.errors import Conflict, Invalid, Refused
from betterjournal.privacy import contents, stopping
from betterjournal.review.actions import Together, save_review
from betterjournal.review.timeline import timeline
from tests import builders
from tests.assignments.test_composing import PLAN, send
from tests.cast import ZONE, Cast


def change(cast: Cast, work: str, changes: int = 0, **words: object) -> None:
    editing.edit(cast.alma, work, Given(new_id(), "", replace(PLAN, **words), changes=changes))


def test_the_client_reads_the_new_words_and_that_they_are_new(cast: Cast) -> None:
    work = send(cast)
    change(cast, work, what="Walk to the shop", note="Go slowly.")
    [card] = queries.today(cast.ben).first
    assert (card.title, card.what, card.note) == ("Walk to the shop", "Walk to the shop", "Go slowly.")
    assert (card.changed.by, card.changed.on) == ("Alma", clock.today(ZONE).isoformat())


def test_what_the_client_wrote_and_planned_stays(cast: Cast) -> None:
    work = send(cast, worksheet="journal_prompt")
    actions.fit(cast.ben, work, actions.Plan(when="at dawn"))
    entry = builders.draft(cast.ben, work, "Words of mine")
    change(cast, work, when="at noon", where="in the park")
    view = writing.work(cast.ben, work, entries.begin(cast.ben, work))
    assert (view.entry_id, view.when, view.where, view.changed.by) == (entry, "at dawn", "in the park", "Alma")
    assert "Words of mine" in str(view.sections)


def test_the_words_before_are_kept_sealed_and_staff_see_what_changed(cast: Cast) -> None:
    work = send(cast)
    change(cast, work, what="Walk to the shop")
    change(cast, work, changes=1, what="Walk to the shop", minutes=5)
    [item] = [thing for thing in timeline(cast.alma, cast.ben.client_id or "").things if thing.assignment]
    lines = [[(line.name, line.words) for line in each.lines] for each in item.assignment[0].earlier]
    assert lines == [[("minutes", "10")], [("what", "Walk to the corner")]]
    assert "corner" not in str([row.before for row in builders.rows(AssignmentEdit)])


def test_the_same_words_again_change_nothing(cast: Cast) -> None:
    work = send(cast)
    for _ in range(2):
        change(cast, work, what="Walk to the shop")
    assert len(builders.rows(AssignmentEdit)) == 1


def test_nobody_overwrites_what_somebody_changed_meanwhile(cast: Cast) -> None:
    work = send(cast)
    change(cast, work, what="Walk to the shop")
    with pytest.raises(Conflict):
        change(cast, work, what="Walk to the river")
    assert queries.today(cast.ben).first[0].what == "Walk to the shop"


def test_what_the_client_had_not_seen_is_changed_in_silence(cast: Cast) -> None:
    day = clock.today(ZONE) + timedelta(days=2)
    work = send(cast, lands_on=day)
    assert composer.edited(cast.alma, cast.ben.client_id or "", work).waiting
    change(cast, work, what="Walk to the shop")
    with clock.stopped_at(clock.at(day, 8, 0, ZONE)):
        [card] = queries.today(cast.ben).first
    assert (card.what, card.changed.on) == ("Walk to the shop", "")


def test_a_change_is_told_to_the_clients_page_and_to_staff(cast: Cast) -> None:
    work, heard = send(cast), set()
    live.listen(heard.update)
    change(cast, work, what="Walk to the shop")
    live.forget(heard.update)
    assert heard == {f"client:{cast.ben.client_id}", f"staff:{cast.ben.client_id}"}


def test_it_says_the_same_to_staff_whatever_the_client_did(cast: Cast) -> None:
    """Before the window nothing tells whether Ben began, also not what changing answers."""
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=20))
    works = [send(cast, worksheet="journal_prompt") for _ in range(2)]
    builders.draft(cast.ben, works[0], "Begun")
    opened = [composer.edited(cast.alma, cast.ben.client_id or "", work) for work in works]
    assert replace(opened[0], edits_id="") == replace(opened[1], edits_id="")


def test_how_often_follows_the_new_number(cast: Cast) -> None:
    work = send(cast)
    change(cast, work, how_many=3)
    [row] = builders.rows(Assignment)
    assert (row.aim, row.repeat) == (3, "times")
    change(cast, work, changes=1, how_many=1)
    [row] = builders.rows(Assignment)
    assert (row.aim, row.repeat) == (1, "once")


def test_a_worksheets_title_and_revision_stay(cast: Cast) -> None:
    work = send(cast, worksheet="mood_diary")
    before = builders.rows(Assignment)[0].revision_id
    change(cast, work, what="Two evenings")
    assert queries.today(cast.ben).first[0].title == "Mood diary"
    assert builders.rows(Assignment)[0].revision_id == before


def test_what_cannot_be_sent_is_refused_and_changes_nothing(cast: Cast) -> None:
    work = send(cast)
    with pytest.raises(Invalid) as refused:
        change(cast, work, what=" ")
    assert refused.value.field == "what"
    assert builders.rows(AssignmentEdit) == []


def test_nothing_is_changed_once_decided_taken_back_or_stopped(cast: Cast) -> None:
    decided, withdrawn, stopped = send(cast), send(cast), send(cast)
    save_review(cast.alma, Together(decided, "keep"))
    actions.withdraw(cast.alma, withdrawn)
    keys = []
    for work in (decided, withdrawn, stopped):
        if work == stopped:
            stopping.stop(cast.alma, cast.ben.client_id or "", "danger")
        with pytest.raises(Refused) as refused:
            change(cast, work, what="Too late")
        keys.append(refused.value.key)
    assert keys == ["problem.change_decided", "problem.change_withdrawn", "problem.stopped"]


def test_a_sealed_record_holds_the_words_before(cast: Cast) -> None:
    change(cast, send(cast), what="Walk to the shop")
    with database.reading() as session:
        [work] = contents.gather(session, session.get_one(contents.Client, cast.ben.client_id)).work
    assert work.content.what == "Walk to the shop"
    assert [(each.by, each.arrived, each.content.what) for each in work.changed] == [
        ("Alma Reyes", True, "Walk to the corner")
    ]


def test_words_from_before_there_was_a_language_of_notes_still_open() -> None:
    assert Content(what="One").note_language == ""
