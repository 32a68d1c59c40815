"""What every writing needs: the version it builds on, to act once for each key, an id, a role."""

from collections.abc import Callable
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar
from uuid import uuid4

from graph.errors import Conflict, GraphError
from graph.records.kind import RecordKind
from graph.rows import key_of, parts_of
from graph.stores import Store
from graph.stores.once import IdempotencyRecord, NotingStore, find_done
from graph.stores.records import Versioned, change_record, create_record, read_of
from service.access.guard import Principal
from service.http.errors import KeyReused, PreconditionFailed, PreconditionRequired

Entry = TypeVar("Entry")
Written = TypeVar("Written")


def demand_version(seen: str | None, version: int | str) -> None:
    """Go on only if the sender says what they saw, and nothing changed since.

    Parameters
    ----------
    seen
        The version that the sender saw, as in ``If-Match``: one or several, quoted or not, or ``*`` for
        whatever is there.
    version
        The version that is there.

    Raises
    ------
    PreconditionRequired
        When the sender does not say.
    PreconditionFailed
        When it is none of those that were seen.

    Examples
    --------
    >>> demand_version('"7", "8"', 8), demand_version("*", 8)
    (None, None)
    >>> demand_version("8", 7)
    Traceback (most recent call last):
    service.http.errors.PreconditionFailed
    """
    if seen is None:
        raise PreconditionRequired
    if not names(seen, version):
        raise PreconditionFailed


def names(seen: str, version: int | str) -> bool:
    """Whether a version is among those that a sender saw: see :func:`demand_version`."""
    marks = {mark.strip().strip('"') for mark in seen.split(",")}
    return not marks.isdisjoint({"*", str(version)})


class Sent(NamedTuple):
    """A post as it came: to which address, with which key if any, and what was in it."""

    address: str
    key: str | None
    body: bytes


#: A post of somebody who does not mind if it happens twice.
UNKEYED: Final = Sent("", None, b"")


class Once:
    """A request with a key, or without one, in which case nothing is noted."""

    def __init__(self, principal: Principal, sent: Sent) -> None:
        """The same key of another sender, or sent to another address, is another key.

        Senders are told apart by their token, by its id, or their browser session; never by role.
        """
        named = f"{principal.who}\n{principal.csrf}\n{sent.address}\n{sent.key}"
        self._store = principal.runtime.store
        self._address = sent.address
        self._key = sha256(named.encode()).hexdigest() if sent.key else None
        self._body = sha256(sent.body).hexdigest()

    def seen(self) -> str | None:
        """The answer that is noted of the same request, if it was done before.

        Raises
        ------
        KeyReused
            When the key came with another body.
        """
        done = find_done(self._store, self._key) if self._key else None
        if done and done.body != self._body:
            raise KeyReused
        return done and done.answer

    def record(self, answer: str) -> IdempotencyRecord | None:
        """What is noted of this request; ``None`` where it has no key."""
        return IdempotencyRecord(self._key, self._body, answer) if self._key else None

    def noting(self, answer: str) -> Store:
        """The store, each of whose transactions notes this request with its answer."""
        done = self.record(answer)
        return NotingStore(self._store, done) if done else self._store

    def run(self, do: Callable[[], Written], replay: Callable[[str], Written | None]) -> Written:
        """Do what the request asks for, unless it was done before.

        Parameters
        ----------
        do
            Checks everything and writes by :meth:`noting`.
        replay
            What a request with a noted answer left; ``None`` where it was taken back since.

        Raises
        ------
        KeyReused
            When the key came with something else before.
        Conflict
            When it was done and has been taken back since: a late repetition does not bring it back.
        """
        answer = self.seen()
        if answer is None:
            try:
                return do()
            except (GraphError, PreconditionRequired, PreconditionFailed):
                # The same request may have been done at this very moment, here or at another server.
                answer = self.seen()
                if answer is None:
                    raise
        found = replay(answer)
        if found is None:
            raise Conflict("post", self._address, "it was done and changed since")
        return found


def create_once(
    principal: Principal, sent: Sent, kind: RecordKind[Entry], owner: str, make: Callable[[], Entry]
) -> Versioned[Entry]:
    """Create a record, once for each key.

    ``make`` checks what was sent and makes the record; it raises where there cannot be one.
    """
    once = Once(principal, sent)

    def do() -> Versioned[Entry]:
        made = make()
        return create_record(once.noting(key_of(1, *kind.id_of(made))), kind, owner, made)

    return once.run(do, lambda answer: _left(principal.runtime.store, kind, owner, answer))


def change_once(
    principal: Principal,
    sent: Sent,
    kind: RecordKind[Entry],
    owner: str,
    kept: Versioned[Entry],
    seen: str | None,
    change: Callable[[Entry], Entry],
    *,
    state_first: bool = False,
) -> Versioned[Entry]:
    """Change a record, once for each key.

    Parameters
    ----------
    kept
        The record as it was read.
    seen
        The version that the sender saw (``If-Match``).
    change
        Checks what was sent and makes the record that it shall be.
    state_first
        Whether a record that cannot change any more is reported before a version that does not fit.

    Raises
    ------
    PreconditionRequired, PreconditionFailed
        When no version was named; when the record changed since.
    """
    once = Once(principal, sent)

    def do() -> Versioned[Entry]:
        if state_first:
            change(kept.entry)
        demand_version(seen, kept.version)
        changed = change(kept.entry)
        noting = once.noting(key_of(kept.version + 1, *kind.id_of(changed)))
        return change_record(noting, kind, owner, changed, kept.version)

    return once.run(do, lambda answer: _left(principal.runtime.store, kind, owner, answer))


def _left(store: Store, kind: RecordKind[Entry], owner: str, answer: str) -> Versioned[Entry] | None:
    version, *id = parts_of(answer)
    found = (one for one in read_of(store, kind, owner) if kind.id_of(one.entry) == tuple(id))
    return next((one for one in found if one.version >= int(version)), None)


def new_id() -> str:
    """The id of something new: 16 random hexadecimal digits."""
    return uuid4().hex[:16]


def role_of(principal: Principal) -> str:
    """The roles of whoever takes a step, as journals keep them: no name."""
    return "+".join(sorted(principal.grant.roles))
