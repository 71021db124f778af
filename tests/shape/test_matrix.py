"""Everybody against everything: each action and query, by each member of the cast, on Ben's things and on missing ones.

The list of functions comes from the code: a new one fails here until somebody says whose it is.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import func, select

from betterjournal import clock, database, keyring, recovery_sheet
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions as accounts
from betterjournal.accounts import (
    contact,
    device_keys,
    devices,
    digest,
    inviting,
    locking,
    passkeys,
    passwords,
    practice,
    proving,
    record,
    resets,
    returning,
    staff,
    staff_inviting,
    team,
    ways,
)
from betterjournal.accounts import queries as account_queries
from betterjournal.accounts.ceremonies import Offer
from betterjournal.accounts.models import Care
from betterjournal.accounts.proving import Proof
from betterjournal.accounts.record_pages import Wanted
from betterjournal.appointments import actions as appointments
from betterjournal.appointments import away
from betterjournal.assignments import actions as assignments
from betterjournal.assignments import composer, editing, favourites, home, paper, passing_on, pausing, phrases
from betterjournal.assignments import queries as assignment_queries
from betterjournal.assignments.actions import Plan
from betterjournal.assignments.composing import Given
from betterjournal.assignments.models import Assignment
from betterjournal.assignments.views import Content
from betterjournal.calendars import actions as calendars
from betterjournal.calendars import queries as calendar_queries
from betterjournal.care import consenting, covering, discharging, handing, supervising
from betterjournal.care import queries as care_queries
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries import (
    before,
    days,
    drafts,
    given,
    marking,
    prompting,
    searching,
    sharing,
    together,
    undoing,
)
from betterjournal.entries import queries as entry_queries
from betterjournal.entries import series as own_series
from betterjournal.errors import NotFound, Problem, Refused
from betterjournal.migrations.tables import METADATA
from betterjournal.operations import starting
from betterjournal.privacy import queries as privacy
from betterjournal.privacy import sealing, stopping, withdrawing
from betterjournal.privacy.views import AskedView
from betterjournal.programmes import building, releasing, remaining
from betterjournal.programmes import queries as programmes
from betterjournal.programmes import starting as beginning
from betterjournal.readiness import actions as readiness
from betterjournal.readiness import queries as readiness_queries
from betterjournal.readiness import reading_back
from betterjournal.review import actions as review
from betterjournal.review import (
    brief,
    chart,
    continuity,
    looking,
    narrowing,
    notes,
    noting,
    on_paper,
    opening,
    series,
    timeline,
)
from betterjournal.review import queries as review_queries
from betterjournal.review.actions import Together
from betterjournal.review.models import Settled
from betterjournal.settings import Settings
from tests import builders
from tests.authenticator import Authenticator
from tests.cast import PASSPHRASE, Cast
from tests.conftest import QUICK, opened
from tests.world import MARK, World

DOMAINS = ("readiness", "accounts", "appointments", "care", "calendars", "assignments", "programmes", "entries")
DOMAINS += ("review", "privacy")
STAFF = {"alma", "cora", "eve", "sol"}
CLIENTS = {"ben", "dan"}
EVERYBODY = STAFF | CLIENTS
EVE = {"eve"}
SETTINGS = {"practice": "Rundle", "phone": "403-555-0134", "reading_window": "two_days", "first_language": "en"}
TAKEN = continuity.Chosen(date(2000, 1, 1), date(2100, 1, 1), "file", frozenset(continuity.CONTENTS), "en", False)
SEALED = {"recipient": "Dr. Noor", "known_as": "By phone", "basis": "asked", "reason": "Ben asked"}
# What anybody may call without being signed in is tested where it lives, by its token or password.
PUBLIC = {
    "accounts.actions.sign_in",
    "accounts.device_keys.gone",
    "accounts.inviting.join",
    "accounts.inviting.join_with_passkey",
    "accounts.inviting.look",
    "accounts.inviting.offer_passkey",
    "accounts.links.try_code",
    "accounts.passkeys.sign_in",
    "accounts.queries.practice",
    "accounts.returning.ask_for_link",
    "accounts.returning.come_back",
    "accounts.returning.come_back_with_passkey",
    "accounts.returning.look",
    "accounts.returning.offer_passkey",
    "accounts.setting_up.check_link",
    "accounts.staff_joining.is_for_staff",
    "accounts.staff_joining.join",
    "accounts.staff_joining.join_with_passkey",
    "accounts.staff_joining.look",
    "accounts.staff_joining.offer_passkey",
    "accounts.setting_up.set_up",
}
# A half-signed-in person (password given, second factor still owed) may do these about themself and nothing else.
HALF = {
    "accounts.actions.choose_language",
    "accounts.queries.account",
    "accounts.actions.pass_factor",
    "accounts.actions.sign_out",
    "accounts.locking.ask_passkey",
    "accounts.locking.settings",
    "accounts.passkeys.add",  # to enrol with it: only while there is no second factor
    "accounts.passkeys.offer",
    "accounts.queries.factor",
    "accounts.queries.whoami",
    "accounts.resets.unread",  # they meet it at the door
}


def _today(actor: Actor | Visitor) -> str:
    return clock.today(getattr(actor, "time_zone", "UTC")).isoformat()


def _given(world: World) -> Given:
    return Given(new_id(), world.revision, Content(title="A task", what="One thing"))


def _next_day(on: str) -> str:
    return (date.fromisoformat(on) + timedelta(days=1)).isoformat()


def _unsettle(actor: Actor, world: World) -> None:
    with database.reading() as session:
        row = session.get(Settled, world.settled_page)
    with clock.stopped_at(row.at if row else clock.now()):
        review.unsettle(actor, world.client, world.settled_page)


def _undo(actor: Actor, world: World, undo: Any = assignments.undo) -> None:
    """In the moment in which it can be undone."""
    with database.reading() as session:
        row = session.get(Assignment, world.fresh)
    with clock.stopped_at(row.sent_at if row else clock.now()):
        undo(actor, world.fresh)


def _proved(actor: Actor) -> Actor:
    """Who still owes the second factor cannot prove anything, and need not to enrol."""
    if not actor.second_factor_needed:
        proving.prove(actor, Proof(PASSPHRASE))
    return actor


def _said(language: str) -> tuple[str, str]:
    return language, language


def _asked(actor: Actor) -> Offer:
    return passkeys.offer(_proved(actor))


def _alma(world: World) -> str:
    """Who has Ben in their care."""
    return next(row.person_id for row in builders.rows(Care) if row.client_id == world.client)


def _words(actor: Actor) -> list[str]:
    words = recovery_sheet.words_of(keyring.master())
    return [words[place - 1] for place in reading_back.asked(actor, clock.today(actor.time_zone))]


def _asked_for(world: World) -> AskedView:
    return AskedView(world.client, "Dr. Noor", "By phone", "asked", "Ben asked", "", "")


def _start(actor: Actor, world: World) -> None:
    """Once the one under way is over."""
    remaining.end(actor, world.started)
    beginning.start(actor, world.client, beginning.Start(new_id(), world.programme))


def _add(actor: Actor) -> None:
    asked = _asked(actor)
    passkeys.add(actor, asked.ceremony, Authenticator().make(asked.options))


Call = Callable[[Actor, World], Any]
BEN, ALMA, ALMA_SOL = {"ben"}, {"alma"}, {"alma", "sol"}
# name: (the call, who may, whether it is about one of Ben's things).
CASES: dict[str, tuple[Call, set[str], bool]] = {
    "programmes.building.add_favourite": (
        lambda a, w: building.add_favourite(a, w.programme, w.favourite, new_id()),
        ALMA,
        True,
    ),
    "programmes.building.add_step": (lambda a, w: building.add_step(a, w.programme, builders.step()), ALMA, True),
    "programmes.building.change_step": (lambda a, w: building.change_step(a, w.step, builders.step()), ALMA, True),
    "programmes.building.create": (lambda a, w: building.create(a, "Another", "en"), {"alma", "cora"}, False),
    "programmes.building.delete": (lambda a, w: building.delete(a, w.programme), ALMA, True),
    "programmes.building.move_step": (lambda a, w: building.move_step(a, w.step, "down"), ALMA, True),
    "programmes.building.remove_step": (lambda a, w: building.remove_step(a, w.step), ALMA, True),
    "programmes.building.rename": (lambda a, w: building.rename(a, w.programme, "Sleep"), ALMA, True),
    "programmes.queries.of_client": (lambda a, w: programmes.of_client(a, w.client), ALMA_SOL, True),
    "programmes.queries.programme": (lambda a, w: programmes.programme(a, w.programme), ALMA, True),
    "programmes.queries.programmes": (lambda a, w: programmes.programmes(a), {"alma", "cora"}, False),
    "programmes.releasing.send_step": (lambda a, w: releasing.send_step(a, w.started_step), ALMA, True),
    "programmes.releasing.undo": (lambda a, w: _undo(a, w, releasing.undo), ALMA, True),
    "programmes.remaining.add_step": (lambda a, w: remaining.add_step(a, w.started, builders.step()), ALMA, True),
    "programmes.remaining.change_step": (
        lambda a, w: remaining.change_step(a, w.started_step, builders.step()),
        ALMA,
        True,
    ),
    "programmes.remaining.end": (lambda a, w: remaining.end(a, w.started), ALMA, True),
    "programmes.remaining.move_step": (lambda a, w: remaining.move_step(a, w.started_step, "down"), ALMA, True),
    "programmes.remaining.remove_step": (lambda a, w: remaining.remove_step(a, w.started_step), ALMA, True),
    "programmes.remaining.set_release": (
        lambda a, w: remaining.set_release(a, w.started, "appointment"),
        ALMA,
        True,
    ),
    "programmes.starting.start": (lambda a, w: _start(a, w), ALMA, True),
    "accounts.actions.choose_chart": (lambda a, w: accounts.choose_chart(a, ["set"]), {"alma", "cora"}, False),
    "accounts.actions.choose_language": (lambda a, w: accounts.choose_language(a, "fr"), EVERYBODY, False),
    "accounts.actions.choose_sheets": (lambda a, w: accounts.choose_sheets(a, "one"), CLIENTS, False),
    "accounts.actions.sign_out": (lambda a, w: accounts.sign_out(a), EVERYBODY, False),
    "accounts.actions.sign_out_everywhere": (lambda a, w: accounts.sign_out_everywhere(a), EVERYBODY, False),
    "accounts.device_keys.hand_over": (lambda a, w: device_keys.hand_over(a, [w.device_key]), CLIENTS, False),
    "accounts.digest.choose": (lambda a, w: digest.choose(a, wanted=True), {"alma", "cora"}, False),
    "accounts.devices.end": (lambda a, w: devices.end(a, w.session), BEN, True),
    "accounts.devices.end_others": (lambda a, w: devices.end_others(a), EVERYBODY, False),
    "accounts.contact.keep": (lambda a, w: contact.keep(a, w.client, {"phone": "403-555-0101"}), ALMA, True),
    "accounts.devices.sign_out_client": (lambda a, w: devices.sign_out_client(a, w.client), ALMA, True),
    "accounts.inviting.add_client": (lambda a, w: inviting.add_client(a, "Gil Roy", "fr"), {"alma", "cora"}, False),
    "accounts.locking.ask_passkey": (lambda a, w: locking.ask_passkey(a), EVERYBODY, False),
    "accounts.locking.choose_delay": (lambda a, w: locking.choose_delay(a, "15"), CLIENTS, False),
    "accounts.locking.decline_pin": (lambda a, w: locking.decline_pin(a), EVERYBODY, False),
    "accounts.locking.lock": (lambda a, w: locking.lock(a), EVERYBODY, False),
    "accounts.locking.set_pin": (lambda a, w: locking.set_pin(_proved(a), "602718"), EVERYBODY, False),
    "accounts.locking.settings": (lambda a, w: locking.settings(a), EVERYBODY, False),
    "accounts.locking.unlock": (lambda a, w: locking.unlock(a, PASSPHRASE), EVERYBODY, False),
    "accounts.passkeys.add": (lambda a, w: _add(a), EVERYBODY, False),
    "accounts.passkeys.offer": (lambda a, w: _asked(a), EVERYBODY, False),
    "accounts.passkeys.remove": (lambda a, w: passkeys.remove(_proved(a), w.passkey), BEN, True),
    "accounts.proving.ask_passkey": (lambda a, w: proving.ask_passkey(a), EVERYBODY, False),
    "accounts.proving.prove": (lambda a, w: proving.prove(a, Proof(PASSPHRASE)), EVERYBODY, False),
    "accounts.proving.ways": (lambda a, w: proving.ways(a), EVERYBODY, False),
    "accounts.queries.account": (lambda a, w: account_queries.account(a), EVERYBODY, False),
    "accounts.queries.me": (lambda a, w: account_queries.me(a), CLIENTS, False),
    "accounts.queries.whoami": (lambda a, w: account_queries.whoami(a), EVERYBODY, False),
    "accounts.returning.renew": (lambda a, w: returning.renew(_proved(a), w.client), ALMA, True),
    "accounts.ways.change_email": (
        lambda a, w: ways.change_email(_proved(a), f"{a.person_id}@demo.test", _said),
        EVERYBODY,
        False,
    ),
    "accounts.ways.change_password": (
        lambda a, w: ways.change_password(_proved(a), "five slow boats home", _said),
        EVERYBODY,
        False,
    ),
    "accounts.ways.choose_way_back": (lambda a, w: ways.choose_way_back(_proved(a), "mail"), CLIENTS, False),
    "accounts.ways.new_codes": (lambda a, w: ways.new_codes(_proved(a)), STAFF, False),
    "accounts.ways.offer_authenticator": (lambda a, w: ways.offer_authenticator(_proved(a)), STAFF, False),
    "appointments.actions.end_repeat": (lambda a, w: appointments.end_repeat(a, w.coming), ALMA, True),
    "appointments.actions.put_back": (lambda a, w: appointments.put_back(a, w.coming), ALMA, True),
    "appointments.actions.put_news_away": (lambda a, w: appointments.put_news_away(a), CLIENTS, False),
    "appointments.away.away": (lambda a, w: away.away(a), {"alma", "cora"}, False),
    "appointments.away.cancel_within": (lambda a, w: away.cancel_within(a, w.away), ALMA, True),
    "appointments.away.end": (lambda a, w: away.end(a, w.away), ALMA, True),
    "appointments.away.set_away": (
        lambda a, w: away.set_away(a, w.tomorrow, _next_day(w.tomorrow), "403-555-0134"),
        {"alma", "cora"},
        False,
    ),
    "appointments.actions.move": (lambda a, w: appointments.move(a, w.coming, w.tomorrow, "09:00"), ALMA, True),
    "appointments.actions.open_early": (lambda a, w: appointments.open_early(a, w.client, "why"), ALMA, True),
    "accounts.practice.change": (lambda a, w: practice.change(a, SETTINGS), EVE, False),
    "accounts.practice.settings": (lambda a, w: practice.settings(a), EVE, False),
    "accounts.record.export": (lambda a, w: list(record.export(a, Wanted())), EVE, False),
    "accounts.record.own": (lambda a, w: record.own(a), STAFF, False),
    "accounts.record.record": (lambda a, w: record.record(a), EVE, False),
    "accounts.record.refused": (lambda a, w: record.refused(a, "client", w.client), STAFF, False),
    "accounts.resets.read": (lambda a, w: resets.read(a, w.reset), {"sol"}, True),
    "accounts.resets.unread": (lambda a, w: resets.unread(a), EVERYBODY, False),
    "accounts.staff.change_roles": (lambda a, w: staff.change_roles(_proved(a), w.leaver, ["owner"]), EVE, True),
    "accounts.staff.disable": (lambda a, w: staff.disable(_proved(a), w.leaver), EVE, True),
    "accounts.staff.enable": (lambda a, w: staff.enable(_proved(a), w.leaver), EVE, True),
    "accounts.staff.reset_factor": (lambda a, w: staff.reset_factor(_proved(a), w.leaver, _said), EVE, True),
    "accounts.staff_inviting.invite": (
        lambda a, w: staff_inviting.invite(_proved(a), "Gil Roy", ["clinician"], "fr"),
        EVE,
        False,
    ),
    "accounts.staff_inviting.renew": (lambda a, w: staff_inviting.renew(_proved(a), w.invited), EVE, True),
    "accounts.staff_inviting.withdraw": (lambda a, w: staff_inviting.withdraw(a, w.invited), EVE, True),
    "accounts.team.team": (lambda a, w: team.team(a), EVE, False),
    "appointments.actions.record_outcome": (
        lambda a, w: appointments.record_outcome(a, w.coming, "not_held"),
        ALMA,
        True,
    ),
    "appointments.actions.same_time_next_week": (
        lambda a, w: appointments.same_time_next_week(a, w.client),
        ALMA,
        True,
    ),
    "appointments.actions.set_next": (lambda a, w: appointments.set_next(a, w.client, w.tomorrow, "10:00"), ALMA, True),
    "calendars.actions.begin": (lambda a, w: calendars.begin(a), ALMA, False),
    "calendars.actions.choose_code": (lambda a, w: calendars.choose_code(a, w.client, "B. O."), ALMA, True),
    "calendars.actions.connect": (
        lambda a, w: calendars.connect(a, "https://calendar.example.com/a.ics"),
        {"alma", "cora"},
        False,
    ),
    "calendars.actions.disconnect": (lambda a, w: calendars.disconnect(a), ALMA, False),
    "calendars.actions.drop_code": (lambda a, w: calendars.drop_code(a, w.client), ALMA, True),
    "calendars.queries.calendar": (lambda a, w: calendar_queries.calendar(a), {"alma", "cora"}, False),
    "assignments.actions.fit": (lambda a, w: assignments.fit(a, w.fresh, Plan(when="later")), BEN, True),
    "assignments.actions.send": (lambda a, w: assignments.send(a, w.client, _given(w)), ALMA, True),
    "assignments.actions.withdraw": (lambda a, w: assignments.withdraw(a, w.fresh, "Too soon"), ALMA, True),
    "assignments.actions.undo": (lambda a, w: _undo(a, w), ALMA, True),
    "assignments.composer.again": (lambda a, w: composer.again(a, w.client, w.fresh), ALMA, True),
    "assignments.composer.beside": (lambda a, w: composer.beside(a, w.client), ALMA, True),
    "assignments.composer.composer": (lambda a, w: composer.composer(a, w.client), ALMA, True),
    "assignments.composer.edited": (lambda a, w: composer.edited(a, w.client, w.fresh), ALMA, True),
    "assignments.composer.own": (lambda a, w: composer.own(a, w.client), ALMA, True),
    "assignments.editing.edit": (lambda a, w: editing.edit(a, w.fresh, _given(w)), ALMA, True),
    "assignments.favourites.keep": (lambda a, w: favourites.keep(a, w.fresh), ALMA, True),
    "assignments.favourites.remove": (lambda a, w: favourites.remove(a, w.favourite), ALMA, True),
    "assignments.paper.paper": (lambda a, w: paper.paper(a, w.fresh), ALMA, True),
    "assignments.paper.printed": (lambda a, w: paper.printed(a, w.fresh), ALMA, True),
    "assignments.actions.take_smallest": (lambda a, w: assignments.take_smallest(a, w.fresh, taken=False), BEN, True),
    "assignments.pausing.pause": (lambda a, w: pausing.pause(a, w.daily), BEN, True),
    "assignments.pausing.pause_for": (lambda a, w: pausing.pause_for(a, w.daily), ALMA, True),
    "assignments.pausing.resume": (lambda a, w: pausing.resume(a, w.daily), BEN, True),
    "assignments.pausing.resume_for": (lambda a, w: pausing.resume_for(a, w.daily), ALMA, True),
    "assignments.pausing.skip": (lambda a, w: pausing.skip(a, w.daily), BEN, True),
    "assignments.passing_on.others": (lambda a, w: passing_on.others(a, w.client), ALMA, True),
    "assignments.passing_on.same": (lambda a, w: passing_on.same(a, w.client, w.fresh), ALMA, True),
    "assignments.phrases.change": (lambda a, w: phrases.change(a, w.phrase, "Well", "fr"), ALMA, True),
    "assignments.phrases.keep": (lambda a, w: phrases.keep(a, "One line is plenty", "en"), {"alma", "cora"}, False),
    "assignments.phrases.remove": (lambda a, w: phrases.remove(a, w.phrase), ALMA, True),
    "assignments.home.clients": (lambda a, w: home.clients(a), EVERYBODY, False),
    "assignments.home.followed": (lambda a, w: home.followed(a), EVERYBODY, False),
    "assignments.queries.today": (lambda a, w: assignment_queries.today(a), CLIENTS, False),
    "assignments.queries.room": (lambda a, w: assignment_queries.room(a), CLIENTS, False),
    "entries.actions.add_row": (lambda a, w: entries.add_row(a, w.rows, "emotions"), BEN, True),
    "entries.actions.begin": (lambda a, w: entries.begin(a, w.fresh), BEN, True),
    "entries.actions.check_in": (lambda a, w: entries.check_in(a, 5, 5, 5), CLIENTS, False),
    "entries.actions.delete": (lambda a, w: entries.delete(a, w.page), BEN, True),
    "entries.actions.keep_aside": (
        lambda a, w: entries.keep_aside(a, w.aside, use=True, looked_at=w.aside_looked_at),
        BEN,
        True,
    ),
    "entries.actions.new_page": (lambda a, w: entries.new_page(a), CLIENTS, False),
    "entries.days.day": (lambda a, w: days.day(a, _today(a)), CLIENTS, False),
    "entries.days.hide": (lambda a, w: days.hide(a), CLIENTS, False),
    "entries.days.month": (lambda a, w: days.month(a), CLIENTS, False),
    "entries.days.show": (lambda a, w: days.show(a), CLIENTS, False),
    "entries.prompting.choose": (lambda a, w: prompting.choose(a, w.page, lambda language: "Why?"), BEN, True),
    "entries.searching.search": (lambda a, w: searching.search(a, MARK), CLIENTS, False),
    "entries.actions.open_after": (lambda a, w: entries.open_after(a, w.two_phase), BEN, True),
    "entries.actions.tell_of": (lambda a, w: entries.tell_of(a, w.two_phase, _today(a)), BEN, True),
    "entries.actions.remove_row": (lambda a, w: entries.remove_row(a, w.rows, "emotions", "r2"), BEN, True),
    "entries.drafts.save_together": (
        lambda a, w: drafts.save_together(a, drafts.Words(w.together, "situation", "new", 1, "tab", 9)),
        ALMA,
        True,
    ),
    "entries.marking.mark": (lambda a, w: marking.mark(a, marking.Told(w.fresh, "part")), ALMA, True),
    "entries.together.add_row": (lambda a, w: together.add_row(a, w.together, "emotions"), ALMA, True),
    "entries.together.end": (lambda a, w: together.end(a, w.sitting), ALMA, True),
    "entries.together.leave": (lambda a, w: together.leave(a, w.together), BEN, True),
    "entries.together.remove_row": (lambda a, w: together.remove_row(a, w.together, "emotions", "r1"), ALMA, True),
    "entries.together.start": (lambda a, w: together.start(a, w.fresh), ALMA, True),
    "entries.together.view": (lambda a, w: together.view(a, w.sitting), ALMA, True),
    "entries.drafts.save": (
        lambda a, w: drafts.save(a, drafts.Words(w.entry, "text", "new", 1, "tab", 9)),
        BEN,
        True,
    ),
    "entries.queries.example": (lambda a, w: entry_queries.example(a, w.rows), BEN, True),
    "entries.queries.fields_now": (lambda a, w: entry_queries.fields_now(a, w.entry), BEN, True),
    "entries.queries.journal": (lambda a, w: entry_queries.journal(a), CLIENTS, False),
    "entries.queries.page": (lambda a, w: entry_queries.page(a, w.page), BEN, True),
    "entries.queries.shared_page": (lambda a, w: entry_queries.shared_page(a), CLIENTS, False),
    "entries.queries.work": (lambda a, w: entry_queries.work(a, w.assignment, w.entry), BEN, True),
    "entries.sharing.another_way": (lambda a, w: sharing.another_way(a, w.fresh, "paper"), BEN, True),
    "entries.sharing.not_this_time": (lambda a, w: sharing.not_this_time(a, w.fresh, ["forgot"]), BEN, True),
    "entries.undoing.bring_back": (lambda a, w: undoing.bring_back(a, w.deleted), BEN, True),
    "entries.undoing.put_row_aside": (
        lambda a, w: undoing.put_row_aside(a, undoing.Row(w.rows, "emotions", "r2")),
        BEN,
        True,
    ),
    "entries.series.own": (lambda a, w: own_series.own(a, w.assignment), BEN, True),
    "entries.before.beside": (lambda a, w: before.beside(a, w.entry), BEN, True),
    "entries.given.preview": (lambda a, w: given.preview(a, w.entry), BEN, True),
    "entries.sharing.flag": (lambda a, w: sharing.flag(a, w.shared, bring=True), BEN, True),
    "entries.sharing.share": (lambda a, w: sharing.share(a, w.entry, looked_at=w.looked_at), BEN, True),
    "entries.sharing.share_check_ins": (lambda a, w: sharing.share_check_ins(a, [w.check_in]), BEN, True),
    "entries.sharing.stop_sharing": (lambda a, w: sharing.stop_sharing(a, w.shared), BEN, True),
    "entries.sharing.take_back": (lambda a, w: sharing.take_back(a, w.shared), BEN, True),
    "readiness.actions.called": (lambda a, w: readiness.called(a, "211"), EVE, False),
    "readiness.actions.check_sheet": (lambda a, w: readiness.check_sheet(a, _words(a)), EVE, False),
    "readiness.actions.name_executor": (lambda a, w: readiness.name_executor(a, "Ada Quist"), EVE, False),
    "readiness.actions.read_consent": (lambda a, w: readiness.read_consent(a), EVE, False),
    "readiness.actions.reopen": (lambda a, w: readiness.reopen(a, "consent"), EVE, False),
    "readiness.actions.say_backup": (lambda a, w: readiness.say_backup(a, "Safe", "2026-01-01"), EVE, False),
    "readiness.actions.waive": (lambda a, w: readiness.waive(a, "executor", "Later"), EVE, False),
    "readiness.actions.waive_all": (lambda a, w: readiness.waive_all(a), EVE, False),
    "readiness.queries.readiness": (lambda a, w: readiness_queries.readiness(a), EVE, False),
    "care.consenting.look": (lambda a, w: consenting.look(a), CLIENTS, False),
    "care.covering.check": (
        lambda a, w: covering.check(a, w.client, w.drew, "ill", w.tomorrow),
        ALMA | EVE,
        True,
    ),
    "care.covering.check_all": (
        lambda a, w: covering.check_all(a, _alma(w), w.drew, "ill", w.tomorrow),
        ALMA | EVE,
        False,
    ),
    "care.covering.cover": (
        lambda a, w: covering.cover(_proved(a), w.client, w.drew, "ill", w.tomorrow),
        ALMA | EVE,
        True,
    ),
    "care.covering.cover_all": (
        lambda a, w: covering.cover_all(_proved(a), _alma(w), w.drew, "ill", w.tomorrow),
        ALMA | EVE,
        False,
    ),
    "care.covering.end": (
        lambda a, w: covering.end(a, w.client, w.cover_by_faye if a.is_owner else w.cover),
        ALMA | EVE,
        True,
    ),
    "care.discharging.discharge": (lambda a, w: discharging.discharge(a, w.client), ALMA, True),
    "care.handing.check": (lambda a, w: handing.check(a, w.client, w.drew), ALMA | EVE, True),
    "care.handing.choose": (lambda a, w: handing.choose(a, "all"), BEN, False),
    "care.handing.hand_over": (
        lambda a, w: handing.hand_over(_proved(a), w.client, w.faye if a.is_owner else w.drew),
        ALMA | EVE,
        True,
    ),
    "care.handing.leave": (lambda a, w: handing.leave(_proved(a), w.client), ALMA | EVE, True),
    "care.queries.care": (lambda a, w: care_queries.care(a, w.client), ALMA | EVE, True),
    "care.queries.clients": (lambda a, w: care_queries.clients(a), EVE, False),
    "care.queries.who_reads": (lambda a, w: care_queries.who_reads(a), CLIENTS, False),
    "care.supervising.check": (lambda a, w: supervising.check(a, w.client, w.kit, told=True), ALMA, True),
    "care.supervising.end": (
        lambda a, w: supervising.end(a, w.client, w.supervision_by_sid if a.is_owner else w.supervision),
        ALMA | EVE,
        True,
    ),
    "care.supervising.name": (
        lambda a, w: supervising.name(_proved(a), w.client, w.kit, told=True),
        ALMA,
        True,
    ),
    "privacy.queries.clients": (lambda a, w: privacy.clients(a), EVE, False),
    "privacy.queries.sealed": (lambda a, w: privacy.sealed(a, w.client), ALMA | EVE, True),
    "privacy.queries.told": (lambda a, w: privacy.told(a), CLIENTS, False),
    "privacy.sealing.check": (lambda a, w: sealing.check(a, w.client, SEALED), ALMA | EVE, True),
    "privacy.sealing.seal": (lambda a, w: sealing.seal(_proved(a), _asked_for(w)), ALMA | EVE, True),
    "privacy.queries.stop": (lambda a, w: privacy.stop(a, w.client), {"alma", "eve", "sol"}, True),
    "privacy.stopping.start_again": (lambda a, w: stopping.start_again(a, w.client), ALMA, True),
    "privacy.withdrawing.withdraw": (lambda a, w: withdrawing.withdraw(a), CLIENTS, False),
    "privacy.stopping.stop": (lambda a, w: stopping.stop(a, w.client, "danger"), ALMA | EVE, True),
    "review.notes.of_client": (lambda a, w: notes.of_client(a, w.client), ALMA_SOL, True),
    "review.noting.rewrite": (lambda a, w: noting.rewrite(a, w.note, "Other words", 0), ALMA, True),
    "review.noting.strike": (lambda a, w: noting.strike(a, w.note, 0), ALMA, True),
    "review.noting.write": (lambda a, w: noting.write(a, noting.Said(w.client, "Words", "", new_id())), ALMA, True),
    "review.brief.brief": (lambda a, w: brief.brief(a, w.client), ALMA_SOL, True),
    "review.brief.brief_on_paper": (lambda a, w: brief.brief_on_paper(a, w.client), ALMA_SOL, True),
    "review.continuity.file": (lambda a, w: continuity.file(_proved(a), w.client, TAKEN), ALMA, True),
    "review.continuity.page": (lambda a, w: continuity.page(a, w.client), ALMA, True),
    "review.chart.copied": (lambda a, w: chart.copied(a, w.client, w.review), ALMA, True),
    "review.actions.save_review": (lambda a, w: review.save_review(a, Together(w.assignment, "keep")), ALMA, True),
    "review.actions.settle": (lambda a, w: review.settle(a, w.client, w.read_page, "looked_at"), ALMA, True),
    "review.actions.unsettle": (lambda a, w: _unsettle(a, w), ALMA, True),
    "review.opening.look": (lambda a, w: opening.look(a, w.client, "series"), ALMA_SOL, True),
    "review.opening.looked": (lambda a, w: opening.looked(a, w.client, "timeline"), ALMA_SOL, True),
    "review.opening.printed": (lambda a, w: opening.printed(a, w.client), ALMA_SOL, True),
    "review.opening.open_for": (lambda a, w: opening.open_for(a, w.client, [w.shared]), ALMA_SOL, True),
    "review.on_paper.kept_on_paper": (lambda a, w: on_paper.kept_on_paper(a, w.client), ALMA, True),
    "review.on_paper.printed": (lambda a, w: on_paper.printed(a, w.client), ALMA, True),
    "review.queries.kept": (lambda a, w: review_queries.kept(a), CLIENTS, False),
    "review.looking.looking": (lambda a, w: looking.looking(a, w.client, w.shared), ALMA_SOL, True),
    "review.narrowing.choices": (lambda a, w: narrowing.choices(a, w.client), ALMA_SOL, True),
    "review.series.series": (lambda a, w: series.series(a, w.client, "exposure_record"), ALMA_SOL, True),
    "review.timeline.timeline": (lambda a, w: timeline.timeline(a, w.client), ALMA_SOL, True),
}
# Their own tests: they need a code, a client who has not joined, or a server far away; the rest only compute about the
# actor themself.
ELSEWHERE = {
    "accounts.actions.pass_factor",
    "accounts.queries.factor",
    "accounts.inviting.invite",
    "calendars.applying.apply",
    "calendars.looking.look",
    "calendars.reading.asked",
    "calendars.refreshing.now",
    "calendars.refreshing.refresh",
    "accounts.locking.unlock_with_passkey",
    "accounts.ways.remove_authenticator",
    "accounts.ways.set_authenticator",
    "readiness.reading_back.asked",
    "readiness.reading_back.fits",
    "privacy.sealing.hand_over",
    "care.discharging.take_up_again",
    "care.consenting.agree",
}


def _functions() -> Iterator[str]:
    for domain in DOMAINS:
        package = importlib.import_module(f"betterjournal.{domain}")
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                first = next(iter(inspect.signature(function).parameters.values()), None)
                asked = first is not None and first.annotation in (Actor, Visitor)
                if asked and function.__module__ == module.__name__ and not name.startswith("_"):
                    yield f"{domain}.{found.name}.{name}"


def _stored() -> dict[str, int]:
    with database.reading() as session:
        tables = [table for table in METADATA.sorted_tables if table.name not in ("throttle",)]
        return {t.name: session.connection().execute(select(func.count()).select_from(t)).scalar_one() for t in tables}


def _content() -> dict[str, list[str]]:
    """Every row there is, without the record itself."""
    own = ("throttle", "audit_record", "audit_head")
    with database.reading() as session:
        ask = session.connection().execute
        tables = [table for table in METADATA.sorted_tables if table.name not in own]
        return {table.name: sorted(map(str, ask(select(table)))) for table in tables}


def test_every_function_that_asks_who_has_a_place_here() -> None:
    assert set(_functions()) == set(CASES) | PUBLIC | ELSEWHERE


Town = tuple[Cast, World]


@pytest.fixture(scope="module")
def ready_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    """A folder with Ben's things in it, and who is who there."""
    folder = tmp_path_factory.mktemp("town")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        starting.prepare(Settings(data_dir=folder))
        cast = Cast.gather()
        world = World.of(cast)
    starting.let_go()
    return folder, (cast, world)


