"""What permissions let reach an institution: parts of a case, and data on the way to a service."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

from graph.records.permission import DataClass, Permission, in_force

Part = Literal["case", "needs", "basket", "diagnosis"]

#: With a base for which class of data a part of a case may be shown; any of them will do.
#:
#: ``case``: where it stands, its task team and the team's next meeting. ``needs``: codes of needs
#: wherever they stand, in the diagnosis, the basket or a referral, and ways to services for them.
#: ``basket``: the services, their states, and referrals. ``diagnosis``: resources, goals and reviews.
OPENED_BY: Final[Mapping[Part, tuple[DataClass, ...]]] = MappingProxyType(
    {
        "case": get_args(DataClass),
        "needs": ("needs", "diagnosis"),
        "basket": ("basket",),
        "diagnosis": ("diagnosis",),
    }
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one reader sees into one family's file on a day.

    ``institution`` is the member of the task team who reads, ``None`` the lead, who sees all of it.
    ``held`` are the family's permissions.

    Examples
    --------
    >>> given = Permission("1", "I2", "diagnosis", "consent", date(2026, 1, 1), date(2027, 1, 1))
    >>> reach = Reach("I2", [given], date(2026, 6, 30))
    >>> [part for part in OPENED_BY if reach.sees(part)]
    ['case', 'needs', 'diagnosis']
    >>> reach.is_about("I2"), reach.is_about("I3"), Reach(None, [], given.given_on).is_about("I3")
    (True, False, True)
    """

    institution: str | None
    held: Sequence[Permission]
    day: date

    def sees(self, part: Part) -> bool:
        """Whether a part may be shown: all to the lead, else by a base in force."""
        own = self.institution
        return own is None or any(base_for(own, one, self.held, self.day) for one in OPENED_BY[part])

    def is_about(self, institution_id: str) -> bool:
        """Whether what concerns one institution may be shown: permissions, referrals, what reaches it.

        What was agreed with others is theirs and the lead's.
        """
        return self.institution in {None, institution_id}


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
