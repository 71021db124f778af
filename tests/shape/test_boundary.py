"""The boundary in the tables, in what staff are sent and in what is said: nothing watches a client, nothing ranks."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from betterjournal import clock, database, keyring
from betterjournal.access import Visitor
from betterjournal.accounts import inviting
from betterjournal.accounts.consent import TOPICS
from betterjournal.care import consenting
from betterjournal.migrations.tables import METADATA
from betterjournal.privacy import withdrawing
from betterjournal.web.wording import CATALOGUE
from tests import builders
from tests.cast import Cast
from tests.shape.test_drawn import _views
from tests.shape.test_matrix import CASES, STAFF, Town, ready_town, town

__all__ = ["ready_town", "town"]

# What would say when somebody was here, how long, in which order, how much, or how badly.
WATCHING = re.compile(
    r"seen|presence|online|idle|inactiv|absent|typing|viewed|visit|read_(at|on)\b|(reading|writing)_time|duration|elapsed"
    r"|spent|ping|arriv|unread|last_(active|act|entry|login|write)|completed_at|finished_at"
    r"|score|band\b|severity|risk|rank|triage|priority|streak|percent|overdue|late\b|missed|failed"
)
# Of links that are spent, a notice that staff put away, and words that were changed before they had reached the client.
NOT_OF_CLIENTS = {
    "assignment_edit.arrived",
    "factor_reset.read_at",
    "mailed_link.spent_on",
    "spent_challenge",
    "spent_challenge.digest",
    "spent_challenge.spent_on",
}
# A sharing is what was given to somebody: two of one day stand in the order in which they were shared, and each is read
# for the appointment after it. No payload holds the moment (`review/line.py` seals its mark).
TO_THE_MOMENT = {"shared.shared_at"}
UNSAID_EN = re.compile(
    r"last (seen|active|here|visit|login)|online now|is online|inactiv|reading time|time spent|viewed|unread"
    r"|has(n't| not) (opened|written|started|done|shared)|just (wrote|shared|came)|score|sever(e|ity)|mild|moderate"
    r"|risk|rank|priorit|streak|percent|%|overdue|\blate\b|missed|failed|alert|notification",
    re.IGNORECASE,
)
UNSAID_FR = re.compile(
    r"dernière connexion|vue? pour la dernière|est en ligne|inacti|temps (de lecture|passé)|non lu"
    r"|n'a (pas|rien) (ouvert|écrit|commencé|fait|partagé)|vient (d'écrire|de partager)|score|sévère|sévérité|léger"
    r"|modéré|risque|classement|priorit|série de|pour cent|%|en retard|manqué|échou|alerte|notification",
    re.IGNORECASE,
)


def test_no_table_or_column_watches_or_ranks_anybody() -> None:
    names = {table.name for table in METADATA.sorted_tables} | {name for name, _ in _columns()}
    names |= {f"keyring.{column.name}" for column in keyring.Key.__table__.columns}  # type: ignore[attr-defined]
    assert len(names) > 200
    assert {name for name in names if WATCHING.search(name)} == NOT_OF_CLIENTS


def test_no_field_of_a_view_watches_or_ranks_anybody() -> None:
    found = {f"{view}.{name}" for view, names in _views() for name in names if WATCHING.search(name)}
    # Whether work had reached its day when it was taken back.
    assert found == {"assignments.UndoneView.seen"}


def test_no_sentence_says_who_was_here_or_how_bad_it_is() -> None:
    """Every page and every mail there is says its words from here, to everybody and in both languages."""
    assert {key: s.en for key, s in CATALOGUE.items() if UNSAID_EN.search(s.en)} == {}
    assert {key: s.fr for key, s in CATALOGUE.items() if UNSAID_FR.search(s.fr)} == {}


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if "ben" in case[1]))
def test_nothing_that_is_kept_tells_the_time_of_day_of_what_a_client_did(town: Town, name: str) -> None:
    cast, world = town
    with _odd_moment() as moment:
        CASES[name][0](cast.ben, world)
    assert _kept_of(moment) <= TO_THE_MOMENT


def test_nor_of_joining_and_of_taking_consent_back_and_giving_it_again(cast: Cast) -> None:
    client_id = inviting.add_client(cast.alma, "Gil Roy", "en")
    made = inviting.invite(cast.alma, client_id)
    given = inviting.Join(made.code, "gil@demo.test", "three grey herons wading", "en", frozenset(TOPICS))
    with _odd_moment() as moment:
        inviting.join(Visitor("192.0.2.1"), made.link.rsplit("/", 1)[1], given)
        withdrawing.withdraw(cast.ben)
        consenting.agree(cast.ben, frozenset(TOPICS))
    assert _kept_of(moment) == set()


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if case[1] & STAFF))
def test_no_answer_to_staff_holds_the_time_of_day_at_which_something_was_shared(town: Town, name: str) -> None:
    """Also while the window is open: what was shared is there by its day."""
    (cast, world), (call, may, _) = town, CASES[name]
    work = builders.assignment(cast.alma, cast.ben, what="At night")
    with _odd_moment() as moment:
        builders.shared(cast.ben, work)
    times = {f"{clock.local(moment, zone):%H:%M}" for zone in ("UTC", cast.alma.time_zone)}
    with clock.stopped_at(moment + timedelta(minutes=3)):
        for who in sorted(may & STAFF):
            said = str(_plain(call(cast.everybody()[who], world)))
            assert not [time for time in times if time in said]


def _columns() -> Iterator[tuple[str, Any]]:
    for table in METADATA.sorted_tables:
        yield from ((f"{table.name}.{column.name}", column) for column in table.columns)


@contextmanager
def _odd_moment() -> Iterator[datetime]:
    """The clock held at a moment whose minute, second and fraction nothing else has."""
    moment = (clock.now() + timedelta(minutes=2)).replace(microsecond=271_828)
    with clock.stopped_at(moment):
        yield moment


def _kept_of(moment: datetime) -> set[str]:
    """The columns in which that moment stands, or one that was counted from it."""
    found = set()
    with database.reading() as session:
        for table in METADATA.sorted_tables:
            for row in session.execute(table.select()).mappings():
                found |= {f"{table.name}.{name}" for name, value in row.items() if _is_of(moment, value)}
    return found


def _is_of(moment: datetime, value: Any) -> bool:
    if isinstance(value, datetime):
        return (value.second, value.microsecond) == (moment.second, moment.microsecond)
    return isinstance(value, str) and f"{moment:%S.%f}" in value


def _plain(view: Any) -> Any:
    return asdict(view) if is_dataclass(view) and not isinstance(view, type) else view
