"""The file of tokens, sessions and audit trail: SQLite, shared by server and command line."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Final

from graph.errors import NO_ROOM, TOKENS_UNUSABLE, StoreDamaged, StoreTooNew, StoreUnavailable
from graph.stores.heads import Head
from service.access.chain import LINES, findings, first_digest, head_of, line_digest, seal

#: One script for each version of the schema; never edit a released one, add the next.
_MIGRATIONS: Final = (
    """
    CREATE TABLE tokens (
        id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, granted TEXT NOT NULL,
        created_at TEXT NOT NULL, expires_at TEXT NOT NULL, revoked_at TEXT
    ) STRICT;
    CREATE TABLE links (
        hash BLOB PRIMARY KEY, granted TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT
    ) STRICT;
    CREATE TABLE sessions (
        hash BLOB PRIMARY KEY, granted TEXT NOT NULL, token_id TEXT REFERENCES tokens (id),
        expires_at TEXT NOT NULL, ended_at TEXT
    ) STRICT;
    CREATE TABLE audit (
        number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL,
        roles TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL,
        outcome TEXT NOT NULL, request_id TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TABLE posts (
        key BLOB PRIMARY KEY, body BLOB NOT NULL, answer BLOB NOT NULL, at TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE tuning (
        family TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, changed_at TEXT NOT NULL,
        PRIMARY KEY (family, name)
    ) STRICT;
    """,
    # Links of before get ids as well, and may not wait longer than those of now.
    """
    ALTER TABLE links ADD COLUMN id TEXT;
    ALTER TABLE links ADD COLUMN created_at TEXT NOT NULL DEFAULT '';
    ALTER TABLE links ADD COLUMN session_hours REAL;
    ALTER TABLE links ADD COLUMN revoked_at TEXT;
    UPDATE links SET id = lower(hex(randomblob(4)));
    UPDATE links SET expires_at = min(expires_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now', '+1 day'));
    CREATE UNIQUE INDEX links_by_id ON links (id);
    ALTER TABLE sessions ADD COLUMN link_id TEXT;
    ALTER TABLE audit ADD COLUMN through TEXT NOT NULL DEFAULT '';
    """,
    # Lines of before get their checksums once here; the trigger is made anew after that.
    """
    ALTER TABLE audit ADD COLUMN place TEXT NOT NULL DEFAULT '';
    ALTER TABLE audit ADD COLUMN digest BLOB;
    CREATE TABLE identity (id TEXT PRIMARY KEY) STRICT;
    INSERT INTO identity VALUES (lower(hex(randomblob(8))));
    CREATE TABLE seals (number INTEGER PRIMARY KEY, content BLOB NOT NULL, digest BLOB NOT NULL) STRICT;
    CREATE TABLE probe (id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
    DROP TRIGGER audit_is_not_changed;
    """,
    # Numbers of cases as they were told this month, and the key they are rounded with.
    """
    CREATE TABLE keys (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    CREATE TABLE published (
        partnership TEXT NOT NULL, subject TEXT NOT NULL, month TEXT NOT NULL, numbers TEXT NOT NULL,
        PRIMARY KEY (partnership, subject, month)
    ) STRICT;
    """,
    # Requests that were done are noted with what they did, in the store.
    "DROP TABLE posts;",
)
_CHAINED: Final = 4
_UNCHANGED: Final = """
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
"""
_WAIT_SECONDS: Final = 5.0
#: The finding where the file is not, or no longer, a whole database.
DAMAGED: Final = "the file of tokens, sessions and the audit trail is damaged"


class AccessDatabase:
    """Two connections, each behind a lock; other processes may hold the same file at the same time.

    Readers have a connection of their own: with a write-ahead log they never wait for a writer, so a
    token can be looked up between two other things, in some microseconds.
    """

    def __init__(self, file: Path) -> None:
        """Open or create the file, readable by its owner only, and bring its schema up to date.

        Raises
        ------
        StoreTooNew
            When a newer version of the product wrote it.
        StoreDamaged
            When it is not a whole database; so does every later use that meets such a place in it.
        """
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        self.file, self._inode = file, file.stat().st_ino
        self._lock, self._reader_lock = RLock(), RLock()
        self._connection, self._reader = _connected(file), _connected(file)
        try:
            with _translated():
                self._connection.execute("PRAGMA journal_mode = WAL")
                # A line of the trail is on the disk before what it tells of happens.
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute("PRAGMA foreign_keys = ON")
                self._reader.execute("PRAGMA query_only = ON")
            self._migrate()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """The connection, for single statements that change nothing."""
        with self._reader_lock, _translated():
            yield self._reader

    @contextmanager
    def looking(self) -> Generator[sqlite3.Connection]:
        """The connection, all of whose statements see the same moment."""
        with self._reader_lock, _translated():
            self._reader.execute("BEGIN")
            try:
                yield self._reader
            finally:
                self._reader.execute("ROLLBACK")

    @contextmanager
    def writing(self, *, sealed: bool = False) -> Generator[sqlite3.Connection]:
        """The connection inside one transaction, kept when the block ends well.

        Parameters
        ----------
        sealed
            Whether tokens, links, sessions or settings are changed, which a seal vouches for.
        """
        with self._lock, _translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                if sealed:
                    seal(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has undone it already, and undoing it again would be the error told.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def head(self) -> Head:
        """How far trail and seals reach."""
        with self.looking() as connection:
            return head_of(connection)

    def check(self, head: Head | None, *, everything: bool = False) -> tuple[str, ...]:
        """What is wrong with the file; see :func:`service.access.chain.findings`."""
        with self.looking() as connection:
            return tuple(dict.fromkeys(findings(connection, head, everything=everything)))

    def probe(self, at: str) -> None:
        """Return when writing works, having written something small."""
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO probe VALUES (1, ?)", (at,))

    def in_place(self) -> bool:
        """Whether the file that is open still has its name."""
        try:
            return self.file.stat().st_ino == self._inode
        except OSError:
            return False

    def close(self) -> None:
        """Let the file go."""
        with self._lock, self._reader_lock:
            self._connection.close()
            self._reader.close()

    def _migrate(self) -> None:
        with self.writing() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > len(_MIGRATIONS):
                raise StoreTooNew(version, len(_MIGRATIONS))
            for script in _MIGRATIONS[version:]:
                for statement in _statements(script):
                    connection.execute(statement)
            if version < _CHAINED:
                _chain(connection)
            connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _chain(connection: sqlite3.Connection) -> None:
    """Give every line its checksum, and what is sealed its first seal."""
    digest = first_digest(connection)
    for row in connection.execute(LINES, (0,)).fetchall():
        *line, _ = row
        digest = line_digest(digest, line)
        connection.execute("UPDATE audit SET digest = ? WHERE number = ?", (digest, line[0]))
    connection.execute(_UNCHANGED)
    seal(connection)


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        file, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    return connection


def _statements(script: str) -> Generator[str]:
    # executescript() would commit the running transaction; a trigger holds semicolons of its own.
    text = ""
    for line in script.splitlines():
        text += line + "\n"
        if text.strip() and sqlite3.complete_statement(text):
            yield text
            text = ""


@contextmanager
def _translated() -> Generator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
        raise StoreUnavailable("access", NO_ROOM if full else TOKENS_UNUSABLE) from error
    except sqlite3.DatabaseError as error:
        # Others of this family tell of a wrong statement or a broken rule, not of the file.
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
        raise StoreDamaged([DAMAGED]) from error
