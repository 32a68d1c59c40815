"""Key figures of a partnership, each with one plain sentence that reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.snapshot import Snapshot
from service.answers.documents import Document
from service.pages.localizer import PageLocalizer

#: Above these shares a thing is called most, and some.
_MUCH: Final = 0.5
_SOME: Final = 0.25
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name and its reading; ``term`` is its entry in the glossary."""

    label: str
    value: str
    reading: str
    term: str


def figures(snapshot: Snapshot, measures: Document, localizer: PageLocalizer) -> tuple[Figure, ...]:
    """The key figures, most telling first; those without a value are left out.

    Where no report says who works with whom, one figure says that.
    """
    return tuple(_figures(snapshot, measures, localizer))


def _figures(snapshot: Snapshot, measures: Document, localizer: PageLocalizer) -> Iterator[Figure]:
    t, nodes = localizer.t, measures["nodes"]
    outside = nodes - len(snapshot.members)
    yield Figure(
        t("figure.members"),
        t(
            "figure.members.value",
            n=localizer.number(len(snapshot.members)),
            all=localizer.number(nodes),
        ),
        localizer.count("figure.members.reading", outside) if outside else t("figure.members.all"),
        "member",
    )
    ties = measures["ties"]
    if measures["no_data"]:
        yield Figure(t("figure.ties"), localizer.number(None), t("no_data.figure"), "tie")
        return
    yield Figure(
        t("figure.ties"),
        localizer.number(ties),
        t(
            "figure.ties.reading",
            average=localizer.number(2 * ties / nodes if nodes else None, 1),
            share=localizer.percent(measures["density"], 1),
        ),
        "density",
    )
    parts: Sequence[Sequence[str]] = measures["components"]
    yield Figure(
        t("figure.parts"),
        localizer.number(len(parts)),
        t("figure.parts.one")
        if len(parts) <= 1
        else t(
            "figure.parts.many",
            names=_names(snapshot, [id for part in parts[1:] for id in part], localizer),
        ),
        "component",
    )
    centralisation = measures["betweenness_centralisation"]
    if centralisation is not None and ties:
        yield _dependence(snapshot, measures, localizer)
    bridges = measures["bridges"]
    yield Figure(
        t("figure.bridges"),
        localizer.number(len(bridges)),
        t("figure.bridges.none") if not bridges else t("figure.bridges.some"),
        "bridge",
    )
    if measures["e_i_index"] is not None:
        share = (1 + measures["e_i_index"]) / 2
        yield Figure(
            t("figure.sectors"),
            localizer.percent(share),
            t(f"figure.sectors.{'many' if share > _MUCH else 'some' if share > _SOME else 'few'}"),
            "e_i_index",
        )


def _dependence(snapshot: Snapshot, measures: Document, localizer: PageLocalizer) -> Figure:
    value = measures["betweenness_centralisation"]
    top = max(measures["institutions"], key=lambda row: row["betweenness"] or 0.0)
    degree = "much" if value > _MUCH else "some" if value > _SOME else "little"
    return Figure(
        localizer.t("figure.dependence"),
        localizer.percent(value),
        localizer.t(f"figure.dependence.{degree}", name=snapshot.institutions[top["id"]].name),
        "centralisation",
    )


def _names(snapshot: Snapshot, ids: Sequence[str], localizer: PageLocalizer) -> str:
    named = "; ".join(snapshot.institutions[id].name for id in ids[:_MOST_NAMED])
    rest = len(ids) - _MOST_NAMED
    return f"{named} {localizer.t('and_more', n=rest)}" if rest > 0 else named
