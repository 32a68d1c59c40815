"""What is done with a family's case: begun, taken further, planned for, held against the gaps."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.cases import Case, Proposal, Request, Step, context_of, propose, step_document, taken
from graph.errors import Conflict
from graph.stores import cases as kept_cases
from service.access.guard import Visitor
from service.access.posts import Posted
from service.access.tokens import now
from service.answers import render_json
from service.cases.beginnings import begun, pseudonym
from service.cases.files import CaseFile
from service.errors import MarkNeeded, NotAllowed
from service.house import today
from service.writing import demand_version, role_of

if TYPE_CHECKING:
    from graph.gaps import Gap


def start_case(
    visitor: Visitor, partnership_id: str, request: Request, key: str | None = None
) -> CaseFile:
    """Open a case with a family's own request; it gets a random pseudonym.

    The same ``Idempotency-Key`` opens it once. What is kept of the key leads to the pseudonym only
    together with the key itself.

    Raises
    ------
    InvalidRequest
        With every problem of the request.
    KeyReused
        When the key came with another request before.
    """
    house = visitor.house
    snapshot = house.snapshot(partnership_id)
    body = render_json([partnership_id, step_document(request)])
    posted = Posted(house.access, visitor.grant.name, key and f"case: {key}", body)

    def started(family_id: str) -> Case:
        return begun(snapshot, family_id, request, today())

    started(pseudonym(secrets.token_bytes(16)))  # what cannot be a case keeps no key
    salt = posted.reserve(secrets.token_bytes(16))
    case = started(pseudonym(salt, key or ""))
    try:
        kept = kept_cases.add_step(house.store, case, role=role_of(visitor), at=now(), expected=0)
    except Conflict:
        kept = kept_cases.read_case(house.store, partnership_id, case.family_id)
    return CaseFile(visitor, snapshot, kept)


def take_step(file: CaseFile, step: Step, if_match: str | None, key: str | None = None) -> CaseFile:
    """Add a step to a case that was opened for writing; the same ``Idempotency-Key`` adds it once.

    Parameters
    ----------
    if_match
        The version of the case that the step builds on: its mark, in quotes or not.

    Raises
    ------
    MarkNeeded, OutOfDate
        When no version was named; when the case moved on since it was read.
    Conflict
        When the state of the case does not allow the step.
    InvalidRequest
        With every value that does not fit.
    KeyReused
        When the key came with another step before.
    """
    house = file.visitor.house
    body = render_json([file.place, step.kind, step_document(step)])
    posted = Posted(house.access, file.visitor.grant.name, key and f"case step: {key}", body)
    if posted.answer() is not None:
        return file
    if if_match is None:
        raise MarkNeeded
    demand_version(if_match, file.case.version)
    after = taken(
        file.case,
        step,
        partnership_id=file.case.partnership_id,
        family_id=file.case.family_id,
        context=context_of(file.snapshot),
        today=today(),
    )
    kept = kept_cases.add_step(
        house.store, after, role=role_of(file.visitor), at=now(), expected=file.case.version
    )
    posted.keep(b"taken")
    snapshot = house.snapshot(file.case.partnership_id)
    return replace(file, kept=kept, snapshot=snapshot)


def proposal(
    file: CaseFile, *, alternatives: int = 3, max_wait: int = 180, avoid: Sequence[str] = ()
) -> Proposal:
    """Baskets for the diagnosis of a case, what each area can add, and whom the team would need.

    Raises
    ------
    NotAllowed
        When a member of the team asks: how to go on is for the lead to propose.
    Conflict
        When there is no diagnosis yet.
    InvalidRequest
        When ``alternatives``, ``max_wait`` (days) or ``avoid`` (institutions) cannot be.
    """
    if file.institution is not None:
        raise NotAllowed
    return propose(
        file.snapshot,
        file.case,
        file.visitor.house.costs,
        alternatives=alternatives,
        max_wait=max_wait,
        avoid=avoid,
    )


def gaps_of(file: CaseFile) -> "tuple[Gap, ...]":
    """The gaps of the partnership that concern this case, most severe first; for case leads.

    A gap concerns a case when it touches one family less, or is not there, without it.
    """
    from graph.gaps import find_gaps

    family_id, thresholds = file.case.family_id, file.visitor.house.thresholds
    if file.institution is not None or family_id not in file.snapshot.families:
        return ()
    without = replace(
        file.snapshot,
        families={id: one for id, one in file.snapshot.families.items() if id != family_id},
        teams={id: one for id, one in file.snapshot.teams.items() if id != family_id},
    )
    others = {gap.id: gap.families for gap in find_gaps(without, thresholds)}
    return tuple(
        gap
        for gap in find_gaps(file.snapshot, thresholds)
        if gap.id not in others or others[gap.id] != gap.families
    )
