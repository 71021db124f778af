"""Every handler of staff over the wire: on a colleague's, on nothing's, on one's own inside and outside the window,
on whom one covers or covered, and on whom one has finished with."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, get_args, get_type_hints

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import select

import betterjournal.betterjournal  # noqa: F401  (registers every State)
from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts import passwords, sessions
from betterjournal.care import covering, discharging
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries.models import Shared
from betterjournal.migrations.tables import METADATA
from betterjournal.operations.starting import let_go, prepare
from betterjournal.review import opening
from betterjournal.review.actions import Together, save_review
from betterjournal.settings import Settings
from betterjournal.web.session import PLACED
from tests import builders
from tests.cast import Cast
from tests.conftest import QUICK
from tests.serving import Server
from tests.web.owner import SETTLES
from tests.web.tab import Tab, open_tab

STAFF_PLACES = {"clinician", "owner", "staff"}
# The one way to open outside the window, with a reason that the client reads; tests/browser/test_private.py.
OPENS_EARLY = "client_state.open_early"
# After it nothing that is pressed would show anything.
FINISHES = "finish_state.finish"
# The one way back after a discharge; tests/care/test_reach.py.
TAKES_UP_AGAIN = "finish_state.take_up_again"
# Whose things each of them tries, none of which they may see.
OTHERS = {
    "alma": ("dan",),
    "cora": ("ben", "gil", "hal"),
    "sol": ("dan", "gil", "hal"),
    "eve": ("ben",),
    "drew": ("dan", "gil", "joy"),
}
# Where each of them may be, meanwhile.
AT_HOME = {"alma": "ben", "cora": "dan", "sol": "ben", "eve": "", "drew": "hal"}
# Changes a var of the framework's own, so that it is always answered.
LAST = "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated"
# What stands in all that a client wrote.
WORDS = {
    "ben": "larkspur",
    "gil": "gentian",
    "dan": "bergamot",
    "hal": "hyssop",
    "ida": "iris",
    "joy": "jasmine",
    "kim": "kestrel",
}
# Stands in every assignment that the builders send.
NOTE = "'note': 'One line is plenty.'"
UNWATCHED = ("throttle", "audit_record", "audit_head", "sign_in_session")


def noted(mark: str) -> str:
    """A clinician's own words on a client, told from what the client wrote."""
    return f"noted {mark[::-1]}"


@dataclass(frozen=True)
class Things:
    """What one client has of each kind; with `missing`, ids of nothing."""

    client: str = field(default_factory=new_id)
    assignment: str = field(default_factory=new_id)
    other: str = field(default_factory=new_id)
    entry: str = field(default_factory=new_id)
    shared: str = field(default_factory=new_id)
    review: str = field(default_factory=new_id)
    note: str = field(default_factory=new_id)
    coming: str = field(default_factory=new_id)
    programme: str = field(default_factory=new_id)
    started: str = field(default_factory=new_id)
    step: str = field(default_factory=new_id)

    @classmethod
    def of(cls, clinician: Actor, client: Actor, mark: str, meets_in: timedelta) -> "Things":
        coming = builders.appointment(clinician, client, clock.now() + meets_in)
        assignment = builders.assignment(clinician, client, what="Lines")
        shared = builders.shared(client, assignment, f"{mark} words")
        entry = builders.draft(client, builders.assignment(clinician, client), f"{mark} draft")
        entries.check_in(client, 5, None, None, f"{mark} today")
        other = builders.assignment(clinician, client)
        review = save_review(clinician, Together(other, "keep"))
        note = builders.note(clinician, client, noted(mark), assignment)
        planned = builders.under_way(clinician, client)
        return cls(client.client_id or "", assignment, other, entry, shared, review, note, coming, *planned)

    @property
    def claims(self) -> dict[str, Any]:
        """By the name of an argument or of a field of a form, with everything else that a good form has."""
        ids = {f"{each.name}_id": getattr(self, each.name) for each in fields(self)}
        day = (clock.today("America/Edmonton") + timedelta(days=9)).isoformat()
        rest = {"on": day, "at": "10:00", "reason": "by phone", "decision": "keep", "outcome": "not_held", "by": ""}
        rest |= {"edits_id": self.assignment, "title": "A task", "what": "One"}
        rest |= {"programme": self.programme, "release": "hand", "way": "down"}
        return {**ids, "appointment_id": self.coming, "entry": self.entry, **rest}


