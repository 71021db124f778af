"""A file from one day to another: what was chosen and no more, opened first, and each one on record."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from betterjournal import clock, vault
from betterjournal.audit import Act, AuditRecord
from betterjournal.care import discharging
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, sharing
from betterjournal.entries.models import Opened
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.review import continuity, noting, opening
from betterjournal.review.actions import Together, save_review, settle
from betterjournal.review.continuity import CONTENTS, Chosen
from betterjournal.review.views import ContinuityFile
from tests import builders
from tests.builders import proved
from tests.cast import Cast

EVER = {"from_on": "2000-01-01", "to_on": "2100-01-01"}
FORM = {**EVER, "whom": "file", "language": "en", "words": "on", "decided": "on", "charts": "on"}


def taken(cast: Cast, who: str = "alma", **given: str) -> ContinuityFile:
    return continuity.file(proved(cast.everybody()[who]), cast.ben.client_id or "", continuity.typed({**FORM, **given}))


def meets_soon(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))


def given(cast: Cast, words: str = "SHARED-WORDS") -> str:
    return builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), words)


def said(view: ContinuityFile) -> str:
    return str(view)


def exports() -> list[AuditRecord]:
    return [row for row in builders.rows(AuditRecord) if row.act == Act.EXPORTED]


def test_what_is_taken_was_opened_first_and_each_time_is_on_record(each_cast: Cast) -> None:
    cast = each_cast
    meets_soon(cast)
    given(cast)
    assert builders.rows(Opened) == []
    assert "SHARED-WORDS" in said(taken(cast))
    taken(cast)
    assert len(builders.rows(Opened)) == 1
    assert [(row.kind, vault.get(row, "reason")) for row in exports()] == [
        ("file", "2000-01-01/2100-01-01 charts decided words")
    ] * 2


def test_what_comes_in_while_it_is_made_is_neither_in_it_nor_opened(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    meets_soon(cast)
    given(cast)
    opens = continuity.open_for

    def meanwhile(*about: Any) -> None:
        opens(*about)
        given(cast, "LATE-WORDS")

    monkeypatch.setattr(continuity, "open_for", meanwhile)
    view = said(taken(cast))
    assert "SHARED-WORDS" in view
    assert "LATE-WORDS" not in view
    assert len(builders.rows(Opened)) == 1


def test_for_charts_alone_nothing_without_a_number_is_opened(cast: Cast) -> None:
    meets_soon(cast)
    given(cast)
    with pytest.raises(Refused, match=r"problem\.file_nothing"):
        taken(cast, words="", decided="")
    assert builders.rows(Opened) == []


def test_before_the_window_nothing_that_came_is_in_it(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=30))
    given(cast)
    with pytest.raises(Refused, match=r"problem\.file_nothing"):
        taken(cast)
    assert builders.rows(Opened) == []
    assert exports() == []


def test_nothing_private_and_nothing_taken_back_is_ever_in_it(cast: Cast) -> None:
    meets_soon(cast)
    work = builders.assignment(cast.alma, cast.ben)
    builders.draft(cast.ben, work, "DRAFTED-WORDS")
    kept = given(cast, "SHARED-WORDS")
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=30))
    view = said(taken(cast, notes="on"))
    assert "SHARED-WORDS" in view
    assert "DRAFTED-WORDS" not in view
    assert kept in view


def test_what_was_taken_back_is_gone(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=30))
    sharing.take_back(cast.ben, given(cast, "TAKEN-BACK-WORDS"))
    meets_soon(cast)
    given(cast)
    assert "TAKEN-BACK-WORDS" not in said(taken(cast))


@pytest.mark.parametrize("chosen", CONTENTS)
def test_only_what_was_chosen_is_in_it(cast: Cast, chosen: str) -> None:
    meets_soon(cast)
    work = builders.assignment(cast.alma, cast.ben, worksheet="exposure_record")
    entry = entries.begin(cast.ben, work)
    drafts.save(cast.ben, drafts.Words(entry, "likelihood", "73", 0, "tab", 1))
    builders.share(cast.ben, entry)
    given(cast)
    save_review(cast.alma, Together(work, "keep", takeaway="THE-TAKEAWAY"))
    noting.write(cast.alma, noting.Said(cast.ben.client_id or "", "THE-NOTE", "", new_id()))
    without = {**EVER, "whom": "file", "language": "en", chosen: "on"}
    view = continuity.file(proved(cast.alma), cast.ben.client_id or "", continuity.typed(without))
    found = {"words": "SHARED-WORDS", "decided": "THE-TAKEAWAY", "charts": "likelihood", "notes": "THE-NOTE"}
    told = said(view)
    assert {name for name, words in found.items() if words in told} - {"charts"} == {chosen} - {"charts"}
    assert bool(view.series) == (chosen == "charts")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from_on": "2026-02-30"}, "from_on"),
        ({"from_on": ""}, "from_on"),
        ({"from_on": "0001-01-01"}, "from_on"),
        ({"to_on": "9999-12-31"}, "to_on"),
        ({"from_on": "2026-02-02", "to_on": "2026-02-01"}, "to_on"),
        ({"words": "", "decided": "", "charts": ""}, "words"),
        ({"whom": "everybody"}, "whom"),
        ({"language": "de"}, "whom"),
        ({"whom": "client", "notes": "on"}, "notes"),
    ],
)
def test_what_makes_no_sense_is_told_where_it_stands(given: Mapping[str, str], field: str) -> None:
    with pytest.raises(Invalid) as told:
        continuity.typed({**FORM, **given})
    assert told.value.field == field


def test_only_the_days_that_were_chosen_both_ends_with_them(cast: Cast) -> None:
    now = clock.now()
    for days in (0, 1, 2, 3):
        with clock.stopped_at(now + timedelta(days=days)):
            given(cast, f"DAY-{days}")
    with clock.stopped_at(now + timedelta(days=4)):
        meets_soon(cast)
        first, last = (clock.local(now + timedelta(days=days), cast.alma.time_zone).date() for days in (1, 2))
        view = said(taken(cast, from_on=first.isoformat(), to_on=last.isoformat()))
    assert [days for days in range(4) if f"DAY-{days}" in view] == [1, 2]


def test_check_ins_are_in_it_with_their_words_or_for_their_numbers(cast: Cast) -> None:
    meets_soon(cast)
    sharing.share_check_ins(cast.ben, [entries.check_in(cast.ben, 6, None, 3, "TIRED")])
    for chosen, is_drawn in ({"charts": ""}, True), ({"words": ""}, True), ({"words": "", "charts": ""}, False):
        with_decided = {**chosen, "decided": "on"}
        if is_drawn:
            [one] = taken(cast, **with_decided).check_ins
            assert (one.mood, one.energy, one.anxiety) == ("6", "", "3")
        else:
            with pytest.raises(Refused):
                taken(cast, **with_decided)


def test_initials_stand_for_every_name_of_theirs(cast: Cast) -> None:
    meets_soon(cast)
    given(cast)
    view = taken(cast, initials="on")
    assert (view.name, view.first_name) == ("B. O.", "B. O.")
    assert "Okafor" not in said(view)


@pytest.mark.parametrize("who", ["ben", "cora", "dan", "eve", "sol"])
def test_it_is_for_who_has_the_client_in_their_care_alone(cast: Cast, who: str) -> None:
    meets_soon(cast)
    given(cast)
    with pytest.raises(NotFound):
        taken(cast, who)
    assert exports() == []


def test_who_finished_with_a_client_still_takes_out_what_was_opened(cast: Cast) -> None:
    meets_soon(cast)
    given(cast)
    taken(cast)
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    assert "SHARED-WORDS" in said(taken(cast))


def test_more_than_one_file_holds_is_refused_and_opens_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meets_soon(cast)
    for _ in range(3):
        given(cast)
    monkeypatch.setattr(continuity, "MOST", 2)
    with pytest.raises(Refused, match=r"problem\.file_too_much"):
        taken(cast)
    monkeypatch.setattr(continuity, "MOST", 3)
    monkeypatch.setattr(continuity, "MOST_LETTERS", 100)
    with pytest.raises(Refused, match=r"problem\.file_too_much"):
        taken(cast)
    assert (builders.rows(Opened), exports()) == ([], [])


def test_a_form_that_says_nothing_else_is_read_as_it_stands() -> None:
    assert continuity.typed(FORM) == Chosen(
        date(2000, 1, 1), date(2100, 1, 1), "file", frozenset({"words", "decided", "charts"}), "en", initials=False
    )


@pytest.mark.parametrize("decision", ["looked_at", "let_go"])
def test_what_became_of_a_page_stands_beside_it_with_the_other_decisions(cast: Cast, decision: str) -> None:
    meets_at = clock.now() + timedelta(hours=1)
    builders.appointment(cast.alma, cast.ben, meets_at)
    shared = builders.shared_page(cast.ben)
    opening.open_for(cast.alma, cast.ben.client_id or "", [shared])
    # Said after it, perhaps past midnight: the day is the appointment's.
    with clock.stopped_at(meets_at + timedelta(hours=1)):
        settle(cast.alma, cast.ben.client_id or "", shared, decision)
        [with_it], [without] = taken(cast).words, taken(cast, decided="").words
    met_on = clock.local(meets_at, cast.alma.time_zone).date().isoformat()
    assert (with_it.place, with_it.settled_on) == (decision, met_on)
    assert (without.place, without.settled_on) == ("", "")
