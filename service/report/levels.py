"""The three levels of cooperation side by side, as far as a visibility holds them."""

from dataclasses import dataclass
from typing import Final

from graph.snapshot import Snapshot
from service.access.policy import Visibility
from service.network.views import holds
from service.pages.localizer import PageLocalizer

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


def compared(snapshot: Snapshot, visibility: Visibility, localizer: PageLocalizer) -> Comparison:
    """What the three levels say together; empty where the visibility holds one level only.

    Without any report of cooperation one group says that there is nothing to compare.
    """
    from graph.gaps.layers import COMPARED, levels
    from graph.gaps.layers_words import levels_document

    if not holds(visibility, "workers"):
        return Comparison((), ())
    if snapshot.no_data:
        return Comparison((Group(localizer.t("no_data.levels"), ()),), ())
    # Whose workers sit in one task team rests on single cases, so all comparisons do in the end.
    compared = COMPARED if holds(visibility, "cases") else ()
    document = levels_document(snapshot, levels(snapshot, compared=compared), localizer.lang)
    groups = [_group("apart", document["workers_do_not_meet"], localizer)]
    if holds(visibility, "cases"):
        groups.append(_group("bare", document["without_agreement"], localizer))
    agreements = tuple(row["explanation"] for row in document["agreements"])
    return Comparison(tuple(groups), agreements)


def _group(key: str, rows: list[dict[str, str]], localizer: PageLocalizer) -> Group:
    lines = [row["explanation"] for row in rows[:_LISTED]]
    if len(rows) > _LISTED:
        lines.append(localizer.t("and_more", n=localizer.number(len(rows) - _LISTED)))
    return Group(localizer.count(f"report.levels.{key}", len(rows)), tuple(lines))
