"""An institution as a register lists it, and all of them in a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.model import Institution
from graph.packages.making import slug
from graph.registers.layouts import InstitutionRegister
from graph.vocabulary import gmina_of

_LONGEST_ID: Final = 200
Fact = str | float


@dataclass(frozen=True, slots=True)
class Entry:
    """An institution of a register.

    Attributes
    ----------
    rows
        The rows of the file that are about it.
    number, unit
        Its number in the register, blank where the file has none, and of its part where the number is
        its operator's.
    kind, type_code, sure
        The register's own kind, the institution type that it is, and whether the register says so.
    teryt
        Where it is.
    facts
        What the register knows of it, by the fields of an institution.
    as_of
        The day of which the register says so, where the file has it.
    closed
        Whether the register says that it works no longer.
    """

    register: InstitutionRegister
    rows: tuple[int, ...]
    number: str
    unit: str
    name: str
    kind: str
    type_code: str
    sure: bool
    teryt: str
    facts: Mapping[str, Fact]
    as_of: date | None = None
    closed: bool = False

    @property
    def id(self) -> str:
        """The id that it gets in a store that does not know it.

        >>> entry = Entry("rspo", (2,), "100001", "", "SP 91", "", "SP", True, "2499022", {})
        >>> entry.id
        'rspo-100001'
        """
        named = slug(self.name)
        if self.register in {"rspo", "krs"}:
            parts = [self.number]
        elif self.register == "rpwdl":
            parts = [self.number, slug(self.unit) or named]
        else:
            parts = [slug(self.number)] if self.number else [gmina_of(self.teryt), named]
        return "-".join((self.register, *parts))[:_LONGEST_ID]

    def institution(self, today: date) -> Institution:
        """It as a candidate: on the map, no member."""
        return Institution(
            id=self.id,
            name=self.name,
            type_code=self.type_code,
            teryt=self.teryt,
            updated_on=self.as_of or today,
            **self.facts,  # pyright: ignore[reportArgumentType]  # fields of an institution
        )


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What a file of a register holds.

    Attributes
    ----------
    entries
        Its institutions, those that closed left out.
    closed, repeated
        How many work no longer; how many rows repeat others.
    unplaced
        First rows and number of those whose gmina is not known: names without a code.
    unused
        Headers of columns that were not used.
    others
        Files or sheets that were not used.
    """

    register: InstitutionRegister
    entries: tuple[Entry, ...]
    rows: int = 0
    closed: int = 0
    repeated: int = 0
    unplaced: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    closed_numbers: frozenset[str] = field(default=frozenset())

    @property
    def gminas(self) -> frozenset[str]:
        """The gminas of which the file lists institutions."""
        return gminas_of(one.teryt for one in self.entries)


def gminas_of(codes: Iterable[str]) -> frozenset[str]:
    """The gminas of TERC codes, by six digits."""
    return frozenset(map(gmina_of, codes))
