"""Which parts of a family's case a base opens to an institution; every door asks here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

from graph.permissions.permission import DataClass, Permission
from graph.permissions.route import base_for

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
