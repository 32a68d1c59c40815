"""Fixtures of the tests that look at an embedded store's folder: where it lies, its file, it open."""

import pytest

from graph.stores import embedded_file, open_store


@pytest.fixture
def data(tmp_path):
    """The data folder of a store."""
    return tmp_path / "data"


@pytest.fixture
def file(data):
    """The store's file."""
    return embedded_file(data=data)


@pytest.fixture
def kept(data):
    """An open store that keeps what it is given."""
    store = open_store(data=data)
    yield store
    store.close()
