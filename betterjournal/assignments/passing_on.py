"""What was sent to one client, for another: the plan goes along, what was said to one person does not."""

from dataclasses import replace

from sqlmodel import col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.assignments import composer
from betterjournal.assignments.queries import content_of
from betterjournal.assignments.views import ComposerView, ElseView


def same(actor: Actor, client_id: str, assignment_id: str) -> ComposerView:
    """The composer for one client with the plan of what was sent to another; why and the note are theirs and stay."""
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        row = access.assignment_in_care(session, actor, assignment_id)
        view = composer.open_for(session, actor, client)
        return replace(
            view,
            starts=[],
            revision_id=composer.newest(session, row, view.choices),
            given=replace(content_of(row), title="", why="", note="", note_language=""),
            same_id=row.id,
            same_language=row.language,
        )


def others(actor: Actor, client_id: str) -> list[ElseView]:
    """Everybody else in the actor's care to whom something can be sent, by name."""
    with database.reading() as session:
        client = access.client_in_care(session, actor, client_id)
        mine = access.cared_for_by(actor, clock.now())
        rows = session.exec(select(Client).where(mine, Client.id != client.id, col(Client.discharged_at).is_(None)))
        stopped = access.stopped_ones(session)
        found = [ElseView(row.id, vault.get(row, "name")) for row in rows if row.id not in stopped]
    return sorted(found, key=lambda each: each.name.casefold())
