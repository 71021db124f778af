"""The reading window as an access rule: what of a client's sharing one member of staff may open, at one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import clock
from betterjournal.access.actors import Actor
from betterjournal.access.care import is_current, supervises
from betterjournal.access.reach import Reach, opened_early, reach, readers_since
from betterjournal.access.staff import practice
from betterjournal.accounts.models import Care, Client, Practice, Supervision
from betterjournal.appointments import absence, window
from betterjournal.appointments.models import Appointment, EarlyOpening
from betterjournal.assignments.models import Assignment
from betterjournal.entries.models import Shared
from betterjournal.review.models import Review

# Outcomes after which an appointment opens no window.
NOT_COMING = ("moved", "cancelled")
# When appointments start and end, and when the clinician is back before each, where they are away.
Times = Sequence[tuple[datetime, datetime, datetime | None]]


@dataclass(frozen=True)
class Reading:
    """What the reading window lets one staff member open of one client's, at one moment.

    `promised` holds the cutoff for what was shared under each setting; `own` is the reader's early opening; `held` is
    the setting before the last change, while something shared under it may still be shut: whether or not there is any.
    `fresh_since` is when a client came back: what they shared before and nobody opened stays theirs.
    """

    client_id: str
    reach: Reach
    is_open: bool
    cutoff: datetime | None
    early: bool
    promised: dict[window.Setting, datetime | None]
    own: datetime | None
    held: window.Setting | None
    fresh_since: datetime | None

    @property
    def readable(self) -> ColumnElement[bool]:
        """The SQL condition on `Shared`: opened before, or shared before its cutoff; taken back never.

        All within the reader's reach.
        """
        if self._is_shut:
            return false()
        here: ColumnElement[bool] = col(Shared.taken_back_at).is_(None)
        if self.reach.since:
            here &= col(Shared.shared_at) >= self.reach.since
        return here & or_(col(Shared.opened_at).is_not(None), self._opens)

    @property
    def set_before_them(self) -> ColumnElement[bool]:
        """The SQL condition on `Assignment`: set within their reach, or something that they may open is of it."""
        if self._is_shut:
            return false()
        if self.reach.since is None:
            return true()
        of_it = select(Shared.assignment_id).where(Shared.client_id == self.client_id, self.readable)
        return or_(col(Assignment.sent_at) >= self.reach.since, col(Assignment.id).in_(of_it))

    @property
    def decided_before_them(self) -> ColumnElement[bool]:
        """The SQL condition on `Review`."""
        if self._is_shut:
            return false()
        if self.reach.since is None or self.reach.takeaways:
            return true()
        return col(Review.at) >= self.reach.since

    @property
    def met_before_them(self) -> ColumnElement[bool]:
        """The SQL condition on `Appointment`."""
        return true() if self.reach.since is None else col(Appointment.starts_at) >= self.reach.since

    @property
    def _is_shut(self) -> bool:
        """Who covers is there for the appointment: outside its window they see when it is, and nothing else."""
        return self.reach.part == "covered" and not self.is_open

    @property
    def _opens(self) -> ColumnElement[bool]:
        """What nobody has opened yet and this reader may."""
        if self.reach.part == "discharged":
            return false()
        ways: list[ColumnElement[bool]] = [col(Shared.shared_at) < self.own] if self.own else []
        ways += [
            (col(Shared.window) == kept) & (col(Shared.shared_at) < at) for kept, at in self.promised.items() if at
        ]
        fresh = true() if self.fresh_since is None else col(Shared.shared_at) >= self.fresh_since
        return fresh & or_(false(), *ways)


def reading(session: Session, actor: Actor, of: Client) -> Reading:
    """The window of a client that `client()` already let the actor see, and their own reach."""
    now = clock.now()
    mine = reach(session, actor, of, now)
    early = session.exec(opened_early(actor, of.id)).one()
    return reading_by(of, practice(session), mine, times_of(session, of.id), early, now)


def reading_by(
    of: Client, rules: Practice, mine: Reach, times: Times, early: datetime | None, now: datetime
) -> Reading:
    """The same of facts that were read already."""
    promised = promised_by(times, rules, now)
    until = promised[setting(rules)]
    held = held_before(rules, of.created_at, promised, early)
    is_open = until is not None and now < until and held is None and mine.part != "discharged"
    ahead = early is not None and (until is None or early > until)
    cutoff = early if ahead else until
    return Reading(of.id, mine, is_open, cutoff, ahead, promised, early, held, of.returned_at)


def held_before(
    rules: Practice, created_at: datetime, promised: dict[window.Setting, datetime | None], early: datetime | None
) -> window.Setting | None:
    """The setting before the last change, unless all that was shared under it is open to this reader by now.

    Nothing was shared under it by a client who was `created_at` later.
    """
    before, since = cast(window.Setting, rules.window_before), rules.window_since
    if since is None or created_at > since:
        return None
    return None if any(moment and moment >= since for moment in (promised.get(before), early)) else before


def reaches_staff(session: Session, row: Shared, shared_at: datetime) -> bool:
    """Whether any reader of the client's could see it now, were it shared then; else nothing may be announced."""
    now, rules = clock.now(), practice(session)
    if not has_reader(session, row):
        return False
    until = _promised(session, row.client_id, rules, now).get(cast(window.Setting, row.window))
    caring = select(Care.person_id).where(Care.client_id == row.client_id, is_current(Care, now))
    supervising = select(Supervision.supervisor_id).where(Supervision.client_id == row.client_id, supervises(now))
    early = session.exec(
        select(func.max(EarlyOpening.at)).where(
            EarlyOpening.client_id == row.client_id,
            or_(col(EarlyOpening.person_id).in_(caring), col(EarlyOpening.person_id).in_(supervising)),
        )
    ).one()
    return any(moment is not None and shared_at < moment for moment in (until, early))


