"""Answers as bytes: rendered once for a state of the data and a question, then handed out."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from hashlib import blake2b
from threading import Lock
from typing import Any, Final, NamedTuple
from weakref import ReferenceType, ref

import orjson

_MOST_ANSWERS: Final = 512
_MOST_BYTES: Final = 128 << 20
#: Bytes of the bodies whose documents are kept beside them; a document takes some ten times as much.
_MOST_READ_BYTES: Final = 16 << 20


class Answer(NamedTuple):
    """The body of a response and the mark by which a client recognises it."""

    body: bytes
    etag: str


class _Kept(NamedTuple):
    source: ReferenceType[object]
    answer: Future[Answer]


class _Read(NamedTuple):
    """A body and what it says; the same body is the same answer."""

    body: bytes
    document: Any


def render_json(document: object) -> bytes:
    """A document as JSON, the same bytes for every door; undefined numbers become null.

    >>> render_json({"constraint": float("nan"), "id": "I01"})
    b'{"constraint":null,"id":"I01"}'
    """
    return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)


def answer_of(body: bytes) -> Answer:
    """A body with its mark."""
    return Answer(body, f'"{blake2b(body, digest_size=16).hexdigest()}"')


class Answers:
    """The answers kept, least recently used last; safe to share between threads.

    An answer belongs to the object it was made from, usually a snapshot, and dies with it: a newer
    state of the data is a new object. Two threads with one question wait for one rendering.
    """

    def __init__(self, most: int = _MOST_ANSWERS, most_bytes: int = _MOST_BYTES) -> None:
        """Nothing is kept yet."""
        self.rendered = 0
        self.reused = 0
        self._most = most
        self._most_bytes = most_bytes
        self._bytes = 0
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, Hashable], _Kept] = OrderedDict()
        self._read: OrderedDict[tuple[int, Hashable], _Read] = OrderedDict()
        self._read_bytes = 0

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept)

    def clear(self) -> None:
        """Forget every answer; those being rendered are handed out and not kept."""
        with self._lock:
            for key in tuple(self._kept):
                self._drop(key)

    def holds(self, source: object, question: Hashable) -> bool:
        """Whether an answer is there, so that :meth:`get` waits for nothing."""
        with self._lock:
            kept = self._kept.get((id(source), question))
            return kept is not None and kept.source() is source and kept.answer.done()

    def get(self, source: object, question: Hashable, render: Callable[[], bytes]) -> Answer:
        """The answer to a question about a source, rendered by ``render`` at most once."""
        key = (id(source), question)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.source() is source:
                self._kept.move_to_end(key)
                self.reused += 1
                waiting, ours = kept.answer, None
            else:
                self._drop(key)
                self.rendered += 1
                waiting = ours = Future[Answer]()
                self._kept[key] = _Kept(ref(source), waiting)
        if ours is not None:
            self._render(key, ours, render)
        return waiting.result()

    def document(self, source: object, question: Hashable, render: Callable[[], bytes]) -> Any:  # noqa: ANN401  # JSON
        """What the answer says, read from its body once and shared: nobody may change it.

        Pages show the same answers as the API sends, many times over; reading a large body again takes
        longer than making a page of it.
        """
        body = self.get(source, question, render).body
        key = (id(source), question)
        with self._lock:
            read = self._read.get(key)
            if read is not None and read.body is body:
                self._read.move_to_end(key)
                return read.document
        document = orjson.loads(body)
        with self._lock:
            self._forget_read(key)
            if key in self._kept and len(body) <= _MOST_READ_BYTES:
                self._read[key] = _Read(body, document)
                self._read_bytes += len(body)
            while self._read_bytes > _MOST_READ_BYTES:
                self._forget_read(next(iter(self._read)))
        return document

    def _forget_read(self, key: tuple[int, Hashable]) -> None:
        if read := self._read.pop(key, None):
            self._read_bytes -= len(read.body)

    def _render(
        self, key: tuple[int, Hashable], waiting: Future[Answer], render: Callable[[], bytes]
    ) -> None:
        try:
            answer = answer_of(render())
        except BaseException as error:
            with self._lock:
                if (kept := self._kept.get(key)) and kept.answer is waiting:
                    del self._kept[key]
            waiting.set_exception(error)
            raise
        with self._lock:
            waiting.set_result(answer)
            if (kept := self._kept.get(key)) and kept.answer is waiting:
                self._bytes += len(answer.body)
            while len(self._kept) > self._most or self._bytes > self._most_bytes:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: tuple[int, Hashable]) -> None:
        self._forget_read(key)
        kept = self._kept.pop(key, None)
        if kept is not None and kept.answer.done():
            self._bytes -= len(kept.answer.result().body)
