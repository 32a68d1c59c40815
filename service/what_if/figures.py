"""What a change does, in numbers with words, and which ways of support appear or break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.gaps.names import Names
from graph.routes import Conditions, index_of, usable
from graph.routes.contact import shown_name
from graph.routes.paths import way_to
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS
from service.answers.documents import Document
from service.pages.localizer import PageLocalizer

#: Whether more of it is good (1), bad (-1) or neither.
_GOOD: Final[Mapping[str, int]] = {
    "members": 1,
    "areas": 1,
    "levels": 1,
    "services": 1,
    "demand_members": 1,
    "demand_routes": 1,
    "institutions": 0,
    "ties": 1,
    "parts": -1,
    "apart": -1,
    "cuts": -1,
    "bridges": -1,
    "dependence": -1,
    "gaps": -1,
}
#: Not judged where an institution vanishes: what was about it goes with it.
_UNJUDGED: Final = frozenset({"cuts", "bridges", "dependence", "gaps"})
_LONGEST_WAIT: Final = 180

#: Need, service, institution.
Way = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One number before and after; ``mark`` is better, worse or nothing."""

    label: str
    before: str
    after: str
    change: str
    mark: str


def figure_rows(document: Document, localizer: PageLocalizer) -> list[Row]:
    """The key figures of a what-if document.

    Nothing is called better that may be so only because something was taken away.
    """
    before, after = _figures(document["before"]), _figures(document["after"])
    change: Document = document["change"]
    unjudged = _UNJUDGED if change["gone"] else frozenset[str]()
    takes = any(change[name] for name in ("remove", "cut", "gone"))
    rows = [
        _row(name, before[name], after[name], 0 if name in unjudged else good, localizer)
        for name, good in _GOOD.items()
    ]
    return [replace(row, mark="") if takes and row.mark == "better" else row for row in rows]


def _figures(measures: Document) -> dict[str, int | None]:
    """The numbers of one state; ``None`` where no report says who works with whom."""
    known: dict[str, int | None] = dict.fromkeys(_GOOD)
    covered: Document = measures["covered"]
    demand: Document = covered["demand"]
    known |= {
        "members": measures["members"],
        **{name: len(covered[name]) for name in ("areas", "levels", "services")},
        "demand_members": demand["by_member"] if demand["families"] else None,
        "institutions": measures["nodes"],
        "gaps": measures["gaps"],
    }
    if measures["no_data"]:
        return known
    parts: Sequence[Sequence[str]] = measures["components"]
    return known | {
        "ties": measures["ties"],
        "demand_routes": demand["by_route"] if demand["families"] else None,
        "parts": len(parts),
        "apart": measures["nodes"] - max(map(len, parts), default=0),
        "cuts": len(measures["articulation_points"]),
        "bridges": len(measures["bridges"]),
        "dependence": round(100 * (measures["betweenness_centralisation"] or 0.0)),
    }


def _row(name: str, before: int | None, after: int | None, good: int, localizer: PageLocalizer) -> Row:
    label = localizer.t(f"if.row.{name}")
    if before is None or after is None:
        return Row(label, localizer.number(before), localizer.number(after), localizer.number(None), "")
    by = after - before
    said = "if.same" if by == 0 else "if.more" if by > 0 else "if.less"
    judged = by * good
    mark = "" if judged == 0 else "better" if judged > 0 else "worse"
    return Row(
        label,
        localizer.number(before),
        localizer.number(after),
        localizer.t(said, n=localizer.number(abs(by))),
        mark,
    )


def ways(snapshot: Snapshot, gminas: Sequence[str]) -> frozenset[Way]:
    """Every need, service and provider that some way of contact leads to, of any age."""
    index = index_of(snapshot)
    attended = frozenset(index.institutions)
    found: set[Way] = set()
    for gmina in gminas:
        conditions = Conditions(gmina, attends=attended, max_wait=_LONGEST_WAIT)
        for code in NEEDS:
            for offer in usable(index.offers, code, conditions).offers:
                if way_to(index, snapshot.leader, offer) is not None:
                    found.add((code, offer.service.id, offer.service.institution_id))
    return frozenset(found)


def way_list(
    found: frozenset[Way], left: frozenset[Way], snapshot: Snapshot, localizer: PageLocalizer
) -> list[tuple[str, str, bool]]:
    """Ways by need: the need, its services with providers, and whether none other is ``left``.

    The needs that have no other come first.
    """
    names = Names(snapshot, localizer.lang)
    known = {(o.service.id, o.provider.id): o for o in snapshot.offers}
    others = {need for need, _, _ in left}
    rows: list[tuple[str, str, bool]] = []
    for code in NEEDS:
        offers = [known[way[1:]] for way in sorted(found) if way[0] == code]
        if offers:
            text = "; ".join(
                f"{shown_name(o) or names.service(o.service.service_code)} – {o.provider.name}"
                for o in offers
            )
            rows.append((names.need(code), text, code not in others))
    return sorted(rows, key=lambda row: not row[2])
