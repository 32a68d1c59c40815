"""How a server starts and ends: what stands in its way is told, what is begun is finished."""

import json
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from doors import HERE, open_doors
from graph.stores import list_partnerships, open_store
from servers import KOOPERACJE, ask, environment_of, running
from service.exchange.work import Job, jobs_of
from service.runtime import today


def refused(folder, command="serve", **variables):
    """What a command that cannot go on prints; its exit code is 1."""
    done = subprocess.run(
        [KOOPERACJE, command],
        env=environment_of(folder, **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "{" not in done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_store_that_is_in_use_is_told_with_its_holder(tmp_path):
    with running("serve", tmp_path) as (process, _, _):
        told = refused(tmp_path)
    assert f"store.lbug jest w użyciu (proces {process.pid})" in told
    assert "KOOPERACJE_DATA" in told


def test_a_store_that_is_no_whole_one_is_told(tmp_path):
    (tmp_path / "store.lbug").write_bytes(b"no store" * 2000)
    assert refused(tmp_path).startswith("Baza jest uszkodzona:\n")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    file = tmp_path / "plik"
    file.touch()
    for command in ("serve", "list"):
        told = refused(file, command)
        assert told.startswith(f"To jest plik, a potrzebny jest katalog: {file}")
        assert "KOOPERACJE_DATA" in told


def test_an_error_at_the_start_of_the_application_is_logged_without_its_text(tmp_path):
    (tmp_path / "store.lbug").write_bytes(b"no store" * 2000)
    code = (
        "import sys, uvicorn; from pathlib import Path\n"
        "from service.http.app import create_app; from service.http.logs import configure_logs\n"
        "from service.http.server import server_config; from service.settings import Settings\n"
        "configure_logs('info'); settings = Settings(data=Path(sys.argv[1]), port=0)\n"
        "uvicorn.Server(server_config(create_app(settings), settings)).run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 3
    (told,) = (one for one in lines if "error" in one)
    assert (told["error"], told["logger"]) == ("StoreDamaged", "kooperacje")
    assert not any("store.lbug" in one["message"] or "\n" in one["message"] for one in lines)


def test_work_begun_on_a_page_ends_before_the_store_is_closed(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        store, job = doors.runtime.store, Job("somebody", ("one",), "/")
        jobs_of(doors.runtime).put(job)

        def work(_):
            time.sleep(0.7)
            (found,) = list_partnerships(store, today())
            return found.id

        threading.Thread(target=job.run, args=(work,)).start()
    assert (job.error, job.leads_to) == (None, HERE)
    open_store(data=tmp_path).close()


class Collector(BaseHTTPRequestHandler):
    """Keeps what exporters of traces send."""

    def do_POST(self):
        self.server.sent.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        """Silent."""


@contextmanager
def collecting():
    """Where to send, and what was sent."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        server.sent = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", server.sent
        server.shutdown()
        thread.join()


def test_traces_name_the_route_and_nothing_of_the_address(tmp_path):
    with collecting() as (endpoint, sent):
        on = {"KOOPERACJE_TELEMETRY": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint}
        with running("serve", tmp_path, **on, OTEL_EXPORTER_OTLP_COMPRESSION="none") as (
            process,
            port,
            _,
        ):
            assert ask(port, "/api/v1/families/TFMWW-BWMRF/case?reason=tajne")[0] == 401
            assert ask(port, "/wejscie/ukryte-haslo")[0] == 401
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            logged = process.stderr.read()
    traces = b"".join(body for path, body in sent if path == "/v1/traces")
    assert b"/api/v1/families/{family_id}/case" in traces
    assert any(path == "/v1/metrics" for path, _ in sent)
    for private in (b"TFMWW", b"tajne", b"ukryte", b"wejscie", b"url.path", b"url.query"):
        assert not any(private in body for _, body in sent)
    assert "traces go nowhere" not in logged


def test_telemetry_that_goes_nowhere_is_told(tmp_path):
    with running("serve", tmp_path, KOOPERACJE_TELEMETRY="true") as (process, _, _):
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert "traces go nowhere" in process.stderr.read()


@pytest.mark.parametrize(("trusted", "apart"), [("127.0.0.1", True), ("10.0.0.0/8, 127.0.0.2", False)])
def test_clients_behind_a_trusted_proxy_are_told_apart(tmp_path, trusted, apart):
    behind = {"KOOPERACJE_TLS_TERMINATED": "true", "KOOPERACJE_TRUSTED_PROXIES": trusted}
    with running("serve", tmp_path, **behind) as (_, port, _):

        def knock(client):
            return ask(port, "/wejscie/nie-ten", X_Forwarded_For=client)[0]

        assert [knock("192.0.2.1") for _ in range(40)][-1] == 429
        assert knock("192.0.2.2") == (401 if apart else 429)