@dataclass
class Town:
    server: Server
    cast: Cast
    things: dict[str, Things]

    def rows(self, whose: str) -> dict[str, list[str]]:
        """Everything stored of this client's."""
        found = {}
        with database.reading() as session:
            for table in METADATA.sorted_tables:
                if "client_id" in table.c and table.name not in UNWATCHED:
                    mine = select(table).where(table.c.client_id == self.things[whose].client)
                    found[table.name] = sorted(str(row) for row in session.connection().execute(mine))
        return found


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Ben meets Alma in an hour, Gil meets her in ten days, Dan meets Cora in an hour.

    Of Alma's, Drew covers Hal, who is met in an hour, and Ida, who is met in ten days; he covered Joy. With Kim, Alma
    has finished: she opened what he had shared, and then he shared once more.
    """
    data = tmp_path_factory.mktemp("objects") / "data"
    soon, later = timedelta(hours=1), timedelta(days=10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        prepare(Settings(data_dir=data))
        cast = Cast.gather()
        names = ("Gil Roy", "Hal Ode", "Ida Poe", "Joy Fox", "Kim Lee")
        with database.writing() as session:
            drew = cast._staff(session, "Drew Ash", is_clinician=True)
            for name in names:
                cast._client(session, name, cast.alma)
        gil, hal, ida, joy, kim = (_signed_in(cast, name.split()[0].lower()) for name in names)
        things = {
            "ben": Things.of(cast.alma, cast.ben, WORDS["ben"], soon),
            "gil": Things.of(cast.alma, gil, WORDS["gil"], later),
            "dan": Things.of(cast.cora, cast.dan, WORDS["dan"], soon),
            "hal": Things.of(cast.alma, hal, WORDS["hal"], soon),
            "ida": Things.of(cast.alma, ida, WORDS["ida"], later),
            "joy": Things.of(cast.alma, joy, WORDS["joy"], soon),
            "kim": Things.of(cast.alma, kim, WORDS["kim"], soon),
            "missing": Things(),
        }
        for each in (hal, ida, joy):
            cover = builders.covered(cast.eve, each, drew)
        covering.end(cast.eve, things["joy"].client, cover)
        _finish(cast, kim, things["kim"])
    server = Server(data, program="tests.roomy").start()
    yield Town(server, cast, things)
    server.stop()
    let_go()


def _signed_in(cast: Cast, name: str) -> Actor:
    found = sessions.resolve(cast.tokens[name], act=False)
    assert found is not None
    return found


def _finish(cast: Cast, kim: Actor, things: Things) -> None:
    """One thing opened, one shared afterwards and never opened, and they have finished."""
    opening.open_for(cast.alma, things.client, [things.shared])
    builders.shared(kim, things.assignment, "kittiwake words")
    discharging.discharge(cast.alma, things.client)


def _handlers() -> dict[str, Any]:
    """Every handler of the rooms where clients are; those of one's own account are in tests/web/test_hostile.py."""
    found = {name: each.handler.fn for name, each in RegistrationContext.get().event_handlers.items()}
    ours = {name: fn for name, fn in found.items() if fn.__module__.startswith("betterjournal.web.clinician.")}
    return {n: fn for n, fn in ours.items() if STAFF_PLACES & set(PLACED[f"{fn.__module__}.{fn.__qualname__}"].who)}


def _given(fn: Any, claims: dict[str, Any]) -> dict[str, Any]:
    plain: dict[Any, Any] = {int: 1, bool: True, float: 1.0}
    made: dict[str, Any] = {}
    for name, hint in get_type_hints(fn).items():
        if name in ("return", "self"):
            continue
        if "dict" in str(hint):
            made[name] = claims
        elif "list" in str(hint):
            made[name] = [claims["shared_id"]]
        elif hint is str:
            made[name] = claims.get(name, claims["shared_id"])
        else:
            made[name] = plain[hint] if hint in plain else get_args(hint)[0]
    return made


async def _press_all(town: Town, who: str, whose: str, but: str | tuple[str, ...] = "-") -> dict[str, str]:
    """What each handler answers on these things, from a tab that shows what the person may see."""
    things, home = town.things[whose], town.things.get(AT_HOME[who])
    path, params = f"/clients/{things.client}", {"client_id": things.client}
    answers = {}
    async with open_tab(town.server.url, cookie=town.cast.tokens[who]) as tab:
        await _come_home(tab, home)
        names = [name for name in _handlers() if not name.endswith(but)]
        for turn, name in enumerate(names):
            given = _given(_handlers()[name], things.claims)
            answers[name] = _bare(await _pressed(tab, name, path, params, given, marker=turn % 2 == 1), things)
    return answers


async def _pressed(
    tab: Tab, name: str, path: str, params: dict[str, str], given: dict[str, Any], marker: bool
) -> list[dict[str, Any]]:
    """All that was answered. What is sent after the press is answered after it: a busy machine mixes nothing up.

    `marker` is another one each time, because only what changes is answered.
    """
    tab.updates.clear()
    await tab.send(name, path, params, **given)
    await tab.send(LAST, path, params, value=marker)
    await tab.until(lambda update: "is_hydrated" in str(update))
    return [update for update in tab.updates if "is_hydrated" not in str(update)]


async def _come_home(tab: Tab, home: Things | None) -> None:
    """Stand where one may: what came there is opened by it."""
    await (tab.hydrate(f"/clients/{home.client}", {"client_id": home.client}) if home else tab.hydrate("/practice"))
    await tab.answer(0.3)


async def _everybody_comes_home(town: Town) -> None:
    for who in OTHERS:
        async with open_tab(town.server.url, cookie=town.cast.tokens[who]) as tab:
            await _come_home(tab, town.things.get(AT_HOME[who]))


