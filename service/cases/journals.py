"""Reads a file of journals and says of every place what is wrong with it, before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, cast

from graph.cases import Case, CaseContext, Request, Step, case_of, context_of, taken
from graph.errors import Conflict, InvalidRequest, Problem
from graph.snapshot import Snapshot
from graph.stores.cases import KeptCase, Recorded
from service.access.guard import Principal
from service.access.policy import Role
from service.access.tokens import now
from service.cases.beginnings import begun
from service.cases.input import step_sent, unfit_values
from service.http.idempotency import role_of
from service.runtime import today

#: Mark and version of a file of journals.
FORMAT: Final = "kooperacje-cases"
VERSION: Final = 1
_LONGEST_ID: Final = 40
_MOST_CASES: Final = 5_000
_MOST_STEPS: Final = 1_000
_MOST_PROBLEMS: Final = 1_000
#: Fields of a step that say how it was written down.
_WRITTEN: Final = ("number", "at", "role")


def journals_read(
    principal: Principal,
    snapshot: Snapshot,
    known: Sequence[KeptCase],
    document: Mapping[str, Any],
    day: date | None = None,
) -> tuple[KeptCase, ...]:
    """The cases that a document holds, each with the steps that are known of it at its beginning.

    Parameters
    ----------
    principal
        Whoever sends it: their role stands with steps that do not say by which they were recorded.
    snapshot
        The partnership that the cases belong to.
    known
        Its cases as they are kept.
    day
        No step lies after it; today if not given.

    Raises
    ------
    InvalidRequest
        With every problem: its place in the document, and what was expected. Values are not shown.
    """
    reading = _Reading(snapshot, known, role_of(principal), day or today())
    found = reading.document(document)
    if reading.problems:
        raise InvalidRequest(reading.problems[:_MOST_PROBLEMS])
    return found


class _Reading:
    """One reading of one document, and what is wrong with it."""

    def __init__(self, snapshot: Snapshot, known: Sequence[KeptCase], role: str, day: date) -> None:
        self.problems: list[Problem] = []
        self._snapshot = snapshot
        self._here = snapshot.partnership.id
        self._context: CaseContext = context_of(snapshot)
        self._known = {kept.case.family_id: kept for kept in known}
        self._role, self._day, self._at = role, day, now()
        end = datetime.combine(day + timedelta(days=1), time.min, UTC)
        self._latest = max(self._at, end)

    def document(self, document: Mapping[str, Any]) -> tuple[KeptCase, ...]:
        """All cases; those that are wrong are left out."""
        due = {"format": FORMAT, "version": VERSION, "partnership": self._here}
        for name, value in due.items():
            if document.get(name) != value or isinstance(document.get(name), bool):
                self._wrong(name, f"{value}")
        if document.keys() - due.keys() - {"cases", "exported_on"}:
            self._wrong(None, f"only {', '.join(due)}, exported_on, cases")
        self.problems += unfit_values(document.get("exported_on"), "cases", "exported_on")
        listed = self._list(document.get("cases"), "cases", _MOST_CASES, least=0)
        found: list[KeptCase] = []
        seen: set[str] = set()
        for place, one in enumerate(listed):
            kept = self._case(one, f"cases[{place}]")
            if kept and kept.case.family_id in seen:
                self._wrong(f"cases[{place}].family_id", "each family only once")
            elif kept:
                seen.add(kept.case.family_id)
                found.append(kept)
        return tuple(found)

    def _case(self, given: object, place: str) -> KeptCase | None:
        if not isinstance(given, Mapping):
            return self._wrong(place, "an object")
        case = cast("Mapping[str, object]", given)
        before = len(self.problems)
        self.problems += unfit_values(case.get("family_id"), "cases", f"{place}.family_id")
        if case.keys() - {"family_id", "steps"}:
            self._wrong(place, "only family_id, steps")
        id = case.get("family_id")
        if not isinstance(id, str) or not (0 < len(id) <= _LONGEST_ID) or id != id.strip():
            self._wrong(f"{place}.family_id", f"a pseudonym of at most {_LONGEST_ID} signs")
        steps: list[Step] = []
        recorded: list[Recorded] = []
        for number, one in enumerate(self._list(case.get("steps"), f"{place}.steps", _MOST_STEPS)):
            step = self._step(one, number, f"{place}.steps[{number}]")
            if step:
                steps.append(step[0])
                recorded.append(step[1])
        if len(self.problems) > before or not isinstance(id, str):
            return None
        return self._followed(id, steps, recorded, place)

    def _step(self, given: object, number: int, place: str) -> tuple[Step, Recorded] | None:
        if not isinstance(given, Mapping):
            return self._wrong(place, "an object")
        fields = cast("Mapping[str, Any]", given)
        if fields.get("number", number + 1) != number + 1:
            self._wrong(f"{place}.number", f"{number + 1}")
        recorded = Recorded(self._moment(fields.get("at"), place), self._known_role(fields, place))
        try:
            step = step_sent({name: v for name, v in fields.items() if name not in _WRITTEN})
        except InvalidRequest as error:
            self._all_wrong(error.problems, place)
            return None
        return step, recorded

    def _moment(self, given: object, place: str) -> datetime:
        if given is None:
            return self._at
        try:
            moment = datetime.fromisoformat(given if isinstance(given, str) else "")
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or moment > self._latest:
            self._wrong(f"{place}.at", "a moment with its time zone, not in the future")
            return self._at
        return moment.astimezone(UTC)

    def _known_role(self, fields: Mapping[str, Any], place: str) -> str:
        given = fields.get("role", self._role)
        parts = given.split("+") if isinstance(given, str) else []
        if not parts or not set(parts) <= set(Role):
            self._wrong(f"{place}.role", f"roles joined by +: {' | '.join(Role)}")
        return "+".join(parts)

    def _followed(
        self, family_id: str, steps: list[Step], recorded: list[Recorded], place: str
    ) -> KeptCase | None:
        """The case as it follows step by step, from where the known one ends."""
        known = self._known.get(family_id)
        case: Case | None = None
        if known is not None:
            together = min(len(steps), known.case.version)
            for number in range(together):
                if steps[number] != known.case.steps[number]:
                    return self._wrong(
                        f"{place}.steps[{number}]", "the step that is known; what happened stays"
                    )
            if together == len(steps):
                return known
            case, recorded = known.case, [*known.recorded, *recorded[together:]]
        for number in range(case.version if case else 0, len(steps)):
            try:
                case = self._after(case, steps[number], family_id)
            except InvalidRequest as error:
                self._all_wrong(error.problems, f"{place}.steps[{number}]")
                return None
            except Conflict as error:
                return self._wrong(f"{place}.steps[{number}].kind", error.reason)
        return KeptCase(case_of(self._here, family_id, steps), tuple(recorded)) if case else None

    def _after(self, case: Case | None, step: Step, family_id: str) -> Case:
        if case is None and isinstance(step, Request):
            return begun(self._snapshot, family_id, step, self._day)
        return taken(
            case,
            step,
            partnership_id=self._here,
            family_id=family_id,
            context=self._context,
            today=self._day,
        )

    def _list(self, given: object, place: str, most: int, least: int = 1) -> Sequence[object]:
        if isinstance(given, list) and least <= len(cast("list[object]", given)) <= most:
            return cast("list[object]", given)
        self._wrong(place, f"a list of {least} to {most} entries")
        return ()

    def _all_wrong(self, problems: Iterable[Problem], place: str) -> None:
        for one in problems:
            column = f"{place}.{one.column}" if one.column else place
            self.problems.append(Problem("cases", None, column, None, one.expected, one.expected_pl))

    def _wrong(self, place: str | None, expected: str) -> None:
        self.problems.append(Problem("cases", None, place, None, expected))
