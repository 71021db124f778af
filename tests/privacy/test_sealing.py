"""Sealed records: what is in the file and what never is, who may make one, and that it is handed over once."""

import ast
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pyrage
import pytest

from betterjournal import clock, database, live
from betterjournal.access import Actor
from betterjournal.accounts import proving, sessions, tokens
from betterjournal.accounts.models import Person
from betterjournal.accounts.proving import Proof
from betterjournal.appointments import actions as appointments
from betterjournal.audit import Act, AuditRecord
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, marking, sharing, together
from betterjournal.errors import Invalid, NotFound, Refused, SignedOut
from betterjournal.privacy import contents, locking, queries, sealing
from betterjournal.privacy.models import SealedRecord
from betterjournal.privacy.packing import Cover
from betterjournal.privacy.sealing import File
from betterjournal.privacy.views import AskedView, OfferView
from betterjournal.review import noting
from betterjournal.review.actions import Together, save_review
from betterjournal.review.opening import open_for
from betterjournal.settings import Settings
from tests import builders
from tests.cast import PASSPHRASE, Cast
from tests.privacy.records import data, opened

FORM = {"recipient": "Dr. Noor Aziz", "known_as": "Called back", "basis": "continuity", "reason": "Alma is ill"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ben(cast: Cast) -> str:
    return cast.ben.client_id or ""


def draw(cover: Cover, record: contents.Record) -> str:
    return f"{cover}{record}"


def asked(cast: Cast, who: Actor, **more: str) -> AskedView:
    return sealing.check(who, ben(cast), FORM | more)


def offered(cast: Cast, who: Actor, **more: str) -> OfferView:
    proving.prove(who, Proof(PASSPHRASE))
    return sealing.seal(who, asked(cast, who, **more))


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    """The recipient's own key."""
    return pyrage.x25519.Identity.generate()


def made(cast: Cast, who: Actor, identity: pyrage.x25519.Identity, **more: str) -> File:
    """One sealed record for the holder of the key."""
    offer = offered(cast, who, public_key=str(identity.to_public()), **more)
    return sealing.hand_over(who, offer.ticket, offer.words, draw)


def write_everything(cast: Cast) -> None:
    """Each kind of the client's writing, named for whether anybody opened it."""
    builders.appointment(cast.alma, cast.ben, clock.now() + HOUR)
    read = builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben, what="WORK-SET"), "OPENED-WORDS")
    page = entries.new_page(cast.ben)
    drafts.save(cast.ben, drafts.Words(page, "text", "OPENED-PAGE", 0, "tab", 1))
    opened_page = builders.share(cast.ben, page)
    shared = sharing.share_check_ins(cast.ben, [entries.check_in(cast.ben, 5, 4, 3, "OPENED-CHECK-IN")])
    open_for(cast.alma, ben(cast), [read, opened_page, *shared])
    sharing.stop_sharing(cast.ben, opened_page)
    save_review(cast.alma, Together(builders.assignment(cast.alma, cast.ben), "keep", 2, 3, "TAKEAWAY-KEPT"))
    appointments.open_early(cast.alma, ben(cast), "EARLY-REASON")
    # From here on nobody opens anything.
    drafts.save(cast.ben, drafts.Words(page, "text", "PRIVATE-LATER", 1, "tab", 2))
    builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben), "PRIVATE-DRAFT")
    drafts.save(cast.ben, drafts.Words(entries.new_page(cast.ben), "text", "PRIVATE-PAGE", 0, "tab", 1))
    entries.check_in(cast.ben, 1, 1, 1, "PRIVATE-CHECK-IN")
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "PRIVATE-SHARED")
    waiting = builders.assignment(cast.alma, cast.ben)
    sharing.not_this_time(cast.ben, waiting, ["forgot"], "PRIVATE-END")
    back = builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "PRIVATE-TAKEN-BACK")
    sharing.take_back(cast.ben, back)
    builders.shared(cast.dan, builders.assignment(cast.cora, cast.dan), "DANS-WORDS")


@pytest.mark.parametrize("who", ["alma", "eve"])
def test_what_was_opened_is_in_it_and_nothing_private_ever(
    cast: Cast, identity: pyrage.x25519.Identity, who: str
) -> None:
    write_everything(cast)
    file = made(cast, cast.everybody()[who], identity)
    inside = opened(file.content, identity)
    assert sorted(inside) == ["record.html", "record.json"]
    for text in inside.values():
        for mark in ("OPENED-WORDS", "OPENED-PAGE", "OPENED-CHECK-IN", "TAKEAWAY-KEPT", "WORK-SET", "EARLY-REASON"):
            assert mark in text, mark
        for mark in ("PRIVATE", "DANS-WORDS", "Dan Li"):
            assert mark not in text, mark


