"""What is worked out of every partnership for the portfolio, kept until something of it changes.

A partnership's row rests on its package, the services that can matter to it, what people recorded in it,
the day and the limits of the gap detectors. Only what changed of these is worked out anew; where nobody
wrote anything, nothing is even read.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import RLock
from typing import Final, TypeVar, cast

from graph.errors import NotFound
from graph.gaps import find_gaps
from graph.gaps.thresholds import Thresholds
from graph.model import Offer
from graph.portfolio import (
    MEASURED,
    Attention,
    Compared,
    Entry,
    GapCounts,
    Life,
    OfferIndex,
    Peer,
    Surroundings,
    attention_of,
    compared,
    entry_of,
    gap_counts,
    rewired_samples,
    surroundings_of,
)
from graph.records.kinds import BARRIER, MEETING, RECOMMENDATION
from graph.records.recommendation import LIFE
from graph.snapshot import Snapshot, snapshot_of
from graph.snapshot.network import Network
from graph.stores.marks import Mark, Marks, read_marks, read_peers
from graph.stores.records import Entries, read_records
from service.access.policy import Visibility
from service.answers.disclosure import hidden_gaps_of
from service.answers.published import Numbers
from service.answers.redaction import gaps_seen
from service.runtime import Runtime, today

#: Random networks a partnership is compared with: enough for p of 0.01.
ROUNDS: Final = 99
#: Orders and filters of the table that are remembered.
_MOST_KEPT: Final = 64
_Answer = TypeVar("_Answer")
_NO_RECORDS: Final = Entries({kind.name: () for kind in (BARRIER, MEETING, RECOMMENDATION)})


@dataclass(frozen=True, slots=True)
class Row:
    """A partnership as a visibility holds it; ``hidden``: see :func:`hidden_gaps_of`."""

    entry: Entry
    gaps: GapCounts
    life: Life
    barriers: Mapping[str, int]
    attention: Attention
    hidden: Numbers | None


@dataclass(slots=True)
class _Facts:
    """What rests on a package and the services around it."""

    revision: int
    day: date
    thresholds: Thresholds
    around: Surroundings
    offers: tuple[Offer, ...]
    entry: Entry
    network: Network
    gaps: dict[bool, GapCounts] = field(default_factory=dict[bool, GapCounts])
    samples: Mapping[str, list[float]] | None = None


class Portfolio:
    """Every partnership of a store at one moment; rows are worked out when they are first asked for."""

    def __init__(self, shelf: "Shelf", marks: Marks, day: date, thresholds: Thresholds) -> None:
        """Nothing is worked out yet."""
        self.known = marks
        self.day = day
        self.thresholds = thresholds
        self._shelf = shelf
        self._rows: dict[tuple[str, Visibility], Row] = {}
        self._listed: dict[tuple[tuple[str, ...], Visibility], tuple[Row, ...]] = {}
        self._peers: dict[str, Peer] | None = None
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def kept(self, question: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """What was made for a question before, or is made now; the latest questions are remembered."""
        with self._shelf.lock:
            if question not in self._kept:
                self._kept[question] = make()
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(question)
            return cast("_Answer", self._kept[question])

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every partnership."""
        return self.known.partnerships

    @property
    def names(self) -> Mapping[str, str]:
        """Known names of territories by code."""
        return self.known.names

    def is_of(self, marks: Marks, day: date, thresholds: Thresholds) -> bool:
        """Whether it rests on just these."""
        return (self.known, self.day, self.thresholds) == (marks, day, thresholds)

    def rows(self, marks: Iterable[Mark], visibility: Visibility) -> tuple[Row, ...]:
        """The rows of some partnerships; one that was removed meanwhile is left out."""
        listed = tuple(marks)
        key = (tuple(mark.id for mark in listed), visibility)
        with self._shelf.lock:
            if key not in self._listed:
                self._work_out(listed, visibility)
                found = (self._rows.get((mark.id, visibility)) for mark in listed)
                self._listed[key] = tuple(row for row in found if row is not None)
            return self._listed[key]

    def compared(self, mark: Mark, reach: Iterable[Mark]) -> dict[str, Compared | None]:
        """A partnership's figures beside random networks, and beside its peers among those in reach."""
        with self._shelf.lock:
            facts = self._shelf.facts(self, mark)
            if facts.entry.no_data:
                return dict.fromkeys(("density", *MEASURED))
            if facts.samples is None:
                facts.samples = rewired_samples(facts.network, ROUNDS) or {}
            peers = self.peers()
        others = [peers[one.id] for one in reach if one.id != mark.id and one.id in peers]
        return compared(facts.network, others, mark.variant, samples=facts.samples)

    def peers(self) -> Mapping[str, Peer]:
        """Size, variant and density of every partnership, counted by the store."""
        if self._peers is None:
            self._peers = read_peers(self._shelf.runtime.store, self.known, self.day)
        return self._peers

    def _work_out(self, marks: tuple[Mark, ...], visibility: Visibility) -> None:
        missing = [mark for mark in marks if (mark.id, visibility) not in self._rows]
        hidden: Mapping[str, Numbers] = {}
        there: list[Mark] = []
        whole = visibility.cases == "all"
        for mark in missing:
            try:
                self._shelf.gaps(self, mark, visibility)
            except NotFound:  # removed since
                continue
            there.append(mark)
        if visibility.cases == "counts":
            hidden = hidden_gaps_of(
                self._shelf.runtime, {mark.id: self._shelf.snapshots(self, mark) for mark in there}
            )
        for mark in there:
            gaps, entry = self._shelf.gaps(self, mark, visibility), self._shelf.facts(self, mark).entry
            records = self._shelf.records(mark)
            life = _life(records, self.day)
            self._rows[mark.id, visibility] = Row(
                entry,
                gaps,
                life,
                _barriers(records, self.day),
                attention_of(entry, gaps, life, self.day),
                None if whole else hidden.get(mark.id, {}),
            )


