"""One step further: whether a case may take it, and whether its values can be right."""

from dataclasses import replace
from datetime import date

from graph.cases.case import Case
from graph.cases.check import faults_of
from graph.cases.context import CaseContext
from graph.cases.moves import allowed
from graph.cases.steps import Step
from graph.errors import Conflict, InvalidRequest


def taken(
    case: Case | None,
    step: Step,
    *,
    partnership_id: str,
    family_id: str,
    context: CaseContext,
    today: date,
) -> Case:
    """The case after a step.

    Parameters
    ----------
    case
        The case as it stands; ``None`` where the step is the request that begins it.
    step
        What happened.
    partnership_id, family_id
        Whose case it is.
    context
        The institutions, services and workers that the step may name.
    today
        No step lies after this day.

    Raises
    ------
    Conflict
        When the state of the case does not allow a step of this kind. The family is not named.
    InvalidRequest
        With every value that cannot be: a day before the last step or in the future, a code or id
        that is not known, something that does not follow from the steps before.

    Examples
    --------
    >>> from graph.cases.steps import Request, Review
    >>> here = {"partnership_id": "p", "family_id": "R", "today": date(2026, 3, 9)}
    >>> context = CaseContext({"I1": "gmina"}, {}, frozenset())
    >>> asked = Request(date(2026, 3, 2), "phone", "family", "2499011")
    >>> case = taken(None, asked, context=context, **here)
    >>> case.state
    'requested'
    >>> taken(case, Review(date(2026, 3, 3), ()), context=context, **here)
    Traceback (most recent call last):
    ...
    graph.errors.Conflict: case review: requested allows only: diagnose, close
    """
    kinds = allowed(case)
    if step.kind not in kinds:
        state = case.state if case else "no case"
        raise Conflict("case", step.kind, f"{state} allows only: {', '.join(kinds) or 'nothing'}")
    if problems := faults_of(case, step, context, today):
        raise InvalidRequest(problems)
    if case is None:
        return Case(partnership_id, family_id, (step,))
    return replace(case, steps=(*case.steps, step))
