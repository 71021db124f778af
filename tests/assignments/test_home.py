"""The clinician's home: who stands where, who is found, and what is left out of it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from betterjournal import clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import inviting, practice
from betterjournal.accounts.models import Care, Client, Practice
from betterjournal.appointments import actions as appointments
from betterjournal.appointments import window
from betterjournal.assignments import home
from betterjournal.assignments.home import CLIENTS_A_PAGE, Wanted
from betterjournal.assignments.views import ClientLine, ClientsView
from betterjournal.care import discharging, handing
from betterjournal.care.models import Cover
from betterjournal.privacy import stopping
from betterjournal.readiness import actions as readiness
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast

NOON = clock.at(date(2027, 3, 10), 12, 0, ZONE)
MIDNIGHT = clock.at(date(2027, 3, 11), 0, 0, ZONE)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """A Wednesday, so that no test runs into midnight."""
    with clock.stopped_at(NOON):
        yield


def client(cast: Cast, name: str) -> Actor:
    """One more client of Alma's; only the id counts."""
    with database.writing() as session:
        row = Client(language="en", created_at=clock.now())
        vault.put(row, "name", name, vault.PRACTICE, "practice")
        session.add(row)
        session.flush()
        session.add(Care(client_id=row.id, person_id=cast.alma.person_id, from_at=clock.now()))
    return Actor("", name, "", client_id=row.id)


def names(lines: list[ClientLine]) -> list[str]:
    return [line.name for line in lines]


def drawn(view: ClientsView) -> tuple[list[str], list[str], list[str]]:
    return [card.name for card in view.just_met], names(view.soon), names(view.later)


def search(actor: Actor, words: str) -> list[str]:
    return names(home.clients(actor, Wanted(words)).found)


def line(actor: Actor, name: str, show: str = "") -> ClientLine:
    view = home.clients(actor, Wanted(show=show))
    return next(each for each in (*view.soon, *view.later) if each.name == name)


def meet(cast: Cast, one: Actor, starts: datetime) -> str:
    return builders.appointment(cast.alma, one, starts)


def test_just_met_then_today_and_tomorrow_then_by_date_then_by_name(cast: Cast) -> None:
    for name, starts in (
        ("Week", NOON + timedelta(days=7)),
        ("Evening", NOON + timedelta(hours=6)),
        ("Morrow", NOON + timedelta(days=1)),
        ("Thursday", NOON + timedelta(days=2)),
        ("Over", NOON - timedelta(minutes=60)),
    ):
        meet(cast, client(cast, name), starts)
    for name in ("Ånge", "Zed", "bo"):
        client(cast, name)
    assert drawn(home.clients(cast.alma)) == (
        ["Over"],
        ["Evening", "Morrow"],
        ["Thursday", "Week", "Ånge", "Ben Okafor", "bo", "Zed"],
    )
    assert [each.next_day for each in home.clients(cast.alma).soon] == ["today", "tomorrow"]


@pytest.mark.parametrize(
    ("passed", "stands"), [(-SECOND, False), (timedelta(), True), (timedelta(minutes=60) - SECOND, True)]
)
def test_just_met_is_from_the_end_for_an_hour(cast: Cast, passed: timedelta, stands: bool) -> None:
    meet(cast, cast.ben, NOON - timedelta(minutes=50) - passed)
    assert [card.name for card in home.clients(cast.alma).just_met] == (["Ben Okafor"] if stands else [])


def test_after_the_hour_the_card_is_gone(cast: Cast) -> None:
    meet(cast, cast.ben, NOON - timedelta(minutes=110))
    assert drawn(home.clients(cast.alma)) == ([], [], ["Ben Okafor"])


# When clocks go forward (14 March 2027, 2:00) and back (7 November 2027, 2:00) in Toronto; in UTC.
@pytest.mark.parametrize("turn", [datetime(2027, 3, 14, 7, 0, tzinfo=UTC), datetime(2027, 11, 7, 6, 0, tzinfo=UTC)])
def test_the_hour_is_an_hour_when_the_clocks_change(cast: Cast, turn: datetime) -> None:
    alma = replace(cast.alma, time_zone="America/Toronto")
    meet(cast, cast.ben, turn - timedelta(minutes=60))
    for minutes, stands in ((-11, False), (-10, True), (30, True), (49, True), (50, False)):
        with clock.stopped_at(turn + timedelta(minutes=minutes)):
            assert bool(home.clients(alma).just_met) is stands, minutes


