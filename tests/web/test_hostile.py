"""Every handler of the product, over a bare socket, as each wrong person: nothing answers and nothing changes."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import select

import betterjournal.betterjournal  # noqa: F401  (registers every State)
from betterjournal import database
from betterjournal.accounts import passwords, sessions, tokens
from betterjournal.accounts.models import FactorReset, Person, SignInSession
from betterjournal.migrations.tables import METADATA
from betterjournal.operations.starting import let_go, prepare
from betterjournal.settings import Settings
from betterjournal.web.session import PLACED, Placing
from tests.cast import Cast
from tests.conftest import QUICK
from tests.serving import Server
from tests.web.owner import TELL_NAMES
from tests.web.tab import Tab, open_tab
from tests.world import MARK, World

STRANGERS = ("nobody", "half", "dan", "cora", "eve")
# Ben himself and his own clinician, whose sessions are locked.
LOCKED = ("ben_locked", "alma_locked")
# A handler that is anybody's: it may answer, it may not tell.
WHO_FITS = {
    "nobody": {"public"},
    "half": {"public", "half"},
    "dan": {"public", "half", "signed_in", "client"},
    "cora": {"public", "half", "signed_in", "clinician", "staff"},
    "eve": {"public", "half", "signed_in", "owner", "staff"},
}
# They end or lock the very session that asks.
LEAVING = ("sign_out", "lock", "hide")
# What was deleted goes by itself, a moment later.
UNWATCHED = ("throttle", "audit_record", "audit_head", "sign_in_session", "deleted")


@dataclass
class Town:
    """The product served with Ben's things in it, and everybody's cookie."""

    server: Server
    world: World
    cookies: dict[str, str]


@dataclass
class Attack:
    """Ben's rows before, what each handler answered each stranger, Ben's rows after."""

    before: dict[str, list[str]]
    answers: dict[str, dict[str, list[Any]]]
    after: dict[str, list[str]]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    data = tmp_path_factory.mktemp("hostile") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashing", QUICK)
        prepare(Settings(data_dir=data))
        cast = Cast.gather("always")
        world = World.of(cast)
        with database.writing() as session:
            alma = session.get(Person, cast.alma.person_id)
            assert alma is not None
            half = sessions.begin(session, alma).token
            shut = {f"{name}_locked": _locked(session, cast.everybody()[name].person_id) for name in ("ben", "alma")}
    server = Server(data).start()
    yield Town(server, world, {**cast.tokens, **shut, "half": half, "nobody": ""})
    server.stop()
    let_go()


def _locked(session: database.Session, person_id: str) -> str:
    token = sessions.begin(session, session.get_one(Person, person_id), passed_factor=True).token
    session.flush()
    rows = session.execute(select(SignInSession).where(SignInSession.token_digest == tokens.digest(token)))
    sessions.lock(session, rows.scalar_one().id)
    return token


def _handlers() -> dict[str, Any]:
    found = RegistrationContext.get().event_handlers
    ours = {name: each.handler.fn for name, each in found.items() if each.handler.fn.__module__.startswith("betterj")}
    return {name: fn for name, fn in ours.items() if not name.rsplit(".", 1)[1].startswith(LEAVING)}


def _placing(fn: Any) -> Placing:
    return PLACED[f"{fn.__module__}.{fn.__qualname__}"]


def _claims(world: World) -> dict[str, str]:
    """What a stranger who knows every id of Ben's would claim, by the name of the argument."""
    return {
        "client_id": world.client,
        "assignment_id": world.assignment,
        "entry": world.entry,
        "entry_id": world.entry,
        "shared_id": world.shared,
        "aside_id": world.aside,
        "note_id": world.note,
        "appointment_id": world.coming,
        "person_id": world.leaver,
        "invitation_id": world.invited,
        "reset_id": world.reset,
        "session_id": world.session,
        "field": "text",
        "path": "text",
        "value": "taken over",
        "writer": "stranger",
    }


def _payload(fn: Any, world: World) -> dict[str, Any]:
    hints = {name: hint for name, hint in get_type_hints(fn).items() if name not in ("return", "self")}
    claims = _claims(world)
    plain = {int: 1, bool: True, float: 1.0}
    made: dict[str, Any] = {}
    for name, hint in hints.items():
        if hint is str:
            made[name] = claims.get(name, world.shared)
        elif "dict" in str(hint):
            made[name] = {key: value for key, value in claims.items() if key.endswith("_id")}
        elif "list" in str(hint):
            made[name] = [world.entry]
        else:
            made[name] = plain.get(hint)
    return made


async def _press(tab: Tab, name: str, fn: Any, world: World) -> list[Any]:
    tab.updates.clear()
    params = {"client_id": world.client, "assignment_id": world.assignment, "entry_id": world.page}
    router = {"pathname": f"/clients/{world.client}", "asPath": f"/clients/{world.client}", "query": params}
    event = {"name": name, "payload": _payload(fn, world), "router_data": router}
    await tab.client.emit("event", event, namespace="/_event")
    # Long enough for a busy machine, and within what the gate lets one socket send.
    await tab.answer(0.15)
    return list(tab.updates)


