"""How hard a tie that does not exist yet is to make: the one price of new ties.

cost = 4, less 1 for a common partner, less 1 for the same level, less 1 for a shared family

so between 1 (easy) and 4.
"""

from collections.abc import Mapping
from typing import Final

from graph.snapshot import Snapshot, pair_of

DEAREST: Final = 4.0


class Effort:
    """Prices new ties of one snapshot.

    A snapshot without families prices them without the last ingredient: what is advised to readers
    who may not see cases must not tell who shares a family.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> schools = [Institution(id, id, "SP") for id in ("I2", "I3")]
    >>> ties = (TieReport("I1", "I2", 4), TieReport("I1", "I3", 4))
    >>> package = Package(Partnership("p", "P"), (Institution("I1", "MOPS", "OPS"), *schools), ties=ties)
    >>> Effort(snapshot_of(package, date(2026, 6, 30))).of("I2", "I3")
    2.0
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """O(n + m) for n institutions and m live ties."""
        network = snapshot.network()
        self.near: Mapping[str, frozenset[str]] = {
            id: frozenset(network.neighbours(id)) for id in network.ids
        }
        self._level = {id: institution.level for id, institution in snapshot.institutions.items()}
        self._shared = snapshot.shared_families

    def of(self, one: str, other: str) -> float:
        """What a tie of these two costs."""
        return (
            DEAREST
            - (not self.near[one].isdisjoint(self.near[other]))
            - (self._level[one] == self._level[other])
            - (pair_of(one, other) in self._shared)
        )
