"""Chains over the access file: each line of the trail carries the checksum of all lines before it.

A second chain seals tokens, links, sessions and settings: each change of theirs adds a seal of what
they hold then. The ends of both are kept in the graph database, so that what is rewritten, cut off or
taken away is told.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from sqlite3 import Connection
from typing import Final

import orjson

from graph.stores.heads import Head

#: Findings about the access file, as the commands tell them.
GONE: Final = "the file of tokens and the audit trail is gone"
UNKNOWN: Final = "the file of tokens and the audit trail is not the one that this database knows"
CUT: Final = "the audit trail lacks its last lines"
REWRITTEN: Final = "the audit trail is not as it was written"
TOKENS_CHANGED: Final = "tokens, links, sessions or settings are not as they were written"
#: What a line is made of, in the order in which it is summed up.
FIELDS: Final = (
    *("number", "at", "who", "roles", "action", "subject", "purpose", "outcome", "request_id"),
    *("through", "place"),
)
_SEALED: Final = ("tokens", "links", "sessions", "tuning")
#: Lines with their checksums from a number on.
LINES: Final = f"SELECT {', '.join(FIELDS)}, digest FROM audit WHERE number > ? ORDER BY number"  # noqa: S608


def line_digest(before: bytes, line: Sequence[object]) -> bytes:
    """The checksum of a line and of all before it."""
    return sha256(before + orjson.dumps(list(line))).digest()


def first_digest(connection: Connection) -> bytes:
    """What the first line of either chain builds on."""
    (id,) = connection.execute("SELECT id FROM identity").fetchone()
    return sha256(f"kooperacje {id}".encode()).digest()


def last_line(connection: Connection) -> tuple[int, bytes]:
    """Number and checksum of the last line."""
    row = connection.execute("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, first_digest(connection))


def seal(connection: Connection) -> None:
    """Add a seal where what is sealed has changed."""
    content = _content(connection)
    row = connection.execute("SELECT number, content, digest FROM seals ORDER BY number DESC LIMIT 1")
    last = row.fetchone()
    if last is not None and last["content"] == content:
        return
    number, before = (last["number"], last["digest"]) if last else (0, first_digest(connection))
    connection.execute(
        "INSERT INTO seals (number, content, digest) VALUES (?, ?, ?)",
        (number + 1, content, _seal_digest(before, number + 1, content)),
    )


def head_of(connection: Connection) -> Head:
    """The ends of both chains as they are now."""
    (id,) = connection.execute("SELECT id FROM identity").fetchone()
    lines, digest = last_line(connection)
    row = connection.execute("SELECT number, digest FROM seals ORDER BY number DESC LIMIT 1").fetchone()
    seals, last = (row["number"], row["digest"]) if row else (0, first_digest(connection))
    return Head(id, lines, digest.hex(), seals, last.hex())


def findings(connection: Connection, head: Head | None, *, everything: bool = False) -> Iterator[str]:
    """What is wrong with an access file; the connection is in one transaction.

    Parameters
    ----------
    head
        How far the graph database knows it to reach; ``None`` where it knows nothing of it.
    everything
        Whether every line is looked at, and not only the head and what came after it.
    """
    start = 0 if everything or head is None else head.lines
    yield from _wrong_lines(connection, head, start)
    if _seals_differ(connection, head):
        yield TOKENS_CHANGED


def _wrong_lines(connection: Connection, head: Head | None, start: int) -> Iterator[str]:
    digest = first_digest(connection)
    if head is not None and head.lines:
        row = connection.execute("SELECT digest FROM audit WHERE number = ?", (head.lines,)).fetchone()
        if row is None:
            yield CUT
        elif row["digest"] is None or row["digest"].hex() != head.digest:
            yield REWRITTEN
            return
        if start:
            if row is None:
                return
            digest = row["digest"]
    number = start
    for row in connection.execute(LINES, (start,)):
        *line, found = row
        number = int(row["number"])
        digest = line_digest(digest, line)
        if found != digest:
            yield REWRITTEN
            return
    made = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    if made is not None and made[0] > number and (head is None or number >= head.lines):
        yield CUT


def _seals_differ(connection: Connection, head: Head | None) -> bool:
    digest, content = first_digest(connection), b""
    known = head is None or head.seals == 0
    rows = connection.execute("SELECT number, content, digest FROM seals ORDER BY number")
    for number, row in enumerate(rows, 1):
        content = row["content"]
        digest = _seal_digest(digest, number, content)
        if (row["number"], row["digest"]) != (number, digest):
            return True
        if head is not None and number == head.seals:
            if digest.hex() != head.seal:
                return True
            known = True
    return not known or content != _content(connection)


def _seal_digest(before: bytes, number: int, content: bytes) -> bytes:
    return sha256(before + str(number).encode() + content).digest()


def _content(connection: Connection) -> bytes:
    sums = sha256()
    for table in _SEALED:
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):  # noqa: S608  # own names
            sums.update(repr((table, *row)).encode())
    return sums.digest()
