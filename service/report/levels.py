"""The three levels of cooperation side by side, as far as a sight holds them."""

from dataclasses import dataclass
from typing import Final

from graph.snapshot import Layer, Snapshot
from service.access.policy import Sight
from service.pages.reader import Reader
from service.views import holds

_LISTED: Final = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A finding with the pairs it names."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs that meet on one level only, and in numbers how far the levels agree."""

    groups: tuple[Group, ...]
    agreements: tuple[str, ...]


def compared(snapshot: Snapshot, sight: Sight, reader: Reader) -> Comparison:
    """What the three levels say together; empty where the sight holds one level only."""
    from graph.gaps.layers import levels, levels_document

    if not holds(sight, "workers"):
        return Comparison((), ())
    document = levels_document(snapshot, levels(snapshot), reader.lang)
    groups = [_group("apart", document["workers_do_not_meet"], reader)]
    if holds(sight, "cases"):
        groups.append(_group("bare", document["without_agreement"], reader))
    agreements = tuple(
        reader.t(
            "report.agreement",
            one=reader.t(f"report.level.{row['layers'][0]}"),
            other=reader.t(f"report.level.{row['layers'][1]}"),
            value=reader.number(row["correlation"], 2),
            chance=reader.number(row["p_value"], 3),
        )
        for row in document["agreements"]
        if _all_held(sight, row["layers"])
    )
    return Comparison(tuple(groups), agreements)


def _all_held(sight: Sight, layers: list[Layer]) -> bool:
    return all(holds(sight, layer) for layer in layers)


def _group(key: str, rows: list[dict[str, str]], reader: Reader) -> Group:
    lines = [row["explanation"] for row in rows[:_LISTED]]
    if len(rows) > _LISTED:
        lines.append(reader.t("and_more", n=len(rows) - _LISTED))
    return Group(reader.t(f"report.levels.{key}", n=reader.number(len(rows))), tuple(lines))
