"""The running product in a real Chromium: start it, sign in, watch what a page says and asks for.

Used by tests and by ``docs/make_screenshots.py``.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.access.database import AccessDatabase
from service.access.links import create_link
from service.access.owner import OWNER

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
#: What axe is asked for: WCAG 2.1, levels A and AA.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
STARTING_SECONDS = 120


@dataclass(frozen=True)
class Product:
    """A server of its own process with a store of its own."""

    base: str
    data: Path

    def link(self, grant=OWNER):
        """A fresh one-time link for somebody."""
        access = AccessDatabase(self.data / "access.sqlite")
        try:
            return f"{self.base}/wejscie/{create_link(access, grant, 1.0)}"
        finally:
            access.close()


@contextmanager
def running_product(data: Path, *, command: str = "demo") -> Iterator[Product]:
    """``kooperacje demo`` (or ``serve``) over a folder, on a free port, until the block ends."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KOOPERACJE_")}
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("kooperacje")), command, "--port", "0"],
        env={
            **kept,
            "KOOPERACJE_DATA": str(data),
            "KOOPERACJE_LOG_LEVEL": "warning",
            "PYTHONUNBUFFERED": "1",
        },
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Product(_address(process), data)
    finally:
        process.terminate()
        try:
            process.wait(30)
        finally:
            process.kill()
            process.stdout.close()


def _address(process) -> str:
    for line in process.stdout:
        if found := re.search(r"Kooperacje 3D: (http://\S+)", line):
            return found[1]
    raise RuntimeError(f"the product did not start: exit code {process.wait(STARTING_SECONDS)}")


@contextmanager
def chromium_running():
    """A Chromium without windows."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What a page said on its console and asked of others."""

    def __init__(self, page, base):
        self.said = []
        self.asked_elsewhere = []
        self._host = urlsplit(base).netloc
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", self._request)

    def _console(self, message):
        self.said.append(message.text)

    def _request(self, request):
        where = urlsplit(request.url)
        if where.scheme not in {"data", "blob"} and where.netloc != self._host:
            self.asked_elsewhere.append(request.url)


@contextmanager
def opened(browser, product, path="/", *, width=1280, height=900, grant=OWNER, expected=(), **how):
    """A page of somebody signed in; at the end nothing may have been logged or asked from elsewhere.

    ``grant`` may be ``None`` for a stranger. ``expected`` are parts of console messages that may come.
    """
    context = browser.new_context(viewport={"width": width, "height": height}, **how)
    page = context.new_page()
    try:
        if grant is not None:
            # The cookie alone: the first page need not be drawn each time.
            assert context.request.post(product.link(grant), max_redirects=0).status == 303
        watch = Watch(page, product.base)
        page.goto(product.base + path)
        yield page
        said = [text for text in watch.said if not any(part in text for part in expected)]
        assert said == []
        assert watch.asked_elsewhere == []
    finally:
        context.close()


def violations(page):
    """What axe holds against a page: rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
    )
    return [
        (one["id"], node["target"], node.get("failureSummary", ""))
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


def accessible(page):
    """Nothing axe objects to, folded and unfolded, wide and narrow; nothing sticks out."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    page.set_viewport_size({"width": 1280, "height": 900})
