"""How far the next clinician, a supervisor and whoever covers read of the time before: no further than was said."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from betterjournal import access, audit, clock, database, live
from betterjournal.access import Actor
from betterjournal.accounts import record, staff
from betterjournal.accounts.models import Care, Client, Person, Supervision
from betterjournal.appointments import actions as appointments
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import actions as assigning
from betterjournal.assignments import composer, favourites
from betterjournal.care import covering, discharging, handing, supervising
from betterjournal.care import queries as care
from betterjournal.entries import actions as entry_actions
from betterjournal.entries import queries as entries
from betterjournal.entries import sharing
from betterjournal.entries.models import Entry, Shared
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.privacy import queries as privacy
from betterjournal.privacy import sealing
from betterjournal.review.actions import Together, save_review
from betterjournal.review.brief import brief
from betterjournal.review.series import series
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import Cast

READ, UNREAD, NEW, KEPT = "larkspur in spring", "never opened by anybody", "gentian in autumn", "Walk before breakfast"
NOTE = "note='One line is plenty.'"
DAY = timedelta(days=1)
SEALED = {"recipient": "Dr. Noor", "known_as": "By phone", "basis": "asked", "reason": "Ben asked"}


@pytest.fixture
def lived(cast: Cast) -> Cast:
    """Alma and Ben met two days ago; she read something of his, and they kept a takeaway. He shared once more."""
    _as_if_long_ago(cast)
    ben, met = cast.ben, clock.now() - 2 * DAY
    with clock.stopped_at(met - DAY):
        builders.appointment(cast.alma, ben, met)
        builders.shared(ben, builders.assignment(cast.alma, ben, what="Old work"), READ)
    with clock.stopped_at(met):
        timeline(cast.alma, ben.client_id or "")
        looked_at = builders.assignment(cast.alma, ben, what="Looked at")
        save_review(cast.alma, Together(looked_at, "keep", much=3, useful=4, takeaway=KEPT))
    with clock.stopped_at(met + DAY):
        builders.shared(ben, builders.assignment(cast.alma, ben, what="Later work"), UNREAD)
    return cast


@pytest.fixture
def drew(lived: Cast) -> Actor:
    """A colleague who never saw Ben."""
    return builders.sign_in(builders.works_here("Drew Ash", is_clinician=True))


def _as_if_long_ago(cast: Cast) -> None:
    with database.writing() as session:
        for table in (Care, Supervision):
            for row in session.exec(select(table)):
                row.from_at -= 30 * DAY
                session.add(row)


def _pages(actor: Actor, client_id: str) -> str:
    """Everything that the pages of a client hold for this reader."""
    return f"{timeline(actor, client_id)} {brief(actor, client_id)}"


def _holds(actor: Actor, cast: Cast) -> list[str]:
    pages = _pages(actor, cast.ben.client_id or "")
    return [words for words in (READ, UNREAD, NEW, KEPT) if words in pages]


def _to_drew(cast: Cast, drew: Actor, choice: str = "") -> None:
    handing.hand_over(builders.proved(cast.eve), cast.ben.client_id or "", drew.person_id)
    if choice:
        handing.choose(cast.ben, choice)


def _meet_today(clinician: Actor, cast: Cast) -> None:
    builders.appointment(clinician, cast.ben, clock.now() + timedelta(hours=1))


@pytest.mark.parametrize(
    ("choice", "open_to_drew"),
    [("", []), ("from_now", []), ("takeaways", [KEPT]), ("all", [READ, UNREAD, KEPT])],
)
def test_the_next_clinician_opens_of_the_time_before_what_ben_chose(
    lived: Cast, drew: Actor, choice: str, open_to_drew: list[str]
) -> None:
    _to_drew(lived, drew, choice)
    _meet_today(drew, lived)
    assert _holds(drew, lived) == open_to_drew


@pytest.mark.parametrize("choice", ["", "from_now", "takeaways"])
def test_no_title_note_day_or_rating_of_the_time_before_is_there_either(lived: Cast, drew: Actor, choice: str) -> None:
    _to_drew(lived, drew, choice)
    _meet_today(drew, lived)
    pages = _pages(drew, lived.ben.client_id or "")
    assert [words for words in (NOTE, "Old work", "Later work") if words in pages] == []
    things = timeline(drew, lived.ben.client_id or "").things
    assert {each.kind for each in things} <= {"review"}
    assert timeline(drew, lived.ben.client_id or "").last == []
    assert {(each.much, each.useful) for thing in things for each in thing.review} <= {("", "")}


def test_what_ben_shares_from_now_on_is_open_to_the_next_whatever_he_chose(lived: Cast, drew: Actor) -> None:
    old = builders.assignment(lived.alma, lived.ben, what="Set by Alma")
    _to_drew(lived, drew)
    builders.shared(lived.ben, old, NEW)
    _meet_today(drew, lived)
    assert _holds(drew, lived) == [NEW]
    # It is of work that Alma set: Drew reads what it was, not her note, and may look at it with Ben.
    pages = _pages(drew, lived.ben.client_id or "")
    assert ("Set by Alma" in pages, NOTE in pages) == (True, False)
    save_review(drew, Together(old, "keep"))


def test_work_of_the_time_before_is_nothing_to_the_next(lived: Cast, drew: Actor) -> None:
    old = builders.assignment(lived.alma, lived.ben, what="Set by Alma")
    _to_drew(lived, drew)
    for reach_for in (
        lambda: save_review(drew, Together(old, "keep")),
        lambda: assigning.withdraw(drew, old, ""),
        lambda: composer.composer(drew, lived.ben.client_id or "", old, "keep"),
        lambda: composer.again(drew, lived.ben.client_id or "", old),
        lambda: composer.edited(drew, lived.ben.client_id or "", old),
        lambda: favourites.keep(drew, old),
    ):
        with pytest.raises(NotFound):
            reach_for()


@pytest.mark.parametrize("choice", ["", "from_now", "takeaways"])
def test_the_composer_starts_from_nothing_of_the_time_before(lived: Cast, drew: Actor, choice: str) -> None:
    _to_drew(lived, drew, choice)
    view = composer.composer(drew, lived.ben.client_id or "")
    assert view.starts == []
    assert [words for words in ("Looked at", "Old work", NOTE) if words in str(view)] == []
    assert composer.beside(drew, lived.ben.client_id or "").lines == []


def test_the_answer_can_be_changed_and_counts_from_then_on(lived: Cast, drew: Actor) -> None:
    _to_drew(lived, drew, "all")
    _meet_today(drew, lived)
    assert READ in _holds(drew, lived)
    handing.choose(lived.ben, "takeaways")
    assert _holds(drew, lived) == [KEPT]


def test_whoever_had_the_client_reads_nothing_more(lived: Cast, drew: Actor) -> None:
    _to_drew(lived, drew, "all")
    for gone in (lived.alma, lived.sol):
        with pytest.raises(NotFound):
            _pages(gone, lived.ben.client_id or "")


def test_a_supervisor_of_the_next_reads_no_further_than_they_do(lived: Cast, drew: Actor) -> None:
    _to_drew(lived, drew, "takeaways")
    supervising.name(builders.proved(drew), lived.ben.client_id or "", lived.sol.person_id, told=True)
    _meet_today(drew, lived)
    assert _holds(lived.sol, lived) == [KEPT]


def test_nobody_makes_a_file_of_a_record_they_may_read_only_in_part(lived: Cast, drew: Actor) -> None:
    _to_drew(lived, drew, "takeaways")
    with pytest.raises(Refused, match="not_all_theirs"):
        sealing.check(drew, lived.ben.client_id or "", SEALED)
    handing.choose(lived.ben, "all")
    assert sealing.check(drew, lived.ben.client_id or "", SEALED).recipient == "Dr. Noor"


def test_why_a_file_was_made_before_is_of_the_time_before(lived: Cast, drew: Actor) -> None:
    client_id = lived.ben.client_id or ""
    offered = sealing.seal(builders.proved(lived.alma), sealing.check(lived.alma, client_id, SEALED))
    sealing.hand_over(lived.alma, offered.ticket, offered.words, lambda *_: "")
    _to_drew(lived, drew, "from_now")
    assert privacy.sealed(drew, client_id).lines == []
    handing.choose(lived.ben, "all")
    assert [line.reason for line in privacy.sealed(drew, client_id).lines] == ["Ben asked"]


def test_of_a_client_without_an_account_the_answer_is_what_they_said(lived: Cast, drew: Actor) -> None:
    client_id = lived.ben.client_id or ""
    with database.writing() as session:
        row = session.get_one(Client, client_id)
        row.person_id = None
        session.add(row)
    handing.hand_over(builders.proved(lived.alma), client_id, drew.person_id, "takeaways")
    assert _holds(drew, lived) == [KEPT]


def test_nobody_answers_for_a_client_who_can(lived: Cast, drew: Actor) -> None:
    handing.hand_over(builders.proved(lived.alma), lived.ben.client_id or "", drew.person_id, "all")
    assert _holds(drew, lived) == []


def test_between_two_clinicians_writing_goes_on_and_sharing_is_off(lived: Cast) -> None:
    work = builders.assignment(lived.alma, lived.ben)
    handing.leave(builders.proved(lived.alma), lived.ben.client_id or "")
    entry = builders.draft(lived.ben, work, NEW)
    with pytest.raises(Refused, match="nobody_reads"):
        builders.share(lived.ben, entry)
    assert entries.work(lived.ben, work, entry).window.clinician == ""


# Emergency care.


def change_roles(who: Actor, **roles: bool) -> None:
    with database.writing() as session:
        person = session.get_one(Person, who.person_id)
        for role, has in roles.items():
            setattr(person, role, has)
        session.add(person)


def audit_is_whole() -> bool:
    with database.reading() as session:
        return audit.verify(session)[1] == ""


def _cover(cast: Cast, drew: Actor, days: int = 3) -> str:
    return builders.covered(cast.eve, cast.ben, drew, days)


def test_who_covers_reads_within_the_window_since_the_last_appointment_and_no_note(lived: Cast, drew: Actor) -> None:
    _cover(lived, drew)
    assert _holds(drew, lived) == []
    _meet_today(lived.alma, lived)
    assert _holds(drew, lived) == [UNREAD, KEPT]
    pages = _pages(drew, lived.ben.client_id or "")
    assert ("Later work" in pages, NOTE in pages) == (True, False)


def test_the_record_says_who_opened_what_and_as_what(lived: Cast, drew: Actor) -> None:
    """Drew and Sol may have clients of their own: of Ben they read for somebody else."""
    change_roles(lived.sol, is_clinician=True)
    sol = replace(lived.sol, is_clinician=True)
    _cover(lived, drew)
    _meet_today(lived.alma, lived)
    for reader in (lived.alma, drew, sol):
        for page in (timeline, brief, series):
            page(reader, lived.ben.client_id or "")
    lines = record.record(lived.eve).lines
    told = {(line.name, *line.roles) for line in lines if line.act in ("client.read", "entry.opened")}
    assert told == {("Alma Reyes", "clinician"), ("Drew Ash", "covering"), ("Sol Berg", "supervisor")}
    for name in ("Drew Ash", "Sol Berg"):
        assert len([line for line in lines if line.name == name and line.act == "client.read"]) == 3
    assert audit_is_whole()


def test_before_the_window_who_covers_sees_nothing_that_was_opened_either(lived: Cast, drew: Actor) -> None:
    with clock.stopped_at(clock.now() - timedelta(minutes=5)):
        appointments.open_early(lived.alma, lived.ben.client_id or "", "He rang")
        timeline(lived.alma, lived.ben.client_id or "")
    _cover(lived, drew)
    assert UNREAD in _holds(lived.alma, lived)
    assert UNREAD not in _holds(drew, lived)


def test_ben_is_told_at_once_who_covers_and_what_they_opened(lived: Cast, drew: Actor) -> None:
    _cover(lived, drew)
    _meet_today(lived.alma, lived)
    told = care.who_reads(lived.ben)
    assert [(line.name, line.for_name, line.reason) for line in told.covers] == [("Drew Ash", "Alma Reyes", "")]
    _pages(drew, lived.ben.client_id or "")
    assert "Drew Ash" in str(entries.shared_page(lived.ben).lines)


def test_who_covers_changes_nothing_but_the_appointments(lived: Cast, drew: Actor) -> None:
    _cover(lived, drew)
    client_id, work = lived.ben.client_id or "", builders.assignment(lived.alma, lived.ben)
    for act in (
        lambda: save_review(drew, Together(work, "keep")),
        lambda: composer.composer(drew, client_id),
        lambda: appointments.open_early(drew, client_id, "In a hurry"),
        lambda: sealing.check(drew, client_id, SEALED),
        lambda: discharging.discharge(drew, client_id),
        lambda: handing.leave(drew, client_id),
        lambda: covering.cover(drew, client_id, lived.cora.person_id, "ill", clock.today("UTC").isoformat()),
        lambda: supervising.name(drew, client_id, lived.sol.person_id, told=True),
    ):
        with pytest.raises(NotFound):
            act()
    assert appointments.set_next(drew, client_id, (clock.today("America/Edmonton") + DAY).isoformat(), "10:00")


def test_who_covers_cannot_move_back_how_far_they_read(lived: Cast, drew: Actor) -> None:
    """The last appointment that took place is where it begins; saying that it did not would open the one before."""
    _cover(lived, drew)
    _meet_today(lived.alma, lived)
    before = _holds(drew, lived)
    met = next(row for row in builders.rows(Appointment) if row.ends_at < clock.now())
    tomorrow = (clock.today("America/Edmonton") + DAY).isoformat()
    for act in (
        lambda: appointments.record_outcome(drew, met.id, "not_held"),
        lambda: appointments.move(drew, met.id, tomorrow, "10:00"),
        lambda: appointments.put_back(drew, met.id),
    ):
        with pytest.raises(NotFound):
            act()
    assert _holds(drew, lived) == before == [UNREAD, KEPT]


def test_the_hour_of_the_time_before_is_not_told_by_setting_the_same_again(lived: Cast, drew: Actor) -> None:
    _to_drew(lived, drew)
    with pytest.raises(Invalid, match="needed"):
        appointments.same_time_next_week(drew, lived.ben.client_id or "")


def test_a_cover_means_nothing_once_the_colleague_has_the_client_no_more(lived: Cast, drew: Actor) -> None:
    """Also one that was named in the very moment of a handing over."""
    _cover(lived, drew)
    with database.writing() as session:
        for row in session.exec(select(Care).where(Care.client_id == lived.ben.client_id)):
            row.until_at = clock.now()
            session.add(row)
    assert not _has(drew, lived)


def test_a_cover_ends_by_itself_after_its_last_day(lived: Cast, drew: Actor) -> None:
    _cover(lived, drew, days=1)
    last = clock.today("America/Edmonton") + DAY
    with clock.stopped_at(clock.at(last, 23, 59, "America/Edmonton")):
        assert _has(drew, lived)
    with clock.stopped_at(clock.at(last + DAY, 0, 0, "America/Edmonton")):
        assert not _has(drew, lived)


def test_a_cover_ends_when_somebody_ends_it_and_with_the_care(lived: Cast, drew: Actor) -> None:
    covering.end(lived.alma, lived.ben.client_id or "", _cover(lived, drew))
    assert not _has(drew, lived)
    _cover(lived, drew)
    handing.hand_over(builders.proved(lived.eve), lived.ben.client_id or "", lived.cora.person_id)
    assert not _has(drew, lived)


def test_who_covers_reads_no_further_than_the_one_they_cover(lived: Cast, drew: Actor) -> None:
    handing.hand_over(builders.proved(lived.eve), lived.ben.client_id or "", lived.cora.person_id)
    _cover(lived, drew)
    _meet_today(lived.cora, lived)
    assert _holds(drew, lived) == []


def test_every_client_of_a_clinician_is_covered_in_one_press_and_no_one_elses(lived: Cast, drew: Actor) -> None:
    until = clock.today("America/Edmonton").isoformat()
    covering.cover_all(builders.proved(lived.eve), lived.alma.person_id, drew.person_id, "ill", until)
    assert _has(drew, lived)
    with database.reading() as session, pytest.raises(NotFound):
        access.client(session, drew, lived.dan.client_id or "")


@pytest.mark.parametrize(("days", "key"), [(-1, "problem.past"), (91, "problem.cover_too_long")])
def test_a_cover_has_an_end_that_is_not_far(lived: Cast, drew: Actor, days: int, key: str) -> None:
    until = (clock.today("America/Edmonton") + days * DAY).isoformat()
    with pytest.raises(Invalid, match=key):
        covering.cover(builders.proved(lived.eve), lived.ben.client_id or "", drew.person_id, "ill", until)


def test_sharing_goes_on_while_somebody_covers_a_clinician_who_cannot_sign_in(lived: Cast, drew: Actor) -> None:
    work = builders.assignment(lived.alma, lived.ben)
    staff.disable(builders.proved(lived.eve), lived.alma.person_id)
    with pytest.raises(Refused, match="nobody_reads"):
        builders.shared(lived.ben, work, NEW)
    _cover(lived, drew)
    entry = next(row.id for row in builders.rows(Entry) if row.assignment_id == work)
    builders.share(lived.ben, entry)
    assert entries.work(lived.ben, work, entry).window.clinician == "Drew"


# Discharge and return.


def test_after_a_discharge_the_record_stays_and_nothing_new_is_opened(lived: Cast) -> None:
    client_id = lived.ben.client_id or ""
    _meet_today(lived.alma, lived)
    discharging.discharge(lived.alma, client_id)
    assert _holds(lived.alma, lived) == [READ, KEPT]
    sharing.take_back(lived.ben, next(row.id for row in builders.rows(Shared) if row.opened_at is None))
    with pytest.raises(Refused, match="nobody_reads"):
        sharing.share_check_ins(lived.ben, [entry_actions.check_in(lived.ben, 5, None, None, "")])
    tomorrow = (clock.today("America/Edmonton") + DAY).isoformat()
    for act in (
        lambda: builders.assignment(lived.alma, lived.ben),
        lambda: appointments.set_next(lived.alma, client_id, tomorrow, "10:00"),
        lambda: appointments.open_early(lived.alma, client_id, "why"),
        lambda: supervising.name(lived.alma, client_id, lived.sol.person_id, told=True),
    ):
        with pytest.raises(Refused, match="discharged"):
            act()
    assert care.who_reads(lived.ben).finished
    with pytest.raises(NotFound):
        _pages(lived.sol, client_id)


def test_coming_back_revives_no_old_sharing_and_asks_for_consent_anew(lived: Cast) -> None:
    client_id = lived.ben.client_id or ""
    discharging.discharge(lived.alma, client_id)
    discharging.take_up_again(lived.alma, client_id)
    _meet_today(lived.alma, lived)
    assert _holds(lived.alma, lived) == [READ, KEPT]


def test_taken_up_again_is_only_who_was_discharged(lived: Cast) -> None:
    with pytest.raises(Refused, match="not_discharged"):
        discharging.take_up_again(lived.alma, lived.ben.client_id or "")


# Announcements.


def test_taking_back_what_the_next_clinician_never_could_open_stirs_no_page_of_staff(lived: Cast, drew: Actor) -> None:
    unread = next(row.id for row in builders.rows(Shared) if row.opened_at is None)
    _to_drew(lived, drew)
    _meet_today(drew, lived)
    heard: list[frozenset[str]] = []
    live.listen(heard.append)
    sharing.take_back(lived.ben, unread)
    live.forget(heard.append)
    assert heard == [frozenset({f"client:{lived.ben.client_id}"})]


def _has(actor: Actor, cast: Cast) -> bool:
    """Whether the client's page is there for them at all."""
    with database.reading() as session:
        try:
            access.client(session, actor, cast.ben.client_id or "")
        except NotFound:
            return False
    return True
