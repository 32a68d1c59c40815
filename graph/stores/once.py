"""Requests that act once: what was done is noted in the transaction that does it.

A request is known by a key that its sender chose, of which a checksum is kept for a day, with a checksum
of what was sent and a short answer from which the request can be answered again.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from uuid import uuid4

from graph.rows import Row
from graph.stores.port import Ask, Store, ask

_KEPT: Final = timedelta(days=1)


class IdempotencyRecord(NamedTuple):
    """A request that was done: the checksums of its key and of what was sent, and its answer."""

    key: str
    body: str
    answer: str


def find_done(store: Store, key: str) -> IdempotencyRecord | None:
    """The request of a key, if it was done within the last day."""
    (rows,) = store.read(ask("once.find", key=key, since=_text(_now() - _KEPT)))
    return next((IdempotencyRecord(key, str(row["body"]), str(row["answer"])) for row in rows), None)


def done_steps(done: IdempotencyRecord) -> Iterator[Ask]:
    """The steps that note a request; the transaction is undone if it was done before.

    They belong at the end of the transaction that does it.
    """
    now = _now()
    yield ask("once.prune", until=_text(now - _KEPT))
    noting = ask("once.note", **done._asdict(), claim=uuid4().hex, at=_text(now))
    yield noting._replace(must_match=True)


def kept_requests(store: Store) -> Iterator[Ask]:
    """The steps that note what a store has noted in another one."""
    (rows,) = store.read(ask("once.find_all"))
    for row in rows:
        yield ask("once.note", **row, claim=uuid4().hex)


class NotingStore:
    """A store each of whose transactions notes a request beside what it writes."""

    def __init__(self, store: Store, done: IdempotencyRecord) -> None:
        """Nothing is written yet."""
        self._store = store
        self._done = done

    @property
    def description(self) -> str:
        """That of the store."""
        return self._store.description

    @property
    def labels_areas(self) -> bool:
        """That of the store."""
        return self._store.labels_areas

    @property
    def changes(self) -> int | None:
        """Those of the store."""
        return self._store.changes

    def read(self, *asks: Ask) -> list[list[Row]]:
        """Read from the store."""
        return self._store.read(*asks)

    def write(self, *asks: Ask) -> list[list[Row]]:
        """Write to the store and note the request, both or nothing.

        Raises
        ------
        Conflict
            When a step that must match found nothing, or the request was done before.
        """
        return self._store.write(*asks, *done_steps(self._done))[: len(asks)]

    def scrub(self) -> None:
        """Scrub the store."""
        self._store.scrub()

    def ping(self) -> None:
        """Ask the store."""
        self._store.ping()

    def probe(self) -> None:
        """Ask the store whether it takes writes."""
        self._store.probe()

    def close(self) -> None:
        """Nothing: the store goes on."""


def _now() -> datetime:
    return datetime.now(UTC)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
