"""Nothing that is kept tells at what time of day a client was here."""

from datetime import UTC, datetime, time, timedelta

from betterjournal import clock
from betterjournal.accounts import sessions
from betterjournal.accounts.models import SignInSession
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
