"""How much a request may send: little, and more where packages are taken."""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import problem_response

MOST_BODY_BYTES: Final = 256 << 10
_TOO_LARGE: Final = HTTPException(413)


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
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > most:
            request_id = scope.get("state", {}).get("request_id", "")
            await problem_response(_TOO_LARGE, request_id)(scope, receive, send)
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
