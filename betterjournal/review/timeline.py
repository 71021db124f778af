"""A client's page for staff: one readable line of time, at most fifty things, and how the open work stands."""

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import contact, people
from betterjournal.appointments import around
from betterjournal.appointments import queries as appointments
from betterjournal.review import searching
from betterjournal.review.line import Mark, Thing, unopened
from betterjournal.review.look import Look
from betterjournal.review.open_work import open_work
from betterjournal.review.opening import looked, open_for
from betterjournal.review.views import TimelineView
from betterjournal.review.wanted import Wanted

# Some weeks of work, whatever stands before them: a long history opens as fast as a short one.
PAGE_SIZE = 50
ALL = Wanted()


def timeline(
    actor: Actor, client_id: str, before: str = "", *, wanted: Wanted = ALL, opens: bool = True
) -> TimelineView:
    """One page of the timeline, newest first; reading it opens what it shows (see `opening`).

    With `opens=False`, for a page that nobody asked for just now, what came in since is left out and only said to be
    there; a search opens nothing either, and finds nothing that is closed.

    `before` is the `older` mark of the page before it; one that is none is no mark.
    """
    mark, now = Mark.read(before), clock.now()
    with database.reading() as session:
        look = Look.at(session, actor, client_id, wanted, now)
        line, older = _page(look, mark)
        fresh = unopened(line)
        is_new = look.is_to_record(asked=opens)
        if not is_new and not (opens and fresh):
            return _view(look, line, older, fresh)
    if is_new:
        looked(actor, client_id, "timeline")
    if opens and fresh:
        open_for(actor, client_id, fresh)
    with database.reading() as session:
        # Read again what was opened: taken back meanwhile is gone, and its words now stand under the record key.
        look = Look.at(session, actor, client_id, wanted, now)
        line, older = _page(look, mark)
        # What only now became visible was not opened.
        return _view(look, line, older, unopened(line))


def _page(look: Look, before: Mark | None) -> tuple[list[Thing], Mark | None]:
    """The things of one page, and the mark of the next where there is one."""
    if look.wanted.words:
        return searching.found(look, before)
    line = look.line(before, PAGE_SIZE + 1)
    page = line[:PAGE_SIZE]
    return page, Mark(page[-1].at, page[-1].id) if len(line) > PAGE_SIZE else None


def _view(look: Look, page: list[Thing], older: Mark | None, closed: frozenset[str] = frozenset()) -> TimelineView:
    session, client, rules, now = look.session, look.sight.client, look.sight.rules, look.now
    name, reach = vault.get(client, "name"), look.reading.reach
    look.around.read_people(session, look.sight)
    coming, beside = around.coming(look.around, rules)
    last = look.around.last()
    if last and ((coming and coming.id == last.id) or (reach.since and last.starts_at < reach.since)):
        last = None
    next_, met = [coming] if coming else [], [appointments.view(last, rules, now)] if last else []
    on = clock.local(now, rules.time_zone).date().isoformat()
    return TimelineView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        language=client.language,
        joined=client.person_id is not None,
        stopped_on=access.withdrawn_by(client, look.sight.consents, rules.time_zone),
        in_care=look.in_care,
        part=reach.part,
        past=reach.past,
        covers_until=look.covers_until,
        window=around.window_of(look.sight, look.around, look.reading.held),
        contact=contact.of(client),
        opened_early=look.reading.early,
        next=next_,
        coming=beside,
        last=met,
        things=look.items([each for each in page if each.id not in closed]),
        fresh=bool(closed),
        narrowed=look.wanted != ALL,
        wanted=look.wanted,
        open_work=open_work(session, look.actor, client, look.reading, look.around.last(held=True), now),
        meets_today=any(one.on == on and one.outcome in ("", "held") for one in (*next_, *met)),
        changes_at=clock.day_ends(now, rules.time_zone),
        older=str(older) if older else "",
    )
