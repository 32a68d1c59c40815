"""Fixtures of the tests that look at an embedded store's folder: where it lies, its file, it open."""

import ladybug
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


def with_engine(file, *statements):
    """Run statements on a store's file by the engine alone; the rows of the last one."""
    database = ladybug.Database(str(file), auto_checkpoint=False)
    connection = ladybug.Connection(database)
    rows = []
    for statement in statements:
        result = connection.execute(statement)
        rows = result.get_all()
        result.close()
    connection.execute("CHECKPOINT").close()
    connection.close()
    database.close()
    return rows
