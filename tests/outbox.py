"""A real mail server for tests, which keeps what arrived."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.serving import free_port


class Outbox:
    """What arrived; `refusing` so many times it says "not now"."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refusing = 0
        self.tries = 0

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.tries += 1
        if self.tries <= self.refusing:
            return "451 not now"
        self.recipients.append(list(envelope.rcpt_tos))
        found = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.mails.append(found)
        return "250 taken"


@contextmanager
def listening(host: str = "127.0.0.1", certificate: ssl.SSLContext | None = None) -> Iterator[tuple[Outbox, int]]:
    """The server at a free port."""
    kept, port = Outbox(), free_port()
    server = Controller(
        kept, hostname=host, port=port, tls_context=certificate, require_starttls=certificate is not None
    )
    server.start()
    try:
        yield kept, port
    finally:
        server.stop()
