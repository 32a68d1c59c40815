"""What information goes from one partner to another, by what, how often, on what base.

The model asks every partnership for this description (opis przepływu informacji i wiedzy).

References
----------
Regulation (EU) 2016/679, art. 5, 6, 9. Ustawa z 12.03.2004 o pomocy społecznej, art. 100. A task team
has no statute of its own: information about a family needs its consent or a rule of law, and an
agreement of the institutions alone is neither.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal, cast

from cypher.records import RecordTable
from graph.records.checks import Check, refuse
from graph.records.codes import (
    AGREEMENT,
    COVERING,
    FLOW_BASES,
    INFORMATION,
    MEDIA,
    NOT_PERSONAL,
    RHYTHMS,
    Information,
    Medium,
    Rhythm,
)
from graph.records.kind import RecordKind, columns_of, plain_record, plain_row, texts

Lack = Literal["no_base", "agreement_only"]


@dataclass(frozen=True, slots=True)
class InformationFlow:
    """One class of information on its way from one institution to another by one medium."""

    source_id: str
    target_id: str
    information: Information
    medium: Medium
    rhythm: Rhythm
    base: str

    @property
    def id(self) -> str:
        """The same for the same way: source, target, class, medium."""
        way = (self.source_id, self.target_id, self.information, self.medium)
        return sha256("\n".join(way).encode()).hexdigest()[:16]

    @property
    def personal(self) -> bool:
        """Whether the information is about single families."""
        return INFORMATION[self.information].personal

    @property
    def lack(self) -> Lack | None:
        """What is wrong with the base, if anything.

        >>> InformationFlow("I1", "I2", "needs", "phone", "on_event", "agreement").lack
        'agreement_only'
        >>> InformationFlow("I1", "I2", "services", "phone", "on_event", "agreement").lack
        """
        if not self.personal or self.base in COVERING:
            return None
        return "agreement_only" if self.base == AGREEMENT else "no_base"


def flow_of(values: Mapping[str, str], institutions: Collection[str]) -> InformationFlow:
    """A flow from the values of its fields.

    Raises
    ------
    InvalidRequest
        With every value that does not fit: an institution that is not on the map or twice the same, an
        unknown code, a base that does not go with the class of information.
    """
    information, base = values["information"], values["base"]
    known = INFORMATION.get(cast("Information", information))
    fits = known is None or base not in FLOW_BASES or _goes_with(base, personal=known.personal)
    expected = {
        "source_id": (values["source_id"] in institutions, "an institution on the map"),
        "target_id": (
            values["target_id"] in institutions and values["target_id"] != values["source_id"],
            "another institution on the map",
        ),
        "information": (known is not None, " | ".join(INFORMATION)),
        "medium": (values["medium"] in MEDIA, " | ".join(MEDIA)),
        "rhythm": (values["rhythm"] in RHYTHMS, " | ".join(RHYTHMS)),
        "base": (
            base in FLOW_BASES and fits,
            "agreement | not_personal"
            if known and not known.personal
            else " | ".join(code for code in FLOW_BASES if code != NOT_PERSONAL),
        ),
    }
    refuse(
        "information_flow",
        [Check(name, ok, None, (text, "")) for name, (ok, text) in expected.items()],
    )
    return InformationFlow(
        values["source_id"],
        values["target_id"],
        cast("Information", information),
        cast("Medium", values["medium"]),
        cast("Rhythm", values["rhythm"]),
        base,
    )


def missing_bases(flows: Iterable[InformationFlow]) -> tuple[InformationFlow, ...]:
    """The flows of information about families that no base covers, by source and target."""
    lacking = (one for one in flows if one.lack)
    return tuple(
        sorted(lacking, key=lambda one: (one.source_id, one.target_id, one.information, one.id))
    )


def _goes_with(base: str, *, personal: bool) -> bool:
    return base != NOT_PERSONAL if personal else base in {AGREEMENT, NOT_PERSONAL}


KIND: Final = RecordKind(
    "information flow",
    ("przepływy informacji", "information flows"),
    RecordTable(
        *("flows", "InformationFlow", "INFORMS", texts("id", *columns_of(InformationFlow))),
        changing=("rhythm", "base"),
        about=("source_id", "target_id"),
    ),
    id_of=lambda one: (one.id,),
    to_row=lambda one: {"id": one.id, **plain_row(one)},
    from_row=plain_record(InformationFlow),
    institutions=lambda one: (one.source_id, one.target_id),
)
