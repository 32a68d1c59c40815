"""The three texts of a gap, and the sentences that several kinds have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.gaps.gap import Evidence, Gap
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
Template = Callable[[Gap, Evidence, Names, Repair], Sentences]


def text(*parts: str | None) -> str:
    """Sentences in a row, without the absent ones.

    >>> text("A.", None, "B.")
    'A. B.'
    """
    return " ".join(part for part in parts if part)


def lost(parts: Sequence[Sequence[str]]) -> list[str]:
    """All institutions of several parts."""
    return [id for part in parts for id in part]


def calls(names: Names) -> str | None:
    """Who convenes a meeting, ``None`` where nobody leads."""
    return names.t("gap.calls", leader=names.leader) if names.leader else None


def invites(names: Names) -> str | None:
    """Who invites, ``None`` where nobody leads."""
    return names.t("gap.invites", leader=names.leader) if names.leader else None


def introduces(introducer: str | None, names: Names) -> str | None:
    """Who can introduce an institution, else who invites it."""
    return names.t("gap.introduces", name=names.one(introducer)) if introducer else invites(names)


def invite(gap: Gap, introducer: str | None, names: Names) -> str:
    """How to win the institution of a gap: as a member, or as a contact where its type never joins."""
    joins = names.recruited_as(gap.institutions[0]) == "member"
    step = names.t("gap.invite.member" if joins else "gap.invite.contact")
    return text(step, introduces(introducer, names))


def repaired(repair: Repair, names: Names) -> str | None:
    """The easiest ties to add, or that none is proposed."""
    if repair is None:
        return None
    return names.t("gap.repair", ties=names.proposals(repair)) if repair else names.t("gap.repair.none")


def families(gap: Gap, names: Names, key: str = "gap.families") -> str | None:
    """How many families a gap touches, ``None`` where there are none or it may not be told."""
    return names.count(key, gap.families) if gap.families else None


def lost_names(gone: Sequence[str], names: Names) -> str:
    """Who is cut off without an institution."""
    return names.count("gap.lost", len(gone), names=names.some(gone))


def missing_levels(levels: Sequence[str], names: Names) -> str:
    """Names of the levels of self-government that are not among these."""
    return names.levels(level for level in ("gmina", "powiat") if level not in levels)
