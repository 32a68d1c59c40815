"""Posts that must not happen twice: a key chosen by the sender, kept for a day with what came of it.

A key is noted before the work is done, with the state that the work builds on, and finished afterwards.
Whoever sends the same again, after a crash in between too, is told by what is there whether it was done:
see :func:`service.http.idempotency.write_once`.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from threading import Lock
from typing import Final, NamedTuple

from service.access.guard import Principal
from service.access.tokens import now, stamp
from service.http.errors import KeyReused

_KEPT: Final = timedelta(days=1)
#: First byte of what is kept: whether the work was seen to its end.
_NOTED, _FINISHED = b"n", b"f"
_INSERT: Final = "INSERT INTO posts (key, body, answer, at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO"
#: Requests of one key wait for each other; those of two keys seldom.
_TURNS: Final = tuple(Lock() for _ in range(64))


class Sent(NamedTuple):
    """A post as it came: to which address, with which key if any, and what was in it."""

    address: str
    key: str | None
    body: bytes


#: A post of somebody who does not mind if it happens twice.
UNKEYED: Final = Sent("", None, b"")


class Seen(NamedTuple):
    """What is kept of an earlier post of the same key: a state, or the answer once it was finished."""

    finished: bool
    mark: bytes


def sender_of(principal: Principal) -> str:
    """What tells senders apart: the token, by its id, or the browser session; never the role."""
    return f"{principal.who}\n{principal.csrf}"


class Posted:
    """A request with a key, or without one, in which case nothing is kept."""

    def __init__(self, principal: Principal, sent: Sent) -> None:
        """The same key of another sender, or sent to another address, is another key."""
        self._database = principal.runtime.access
        named = f"{sender_of(principal)}\n{sent.address}\n{sent.key}"
        self._key = sha256(named.encode()).digest() if sent.key else None
        self._body = sha256(sent.body).digest()

    @contextmanager
    def turn(self) -> Generator[None]:
        """Hold the key against others who send it to this server at the same time."""
        if self._key is None:
            yield
            return
        with _TURNS[self._key[0] % len(_TURNS)]:
            yield

    def seen(self) -> Seen | None:
        """What is kept of the same request, if it came before.

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
        return Seen(row["answer"][:1] == _FINISHED, row["answer"][1:])

    def note(self, mark: bytes, instead_of: bytes | None = None) -> bytes:
        """Keep the state that the work builds on; of several at once all get the first one's.

        Parameters
        ----------
        instead_of
            The state noted before, of a work that was not done then.

        Raises
        ------
        KeyReused
            When the key came with another body.
        """
        if self._key is None:
            return mark
        if instead_of is None:
            self._insert(_NOTED + mark, "NOTHING")
        else:
            with self._database.writing() as connection:
                connection.execute(
                    "UPDATE posts SET answer = ? WHERE key = ? AND answer = ?",
                    (_NOTED + mark, self._key, _NOTED + instead_of),
                )
        seen = self.seen()
        return seen.mark if seen else mark

    def finish(self, answer: bytes | None = None) -> bytes:
        """Remember that it was done, with its answer if it has one to keep; gives the first one's.

        Raises
        ------
        KeyReused
            When the key came with another body.
        """
        if self._key is None:
            return answer or b""
        if answer is None:
            with self._database.writing() as connection:
                connection.execute(
                    "UPDATE posts SET answer = CAST(? || substr(answer, 2) AS BLOB) WHERE key = ?",
                    (_FINISHED, self._key),
                )
            return b""
        self._insert(
            _FINISHED + answer,
            "UPDATE SET answer = excluded.answer"
            f" WHERE posts.body = excluded.body AND substr(posts.answer, 1, 1) = x'{_NOTED.hex()}'",
        )
        seen = self.seen()
        return seen.mark if seen else answer

    def forget(self, mark: bytes) -> None:
        """Let go of a key whose work was refused, if it is noted with this: it can come anew."""
        if self._key is not None:
            with self._database.writing() as connection:
                connection.execute(
                    "DELETE FROM posts WHERE key = ? AND answer = ?", (self._key, _NOTED + mark)
                )

    def _insert(self, answer: bytes, otherwise: str) -> None:
        with self._database.writing() as connection:
            connection.execute("DELETE FROM posts WHERE at <= ?", (stamp(now() - _KEPT),))
            connection.execute(f"{_INSERT} {otherwise}", (self._key, self._body, answer, stamp(now())))
