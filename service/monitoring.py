"""Monitoring of a partnership at the door: the indicators of each year as far as a sight reaches."""

from collections.abc import Iterator
from dataclasses import fields

from graph.cases.tally import Tally
from graph.monitoring import TARGET, ToldYear, told, years_of
from graph.snapshot import Snapshot
from graph.stores import Store
from service.access.policy import Sight
from service.documents import Document
from service.house import House


def years_told(house: House, snapshot: Snapshot, sight: Sight) -> tuple[ToldYear, ...]:
    """The indicators by year, the earliest first.

    Closed and erased cases left their numbers behind; those of open cases are taken from the journals.
    """
    years = years_of(_numbers(house.store, snapshot.partnership.id))
    return tuple(told(year, all_cases=sight.cases == "all") for year in years)


def monitoring_document(snapshot: Snapshot, years: tuple[ToldYear, ...]) -> Document:
    """The indicators as JSON; ``null`` is undefined or, where ``withheld`` names it, too few to tell."""
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of,
        "target": {"from": TARGET[0], "to": TARGET[1]},
        "years": [
            {field.name: getattr(year, field.name) for field in fields(year)}
            | {"refusals_by_reason": dict(year.refusals_by_reason)}
            for year in years
        ],
    }


def _numbers(store: Store, partnership_id: str) -> Iterator[Tally]:
    from graph.stores.cases import numbers_of, read_cases, read_tallies

    yield from read_tallies(store, partnership_id)
    for kept in read_cases(store, partnership_id):
        if kept.case.is_open:
            yield from numbers_of(store, kept.case)
