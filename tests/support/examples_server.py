"""A server with the demo partnership and a token, for examples that are run as they are shipped."""

import os
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn

from graph.stores import import_package
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.http.app import create_app
from service.runtime import Runtime
from service.settings import Settings


@pytest.fixture(scope="module")
def api_environment(tmp_path_factory, demo_package):
    """Where a server with the demo partnership listens, and a token of an API client."""
    runtime = Runtime(Settings(data=tmp_path_factory.mktemp("examples")))
    import_package(runtime.store, demo_package)
    grant = Grant("example", frozenset({Role.API_CLIENT}), ("2499",))
    _, secret = create_token(runtime.access, grant, 1)
    config = uvicorn.Config(create_app(runtime=runtime), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    try:
        end = monotonic() + 60
        while not server.started:
            assert thread.is_alive()
            assert monotonic() < end
            sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        yield os.environ | {"KOOPERACJE_URL": url, "KOOPERACJE_TOKEN": secret}
    finally:
        server.should_exit = True
        thread.join()