@pytest.fixture
def town(ready_town: tuple[Path, Town], tmp_path: Path, quick_hashes: None) -> Iterator[Town]:
    """A copy of it for each test."""
    folder, people = ready_town
    with opened(Settings(data_dir=copytree(folder, tmp_path / "town"))):
        yield people


@pytest.mark.parametrize("name", sorted(CASES))
def test_nobody_else_may(town: Town, name: str) -> None:
    call, may, _ = CASES[name]
    cast, world = town
    before = _stored()
    for who, actor in cast.everybody().items():
        if who not in may:
            with pytest.raises((NotFound, Refused)):
                call(actor, world)
    assert _stored() == before


@pytest.mark.parametrize("name", sorted(set(CASES) - HALF - {"assignments.home.clients", "assignments.home.followed"}))
def test_nobody_may_before_the_second_factor(town: Town, name: str) -> None:
    call, may, _ = CASES[name]
    cast, world = town
    before = _stored()
    for who in sorted(may & STAFF):
        with pytest.raises((NotFound, Refused)):
            call(cast.half(who), world)
    assert _stored() == before


@pytest.mark.parametrize("name", sorted(CASES))
def test_those_whose_it_is_may(town: Town, name: str) -> None:
    call, may, _ = CASES[name]
    cast, world = town
    for who in sorted(may):
        call(cast.everybody()[who], world)


