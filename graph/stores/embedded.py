"""The embedded engine: LadybugDB in this process, one lane for every access.

The engine misplaces values when readers overlap writes and checkpoints, so there is one database
object, one connection and one lock around everything, reads too; requests are answered from
snapshots, so the lane is idle nearly always. A connection is thrown away after any error, because
the engine cannot be trusted with it afterwards.
"""

import os
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from threading import RLock
from typing import Any, Final, cast

import ladybug

from cypher import schema_of
from graph.errors import Conflict, GraphError, StoreError, StoreLocked, StoreUnavailable
from graph.stores.port import Ask, Row

_BUFFER_BYTES: Final = 256 << 20
_CHECKPOINT_AT_BYTES: Final = 512 << 10
#: Memory the engine keeps for the changes of a connection comes back when the connection is closed,
#: some of it only when the database is: measured over random imports, 256 MiB were full after 90.
_REOPEN_AFTER_WRITES: Final = 200
_HOLDER: Final = re.compile(r"held by PID (\d+)")


class EmbeddedStore:
    """A graph kept in one file. One process at a time may hold it."""

    def __init__(self, file: Path) -> None:
        """Open or create the file.

        Raises
        ------
        StoreLocked
            When another process holds it, named by its number.
        """
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = file
        self._lane = RLock()
        self._connection: ladybug.Connection | None = None
        self._database: ladybug.Database | None = self._open_database()
        self._writes = 0
        with self._lane:
            for query in schema_of("embedded"):
                self._rows(Ask(query, {}))
            self._checkpoint()

    @property
    def description(self) -> str:
        """Engine, version and file."""
        return f"LadybugDB {version('ladybug')} ({self._file})"

    def read(self, *asks: Ask) -> list[list[Row]]:
        """Rows of each query; nothing is written in between."""
        with self._lane:
            return [self._rows(one) for one in asks]

    def write(self, *asks: Ask) -> list[list[Row]]:
        """Run the steps in one durable transaction."""
        with self._lane:
            with self._transaction():
                found = [self._rows(one) for one in asks]
                _demand_matches(asks, found)
            self._tidy()
            return found

    def ping(self) -> None:
        """Return when the file is open."""
        if self._database is None:
            raise StoreUnavailable("ping", "the store is closed")

    def close(self) -> None:
        """Write everything into the file and let it go."""
        with self._lane:
            if self._database is None:
                return
            self._checkpoint()
            self._drop_connection()
            self._database.close()
            self._database = None

    @contextmanager
    def _transaction(self) -> Generator[None]:
        self._command("BEGIN TRANSACTION")
        try:
            yield
            self._command("COMMIT")
        except Conflict:
            self._command("ROLLBACK")
            raise
        except GraphError:
            self._drop_connection()
            raise

    def _tidy(self) -> None:
        """Give memory back after a write, and move the write-ahead log into the file."""
        self._drop_connection()
        self._writes += 1
        if self._wal_bytes() > _CHECKPOINT_AT_BYTES:
            self._checkpoint()
        if self._writes % _REOPEN_AFTER_WRITES == 0 and self._database is not None:
            self._drop_connection()
            self._database.close()
            self._database = self._open_database()

    def _open_database(self) -> ladybug.Database:
        try:
            return ladybug.Database(
                str(self._file), auto_checkpoint=False, buffer_pool_size=_BUFFER_BYTES
            )
        except RuntimeError as error:
            if "Could not set lock" in str(error):
                raise StoreLocked(str(self._file), _holder(str(error))) from error
            raise StoreUnavailable("open", f"{self._file.name} cannot be opened") from error

    def _open(self) -> ladybug.Connection:
        if self._database is None:
            raise StoreUnavailable("open", "the store is closed")
        if self._connection is None:
            self._connection = ladybug.Connection(self._database)
        return self._connection

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _command(self, text: str) -> None:
        try:
            self._open().execute(text)
        except RuntimeError as error:
            self._drop_connection()
            raise StoreError(text.split()[0].lower(), _reason(error)) from error

    def _checkpoint(self) -> None:
        self._command("CHECKPOINT")

    def _rows(self, one: Ask) -> list[Row]:
        try:
            result = cast("ladybug.QueryResult", self._open().execute(one.query.text, dict(one.params)))
            try:
                names = result.get_column_names()
                found = cast("list[list[Any]]", result.get_all())
                return [dict(zip(names, row, strict=True)) for row in found]
            finally:
                result.close()
        except RuntimeError as error:
            self._drop_connection()
            raise StoreError(one.query.name, _reason(error)) from error

    def _wal_bytes(self) -> int:
        wal = self._file.with_name(self._file.name + ".wal")
        return wal.stat().st_size if wal.exists() else 0


def _demand_matches(asks: Sequence[Ask], found: Sequence[list[Row]]) -> None:
    for one, rows in zip(asks, found, strict=True):
        if one.must_match and not rows:
            raise Conflict("store", one.query.name, "someone else wrote in between")


def _holder(message: str) -> str:
    match = _HOLDER.search(message)
    if match is None:
        return "another process"
    return "this process" if int(match[1]) == os.getpid() else f"process {match[1]}"


def _reason(error: RuntimeError) -> str:
    # The engine's messages can quote values; only the kind of failure is passed on.
    return str(error).split(":", 1)[0] or "the query failed"