def test_what_was_written_down_from_paper_is_in_it_with_who_wrote_it(
    cast: Cast, identity: pyrage.x25519.Identity
) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    marking.mark(cast.alma, marking.Told(sent, "part", "Walked once."))
    marking.mark(cast.alma, marking.Told(sent, "whole", "Walked twice."))
    first, second = data(made(cast, cast.alma, identity).content, identity)["record"]["written"]
    assert (first["kind"], first["marked_by"], first["stopped_on"] != "") == ("part", "Alma Reyes", True)
    assert (second["kind"], second["words"], second["stopped_on"]) == ("whole", "Walked twice.", "")


@pytest.mark.parametrize("who", ["alma", "eve"])
def test_working_notes_are_in_it_by_choice_only(cast: Cast, identity: pyrage.x25519.Identity, who: str) -> None:
    sent = builders.assignment(cast.alma, cast.ben)
    builders.note(cast.alma, cast.ben, "Larkspur, on Ben.")
    note = builders.note(cast.alma, cast.ben, "Larkspur, on the work.", sent)
    noting.rewrite(cast.alma, note, "Larkspur, put better.", 0)
    noting.strike(cast.alma, note, 1)
    asks = cast.everybody()[who]
    without = opened(made(cast, asks, identity).content, identity)
    assert "Larkspur" not in str(without)
    assert json.loads(without["record.json"])["record"]["notes"] is None
    inside = data(made(cast, asks, identity, with_notes="on").content, identity)["record"]["notes"]
    told = [(each["work"], each["about"], each["words"], bool(each["struck_on"])) for each in inside]
    assert told == [(0, "client", "Larkspur, on Ben.", False), (1, "work", "Larkspur, put better.", True)]
    assert [before["words"] for before in inside[1]["before"]] == ["Larkspur, on the work."]
    assert [line.with_notes for line in queries.sealed(asks, ben(cast)).lines] == [True, False]


def test_what_is_open_in_the_room_is_not_in_it(cast: Cast, identity: pyrage.x25519.Identity) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now())
    sent = builders.assignment(cast.alma, cast.ben)
    together.start(cast.alma, sent)
    entry_id = together.view(cast.alma, sent).entry_id
    drafts.save_together(cast.alma, drafts.Words(entry_id, "text", "larkspur", 0, "tab", 1))
    assert "larkspur" not in str(data(made(cast, cast.alma, identity).content, identity))


def test_the_module_that_gathers_it_knows_no_table_of_private_writing() -> None:
    names = {node.id for node in ast.walk(ast.parse(Path(contents.__file__).read_text())) if isinstance(node, ast.Name)}
    assert not names & {"Entry", "Answer", "Aside", "Fit"}
    assert {"Shared", "Opened"} <= names


def test_it_says_who_read_what_and_what_was_agreed_decided_and_set(
    cast: Cast, identity: pyrage.x25519.Identity
) -> None:
    write_everything(cast)
    found = data(made(cast, cast.eve, identity).content, identity)
    record, today = found["record"], clock.today("America/Edmonton").isoformat()
    first = record["written"][0]
    assert (found["cover"]["recipient"], found["cover"]["by"]) == ("Dr. Noor Aziz", "Eve Tran")
    assert first["opened"] == [{"name": "Alma Reyes", "on": today}]
    assert first["parts"][0]["replies"][0]["answer"] == "OPENED-WORDS"
    assert [each["stopped_on"] for each in record["written"] if each["kind"] == "page"] == [today]
    assert [(tie["name"], tie["role"]) for tie in record["ties"]] == [
        ("Alma Reyes", "clinician"),
        ("Sol Berg", "supervisor"),
    ]
    assert [(each["decision"], each["much"], each["useful"]) for each in record["looked"]] == [("keep", 2, 3)]
    assert len(record["work"]) == 6
    assert len(record["appointments"]) == 1
    # By day: the file tells no finer when somebody wrote.
    assert ":" not in first["on"]


