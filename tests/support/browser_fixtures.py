"""Fixtures of the tests that use a real browser: the running product and Chromium."""

import os

import pytest

from browser import CHROMIUM, chromium_running, running_product


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    """The product as ``kooperacje demo`` starts it, with the demo partnership."""
    with running_product(tmp_path_factory.mktemp("product") / "data") as found:
        yield found


# Of each module its own: while Playwright runs, no other event loop can start in this thread.
@pytest.fixture(scope="module")
def browser():
    """Chromium; without one the test is skipped loudly, in CI it fails."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine: pages were NOT tested in a browser")
    with chromium_running() as found:
        yield found