def _bare(updates: list[dict[str, Any]], things: Things) -> str:
    """All that was answered, but for the ids asked about and the number of a fault."""
    said = str(updates)
    for each in fields(things):
        said = said.replace(getattr(things, each.name), "·")
    return re.sub(r"'id': '[0-9a-f]{8}'", "'id': '·'", said)


@dataclass
class Tried:
    before: dict[str, dict[str, list[str]]]
    answers: dict[tuple[str, str], dict[str, str]]
    after: dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def tried(town: Town) -> Tried:
    """Everybody presses everything there is for staff, on what is a colleague's and on nothing."""
    clients = ("ben", "gil", "dan", "hal", "joy")
    asyncio.run(_everybody_comes_home(town))
    before = {whose: town.rows(whose) for whose in clients}
    answers = asyncio.run(_everybody_tries(town))
    return Tried(before, answers, {whose: town.rows(whose) for whose in clients})


async def _everybody_tries(town: Town) -> dict[tuple[str, str], dict[str, str]]:
    async def tries(who: str) -> dict[tuple[str, str], dict[str, str]]:
        return {(who, whose): await _press_all(town, who, whose) for whose in (*OTHERS[who], "missing")}

    together = await asyncio.gather(*(tries(who) for who in OTHERS if who != "eve"))
    # Her settings are on everybody's page.
    return {place: told for each in (*together, await tries("eve")) for place, told in each.items()}


@pytest.mark.parametrize(("who", "whose"), [(who, whose) for who in OTHERS for whose in OTHERS[who]])
def test_a_colleagues_and_nobodys_are_one_answer_over_the_wire(tried: Tried, who: str, whose: str) -> None:
    theirs, missing = tried.answers[who, whose], tried.answers[who, "missing"]
    settled = SETTLES if who == "eve" else ()
    asked = [name for name in theirs if not any(room in name for room in settled)]
    assert len(asked) > 20
    assert {name: (theirs[name], missing[name]) for name in asked if theirs[name] != missing[name]} == {}


@pytest.mark.parametrize(("who", "whose"), [(who, whose) for who in OTHERS for whose in OTHERS[who]])
def test_nothing_of_a_colleagues_is_told(tried: Tried, who: str, whose: str) -> None:
    assert [
        name for name, said in tried.answers[who, whose].items() if WORDS[whose] in said or noted(WORDS[whose]) in said
    ] == []


def test_nothing_of_a_colleagues_changes(tried: Tried) -> None:
    assert tried.after == tried.before
    assert all(tried.before["dan"][table] for table in ("assignment", "entry", "shared", "appointment", "review"))


async def test_outside_the_window_no_handler_opens_what_came(town: Town, tried: Tried) -> None:
    """In her care, and not yet to be read."""
    outside = await _press_all(town, "alma", "gil", but=(OPENS_EARLY, FINISHES))
    assert [name for name, said in outside.items() if "gentian" in said] == []
    assert _opened(town, "gil") == 0


async def test_inside_the_window_the_same_presses_do(town: Town, tried: Tried) -> None:
    """What the tests above would find."""
    inside = await _press_all(town, "alma", "ben", but=(OPENS_EARLY, FINISHES))
    assert [name for name, said in inside.items() if "larkspur words" in said] != []
    assert [name for name, said in inside.items() if "larkspur draft" in said or "larkspur today" in said] == []
    assert _opened(town, "ben") == 1


async def test_outside_the_window_who_covers_opens_nothing(town: Town, tried: Tried) -> None:
    outside = await _press_all(town, "drew", "ida")
    assert [name for name, said in outside.items() if WORDS["ida"] in said] == []
    assert _opened(town, "ida") == 0


async def test_inside_it_who_covers_reads_and_writes_nothing(town: Town, tried: Tried) -> None:
    before = town.rows("hal")
    inside = await _press_all(town, "drew", "hal")
    assert [name for name, said in inside.items() if "hyssop words" in said] != []
    assert [name for name, said in inside.items() if "hyssop draft" in said or "hyssop today" in said] == []
    # The personal note is between a client and their own clinician.
    assert [name for name, said in inside.items() if NOTE in said or noted("hyssop") in said] == []
    assert _changed(before, town.rows("hal")) <= {"appointment", "shared"}


async def test_of_whom_one_has_finished_with_one_reads_what_was_opened_and_changes_nothing(
    town: Town, tried: Tried
) -> None:
    before = town.rows("kim")
    finished = await _press_all(town, "alma", "kim", but=TAKES_UP_AGAIN)
    assert [name for name, said in finished.items() if "kestrel words" in said] != []
    assert [name for name, said in finished.items() if "kittiwake" in said or "kestrel draft" in said] == []
    assert _changed(before, town.rows("kim")) == set()


def _changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    return {table for table in after if after[table] != before[table]}


def _opened(town: Town, whose: str) -> int:
    with database.reading() as session:
        mine = select(Shared).where(Shared.client_id == town.things[whose].client, Shared.opened_at.is_not(None))
        return len(session.connection().execute(mine).all())
