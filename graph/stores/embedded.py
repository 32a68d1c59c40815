"""The embedded engine: LadybugDB in this process, one lane for every access.

The engine misplaces values when readers overlap writes and checkpoints, so there is one database
object and one lock around everything, reads too; requests are answered from snapshots, so the lane is
idle nearly always.
"""

import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import Lock, RLock
from typing import Final
from weakref import WeakValueDictionary

from cypher import Schema
from graph.errors import (
    NO_ROOM,
    Conflict,
    GraphError,
    StoreError,
    StoreLocked,
    StoreTooNew,
    StoreUnavailable,
)
from graph.rows import Row
from graph.stores import kept, swap
from graph.stores.derived import today
from graph.stores.embedded_engine import EmbeddedEngine
from graph.stores.files import private_folder
from graph.stores.heads import head_step, read_heads
from graph.stores.integrity import refuse_damaged
from graph.stores.migrations import bring_up_to_date
from graph.stores.once import kept_requests
from graph.stores.port import Ask, ask
from graph.stores.queries import full_schema
from graph.stores.reading import StoreState, read_state
from graph.stores.refreshing import refresh
from graph.stores.seals import carry_out
from graph.stores.territories import naming_again

_CHECKPOINT_AT_BYTES: Final = 512 << 10
#: The database is opened anew when more of its buffer than this stays in use between writes.
_MOST_BUFFER_IN_USE: Final = 0.7
#: Room that a write must find on the disk beside once the size of the store.
_ROOM_BYTES: Final = 32 << 20
#: The stores open in this process: the engine's lock keeps other processes out, not this one.
_OPEN: Final[WeakValueDictionary[Path, "EmbeddedStore"]] = WeakValueDictionary()
_OPENING: Final = Lock()
#: The first version of the schema whose columns have other types than those before.
_OTHER_TYPES: Final = 9


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
        private_folder(file.parent)
        self._file = file
        self._lane = RLock()
        self._changes = 0
        with _OPENING:
            if file.resolve() in _OPEN:
                raise StoreLocked(str(file), "this process")
            self._engine = EmbeddedEngine(file)
            _OPEN[file.resolve()] = self
        try:
            with self._lane:
                if 0 < self._version() < _OTHER_TYPES:
                    self._move_into_new_schema()
                self._run_schema("embedded")
                bring_up_to_date(self)
                refresh(self, today())
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
    def labels_areas(self) -> bool:
        """The engine has one label a node."""
        return False

    @property
    def changes(self) -> int:
        """How often it was written to; the lock on the file keeps others away."""
        return self._changes

    @property
    def log_was_cut(self) -> bool:
        """Whether the end of the log was cut off: it was never acknowledged, or is lost."""
        return self._engine.log_was_cut

    def read(self, *asks: Ask) -> list[list[Row]]:
        """Rows of each query; nothing is written in between."""
        with self._lane:
            return [self._engine.rows("reading", one) for one in asks]

    def write(self, *asks: Ask) -> list[list[Row]]:
        """Run the steps in one durable transaction."""
        with self._lane:
            self._demand_room()
            if self._engine.log_in_doubt:
                self._engine.checkpoint()
            try:
                with self._transaction():
                    found = carry_out(asks, partial(self._engine.rows, "writing"))
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
            beside = (*kept_requests(self), *naming_again(self))
            self._take_new_file(*kept.take_all(self), beside)
            swap.remove_store(swap.old_file(self._file))

    def ping(self) -> None:
        """Return when the file is open."""
        if self._engine.closed:
            raise StoreUnavailable("ping", "the store is closed")

    def probe(self) -> None:
        """Return when writing works; a write under way is not waited for."""
        self.ping()
        self._demand_room()
        if self._lane.acquire(blocking=False):
            try:
                self.write(ask("trail.probe", at=datetime.now(UTC).isoformat(timespec="seconds")))
            finally:
                self._lane.release()

    def close(self) -> None:
        """Write everything into the file and let it go."""
        with self._lane:
            if self._engine.closed:
                return
            if self._engine.holds_file:
                # Where that fails, everything stands in the log and is read from there.
                with suppress(GraphError):
                    self._engine.checkpoint()
            self._engine.closed = True
            self._give_up_file()

    def _run_schema(self, schema: Schema) -> None:
        with self._transaction():
            for query in full_schema(schema):
                self._engine.rows("writing", Ask(query, {}))

    def _move_into_new_schema(self) -> None:
        """Bring a store to the last version before 9, and put what it holds into a file of today.

        From version 9 on days and lists are stored as such, and columns cannot change their type.
        """
        self._run_schema("before_9")
        bring_up_to_date(self, _OTHER_TYPES - 1)
        self._take_new_file(*kept.take_all(self, before_9=True))

    def _take_new_file(
        self, state: StoreState, held: Sequence[kept.Kept], also: Sequence[Ask] = ()
    ) -> None:
        """Write what is held into a new file, and put it in the place of this one."""
        fresh = EmbeddedStore(swap.new_file(self._file))
        homes = kept.homes_of(held)
        try:
            for one in held:
                fresh.write(*kept.put_steps(one, homes))
            heads = [head_step(head) for head in read_heads(self).values()]
            fresh.write(kept.state_step(state), *heads, *also)
            refuse_damaged(fresh)
        finally:
            fresh.close()
        self._engine.checkpoint()
        self._engine.let_go()
        swap.put_in_place(self._file, keep_old=False)
        self._engine.open_again()

    @contextmanager
    def _transaction(self) -> Generator[None]:
        self._engine.command("BEGIN TRANSACTION")
        try:
            yield
            self._engine.commit()
        except Conflict:
            self._engine.command("ROLLBACK")
            raise
        except BaseException:
            self._engine.drop("writing")
            raise

    def _tidy(self) -> None:
        """Give memory back after a write, and move the write-ahead log into the file."""
        self._engine.drop("writing")
        if self._engine.log_bytes() > _CHECKPOINT_AT_BYTES:
            self._engine.checkpoint()
        if self._engine.buffer_in_use() > _MOST_BUFFER_IN_USE:
            self._engine.let_go()
            self._engine.open_again()

    def _settle(self) -> None:
        """Move the log into the file; without room for that a whole log may stay."""
        try:
            self._engine.checkpoint()
        except StoreError:
            if self.log_was_cut:
                raise

    def _version(self) -> int:
        """The version of the schema; 0 where the file is new."""
        try:
            version = read_state(self).version
        except StoreTooNew:
            raise
        except StoreError:
            # No table of states: the file is new, or its creation was cut short.
            return 0
        if not version:
            # Tables of whatever version, and nothing was ever written: begin anew.
            self._engine.let_go()
            swap.remove_store(self._file)
            self._engine.open_again()
        return version

    def _give_up_file(self) -> None:
        self._engine.let_go()
        _OPEN.pop(self._file.resolve(), None)

    def _demand_room(self) -> None:
        # A checkpoint may write every page once more before it gives the old ones back.
        if shutil.disk_usage(self._file.parent).free < _ROOM_BYTES + self._file.stat().st_size:
            raise StoreUnavailable("write", NO_ROOM)
