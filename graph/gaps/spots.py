"""One place, one card: which gaps have a common cause.

Every gap has a place of its own: the tie, the institution, the case, the need, the area or the
partnership it is about. Where a tie's far end hangs on that end alone (``cut_vertex``) or on one of its
workers (``single_contact``), what is wrong with the tie belongs to that end; and a missing tie of two
institutions of a case that nobody coordinates belongs to the case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from graph.gaps.gap import Gap, Kind

#: What the place of a kind is; of the kinds not named here it is the institution.
_PLACES: Final[Mapping[Kind, str]] = {
    "missing_tie": "tie",
    "unlinked_duplicates": "tie",
    "bridge": "tie",
    "expired_agreement": "tie",
    "formal_but_weak": "tie",
    "asymmetric_tie": "tie",
    "unmet_need": "need",
    "uncovered_area": "area",
    "paper_area": "area",
    "no_leader": "partnership",
    "one_level_partnership": "partnership",
    "one_level_team": "case",
    "uncoordinated_case": "case",
}
#: What makes an institution the cause of its ties' gaps.
_CAUSES: Final = frozenset({"cut_vertex", "single_contact"})


def with_spots(gaps: Iterable[Gap], leader: str | None) -> list[Gap]:
    """The gaps, each with its ``spot``.

    Parameters
    ----------
    gaps
        All gaps of one partnership.
    leader
        Its leading institution: never the cause of what is wrong with a tie of its own.

    Examples
    --------
    >>> from graph.gaps.severity import Severity
    >>> evidence = {"tie": ["I01", "I19"], "cuts_off": ["I18", "I19"]}
    >>> bridge = Gap("bridge:I01~I19", "bridge", Severity(0.3), ("I01", "I19"), evidence)
    >>> hospital = Gap("cut_vertex:I19", "cut_vertex", Severity(0.3), ("I19",), {})
    >>> [gap.spot for gap in with_spots([bridge, hospital], "I01")]
    ['institution:I19', 'institution:I19']
    >>> [gap.spot for gap in with_spots([bridge], "I01")]
    ['tie:I01~I19']
    """
    listed = list(gaps)
    ends, cases = _cut_off_ends(listed, leader), _cases(listed)
    found: list[Gap] = []
    for gap in listed:
        spot = ends.get(gap.institutions) if _PLACES.get(gap.kind) == "tie" else None
        if gap.kind == "missing_tie":
            spot = cases.get(gap.institutions)
        found.append(replace(gap, spot=spot or _own_place(gap)))
    return found


def _own_place(gap: Gap) -> str:
    place = _PLACES.get(gap.kind, "institution")
    about = gap.institutions[0] if place == "institution" else gap.id.partition(":")[2]
    return f"{place}:{about}"


def _cut_off_ends(gaps: Iterable[Gap], leader: str | None) -> Mapping[tuple[str, ...], str]:
    """For each tie that alone holds a part of the network its end there, where that is the cause."""
    causes = {gap.institutions[0] for gap in gaps if gap.kind in _CAUSES}
    found: dict[tuple[str, ...], str] = {}
    for gap in gaps:
        if gap.kind == "bridge":
            (end,) = set(gap.institutions).intersection(gap.evidence["cuts_off"])
            if end != leader and end in causes:
                found[gap.institutions] = f"institution:{end}"
    return found


def _cases(gaps: Iterable[Gap]) -> Mapping[tuple[str, ...], str]:
    """For each pair of an uncoordinated case the spot of that case; of several the most severe."""
    cases = [gap for gap in gaps if gap.kind == "uncoordinated_case"]
    found: dict[tuple[str, ...], str] = {}
    for gap in sorted(cases, key=lambda gap: (-gap.severity, gap.id)):
        for pair in combinations(gap.institutions, 2):
            found.setdefault(pair, _own_place(gap))
    return found
