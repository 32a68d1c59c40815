"""Files that leave: each has its line in the audit trail before its first byte goes out."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import StoreError
from service.access.guard import VISITOR


class DownloadAudit:
    """Notes every answer that is a file to keep, whichever route gives it and whoever takes it.

    It looks at what goes out and not at routes, so no route has to remember it.
    """

    def __init__(self, app: ASGIApp) -> None:
        """``app`` is what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        failed: StoreError | None = None

        async def send_noted(message: Message) -> None:
            nonlocal failed
            if _starts_a_file(message) and (principal := scope.get(VISITOR)) is not None:
                try:
                    await run_in_threadpool(principal.hand_out)
                except StoreError as error:
                    failed = error
                    raise
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except Exception:
            # The layers between take a failure here for one in the midst of the answer.
            if failed is not None:
                raise failed from None
            raise


def _starts_a_file(message: Message) -> bool:
    if message["type"] != "http.response.start" or message["status"] >= 400:
        return False
    return "attachment" in Headers(raw=message.get("headers", [])).get("content-disposition", "")
