"""The sample practice is the story, no more and no less, and keeps the same rules as a real one."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from betterjournal import audit, clock, database, keyring, vault
from betterjournal.access import Actor, Visitor
from betterjournal.accounts import actions as accounts
from betterjournal.accounts import passwords, sessions
from betterjournal.accounts.models import Person
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import home
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.models import Assignment, Fit
from betterjournal.entries import queries as entries
from betterjournal.entries.drafts import place
from betterjournal.entries.models import Answer, Entry, Opened, Shared
from betterjournal.errors import NotFound
from betterjournal.migrations.tables import METADATA
from betterjournal.operations import demo as package
from betterjournal.operations.demo import practice as known
from betterjournal.operations.starting import let_go
from betterjournal.review.models import Review, Settled
from betterjournal.review.queries import kept
from betterjournal.review.timeline import timeline
from betterjournal.settings import Settings
from tests.builders import rows
from tests.conftest import QUICK
from tests.operations.conftest import MORNING, START, seeded

STORY = json.loads(Path(package.__file__).with_name("story.json").read_text("utf-8"))
WEEKS = [(key, week) for key, told in STORY["people"].items() for week in told["weeks"]]
SET = [told for _, week in WEEKS for told in week["set"]]
BACK = [told for _, week in WEEKS for told in week["back"]]
CHECK_INS = [told for _, week in WEEKS for told in week["checkins"]]
PAGES = [told for _, week in WEEKS for told in week["journal"]]
REVIEWS = [told for _, week in WEEKS for told in week["review"]]
KINDS = {"shared": "whole", "part": "part", "not_this_time": "not_this_time"}
OUTCOMES = {
    "held": ("held", ""),
    "cancelled_by_client": ("cancelled", "client"),
    "clinician_away": ("cancelled", "clinician"),
    "not_held": ("not_held", ""),
}


def _client(key: str) -> Actor:
    told = STORY["people"][key]
    return known.client(key, told["name"], told["lang"])


def _wall(moment: Any) -> tuple[int, str]:
    shown = clock.local(moment, known.ZONE)
    return (shown.date() - START).days, shown.strftime("%H:%M")


def _of(table: type, client_id: str) -> list[Any]:
    return [row for row in rows(table) if row.client_id == client_id]


def test_each_appointment_is_on_its_day_with_its_outcome(demo: Settings) -> None:
    for key, told in STORY["people"].items():
        wanted = Counter(
            (week["appt"]["day"], week["appt"]["time"], *OUTCOMES[week["appt"]["outcome"]]) for week in told["weeks"]
        )
        coming = {"ben": (1, "10:00"), "dan": (2, "16:30"), "fay": (3, "14:00")}[key]
        moved = [w["appt"] for w in told["weeks"] if "moved_from_day" in w["appt"]]
        wanted.update([(*coming, "", "")])
        wanted.update((appt["moved_from_day"], appt["time"], "moved", "") for appt in moved)
        stored = _of(Appointment, _client(key).client_id or "")
        assert Counter((*_wall(row.starts_at), row.outcome, row.cancelled_by) for row in stored) == wanted


def test_a_moved_appointment_leads_to_where_it_went(demo: Settings) -> None:
    stored = {row.id: row for row in rows(Appointment)}
    moved = [row for row in stored.values() if row.outcome == "moved"]
    assert [_wall(stored[row.moved_to_id].starts_at) for row in moved] == [(-38, "14:00")]


def test_every_assignment_stands_with_its_own_words(demo: Settings) -> None:
    stored = {row.request_id.removeprefix("demo-"): row for row in rows(Assignment)}
    by_id = {row.id: told for told, row in stored.items()}
    assert set(stored) == {told["id"] for told in SET}
    for told in SET:
        row = stored[told["id"]]
        words = {k: v or ("" if isinstance(v, str) else 0) for k, v in asdict(assignments.content_of(row)).items()}
        repeat = told.get("repeat", "times" if told["how_many"] > 1 else "once").replace("whenever", "times")
        assert words.pop("repeat") == repeat
        assert {k: told.get(k) or v * 0 for k, v in words.items()} == words
        assert (row.repeat, row.aim) == (repeat, told.get("aim", told["how_many"]))
        assert by_id.get(row.continues_id or "") == told.get("from")
        assert (row.visible_at is None) is (told.get("send") == "after_next_appointment")
        assert vault.get(row, "withdrawn_words") == told.get("withdrawn", {}).get("words", "")


def test_work_is_sent_as_its_appointment_closed(demo: Settings) -> None:
    stored = {row.request_id.removeprefix("demo-"): row for row in rows(Assignment)}
    for _, week in WEEKS:
        day, hour = week["appt"]["day"], week["appt"]["time"]
        for told in week["set"]:
            assert _wall(stored[told["id"]].sent_at - timedelta(minutes=50)) == (day, hour)


def test_how_sure_the_client_was_is_asked_from_none_to_ten(demo: Settings) -> None:
    told = {one["id"]: one["confidence"] for one in SET if one["confidence"] is not None}
    names = {row.id: row.request_id.removeprefix("demo-") for row in rows(Assignment)}
    stored = {names[row.assignment_id]: vault.get_json(row, "content")["sureness"] for row in rows(Fit)}
    assert set(stored) == set(told)
    assert all(abs(sure * 10 - told[name]) <= 5 and 0 <= sure <= 10 for name, sure in stored.items())


def test_what_came_back_is_shared_in_the_state_told(demo: Settings) -> None:
    stored = rows(Shared)
    wanted = Counter(KINDS[told["state"]] for told in BACK if told["state"] != "draft")
    wanted["check_in"] = sum(told[5] for told in CHECK_INS)
    wanted["page"] = sum(told["shared"] for told in PAGES)
    assert Counter(row.kind for row in stored) == wanted
    assert sum(row.smallest for row in stored) == sum("smallest_used" in told for told in BACK)
    assert sum(row.bring for row in stored) == sum("bring" in told for told in PAGES)
    assert sum(row.number == 2 for row in stored) == sum(told.get("entry") == 2 for told in BACK)


def test_every_piece_of_writing_has_its_entry_on_its_day(demo: Settings) -> None:
    wanted = Counter(
        {
            "worksheet": sum("answers" in told for told in BACK),
            "page": len(PAGES),
            "check_in": len(CHECK_INS),
        }
    )
    stored = rows(Entry)
    assert Counter(row.kind for row in stored) == wanted
    days = Counter(week["appt"]["day"] + told["day"] for _, week in WEEKS for told in week["back"] if "answers" in told)
    assert Counter((row.begun_on - START).days for row in stored if row.kind == "worksheet") == days


def test_a_not_this_time_keeps_its_barriers_and_words(demo: Settings) -> None:
    told = [(set(one["barriers"]), one["words"]) for one in BACK if one["state"] == "not_this_time"]
    stored = [vault.get_json(row, "content") for row in rows(Shared) if row.kind == "not_this_time"]
    for one in stored:
        told.remove((set(one["barriers"]), one["words"]))
    assert told == []


def test_reviews_stand_at_the_held_appointment_named(demo: Settings) -> None:
    work = {row.id: row for row in rows(Assignment)}
    met = {row.id: row for row in rows(Appointment)}
    stored = {work[row.assignment_id].request_id.removeprefix("demo-"): row for row in rows(Review)}
    assert len(stored) == len(REVIEWS) == len(rows(Review))
    for key, week in WEEKS:
        for told in week["review"]:
            row, at = stored[told["for"]], STORY["people"][key]["weeks"][told["at_week"] - 1]["appt"]
            assert at["outcome"] == "held"
            assert _wall(met[row.appointment_id].starts_at) == (at["day"], at["time"])
            assert (row.much, row.useful, row.decision) == (told["much"], told["useful"], told["decision"])
            assert vault.get(row, "takeaway") == (told["takeaway"] or "")
            assert work[row.assignment_id].decided_at == row.at


def test_what_was_shared_before_a_held_appointment_is_opened_and_the_rest_is_not(demo: Settings) -> None:
    held = [row for row in rows(Appointment) if row.outcome == "held"]
    last = {row.client_id: max(h.starts_at for h in held if h.client_id == row.client_id) for row in held}
    with Session(keyring.engine()) as session:
        kinds = {key.id: key.kind for key in session.exec(select(vault.Key))}
    for row in rows(Shared):
        assert (row.opened_at is not None) is (row.shared_at < last[row.client_id])
        assert kinds[row.content.split(".")[1]] == ("record" if row.opened_at else "private")
    assert len(rows(Opened)) == sum(row.opened_at is not None for row in rows(Shared))


def test_nothing_happens_after_the_day_began(demo: Settings) -> None:
    begins = MORNING.replace(hour=7, minute=0)
    with database.reading() as session:
        moments = list(session.exec(columns(audit.AuditRecord.at).order_by(col(audit.AuditRecord.id))).scalars())
    # What a client begins is kept to the day, so days are in order and moments within one need not be.
    days = [moment.date() for moment in moments]
    assert days == sorted(days)
    assert moments[-1] <= begins
    assert all(row.shared_at <= begins for row in rows(Shared))


def test_the_audit_record_is_whole_and_tells_of_every_sharing_and_opening(demo: Settings) -> None:
    with database.reading() as session:
        count, broken = audit.verify(session)
    assert (count > 500, broken) == (True, "")
    acts = Counter(row.act for row in rows(audit.AuditRecord))
    wanted = {"entry.shared": Shared, "entry.opened": Opened, "assignment.sent": Assignment}
    assert {act: acts[act] for act in wanted} == {act: len(rows(table)) for act, table in wanted.items()}
    assert acts["review.saved"] == len(rows(Review)) + len(rows(Settled))


def test_a_draft_is_sealed_under_the_private_key(demo: Settings) -> None:
    with Session(keyring.engine()) as session:
        private = {key.id for key in session.exec(select(vault.Key)) if key.kind == "private"}
    assert {row.value.split(".")[1] for row in rows(Answer)} <= private


def _timeline(reader: Actor, client: Actor) -> str:
    """Every page of it, as it is sent to the browser."""
    view = timeline(reader, client.client_id or "")
    pages = [asdict(view)]
    while view.older:
        view = timeline(reader, client.client_id or "", view.older)
        pages.append(asdict(view))
    return json.dumps(pages, ensure_ascii=False, default=str)


def _private_words() -> Iterator[tuple[str, str]]:
    for key, week in WEEKS:
        yield from ((key, page["text"]) for page in week["journal"] if not page["shared"])
        yield from ((key, one[4]) for one in week["checkins"] if one[4] and not one[5])
        for told in week["back"]:
            if told["state"] == "draft" and "situation" in told["answers"]:
                yield key, told["answers"]["situation"]


def test_the_clinicians_timeline_holds_what_was_shared_and_no_private_word(demo: Settings) -> None:
    shown = {key: _timeline(known.STAFF[told["clinician"]], _client(key)) for key, told in STORY["people"].items()}
    assert not [words for key, words in _private_words() if json.dumps(words, ensure_ascii=False)[1:-1] in shown[key]]
    assert "I paused. Priya drank her coffee." in shown["ben"]
    assert "et si ça recommence?" not in shown["fay"]


def test_the_window_of_ben_is_open_and_that_of_fay_is_not(demo: Settings) -> None:
    lines = {line.name: line for line in (lambda v: [*v.just_met, *v.soon, *v.later])(home.clients(known.ALMA))}
    assert {name: line.window_open for name, line in lines.items()} == {"Ben Okafor": True, "Fay Morin": False}


def test_sol_reads_ben_and_nobody_else(demo: Settings) -> None:
    assert "Ben Okafor" in _timeline(known.SOL, _client("ben"))
    for reader, key in ((known.SOL, "fay"), (known.ALMA, "dan"), (known.EVE, "ben")):
        with pytest.raises(NotFound):
            _timeline(reader, _client(key))


def test_a_client_finds_their_open_work_and_what_they_keep(demo: Settings) -> None:
    view = assignments.today(_client("ben"))
    titles = {card.title: card.state for card in (*view.first, *view.more)}
    assert titles == {
        "Open the meeting again, with one pause": "part",
        "One thought before the yearly talk": "begun",
        "What has changed since we began?": "new",
        "How was the day?": "whole",
    }
    assert entries.journal(_client("fay")).window.clinician == "Alma"
    assert kept(_client("dan")).lines


def test_everybody_comes_in_with_the_passphrase_and_staff_with_a_code(
    demo: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "hashing", QUICK)
    code = pyotp.TOTP("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").at(MORNING)
    for key in ("alma", "cora", "sol", "eve", "ben", "fay", "dan"):
        began = accounts.sign_in(Visitor(), f"{key}@demo.test", "rundle-demo-passphrase")
        if key in known.STAFF:
            assert began.needs == "code"
            half = sessions.resolve(began.token, act=False)
            assert half is not None
            began = accounts.pass_factor(half, code)
        assert began.needs == ""
    assert len(rows(Person)) == 7


def _plain() -> dict[str, list[dict[str, Any]]]:
    """Every row as it can be read, without what is random by nature: ciphertext, salts, hashes."""
    found = {}
    models = {m.class_.__tablename__: m.class_ for m in Person._sa_registry.mappers}
    for table in METADATA.sorted_tables:
        if table.name in models:
            found[table.name] = [_read(row) for row in rows(models[table.name])]
    return found


def _read(row: Any) -> dict[str, Any]:
    random = {"hash", "password_hash", "email_index"} | ({"created_at"} if row.__tablename__ == "revision" else set())
    if row.__tablename__ == "answer":
        words = vault.unseal(row.value, place(row.entry_id, row.path))
        return {"entry_id": row.entry_id, "path": row.path, "value": words}
    values = {name: getattr(row, name) for name in type(row).model_fields if name not in random}
    return {k: vault.get(row, k) if isinstance(v, vault.Sealed) else v for k, v in values.items()}


def test_the_same_day_gives_the_same_practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hashing", QUICK)
    found = []
    for name in ("first", "second"):
        seeded(tmp_path / name)
        found.append(_plain())
        let_go()
    assert found[0] == found[1]
    assert len(found[0]["shared"]) > 100
