"""Somebody at a browser who is signed in, for tests of pages and their forms."""

import re
import time

from fastapi.testclient import TestClient

from doors import BASE
from service.access.links import create_link
from service.access.owner import OWNER


class Reader:
    """Somebody at a browser: forms carry what the page gave them."""

    def __init__(self, doors, grant=OWNER):
        self.client = TestClient(
            doors.client.app, base_url=BASE, headers={"Accept": "text/html"}, follow_redirects=False
        )
        assert (
            self.client.post(f"/wejscie/{create_link(doors.runtime.access, grant, 1)}").status_code
            == 303
        )

    def get(self, path):
        return self.client.get(path)

    def post(self, page, path=None, files=None, **fields):
        csrf = re.search(r'name="csrf" value="([^"]+)"', self.get(page).text)[1]
        return self.ended(self.client.post(path or page, data={"csrf": csrf, **fields}, files=files))

    def ended(self, answer):
        """The answer that work leads to which was not done at once: a busy machine takes its time."""
        place = answer.headers.get("location", "")
        if place.startswith("/praca/"):
            while "Refresh" in (answer := self.get(place)).headers:
                time.sleep(0.2)
        return answer

    def upload(self, data, name="pakiet.zip"):
        return self.post("/wczytaj", files={"plik": (name, data)})
