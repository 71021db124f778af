"""One assignment on paper: the clinician's words, a blank worksheet, and nothing of the client's own."""

from dataclasses import asdict

import pytest

from betterjournal.assignments import actions as assignments
from betterjournal.assignments import paper
from betterjournal.assignments.actions import Plan
from betterjournal.audit import Act, AuditRecord
from betterjournal.errors import NotFound
from tests import builders
from tests.cast import Cast

MARK = "larkspur"


def test_a_sheet_holds_the_note_and_the_worksheet_and_no_full_name(cast: Cast) -> None:
    gil = builders.paper_client(cast.alma, "Gil Roy", "fr")
    view = paper.paper(cast.alma, builders.assignment(cast.alma, gil, worksheet="thought_record_7"))
    assert (view.note, view.language, view.window.clinician) == ("One line is plenty.", "fr", "Alma")
    assert "Que se passait-il?" in str(view.sections)
    assert "Roy" not in str(asdict(view))


def test_nothing_that_the_client_wrote_or_planned_is_on_it(cast: Cast) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    before = paper.paper(cast.alma, sent)
    assignments.fit(cast.ben, sent, Plan(when=MARK, where=MARK))
    builders.draft(cast.ben, sent, MARK)
    assert paper.paper(cast.alma, sent) == before


def test_printing_is_on_record(cast: Cast) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    paper.printed(cast.alma, sent)
    record = builders.rows(AuditRecord)[-1]
    assert (record.act, record.kind, record.object_id) == (Act.PRINTED, "assignment", sent)


@pytest.mark.parametrize("who", ["ben", "cora", "dan", "eve", "sol"])
def test_it_is_for_who_has_the_client_in_care(cast: Cast, who: str) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    for ask in (paper.paper, paper.printed):
        with pytest.raises(NotFound):
            ask(cast.everybody()[who], sent)
