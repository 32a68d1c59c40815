"""Posts that must not happen twice: a key chosen by the sender, kept for a day with its answer."""

from datetime import timedelta
from hashlib import sha256
from typing import Final

from service.access.database import AccessDatabase
from service.access.tokens import now, stamp
from service.errors import KeyReused

_KEPT: Final = timedelta(days=1)
_INSERT: Final = "INSERT INTO posts (key, body, answer, at) VALUES (?, ?, ?, ?)"


class Posted:
    """A request with a key, or without one, in which case nothing is kept."""

    def __init__(self, database: AccessDatabase, sender: str, key: str | None, body: bytes) -> None:
        """Keys of different senders are different keys."""
        self._database = database
        self._key = sha256(f"{sender}\n{key}".encode()).digest() if key else None
        self._body = sha256(body).digest()

    def answer(self) -> bytes | None:
        """The answer to the same request, if there was one.

        Raises
        ------
        KeyReused
            When the key came with another body.
        """
        if self._key is None:
            return None
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT body, answer FROM posts WHERE key = ? AND at > ?",
                (self._key, stamp(now() - _KEPT)),
            ).fetchone()
        if row is None:
            return None
        if row["body"] != self._body:
            raise KeyReused
        return row["answer"]

    def reserve(self, answer: bytes) -> bytes:
        """Keep an answer before the work is done; of several at once all get the first one's.

        Raises
        ------
        KeyReused
            When the key came with another body.
        """
        if self._key is None:
            return answer
        self._write(f"{_INSERT} ON CONFLICT DO NOTHING", answer)
        return self.answer() or answer

    def keep(self, answer: bytes) -> None:
        """Remember the answer; forget those of yesterday."""
        if self._key is not None:
            self._write(_INSERT, answer)

    def _write(self, insert: str, answer: bytes) -> None:
        with self._database.writing() as connection:
            connection.execute("DELETE FROM posts WHERE at <= ?", (stamp(now() - _KEPT),))
            connection.execute(insert, (self._key, self._body, answer, stamp(now())))
