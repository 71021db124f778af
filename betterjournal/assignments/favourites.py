"""Plans that a clinician sets often: kept from work that was sent, without anything of the client in them."""

import re
from dataclasses import asdict, replace

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Client
from betterjournal.assignments import composing
from betterjournal.assignments.models import Favourite
from betterjournal.assignments.views import Content, StartView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Refused
from betterjournal.worksheets import queries as worksheets

MOST = 24
_WORD = re.compile(r"\w+")


def keep(actor: Actor, assignment_id: str) -> str:
    """Keep the plan of work that was sent, without its note and its why; returns the favourite's id.

    The same plan twice is one. `Refused` when the client's name stands in it: it would stay here after them.
    """
    with changing(actor) as change:
        row = access.assignment_in_care(change.session, actor, assignment_id)
        client = access.client_in_care(change.session, actor, row.client_id)
        plan = _plan(Content(**vault.get_json(row, "content")))
        _without_name(plan, vault.get(client, "name"))
        key = worksheets.definition_of(change.session, row.revision_id).key
        mine = _mine(change.session, actor, row.language)
        kept = next((each for each, content in mine if (each.worksheet_key, content) == (key, plan)), None)
        if kept is None:
            if len(mine) >= MOST:
                raise Refused("problem.favourites_full", most=str(MOST))
            kept = Favourite(person_id=actor.person_id, worksheet_key=key, language=row.language, kept_at=clock.now())
            vault.put_json(kept, "content", asdict(plan), vault.PRACTICE, "practice")
            change.session.add(kept)
        change.record(Act.FAVOURITE_KEPT, object_id=kept.id)
        change.announce(f"person:{actor.person_id}")
    return kept.id


def remove(actor: Actor, favourite_id: str) -> None:
    """Forget one of one's own; what was sent from it stays as it is."""
    access.clinician(actor)
    with changing(actor) as change:
        row = access.found(change.session.get(Favourite, favourite_id))
        access.found(row if row.person_id == actor.person_id else None)
        change.session.delete(row)
        change.record(Act.FAVOURITE_REMOVED, object_id=row.id)
        change.announce(f"person:{actor.person_id}")


def of(session: Session, actor: Actor, client: Client) -> list[StartView]:
    """The actor's own in the language this client reads, the newest first."""
    newest = {choice.key: choice for choice in worksheets.choices(session, actor.language)}
    return [
        StartView(
            id=row.id,
            decision="",
            title=composing.first_line(plan.what),
            worksheet=newest[row.worksheet_key].title,
            revision_id=newest[row.worksheet_key].revision_id,
            given=plan,
        )
        for row, plan in _mine(session, actor, client.language)
        if row.worksheet_key in newest
    ]


def _mine(session: Session, actor: Actor, language: str) -> list[tuple[Favourite, Content]]:
    rows = session.exec(
        select(Favourite)
        .where(Favourite.person_id == actor.person_id, Favourite.language == language)
        .order_by(col(Favourite.kept_at).desc(), col(Favourite.id))
    )
    return [(row, Content(**vault.get_json(row, "content"))) for row in rows]


def _plan(content: Content) -> Content:
    return replace(content, title="", note="", note_language="", why="")


def _without_name(plan: Content, name: str) -> None:
    written = {word for value in asdict(plan).values() for word in _WORD.findall(str(value))}
    for part in _WORD.findall(name):
        if len(part) > 1 and part in written:
            raise Refused("problem.favourite_name", name=part)
