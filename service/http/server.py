"""The HTTP server: refuses unsafe addresses, says where it listens, ends requests before it stops."""

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import uvicorn
from fastapi import FastAPI

from service.access.audit import record
from service.access.entrance import link_to
from service.access.links import add_link
from service.access.owner import OWNER, TERMINAL
from service.access.tokens import any_token
from service.http.app import create_app, open_all
from service.http.connections import MOST_HEAD_BYTES, Connection
from service.http.logs import configure_logs
from service.http.middleware import security_headers
from service.runtime import Runtime
from service.settings import Settings, is_loopback, web_address
from service.settings_error import SettingsError

_BACKLOG: Final = 2048
_GRACE_SECONDS: Final = 15
_IDLE_SECONDS: Final = 15
_LINK_HOURS: Final = 12.0


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


def serve(
    runtime: Runtime, host: str, port: int, log_level: str, *, announce: Callable[[str, str], None]
) -> None:
    """Serve until stopped.

    Parameters
    ----------
    runtime
        What is served; it is closed at the end.
    host, port
        Where to listen; port 0 takes a free one.
    announce
        Told, line by line, where to go. On a loopback address that no proxy passes on, that is a
        link which signs the owner in once.

    Raises
    ------
    SettingsError
        When others could reach the address and nothing protects it.
    GraphError
        When the embedded store or the file of tokens cannot be opened.
    OSError
        When the address is taken.
    """
    refuse_exposed(runtime, host)
    configure_logs(log_level)
    # Here it can still be told in a sentence; later it would be an error of the server.
    open_all(runtime)
    app = create_app(runtime=runtime)
    with _listening(host, port) as listening:
        base = web_address(host, listening.getsockname()[1])

        def tell() -> None:
            announce("cli.serve.at", base)
            if runtime.settings.public_url:
                announce("cli.serve.public", runtime.settings.public_url)
            if is_loopback(host) and not runtime.settings.tls_terminated:
                id, secret = add_link(runtime.access, OWNER, _LINK_HOURS)
                subject = f"{id} {OWNER.name}"
                record(runtime.access, OWNER, "link.create", subject, purpose="serve", through=TERMINAL)
                announce("cli.serve.link", link_to(base, secret))
            announce("cli.serve.end", "Ctrl+C")

        # The server passes Ctrl+C on when it is done; there is nothing more to stop then.
        with suppress(KeyboardInterrupt):
            _Announcing(server_config(app, runtime.settings), tell).run(sockets=[listening])


def server_config(
    app: FastAPI, settings: Settings, kind: type[Connection] = Connection
) -> uvicorn.Config:
    """How the server speaks HTTP.

    Parameters
    ----------
    kind
        Its connections: their deadlines and how many there may be.
    """

    class Dressed(kind):
        security_headers = security_headers(behind_tls=settings.tls_terminated)

    return uvicorn.Config(
        app,
        http=Dressed,
        # An address that asks for another protocol would be logged before anybody asked who it is.
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.tls_terminated,
        forwarded_allow_ips=settings.trusted_proxies,
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def refuse_exposed(runtime: Runtime, host: str) -> None:
    """Stop unless the address is this machine's own, or protected.

    Raises
    ------
    SettingsError
        When TLS is not declared, or no token exists.
    """
    if is_loopback(host):
        return
    problems: list[str] = []
    if not runtime.settings.tls_terminated:
        problems.append(
            f"Adres {host} jest widoczny dla innych komputerów. Przed serwerem musi stać pośrednik"
            " z TLS; potwierdza to zmienna KOOPERACJE_TLS_TERMINATED=true."
        )
    if not any_token(runtime.access):
        problems.append(
            f"Adres {host} jest widoczny dla innych komputerów, a nie ma żadnego ważnego tokenu."
            " Token tworzy polecenie: kooperacje token create."
        )
    if problems:
        raise SettingsError(tuple(problems))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, so that the event loop knows that answers in two parts need not wait for each other.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise OSError(
            error.errno, f"Adres {web_address(host, port)} jest zajęty albo niedostępny"
        ) from error
    return listening
