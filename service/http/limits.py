"""How much a request may send, and how many are worked on at a time."""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.problems import RETRY_AFTER_SECONDS, problem_response

MOST_BODY_BYTES: Final = 256 << 10
#: Requests worked on at a time; more are told to come back.
MOST_REQUESTS: Final = 400
_TOO_LARGE: Final = HTTPException(413)
#: One length too many: a proxy in front might believe the other one.
_TWO_LENGTHS: Final = HTTPException(400, headers={"Connection": "close"})
_BUSY: Final = HTTPException(
    503, headers={"Retry-After": str(RETRY_AFTER_SECONDS), "Connection": "close"}
)
#: Whoever watches over the product is let through always.
_WATCHING: Final = "/health/"


class RequestLimit:
    """Refuses requests while too many are worked on.

    Those that wait for their client, to send a body or to take an answer, do not count: otherwise some
    slow clients could keep all others out.
    """

    def __init__(self, app: ASGIApp, *, most: int = MOST_REQUESTS) -> None:
        """``most``: how many are worked on at a time."""
        self._app = app
        self._most = most
        self._working = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"].startswith(_WATCHING):
            await self._app(scope, receive, send)
            return
        if self._working >= self._most:
            await problem_response(_BUSY, _request_id(scope))(scope, receive, send)
            return

        async def receive_aside() -> Message:
            self._working -= 1
            try:
                return await receive()
            finally:
                self._working += 1

        async def send_aside(message: Message) -> None:
            self._working -= 1
            try:
                await send(message)
            finally:
                self._working += 1

        self._working += 1
        try:
            await self._app(scope, receive_aside, send_aside)
        finally:
            self._working -= 1


class BodyLimit:
    """Refuses bodies that are too large, by what they announce and by what really arrives."""

    def __init__(self, app: ASGIApp, *, larger: Mapping[str, int]) -> None:
        """``larger``: paths, or ends of paths, with a limit of their own, in bytes."""
        self._app = app
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        most = next((size for end, size in self._larger.items() if path.endswith(end)), MOST_BODY_BYTES)
        headers = Headers(scope=scope)
        announced = headers.get("content-length", "0")
        refusal = None
        if "content-length" in headers and "transfer-encoding" in headers:
            refusal = _TWO_LENGTHS
        elif not announced.isdecimal() or int(announced) > most:
            refusal = _TOO_LARGE
        if refusal is not None:
            await problem_response(refusal, _request_id(scope))(scope, receive, send)
            return
        arrived = 0

        async def receive_some() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > most:
                raise _TOO_LARGE
            return message

        await self._app(scope, receive_some, send)


def _request_id(scope: Scope) -> str:
    return scope.get("state", {}).get("request_id", "")
