"""A calendar server somewhere in the wide network, that is in truth on this machine: real TLS, no real names."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from betterjournal.calendars.fetching import Opener

HOST = "calendar.example.com"
PUBLIC = "93.184.215.14"
Answer = Callable[[socket.socket, str], None]


@dataclass
class FarServer:
    """Answers every request with `answer`, and remembers what was asked, under which name, and what was dialled."""

    folder: Path
    answer: Answer = field(default=lambda connection, asked: None)
    asked: list[str] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    addresses: dict[str, list[list[str]]] = field(default_factory=dict)
    seconds: float = 5.0
    trusted: bool = True

    def opener(self) -> Opener:
        return Opener(resolve=self._resolve, dial=self._dial, trust=self._trust, seconds=self.seconds)

    def says(self, content: bytes | str, status: str = "200 OK", **headers: str) -> None:
        """Answer with this from now on."""
        body = content.encode() if isinstance(content, str) else content
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines, "", ""])

        def answer(connection: socket.socket, asked: str) -> None:
            connection.sendall(head.encode() + body)

        self.answer = answer

    def redirects(self, *targets: str) -> None:
        """The first request is sent to the first of them, and so on; then an empty answer."""
        left = list(targets)

        def answer(connection: socket.socket, asked: str) -> None:
            where = left.pop(0) if left else ""
            status = f"302 Found\r\nLocation: {where}" if where else "200 OK"
            connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())

        self.answer = answer

    def _resolve(self, host: str) -> list[str]:
        self.resolved.append(host)
        answers = self.addresses.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _dial(self, ip: str) -> socket.socket:
        self.dialled.append(ip)
        return socket.create_connection(("127.0.0.1", self.port), timeout=5)

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "certificate.pem" if self.trusted else None)

    @contextmanager
    def serving(self) -> Iterator["FarServer"]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*_certificate(self.folder))
        context.sni_callback = lambda connection, name, of: self.names.append(name)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
            thread = threading.Thread(target=self._serve, args=(listener, context), daemon=True)
            thread.start()
            yield self
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)

    def _serve(self, listener: socket.socket, context: ssl.SSLContext) -> None:
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(raw, context), daemon=True).start()

    def _one(self, raw: socket.socket, context: ssl.SSLContext) -> None:
        with suppress(OSError), raw, context.wrap_socket(raw, server_side=True) as connection:
            asked = connection.recv(65_536).decode()
            self.asked.append(asked)
            self.answer(connection, asked)
            with suppress(OSError):
                connection.unwrap()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Signed by itself, for `HOST`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return certificate, secret
