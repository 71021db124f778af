"""The one door for writes: the rows, the audit record and the announcement happen together or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlmodel import Session

from betterjournal import audit, database, live
from betterjournal.access import Actor, Operator, Visitor
from betterjournal.audit import Act


@dataclass
class Change:
    """One change under way."""

    session: Session
    actor: Actor | Visitor | Operator
    records: int = 0
    topics: set[str] = field(default_factory=set)

    def record(
        self,
        act: Act,
        *,
        object_id: str = "",
        client_id: str = "",
        kind: str = "",
        reason: str = "",
        result: str = "done",
    ) -> None:
        """Write the audit record of this change; no words of a client, no tokens."""
        # Rows first: a row the database refuses must not leave a record of something that never was.
        self.session.flush()
        audit.append(
            self.session,
            self.actor.by,
            act,
            object_id=object_id,
            client_id=client_id,
            kind=kind,
            reason=reason,
            result=result,
        )
        self.records += 1

    def announce(self, *topics: str) -> None:
        """Say that something changed, after the commit."""
        self.topics.update(topics)


@contextmanager
def changing(actor: Actor | Visitor | Operator) -> Iterator[Change]:
    """A transaction that commits at the end of the block, when at least one audit record was written."""
    with database.writing() as session:
        change = Change(session, actor)
        yield change
        if not change.records:
            raise RuntimeError("a change must record what was done")
    live.announce(change.topics)
