"""What a clinician reads before an appointment: one page since the last one that was held."""

from datetime import date, timedelta

from sqlmodel import col

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import contact, people
from betterjournal.appointments import around
from betterjournal.assignments import repeating
from betterjournal.assignments.models import Assignment
from betterjournal.entries import charting
from betterjournal.entries.models import Shared
from betterjournal.entries.views import ChartLine
from betterjournal.review import drawing
from betterjournal.review.first_lines import first_line
from betterjournal.review.line import Thing, newest, part, read, unopened
from betterjournal.review.look import Look
from betterjournal.review.models import Review
from betterjournal.review.opening import looked, open_for, printed
from betterjournal.review.views import BriefView, BriefWork, ReturnedView
from betterjournal.review.wanted import Wanted

PAGE = "brief"
MOST = 50
ONE_OCCASION = timedelta(hours=6)


def brief(actor: Actor, client_id: str, *, opens: bool = True) -> BriefView:
    """Outside the window the work that was set, and nothing of what the client does; reading it opens it.

    With `opens=False`, for a page that nobody asked for just now, what came in since is left out and `fresh` says so.
    """
    now = clock.now()
    with database.reading() as session:
        look = Look.at(session, actor, client_id, Wanted(), now, PAGE)
        line = _line(look)
        fresh = unopened(line)
        is_new = look.is_to_record(asked=opens)
        if not is_new and not (opens and fresh):
            return _view(look, line, fresh)
    if is_new:
        looked(actor, client_id, PAGE)
    if opens and fresh:
        open_for(actor, client_id, fresh)
    with database.reading() as session:
        look = Look.at(session, actor, client_id, Wanted(), now, PAGE)
        line = _line(look)
        # What only now became visible was not opened.
        return _view(look, line, unopened(line))


def brief_on_paper(actor: Actor, client_id: str) -> BriefView:
    """The same to be taken away as a file: reading it opens it, and that it went to paper is on record."""
    view = brief(actor, client_id)
    printed(actor, client_id)
    return view


def _line(look: Look) -> list[Thing]:
    """What came back since the last held appointment that is over, so that during one its own work still shows;
    open work that has reached the client; and what was decided."""
    reading, met = look.reading, look.around.ended
    came = [col(Shared.client_id) == reading.client_id, reading.readable]
    came += [col(Shared.shared_at) >= met.ends_at] if met else []
    work = [col(Assignment.decided_at).is_(None), col(Assignment.withdrawn_at).is_(None), access.arrived(look.now)]
    work += [col(Assignment.client_id) == reading.client_id, reading.set_before_them]
    decided = [col(Review.client_id) == reading.client_id, reading.decided_before_them]
    parts = [
        part("returned", Shared, col(Shared.shared_at), came, MOST),
        part("assignment", Assignment, col(Assignment.sent_at), work, MOST),
        part("review", Review, col(Review.at), decided, MOST),
    ]
    return read(look.session, look.actor, reading, look.now, newest(parts, MOST * len(parts)))


def _view(look: Look, line: list[Thing], closed: frozenset[str]) -> BriefView:
    session, client, rules, reading = look.session, look.sight.client, look.sight.rules, look.reading
    look.around.read_people(session, look.sight)
    line = _of_last_occasion([each for each in line if each.id not in closed])
    work, shared, review = (
        [each.row for each in line if each.kind == kind] for kind in ("assignment", "returned", "review")
    )
    named = {each.work.id: each.work for each in line if each.work}
    others = sorted((row for row in named.values() if row not in work), key=lambda row: row.sent_at, reverse=True)
    draw = look.drawing(line, reviews=False)
    came = [draw.returned(row) for row in shared]
    said = sorted((each for each in came if each.kind == "check_in"), key=lambda each: each.on)
    name = vault.get(client, "name")
    return BriefView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        language=client.language,
        part=reading.reach.part,
        past=reading.reach.past,
        covers_until=look.covers_until,
        window=around.window_of(look.sight, look.around, reading.held),
        contact=contact.of(client),
        since=_since(look),
        fresh=bool(closed),
        bring=[each for each in came if each.bring],
        work=[
            _with(draw, row, came, shared, known=reading.is_open) for row in (*work, *others) if _shows(row, came, work)
        ],
        pages=[first_line(each) for each in came if each.kind == "page" and not each.bring],
        check_ins=said,
        lines=_lines(said),
        last=[draw.review(row) for row in review],
        changes_at=clock.day_ends(look.now, rules.time_zone),
        stopped_on=access.withdrawn_by(client, look.sight.consents, rules.time_zone),
    )


def _of_last_occasion(line: list[Thing]) -> list[Thing]:
    """Of what was decided, everything within a few hours of the latest; all else as it is."""
    latest = next((each.at for each in line if each.kind == "review"), None)
    return [each for each in line if each.kind != "review" or (latest and latest - each.at < ONE_OCCASION)]


def _since(look: Look) -> str:
    """The day of the appointment it begins at, as far as the reader may know of it."""
    met, reach = look.around.ended, look.reading.reach
    if met is None or (reach.since and met.ends_at < reach.since and reach.part != "covered"):
        return ""
    return clock.local(met.ends_at, look.sight.rules.time_zone).date().isoformat()


def _lines(said: list[ReturnedView]) -> list[ChartLine]:
    """From the first that was shared to the last."""
    return charting.lines(said, date.fromisoformat(said[0].on), date.fromisoformat(said[-1].on)) if said else []


def _shows(row: Assignment, came: list[ReturnedView], work: list[Assignment]) -> bool:
    return row in work or any(each.assignment_id == row.id for each in came)


def _with(
    draw: drawing.Drawing, row: Assignment, came: list[ReturnedView], shared: list[Shared], *, known: bool
) -> BriefWork:
    mine = [each for each in came if each.assignment_id == row.id]
    word = drawing.standing_word(mine[0].kind if mine else "", known=known or bool(mine))
    so_far = repeating.count(row, shared)
    return BriefWork(id=row.id, set=draw.assignment(row), word=word, so_far=so_far, returned=mine)
