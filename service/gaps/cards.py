"""Coordination gaps as cards to read: grouped, filtered, counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from graph.gaps.gap import KINDS
from graph.gaps.names import Names
from graph.gaps.severity import Urgency
from graph.snapshot import Snapshot
from service.answers.documents import Document
from service.gaps.evidence import Evidence, Fact, Url
from service.pages.localizer import PageLocalizer

URGENCIES: Final[tuple[Urgency, ...]] = ("high", "medium", "low")
_DUPLICATES: Final = "unlinked_duplicates"


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap in words. ``show`` is the address of the drawing with its evidence pointed out.

    ``anchor`` is its place on the page, ``check`` the address where it is recomputed.
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
    check: str


@dataclass(frozen=True, slots=True)
class Card:
    """One place with everything found there, or the duplicates of one service.

    ``advice`` is set where several findings share it.
    """

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
    urgency: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.area or self.institution or self.urgency)

    def passes(self, gap: Document, snapshot: Snapshot) -> bool:
        """Whether a gap is shown."""
        if self.kind and gap["kind"] != self.kind:
            return False
        if self.urgency and gap["urgency"] != self.urgency:
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


def cards_of(
    gaps: Iterable[Document], snapshot: Snapshot, localizer: PageLocalizer, url: Url
) -> tuple[Card, ...]:
    """Cards in the order of the gaps, each at the place of its most severe gap."""
    return worded(joined(gaps), snapshot, localizer, url)


def joined(gaps: Iterable[Document]) -> list[list[Document]]:
    """The gaps of each card, in the order of the cards; cheap, while wording them all is not.

    A place is one card. Pairs that only offer the same service are one card for each service.
    """
    listed = list(gaps)
    kinds: dict[str, set[str]] = {}
    for gap in listed:
        kinds.setdefault(gap["spot"], set()).add(gap["kind"])
    found: dict[str, list[Document]] = {}
    for gap in listed:
        place = gap["spot"]
        if kinds[place] == {_DUPLICATES}:
            place = f"service {_service_of(gap)}"
        found.setdefault(place, []).append(gap)
    return [*found.values()]


def _service_of(gap: Document) -> str:
    """The code of the first service that both of a pair offer."""
    return gap["evidence"]["services"][0]["service_code"]


def worded(
    groups: Iterable[Sequence[Document]], snapshot: Snapshot, localizer: PageLocalizer, url: Url
) -> tuple[Card, ...]:
    """Cards of gaps that are joined already."""
    evidence = Evidence(snapshot, localizer, url)
    return tuple(_card(found, snapshot, evidence, localizer, url) for found in groups)


def _card(
    found: Sequence[Document], snapshot: Snapshot, evidence: Evidence, localizer: PageLocalizer, url: Url
) -> Card:
    shared = {gap["advice"] for gap in found}
    return Card(
        title=_title(found, snapshot, localizer),
        urgency=found[0]["urgency"],
        findings=tuple(_finding(gap, len(found) == 1, evidence, localizer, url) for gap in found),
        advice=shared.pop() if len(found) > 1 == len(shared) else "",
    )


def _title(found: Sequence[Document], snapshot: Snapshot, localizer: PageLocalizer) -> str:
    first = found[0]
    if len(found) == 1:
        return first["title"]
    if all(gap["kind"] == _DUPLICATES for gap in found):
        service = Names(snapshot, localizer.lang).service(_service_of(first))
        return localizer.count("gaps.joint.service", len(found), name=service)
    place, _, id = first["spot"].partition(":")
    if place == "institution" and id in snapshot.institutions:
        institution = snapshot.institutions[id]
        key = "gaps.joint.member" if institution.membership else "gaps.joint.outsider"
        return localizer.t(key, name=institution.name)
    return first["title"]


def _finding(
    gap: Document, alone: bool, evidence: Evidence, localizer: PageLocalizer, url: Url
) -> Finding:
    explanation: str = gap["explanation"]
    if alone:
        # What the title of the card has said need not be read again.
        explanation = explanation.removeprefix(f"{gap['title']}.").strip() or explanation
    return Finding(
        id=gap["id"],
        anchor=anchor_of(gap["id"]),
        kind=gap["kind"],
        label=localizer.t(f"kind.{gap['kind']}"),
        title=gap["title"],
        explanation=explanation,
        advice=gap["advice"],
        facts=evidence.facts(gap["evidence"]),
        severity=localizer.number(gap["severity"], 2),
        show=f"{url('network')}#mark={quote(gap['id'], safe='')}" if gap["institutions"] else "",
        check=f"{url('gap_proof')}?luka={quote(gap['id'], safe='')}",
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


def kind_counts(document: Document, localizer: PageLocalizer) -> tuple[KindCount, ...]:
    """The kinds that have gaps, most urgent first; then those of which some may be withheld."""
    counts = Counter((gap["kind"], gap["urgency"]) for gap in document["gaps"])
    withheld: Document = document.get("withheld", {})
    rows = [
        KindCount(
            kind,
            localizer.t(f"kind.{kind}"),
            tuple(counts[kind, urgency] for urgency in URGENCIES),
            withheld.get(kind) or "",
        )
        for kind in KINDS
    ]
    rows.sort(key=lambda row: row.counts, reverse=True)
    return tuple(row for row in rows if row.total or row.withheld)