WITHOUT_A_RECORD = {
    # What a client does while writing leaves no trace: each save, and the lines of a table.
    "entries.actions.add_row",
    "entries.actions.remove_row",
    "entries.undoing.put_row_aside",
    "entries.drafts.save",
    "entries.drafts.save_together",
    "entries.together.add_row",
    "entries.together.remove_row",
    # That it is still them; the change it is for is on record, and so is a proof that was refused.
    "accounts.passkeys.offer",
    "accounts.proving.prove",
    # Each lock of a client's would tell when they are here; the unlocking of staff is on record.
    "accounts.locking.lock",
    "accounts.ways.offer_authenticator",
    # The key of what a device keeps: a record of it would tell when a client writes.
    "accounts.device_keys.hand_over",
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_whatever_changes_something_is_on_record_and_no_save_is(town: Town, name: str) -> None:
    call, may, _ = CASES[name]
    cast, world = town
    actor = cast.everybody()[min(may)]
    before, recorded = _content(), _stored()["audit_record"]
    call(actor, world)
    changed, records = _content() != before, _stored()["audit_record"] - recorded
    if name in WITHOUT_A_RECORD:
        assert (changed, records) == (True, 0)
    else:
        assert records > 0 or not changed


# Whoever may only read still has their account, may take away what is theirs, and has a say in who reads it.
STAYS_THEIRS = {
    "care.handing.choose",
    "entries.actions.delete",
    "entries.undoing.bring_back",
    "entries.sharing.stop_sharing",
    "entries.sharing.take_back",
    "entries.together.leave",
}
OF_ONES_OWN = {"entries.actions.check_in", "entries.actions.new_page"}
WRITING = OF_ONES_OWN | {name for name, case in CASES.items() if case[1] == BEN and not name.startswith("accounts.")}


@pytest.mark.parametrize(
    "name", sorted({*WRITING, "entries.actions.check_in", "entries.actions.new_page"} - STAYS_THEIRS)
)
@pytest.mark.parametrize("standing", ["returned", "changed", "withdrawn", "closed"])
def test_a_client_who_may_only_read_changes_nothing(town: Town, name: str, standing: str) -> None:
    cast, world = town
    if standing in ("returned", "closed"):
        discharging.discharge(cast.alma, world.client)
    if standing == "returned":
        discharging.take_up_again(cast.alma, world.client)
    if standing == "changed":
        builders.earlier_text(cast.ben)
    if standing == "withdrawn":
        withdrawing.withdraw(cast.ben)
    with clock.stopped_at(clock.now() + (timedelta(days=91) if standing == "closed" else timedelta())):
        before = _content()
        with suppress(Refused):
            CASES[name][0](cast.ben, world)
        assert _content() == before


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if case[2]))
def test_a_missing_thing_and_somebody_elses_look_alike(town: Town, name: str) -> None:
    call, may, _ = CASES[name]
    cast, world = town
    said = []
    for target in (world, world.missing()):
        try:
            call(cast.cora if "alma" in may else cast.dan, target)
        except Problem as problem:
            said.append((type(problem), problem.key, problem.values))
    assert len(said) == 2
    assert said[0] == said[1]


