"""What every response carries and every request leaves behind: headers, a request id, a log line."""

import re
import time
from collections.abc import Mapping
from secrets import token_hex
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.logs import ACCESS, APP
from service.http.problems import error_response

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers would send forms without their origin, which is checked.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_TRANSPORT: Final = {"Strict-Transport-Security": "max-age=31536000"}
_REQUEST_ID: Final = re.compile(r"[0-9A-Fa-f-]{8,64}")
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_ELEVEN_DIGITS: Final = re.compile(r"[0-9]{11}")


def security_headers(*, behind_tls: bool) -> Mapping[str, str]:
    """The headers of every answer; ``behind_tls``: a proxy in front speaks TLS, so it is insisted on."""
    return _HEADERS | _TRANSPORT if behind_tls else _HEADERS


class OuterMiddleware:
    """Outermost layer: no error leaves it but as a problem, no response without its headers."""

    def __init__(self, app: ASGIApp, *, behind_tls: bool) -> None:
        """``behind_tls``: as :func:`security_headers` takes it."""
        self._app = app
        self._headers = security_headers(behind_tls=behind_tls)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or the beginning and the end of the application."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        asked = scope["method"]
        if asked == "HEAD":
            # What GET answers, of which the server sends the headers only.
            scope = {**scope, "method": "GET"}
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _harmless(given) else token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0

        async def send_dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_dressed)
        except Exception as error:
            APP.exception("a request failed", extra={"facts": {"request_id": request_id}})
            if status:
                raise
            await error_response(Request(scope), error)(scope, receive, send_dressed)
        finally:
            _log({**scope, "method": asked}, status, request_id, time.perf_counter() - started)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_without_words(message: Message) -> None:
            # The text of an exception, which the framework puts here for the log, may hold data.
            await send({"type": message["type"]})

        try:
            await self._app(scope, receive, send_without_words)
        except Exception:
            APP.exception("the application could not start or end as it should")
            raise


def _harmless(request_id: str) -> bool:
    """Whether a request id that was sent may be logged: hexadecimal, and no PESEL stands in it.

    >>> _harmless("3f2b8c1e-9d47-4a6b-8e21-0c5d7f9a1b3e"), _harmless("4bf92f3577b34da6a3ce929d0e0e4736")
    (True, True)
    >>> _harmless("44051401359"), _harmless("440514-01359-a"), _harmless("anna-nowak")
    (False, False, False)
    """
    # The dashes of a UUID stand where they must; anywhere else they may part a number.
    digits = request_id if _UUID.fullmatch(request_id) else request_id.replace("-", "")
    return bool(_REQUEST_ID.fullmatch(request_id)) and not _ELEVEN_DIGITS.search(digits)


def _log(scope: Scope, status: int, request_id: str, seconds: float) -> None:
    facts: dict[str, Any] = {
        "request_id": request_id,
        "method": scope["method"],
        # Not the address: addresses hold ids and one-time links.
        "route": getattr(scope.get("endpoint"), "__name__", "-"),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "who": scope.get("kooperacje.who", "-"),
    }
    ACCESS.info("request", extra={"facts": facts})
    scope["app"].state.runtime.metrics.request_done(scope, status, seconds)
