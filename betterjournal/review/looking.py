"""What came back, one thing at a time, for a screen that is turned to the client: nothing on it is the reader's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Person
from betterjournal.appointments import schedule
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Shared
from betterjournal.entries.views import SeriesView
from betterjournal.review import passed
from betterjournal.review.line import Thing, settled_facts, settled_when
from betterjournal.review.look import Look
from betterjournal.review.models import Review, Settled
from betterjournal.review.opening import is_opened_by, look, open_for
from betterjournal.review.place import place
from betterjournal.review.series import picture
from betterjournal.review.views import LookView, SheetChoice
from betterjournal.review.wanted import Wanted
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.numbers import Numbers

PAGE = "look"


@dataclass(frozen=True)
class Found:
    """One thing that came back, with what was decided about its work, and the ids of those around it."""

    thing: Thing
    review: Review | None
    newer: str
    older: str


def looking(
    actor: Actor,
    client_id: str,
    entry_id: str = "",
    before: LookView | None = None,
    *,
    part: str = "",
    opens: bool = True,
) -> LookView:
    """The thing that was chosen, or the one to begin with; reading it opens it, and nothing else, as on their page.

    With `opens=False`, for a page that nobody asked for just now, what came in since stands closed. `before` is what
    the page showed: a form that somebody may have begun stays, whatever became of what it is about. `part` is the
    `earlier` of the part of its numbers that was looked at.
    """
    now = clock.now()
    with database.reading() as session:
        at = Look.at(session, actor, client_id, Wanted(), now, PAGE)
        found = _found(at, entry_id)
        fresh = found is not None and not found.thing.opened
        is_new = at.is_to_record(asked=opens)
        if not is_new and not (opens and fresh):
            return _view(at, found, entry_id, before, part, closed=fresh)
    if is_new:
        look(actor, client_id, PAGE)
    if opens and found and fresh:
        open_for(actor, client_id, [found.thing.id])
    with database.reading() as session:
        # Read again what was opened: taken back meanwhile is gone, and its words now stand under the record key.
        at = Look.at(session, actor, client_id, Wanted(), now, PAGE)
        chosen = found.thing.id if found else entry_id
        again = _found(at, chosen)
        # What only now became visible was not opened.
        return _view(at, again, chosen, before, part, closed=again is not None and not again.thing.opened)


def _found(at: Look, entry_id: str) -> Found | None:
    """In one statement, however long the history is."""
    here = _here(at, entry_id)
    marker, companion, decider, met = aliased(Person), aliased(Person), aliased(Person), aliased(Appointment)
    decided = select(col(Review.id)).where(
        col(Review.assignment_id) == Shared.assignment_id, at.reading.decided_before_them
    )
    decided = decided.order_by(col(Review.at).desc()).limit(1)
    drawn: Any = (Shared, Assignment, Review, marker, companion, decider)
    query: Any = (
        select(*drawn)
        .add_columns(is_opened_by(at.actor.person_id), access.arrived(at.now))
        .add_columns(Settled, col(met.starts_at), *passed.starts(at.reading, at.now))
        .add_columns(_beside(at, here, newer=True), _beside(at, here, newer=False))
        .select_from(here)
        .join(Shared, col(Shared.id) == here.c.id)
        .outerjoin(Assignment, col(Assignment.id) == Shared.assignment_id)
        .outerjoin(Review, col(Review.id) == decided.correlate(Shared).scalar_subquery())
        .outerjoin(Settled, col(Settled.shared_id) == Shared.id)
        .outerjoin(met, col(met.id) == Settled.appointment_id)
        .outerjoin(marker, col(marker.id) == Shared.marked_by)
        .outerjoin(companion, col(companion.id) == Shared.together_with)
        .outerjoin(decider, col(decider.id) == Review.person_id)
    )
    rows = cast(Sequence[Any], at.session.execute(query).all())
    return _row(*rows[0]) if rows else None


def _row(shared: Shared, work: Assignment | None, review: Review | None, *rest: Any) -> Found:
    marker, companion, decider, opened, arrived, settled, settled_at, held_at, missed_at, newer, older = rest
    facts = settled_facts(shared, settled, held_at, missed_at)
    if work:
        decision = review.decision if review else ""
        facts = replace(facts, decision=decision, withdrawn=work.withdrawn_at is not None)
    when, people_ = settled_when(settled, settled_at), (marker, companion, decider)
    known = ("returned", shared.id, shared.shared_at, None, shared, work, bool(opened), not arrived, people_)
    return Found(Thing(*known, facts, when), review, newer or "", older or "")


def _here(at: Look, entry_id: str) -> Any:
    """What is asked for; else the newest, but first what the client would like to bring and nobody looked at."""
    query: Any = select(col(Shared.id).label("id"), col(Shared.shared_at).label("at")).where(*_visible(at))
    if entry_id:
        return query.where(col(Shared.id) == entry_id).subquery()
    settled = select(col(Settled.shared_id)).where(col(Settled.shared_id) == Shared.id).correlate(Shared).exists()
    is_page = col(Shared.assignment_id).is_(None)
    waits = or_(is_page & ~settled, ~is_page & col(Assignment.decided_at).is_(None))
    newest = query.where(_is_walked()).order_by(col(Shared.shared_at).desc(), col(Shared.id).desc()).limit(1)
    brought = newest.outerjoin(Assignment, col(Assignment.id) == Shared.assignment_id)
    # Each on its own walks its index to the first; both as one order would sort all there ever was.
    parts = (brought.where(col(Shared.bring).is_(True), waits), newest)
    each = [select(literal(place).label("place"), part.subquery()) for place, part in enumerate(parts)]
    both = union_all(*each).subquery()
    return select(both.c.id, both.c.at).order_by(both.c.place).limit(1).subquery()


def _beside(at: Look, here: Any, *, newer: bool) -> Any:
    """The id of the next thing in that direction."""
    moment, identity = col(Shared.shared_at), col(Shared.id)
    order: Any = (moment, identity) if newer else (moment.desc(), identity.desc())
    # Said twice: by the first of both the index is entered at this very place.
    ways = {
        True: (moment >= here.c.at, (moment > here.c.at) | (identity > here.c.id)),
        False: (moment <= here.c.at, (moment < here.c.at) | (identity < here.c.id)),
    }
    query = select(identity).where(*_visible(at), _is_walked(), *ways[newer])
    return query.order_by(*order).limit(1).correlate(here).scalar_subquery()


def _visible(at: Look) -> tuple[Any, ...]:
    return (col(Shared.client_id) == at.reading.client_id, col(Shared.shared_at) <= at.now, at.reading.readable)


def _is_walked() -> Any:
    """Check-ins are looked at as numbers over time, not one by one."""
    return col(Shared.kind) != "check_in"


def _view(
    at: Look, found: Found | None, entry_id: str, before: LookView | None, part: str, *, closed: bool = False
) -> LookView:
    client, rules = at.sight.client, at.sight.rules
    thing = found.thing if found else None
    draw = at.drawing([thing] if thing else [])
    drawn = [draw.returned(thing.row)] if thing and not closed else []
    met, coming = at.around.last(held=True), at.around.next_one
    is_open, opens_on = access.stands(
        at.around.times, coming.starts_at if coming else None, rules, at.now, at.reading.held
    )
    sheet, series = _numbers(at, found, part)
    about, forms = _forms(before, client.id, entry_id, found, at)
    return LookView(
        id=client.id,
        first_name=people.first_name(vault.get(client, "name")),
        language=client.language,
        entry_id=thing.id if thing else entry_id,
        gone=bool(entry_id) and thing is None,
        withdrawn=bool(thing and thing.work and thing.work.withdrawn_at),
        thing=drawn,
        fresh=closed,
        place=place(thing.facts) if thing and thing.facts else "",
        review=[draw.review(found.review)] if found and found.review else [],
        met_on=draw.on(met.starts_at) if met and _belongs(thing, met) else "",
        newer=found.newer if found else "",
        older=found.older if found else "",
        about=about,
        forms=forms,
        sheet=sheet,
        series=series,
        is_open=is_open,
        opens_on=opens_on.isoformat() if opens_on else "",
        opens_near=opens_on is not None and schedule.is_near(opens_on, clock.local(at.now, rules.time_zone).date()),
        changes_at=clock.day_ends(at.now, rules.time_zone),
    )


def _belongs(thing: Thing | None, met: Appointment) -> bool:
    """A page that was shared after they met is looked at on some other day; about work it is decided all the same."""
    return thing is None or thing.work is not None or thing.at <= met.ends_at


def _numbers(at: Look, found: Found | None, part: str) -> tuple[list[SheetChoice], list[SeriesView]]:
    """Of its worksheet over time, from what the reader has opened: as the client sees what they shared."""
    work = found.thing.work if found else None
    definition = worksheets.definition_of(at.session, work.revision_id) if work else None
    if definition is None or not Numbers(definition).any:
        return [], []
    _, chosen, drawn = picture(at, definition.key, part)
    return chosen, drawn


def _forms(
    before: LookView | None, client_id: str, entry_id: str, found: Found | None, at: Look
) -> tuple[str, list[str]]:
    """The work that the form in sight is about, and all whose form somebody may have begun on this page."""
    known = before if before and before.id == client_id else None
    forms = list(known.forms) if known else []
    work = found.thing.work if found else None
    about = work.id if work else ""
    if found is None and known and known.entry_id == entry_id:
        about = known.about
    if work and at.in_care and work.decided_at is None and work.id not in forms:
        forms.append(work.id)
    return about, forms
