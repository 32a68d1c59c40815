"""Who holds the network together, in words."""

from dataclasses import dataclass
from typing import Final

from graph.snapshot import Snapshot
from service.answers.documents import Document
from service.pages.localizer import Reader

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Actor:
    """A central institution and why it is one."""

    id: str
    name: str
    membership: str
    is_member: bool
    reasons: tuple[str, ...]


def central_actors(
    snapshot: Snapshot, measures: Document, reader: Reader, most: int = _SHOWN
) -> tuple[Actor, ...]:
    """The institutions through which most of the shortest ways lead; those with none are left out."""
    ranked = sorted(
        (row for row in measures["institutions"] if row["betweenness"]),
        key=lambda row: (-row["betweenness"], row["id"]),
    )
    return tuple(_actor(snapshot, measures, row, reader) for row in ranked[:most])


def _actor(snapshot: Snapshot, measures: Document, row: Document, reader: Reader) -> Actor:
    id = row["id"]
    institution = snapshot.institutions[id]
    reasons = [
        reader.t("actor.between", n=reader.hundredth(row["betweenness"])),
        reader.count("actor.ties", row["degree"]),
    ]
    if id in measures["articulation_points"]:
        reasons.append(reader.t("actor.cut"))
    return Actor(
        id=id,
        name=institution.name,
        membership=reader.membership(institution.membership),
        is_member=institution.membership is not None,
        reasons=tuple(reasons),
    )
