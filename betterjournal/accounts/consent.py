"""What a client agrees to before anything is stored; the words stand in the catalogue as `join.consent.<topic>`.

`docs/consent/` keeps the text of each version. Whoever changes the words raises `VERSION` and writes it down there
(`python -m tests.web.test_consent_text`); every client is then asked anew.
"""

from datetime import datetime

from betterjournal.accounts.models import Consent

VERSION = 2
TOPICS = ("use", "storage", "who_reads", "telling", "not_watched", "file", "kept_how_long", "withdraw")


def given(client_id: str, language: str, day: datetime) -> list[Consent]:
    """The rows of somebody who agreed to all of it in that language, on the day that began then."""
    return [
        Consent(client_id=client_id, topic=topic, version=VERSION, language=language, given_at=day) for topic in TOPICS
    ]
