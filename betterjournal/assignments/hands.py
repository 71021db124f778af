"""Who else had a hand in a client's work: wrote down how it went, or sat beside them when it was begun."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.accounts import people
from betterjournal.accounts.models import Person
from betterjournal.entries.models import Entry, Shared, Together


@dataclass(frozen=True)
class Hand:
    """Who else had a hand in a piece of work, as in CardView."""

    marked_by: str = ""
    marked_on: str = ""
    together_with: str = ""
    together_on: str = ""
    together_now: bool = False


def of(session: Session, ids: list[str], stands: dict[str | None, list[Shared]], zone: str) -> dict[str | None, Hand]:
    """By assignment; `stands` is what was shared or said of each, the newest first."""
    begun = session.exec(
        select(Entry, Together)
        .join(Together, col(Together.entry_id) == Entry.id)
        .where(col(Entry.assignment_id).in_(ids))
        .order_by(col(Entry.number))
    ).all()
    marked = {key: rows[0] for key, rows in stands.items() if rows[0].marked_by}
    known = [each.person_id for _, each in begun] + [row.marked_by or "" for row in marked.values()]
    names = _names(session, known)
    lasting = {each.id for each in access.open_together(session, ids)} if begun else set()
    found: dict[str | None, Hand] = {}
    for entry, sitting in begun:
        on, is_open = entry.begun_on.isoformat(), sitting.id in lasting
        found[entry.assignment_id] = Hand("", "", names[sitting.person_id], on, is_open)
    for key, shared in marked.items():
        on = clock.local(shared.shared_at, zone).date().isoformat()
        found[key] = Hand(names[shared.marked_by or ""], on)
    return found


def _names(session: Session, ids: list[str]) -> dict[str, str]:
    rows = session.exec(select(Person).where(col(Person.id).in_(ids))).all()
    return {row.id: people.first_name(vault.get(row, "name")) for row in rows}
