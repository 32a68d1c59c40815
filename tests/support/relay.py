"""A way to a server that can be cut, fall silent and be mended, as a network's can."""

import socket
from contextlib import suppress
from threading import Thread


class Relay:
    """Passes on what comes to a port of its own; nobody listens there while it is cut.

    While it is ``silent``, it takes everything and passes nothing on.
    """

    silent = False

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._open: list[socket.socket] = []
        self._door: socket.socket | None = None
        self.port = 0
        self.mend()

    def mend(self) -> None:
        """Listen, on the same port each time."""
        self._door = socket.create_server(("127.0.0.1", self.port))
        self.port = self._door.getsockname()[1]
        Thread(target=self._welcome, args=(self._door,), daemon=True).start()

    def cut(self) -> None:
        """End every connection and listen no more."""
        if self._door is not None:
            self._open.append(self._door)
            self._door = None
        while self._open:
            one = self._open.pop()
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _welcome(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection(self._target)
                self._open += [near, far]
                for source, sink in ((near, far), (far, near)):
                    Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if not self.silent:
                    sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
