"""Files that were checked and wait for their sender's word: in memory only, for half an hour.

A package may hold cases, so it is never laid on the disk before it is imported. A file belongs to the
session that sent it; a newer one takes its place.
"""

import time
from dataclasses import dataclass, field, replace
from secrets import token_urlsafe
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from graph.packages.strengths import AS_WRITTEN, Strengths
from graph.stores.strangers import NO_CHOICE, IdChoice
from service.access.guard import Principal
from service.answers.documents import Document
from service.runtime import Runtime

_SECONDS: Final = 30 * 60
_MOST_FILES: Final = 20
_MOST_BYTES: Final = 160 << 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file with the state it was checked against; once it is imported, what the import did.

    ``choice`` and ``strengths`` are what its sender said of ids and numbers.
    """

    owner: str
    data: bytes
    name: str
    etag: str
    choice: IdChoice
    strengths: Strengths
    until: float
    done: Document | None = None


@dataclass(slots=True)
class Shelf:
    """The files that wait in one runtime, by token, the oldest first."""

    files: dict[str, Waiting] = field(default_factory=dict[str, Waiting])
    lock: Lock = field(default_factory=Lock)

    def put(
        self,
        owner: str,
        data: bytes,
        name: str,
        etag: str = "",
        choice: IdChoice = NO_CHOICE,
        strengths: Strengths = AS_WRITTEN,
    ) -> str:
        """Keep a file; its token. The sender's earlier file goes, and the oldest if there is no room."""
        token = token_urlsafe(16)
        until = time.monotonic() + _SECONDS
        with self.lock:
            self._tidy(owner)
            self.files[token] = Waiting(owner, data, name, etag, choice, strengths, until)
            while len(self.files) > _MOST_FILES or (len(self.files) > 1 and self._bytes > _MOST_BYTES):
                del self.files[next(iter(self.files))]
        return token

    def get(self, owner: str, token: str) -> Waiting | None:
        """The file of a token, ``None`` where it is gone or somebody else's."""
        with self.lock:
            self._tidy()
            found = self.files.get(token)
        return found if found and found.owner == owner else None

    def finish(self, token: str, done: Document) -> None:
        """Keep what the import did in place of the file."""
        with self.lock:
            if found := self.files.get(token):
                self.files[token] = replace(found, data=b"", done=done)

    def drop(self, token: str) -> None:
        """Forget a file."""
        with self.lock:
            self.files.pop(token, None)

    @property
    def _bytes(self) -> int:
        return sum(len(one.data) for one in self.files.values())

    def _tidy(self, owner: str = "") -> None:
        now = time.monotonic()
        gone = [key for key, one in self.files.items() if one.until < now or one.owner == owner]
        for key in gone:
            del self.files[key]


_SHELVES: Final[WeakKeyDictionary[Runtime, Shelf]] = WeakKeyDictionary()
_OPENING: Final = Lock()


def shelf_of(runtime: Runtime) -> Shelf:
    """The shelf of a running product."""
    with _OPENING:
        return _SHELVES.setdefault(runtime, Shelf())


def owner_of(principal: Principal) -> str:
    """What tells the senders apart: the session, or the token."""
    return f"{principal.who}/{principal.csrf or principal.grant.name}"
