"""No page asks the database more often because there is more to show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from betterjournal import clock, database
from betterjournal.access import Actor
from betterjournal.accounts import staff_inviting
from betterjournal.accounts.team import team
from betterjournal.assignments import composer, editing, favourites, home, phrases
from betterjournal.assignments import queries as assignments
from betterjournal.assignments.composing import Given
from betterjournal.assignments.home import Wanted
from betterjournal.assignments.models import Favourite
from betterjournal.assignments.views import Content
from betterjournal.calendars import actions as calendars
from betterjournal.calendars.queries import calendar
from betterjournal.care import covering
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries import days, drafts, searching
from betterjournal.entries import queries as writing
from betterjournal.programmes import building, releasing, remaining, starting
from betterjournal.programmes import queries as programmes
from betterjournal.programmes.models import Programme, StartedProgramme
from betterjournal.review import notes, noting
from betterjournal.review.looking import looking
from betterjournal.review.timeline import timeline
from tests import builders
from tests.cast import ZONE, Cast

MORE = 5
# Each opens in a few indexed reads; one that needs many more than its neighbours has learned to ask in a loop.
MOST = 28


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement sent meanwhile."""
    sent: list[str] = []

    def keep(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(database.engine(), "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(database.engine(), "before_cursor_execute", keep)


def work_again(cast: Cast) -> None:
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben))


def note_again(cast: Cast) -> None:
    """On Ben, and on work; each of them changed once."""
    for about in ("", builders.assignment(cast.alma, cast.ben)):
        noting.rewrite(cast.alma, builders.note(cast.alma, cast.ben, "First.", about), "Better.", 0)


def kept_again(cast: Cast) -> None:
    what = f"Number {len(builders.rows(Favourite))}"
    favourites.keep(cast.alma, builders.assignment(cast.alma, cast.ben, what=what))
    phrases.keep(cast.alma, what, "en")


def change_again(cast: Cast) -> None:
    work = builders.assignment(cast.alma, cast.ben)
    editing.edit(cast.alma, work, Given(new_id(), "", Content(what="Other words")))


def page_again(cast: Cast) -> None:
    entry_id = entries.new_page(cast.ben)
    drafts.save(cast.ben, drafts.Words(entry_id, "text", "A quiet day.", 0, "tab", 1))


def day_again(cast: Cast) -> None:
    page_again(cast)
    work_again(cast)
    entries.check_in(cast.ben, 5, None, None, "A quiet day.")


def client_again(cast: Cast) -> None:
    with database.writing() as session:
        one = cast._client(session, f"Client{len(cast.tokens)} More", cast.alma)
    builders.appointment(cast.alma, one, clock.now() - timedelta(minutes=55))
    builders.appointment(cast.alma, one, clock.now() + timedelta(days=3))


def cover_again(cast: Cast) -> None:
    with database.writing() as session:
        cast._client(session, f"Client{len(cast.tokens)} More", cast.cora)
    covering.cover_all(builders.proved(cast.eve), cast.cora.person_id, cast.alma.person_id, "ill", _in_a_week())


def coded_again(cast: Cast) -> None:
    with database.writing() as session:
        gil = cast._client(session, f"Client{len(cast.tokens)} More", cast.alma)
    if not calendar(cast.alma).host:
        calendars.connect(cast.alma, "https://calendar.example.com/a.ics")
    calendars.choose_code(cast.alma, gil.client_id or "", f"code {len(cast.tokens)}")


def colleague_again(cast: Cast) -> None:
    staff_inviting.invite(builders.proved(cast.eve), "Gil Roy", ["clinician"], "en")
    with database.writing() as session:
        cast._staff(session, f"Colleague{len(cast.tokens)} More", is_clinician=True)


def step_again(cast: Cast) -> None:
    kept = builders.rows(Programme)
    building.add_step(cast.alma, kept[0].id if kept else builders.programme(cast.alma), builders.step())


def programme_again(cast: Cast) -> None:
    builders.programme(cast.alma)


