"""Nothing that is kept tells at what time of day a client was here."""

from datetime import UTC, datetime, time, timedelta

from betterjournal import clock
from betterjournal.access import Visitor
from betterjournal.accounts import actions, devices, returning, sessions
from betterjournal.accounts.models import Invitation, SignInSession
from betterjournal.audit import AuditRecord
from tests import builders
from tests.cast import Cast

EVENING = datetime(2026, 12, 3, 4, 17, 33, tzinfo=UTC)


def test_a_clients_last_act_is_kept_to_the_day(cast: Cast) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=2, minutes=7)):
        assert sessions.resolve(cast.tokens["ben"], act=True) is not None
    row = next(row for row in builders.rows(SignInSession) if row.person_id == cast.ben.person_id)
    assert {row.acted_at.time(), row.created_at.time(), row.ends_at.time()} == {time(0)}


def test_what_a_client_begins_is_recorded_to_the_day(cast: Cast) -> None:
    with clock.stopped_at(EVENING):
        sent = builders.assignment(cast.alma, cast.ben)
        builders.draft(cast.ben, sent, "words")
    begun = [row for row in builders.rows(AuditRecord) if row.act == "entry.started"]
    assert [row.at for row in begun] == [datetime(2026, 12, 3, tzinfo=UTC)]
    sent_at = next(row.at for row in builders.rows(AuditRecord) if row.act == "assignment.sent")
    assert sent_at == EVENING


def test_when_a_client_went_is_kept_to_the_day(cast: Cast) -> None:
    other = builders.signed_in(cast.ben)
    with clock.stopped_at(EVENING):
        actions.choose_language(cast.ben, "fr")
        devices.end(cast.ben, other)
        actions.sign_out_everywhere(cast.ben)
        actions.sign_out_everywhere(cast.alma)
    ended = {row.person_id: row.ended_at for row in builders.rows(SignInSession) if row.ended_at}
    assert ended == {cast.ben.person_id: datetime(2026, 12, 3, tzinfo=UTC), cast.alma.person_id: EVENING}
    at = {row.at for row in builders.rows(AuditRecord) if row.person_id == cast.ben.person_id}
    assert at == {datetime(2026, 12, 3, tzinfo=UTC)}


def test_when_a_client_came_back_by_a_code_is_kept_to_the_day(cast: Cast) -> None:
    made = returning.renew(builders.proved(cast.alma), cast.ben.client_id or "")
    with clock.stopped_at(clock.now() + timedelta(minutes=7)):
        given = returning.Back(made.code, "five slow boats going home")
        returning.come_back(Visitor("192.0.2.1"), made.link.rsplit("/", 1)[1], given)
    assert [row.used_at.time() for row in builders.rows(Invitation)] == [time(0)]
