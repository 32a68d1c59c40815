"""The embedded engine: LadybugDB in this process, one lane for every access.

The engine misplaces values when readers overlap writes and checkpoints, so there is one database
object and one lock around everything, reads too; requests are answered from snapshots, so the lane is
idle nearly always. One connection is for reading and remembers its prepared queries; one is opened for
each write, because it keeps the memory of the changes until it is closed. After an error a connection
is thrown away: the engine cannot be trusted with it any more.
"""

import ctypes
import os
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import Lock, RLock
from typing import Any, Final, Literal, cast
from weakref import WeakValueDictionary

import ladybug

from cypher import schema_of
from graph.errors import (
    NO_ROOM,
    Conflict,
    GraphError,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreTooNew,
    StoreUnavailable,
)
from graph.stores import kept, swap
from graph.stores.integrity import refuse_damaged
from graph.stores.migrations import bring_up_to_date
from graph.stores.port import Ask, Row
from graph.stores.reading import read_state
from graph.stores.seals import carry_out

_Use = Literal["reading", "writing"]

_BUFFER_BYTES: Final = 256 << 20
_CHECKPOINT_AT_BYTES: Final = 512 << 10
#: The database is opened anew when more of its buffer than this stays in use between writes.
_MOST_BUFFER_IN_USE: Final = 0.7
#: Room that a write must find on the disk beside once the size of the store.
_ROOM_BYTES: Final = 32 << 20
#: Below this the disk counts as full, whatever name the engine gives to its failure.
_LEAST_BYTES: Final = 1 << 20
_HOLDER: Final = re.compile(r"held by PID (\d+)")
#: What the engine says of a place it cannot use now, as opposed to a file that is not a whole store.
_PASSING: Final = ("IO exception", "Buffer manager exception")
#: The stores open in this process: the engine's lock keeps other processes out, not this one.
_OPEN: Final[WeakValueDictionary[Path, "EmbeddedStore"]] = WeakValueDictionary()
_OPENING: Final = Lock()


