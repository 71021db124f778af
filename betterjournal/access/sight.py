"""Who looks at whom, for a page that shows one client whole: all that `client`, `reach` and `asked` need, at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlmodel import Session, col, literal

from betterjournal.access.actors import Actor
from betterjournal.access.care import clients_visible_to, covers, is_current
from betterjournal.access.finding import found
from betterjournal.access.reach import Reach, Reasons, last_met, opened_early, reach_by, supervised_by
from betterjournal.accounts.models import Care, Client, Consent, Practice
from betterjournal.care.models import Cover


@dataclass(frozen=True)
class Sight:
    """A client somebody may see, and what of it follows. `also` is whatever else was asked for in the same breath.

    `cares` and `covers` are everybody's that hold now, whoever looks.
    """

    client: Client
    rules: Practice
    reach: Reach
    early: datetime | None
    cares: list[Care]
    covers: list[Cover]
    consents: list[Consent]
    also: Any


def sight(session: Session, actor: Actor, client_id: str, now: datetime, also: Any = None) -> Sight:
    """The client as `client()` gives them, or NotFound; `also` is one more value to read, as an SQL scalar."""
    supervised = col(Care.person_id).in_(supervised_by(actor, client_id, now)) if actor.is_supervisor else literal(0)
    query = (
        clients_visible_to(actor)
        .where(Client.id == client_id)
        .join_from(Client, Practice, col(Practice.id) == 1)
        .outerjoin_from(Client, Care, (col(Care.client_id) == Client.id) & is_current(Care, now))
        .outerjoin_from(Client, Cover, (col(Cover.client_id) == Client.id) & is_current(Cover, now))
        .outerjoin_from(Client, Consent, col(Consent.client_id) == Client.id)
        .add_columns(
            Practice,
            Care,
            supervised,
            Cover,
            covers(now) & (col(Cover.person_id) == actor.person_id),
            Consent,
            last_met(client_id, now).scalar_subquery(),
            opened_early(actor, client_id).scalar_subquery(),
            literal(0) if also is None else also,
        )
    )
    rows = cast(list[Any], session.execute(query).all())
    client, rules, *_, met_at, early, extra = found(rows[0] if rows else None)
    cares = {care.id: care for _, _, care, *_ in rows if care}
    covering = {cover.id: (cover, mine) for _, _, _, _, cover, mine, *_ in rows if cover}
    own = max((cover for cover, mine in covering.values() if mine), key=lambda each: each.until_at, default=None)
    theirs = frozenset(care.person_id for _, _, care, watched, *_ in rows if care and watched)
    return Sight(
        client=client,
        rules=rules,
        reach=reach_by(actor, client, Reasons(list(cares.values()), theirs, own, met_at)),
        early=early,
        cares=sorted(cares.values(), key=lambda each: each.from_at),
        covers=sorted((cover for cover, _ in covering.values()), key=lambda each: each.from_at),
        consents=list({row[6].id: row[6] for row in rows if row[6]}.values()),
        also=extra,
    )