def _without(updates: list[Any], states: Iterable[str]) -> list[Any]:
    """What was answered, but for what these states hold."""
    return [
        {state: held for state, held in (update.get("delta") or {}).items() if not f"{state}.".endswith(tuple(states))}
        for update in updates
    ]


async def _press_everything(town: Town, who: str) -> dict[str, list[Any]]:
    """What each handler answered this stranger."""
    answers = {}
    async with open_tab(town.server.url, cookie=town.cookies[who]) as tab:
        await tab.hydrate()
        for name, fn in _handlers().items():
            answers[name] = await _press(tab, name, fn, town.world)
    return answers


async def _everybody_presses(town: Town) -> dict[str, dict[str, list[Any]]]:
    answers = await asyncio.gather(*(_press_everything(town, who) for who in (*STRANGERS, *LOCKED)))
    return dict(zip((*STRANGERS, *LOCKED), answers, strict=True))


@pytest.fixture(scope="module")
def attack(town: Town) -> Attack:
    """Every stranger at once presses everything there is, as fast as the gate allows."""
    before = _bens_rows(town)
    answers = asyncio.run(_everybody_presses(town))
    return Attack(before, answers, _bens_rows(town))


@pytest.mark.parametrize("who", STRANGERS)
def test_no_handler_tells_a_stranger_anything_of_bens(attack: Attack, who: str) -> None:
    answers = attack.answers[who]
    # Whatever an owner presses may bring her lists of names up to date.
    beside = {name: _without(said, TELL_NAMES if who == "eve" else ()) for name, said in answers.items()}
    assert [name for name, said in answers.items() if MARK in str(said)] == []
    assert [name for name, said in beside.items() if "Okafor" in str(said)] == []
    assert len(attack.answers[who]) > 20


@pytest.mark.parametrize("who", STRANGERS)
def test_each_handler_that_is_not_a_strangers_refuses(attack: Attack, who: str) -> None:
    fits = WHO_FITS[who]
    others = {n: attack.answers[who][n] for n, fn in _handlers().items() if not fits & set(_placing(fn).who)}
    refusals = ("problem.refused", "problem.signed_out")
    reached = [name for name, said in others.items() if said and not any(key in str(said) for key in refusals)]
    assert reached == []
    assert any(others.values())


@pytest.mark.parametrize("who", LOCKED)
def test_a_locked_session_is_answered_with_nothing_of_its_own(attack: Attack, who: str) -> None:
    """Not even a refusal: the page shows its lock. What anybody may ask, it may ask as anybody."""
    said = attack.answers[who]
    assert [name for name, fn in _handlers().items() if said[name] and "public" not in _placing(fn).who] == []
    assert [name for name, each in said.items() if MARK in str(each) or "Okafor" in str(each)] == []
    assert any(said.values())


def test_nothing_of_bens_changes(attack: Attack) -> None:
    assert attack.after == attack.before
    assert all(attack.before[table] for table in ("answer", "assignment", "entry", "shared"))


def test_nobody_is_disabled_given_a_role_or_robbed_of_a_factor(attack: Attack, town: Town) -> None:
    """Eve may; without the proof she gave nobody she may not either."""
    with database.reading() as session:
        leaver = session.get_one(Person, town.world.leaver)
        assert (leaver.disabled_at, leaver.is_owner, leaver.is_clinician) == (None, False, True)
        assert len(session.exec(select(FactorReset.id)).all()) == 1
        assert session.get_one(FactorReset, town.world.reset).read_at is None


def _bens_rows(town: Town) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with database.reading() as session:
        for table in METADATA.sorted_tables:
            if "client_id" in table.c and table.name not in UNWATCHED:
                rows = session.connection().execute(select(table).where(table.c.client_id == town.world.client))
                found[table.name] = sorted(str(row) for row in rows)
        answers = METADATA.tables["answer"]
        rows = session.connection().execute(select(answers).where(answers.c.entry_id == town.world.entry))
        found["answer"] = sorted(str(row) for row in rows)
    return found


def test_what_the_browser_is_sent_holds_no_secret_and_no_name(town: Town) -> None:
    """The built files are public: no state default, no sample data, no key may stand in them."""
    from betterjournal.web.serving import build

    forbidden = (
        "larkspur",
        "Okafor",
        "rundle-demo-passphrase",
        "JBSWY3DPEHPK3PXP",
        "argon2",
        str(Path(__file__).parents[2]),
    )
    found = []
    for file in build.current().rglob("*"):
        if file.suffix in (".js", ".html", ".css", ".json"):
            text = file.read_text(errors="replace")
            found += [(file.name, word) for word in forbidden if word in text]
    assert found == []
