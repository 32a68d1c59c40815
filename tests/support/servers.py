"""The product as a server: a process on a free port, or a thread where a test needs its inside."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import uvicorn

KOOPERACJE = Path(sys.executable).with_name("kooperacje")
START_SECONDS = 90


def environment_of(folder, **variables):
    """Our environment with no variables of the product but these."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("KOOPERACJE_")}
    return (
        bare
        | {"KOOPERACJE_DATA": str(folder), "KOOPERACJE_PORT": "0", "PYTHONUNBUFFERED": "1"}
        | variables
    )


@contextmanager
def running(command, folder, **variables):
    """A server process on a free port: the process, its port, and the lines it printed."""
    with subprocess.Popen(
        [KOOPERACJE, command],
        env=environment_of(folder, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        # A server that never speaks must not hold the tests up.
        guard = threading.Timer(START_SECONDS, process.kill)
        guard.start()
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if "Ctrl+C" in line:
                    break
            text = "".join(lines)
            found = re.search(r"http://127\.0\.0\.1:(\d+)", text)
            assert found, process.stderr.read()
            yield process, int(found[1]), text
        finally:
            guard.cancel()
            if process.poll() is None:
                process.kill()


@contextmanager
def in_a_thread(config):
    """A server of this process; the port where it listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def ask(port, path, method="GET", body=None, **headers):
    """Status, headers and body of an answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(
            method, path, body, {name.replace("_", "-"): v for name, v in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def told(port, sent, timeout=10):
    """Everything that is answered to these bytes until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        connection.sendall(sent)
        got = b""
        while part := connection.recv(1 << 16):
            got += part
    return got
