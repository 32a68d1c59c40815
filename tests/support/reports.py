"""Lines that tests want told at the end of a run."""

import pytest

REPORT = pytest.StashKey[list[str]]()
