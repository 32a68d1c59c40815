"""The three texts of a gap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.gaps.gap import Gap
from graph.gaps.names import Names
from graph.gaps.reasons import Proposal


@dataclass(frozen=True, slots=True)
class Sentences:
    """What stands on the screen for one gap."""

    title: str
    explanation: str
    advice: str


#: The easiest ties that would mend a gap, ``None`` where they were not worked out.
Repair = Sequence[Proposal] | None
#: Of a gap, its evidence, the names and the easiest repair.
Template = Callable[[Gap, Mapping[str, Any], Names, Repair], Sentences]


def text(*parts: str | None) -> str:
    """Sentences in a row, without the absent ones.

    >>> text("A.", None, "B.")
    'A. B.'
    """
    return " ".join(part for part in parts if part)


def lost(parts: Sequence[Sequence[str]]) -> list[str]:
    """All institutions of several parts."""
    return [id for part in parts for id in part]
