"""What a coordination gap is: a claim about a partnership together with what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from graph.gaps.severity import Severity

Kind = Literal[
    "outsider_with_families",
    "missing_tie",
    "unlinked_duplicates",
    "bridge",
    "cut_vertex",
    "single_contact",
    "expired_agreement",
    "formal_but_weak",
    "asymmetric_tie",
    "paper_member",
    "informal_outsider",
    "influential_outsider",
    "overcentralised",
    "overloaded_worker",
    "unmet_need",
    "uncovered_area",
    "paper_area",
    "unused_service",
    "no_leader",
    "one_level_partnership",
    "one_level_team",
    "uncoordinated_case",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: What proves a gap, by name; which names there are depends on its kind.
Evidence = Mapping[str, Any]
#: Kinds that can rest on single cases; which gap of them does, its ``case_based`` tells.
CASE_KINDS: Final[tuple[Kind, ...]] = (
    "outsider_with_families",
    "missing_tie",
    "formal_but_weak",
    "unmet_need",
    "unused_service",
    "one_level_team",
    "uncoordinated_case",
)


@dataclass(frozen=True, init=False)
class Gap:
    """One coordination gap (luka we współpracy).

    Attributes
    ----------
    id
        ``kind:place``, see :mod:`graph.gaps.places`: it names where the fault is and nothing that may
        change while the fault stays. Never holds a family's id.
    institutions
        Whom the gap is about: both ends of a tie, the hub, the employer, the provider; sorted.
    families
        How many families on file it touches; ``None`` where that may not be told.
    evidence
        Plain JSON values from which :func:`graph.gaps.witness.proves` recomputes the claim.
    case_based
        Whether it rests on single cases and so is for their leads only.
    spot
        The place that the gap belongs to; gaps with a common cause have one. See
        :mod:`graph.gaps.spots`.
    """

    id: str
    kind: Kind
    weight: Severity
    institutions: tuple[str, ...]
    evidence: Evidence = field(hash=False)
    workers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    families: int | None = 0
    case_based: bool = False
    spot: str = ""

    def __init__(
        self,
        id: str,
        kind: Kind,
        weight: Severity,
        institutions: tuple[str, ...],
        evidence: Evidence,
        workers: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
        families: int | None = 0,
        case_based: bool = False,
        spot: str = "",
    ) -> None:
        # What dataclass writes for a frozen class takes several times as long, and thousands are made.
        self.__dict__.update(
            id=id,
            kind=kind,
            weight=weight,
            institutions=institutions,
            evidence=evidence,
            workers=workers,
            needs=needs,
            families=families,
            case_based=case_based,
            spot=spot,
        )

    @property
    def severity(self) -> float:
        """How severe, 0 to 1; see :mod:`graph.gaps.severity`."""
        return self.weight.value
