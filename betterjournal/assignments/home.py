"""The clinician's home: whom they see, and when. Its order never depends on what a client does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor, Tie
from betterjournal.accounts import people
from betterjournal.accounts.models import Client, Invitation, Practice
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import just_met, lines
from betterjournal.assignments.lines import Seen
from betterjournal.assignments.views import ClientsView

CLIENTS_A_PAGE = 50
LONGEST_SEARCH = 120
# The lists a clinician may choose from; `others` are those whom they cover or supervise.
SHOWS = ("mine", "others", "finished", "paper")
# Longer than any appointment: further back none begins that is not over.
LONGEST = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words of a name, else one of SHOWS and which page of it. All of it is a claim."""

    search: str = ""
    show: str = ""
    page: str = ""

    @property
    def number(self) -> int:
        return int(self.page) if self.page.isdecimal() and 1 <= len(self.page) <= 4 else 1


def clients(actor: Actor, wanted: Wanted | None = None) -> ClientsView:
    """The clinician's clients: just met, then by next appointment and name; or who is called so in any list.

    Of the day's appointments none is left out: those of clients whom they cover stand among their own.
    """
    wanted = wanted or Wanted()
    now, search = clock.now(), wanted.search.strip()[:LONGEST_SEARCH]
    with database.reading() as session:
        rules = access.practice(session)
        seen = _everybody(session, actor, now)
        met = just_met.cards(session, [each for each in seen if each.may_meet], rules, now)
        show = wanted.show if wanted.show in SHOWS else "mine" if actor.is_clinician else "others"
        if search:
            chosen = [each for each in seen if people.is_called(each.name, search)]
        else:
            over = {card.id for card in met}
            chosen = [each for each in seen if each.id not in over and _belongs(each, show, rules, now)]
        chosen.sort(key=_in_order)
        page = 1 if search else max(1, min(wanted.number, -(-len(chosen) // CLIENTS_A_PAGE)))
        shown = chosen[(page - 1) * CLIENTS_A_PAGE : page * CLIENTS_A_PAGE]
        drawn = lines.lines(session, actor, shown, rules, now)
    return ClientsView(
        id=actor.person_id,
        changes_at=_changes_at(seen, met, rules, now),
        show=show,
        shows=_shows(seen, show),
        search=search,
        page=page,
        just_met=[] if search or page > 1 else [card.view for card in met],
        soon=[] if search else [line for line in drawn if line.next_day],
        later=[] if search else [line for line in drawn if not line.next_day],
        found=drawn if search else [],
        can_add=actor.is_clinician,
        more=len(chosen) > page * CLIENTS_A_PAGE,
    )


def followed(actor: Actor) -> list[str]:
    """The ids of all whom the list could show, for the page that follows them."""
    with database.reading() as session:
        return list(session.execute(access.clients_visible_to(actor).with_only_columns(col(Client.id))).scalars())


def _everybody(session: Session, actor: Actor, now: datetime) -> list[Seen]:
    """One look at all whom the actor may read, with their names and when each is met next."""
    ties, stopped = access.ties(session, actor, now), access.stopped_ones(session)
    open_ones = select(Invitation.client_id).where(col(Invitation.used_at).is_(None), Invitation.expires_at > now)
    invited = set(session.exec(open_ones))
    starts, ends = _next(Appointment.starts_at, now), _next(Appointment.ends_at, now)
    columns: list[Any] = [Client.id, Client.name, Client.person_id, Client.discharged_at, starts, ends]
    rows = session.execute(access.clients_visible_to(actor).with_only_columns(*columns))
    return [
        Seen(
            id=client_id,
            name=vault.unseal(name, f"client/name/{client_id}"),
            tie=ties.get(client_id, Tie("supervised")),
            joined=person_id is not None,
            invited=client_id in invited,
            stopped=client_id in stopped,
            discharged_at=discharged_at,
            meets_at=meets_at,
            ends_at=ends_at,
        )
        for client_id, name, person_id, discharged_at, meets_at, ends_at in rows
    ]


def _next(moment: Any, now: datetime) -> Any:
    """That moment of the first appointment that has not ended and is still to happen; as `appointments.next_one`."""
    return (
        select(moment)
        .where(
            Appointment.client_id == Client.id,
            Appointment.starts_at > now - LONGEST,
            Appointment.ends_at > now,
            col(Appointment.outcome).not_in(access.NOT_COMING),
        )
        .order_by(col(Appointment.starts_at))
        .limit(1)
        .correlate(Client)
        .scalar_subquery()
    )


def _belongs(each: Seen, show: str, rules: Practice, now: datetime) -> bool:
    if show == "mine" and each.part == "covered":
        return bool(lines.day_of(each.meets_at, rules, now))
    return show in _lists(each)


def _lists(each: Seen) -> set[str]:
    if each.part == "discharged":
        return {"finished"}
    if each.part != "care":
        return {"others"}
    return {"mine"} if each.joined or each.invited else {"mine", "paper"}


def _shows(seen: Iterable[Seen], show: str) -> list[str]:
    """The lists with somebody in them, the clinician's own first."""
    there = {show, *(name for each in seen for name in _lists(each))}
    return [name for name in SHOWS if name in there]


def _in_order(each: Seen) -> tuple[bool, bool, float, str, str]:
    meets_at = each.meets_at.timestamp() if each.meets_at else 0.0
    return each.part == "discharged", each.meets_at is None, meets_at, people.alphabetical(each.name), each.id


def _changes_at(seen: Iterable[Seen], met: Iterable[just_met.Card], rules: Practice, now: datetime) -> datetime:
    """When it next reads otherwise by itself: an appointment ends, a card goes, cover ends, or the day does."""
    tomorrow = clock.today(rules.time_zone) + timedelta(days=1)
    moments = [clock.at(tomorrow, 0, 0, rules.time_zone), *(card.until for card in met)]
    for each in seen:
        moments += [moment for moment in (each.ends_at, each.tie.until) if moment]
    return min(moment for moment in moments if moment > now)