# What is open to who covers for a colleague, of all that is open to the colleague: reading, and the appointments.
COVERED = {
    "appointments.actions.end_repeat",
    "appointments.actions.move",
    "appointments.actions.put_back",
    "appointments.actions.record_outcome",
    "appointments.actions.same_time_next_week",
    "appointments.actions.set_next",
    "privacy.queries.stop",
    "programmes.queries.of_client",
    "review.brief.brief",
    "review.looking.looking",
    "review.brief.brief_on_paper",
    "review.narrowing.choices",
    "review.notes.of_client",
    "review.opening.look",
    "review.opening.looked",
    "review.opening.open_for",
    "review.opening.printed",
    "review.series.series",
    "review.timeline.timeline",
}
# What remains of it once client and clinician have finished: reading, the record, and who answers for it.
DISCHARGED = {
    "accounts.devices.sign_out_client",
    "accounts.returning.renew",
    # What is the clinician's own, with whomever they have finished.
    "appointments.away.cancel_within",
    "appointments.away.end",
    "assignments.favourites.remove",
    "assignments.phrases.change",
    "assignments.phrases.remove",
    *(f"programmes.building.{name}" for name in ("add_favourite", "add_step", "change_step", "delete", "move_step")),
    *(f"programmes.building.{name}" for name in ("remove_step", "rename")),
    "programmes.queries.of_client",
    "programmes.queries.programme",
    "care.handing.check",
    "care.handing.hand_over",
    "care.handing.leave",
    "care.queries.care",
    "privacy.queries.sealed",
    "privacy.queries.stop",
    "privacy.sealing.check",
    "privacy.sealing.seal",
    "privacy.stopping.start_again",
    "privacy.stopping.stop",
    "review.chart.copied",
    "review.continuity.file",
    "review.continuity.page",
    "review.brief.brief",
    "review.looking.looking",
    "review.brief.brief_on_paper",
    "review.narrowing.choices",
    "review.notes.of_client",
    "review.opening.look",
    "review.opening.looked",
    "review.opening.open_for",
    "review.opening.printed",
    "review.series.series",
    "review.timeline.timeline",
}
ALMAS = sorted(name for name, (_, may, about_ben) in CASES.items() if about_ben and "alma" in may)


