"""The states of a record, which may follow which, and what a step needs to say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from graph.errors import Conflict
from graph.records.checks import Check

StateT = TypeVar("StateT", bound=str)


@dataclass(frozen=True)
class LifeCycle(Generic[StateT]):
    """The states of one kind of record.

    Parameters
    ----------
    kind
        What an error calls the record.
    following
        The states that may follow each; one without followers is final.
    codes
        The codes that go with a state: each of these states needs one of its own, the others have none.
    column
        What the field of the code is called.

    Examples
    --------
    >>> doors = LifeCycle("door", {"open": ("shut",), "shut": ()}, {"shut": {"wind": "wiatr"}})
    >>> doors.final("shut"), [ok for _, ok, *_ in doors.step("1", "open", "shut", None)]
    (True, [False])
    """

    kind: str
    following: Mapping[StateT, tuple[StateT, ...]]
    codes: Mapping[StateT, Collection[str]] = field(default_factory=dict[StateT, Collection[str]])
    column: str = "reason"

    def final(self, state: StateT) -> bool:
        """Whether nothing can follow a state."""
        return not self.following[state]

    def step(self, id: str, present: StateT, state: StateT, code: str | None) -> list[Check]:
        """The checks of a step from the present state to another one.

        A code that does not fit is not repeated: anything may have been typed in its place.

        Raises
        ------
        Conflict
            When the present state does not allow the step.
        """
        allowed = self.following[present]
        if state not in allowed:
            reason = f"{present} allows only: {', '.join(allowed) or 'nothing'}"
            raise Conflict(self.kind, id, reason)
        if (codes := self.codes.get(state)) is not None:
            return [Check(self.column, code in codes, None, (" | ".join(codes), ""))]
        with_code = ", ".join(self.codes)
        expected = (
            f"nothing, except with {with_code}",
            f"nic; podaje się tylko, gdy stan to: {with_code}",
        )
        return [Check(self.column, code is None, None, expected)]
