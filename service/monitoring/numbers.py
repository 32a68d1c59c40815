"""Monitoring of a partnership: the indicators of each year, as far as a visibility reaches."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from graph.cases.tally import Tally
from graph.monitoring import TARGET, DisclosedYear, Round, Year, disclosed_year, told, years_of
from graph.snapshot import Snapshot
from graph.stores import Store
from service.access.policy import Visibility
from service.answers.documents import Document
from service.answers.published import Numbers, published
from service.runtime import Runtime, today

_SUBJECT: Final = "monitoring"
#: Indicators that rest on areas of institutions and on kinds of services as well as on cases.
_OF_NETWORK: Final = frozenset({"baskets_of_areas", "community_based"})
_REFUSALS: Final = "refusals"


def years_disclosed(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility
) -> tuple[DisclosedYear, ...]:
    """The indicators by year, the earliest first; to those who may not see cases as of the month.

    Closed and erased cases left their numbers behind; those of open cases are taken from the journals.
    Who may change institutions and services gets nothing that would move with them.
    """
    id = snapshot.partnership.id

    def years() -> tuple[Year, ...]:
        return years_of(_numbers(runtime.store, id))

    def count(rounding: Round) -> Numbers:
        return {name: value for year in years() for name, value in _flat(told(year, rounding))}

    if visibility.cases == "all":
        return tuple(told(year) for year in years())
    if visibility.cases == "none":
        return ()
    numbers = published(runtime.access, today(), _SUBJECT, {id: count})[id]
    kept = {
        name: value
        for name, value in numbers.items()
        if visibility.cases == "counts" or name.split("/")[1] not in _OF_NETWORK
    }
    return tuple(_year(year, kept) for year in sorted({name.split("/")[0] for name in numbers}))


def monitoring_document(snapshot: Snapshot, years: tuple[DisclosedYear, ...]) -> Document:
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


def _flat(year: DisclosedYear) -> Iterator[tuple[str, float | None]]:
    """Every number of a year by a name that holds the year."""
    for name in ("families", "goals_reached", "days_to_first_service", *sorted(_OF_NETWORK), _REFUSALS):
        yield f"{year.year}/{name}", getattr(year, name)
    for reason, number in year.refusals_by_reason.items():
        yield f"{year.year}/{_REFUSALS}/{reason}", number


def _year(year: str, numbers: Numbers) -> DisclosedYear:
    here = {
        name.removeprefix(f"{year}/"): value
        for name, value in numbers.items()
        if name.startswith(f"{year}/")
    }
    reasons = {
        name.removeprefix(f"{_REFUSALS}/"): _whole(value)
        for name, value in here.items()
        if name.startswith(f"{_REFUSALS}/")
    }
    return disclosed_year(int(year), _whole(here["families"]), here, _whole(here[_REFUSALS]), reasons)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _numbers(store: Store, partnership_id: str) -> Iterator[Tally]:
    from graph.stores.cases import are_counted, numbers_of, read_cases, read_tallies

    yield from read_tallies(store, partnership_id)
    running = [kept.case for kept in read_cases(store, partnership_id) if kept.case.is_open]
    counted = are_counted(store, partnership_id, (case.family_id for case in running))
    for case in running:
        if case.family_id not in counted:
            yield from numbers_of(store, case)
