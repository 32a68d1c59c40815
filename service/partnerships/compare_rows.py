"""Two states side by side: key figures, coverage, gaps by kind, and what differs, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graph.gaps.changes import gap_changes
from graph.gaps.gap import KINDS, Kind
from graph.gaps.silence import can_be_counted
from graph.snapshot import Snapshot
from graph.vocabulary import AREAS
from service.answers.documents import Document
from service.gaps.changes import changed_sentences
from service.pages.localizer import PageLocalizer, collated
from service.partnerships.central import Actor, central_actors
from service.partnerships.coverage import coverage

Unit = Literal["count", "tenth", "percent"]
#: Names and gaps listed at most; the rest are counted.
_MOST_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a partnership on a day, its measures, and its gaps as far as they are seen."""

    snapshot: Snapshot
    measures: Document
    gaps: Document

    def actors(self, localizer: PageLocalizer) -> tuple[Actor, ...]:
        """Who holds the network together."""
        return central_actors(self.snapshot, self.measures, localizer)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison; ``difference`` is in words, ``differs`` says whether there is one."""

    label: str
    a: str
    b: str
    difference: str
    differs: bool
    term: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Some names under a heading, and how many more there are."""

    label: str
    names: tuple[str, ...]
    more: int


def figure_rows(a: Side, b: Side, localizer: PageLocalizer) -> tuple[Row, ...]:
    """Key figures; what has no value on one side is shown as a dash.

    Only gaps of kinds that both sides can tell are counted.
    """
    countable = _countable(a, b)
    pairs = zip(_figures(a, countable), _figures(b, countable), strict=True)
    return tuple(
        _row(localizer, localizer.t(f"compare.{name}"), before, after, unit, term)
        for (name, before, unit, term), (_, after, _, _) in pairs
    )


def coverage_rows(a: Side, b: Side, localizer: PageLocalizer) -> tuple[Row, ...]:
    """Members of each of the five areas."""
    before, after = _members_by_area(a.snapshot), _members_by_area(b.snapshot)
    return tuple(
        _row(localizer, localizer.area(area), before[area], after[area], "count") for area in AREAS
    )


def gap_rows(a: Side, b: Side, localizer: PageLocalizer) -> tuple[Row, ...]:
    """Gaps by kind, those of the model's order that one side has; no number where none can be told."""
    before, after = _kinds(a), _kinds(b)

    def number(side: Side, kinds: Counter[Kind], kind: Kind) -> int | None:
        return kinds[kind] if can_be_counted(kind, side.snapshot) else None

    return tuple(
        _row(
            localizer,
            localizer.t(f"kind.{kind}"),
            number(a, before, kind),
            number(b, after, kind),
            "count",
            kind,
        )
        for kind in KINDS
        if before[kind] or after[kind]
    )


def changes(a: Side, b: Side, localizer: PageLocalizer) -> tuple[Listed, ...]:
    """What became of one partnership between two days: members and gaps that went, came or changed."""
    old, new = a.snapshot, b.snapshot
    names = {id: one.name for side in (old, new) for id, one in side.institutions.items()}
    before, after = set(old.members), set(new.members)
    gaps = gap_changes(a.gaps["gaps"], old, b.gaps["gaps"], new)
    found = (
        ("joined", _sorted(names[id] for id in after - before)),
        ("left", _sorted(names[id] for id in before - after)),
        ("closed", _sorted(row["title"] for row in gaps.closed)),
        ("opened", _sorted(row["title"] for row in gaps.opened)),
        ("changed", changed_sentences(gaps.changed, localizer)),
    )
    return tuple(_listed(localizer.t(f"compare.{name}"), listed) for name, listed in found if listed)


def warnings(a: Side, b: Side, localizer: PageLocalizer) -> tuple[str, ...]:
    """What cannot be compared: a side without any answer, kinds of gaps that one side cannot tell."""
    found = [
        f"{letter}: {localizer.t('no_data', date=localizer.day(side.snapshot.as_of))}"
        for letter, side in (("A", a), ("B", b))
        if side.snapshot.no_data
    ]
    kinds = [kind for kind in _kinds(a) | _kinds(b) if kind not in _countable(a, b)]
    if kinds:
        listed = "; ".join(localizer.t(f"kind.{kind}") for kind in KINDS if kind in kinds)
        found.append(localizer.t("compare.not_counted", kinds=listed))
    return tuple(found)


def in_words(rows: Sequence[Row]) -> tuple[str, ...]:
    """The figures that differ, a sentence each."""
    return tuple(f"{row.label}: {row.a} → {row.b} ({row.difference})" for row in rows if row.differs)


def _figures(side: Side, countable: frozenset[Kind]) -> Iterator[tuple[str, float | None, Unit, str]]:
    snapshot, measures = side.snapshot, side.measures
    nodes, ties = measures["nodes"], measures["ties"]
    counted = [gap for gap in side.gaps["gaps"] if gap["kind"] in countable]
    urgent = sum(gap["urgency"] == "high" for gap in counted)
    covered = sum(row.covered for row in coverage(snapshot) if row.area)
    yield "members", len(snapshot.members), "count", "member"
    yield "institutions", nodes, "count", ""
    yield "areas", covered, "count", "area"
    yield "services", len(snapshot.services), "count", ""
    yield "ties", ties, "count", "tie"
    yield "average", None if ties is None or not nodes else 2 * ties / nodes, "tenth", ""
    yield "parts", _number(measures["components"]), "count", "component"
    yield "bridges", _number(measures["bridges"]), "count", "bridge"
    yield "cuts", _number(measures["articulation_points"]), "count", "cut_vertex"
    yield "dependence", measures["betweenness_centralisation"], "percent", "centralisation"
    yield "gaps", len(counted), "count", "gap"
    yield "urgent", urgent, "count", "urgency"


def _members_by_area(snapshot: Snapshot) -> Counter[str]:
    return Counter(
        area for id in snapshot.members if (area := snapshot.institutions[id].area) is not None
    )


def _kinds(side: Side) -> Counter[Kind]:
    return Counter(gap["kind"] for gap in side.gaps["gaps"])


def _countable(a: Side, b: Side) -> frozenset[Kind]:
    """The kinds of gaps whose number says on both sides how many there are."""
    sides = (a.snapshot, b.snapshot)
    return frozenset(kind for kind in KINDS if all(can_be_counted(kind, one) for one in sides))


def _number(listed: Sequence[object] | None) -> int | None:
    return None if listed is None else len(listed)


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=collated)


def _listed(label: str, found: Sequence[str]) -> Listed:
    return Listed(label, tuple(found[:_MOST_LISTED]), max(0, len(found) - _MOST_LISTED))


def _row(
    localizer: PageLocalizer, label: str, a: float | None, b: float | None, unit: Unit, term: str = ""
) -> Row:
    texts = _told(localizer, a, unit), _told(localizer, b, unit)
    if a is None or b is None:
        return Row(label, *texts, "–", False, term)
    if texts[0] == texts[1]:
        return Row(label, *texts, localizer.t("compare.equal"), False, term)
    key = "compare.more" if b > a else "compare.less"
    if unit == "percent":
        key += ".points"
    size = abs(b - a) * (100 if unit == "percent" else 1)
    return Row(label, *texts, localizer.t(key, n=localizer.number(size, 1)), True, term)


def _told(localizer: PageLocalizer, value: float | None, unit: Unit) -> str:
    if unit == "percent":
        return localizer.percent(value)
    return localizer.number(value, 1 if unit == "tenth" else 0)