def going_again(cast: Cast) -> None:
    """A step sent, one more to come, a client and a programme more."""
    client_id = cast.ben.client_id or ""
    if not builders.rows(StartedProgramme):
        starting.start(cast.alma, client_id, starting.Start(new_id(), builders.programme(cast.alma)))
    [started] = programmes.of_client(cast.alma, client_id).started
    releasing.send_step(cast.alma, next(step.id for step in started.steps if step.state == "next"))
    remaining.add_step(cast.alma, started.id, builders.step())
    builders.programme(cast.alma)
    builders.paper_client(cast.alma)


PAGES: dict[str, tuple[Callable[[Cast], object], Callable[[Cast], object]]] = {
    "today": (work_again, lambda cast: assignments.today(cast.ben)),
    "timeline": (work_again, lambda cast: timeline(cast.alma, cast.ben.client_id or "")),
    "looked at": (work_again, lambda cast: looking(cast.alma, cast.ben.client_id or "")),
    "noted": (note_again, lambda cast: timeline(cast.alma, cast.ben.client_id or "")),
    "notes": (note_again, lambda cast: notes.of_client(cast.alma, cast.ben.client_id or "")),
    "shared": (work_again, lambda cast: writing.shared_page(cast.ben)),
    "journal": (page_again, lambda cast: writing.journal(cast.ben)),
    "month": (day_again, lambda cast: days.month(cast.ben)),
    "day": (day_again, lambda cast: days.day(cast.ben, clock.today(ZONE).isoformat())),
    "looked for": (day_again, lambda cast: searching.search(cast.ben, "quiet")),
    "people": (colleague_again, lambda cast: team(cast.eve)),
    "composer": (work_again, lambda cast: composer.composer(cast.alma, cast.ben.client_id or "")),
    "kept": (kept_again, lambda cast: composer.own(cast.alma, cast.ben.client_id or "")),
    "changed": (change_again, lambda cast: timeline(cast.alma, cast.ben.client_id or "")),
    "programme": (step_again, lambda cast: programmes.programme(cast.alma, builders.rows(Programme)[0].id)),
    "programmes": (programme_again, lambda cast: programmes.programmes(cast.alma)),
    "under way": (going_again, lambda cast: programmes.of_client(cast.alma, cast.ben.client_id or "")),
    "calendar": (coded_again, lambda cast: calendar(cast.alma)),
    "clients": (client_again, lambda cast: home.clients(cast.alma)),
    "found": (client_again, lambda cast: home.clients(cast.alma, Wanted("client"))),
    "covered": (cover_again, lambda cast: home.clients(cast.alma, Wanted(show="others"))),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_more_on_it_asks_no_more_often(cast: Cast, name: str) -> None:
    more, show = PAGES[name]
    # The window is open, so that staff see what comes back.
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
    more(cast)
    few = _asked(cast, show)
    for _ in range(MORE):
        more(cast)
    assert len(_asked(cast, show)) == len(few), name
    assert len(few) <= MOST


def test_a_work_page_with_more_written_asks_no_more_often(cast: Cast) -> None:
    record = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
    entry_id = entries.begin(cast.ben, record)
    show = lambda cast: writing.work(cast.ben, record, entry_id)  # noqa: E731
    few = _asked(cast, show)
    for _ in range(MORE):
        entries.add_row(cast.ben, entry_id, _a_table(cast.ben, record, entry_id))
    assert len(_asked(cast, show)) == len(few)
    assert len(few) <= MOST


def _in_a_week() -> str:
    return (clock.today(ZONE) + timedelta(days=7)).isoformat()


def _asked(cast: Cast, show: Callable[[Cast], object]) -> list[str]:
    # Once before counting: definitions and what is opened for the first time are kept.
    show(cast)
    with counted() as sent:
        show(cast)
    return sent


def _a_table(actor: Actor, assignment_id: str, entry_id: str) -> str:
    sections = writing.work(actor, assignment_id, entry_id).sections
    return next(field.key for section in sections for field in section.fields if field.kind == "rows")
