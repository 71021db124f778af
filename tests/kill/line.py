"""A line between browser and server that can really be cut or hushed: offline in a browser lets open sockets finish."""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field

from tests.serving import Server, free_port

ALL = 65_536


class Line:
    """Passes bytes on from a port of its own to `target`.

    Cut, it drops every connection and takes none; hushed, it takes all and brings nothing until it is mended.
    """

    def __init__(self, target: int) -> None:
        self.target, self.port = target, free_port()
        self._is_cut, self._open = False, set[socket.socket]()
        self._lock, self._carries = threading.Lock(), threading.Event()
        self._carries.set()
        self._ear = socket.create_server(("127.0.0.1", self.port), backlog=128)
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        with self._lock:
            self._is_cut = True
            ended, self._open = self._open, set()
        self._carries.set()
        for each in ended:
            _drop(each)

    def hush(self) -> None:
        self._carries.clear()

    def mend(self) -> None:
        with self._lock:
            self._is_cut = False
        self._carries.set()

    def close(self) -> None:
        self.cut()
        _drop(self._ear)

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._ear.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            return _drop(near)
        with self._lock:
            is_cut = self._is_cut
            if not is_cut:
                self._open |= {near, far}
        if is_cut:
            # These two alone: it may be mended by now, and must not be cut again.
            _drop(near)
            return _drop(far)
        threading.Thread(target=self._pass_on, args=(far, near), daemon=True).start()
        self._pass_on(near, far)

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while found := one.recv(ALL):
                self._carries.wait()
                if self._is_cut:
                    break
                other.sendall(found)
        for each in (one, other):
            _drop(each)
            with self._lock:
                self._open.discard(each)


def _drop(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@dataclass
class Reached(Server):
    """A server that browsers reach over such a line only."""

    line: Line = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.line = Line(self.port)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.line.port}"
