"""Coordination gaps as cards to read: grouped, filtered, counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from graph.gaps.gap import KINDS
from graph.gaps.severity import Urgency
from graph.snapshot import Snapshot
from service.documents import Document
from service.pages.evidence import Evidence, Fact, Url
from service.pages.reader import Reader

URGENCIES: Final[tuple[Urgency, ...]] = ("high", "medium", "low")
#: Gaps about one institution outside or at the edge; several of one institution make one card.
_OUTSIDER_KINDS: Final = frozenset(
    {"outsider_with_families", "unused_service", "informal_outsider", "influential_outsider"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap in words. ``show`` is the address of the drawing with its evidence pointed out.

    ``anchor`` is its place on the page.
    """

    id: str
    anchor: str
    kind: str
    label: str
    title: str
    explanation: str
    advice: str
    facts: tuple[Fact, ...]
    severity: str
    show: str


@dataclass(frozen=True, slots=True)
class Card:
    """One gap, or all findings about the same institution; ``advice`` is set where several share it."""

    title: str
    urgency: Urgency
    findings: tuple[Finding, ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which gaps are shown; a blank field shows all."""

    kind: str = ""
    area: str = ""
    institution: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.area or self.institution)

    def passes(self, gap: Document, snapshot: Snapshot) -> bool:
        """Whether a gap is shown."""
        if self.kind and gap["kind"] != self.kind:
            return False
        if self.institution and self.institution not in gap["institutions"]:
            return False
        return not self.area or self.area in areas_of(gap, snapshot)


def areas_of(gap: Document, snapshot: Snapshot) -> frozenset[str]:
    """The areas of cooperation that a gap touches."""
    known = (snapshot.institutions[id].area for id in gap["institutions"] if id in snapshot.institutions)
    return frozenset(area for area in (*known, gap["evidence"].get("area")) if area)


def anchor_of(gap: str) -> str:
    """The place of a gap on its page, by its id, which may hold signs that no place can.

    >>> anchor_of("bridge:I01~I19")
    'luka-90c69524ca'
    """
    return f"luka-{sha256(gap.encode()).hexdigest()[:10]}"


def cards_of(gaps: Iterable[Document], snapshot: Snapshot, reader: Reader, url: Url) -> tuple[Card, ...]:
    """Cards in the order of the gaps, a joint one at the place of its most severe gap."""
    return worded(joined(gaps), snapshot, reader, url)


def joined(gaps: Iterable[Document]) -> list[list[Document]]:
    """The gaps of each card, in the order of the cards; cheap, while wording them all is not."""
    found: dict[str, list[Document]] = {}
    for gap in gaps:
        alone = gap["kind"] not in _OUTSIDER_KINDS
        found.setdefault(gap["id"] if alone else f"institution {gap['institutions'][0]}", []).append(gap)
    return [*found.values()]


def worded(
    groups: Iterable[Sequence[Document]], snapshot: Snapshot, reader: Reader, url: Url
) -> tuple[Card, ...]:
    """Cards of gaps that are joined already."""
    evidence = Evidence(snapshot, reader, url)
    return tuple(_card(found, snapshot, evidence, reader, url) for found in groups)


def _card(
    found: Sequence[Document], snapshot: Snapshot, evidence: Evidence, reader: Reader, url: Url
) -> Card:
    first = found[0]
    title = first["title"]
    if len(found) > 1:
        institution = snapshot.institutions[first["institutions"][0]]
        key = "gaps.joint.member" if institution.membership else "gaps.joint.outsider"
        title = reader.t(key, name=institution.name)
    shared = {gap["advice"] for gap in found}
    return Card(
        title=title,
        urgency=first["urgency"],
        findings=tuple(_finding(gap, evidence, reader, url) for gap in found),
        advice=shared.pop() if len(found) > 1 == len(shared) else "",
    )


def _finding(gap: Document, evidence: Evidence, reader: Reader, url: Url) -> Finding:
    return Finding(
        id=gap["id"],
        anchor=anchor_of(gap["id"]),
        kind=gap["kind"],
        label=reader.t(f"kind.{gap['kind']}"),
        title=gap["title"],
        # What the title has said need not be read again.
        explanation=gap["explanation"].removeprefix(f"{gap['title']}.").strip() or gap["explanation"],
        advice=gap["advice"],
        facts=evidence.facts(gap["evidence"]),
        severity=reader.number(gap["severity"], 2),
        show=f"{url('network')}#mark={quote(gap['id'], safe='')}" if gap["institutions"] else "",
    )


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many gaps of a kind there are, by urgency; ``withheld`` in words where some are."""

    kind: str
    label: str
    counts: tuple[int, ...]
    withheld: str

    @property
    def total(self) -> int:
        """Of all urgencies."""
        return sum(self.counts)


def kind_counts(document: Document, reader: Reader) -> tuple[KindCount, ...]:
    """The kinds that have gaps, most urgent first; then those of which some may be withheld."""
    counts = Counter((gap["kind"], gap["urgency"]) for gap in document["gaps"])
    withheld: Document = document.get("withheld", {})
    rows = [
        KindCount(
            kind,
            reader.t(f"kind.{kind}"),
            tuple(counts[kind, urgency] for urgency in URGENCIES),
            str(withheld.get(kind, "")),
        )
        for kind in KINDS
    ]
    rows.sort(key=lambda row: row.counts, reverse=True)
    return tuple(row for row in rows if row.total or row.withheld)