class EmbeddedStore:
    """A graph kept in one file. One process at a time may hold it."""

    def __init__(self, file: Path) -> None:
        """Open or create the file, and bring its schema up to date.

        Raises
        ------
        StoreLocked
            When another process holds it, named by its number, or this one does already.
        StoreTooNew
            When a newer version of the product wrote it; nothing is changed then.
        StoreDamaged
            When it is not a whole store.
        """
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = file
        self._lane = RLock()
        self._connections: dict[_Use, ladybug.Connection] = {}
        self._closed = False
        self._changes = 0
        #: Whether the end of the log was cut off: what stood there was never acknowledged, or is lost.
        self.log_was_cut = False
        # After a commit that failed, the engine would carry its remains along into the log.
        self._log_in_doubt = False
        with _OPENING:
            if file.resolve() in _OPEN:
                raise StoreLocked(str(file), "this process")
            self._database: ladybug.Database | None = self._open_database()
            _OPEN[file.resolve()] = self
        try:
            with self._lane:
                self._refuse_newer()
                with self._transaction():
                    for query in schema_of("embedded"):
                        self._rows("writing", Ask(query, {}))
                bring_up_to_date(self)
                self._settle()
        except BaseException:
            self._give_up_file()
            raise

    @property
    def description(self) -> str:
        """Engine, version and file."""
        return f"LadybugDB {version('ladybug')} ({self._file})"

    @property
    def file(self) -> Path:
        """The file of the store."""
        return self._file

    @property
    def changes(self) -> int:
        """How often it was written to; the lock on the file keeps others away."""
        return self._changes

    def read(self, *asks: Ask) -> list[list[Row]]:
        """Rows of each query; nothing is written in between."""
        with self._lane:
            return [self._rows("reading", one) for one in asks]

    def write(self, *asks: Ask) -> list[list[Row]]:
        """Run the steps in one durable transaction."""
        with self._lane:
            self._demand_room()
            if self._log_in_doubt:
                self._checkpoint()
            try:
                with self._transaction():
                    found = carry_out(asks, partial(self._rows, "writing"))
            finally:
                # A write that failed is counted too: a commit may have come through before the error.
                self._changes += 1
            # What was committed stays committed: tidying up is tried again after the next write.
            with suppress(GraphError):
                self._tidy()
            return found

    def scrub(self) -> None:
        """Write what is held into a new file, and put it in the place of the old one.

        The free pages of the old file may still hold deleted values. A store that an earlier one was
        replaced by is removed, too.
        """
        with self._lane:
            state, held = kept.take_all(self)
            fresh = EmbeddedStore(swap.new_file(self._file))
            try:
                for one in held:
                    fresh.write(*kept.put_steps(one))
                fresh.write(kept.state_step(state))
                refuse_damaged(fresh)
            finally:
                fresh.close()
            self._checkpoint()
            self._let_go()
            swap.put_in_place(self._file, keep_old=False)
            swap.remove_store(swap.old_file(self._file))
            self._database = self._open_database()

    def ping(self) -> None:
        """Return when the file is open."""
        if self._closed:
            raise StoreUnavailable("ping", "the store is closed")

    def close(self) -> None:
        """Write everything into the file and let it go."""
        with self._lane:
            if self._closed:
                return
            if self._database is not None:
                # Where that fails, everything stands in the log and is read from there.
                with suppress(GraphError):
                    self._checkpoint()
            self._closed = True
            self._give_up_file()

    @contextmanager
    def _transaction(self) -> Generator[None]:
        self._command("BEGIN TRANSACTION")
        try:
            yield
            self._commit()
        except Conflict:
            self._command("ROLLBACK")
            raise
        except BaseException:
            self._drop("writing")
            raise

    def _commit(self) -> None:
        try:
            self._command("COMMIT")
        except GraphError:
            self._log_in_doubt = True
            raise

    def _tidy(self) -> None:
        """Give memory back after a write, and move the write-ahead log into the file."""
        self._drop("writing")
        if self._wal_bytes() > _CHECKPOINT_AT_BYTES:
            self._checkpoint()
        if self._buffer_in_use() > _MOST_BUFFER_IN_USE:
            self._let_go()
            self._database = self._open_database()

    def _settle(self) -> None:
        """Move the log into the file; without room for that a whole log may stay."""
        try:
            self._checkpoint()
        except StoreError:
            if self.log_was_cut:
                raise

    def _refuse_newer(self) -> None:
        try:
            read_state(self)
        except StoreTooNew:
            raise
        except StoreError:
            # No table of states: the file is new, or its creation was cut short.
            return

    def _open_database(self, *, cut_log: bool = False) -> ladybug.Database:
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
                return self._open_database(cut_log=True)
            raise StoreDamaged([f"{self._file.name} is not a whole store of this engine"]) from error
        self._file.chmod(0o600)
        return database

    def _connection(self, use: _Use) -> ladybug.Connection:
        if self._closed:
            raise StoreUnavailable("open", "the store is closed")
        if self._database is None:
            self._database = self._open_database()
        if use not in self._connections:
            self._connections[use] = ladybug.Connection(self._database)
        return self._connections[use]

    def _drop(self, *uses: _Use) -> None:
        for use in uses:
            if connection := self._connections.pop(use, None):
                connection.close()

    def _give_up_file(self) -> None:
        self._let_go()
        _OPEN.pop(self._file.resolve(), None)

    def _let_go(self) -> None:
        self._drop("reading", "writing")
        database, self._database = self._database, None
        if database is None:
            return
        if self._log_in_doubt:
            # Closing would write the remains and, where that fails, end the process: the object is
            # left alone for ever, and the file is put right when it is opened the next time.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(database))
            return
        database.close()

    def _command(self, text: str) -> None:
        try:
            self._connection("writing").execute(text)
        except RuntimeError as error:
            self._drop("writing")
            raise StoreError(text.split()[0].lower(), self._reason(error)) from error

    def _checkpoint(self) -> None:
        self._command("CHECKPOINT")
        self._log_in_doubt = False

    def _rows(self, use: _Use, one: Ask) -> list[Row]:
        try:
            connection = self._connection(use)
            result = cast("ladybug.QueryResult", connection.execute(one.query.text, dict(one.params)))
            try:
                names = result.get_column_names()
                found = cast("list[list[Any]]", result.get_all())
                return [dict(zip(names, row, strict=True)) for row in found]
            finally:
                result.close()
        except RuntimeError as error:
            self._drop(use)
            raise StoreError(one.query.name, self._reason(error)) from error

    def _buffer_in_use(self) -> float:
        connection = self._connection("reading")
        result = cast("ladybug.QueryResult", connection.execute("CALL bm_info() RETURN *"))
        try:
            limit, used = cast("tuple[int, int]", tuple(result.get_next()))
            return used / limit
        finally:
            result.close()

    def _wal_bytes(self) -> int:
        wal = self._file.with_name(self._file.name + ".wal")
        if not wal.exists():
            return 0
        wal.chmod(0o600)
        return wal.stat().st_size

    def _demand_room(self) -> None:
        # A checkpoint may write every page once more before it gives the old ones back.
        if shutil.disk_usage(self._file.parent).free < _ROOM_BYTES + self._file.stat().st_size:
            raise StoreUnavailable("write", NO_ROOM)

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
