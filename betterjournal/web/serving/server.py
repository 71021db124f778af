"""Runs granian over the application until it is told to stop."""

import os
import socket
from contextlib import suppress

from granian.constants import Interfaces
from granian.server import Server

from betterjournal.errors import CannotStart
from betterjournal.operations.starting import let_go
from betterjournal.settings import Settings
from betterjournal.web.serving import build

_TARGET = "betterjournal.web.serving.application:create"
_STOP_SECONDS = 10


class _Server(Server):
    """Remembers how its workers ended: by a signal, or of themselves."""

    failed = False

    def shutdown(self, exit_code: int = 0) -> None:
        self.failed = any((worker.inner.exitcode or 0) > 0 for worker in self.wrks)
        super().shutdown(exit_code)


def run(settings: Settings) -> None:
    """Serve; a worker that dies is replaced, however often, and SIGTERM ends cleanly."""
    build.ensure()
    _tell_workers(settings)
    # Workers are forked: two that inherit one open connection read each other's answers.
    let_go()
    while not _serve(settings):
        pass


def _serve(settings: Settings) -> bool:
    """Whether it was told to stop; raises when its workers cannot run.

    Granian also ends by itself when a new worker dies within 5.5 seconds, though somebody killed it.
    """
    server = _Server(
        target=_TARGET,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        # An access log would tell when a client writes (SEC-31).
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        working_dir=build.ROOT,
    )
    with suppress(SystemExit):
        server.serve()
    if server.failed and not server.interrupt_signal:
        raise CannotStart("The server dies as soon as it starts. The lines above say why.")
    return bool(server.interrupt_signal)


def _tell_workers(settings: Settings) -> None:
    os.environ["BETTERJOURNAL_URL"] = settings.public_url
    os.environ["BETTERJOURNAL_DATA_DIR"] = str(settings.data_dir.absolute())
    if settings.redis_url:
        os.environ["BETTERJOURNAL_REDIS_URL"] = settings.redis_url
    # Read by Reflex when the app is imported in the worker.
    os.environ["REFLEX_ENV_MODE"] = "prod"
    os.environ["__REFLEX_SKIP_COMPILE"] = "true"


def claim_port(settings: Settings) -> None:
    """Raises `CannotStart` when somebody else listens where we would."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            where = f"{settings.host}:{settings.port}"
            raise CannotStart(
                f"BETTERJOURNAL_PORT: cannot listen on {where} ({problem.strerror}). Is it already running?"
            ) from None