def test_words_open_it_too_and_are_kept_nowhere(cast: Cast, house: Settings) -> None:
    write_everything(cast)
    offer = offered(cast, cast.eve)
    assert len(offer.words.split()) == locking.WORDS
    file = sealing.hand_over(cast.eve, offer.ticket, offer.words, draw)
    assert "OPENED-WORDS" in opened(file.content, offer.words)["record.json"]
    stored = b"".join(path.read_bytes() for path in house.data_dir.rglob("*") if path.is_file())
    assert tokens.digest(offer.ticket).encode() in stored
    assert not [secret for secret in (offer.words, offer.ticket) if secret.encode() in stored]


def test_nobody_else_opens_it_and_its_name_tells_nothing(cast: Cast, identity: pyrage.x25519.Identity) -> None:
    write_everything(cast)
    file = made(cast, cast.eve, identity)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(file.content, [pyrage.x25519.Identity.generate()])
    assert file.content.startswith(b"age-encryption.org/v1")
    assert b"OPENED" not in file.content
    assert not any(part in file.name.lower() for part in ("ben", "okafor", "record", "rundle"))


def test_it_is_handed_over_once(cast: Cast, identity: pyrage.x25519.Identity) -> None:
    offer = offered(cast, cast.eve, public_key=str(identity.to_public()))
    sealing.hand_over(cast.eve, offer.ticket, "", draw)
    with pytest.raises(NotFound):
        sealing.hand_over(cast.eve, offer.ticket, "", draw)
    assert len(queries.sealed(cast.eve, ben(cast)).lines) == 1


def test_two_who_fetch_it_at_once_get_one_file(each_cast: Cast, identity: pyrage.x25519.Identity) -> None:
    offer = offered(each_cast, each_cast.eve, public_key=str(identity.to_public()))
    both = Barrier(2)

    def fetch() -> File | None:
        both.wait()
        try:
            return sealing.hand_over(each_cast.eve, offer.ticket, "", draw)
        except NotFound:
            return None

    with ThreadPoolExecutor(2) as pool:
        got = [found.result() for found in [pool.submit(fetch) for _ in range(2)]]
    assert len([file for file in got if file]) == 1


