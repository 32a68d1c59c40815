"""What a coordination gap is: a claim about a partnership together with what proves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, Literal, get_args

from graph.gaps.severity import Severity
from graph.snapshot import Pair

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
    "one_level_partnership",
    "one_level_team",
    "uncoordinated_case",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
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
        ``kind:subject``, the same on every run over the same data. Never holds a family's id.
    institutions
        Whom the gap is about: both ends of a tie, the hub, the employer, the provider; sorted.
    families
        How many families on file it touches; ``None`` where that may not be told.
    evidence
        Plain JSON values from which :func:`graph.gaps.witness.proves` recomputes the claim.
    case_based
        Whether it rests on single cases and so is for their leads only.
    public
        Of a case-based gap what may be told without the cases, where anything is left.
    """

    id: str
    kind: Kind
    weight: Severity
    institutions: tuple[str, ...]
    evidence: Mapping[str, Any] = field(hash=False)
    workers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    families: int | None = 0
    case_based: bool = False
    public: "Gap | None" = None

    def __init__(
        self,
        id: str,
        kind: Kind,
        weight: Severity,
        institutions: tuple[str, ...],
        evidence: Mapping[str, Any],
        workers: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
        families: int | None = 0,
        case_based: bool = False,
        public: "Gap | None" = None,
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
            public=public,
        )

    @property
    def severity(self) -> float:
        """How severe, 0 to 1; see :mod:`graph.gaps.severity`."""
        return self.weight.value


def pair_mark(pair: Pair) -> str:
    """How a pair stands in an id.

    >>> pair_mark(("I01", "I19"))
    'I01~I19'
    """
    return "~".join(pair)


def case_mark(partnership: str, kind: str, institutions: Iterable[str], needs: Iterable[str]) -> str:
    """A mark for a case, made only of what its gap shows anyway, never of the family's id.

    Two cases with the same institutions and needs get the same mark; the caller numbers them.

    >>> case_mark("p", "one_level_team", ["I1", "I2"], ["N01"])
    'c0e0e51b24'
    """
    shown = "\n".join([partnership, kind, *sorted(institutions), "", *sorted(needs)])
    return sha256(shown.encode()).hexdigest()[:10]
