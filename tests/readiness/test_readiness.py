"""Before the first client: what closes a step, who may say so, and that nobody is invited before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from betterjournal import clock, database, keyring, master_key, recovery_sheet, settings
from betterjournal.access import Actor
from betterjournal.accounts import inviting, practice
from betterjournal.accounts.models import Practice
from betterjournal.audit import AuditRecord
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.operations.keys import rotating
from betterjournal.readiness import actions, reading_back
from betterjournal.readiness.queries import readiness
from betterjournal.readiness.steps import NEVER_CALLED, STEPS, to_call
from betterjournal.readiness.views import StepView
from betterjournal.settings import Settings
from tests import builders
from tests.cast import ZONE, Cast

CONTACT = {"privacy_name": "Eve Tran", "privacy_reach": "403-555-0134"}
SETTINGS = {"practice": "Rundle", "phone": "403-555-0134", "reading_window": "two_days", "first_language": "en"}


@pytest.fixture
def fresh(each_house: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """Eve and Alma in a practice where nobody has joined yet."""
    monkeypatch.setattr(settings, "load", lambda: each_house)
    cast = Cast()
    with database.writing() as session:
        session.add(
            Practice(
                name="Rundle Psychology",
                province="AB",
                time_zone=ZONE,
                first_language="en",
                phone="403-555-0134",
                reading_window="always",
                created_at=clock.now(),
            )
        )
        cast.eve = _whole(cast._staff(session, "Eve Tran", is_owner=True), is_owner=True)
        cast.alma = _whole(cast._staff(session, "Alma Reyes", is_clinician=True), is_clinician=True)
    return cast


def _whole(actor: Actor, **roles: bool) -> Actor:
    return Actor(actor.person_id, actor.name, "", **roles)


def _step(cast: Cast, step: str) -> StepView:
    return next(each for each in readiness(cast.eve).steps if each.id == step)


def _words(cast: Cast) -> list[str]:
    words = recovery_sheet.words_of(keyring.master())
    return [words[place - 1] for place in reading_back.asked(cast.eve, clock.today(ZONE))]


def _invite(cast: Cast) -> object:
    return inviting.invite(cast.alma, inviting.add_client(cast.alma, "Ben Okafor", "en"))


def test_nobody_is_invited_before_every_step_is_seen_to(fresh: Cast) -> None:
    with pytest.raises(Refused) as refused:
        _invite(fresh)
    assert refused.value.key == "problem.not_ready"
    for step in [each.id for each in readiness(fresh.eve).steps if each.state == "open"]:
        with pytest.raises(Refused):
            _invite(fresh)
        actions.waive(fresh.eve, step, "We try it first")
    assert _invite(fresh)


def test_a_practice_with_clients_is_reminded_and_never_stopped(cast: Cast) -> None:
    view = readiness(cast.eve)
    assert (view.binding, view.left > 0) == (False, True)
    assert _invite(cast)


def test_on_this_computer_all_are_waived_in_one_press(fresh: Cast) -> None:
    assert readiness(fresh.eve).on_this_computer
    actions.waive_all(fresh.eve)
    assert readiness(fresh.eve).left == 0
    waived = [row.kind for row in builders.rows(AuditRecord) if row.act == "readiness.waived"]
    assert len(waived) == len(set(waived)) == 8
    with pytest.raises(Refused):
        actions.waive_all(fresh.eve)


def test_at_a_public_address_each_is_waived_by_name_with_its_reason(
    fresh: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    public = settings.load().model_copy(update={"url": "https://pages.example.ca"})
    monkeypatch.setattr(settings, "load", lambda: public)
    assert _step(fresh, "https").state == "done"
    with pytest.raises(Refused):
        actions.waive_all(fresh.eve)
    with pytest.raises(Invalid):
        actions.waive(fresh.eve, "executor", "  ")
    actions.waive(fresh.eve, "executor", "My notary has it")
    step = _step(fresh, "executor")
    assert (step.state, step.by, step.words) == ("waived", "Eve Tran", "My notary has it")


def test_three_words_of_the_sheet_close_their_step_until_the_key_is_another(fresh: Cast) -> None:
    for wrong in (["zoo", "zoo", "zoo"], [], _words(fresh)[::-1]):
        with pytest.raises(Invalid) as refused:
            actions.check_sheet(fresh.eve, wrong)
        assert refused.value.field == "sheet"
    actions.check_sheet(fresh.eve, [word[:4].upper() for word in _words(fresh)])
    assert _step(fresh, "sheet").state == "done"
    rotating.rotate_master(settings.load(), lambda done, of: None)
    assert _step(fresh, "sheet").state == "open"
    assert master_key.known(settings.load().master_key)


def test_the_words_asked_for_change_with_the_day_and_hold_over_midnight(fresh: Cast) -> None:
    today = clock.today(ZONE)
    days = {tuple(reading_back.asked(fresh.eve, today + timedelta(days=more))) for more in range(5)}
    assert len(days) > 1
    began = _words(fresh)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        actions.check_sheet(fresh.eve, began)


def test_no_word_of_the_sheet_is_in_the_view(fresh: Cast) -> None:
    view = str(readiness(fresh.eve)).split()
    assert not set(_words(fresh)) & set(view)


def test_what_the_software_sees_needs_nobody_to_say_it(fresh: Cast) -> None:
    assert {step: _step(fresh, step).state for step in ("phone", "time_zone", "contact")} == {
        "phone": "done",
        "time_zone": "done",
        "contact": "open",
    }
    practice.change(fresh.eve, SETTINGS | CONTACT)
    assert _step(fresh, "contact").state == "done"
    assert _step(fresh, "factor").state == "open"
    builders.passkey(replace(fresh.eve, session_id=builders.signed_in(fresh.eve)))
    assert _step(fresh, "factor").state == "done"


@pytest.mark.parametrize(("where", "on", "field"), [("", "2026-01-01", "where"), ("x", "soon", "checked_on")])
def test_a_backup_needs_a_place_and_the_day_of_its_check(fresh: Cast, where: str, on: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.say_backup(fresh.eve, where, on)
    assert refused.value.field == field
    with pytest.raises(Invalid):
        actions.say_backup(fresh.eve, "Safe", (clock.today(ZONE) + timedelta(days=2)).isoformat())
    actions.say_backup(fresh.eve, "Safe", clock.today(ZONE).isoformat())
    assert _step(fresh, "backup").words == "Safe"


def test_what_no_longer_holds_is_opened_again(fresh: Cast) -> None:
    actions.read_consent(fresh.eve)
    actions.reopen(fresh.eve, "consent")
    assert _step(fresh, "consent").state == "open"
    with pytest.raises(NotFound):
        actions.reopen(fresh.eve, "consent")
    with pytest.raises(NotFound):
        actions.waive(fresh.eve, "nothing", "why")


def test_help_lines_are_called_one_by_one_and_again_after_ninety_days(fresh: Cast) -> None:
    lines = [line.id for line in readiness(fresh.eve).lines]
    assert "911" not in lines
    for line in lines:
        assert _step(fresh, "help_lines").state == "open"
        actions.called(fresh.eve, line)
    assert _step(fresh, "help_lines").state == "done"
    with clock.stopped_at(clock.now() + timedelta(days=91)):
        assert _step(fresh, "help_lines").state == "open"
    for line in ("911", "nothing"):
        with pytest.raises(NotFound):
            actions.called(fresh.eve, line)


def test_a_line_nobody_called_is_to_call_and_911_never_is() -> None:
    now = clock.now()
    assert to_call(["911", "a", "b", "c"], {"a": now, "b": now - timedelta(days=91)}, now) == ["b", "c"]
    assert {"911"} == NEVER_CALLED
    assert len(STEPS) == len(set(STEPS)) == 10
