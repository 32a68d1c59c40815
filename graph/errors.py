"""What can go wrong in the domain. Errors carry facts; the front doors word and number them.

GraphError
+ NotFound(kind, id)
+ Ambiguous(kind, ids)            several fit, the request must name one
+ Conflict(kind, id, reason)      someone else wrote first
+ InvalidPackage(problems)
+ InvalidRequest(problems)
+ StoreError(query)
  + StoreUnavailable(reason)
  + StoreLocked(path, holder)     another process holds the embedded store
  + StoreTooNew(found, known)
  + StoreDamaged(findings)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Reasons of StoreUnavailable that whoever runs the product can do something about.
UNREACHABLE: Final = "the server cannot be reached"
NOT_LET_IN: Final = "the server does not let this user in"
NO_SUCH_DATABASE: Final = "the server has no database of this name"
NO_ROOM: Final = "no room is left on the disk"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input: where it stands, what stands there, what was expected.

    ``row`` counts as a spreadsheet does: the header is row 1. ``value`` is ``None`` where showing
    it could disclose personal data or where nothing was found. ``expected_pl`` is the expectation in
    Polish, blank where the same words serve both languages.
    """

    table: str
    row: int | None
    column: str | None
    value: str | None
    expected: str
    expected_pl: str = ""

    def __str__(self) -> str:
        """One line: table, row, column, value, expectation."""
        place = [self.table]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        found = "" if self.value is None else f" found {self.value!r};"
        return f"{', '.join(place)}:{found} expected {self.expected}"


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
    """A partnership package with at least one problem; nothing of it was written."""


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