def test_the_day_begins_and_ends_where_the_practice_is(cast: Cast) -> None:
    meet(cast, cast.ben, datetime(2027, 3, 14, 15, 0, tzinfo=UTC))
    midnight = clock.at(date(2027, 3, 13), 0, 0, ZONE)
    for at, day in (
        (midnight - SECOND, []),
        (midnight, ["tomorrow"]),
        (midnight + timedelta(days=1) - SECOND, ["tomorrow"]),
        (midnight + timedelta(days=1), ["today"]),
    ):
        with clock.stopped_at(at):
            assert [each.next_day for each in home.clients(cast.alma).soon] == day, at


@pytest.mark.parametrize(
    ("starts", "changes"),
    [
        (None, MIDNIGHT),
        (NOON - timedelta(minutes=20), NOON + timedelta(minutes=30)),
        (NOON - timedelta(minutes=60), NOON + timedelta(minutes=50)),
        (NOON + timedelta(minutes=10), NOON + timedelta(minutes=60)),
    ],
)
def test_it_says_until_when_it_holds(cast: Cast, starts: datetime | None, changes: datetime) -> None:
    if starts:
        meet(cast, cast.ben, starts)
    assert home.clients(cast.alma).changes_at == changes


@pytest.mark.parametrize("seed", range(4))
def test_between_those_moments_it_never_changes_by_itself(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(6):
        meet(cast, client(cast, f"C{number}"), NOON + timedelta(minutes=chance.randrange(-120, 3000)))
    at = NOON
    for _ in range(12):
        with clock.stopped_at(at):
            now = home.clients(cast.alma)
        with clock.stopped_at(at + (now.changes_at - at) * 0.999):
            assert home.clients(cast.alma) == now
        at = now.changes_at
        with clock.stopped_at(at):
            assert home.clients(cast.alma).changes_at > at


def test_we_did_not_meet_takes_the_card_away_and_can_be_undone_for_a_moment(cast: Cast) -> None:
    met = meet(cast, cast.ben, NOON - timedelta(minutes=60))
    appointments.record_outcome(cast.alma, met, "not_held")
    view = home.clients(cast.alma)
    assert [(card.appointment_id, card.met) for card in view.just_met] == [(met, False)]
    assert view.changes_at == NOON + timedelta(minutes=5)
    with clock.stopped_at(view.changes_at):
        assert drawn(home.clients(cast.alma)) == ([], [], ["Ben Okafor"])
    appointments.record_outcome(cast.alma, met, "held")
    assert [card.met for card in home.clients(cast.alma).just_met] == [True]


@pytest.mark.parametrize("outcome", ["moved", "cancelled"])
def test_whom_one_was_not_to_meet_one_did_not_just_meet(cast: Cast, outcome: str) -> None:
    builders.appointment(cast.alma, cast.ben, NOON - timedelta(minutes=60), outcome=outcome)
    assert home.clients(cast.alma).just_met == []


def test_the_card_says_when_they_meet_next(cast: Cast) -> None:
    meet(cast, cast.ben, NOON - timedelta(minutes=60))
    assert [card.next_at for card in home.clients(cast.alma).just_met] == [""]
    meet(cast, cast.ben, NOON + timedelta(days=7))
    assert [card.next_at for card in home.clients(cast.alma).just_met] == ["2027-03-17T12:00"]


def test_nobody_is_offered_to_set_work_for_whom_everything_is_stopped(cast: Cast) -> None:
    meet(cast, cast.ben, NOON - timedelta(minutes=60))
    stopping.stop(cast.alma, cast.ben.client_id or "", stopping.KINDS[0])
    assert home.clients(cast.alma).just_met == []
    assert line(cast.alma, "Ben Okafor").stopped


def test_who_takes_over_has_not_just_met_whom_a_colleague_met(cast: Cast) -> None:
    meet(cast, cast.ben, NOON - timedelta(minutes=60))
    handing.hand_over(builders.proved(cast.alma), cast.ben.client_id or "", cast.cora.person_id)
    assert home.clients(cast.cora).just_met == []
    assert "Ben Okafor" in names(home.clients(cast.cora).later)
    assert "Ben Okafor" not in names(home.clients(cast.alma).later)


def test_who_covers_reads_for_whom_and_until_when_and_has_the_day_among_their_own(cast: Cast) -> None:
    builders.covered(cast.eve, cast.ben, cast.cora, days=9)
    assert drawn(home.clients(cast.cora)) == ([], [], ["Dan Li"])
    found = line(cast.cora, "Ben Okafor", "others")
    assert (found.part, found.for_name, found.until) == ("covered", "Alma", "2027-03-19")
    builders.appointment(cast.alma, cast.ben, NOON + timedelta(hours=2))
    assert drawn(home.clients(cast.cora)) == ([], ["Ben Okafor"], ["Dan Li"])
    with clock.stopped_at(NOON + timedelta(hours=3)):
        assert drawn(home.clients(cast.cora)) == (["Ben Okafor"], [], ["Dan Li"])


def test_cover_leaves_the_list_when_it_ends(cast: Cast) -> None:
    builders.covered(cast.eve, cast.ben, cast.cora, days=0)
    [row] = builders.rows(Cover)
    assert home.clients(cast.cora).changes_at == row.until_at
    with clock.stopped_at(row.until_at):
        view = home.clients(cast.cora, Wanted(show="others"))
    assert (view.soon, view.later, view.shows) == ([], [], ["mine", "others"])


def test_a_supervisor_has_whom_they_supervise_and_meets_nobody(cast: Cast) -> None:
    meet(cast, cast.ben, NOON - timedelta(minutes=60))
    view = home.clients(cast.sol)
    assert (view.show, drawn(view)) == ("others", ([], [], ["Ben Okafor"]))
    assert view.later[0].part == "supervised"


def test_each_list_holds_its_own_and_only_those_there_are_can_be_chosen(cast: Cast) -> None:
    assert home.clients(cast.alma).shows == ["mine"]
    client(cast, "Gil Roy")
    hal = client(cast, "Hal Ode")
    readiness.waive_all(cast.eve)
    inviting.invite(cast.alma, hal.client_id or "")
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    shown = {show: drawn(home.clients(cast.alma, Wanted(show=show)))[2] for show in home.SHOWS}
    assert shown == {"mine": ["Gil Roy", "Hal Ode"], "others": [], "finished": ["Ben Okafor"], "paper": ["Gil Roy"]}
    assert home.clients(cast.alma).shows == ["mine", "finished", "paper"]
    assert line(cast.alma, "Ben Okafor", "finished").until == "2027-03-10"


@pytest.mark.parametrize("odd", ["", "all", "Mine", "0", "x" * 5000])
def test_a_list_that_is_none_is_ones_own(cast: Cast, odd: str) -> None:
    assert names(home.clients(cast.alma, Wanted(show=odd, page=odd)).later) == ["Ben Okafor"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("eloise", ["Éloïse Côté-Roy"]),
        ("ÉLOÏSE", ["Éloïse Côté-Roy"]),
        ("cote", ["Éloïse Côté-Roy"]),
        ("roy", ["Éloïse Côté-Roy"]),
        ("co el", ["Éloïse Côté-Roy"]),
        ("obr", ["Liam O'Brien"]),
        ("o'b", ["Liam O'Brien"]),
        ("  liam ", ["Liam O'Brien"]),
        ("iam", []),
        ("oedipe", ["Œdipe Sø"]),
        ("sø", ["Œdipe Sø"]),
        ("o", ["Ben Okafor", "Liam O'Brien", "Œdipe Sø"]),
        ("zzz", []),
        ("x" * 5000, []),
        ("...", ["Ben Okafor", "Éloïse Côté-Roy", "Liam O'Brien", "Œdipe Sø"]),
    ],
)
def test_a_name_is_found_by_how_any_word_of_it_begins(cast: Cast, words: str, found: list[str]) -> None:
    for name in ("Éloïse Côté-Roy", "Liam O'Brien", "Œdipe Sø"):
        client(cast, name)
    assert search(cast.alma, words) == found


