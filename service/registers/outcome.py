"""What somebody wants of a register's file, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Package
from graph.registers import RegisterFile, RegisterKind
from graph.registers.planning import ALL, NEW_ONLY, Accepted, RegisterPlan
from graph.registers.territories import TercFile
from graph.registers.waiting import WaitPlan
from graph.registers.waits import WaitFile


@dataclass(frozen=True, slots=True)
class NamesPlan:
    """Names of territories: new ones, other ones (code, old, new), those known; how many lie outside."""

    new: Mapping[str, str] = field(default_factory=dict[str, str])
    changed: tuple[tuple[str, str, str], ...] = ()
    known: int = 0
    outside: int = 0
    packages: Mapping[str, Package] = field(default_factory=dict[str, Package])


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants of a file.

    Attributes
    ----------
    kind
        Which register it is.
    update
        Facts that differ are written.
    accepted
        Which lines of a preview are taken, where they were chosen one by one.
    dry_run
        Only work out what would change.
    """

    kind: RegisterKind
    update: bool = False
    dry_run: bool = False
    accepted: Accepted | None = None

    @property
    def lines(self) -> Accepted:
        """Which lines are taken."""
        return self.accepted or (ALL if self.update else NEW_ONLY)

    @property
    def services(self) -> frozenset[tuple[str, str]] | None:
        """Institution and service of the waiting times that are taken; ``None`` all of them."""
        if self.accepted is None or self.accepted.facts is None:
            return None
        return frozenset(self.accepted.facts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was in a file and what became of it."""

    request: Request
    file: RegisterFile | WaitFile | TercFile
    plan: RegisterPlan | WaitPlan | NamesPlan
