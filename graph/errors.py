"""What can go wrong in the domain. Errors carry facts; the front doors word and number them.

GraphError
+ NotFound(kind, id)
+ Ambiguous(kind, ids)            several fit, the request must name one
+ Conflict(kind, id, reason)      someone else wrote first
+ InvalidPackage(problems)
  + IdsTaken(clashes)             ids that other partnerships use for other institutions
+ InvalidRequest(problems)
+ StoreError(query)
  + StoreUnavailable(reason)
  + StoreLocked(path, holder)     another process holds the embedded store
  + StoreTooNew(found, known)
  + StoreDamaged(findings)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from graph.understanding import Understood

#: Reasons of StoreUnavailable that whoever runs the product can do something about.
UNREACHABLE: Final = "the server cannot be reached"
NOT_LET_IN: Final = "the server does not let this user in"
NO_SUCH_DATABASE: Final = "the server has no database of this name"
NO_ROOM: Final = "no room is left on the disk"
#: The file of tokens can be neither read nor written now, though it may be whole.
TOKENS_UNUSABLE: Final = "the file of tokens cannot be used now"
#: Rows of equal problems that one line names before it only counts.
_ROWS_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input: where it stands, what stands there, what was expected.

    ``row`` counts as a spreadsheet does: the header is row 1. ``value`` is ``None`` where showing
    it could disclose personal data or where nothing was found. ``expected_pl`` is the expectation in
    Polish, blank where the same words serve both languages. Equal problems of one column are one:
    ``count`` says how many, ``rows`` names the first of them.
    """

    table: str
    row: int | None
    column: str | None
    value: str | None
    expected: str
    expected_pl: str = ""
    count: int = 1
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        """One line: table, row, column, value, expectation."""
        place = [self.table]
        if self.row is not None:
            place.append(rows_named(self.rows or (self.row,), self.count)[0])
        if self.column is not None:
            place.append(f"column {self.column}")
        example = "for example " if self.count > 1 else ""
        found = "" if self.value is None else f" found {example}{self.value!r};"
        return f"{', '.join(place)}:{found} expected {self.expected}"


def rows_named(rows: Sequence[int], count: int) -> tuple[str, str]:
    """Which rows something is about, the first of them named, in English and in Polish.

    >>> rows_named([7], 1)[0], rows_named([2, 5], 2)[1]
    ('row 7', 'wiersze 2, 5')
    >>> rows_named([2, 3, 4, 5, 6], 42)[0]
    'rows 2, 3, 4, 5, 6 and 37 more'
    """
    if count <= 1:
        return (f"row {rows[0]}", f"wiersz {rows[0]}") if rows else ("", "")
    first = ", ".join(map(str, rows[:_ROWS_NAMED]))
    more = count - min(len(rows), _ROWS_NAMED)
    if not more:
        return f"rows {first}", f"wiersze {first}"
    return f"rows {first} and {more} more", f"wiersze {first} i dalsze ({more})"


class GraphError(Exception):
    """Root of the domain's errors."""


