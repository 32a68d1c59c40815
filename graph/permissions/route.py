"""Which data a way to a service passes on, and what allows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.permissions.permission import DataClass, Permission, in_force


@dataclass(frozen=True, slots=True)
class Passing:
    """A class of data that would reach an institution, and the base for it; ``None``: still missing.

    ``expires_on`` is the first day without that base.
    """

    institution_id: str
    data_class: DataClass
    base: str | None
    expires_on: date | None = None


def passed_on(path: Sequence[str], permissions: Sequence[Permission], day: date) -> tuple[Passing, ...]:
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
    found: list[Passing] = []
    for id in path[1:]:
        held = base_for(id, "needs", permissions, day)
        found.append(Passing(id, "needs", held and held.base, held and held.expires_on))
    return tuple(found)


def base_for(
    institution_id: str, data_class: DataClass, permissions: Iterable[Permission], day: date
) -> Permission | None:
    """The permission that lets an institution have a class of data on a day, the longest-lived."""
    held = [
        one
        for one in permissions
        if one.institution_id == institution_id and one.data_class == data_class and in_force(one, day)
    ]
    return max(held, key=lambda one: (one.expires_on or date.max, one.id), default=None)
