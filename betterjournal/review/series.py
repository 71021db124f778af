"""A client's numbers over time, for who reads of them: of what they themself have opened, and of nothing else.

Looking here opens nothing, so it tells nothing: whatever the client does meanwhile, the page is the same.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, null, union_all
from sqlalchemy import select as core_select
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.appointments.models import Appointment
from betterjournal.assignments.models import Assignment
from betterjournal.entries import series as drawing
from betterjournal.entries.models import Shared
from betterjournal.entries.views import SeriesView
from betterjournal.errors import NotFound
from betterjournal.review.look import Look
from betterjournal.review.opening import is_opened_by, look
from betterjournal.review.views import ClientSeriesView, SheetChoice
from betterjournal.review.wanted import Wanted
from betterjournal.worksheets import queries as worksheets
from betterjournal.worksheets.numbers import Numbers

PAGE = "series"


def series(actor: Actor, client_id: str, sheet: str = "", before: str = "", *, looks: bool = True) -> ClientSeriesView:
    """The worksheets with numbers that were set for them, and of one of these the drawing.

    `before` is the `earlier` of the part that was looked at. With `looks=False` nobody came to look just now.
    """
    with database.reading() as session:
        seen = Look.at(session, actor, client_id, Wanted(), clock.now(), PAGE)
        client = seen.sight.client
        sheets, chosen, drawn = picture(seen, sheet, before)
        if sheet and not chosen:
            raise NotFound
    if seen.is_to_record(asked=looks):
        look(actor, client_id, PAGE)
    name = vault.get(client, "name")
    reach = seen.reading.reach
    return ClientSeriesView(
        id=client.id,
        name=name,
        first_name=people.first_name(name),
        part=reach.part,
        past=reach.past,
        covers_until=seen.covers_until,
        sheets=sheets,
        chosen=chosen,
        series=drawn,
    )


def picture(seen: Look, sheet: str, before: str = "") -> tuple[list[SheetChoice], list[SheetChoice], list[SeriesView]]:
    """All worksheets with numbers, the one of this key if it is among them, and its drawing; in one statement."""
    session, actor, until = seen.session, seen.actor, drawing.day_of(before)
    found = _found(session, actor, seen, sheet, until)
    sheets = _choices(session, (row for row in found if row.kind == "set"))
    chosen = [each for each in sheets if each.id == sheet]
    met = drawing.local_days((row.at for row in found if row.kind == "met"), actor.time_zone)
    given = _sheets([row for row in found if row.kind == "opened"], actor.time_zone)
    return sheets, chosen, [drawing.drawn(session, each.id, given, met, turned=until is not None) for each in chosen]


def _found(session: Session, actor: Actor, seen: Look, sheet: str, until: date | None) -> Sequence[Any]:
    """In one statement, the newest first: work that was set; of one worksheet what they opened, and when they met."""
    reading = seen.reading
    parts = [_set(reading)]
    if sheet:
        visible = access.shared_visible_to(session, actor, seen.sight.client, reading)
        parts += [_opened(visible, actor, sheet, until), _met(reading, actor, until)]
    together = union_all(*(core_select(part.subquery()) for part in parts)).subquery()
    return session.execute(core_select(together).order_by(together.c.at.desc(), together.c.id.desc())).all()


def _opened(visible: SelectOfScalar[Shared], actor: Actor, sheet: str, until: date | None) -> Select[Any]:
    """What this very person opened: what a colleague did is still to be opened by them."""
    with_answers = (col(Shared.kind).in_(("whole", "part")), col(Shared.revision_id).in_(drawing.of_worksheet(sheet)))
    query = visible.where(is_opened_by(actor.person_id), *with_answers)
    if until:
        query = query.where(col(Shared.shared_at) < drawing.day_after(until, actor.time_zone))
    row = _columns("opened", Shared.shared_at, Shared.id, Shared.revision_id, Shared.entry_id, Shared.content)
    newest = (col(Shared.shared_at).desc(), col(Shared.id).desc())
    return query.with_only_columns(*row).order_by(*newest).limit(drawing.MOST + 1)


def _met(reading: access.Reading, actor: Actor, until: date | None) -> Select[Any]:
    of_them = (col(Appointment.client_id) == reading.client_id, reading.met_before_them)
    query = core_select(*_columns("met", Appointment.starts_at)).where(*of_them)
    query = query.where(*drawing.met_until(until, actor.time_zone))
    return query.order_by(col(Appointment.starts_at).desc()).limit(drawing.MOST_MET)


def _set(reading: access.Reading) -> Select[Any]:
    """Each revision once, under the day on which it was set last."""
    of_them = (col(Assignment.client_id) == reading.client_id, col(Assignment.undone_at).is_(None))
    row = _columns("set", func.max(Assignment.sent_at), revision=Assignment.revision_id)
    return core_select(*row).where(*of_them, reading.set_before_them).group_by(col(Assignment.revision_id))


def _columns(kind: str, at: Any, identity: Any = "", revision: Any = "", entry: Any = "", content: Any = None) -> Any:
    """One row of the statement; what a kind of row has not is empty."""
    given = {"kind": kind, "at": at, "id": identity, "revision": revision, "entry": entry}
    named = [(literal(each) if isinstance(each, str) else each).label(name) for name, each in given.items()]
    return [*named, (null() if content is None else content).label("content")]


def _choices(session: Session, rows: Iterable[Any]) -> list[SheetChoice]:
    """Each worksheet that holds a number once, the one set last first."""
    found = [worksheets.definition_of(session, row.revision) for row in rows]
    titles = {each.key: each.title for each in found if Numbers(each).any}
    return [SheetChoice(key, title.en, title.fr) for key, title in titles.items()]


def _sheets(rows: Iterable[Any], zone: str) -> list[drawing.Sheet]:
    """Shared anew it counts once, as it was last opened."""
    newest: dict[str, Any] = {}
    for row in rows:
        newest.setdefault(row.entry or row.id, row)
    return [_sheet(row, zone) for row in newest.values()]


def _sheet(row: Any, zone: str) -> drawing.Sheet:
    held = json.loads(vault.unseal(row.content, vault.place(Shared, "content", row.id)))
    on, at = drawing.shared_on(held, row.at, zone), clock.local(row.at, zone).date()
    return drawing.Sheet(at, on, row.at, row.revision, held.get("answers", {}), private=False)