class Shelf:
    """What is kept between portfolios; safe to share between threads."""

    def __init__(self, runtime: Runtime) -> None:
        """Nothing is kept yet."""
        self.runtime = runtime
        self.lock = RLock()
        #: How many packages were read and worked out.
        self.worked_out = 0
        self._now: Portfolio | None = None
        self._changes: int | None = None
        self._facts: dict[str, _Facts] = {}
        self._records: dict[str, tuple[str, Entries]] = {}
        self._index: tuple[int, OfferIndex] | None = None

    def portfolio(self) -> Portfolio:
        """The portfolio of now: the same object as long as nothing changed."""
        store = self.runtime.store
        with self.lock:
            changes, day, thresholds = store.changes, today(), self.runtime.thresholds
            now = self._now
            still = now is not None and (now.day, now.thresholds) == (day, thresholds)
            if now is not None and still and changes is not None and changes == self._changes:
                return now
            marks = read_marks(store)
            self._changes = changes
            if now is None or not now.is_of(marks, day, thresholds):
                self._now = now = Portfolio(self, marks, day, thresholds)
                known = {mark.id for mark in now.marks}
                self._facts = {id: one for id, one in self._facts.items() if id in known}
                self._records = {id: one for id, one in self._records.items() if id in known}
            return now

    def facts(self, portfolio: Portfolio, mark: Mark) -> _Facts:
        """What rests on the package of a partnership.

        Raises
        ------
        NotFound
            When it was removed meanwhile.
        """
        index = self._offers(portfolio.known.offers_revision)
        known = self._facts.get(mark.id)
        if known is not None and (
            (known.revision, known.day, known.thresholds)
            == (mark.revision, portfolio.day, portfolio.thresholds)
        ):
            offers = index.near(known.around)
            if offers == known.offers:
                return known
        package = self.runtime.library.package(mark.id)
        around = surroundings_of(package)
        offers = index.near(around)
        snapshot = snapshot_of(package, portfolio.day, offers)
        network = snapshot.network()
        made = _Facts(
            *(mark.revision, portfolio.day, portfolio.thresholds, around, offers),
            entry_of(snapshot, package),
            network,
        )
        if known is not None and _same(known.network, network):
            made.samples = known.samples
        self._facts[mark.id] = made
        self.worked_out += 1
        return made

    def gaps(self, portfolio: Portfolio, mark: Mark, visibility: Visibility) -> GapCounts:
        """The gaps of a partnership as a visibility holds them, counted."""
        facts, whole = self.facts(portfolio, mark), visibility.cases == "all"
        if whole not in facts.gaps:
            snapshot = self._snapshot(facts, mark)
            shown = snapshot if whole else snapshot.public
            found = find_gaps(shown, portfolio.thresholds)
            facts.gaps[whole] = gap_counts(gaps_seen(found, visibility))
        return facts.gaps[whole]

    def snapshots(self, portfolio: Portfolio, mark: Mark) -> Callable[[], Snapshot]:
        """The function that gives a partnership's snapshot."""
        return lambda: self._snapshot(self.facts(portfolio, mark), mark)

    def records(self, mark: Mark) -> Entries:
        """Meetings, barriers and recommendations of a partnership."""
        if not mark.records:
            return _NO_RECORDS
        known = self._records.get(mark.id)
        if known is None or known[0] != mark.records:
            found = read_records(self.runtime.store, mark.id, BARRIER, MEETING, RECOMMENDATION)
            known = self._records[mark.id] = (mark.records, found)
        return known[1]

    def _offers(self, revision: int) -> OfferIndex:
        if self._index is None or self._index[0] != revision:
            self._index = (revision, OfferIndex(self.runtime.library.offers()))
        return self._index[1]

    def _snapshot(self, facts: _Facts, mark: Mark) -> Snapshot:
        return snapshot_of(self.runtime.library.package(mark.id), facts.day, facts.offers)


def shelf_of(runtime: Runtime) -> Shelf:
    """The shelf of a running product."""
    return runtime.beside(Shelf)


def _life(records: Entries, day: date) -> Life:
    met = [one.held_on for one in records.of(MEETING) if one.held_on <= day]
    advice = [one for one in records.of(RECOMMENDATION) if one.given_on <= day]
    return Life(
        max(met, default=None),
        sum(not LIFE.final(one.state) for one in advice),
        sum(one.is_overdue(day) for one in advice),
    )


def _barriers(records: Entries, day: date) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in records.of(BARRIER):
        if one.is_open(day):
            counts[one.code] = counts.get(one.code, 0) + 1
    return counts


def _same(one: Network, other: Network) -> bool:
    return (one.ids, one.groups, one.edges) == (other.ids, other.groups, other.edges)
