"""LadybugDB itself: its one database object, the connections to it, and what its errors mean.

One connection is for reading and remembers its prepared queries; one is opened for each write, because
it keeps the memory of the changes until it is closed. After an error a connection is thrown away: the
engine cannot be trusted with it any more.
"""

import ctypes
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal, cast

import ladybug

from graph.errors import NO_ROOM, GraphError, StoreDamaged, StoreError, StoreLocked, StoreUnavailable
from graph.rows import Row
from graph.stores.columns import plain_rows
from graph.stores.port import Ask

Use = Literal["reading", "writing"]

#: What the engine keeps beside its file: the log, and the pages that a checkpoint writes.
_LOG: Final = ".wal"
_SHADOW: Final = ".shadow"
_BUFFER_BYTES: Final = 256 << 20
#: Below this the disk counts as full, whatever name the engine gives to its failure.
_LEAST_BYTES: Final = 1 << 20
_HOLDER: Final = re.compile(r"held by PID (\d+)")
#: What the engine says of a place it cannot use now, as opposed to a file that is not a whole store.
_PASSING: Final = ("IO exception", "Buffer manager exception")


class EmbeddedEngine:
    """The engine on one file; not to be shared by threads without a lock.

    Attributes
    ----------
    log_was_cut
        Whether the end of the log was cut off: what stood there was never acknowledged, or is lost.
    log_in_doubt
        Whether a commit failed: the engine would carry its remains along into the log.
    closed
        Whether it was closed for good.
    """

    def __init__(self, file: Path) -> None:
        """Open or create the file.

        Raises
        ------
        StoreLocked
            When this or another process holds it.
        StoreDamaged
            When it is not a whole store.
        StoreUnavailable
            When it cannot be opened now.
        """
        self.log_was_cut = False
        self.log_in_doubt = False
        self.closed = False
        self._file = file
        self._connections: dict[Use, ladybug.Connection] = {}
        self._database: ladybug.Database | None = self._opened()

    @property
    def holds_file(self) -> bool:
        """Whether the file is open."""
        return self._database is not None

    def rows(self, use: Use, one: Ask) -> list[Row]:
        """Rows of a query."""
        try:
            connection = self._connection(use)
            result = cast("ladybug.QueryResult", connection.execute(one.query.text, dict(one.params)))
            try:
                names = result.get_column_names()
                found = cast("list[list[Any]]", result.get_all())
                return plain_rows(one.query, [dict(zip(names, row, strict=True)) for row in found])
            finally:
                result.close()
        except RuntimeError as error:
            self.drop(use)
            raise StoreError(one.query.name, self._reason(error)) from error

    def command(self, text: str) -> None:
        """Run a command on the connection for writing."""
        try:
            self._connection("writing").execute(text)
        except RuntimeError as error:
            self.drop("writing")
            raise StoreError(text.split()[0].lower(), self._reason(error)) from error

    def commit(self) -> None:
        """Make the transaction under way durable."""
        self._make_private(_LOG)
        try:
            self.command("COMMIT")
        except GraphError:
            self.log_in_doubt = True
            raise

    def checkpoint(self) -> None:
        """Move the log into the file."""
        self._make_private(_SHADOW)
        self.command("CHECKPOINT")
        self.log_in_doubt = False

    def drop(self, *uses: Use) -> None:
        """Close connections; new ones are opened when they are needed."""
        for use in uses:
            if connection := self._connections.pop(use, None):
                connection.close()

    def let_go(self) -> None:
        """Let the file go; it is opened again when it is needed."""
        self.drop("reading", "writing")
        database, self._database = self._database, None
        if database is None:
            return
        if self.log_in_doubt:
            # Closing would write the remains and, where that fails, end the process: the object is
            # left alone for ever, and the file is put right when it is opened the next time.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(database))
            return
        database.close()

    def open_again(self) -> None:
        """Open the file after it was let go."""
        self._database = self._opened()

    def buffer_in_use(self) -> float:
        """The share of the buffer that is in use."""
        connection = self._connection("reading")
        result = cast("ladybug.QueryResult", connection.execute("CALL bm_info() RETURN *"))
        try:
            limit, used = cast("tuple[int, int]", tuple(result.get_next()))
            return used / limit
        finally:
            result.close()

    def log_bytes(self) -> int:
        """The size of the write-ahead log."""
        wal = self._file.with_name(self._file.name + _LOG)
        return wal.stat().st_size if wal.exists() else 0

    def _make_private(self, end: str = "") -> None:
        """Make the file, or one beside it, before the engine does, which lets everybody read."""
        file = self._file.with_name(self._file.name + end)
        with suppress(OSError):  # the engine tells what stands in the way
            file.touch(mode=0o600)
            file.chmod(0o600)

    def _opened(self, *, cut_log: bool = False) -> ladybug.Database:
        self._make_private()
        try:
            database = ladybug.Database(
                str(self._file),
                auto_checkpoint=False,
                buffer_pool_size=_BUFFER_BYTES,
                throw_on_wal_replay_failure=not cut_log,
            )
        except RuntimeError as error:
            message = str(error)
            if "Could not set lock" in message:
                raise StoreLocked(str(self._file), _holder(message)) from error
            if message.startswith(_PASSING):
                reason = self._reason(error)
                raise StoreUnavailable(
                    "open", f"{self._file.name} cannot be opened: {reason}"
                ) from error
            if "WAL" in message and not cut_log:
                # A commit ran out of room and its end was never written: all before it is whole.
                self.log_was_cut = True
                return self._opened(cut_log=True)
            raise StoreDamaged([f"{self._file.name} is not a whole store of this engine"]) from error
        return database

    def _connection(self, use: Use) -> ladybug.Connection:
        if self.closed:
            raise StoreUnavailable("open", "the store is closed")
        if self._database is None:
            self._database = self._opened()
        if use not in self._connections:
            self._connections[use] = ladybug.Connection(self._database)
        return self._connections[use]

    def _reason(self, error: RuntimeError) -> str:
        # The engine's messages can quote values; only the kind of failure is passed on.
        if shutil.disk_usage(self._file.parent).free < _LEAST_BYTES:
            return NO_ROOM
        kind = str(error).split(":", 1)[0]
        return "its file cannot be read or written" if kind == "IO exception" else kind


def _holder(message: str) -> str:
    match = _HOLDER.search(message)
    if match is None:
        return "another process"
    return "this process" if int(match[1]) == os.getpid() else f"process {match[1]}"