@pytest.mark.parametrize("gone", ["disabled", "no owner", "signed out"])
def test_nothing_is_handed_to_who_may_not_have_it_once_it_is_made(
    cast: Cast, identity: pyrage.x25519.Identity, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    make = locking.under_key

    def slow(content: bytes, public_key: str) -> bytes:
        with database.writing() as session:
            eve = session.get_one(Person, cast.eve.person_id)
            eve.disabled_at = clock.now() if gone == "disabled" else None
            eve.is_owner, eve.is_supervisor = gone != "no owner", gone == "no owner"
            if gone == "signed out":
                sessions.end(session, cast.eve.session_id)
        return make(content, public_key)

    monkeypatch.setattr(locking, "under_key", slow)
    with pytest.raises(SignedOut):
        made(cast, cast.eve, identity)
    assert [row.made_at for row in builders.rows(SealedRecord)] == [None]


def test_a_ticket_is_of_one_session_for_ten_minutes_and_with_its_own_words(cast: Cast) -> None:
    offer = offered(cast, cast.alma)
    with database.writing() as session:
        token = sessions.begin(session, session.get_one(Person, cast.alma.person_id), passed_factor=True).token
    elsewhere = sessions.resolve(token, act=False)
    assert elsewhere is not None
    for who, ticket, words in [
        (elsewhere, offer.ticket, offer.words),
        (cast.eve, offer.ticket, offer.words),
        (cast.cora, offer.ticket, offer.words),
        (cast.ben, offer.ticket, offer.words),
        (replace(cast.alma, second_factor_needed=True), offer.ticket, offer.words),
        (cast.alma, offer.ticket, "eight other words that nobody made for this"),
        (cast.alma, "", ""),
    ]:
        with pytest.raises(NotFound):
            sealing.hand_over(who, ticket, words, draw)
    with clock.stopped_at(clock.now() + sealing.TICKET_LASTS), pytest.raises(NotFound):
        sealing.hand_over(cast.alma, offer.ticket, offer.words, draw)
    assert queries.sealed(cast.alma, ben(cast)).lines == []


def test_one_proof_makes_one_and_none_makes_nothing(cast: Cast) -> None:
    with pytest.raises(Refused, match="prove_first"):
        sealing.seal(cast.eve, asked(cast, cast.eve))
    offered(cast, cast.eve)
    with pytest.raises(Refused, match="prove_first"):
        sealing.seal(cast.eve, asked(cast, cast.eve))


def test_the_fact_and_the_audit_record_say_who_for_whom_and_which_file(
    cast: Cast, identity: pyrage.x25519.Identity
) -> None:
    file = made(cast, cast.eve, identity, basis="college")
    [line] = queries.sealed(cast.alma, ben(cast)).lines
    assert line.digest == hashlib.sha256(file.content).hexdigest()
    assert (line.recipient, line.known_as, line.basis, line.reason, line.by) == (
        "Dr. Noor Aziz",
        "Called back",
        "college",
        "Alma is ill",
        "Eve Tran",
    )
    told = [(row.act, row.person_id, row.client_id, row.kind) for row in builders.rows(AuditRecord)]
    assert told[-2:] == [
        (act.value, cast.eve.person_id, ben(cast), "college") for act in (Act.RECORD_SEALING, Act.RECORD_SEALED)
    ]


def test_the_client_is_told_by_whom_for_whom_and_why(cast: Cast, identity: pyrage.x25519.Identity) -> None:
    made(cast, cast.eve, identity)
    [line] = queries.told(cast.ben).lines
    assert (line.recipient, line.by, line.basis, line.reason) == (
        "Dr. Noor Aziz",
        "Eve Tran",
        "continuity",
        "Alma is ill",
    )
    assert line.on == clock.today("America/Edmonton").isoformat()
    assert queries.told(cast.dan).lines == []


def test_one_that_was_asked_for_and_never_fetched_is_told_to_nobody(cast: Cast) -> None:
    offered(cast, cast.eve)
    assert queries.told(cast.ben).lines == []
    assert queries.sealed(cast.eve, ben(cast)).lines == []


def test_an_order_may_forbid_telling_until_its_day_and_not_a_page_stirs(
    cast: Cast, identity: pyrage.x25519.Identity
) -> None:
    said: list[frozenset[str]] = []
    until = clock.today("America/Edmonton") + 5 * DAY
    order = {"basis": "court", "untold": "on", "untold_until": until.isoformat()}
    live.listen(said.append)
    try:
        made(cast, cast.eve, identity, **order)
    finally:
        live.forget(said.append)
    assert not [topics for topics in said if f"client:{ben(cast)}" in topics]
    assert queries.told(cast.ben).lines == []
    assert queries.sealed(cast.eve, ben(cast)).lines[0].untold_until == until.isoformat()
    with clock.stopped_at(clock.now() + 5 * DAY):
        assert len(queries.told(cast.ben).lines) == 1


def test_only_an_order_keeps_it_from_the_client(cast: Cast) -> None:
    day = (clock.today("America/Edmonton") + DAY).isoformat()
    assert asked(cast, cast.eve, basis="asked", untold="on", untold_until=day).untold_until == ""
    assert asked(cast, cast.eve, basis="court", untold_until=day).untold_until == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"recipient": " "}, "recipient"),
        ({"recipient": "a\u202eb"}, "recipient"),
        ({"known_as": ""}, "known_as"),
        ({"reason": "x" * 501}, "reason"),
        ({"basis": "curious"}, "basis"),
        ({"public_key": "age1notakey"}, "public_key"),
        ({"public_key": "ssh-ed25519 AAAA"}, "public_key"),
        ({"basis": "court", "untold": "on"}, "untold_until"),
        ({"basis": "court", "untold": "on", "untold_until": "2020-01-01"}, "untold_until"),
        ({"basis": "court", "untold": "on", "untold_until": "9999-01-01"}, "untold_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as problem:
        asked(cast, cast.eve, **wrong)
    assert problem.value.field == field


def test_what_the_owner_is_shown_holds_no_word_and_no_count_of_the_record(
    cast: Cast, identity: pyrage.x25519.Identity
) -> None:
    def shown() -> list[object]:
        return [queries.clients(cast.eve), queries.sealed(cast.eve, ben(cast)), queries.stop(cast.eve, ben(cast))]

    made(cast, cast.eve, identity)
    before = shown()
    write_everything(cast)
    assert shown() == before


def test_words_without_memory_to_stretch_them_are_refused_and_keep_the_ticket(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = offered(cast, cast.eve)
    with monkeypatch.context() as patch:
        patch.setattr(locking.sys, "executable", "/bin/false")
        with pytest.raises(Refused, match="not_sealed"):
            sealing.hand_over(cast.eve, offer.ticket, offer.words, draw)
    assert sealing.hand_over(cast.eve, offer.ticket, offer.words, draw).content
