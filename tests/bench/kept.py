"""Reads back from the disk, as JSON by entry: the words that stand in its field, and how often it was saved."""

import json

from sqlmodel import select

from betterjournal import database, settings, vault
from betterjournal.entries.drafts import place
from betterjournal.entries.models import Answer
from tests.bench.seed import PATH


def main() -> None:
    vault.prepare(settings.load())
    with database.reading() as session:
        rows = session.exec(select(Answer).where(Answer.path == PATH)).all()
    print(json.dumps({row.entry_id: [vault.unseal(row.value, place(row.entry_id, PATH)), row.version] for row in rows}))


if __name__ == "__main__":
    main()
