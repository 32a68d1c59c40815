"""Large files at a real server: made in turn, and nobody who reads waits for them."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from time import monotonic, sleep

import pytest

from doors import FAR_PACKAGE
from graph.stores import import_package
from servers import ask, in_a_thread
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.http import concurrency as turns
from service.http.app import create_app
from service.http.server import server_config
from service.report import pdf
from service.runtime import Runtime
from service.settings import Settings

IDS = ("pzk-a", "pzk-b", "pzk-c")
#: More than there are threads for those who read.
PEOPLE = 48


class Press:
    """The making of PDFs: waits until it is let, and counts how many are made at once."""

    def __init__(self, make):
        self.let = threading.Event()
        self.begun = threading.Event()
        self.made = self.now = self.most = 0
        self._make = make
        self._lock = threading.Lock()

    def __call__(self, report):
        with self._lock:
            self.made += 1
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.set()
        assert self.let.wait(30)
        try:
            return self._make(report)
        finally:
            with self._lock:
                self.now -= 1


@pytest.fixture
def press(monkeypatch):
    press = Press(pdf.pdf_bytes)
    monkeypatch.setattr(pdf, "pdf_bytes", press)
    yield press
    press.let.set()


@pytest.fixture
def server(tmp_path):
    """The port of a server with some partnerships, and the header of a case lead."""
    settings = Settings(data=tmp_path)
    runtime = Runtime(settings)
    for id in IDS:
        partnership = replace(FAR_PACKAGE.partnership, id=id)
        import_package(runtime.store, replace(FAR_PACKAGE, partnership=partnership))
    grant = Grant("turns", frozenset({Role("case_lead")}), ("*",))
    _, secret = create_token(runtime.access, grant, 1.0)
    with in_a_thread(server_config(create_app(runtime=runtime), settings)) as port:
        yield port, {"Authorization": f"Bearer {secret}"}


def test_pdfs_are_made_in_turn_while_others_read(server, press):
    port, lead = server
    paths = [f"/partnerstwa/{id}/raport.pdf?lang={lang}" for id, lang in product(IDS, ("pl", "en"))]
    with ThreadPoolExecutor(PEOPLE) as people:
        asked = [people.submit(ask, port, paths[n % len(paths)], **lead) for n in range(PEOPLE)]
        assert press.begun.wait(30)
        sleep(0.5)
        began = monotonic()
        assert ask(port, "/health/live")[0] == 200
        assert ask(port, "/", **lead)[0] == 200
        assert ask(port, f"/api/v1/partnerships/{IDS[0]}/export?format=xlsx", **lead)[0] == 200
        assert monotonic() - began < 5
        assert not any(one.done() for one in asked)
        press.let.set()
        answers = [one.result() for one in asked]
    assert all(status == 200 and body.startswith(b"%PDF") for status, _, body in answers)
    assert press.most == 1
    assert press.made == len(paths)


def test_who_waits_too_long_is_told_to_come_back(server, press, monkeypatch):
    port, lead = server
    monkeypatch.setattr(turns, "LONGEST_WAIT_SECONDS", 0.2)
    first, second = (f"/partnerstwa/{id}/raport.pdf" for id in IDS[:2])
    with ThreadPoolExecutor(1) as people:
        making = people.submit(ask, port, first, **lead)
        assert press.begun.wait(30)
        status, headers, body = ask(port, second, **lead)
        assert (status, headers["content-type"]) == (503, "application/problem+json")
        assert int(headers["retry-after"]) > 0
        assert json.loads(body)["type"] == "urn:kooperacje:service-unavailable"
        status, headers, body = ask(port, second, **lead, Accept="text/html")
        assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert int(headers["retry-after"]) > 0
        assert "kolejka jest teraz długa" in body.decode()
        press.let.set()
        assert making.result()[0] == 200
    # The turn was given back, and what is made is there for whoever asks again.
    assert ask(port, second, **lead)[0] == ask(port, first, **lead)[0] == 200


@pytest.mark.parametrize(
    "asked", ["bytes=abc", "bytes=9-1", "kilobytes=1-2", "bytes=0-3", "bytes=99999-"]
)
def test_a_range_of_an_asset_is_given_whole(server, asked):
    port, _ = server
    whole = ask(port, "/static/pages/style.css")
    given = ask(port, "/static/pages/style.css", Range=asked)
    assert (given[0], given[1]["content-type"]) == (200, "text/css; charset=utf-8")
    assert given[2] == whole[2]
