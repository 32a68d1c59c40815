"""Fixtures of the tests that run commands."""

import logging
import sys

import pytest

from service import cli


@pytest.fixture
def run(monkeypatch, capfd):
    """Runs a command in this process: exit code, stdout, stderr."""

    def run_command(*words, data=None):
        if data is not None:
            monkeypatch.setenv("KOOPERACJE_DATA", str(data))
        monkeypatch.setattr(sys, "argv", ["kooperacje", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capfd.readouterr()
        return left.value.code, out, err

    root = logging.getLogger()
    handlers = list(root.handlers)
    yield run_command
    # A command that serves sends logs to a stream of this test, which others would find closed.
    for added in set(root.handlers) - set(handlers):
        root.removeHandler(added)
