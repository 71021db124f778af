"""Mail over a real server: one recipient, no second header, three tries, and nothing of it in a log."""

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from betterjournal import mail, settings
from betterjournal.settings import Settings
from tests.outbox import Outbox, listening

BEN = "ben@demo.test"
# On this machine and not one of the names that may go without encryption.
APART = "127.0.0.2"


def through(patch: pytest.MonkeyPatch, url: str) -> None:
    patch.setattr(settings, "load", lambda: Settings(smtp_url=url))
    patch.setattr(mail, "PAUSES", (0.0, 0.0))


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outbox]:
    with listening() as (kept, port):
        through(monkeypatch, f"smtp://127.0.0.1:{port}")
        yield kept


def sent(to: str = BEN, subject: str = "Your link", text: str = "Bonjour à vous.\n") -> bool:
    return mail.post(to, subject, text).result(20)


def test_a_mail_arrives_as_it_was_written(outbox: Outbox) -> None:
    assert sent()
    (arrived,) = outbox.to(BEN)
    assert (arrived["Subject"], arrived["From"], arrived.get_content().strip()) == (
        "Your link",
        "Notes <no-reply@localhost>",
        "Bonjour à vous.",
    )
    assert outbox.recipients == [[BEN]]
    assert arrived["Auto-Submitted"] == "auto-generated"


def test_the_sender_is_the_one_the_practice_chose(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    through(monkeypatch, f"{settings.load().smtp_url}?from=pages@example.ca")
    assert sent()
    assert outbox.mails[0]["From"] == "Notes <pages@example.ca>"


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        (f"{BEN}\r\nBcc: eve@demo.test", "Your link"),
        (f"{BEN}\nBcc: eve@demo.test", "Your link"),
        (f"{BEN}, eve@demo.test", "Your link"),
        (f"{BEN}\x00", "Your link"),
        ("", "Your link"),
        (BEN, "Your link\r\nBcc: eve@demo.test"),
        (BEN, "Your link\n\nAnother body"),
    ],
)
def test_no_header_can_be_slipped_in(outbox: Outbox, to: str, subject: str) -> None:
    assert not sent(to, subject)
    assert outbox.mails == []


@pytest.mark.parametrize(("refusing", "arrives"), [(2, True), (3, False)])
def test_it_is_tried_three_times(outbox: Outbox, refusing: int, arrives: bool) -> None:
    outbox.refusing = refusing
    assert sent() is arrives
    assert (outbox.tries, len(outbox.mails)) == (3, int(arrives))


def test_a_final_failure_is_logged_without_address_or_words(outbox: Outbox, caplog: pytest.LogCaptureFixture) -> None:
    outbox.refusing = 3
    assert not sent(text="the link with its token")
    assert "a mail could not be sent" in caplog.text
    assert BEN not in caplog.text
    assert "token" not in caplog.text


def test_without_a_server_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    through(monkeypatch, "")
    assert not mail.is_set_up()
    assert not sent()


def test_in_the_demo_mails_are_printed_and_leave_nowhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    through(monkeypatch, "print:")
    monkeypatch.setattr(mail.smtplib, "SMTP", None)
    assert sent(text="Here is your link.\n")
    assert "Here is your link." in capsys.readouterr().err


def test_to_another_machine_it_travels_encrypted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with listening(APART, certificate(tmp_path)) as (kept, port):
        through(monkeypatch, f"smtp://{APART}:{port}")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        assert sent()
    assert len(kept.mails) == 1


def test_a_server_with_a_certificate_of_its_own_making_gets_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with listening(APART, certificate(tmp_path)) as (kept, port):
        through(monkeypatch, f"smtp://{APART}:{port}")
        assert not sent()
    assert kept.tries == 0


def test_a_server_elsewhere_without_encryption_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(APART) as (kept, port):
        through(monkeypatch, f"smtp://{APART}:{port}")
        assert not sent()
    assert kept.tries == 0


def certificate(folder: Path) -> ssl.SSLContext:
    """Of its own making, for that one address."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, APART)])
    made = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(APART))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + made.public_bytes(serialization.Encoding.PEM)
    (folder / "server.pem").write_bytes(pem)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem")
    return context
