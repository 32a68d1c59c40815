"""Where one institution stands in the network: a few plain sentences, and the measures behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.measures.reach import within_reach
from graph.snapshot import Snapshot
from service.answers.documents import Document
from service.pages.localizer import PageLocalizer


@dataclass(frozen=True, slots=True)
class Standing:
    """One statement: name, value and reading; ``term`` is its entry in the glossary."""

    label: str
    value: str
    reading: str
    term: str


def plain_standing(
    snapshot: Snapshot, measures: Document, id: str, localizer: PageLocalizer
) -> tuple[Standing, ...]:
    """What everybody can read: contacts, ways through it, reach, whether others depend on it.

    Nothing where no report says who works with whom.
    """
    if measures["no_data"]:
        return ()
    rows: Sequence[Document] = measures["institutions"]
    row = next(one for one in rows if one["id"] == id)
    t, number = localizer.t, localizer.number
    network = snapshot.network()
    reach = len(within_reach(network, [id])) - 1
    lost = [part for bridge in measures["bridges"] if id in bridge["tie"] for part in bridge["cuts_off"]]
    found = [
        Standing(
            t("standing.ties"),
            number(row["degree"]),
            t("standing.ties.reading", rank=_rank(rows, "degree", row), n=len(rows)),
            "tie",
        ),
        Standing(
            t("standing.between"),
            f"{localizer.hundredth(row['betweenness'])}%",
            t("standing.between.reading", rank=_rank(rows, "betweenness", row), n=len(rows)),
            "betweenness",
        ),
        Standing(
            t("standing.reach"),
            t("figure.members.value", n=number(reach), all=number(len(rows) - 1)),
            t("standing.reach.reading"),
            "reach",
        ),
    ]
    cut = id in measures["articulation_points"]
    names = "; ".join(snapshot.institutions[one].name for one in sorted(set(lost) - {id}))
    found.append(
        Standing(
            t("standing.cut"),
            t("yes" if cut else "no"),
            t("standing.cut.names", names=names)
            if cut and names
            else t("standing.cut.some" if cut else "standing.cut.none"),
            "cut_vertex",
        )
    )
    return tuple(found)


def advanced_standing(measures: Document, id: str, localizer: PageLocalizer) -> tuple[Standing, ...]:
    """The measures of network analysis, for those who know them; nothing where none is known."""
    if measures["no_data"]:
        return ()
    row = next(one for one in measures["institutions"] if one["id"] == id)
    plain = [
        Standing(
            localizer.t(f"measure.{name}"),
            localizer.number(row[name], 3),
            localizer.t(f"measure.{name}.reading"),
            name,
        )
        for name in ("closeness", "eigenvector", "core", "constraint", "effective_size", "bridging")
    ]
    roles = [
        Standing(
            localizer.t(f"brokerage.{role}"),
            localizer.number(value),
            localizer.t(f"brokerage.{role}.reading"),
            "brokerage",
        )
        for role, value in row["brokerage"].items()
    ]
    return (*plain, *roles)


def _rank(rows: Sequence[Document], name: str, row: Document) -> int:
    """Place of a value among all, 1 for the largest; equal values share the better place."""
    return 1 + sum((one[name] or 0.0) > (row[name] or 0.0) + 1e-12 for one in rows)
