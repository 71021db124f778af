"""What a client agrees to before anything is stored; the words stand in the catalogue as `join.consent.<topic>`."""

from datetime import datetime

from betterjournal.accounts.models import Consent

VERSION = 1
TOPICS = ("use", "storage", "who_reads", "telling", "not_watched", "file", "kept_how_long", "withdraw")


def given(client_id: str, language: str, at: datetime) -> list[Consent]:
    """The rows of somebody who agreed to all of it in that language."""
    return [
        Consent(client_id=client_id, topic=topic, version=VERSION, language=language, given_at=at) for topic in TOPICS
    ]