@pytest.mark.parametrize("name", ALMAS)
def test_who_covers_reads_and_sets_appointments_and_nothing_more(town: Town, name: str) -> None:
    call, _, _ = CASES[name]
    cast, world = town
    drew = builders.sign_in(_person(world.drew))
    if name in COVERED:
        call(drew, world)
        covering.end(cast.eve, world.client, world.cover)
    _refused(call, drew, world)


@pytest.mark.parametrize("name", ALMAS)
def test_once_they_have_finished_nothing_new_is_done(town: Town, name: str) -> None:
    call, _, _ = CASES[name]
    cast, world = town
    discharging.discharge(cast.alma, world.client)
    if name in DISCHARGED:
        call(cast.alma, world)
    else:
        _refused(call, cast.alma, world)


def _person(person_id: str) -> Actor:
    return Actor(person_id, "", "")


def _refused(call: Call, actor: Actor, world: World) -> None:
    _proved(actor)
    before = _stored()
    with pytest.raises((NotFound, Refused)):
        call(actor, world)
    assert _stored() == before


def test_staff_without_clients_have_an_empty_list(cast: Cast) -> None:
    for name in ("eve", "ben", "dan"):
        view = home.clients(cast.everybody()[name])
        assert (view.just_met, view.soon, view.later) == ([], [], [])
    assert [line.name for line in home.clients(cast.half("alma")).later] == []
