"""Which data a way to a service passes on, and what allows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.permissions.permission import DataClass, Permission, in_force


@dataclass(frozen=True, slots=True)
class Passing:
    """A class of data that would reach an institution, and the base for it; ``None``: still missing."""

    institution_id: str
    data_class: DataClass
    base: str | None


def passed_on(path: Sequence[str], permissions: Iterable[Permission], day: date) -> tuple[Passing, ...]:
    """What the way passes on to each institution after its origin.

    Parameters
    ----------
    path
        Ids from the origin to the provider. One id alone: the family goes there itself, or is there
        already, and nothing is passed on.
    day
        The day on which it would be passed on.

    Examples
    --------
    >>> given = Permission("1", "I2", "needs", "consent", date(2026, 1, 1), date(2027, 1, 1))
    >>> [one.base for one in passed_on(["I1", "I2", "I3"], [given], date(2026, 6, 30))]
    ['consent', None]
    """
    held = [one for one in permissions if one.data_class == "needs" and in_force(one, day)]
    return tuple(
        Passing(id, "needs", next((one.base for one in held if one.institution_id == id), None))
        for id in path[1:]
    )