def test_looking_for_a_name_goes_through_every_list(cast: Cast) -> None:
    client(cast, "Bea Paper")
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    assert search(cast.alma, "be") == ["Bea Paper", "Ben Okafor"]
    assert search(cast.cora, "be") == []
    assert search(cast.sol, "be") == []


def test_no_more_than_a_page_is_sent_and_the_pages_hold_everybody_once(cast: Cast) -> None:
    wanted = {f"Client {number:03}" for number in range(2 * CLIENTS_A_PAGE)} | {"Ben Okafor"}
    for name in wanted - {"Ben Okafor"}:
        client(cast, name)
    pages = [home.clients(cast.alma, Wanted(page=str(page))) for page in (1, 2, 3)]
    assert [(len(view.later), view.more) for view in pages] == [(50, True), (50, True), (1, False)]
    assert {name for view in pages for name in names(view.later)} == wanted
    assert home.clients(cast.alma, Wanted(page="99")) == pages[2]
    found = home.clients(cast.alma, Wanted("cl", page="2"))
    assert (len(found.found), found.more, found.soon, found.later) == (50, True, [], [])


SETTINGS = {"practice": "Rundle", "phone": "403-555-0134", "first_language": "en"}


@pytest.mark.parametrize("before", window.SETTINGS)
@pytest.mark.parametrize("after", ["same_day", "three_days", "always"])
def test_the_list_says_of_each_window_what_the_clients_own_page_says(
    cast: Cast, before: window.Setting, after: window.Setting
) -> None:
    """Also after the setting was changed, while something shared under the old one may be shut."""
    with database.writing() as session:
        session.get_one(Practice, 1).reading_window = before
    ones = [cast.ben, *(client(cast, f"C{number}") for number in range(7))]
    for number, one in enumerate(ones[1:]):
        for days in {number - 3, number + 4}:
            meet(cast, one, NOON + timedelta(days=days, hours=1))
    with clock.stopped_at(NOON + timedelta(hours=1)):
        practice.change(cast.eve, SETTINGS | {"reading_window": after})
    appointments.open_early(cast.alma, ones[2].client_id or "", "By phone")
    for hours in (1, 30, 60, 100, 200):
        with clock.stopped_at(NOON + timedelta(hours=hours, minutes=5)):
            view = home.clients(cast.alma)
            said = {each.id: (each.window_open, each.opens_on) for each in (*view.soon, *view.later)}
            for one in ones:
                if one.client_id in said:
                    own = timeline(cast.alma, one.client_id or "", opens=False).window
                    assert said[one.client_id] == (own.is_open, own.opens_on), (one.name, hours)


def test_nothing_ben_does_moves_a_line(cast: Cast) -> None:
    for number in range(3):
        meet(cast, client(cast, f"C{number}"), NOON + timedelta(days=number))
    work = [builders.assignment(cast.alma, cast.ben) for _ in range(2)]
    before = [home.clients(cast.alma, Wanted(search=words)) for words in ("", "b")]
    builders.shared(cast.ben, work[0])
    builders.draft(cast.ben, work[1], "not shared")
    assert [home.clients(cast.alma, Wanted(search=words)) for words in ("", "b")] == before


def test_who_is_taken_up_again_is_back_among_ones_own(cast: Cast) -> None:
    discharging.discharge(cast.alma, cast.ben.client_id or "")
    assert drawn(home.clients(cast.alma)) == ([], [], [])
    discharging.take_up_again(cast.alma, cast.ben.client_id or "")
    assert drawn(home.clients(cast.alma)) == ([], [], ["Ben Okafor"])


def test_the_page_follows_everybody_it_could_show_and_nobody_else(cast: Cast) -> None:
    assert home.followed(cast.alma) == home.followed(cast.sol) == [cast.ben.client_id]
    assert home.followed(cast.eve) == home.followed(cast.half("alma")) == []
