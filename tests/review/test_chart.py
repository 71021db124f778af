"""What goes into a clinician's chart of one review: what was opened and picked, and each copy is on record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock
from betterjournal.accounts.actions import CHART_LINES, choose_chart
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.composing import Given
from betterjournal.assignments.views import Content
from betterjournal.audit import Act, AuditRecord
from betterjournal.database import new_id
from betterjournal.entries import sharing
from betterjournal.errors import Invalid
from betterjournal.review import chart
from betterjournal.review.actions import Together, save_review
from betterjournal.review.opening import open_for
from betterjournal.review.views import ChartView
from betterjournal.web.clinician.client.chart_text import chart_text
from tests import builders
from tests.cast import Cast

TAKEAWAY = "One thought is\nnot the whole story."


def ben(cast: Cast) -> str:
    return cast.ben.client_id or ""


def meets(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))


def copied(cast: Cast, work: str, **more: object) -> ChartView:
    review = save_review(cast.alma, Together(work, "smaller", 2, 3, TAKEAWAY, **more))  # type: ignore[arg-type]
    return chart.copied(cast.alma, ben(cast), review)


def test_five_plain_lines(each_cast: Cast) -> None:
    cast = each_cast
    now, zone = clock.now(), cast.alma.time_zone
    for days in (0, 1, 7):
        builders.appointment(cast.alma, cast.ben, now + timedelta(days=days, hours=1))
    work = builders.assignment(cast.alma, cast.ben, what="Write a\nline", repeat="times", how_many=3)
    for days in (0, 1):
        with clock.stopped_at(now + timedelta(days=days, seconds=5)):
            open_for(cast.alma, ben(cast), [builders.shared(cast.ben, work, "LARKSPUR")])
            if days:
                ended = sharing.not_this_time(cast.ben, work, ["forgot", "too_big"], "LARKSPUR")
                open_for(cast.alma, ben(cast), [ended])
    with clock.stopped_at(now + timedelta(days=1, hours=3)):
        lines = chart_text(copied(cast, work)).split("\n")
    today, soon = (clock.local(now + timedelta(days=days, hours=hours), zone) for days, hours in ((1, 3), (7, 1)))
    assert lines == [
        f"{today:%-d %B %Y}: between-session work looked at together.",
        "Set: Write a line. Agreed: 3 times.",
        "Came back: shared × 2, not this time. In the way, as picked: I forgot; It felt too big.",
        "Done: About half. Useful: Quite. Decided: Made smaller.",
        f"Takeaway: One thought is not the whole story. Next appointment: {soon:%-d %B %Y}.",
    ]


def test_what_came_back_is_counted_by_kind_and_not_this_time_is_only_said(cast: Cast) -> None:
    view = ChartView(
        id="",
        language="en",
        lines=["came", "reasons"],
        on="2026-12-01",
        title="Walk",
        what="",
        aim=4,
        came=[chart.CameLine("whole", 3), chart.CameLine("part", 1), chart.CameLine("not_this_time", 1)],
        ways=["paper"],
        barriers=["forgot", "too_big"],
        much="",
        useful="",
        decision="keep",
        takeaway="",
        next_title="",
        next_on="",
    )
    assert chart_text(view).split("\n")[1] == (
        "Came back: shared × 3, part, not this time. How: On paper. In the way, as picked: I forgot; It felt too big."
    )


def test_what_nobody_opened_is_not_in_it(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    builders.shared(cast.ben, work)
    view = copied(cast, work)
    assert view.came == []
    assert "Came back: nothing shared." in chart_text(view)


def test_shared_twice_is_one(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    entry = builders.draft(cast.ben, work, "First.")
    meets(cast)
    open_for(cast.alma, ben(cast), [builders.share(cast.ben, entry), builders.share(cast.ben, entry, bring=True)])
    assert [(each.kind, each.number) for each in copied(cast, work).came] == [("whole", 1)]


def test_the_next_one_is_what_was_sent_from_it(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben, what="Walk")
    review = save_review(cast.alma, Together(work, "smaller"))
    assert chart.copied(cast.alma, ben(cast), review).next_title == ""
    revision = builders.rows(assignments.Assignment)[0].revision_id
    given = Given(new_id(), revision, Content(title="Walk", what="Walk to the gate"), continues_id=work)
    sent = assignments.send(cast.alma, ben(cast), given)
    assert chart.copied(cast.alma, ben(cast), review).next_title != ""
    assignments.withdraw(cast.alma, sent.id)
    assert chart.copied(cast.alma, ben(cast), review).next_title == ""


def test_what_was_chosen_is_remembered_for_the_clinician(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    assert copied(cast, work).lines == list(CHART_LINES)
    choose_chart(cast.alma, ["next", "decided"])
    review = builders.rows(chart.Review)[0].id
    view = chart.copied(cast.alma, ben(cast), review)
    assert view.lines == ["decided", "next"]
    assert chart_text(view).count("\n") == 1
    choose_chart(cast.alma, [])
    assert chart_text(chart.copied(cast.alma, ben(cast), review)).count("\n") == 0
    assert chart.copied(cast.alma, ben(cast), review).takeaway


def test_only_lines_there_are_can_be_chosen(cast: Cast) -> None:
    for wrong in (["set", "x" * 4000], ["words"]):
        with pytest.raises(Invalid):
            choose_chart(cast.alma, wrong)


def test_each_copy_is_on_record_without_a_word_of_it(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    review = copied(cast, work).id
    chart.copied(cast.alma, ben(cast), review)
    told = [row for row in builders.rows(AuditRecord) if row.act == Act.COPIED.value]
    assert [(row.object_id, row.client_id) for row in told] == [(review, ben(cast))] * 2
    assert "thought" not in str(told)


def test_it_is_in_the_clinicians_language(cast: Cast) -> None:
    view = replace(copied(cast, builders.assignment(cast.alma, cast.ben)), language="fr")
    lines = chart_text(view)
    assert "Décision\u00a0: À réduire." in lines
    assert "regardé ensemble" in lines
