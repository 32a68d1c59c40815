"""What many partnerships have in common: by powiat, barriers, needs without an answer.

Those who may not see cases get numbers of partnerships and barriers from five up, rounded to fives, so
that two answers of different territories, however they are chosen, differ by nothing or by fives.
Numbers of families are sums of numbers that are told of each partnership by itself: subtracting two of
them gives back no more than that.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.gaps.severity import Urgency
from graph.portfolio.entry import URGENCIES, Entry, GapCounts
from graph.vocabulary import NEEDS, gmina_of
from graph.vocabulary.barriers import BARRIERS

_POWIAT: Final = 4
#: A number as it may be told, by what it is of; ``None``: too small.
Tell = Callable[[str, int], int | None]


@dataclass(frozen=True, slots=True)
class Member:
    """A partnership of a roll-up: its row, its gaps, and its open barriers by code."""

    entry: Entry
    gaps: GapCounts
    barriers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PowiatRow:
    """The partnerships of a powiat together; ``code`` is ``None`` for those without a place."""

    code: str | None
    partnerships: int
    institutions: int
    members: int
    gaps: Mapping[Urgency, int]


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """How many barriers of a code are open, in how many partnerships."""

    code: str
    count: int | None
    partnerships: int | None


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need without an answer, in how many partnerships, and how many families have it."""

    need: str
    partnerships: int | None
    families: int | None


@dataclass(frozen=True, slots=True)
class RollUp:
    """Many partnerships together."""

    by_powiat: tuple[PowiatRow, ...]
    barriers: tuple[BarrierRow, ...]
    unmet_needs: tuple[NeedRow, ...]


def powiat_of(teryt: str | None) -> str | None:
    """The code of the powiat that a place lies in.

    >>> powiat_of("2499011"), powiat_of("24"), powiat_of(None)
    ('2499', None, None)
    """
    if teryt is None or len(teryt) < _POWIAT:
        return None
    return gmina_of(teryt)[:_POWIAT]


def exactly(_: str, number: int) -> int | None:
    """A number as it is, for those who may see every case.

    >>> exactly("barriers/B1", 1)
    1
    """
    return number


def roll_up(members: Iterable[Member], tell: Tell = exactly) -> RollUp:
    """Partnerships added up.

    Parameters
    ----------
    members
        The partnerships, with no more in them than may be seen.
    tell
        What may be told of a number of barriers or partnerships.

    Returns
    -------
    RollUp
        Powiats by code; barriers in the order of their list; needs that most partnerships have first, as
        far as that is told.
    """
    listed = list(members)
    return RollUp(
        by_powiat=tuple(_powiats(listed)),
        barriers=tuple(_barriers(listed, tell)),
        unmet_needs=tuple(_needs(listed, tell)),
    )


def _powiats(members: list[Member]) -> Iterable[PowiatRow]:
    found: dict[str | None, list[Member]] = {}
    for one in members:
        found.setdefault(powiat_of(one.entry.teryt), []).append(one)
    for code in sorted(found, key=lambda code: (code is None, code or "")):
        here = found[code]
        yield PowiatRow(
            code,
            len(here),
            sum(one.entry.institutions for one in here),
            sum(one.entry.members for one in here),
            {name: sum(one.gaps.by_urgency[name] for one in here) for name in URGENCIES},
        )


def _barriers(members: list[Member], tell: Tell) -> Iterable[BarrierRow]:
    count, partnerships = Counter[str](), Counter[str]()
    for one in members:
        count.update(one.barriers)
        partnerships.update(code for code, number in one.barriers.items() if number)
    for code in BARRIERS:
        # Whether there is any is a small number too: who is told no small one is told every code.
        if count[code] or tell is not exactly:
            yield BarrierRow(
                code,
                tell(f"barriers/{code}", count[code]),
                tell(f"barriers/{code}/partnerships", partnerships[code]),
            )


def _needs(members: list[Member], tell: Tell) -> Iterable[NeedRow]:
    families: dict[str, int | None] = {}
    partnerships = Counter[str]()
    for one in members:
        partnerships.update({unmet.need for unmet in one.gaps.unmet})
        for unmet in one.gaps.unmet:
            known = families.setdefault(unmet.need, None)
            if unmet.families is not None:
                families[unmet.need] = (known or 0) + unmet.families
    rows = [
        NeedRow(need, tell(f"needs/{need}", partnerships[need]), families[need])
        for need in NEEDS
        if need in families
    ]
    return sorted(rows, key=lambda row: -(row.partnerships or 0))
