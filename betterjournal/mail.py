"""Sends plain mails through the practice's own mail server, off the request; no log says to whom or what."""

import logging
import smtplib
import ssl
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import localtime, make_msgid
from threading import Event
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from betterjournal import settings
from betterjournal.settings import LOCAL_HOSTS, PRINT

# After each failed try but the last; a server that greylists takes the second or third.
PAUSES = (10.0, 60.0)
SECONDS = 20
NAME = "Notes"
log = logging.getLogger(__name__)
_sending = ThreadPoolExecutor(2, thread_name_prefix="mail")
# What must be found out before there is a mail: apart, so that a server that hangs delays nobody's answer.
_writing = ThreadPoolExecutor(1, thread_name_prefix="letters")
_pause = Event()


def is_set_up() -> bool:
    """Whether the practice can send mail at all."""
    return bool(settings.load().smtp_url)


def post(to: str, subject: str, text: str) -> "Future[bool]":
    """Send to an address that stands in the record. Returns at once; the future tells whether it was taken."""
    return _sending.submit(_deliver, to, subject, text)


def later(write: Callable[[], None]) -> "Future[None]":
    """Run what finds out whether a mail is due and posts it, so that nobody can tell from the time it takes."""
    return _writing.submit(_quietly, write)


def _quietly(write: Callable[[], None]) -> None:
    try:
        write()
    except Exception:
        log.exception("a mail could not be written")


def _deliver(to: str, subject: str, text: str) -> bool:
    where = settings.load().smtp_url
    if not where:
        return False
    problem = ""
    for pause in (*PAUSES, 0.0):
        try:
            _send(urlsplit(where), _letter(to, subject, text))
            return True
        except ValueError as wrong:
            # A header with a line break in it, or no address: it does not get better by waiting.
            problem = type(wrong).__name__
            break
        except (OSError, smtplib.SMTPException) as failure:
            problem = type(failure).__name__
            _pause.wait(pause)
    # Its own text would hold the address.
    log.error("a mail could not be sent (%s)", problem)
    return False


def _letter(to: str, subject: str, text: str) -> EmailMessage:
    """`ValueError` for a line break in a header: nothing typed can add another."""
    if "@" not in to:
        raise ValueError("no address")
    letter = EmailMessage()
    letter["From"] = Address(NAME, addr_spec=_sender())
    letter["To"] = Address(addr_spec=to)
    letter["Subject"] = subject
    letter["Date"] = localtime()
    letter["Message-ID"] = make_msgid(domain=_sender().rpartition("@")[2])
    # No holiday notices come back to it.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text, cte="quoted-printable")
    return letter


def _sender() -> str:
    """`?from=` in the address of the server, else who signs in there, else nobody at the practice's own host."""
    wishes = settings.load()
    where = urlsplit(wishes.smtp_url)
    named = parse_qs(where.query).get("from", [unquote(where.username or "")])[0]
    return named if "@" in named else f"no-reply@{urlsplit(wishes.public_url).hostname}"


def _send(where: SplitResult, letter: EmailMessage) -> None:
    if where.scheme == PRINT:
        print(f"A mail that stays here:\n{letter['To']}\n{letter['Subject']}\n{letter.get_content()}", file=sys.stderr)
        return
    with _server(where) as server:
        if where.username:
            server.login(unquote(where.username), unquote(where.password or ""))
        server.send_message(letter)


def _server(where: SplitResult) -> smtplib.SMTP:
    """Encrypted to a server whose certificate we can check; plain only to this very machine."""
    # Without a name of its own smtplib would look this machine's up, which may take long and tells the server of it.
    host, own = where.hostname or "", _sender().rpartition("@")[2]
    if where.scheme == "smtps":
        return smtplib.SMTP_SSL(host, where.port or 465, own, timeout=SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, where.port or 587, own, timeout=SECONDS)
    if host not in LOCAL_HOSTS:
        try:
            server.starttls(context=ssl.create_default_context())
        except Exception:
            server.close()
            raise
    return server
