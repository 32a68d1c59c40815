"""Who holds the network together, in words."""

from dataclasses import dataclass
from typing import Final

from graph.snapshot import Snapshot
from service.answers.documents import Document
from service.pages.localizer import PageLocalizer

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
    snapshot: Snapshot, measures: Document, localizer: PageLocalizer, most: int = _SHOWN
) -> tuple[Actor, ...]:
    """The institutions through which most of the shortest ways lead; those with none are left out."""
    ranked = sorted(
        (row for row in measures["institutions"] if row["betweenness"]),
        key=lambda row: (-row["betweenness"], row["id"]),
    )
    return tuple(_actor(snapshot, measures, row, localizer) for row in ranked[:most])


def _actor(snapshot: Snapshot, measures: Document, row: Document, localizer: PageLocalizer) -> Actor:
    id = row["id"]
    institution = snapshot.institutions[id]
    reasons = [
        localizer.t("actor.between", n=localizer.hundredth(row["betweenness"])),
        localizer.count("actor.ties", row["degree"]),
    ]
    if id in measures["articulation_points"]:
        reasons.append(localizer.t("actor.cut"))
    return Actor(
        id=id,
        name=institution.name,
        membership=localizer.membership(institution.membership),
        is_member=institution.membership is not None,
        reasons=tuple(reasons),
    )
