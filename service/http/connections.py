"""Connections: they must get on with their requests, and give way to others when there are many."""

import asyncio
from collections.abc import Mapping
from secrets import token_hex
from typing import ClassVar, Final, cast

import h11
from starlette.exceptions import HTTPException
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.http.problems import problem_response

#: Line and headers of a request; browsers and proxies send a few thousand bytes.
MOST_HEAD_BYTES: Final = 64 << 10
_BAD_REQUEST: Final = HTTPException(400)


class Connection(H11Protocol):
    """One connection, with deadlines for what its client owes.

    The parser is the one that is written in Python: it bounds every part of a message that it has to
    hold. What a client owes is a whole head, and then a body that does not come too slowly; between
    requests the server's own time for idle connections counts.
    """

    #: From the first byte of a request, or the connection, to the end of its headers.
    head_seconds: ClassVar[float] = 10.0
    #: For a body, besides the time that its bytes may take.
    body_seconds: ClassVar[float] = 20.0
    slowest_bytes_a_second: ClassVar[float] = 8 << 10
    #: For a client to take some of an answer that no longer fits on its way.
    drain_seconds: ClassVar[float] = 30.0
    #: More than that, and the one that has kept the server waiting longest is closed.
    most: ClassVar[int] = 600
    #: What an answer of the server itself carries: no middleware sees it.
    security_headers: ClassVar[Mapping[str, str]] = {}

    _deadline: float = 0.0
    _owed: str = ""
    _timer: asyncio.TimerHandle | None = None
    _drain_timer: asyncio.TimerHandle | None = None
    _waiting_since: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client is there; it owes a request."""
        super().connection_made(cast("asyncio.Transport", transport))
        if len(self.connections) > self.most:
            self._make_room()
        self._expect("head", self.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._settled()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, then see what is still owed."""
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self.conn.their_state is h11.IDLE:
            self._expect("head", self.head_seconds)
        elif self.conn.their_state is h11.SEND_BODY:
            self._expect("body", self.body_seconds)
            # Nobody waits any more for the rest of a body that was answered before its end.
            if not self.cycle.response_complete:
                self._deadline += len(data) / self.slowest_bytes_a_second
        else:
            self._settled()

    def on_response_complete(self) -> None:
        """The answer is sent; from now on the connection is idle, or its next request begins."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and self._waiting_since is None:
            self._waiting_since = self.loop.time()

    def pause_writing(self) -> None:
        """The client does not take what it asked for."""
        super().pause_writing()
        self._waiting_since = self._waiting_since or self.loop.time()
        self._drain_timer = self.loop.call_later(self.drain_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client takes it."""
        super().resume_writing()
        if self._drain_timer is not None:
            self._drain_timer.cancel()
            self._drain_timer = None
            if not self._owed:
                self._waiting_since = None

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, in the form of every other refusal."""
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.close()
            return
        request_id = token_hex(8)
        answer = problem_response(_BAD_REQUEST, request_id)
        headers = {
            **{name.lower(): value for name, value in self.security_headers.items()},
            **answer.headers,
            "x-request-id": request_id,
            "connection": "close",
        }
        head = h11.Response(
            status_code=answer.status_code, headers=list(headers.items()), reason="Bad Request"
        )
        for event in (head, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _should_upgrade(self) -> bool:
        # There is nothing to change to: such a request is answered like any other.
        return False

    def _expect(self, owed: str, seconds: float) -> None:
        if self._owed == owed:
            return
        self._settled()
        self._owed = owed
        self._waiting_since = self.loop.time()
        self._deadline = self._waiting_since + seconds
        self._timer = self.loop.call_later(seconds, self._look_at_the_clock)

    def _settled(self) -> None:
        self._owed, self._waiting_since = "", None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look_at_the_clock(self) -> None:
        now = self.loop.time()
        if self.flow.read_paused:
            # It is the server that takes its time.
            self._deadline = now + self.body_seconds
        if now < self._deadline:
            self._timer = self.loop.call_later(self._deadline - now, self._look_at_the_clock)
        else:
            self.transport.abort()

    def _make_room(self) -> None:
        # The server's own type names protocols whose libraries need not be installed.
        everyone = cast("set[object]", self.connections)
        waiting: list[tuple[float, int, Connection]] = [
            (one._waiting_since, id(one), one)
            for one in everyone
            if isinstance(one, Connection) and one._waiting_since is not None
        ]
        if waiting:
            *_, longest = min(waiting)
            longest._settled()
            longest.transport.abort()
