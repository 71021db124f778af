"""What a clinician reads before an appointment: one page since the last one that was held."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import contact, people
from betterjournal.accounts.models import Client
from betterjournal.appointments import queries as appointments
from betterjournal.assignments import repeating
from betterjournal.assignments.models import Assignment
from betterjournal.entries import charting
from betterjournal.entries.models import Shared
from betterjournal.entries.views import ChartLine
from betterjournal.review import drawing
from betterjournal.review.first_lines import first_line
from betterjournal.review.models import Review
from betterjournal.review.opening import looked, open_for, printed, unopened
from betterjournal.review.views import BriefView, BriefWork, ReturnedView

MOST = 50
ONE_OCCASION = timedelta(hours=6)


def brief(actor: Actor, client_id: str, *, opens: bool = True) -> BriefView:
    """Outside the window the work that was set, and nothing of what the client does; reading it opens it.

    With `opens=False`, for a page that nobody asked for just now, what came in since is left out and `fresh` says so.
    """
    if opens:
        looked(actor, client_id, "brief")
    now = clock.now()
    with database.reading() as session:
        client = access.client(session, actor, client_id)
        fresh = unopened(session, actor, _shared(session, actor, client, now))
    if fresh and opens:
        open_for(actor, client_id, fresh)
    with database.reading() as session:
        return _view(session, actor, client, now, frozenset() if opens else frozenset(fresh))


def brief_on_paper(actor: Actor, client_id: str) -> BriefView:
    """The same to be taken away as a file: reading it opens it, and that it went to paper is on record."""
    view = brief(actor, client_id)
    printed(actor, client_id)
    return view


def _since(session: Session, client: Client, now: datetime) -> datetime | None:
    """The end of the last held appointment that is over, so that during one its own work still shows."""
    met = appointments.last_ended(session, client.id, now)
    return met.ends_at if met else None


def _shared(session: Session, actor: Actor, client: Client, now: datetime) -> list[Shared]:
    since = _since(session, client, now)
    query = access.shared_visible_to(session, actor, client)
    if since:
        query = query.where(Shared.shared_at >= since)
    return list(session.exec(query.order_by(col(Shared.shared_at).desc()).limit(MOST)))


def _view(session: Session, actor: Actor, client: Client, now: datetime, closed: frozenset[str]) -> BriefView:
    rules = access.practice(session)
    reading = access.reading(session, actor, client)
    shared = [row for row in _shared(session, actor, client, now) if row.id not in closed]
    work = _work(session, client, now, reading)
    review = _last_reviews(session, client, reading)
    told = {row.assignment_id for row in shared if row.assignment_id} | {row.assignment_id for row in review}
    extra = told - {row.id for row in work}
    named = [*work, *session.exec(select(Assignment).where(col(Assignment.id).in_(extra)))]
    draw = drawing.Drawing(session, rules, {row.id: row for row in named}, now, reading.reach, can_review=False)
    came = [draw.returned(row) for row in shared]
    said = sorted((each for each in came if each.kind == "check_in"), key=lambda each: each.on)
    name, since = vault.get(client, "name"), _since(session, client, now)
    if since and reading.reach.since and since < reading.reach.since and reading.reach.part != "covered":
        since = None
    return BriefView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        language=client.language,
        window=appointments.window_of(session, client, rules, now, reading.held),
        contact=contact.of(client),
        since=clock.local(since, rules.time_zone).date().isoformat() if since else "",
        fresh=bool(closed),
        bring=[each for each in came if each.bring],
        work=[_with(draw, row, came, shared, known=reading.is_open) for row in named if _shows(row, came, work)],
        pages=[first_line(each) for each in came if each.kind == "page" and not each.bring],
        check_ins=said,
        lines=_lines(said),
        last=[draw.review(row) for row in review],
        changes_at=clock.day_ends(now, rules.time_zone),
        stopped_on=access.withdrawn_on(session, client, rules.time_zone),
    )


def _lines(said: list[ReturnedView]) -> list[ChartLine]:
    """From the first that was shared to the last."""
    return charting.lines(said, date.fromisoformat(said[0].on), date.fromisoformat(said[-1].on)) if said else []


def _work(session: Session, client: Client, now: datetime, reading: access.Reading) -> list[Assignment]:
    """Open work that has reached the client."""
    query = select(Assignment).where(
        Assignment.client_id == client.id,
        col(Assignment.decided_at).is_(None),
        col(Assignment.withdrawn_at).is_(None),
        access.arrived(now),
        reading.set_before_them,
    )
    return list(session.exec(query.order_by(col(Assignment.sent_at).desc()).limit(MOST)))


def _shows(row: Assignment, came: list[ReturnedView], work: list[Assignment]) -> bool:
    return row in work or any(each.assignment_id == row.id for each in came)


def _with(
    draw: drawing.Drawing, row: Assignment, came: list[ReturnedView], shared: list[Shared], *, known: bool
) -> BriefWork:
    mine = [each for each in came if each.assignment_id == row.id]
    word = drawing.standing_word(mine[0].kind if mine else "", known=known or bool(mine))
    so_far = repeating.count(row, shared)
    return BriefWork(id=row.id, set=draw.assignment(row), word=word, so_far=so_far, returned=mine)


def _last_reviews(session: Session, client: Client, reading: access.Reading) -> list[Review]:
    """What was decided on the last occasion: everything within a few hours of the latest."""
    query = select(Review).where(Review.client_id == client.id, reading.decided_before_them)
    rows = list(session.exec(query.order_by(col(Review.at).desc()).limit(MOST)))
    return [row for row in rows if rows[0].at - row.at < ONE_OCCASION]
