"""Snapshots ready for many readers: built once for each revision of a partnership and day."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from threading import Lock
from typing import Final, TypeVar

from graph.errors import Conflict, NotFound
from graph.model import Offer, Package, Partnership
from graph.rows import record_of
from graph.snapshot import Snapshot, snapshot_of
from graph.stores.loading import load_package
from graph.stores.port import Store, ask
from graph.stores.reading import (
    PartnershipSummary,
    list_partnerships,
    load_offers,
    read_state,
)

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_SNAPSHOTS: Final = 64
_PACKAGES: Final = 16
_ATTEMPTS: Final = 5


class Library:
    """Cached reading of a store; safe to share between threads.

    Every answer first asks the store for its revisions (one small query; none while nothing was
    written where nobody else can write), so an answer is never older than the last acknowledged write.
    """

    def __init__(self, store: Store) -> None:
        """Nothing is read yet."""
        self.snapshots_built = 0
        self._store = store
        self._lock = Lock()
        self._packages: OrderedDict[tuple[str, int], Package] = OrderedDict()
        self._snapshots: OrderedDict[tuple[str, int, int, date], Snapshot] = OrderedDict()
        self._offers: tuple[int, tuple[Offer, ...]] | None = None
        self._known: tuple[int, tuple[Partnership, ...]] | None = None
        self._asked_at: int | None = None
        self._asked: dict[str, tuple[int, int]] = {}

    def partnerships(self, today: date) -> tuple[PartnershipSummary, ...]:
        """Every partnership with the size of its map on a day."""
        return list_partnerships(self._store, today)

    def revision(self, id: str) -> int:
        """The revision of a partnership; it rises with every change of what it holds.

        Raises
        ------
        NotFound
            When there is no such partnership.
        """
        return self._revisions(id)[0]

    def package(self, id: str) -> Package:
        """What the store holds for a partnership, as of its newest revision."""
        return self._package(id, self.revision(id))

    def held(self, id: str) -> tuple[int, Package]:
        """The revision of a partnership and its package, both of one moment.

        Raises
        ------
        NotFound
            When there is no such partnership.
        Conflict
            When writers never left a moment to read in.
        """
        for _ in range(_ATTEMPTS):
            revision = self.revision(id)
            package = self._package(id, revision)
            if self.revision(id) == revision:
                return revision, package
        raise Conflict("partnership", id, "it is being written to all the time")

    def _package(self, id: str, revision: int) -> Package:
        key = (id, revision)
        with self._lock:
            if key in self._packages:
                self._packages.move_to_end(key)
                return self._packages[key]
        package = load_package(self._store, id)
        with self._lock:
            _keep(self._packages, key, package, _PACKAGES)
        return package

    def snapshot(self, id: str, as_of: date) -> Snapshot:
        """The partnership as of a day, with every service of the store as offers."""
        revision, offers_revision = self._revisions(id)
        key = (id, revision, offers_revision, as_of)
        with self._lock:
            if key in self._snapshots:
                self._snapshots.move_to_end(key)
                return self._snapshots[key]
        snapshot = snapshot_of(self._package(id, revision), as_of, self._offers_of(offers_revision))
        with self._lock:
            self.snapshots_built += 1
            # Only the first of two builders wins, so that what is cached on a snapshot is shared.
            return _keep(self._snapshots, key, snapshot, _SNAPSHOTS)

    def offers(self) -> tuple[Offer, ...]:
        """Every service of the store with its provider."""
        return self._offers_of(self._state()[1])

    def _offers_of(self, revision: int) -> tuple[Offer, ...]:
        with self._lock:
            if self._offers is not None and self._offers[0] == revision:
                return self._offers[1]
        offers = load_offers(self._store)
        with self._lock:
            self._offers = (revision, offers)
        return offers

    def known_institutions(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these ids that are institutions of some partnership in the store."""
        if not ids:
            return frozenset()
        (rows,) = self._store.read(ask("offers.find_known_institutions", ids=sorted(ids)))
        return frozenset(str(row["id"]) for row in rows)

    def holders(self, institution: str) -> frozenset[str]:
        """Ids of the partnerships that hold an institution on their map."""
        return self.holders_of([institution]).get(institution, frozenset())

    def holders_of(self, institutions: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """For each institution that is held at all, the ids of the partnerships that hold it."""
        (rows,) = self._store.read(ask("offers.find_holders", ids=sorted(set(institutions))))
        found: dict[str, frozenset[str]] = {}
        for row in rows:
            id, holder = str(row["institution_id"]), str(row["partnership_id"])
            found[id] = found.get(id, frozenset()) | {holder}
        return found

    def choose(self, gmina: str, named: str | None = None) -> str:
        """Id of the partnership that answers for a gmina, or the one named.

        Raises
        ------
        InvalidRequest, NotFound, Ambiguous
            As :func:`graph.routes.choose_partnership`.
        """
        revision = self._state()[0]
        with self._lock:
            known = self._known if self._known and self._known[0] == revision else None
        if known is None:
            (rows,) = self._store.read(ask("partnership.find_all"))
            known = (revision, tuple(record_of(Partnership, row) for row in rows))
            with self._lock:
                self._known = known
        # Routes bring their solver along, which a command that only reads does not need.
        from graph.routes import choose_partnership

        return choose_partnership(known[1], gmina, named)

    def _state(self) -> tuple[int, int]:
        """Revisions of the store and of its offers."""

        def read() -> tuple[int, int]:
            state = read_state(self._store)
            return state.revision, state.offers_revision

        return self._unless_written("", read)

    def _revisions(self, id: str) -> tuple[int, int]:
        """Revisions of a partnership and of the offers."""

        def read() -> tuple[int, int]:
            found, state = self._store.read(ask("partnership.find_revision", id=id), ask("state.find"))
            if not found:
                raise NotFound("partnership", id)
            return int(found[0]["revision"] or 0), int(state[0]["offers_revision"] or 0)

        return self._unless_written(f"/{id}", read)

    def _unless_written(self, question: str, read: Callable[[], tuple[int, int]]) -> tuple[int, int]:
        """What was read before, if the store tells that nothing was written since."""
        # First the number, then the reading: what is kept is never older than its number.
        changes = self._store.changes
        if changes is None:
            return read()
        with self._lock:
            if self._asked_at != changes:
                self._asked_at, self._asked = changes, {}
            if question in self._asked:
                return self._asked[question]
        found = read()
        with self._lock:
            if self._asked_at == changes:
                self._asked[question] = found
        return found


def _keep(shelf: OrderedDict[_Key, _Value], key: _Key, value: _Value, most: int) -> _Value:
    kept = shelf.setdefault(key, value)
    shelf.move_to_end(key)
    while len(shelf) > most:
        shelf.popitem(last=False)
    return kept
