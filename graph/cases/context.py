"""What a step of a case may point at: institutions of the map, services, workers; and what it should."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

from graph.cases.case import Case
from graph.snapshot import Snapshot, government_levels
from graph.vocabulary.codes import Level

CaseWarning = Literal["one_level_team"]

#: Self-government levels of which a task team should have both.
TEAM_LEVELS: Final[tuple[Level, ...]] = ("gmina", "powiat")


@dataclass(frozen=True, slots=True)
class CaseContext:
    """What is known of a partnership where a step is taken.

    ``institutions`` maps each institution of the map to its level; ``services`` maps (institution id,
    service id) of every service of the store to its code; ``workers`` holds (institution id, worker
    id). ``of_two_levels`` are institutions that count for gmina and powiat at once, as in a city with
    county rights.
    """

    institutions: Mapping[str, str]
    services: Mapping[tuple[str, str], str]
    workers: AbstractSet[tuple[str, str]]
    of_two_levels: AbstractSet[str] = frozenset()


def context_of(snapshot: Snapshot) -> CaseContext:
    """The context that a snapshot gives.

    Services of other partnerships count: a route may end at one of them.
    """
    services = [*snapshot.services, *(offer.service for offer in snapshot.offers)]
    return CaseContext(
        {id: one.level or "" for id, one in snapshot.institutions.items()},
        {(one.institution_id, one.id): one.service_code for one in services},
        frozenset((one.institution_id, one.id) for one in snapshot.workers.values()),
        frozenset(id for id, one in snapshot.institutions.items() if len(government_levels(one)) > 1),
    )


def warnings_of(case: Case, context: CaseContext) -> tuple[CaseWarning, ...]:
    """What the model asks of a case and its team does not show; never a reason to refuse a step."""
    if case.team and missing_levels((seat.institution_id for seat in case.team), context):
        return ("one_level_team",)
    return ()


def missing_levels(institutions: Iterable[str], context: CaseContext) -> tuple[Level, ...]:
    """The self-government levels that none of these institutions counts for.

    >>> context = CaseContext({"I1": "gmina", "I2": "powiat"}, {}, frozenset())
    >>> missing_levels(["I1"], context), missing_levels(["I1", "I2"], context)
    (('powiat',), ())
    """
    found: set[str] = set()
    for id in institutions:
        found |= set(TEAM_LEVELS) if id in context.of_two_levels else {context.institutions.get(id, "")}
    return tuple(level for level in TEAM_LEVELS if level not in found)
