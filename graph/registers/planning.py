"""What a file of a register makes of partnerships: candidates on their maps, facts that differ."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from graph.model import Institution, Package
from graph.packages.near_names import NearNames, Written
from graph.registers.entries import Entry, RegisterFile
from graph.registers.facts import FactChange, differing
from graph.registers.known import Found, Known, found_among, gmina_known, is_at
from graph.rows import record_of
from graph.vocabulary import gmina_of, holds


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which lines of a preview are taken; ``None`` all of them.

    Attributes
    ----------
    candidates
        Ids of new institutions, and of known ones that come onto further maps.
    facts
        Institution and field of facts that differ.
    """

    candidates: Collection[str] | None = None
    facts: Collection[tuple[str, str]] | None = frozenset()

    def takes(self, id: str) -> bool:
        """Whether an institution comes onto maps."""
        return self.candidates is None or id in self.candidates

    def writes(self, id: str, field: str) -> bool:
        """Whether a fact that differs is written."""
        return self.facts is None or (id, field) in self.facts


#: New institutions come, known facts stay.
NEW_ONLY: Final = Accepted()
#: The register's facts hold.
ALL: Final = Accepted(facts=None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An institution that comes onto maps: whether it is new to the store, and whose kind was guessed.

    ``near`` is the name of a known institution there that is nearly the same.
    """

    id: str
    name: str
    type_code: str
    guessed: bool
    kind: str
    teryt: str
    row: int
    new: bool
    partnerships: tuple[str, ...]
    near: str = ""


@dataclass(frozen=True, slots=True)
class Vanished:
    """A known institution that the register does not list any more, or says to be closed."""

    id: str
    name: str
    number: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Unclear:
    """An entry that may be any of several stored institutions; it is left alone."""

    row: int
    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterPlan:
    """What a file makes of partnerships.

    Attributes
    ----------
    packages
        The partnerships that change, as they are to be.
    known
        How many entries are institutions that every map they belong on has.
    outside
        How many lie outside of every partnership.
    """

    packages: Mapping[str, Package] = field(default_factory=dict[str, Package])
    candidates: tuple[Candidate, ...] = ()
    changes: tuple[FactChange, ...] = ()
    vanished: tuple[Vanished, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    known: int = 0
    outside: int = 0


def plan_register(
    file: RegisterFile,
    packages: Mapping[str, Package],
    known: Mapping[str, Known],
    today: date,
    accepted: Accepted = NEW_ONLY,
) -> RegisterPlan:
    """Work out what a file of a register changes.

    Parameters
    ----------
    file
        What the register lists.
    packages
        The partnerships that may change, by id.
    known
        Stored institutions by id: those of the partnerships, and all others that may be meant.
    today
        The day of the import.
    accepted
        Which lines are taken.

    Examples
    --------
    >>> from graph.model import Partnership
    >>> entry = Entry("rspo", (2,), "1", "", "SP 1", "", "SP", True, "2499022", {"rspo": "1"})
    >>> held = {"p": Package(Partnership("p", "Lipowo", "2499022"))}
    >>> plan = plan_register(RegisterFile("rspo", (entry,)), held, {}, date(2026, 1, 1))
    >>> [one.id for one in plan.packages["p"].institutions]
    ['rspo-1']
    """
    inside = [(one, _covering(one, packages)) for one in file.entries]
    placed = [(one, ids) for one, ids in inside if ids]
    found = found_among([one for one, _ in placed], known, today)
    draft = _Draft(packages, known, today, accepted)
    for (entry, partnerships), told in zip(placed, found, strict=True):
        draft.add(entry, partnerships, told)
    return RegisterPlan(
        packages=draft.packages(),
        candidates=tuple(draft.candidates),
        changes=tuple(draft.changes),
        vanished=tuple(_vanished(file, packages, known, draft.listed)),
        unclear=tuple(draft.unclear),
        known=draft.same,
        outside=len(inside) - len(placed),
    )


def _covering(entry: Entry, packages: Mapping[str, Package]) -> tuple[str, ...]:
    """The partnerships whose territory holds an entry."""
    return tuple(
        id
        for id, package in packages.items()
        if package.partnership.teryt and holds(package.partnership.teryt, entry.teryt)
    )


class _Draft:
    """What is added to maps, and the facts that are taken, entry by entry."""

    def __init__(
        self,
        packages: Mapping[str, Package],
        known: Mapping[str, Known],
        today: date,
        accepted: Accepted,
    ) -> None:
        self.candidates: list[Candidate] = []
        self.changes: list[FactChange] = []
        self.unclear: list[Unclear] = []
        self.listed: set[str] = set()
        self.same = 0
        self._packages = packages
        self._maps = {id: {i.id: i for i in one.institutions} for id, one in packages.items()}
        self._known = known
        self._today = today
        self._accepted = accepted
        self._taken = set(known)
        self._added: dict[str, list[Institution]] = defaultdict(list)
        self._facts: dict[str, Institution] = {}
        self._near = _near_by_gmina(known.values())

    def add(self, entry: Entry, partnerships: Sequence[str], found: Found) -> None:
        """Take an entry."""
        if found.unclear:
            self.unclear.append(Unclear(entry.rows[0], entry.name, found.unclear))
            self.listed.update(found.unclear)
        elif found.id is None:
            self._new(entry, partnerships)
        else:
            self._stored(entry, partnerships, found.id)

    def _new(self, entry: Entry, partnerships: Sequence[str]) -> None:
        id = entry.id
        number = 2
        while id in self._taken:
            id = f"{entry.id}-{number}"
            number += 1
        self._taken.add(id)
        one = replace(entry.institution(self._today), id=id)
        near = self._near.get(gmina_of(entry.teryt))
        alike = near.near(entry.name) if near else None
        self._put(entry, one, partnerships, new=True, near=alike.name if alike else "")

    def _stored(self, entry: Entry, partnerships: Sequence[str], id: str) -> None:
        self.listed.add(id)
        row = self._known[id].row
        one = record_of(Institution, {name: row.get(name) for name in Institution.__slots__})
        told = [
            replace(change, written=self._accepted.writes(id, change.field))
            for change in differing(entry, row, there=is_at(entry.teryt, self._known[id]))
        ]
        self.changes += told
        arriving = entry.institution(self._today)
        if taken := [change.field for change in told if change.written]:
            facts = {name: getattr(arriving, name) for name in taken}
            one = replace(one, **facts, updated_on=arriving.updated_on)
            self._facts[id] = one
        missing = [partnership for partnership in partnerships if id not in self._maps[partnership]]
        if missing:
            plain = replace(one, membership=None, declared_on=None, left_on=None)
            self._put(entry, plain, missing, new=False)
        elif not told:
            self.same += 1

    def _put(
        self, entry: Entry, one: Institution, partnerships: Sequence[str], *, new: bool, near: str = ""
    ) -> None:
        self.candidates.append(
            Candidate(
                *(one.id, one.name, one.type_code),
                guessed=new and not entry.sure,
                kind=entry.kind,
                teryt=entry.teryt,
                row=entry.rows[0],
                new=new,
                partnerships=tuple(partnerships),
                near=near,
            )
        )
        if self._accepted.takes(one.id):
            for partnership in partnerships:
                self._added[partnership].append(one)

    def packages(self) -> dict[str, Package]:
        """The partnerships that change."""
        return {
            id: replace(one, institutions=institutions)
            for id, one in self._packages.items()
            if (institutions := self._institutions(id)) != one.institutions
        }

    def _institutions(self, id: str) -> tuple[Institution, ...]:
        held = (self._with_facts(one) for one in self._packages[id].institutions)
        return (*held, *self._added[id])

    def _with_facts(self, one: Institution) -> Institution:
        facts = self._facts.get(one.id)
        if facts is None:
            return one
        here = {name: getattr(one, name) for name in ("membership", "declared_on", "left_on")}
        return replace(facts, **here)


def _near_by_gmina(known: Collection[Known]) -> dict[str, NearNames]:
    names: dict[str, list[Written]] = defaultdict(list)
    for one in known:
        for code in gmina_known(one):
            names[code].append(Written(len(names[code]), str(one.row["name"])))
    return {code: NearNames(written) for code, written in names.items()}


def _vanished(
    file: RegisterFile,
    packages: Mapping[str, Package],
    known: Mapping[str, Known],
    listed: Collection[str],
) -> Iterator[Vanished]:
    """Institutions with a number of the register, in gminas of the file, that it does not list."""
    gminas = file.gminas
    held = {one.id for package in packages.values() for one in package.institutions}
    for id in sorted(held - set(listed)):
        row = known[id].row
        if file.register == "rjps":
            number = id.removeprefix("rjps-") if id.startswith("rjps-") else ""
        else:
            number = str(row.get(file.register) or "")
        if not number or gminas.isdisjoint(gmina_known(known[id])):
            continue
        closed = number.lstrip("0") in {one.lstrip("0") for one in file.closed_numbers}
        yield Vanished(id, str(row["name"]), number, closed)