def has_reader(session: Session, row: Shared) -> bool:
    """Whether it lies within the reach of anybody at all, whatever the window says."""
    client = session.get_one(Client, row.client_id)
    somebody, since = readers_since(session, row.client_id, clock.now())
    started = max((each for each in (since, client.returned_at) if each), default=None)
    return somebody and client.discharged_at is None and (started is None or row.shared_at >= started)


def _promised(
    session: Session, client_id: str, rules: Practice, now: datetime
) -> dict[window.Setting, datetime | None]:
    """The cutoff for what was shared under each setting: never later than the practice's own of now gives."""
    return promised_by(times_of(session, client_id), rules, now)


def promised_by(
    times: Times, rules: Practice, now: datetime, settings: Iterable[window.Setting] = window.SETTINGS
) -> dict[window.Setting, datetime | None]:
    """The same of appointments that are known."""
    asked = {*settings, setting(rules)}
    until = {each: window.cutoff([span(*one, rules, each) for one in times], now, each) for each in asked}
    return {each: window.promised(until[each], until[setting(rules)]) for each in settings}


def stands(
    times: Times, meets_at: datetime | None, rules: Practice, now: datetime, kept: window.Setting | None
) -> tuple[bool, date | None]:
    """Whether what is shared now could be opened at once, and the local day on which it opens for the next meeting.

    With `kept`, both for what was shared under that setting.
    """
    current = setting(rules)
    settings = {current, kept or current}
    is_open = all(window.is_open([span(*each, rules, under) for each in times], now, under) for under in settings)
    if meets_at is None:
        return is_open, None
    opens_on = window.opens_later_on(clock.local(meets_at, rules.time_zone).date(), kept or current, current)
    back = next((back for starts, _, back in times if starts == meets_at and back), None)
    return is_open, max(opens_on, clock.local(back, rules.time_zone).date()) if back else opens_on


def spans_of(
    session: Session, client_id: str, rules: Practice, under: window.Setting | None = None
) -> tuple[window.Span, ...]:
    """The client's latest appointment and every coming one as the reading window sees them."""
    return tuple(span(*each, rules, under) for each in times_of(session, client_id))


def times_of(session: Session, client_id: str) -> Times:
    """When the latest appointment and every coming one start and end, and when its clinician is back before it.

    Those before it ended before it: they open nothing that it does not.
    """
    theirs = (Appointment.client_id == client_id, col(Appointment.outcome).not_in(NOT_COMING))
    latest = select(func.max(Appointment.starts_at)).where(*theirs, Appointment.starts_at <= clock.now())
    since = func.coalesce(latest.scalar_subquery(), Appointment.starts_at)
    return session.exec(
        select(Appointment.starts_at, Appointment.ends_at, absence.back_before())
        .where(*theirs, Appointment.starts_at >= since)
        .order_by(col(Appointment.starts_at))
        .limit(60)
    ).all()


def setting(rules: Practice) -> window.Setting:
    """The practice's reading window; the column holds one of `window.SETTINGS`."""
    return cast(window.Setting, rules.reading_window)


def span(
    starts_at: datetime,
    ends_at: datetime,
    back: datetime | None,
    rules: Practice,
    under: window.Setting | None = None,
) -> window.Span:
    """The window of one appointment under the practice's setting or another: from midnight there of its day.

    It opens no sooner than `back`, when its clinician is back from being away.
    """
    day = window.opens_on(clock.local(starts_at, rules.time_zone).date(), under or setting(rules))
    opens_at = clock.at(day, 0, 0, rules.time_zone)
    return window.Span(max(opens_at, back) if back else opens_at, ends_at)


def shared_visible_to(
    session: Session, actor: Actor, of: Client, known: Reading | None = None
) -> SelectOfScalar[Shared]:
    """What of this client's sharing the staff member may open now. The one place staff reads of sharing start.

    `known` is what `reading` answered for this very actor and client a moment ago.
    """
    window = known or reading(session, actor, of)
    return select(Shared).where(Shared.client_id == of.id, window.readable)