class NotFound(GraphError):
    """Nothing of this kind has this id."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"{kind} not found: {id}")
        self.kind = kind
        self.id = id


class Ambiguous(GraphError):
    """Several things fit a request that did not name one."""

    def __init__(self, kind: str, ids: Sequence[str]) -> None:
        super().__init__(f"several of kind {kind} fit, name one: {', '.join(ids)}")
        self.kind = kind
        self.ids = tuple(ids)


class Conflict(GraphError):
    """The thing changed since it was read, or its state does not allow the step."""

    def __init__(self, kind: str, id: str, reason: str) -> None:
        super().__init__(f"{kind} {id}: {reason}")
        self.kind = kind
        self.id = id
        self.reason = reason


class _WithProblems(GraphError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class InvalidPackage(_WithProblems):
    """A partnership package with at least one problem; nothing of it was written.

    ``notes`` are what somebody should know of it beside, as pairs in English and in Polish;
    ``understood`` says what was found and how it was taken, as far as that was found out.
    """

    def __init__(
        self,
        problems: Sequence[Problem],
        *,
        notes: Sequence[tuple[str, str]] = (),
        understood: Sequence[Understood] = (),
    ) -> None:
        super().__init__(problems)
        self.notes = tuple(notes)
        self.understood = tuple(understood)


class Holder(NamedTuple):
    """A partnership that holds a record: what it is called, and its TERC code."""

    id: str
    name: str
    teryt: str | None


@dataclass(frozen=True, slots=True)
class Clash:
    """An id under which a package has one institution and another partnership a different one.

    ``place`` and ``their_place`` are codes, ``None`` where unknown; ``differs`` says in what the two
    differ; ``others`` are the partnerships that hold the other one, as far as they may be named.
    """

    id: str
    name: str
    place: str | None
    their_name: str
    their_place: str | None
    differs: Literal["name", "place", "number"]
    others: tuple[Holder, ...]

    @property
    def problem(self) -> Problem:
        """What is wrong, with both institutions named."""
        named = "; ".join(
            one.id if one.name == one.id else f"{one.name} ({one.id})" for one in self.others
        )
        ours, theirs = _named(self.name, self.place), _named(self.their_name, self.their_place)
        number_en, number_pl = (
            (" (the register numbers differ)", " (różnią się numerem w rejestrze)")
            if self.differs == "number"
            else ("", "")
        )
        return Problem(
            *("institutions", None, "id", self.id),
            f"another id: here it is {ours}, but {theirs}{number_en} in"
            f" {named or 'a partnership of another territory'}",
            f"inny identyfikator: tu {ours}, a {theirs}{number_pl} w partnerstwie:"
            f" {named or 'spoza obszaru uprawnień'}",
        )


def _named(name: str, place: str | None) -> str:
    return f"„{name}”" + (f" ({place})" if place else "")


class IdsTaken(InvalidPackage):
    """Ids of institutions that other partnerships use for other institutions; nothing was written.

    Whoever imports says that they are the same institutions, or gives the package's own a prefix.
    ``partnership`` is the id of the one that was to be written, blank where there are several.
    """

    def __init__(self, clashes: Sequence[Clash], partnership: str = "") -> None:
        super().__init__([*(one.problem for one in clashes), _WAYS_OUT])
        self.clashes = tuple(clashes)
        self.partnership = partnership


_WAYS_OUT: Final = Problem(
    *("institutions", None, None, None),
    "one of: --overwrite-shared (overwrite_shared=true) where these are the same institutions,"
    " --prefix TEXT (prefix=TEXT) where they are others: the text is put before every institution id of"
    " the package",
    "jedno z dwojga: --overwrite-shared (overwrite_shared=true), jeśli to te same instytucje, albo"
    " --prefix TEKST (prefix=TEKST), jeśli to inne: tekst stanie przed każdym identyfikatorem instytucji"
    " z tego pakietu",
)


class InvalidRequest(_WithProblems):
    """A question with at least one value that cannot be answered."""


class StoreError(GraphError):
    """A query of the store failed; its parameters never appear in the message."""

    def __init__(self, query: str, reason: str = "the query failed") -> None:
        super().__init__(f"store, query {query}: {reason}")
        self.query = query
        self.reason = reason


class StoreUnavailable(StoreError):
    """The database does not answer now; asking again later may help."""


class ScrubDue(StoreUnavailable):
    """What was erased is gone from the store and what is kept beside it, but not yet from its file.

    The next opening of the store makes up for it, or the next erasing.
    """

    def __init__(self) -> None:
        super().__init__(
            "scrub", "what was erased leaves traces in the store's file until it is opened anew"
        )


class StoreLocked(StoreError):
    """The embedded store is already held, by another process or by this one."""

    def __init__(self, path: str, holder: str) -> None:
        super().__init__("open", f"{path} is in use by {holder}")
        self.path = path
        self.holder = holder


class StoreTooNew(StoreError):
    """The store was written by a newer version of the product."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__("open", f"store version {found} is newer than the known {known}")
        self.found = found
        self.known = known


class StoreDamaged(StoreError):
    """What the store holds is not what was written to it."""

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__("check", "; ".join(findings))
        self.findings = tuple(findings)


class NotAllReadable(StoreDamaged):
    """Of some partnerships nothing that was kept can be read, or not what people recorded in them."""

    def __init__(self, lost: Sequence[str], unrecorded: Sequence[str]) -> None:
        super().__init__(
            [
                *(f"nothing kept of a partnership can be read: {name}" for name in lost),
                *(f"partnership {id}: the kept records cannot be read" for id in unrecorded),
            ]
        )
        self.lost = tuple(lost)
        self.unrecorded = tuple(unrecorded)
