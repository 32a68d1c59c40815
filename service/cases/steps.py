"""What is done with a family's case: begun, taken further, planned for, held against the gaps."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.cases import Case, Proposal, Request, Step, context_of, propose, taken
from graph.stores import cases as kept_cases
from graph.stores.cases import KeptCase
from graph.stores.reading import case_places
from service.access.guard import Principal
from service.access.tokens import now
from service.cases.beginnings import begun, pseudonym
from service.cases.files import CaseFile
from service.http.errors import NotAllowed
from service.http.idempotency import UNKEYED, Once, Sent, demand_version, role_of
from service.runtime import today

if TYPE_CHECKING:
    from graph.gaps import Gap


def start_case(
    principal: Principal, partnership_id: str, request: Request, sent: Sent = UNKEYED
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
    Conflict
        When the case that the key opened has been erased since.
    """
    runtime = principal.runtime
    snapshot = runtime.snapshot(partnership_id)
    once, salt = Once(principal, sent), secrets.token_bytes(16)

    def started(salt: bytes) -> Case:
        return begun(snapshot, pseudonym(salt, sent.key or ""), request, today())

    def do() -> KeptCase:
        role = role_of(principal)
        store = once.noting(salt.hex())
        return kept_cases.add_step(store, started(salt), role=role, at=now(), expected=0)

    def replay(answer: str) -> KeptCase | None:
        case = started(bytes.fromhex(answer))
        if not _is_there(principal, partnership_id, case.family_id):
            return None
        return kept_cases.read_case(runtime.store, partnership_id, case.family_id)

    return CaseFile(principal, snapshot, once.run(do, replay))


def _is_there(principal: Principal, partnership_id: str, family_id: str) -> bool:
    places = case_places(principal.runtime.store, family_id)
    return any(place.partnership_id == partnership_id for place in places)


def take_step(file: CaseFile, step: Step, if_match: str | None, sent: Sent = UNKEYED) -> CaseFile:
    """Add a step to a case that was opened for writing; the same ``Idempotency-Key`` adds it once.

    Parameters
    ----------
    if_match
        The version of the case that the step builds on: its mark, in quotes or not.

    Raises
    ------
    PreconditionRequired, PreconditionFailed
        When no version was named; when the case moved on since it was read.
    Conflict
        When the state of the case does not allow the step.
    InvalidRequest
        With every value that does not fit.
    KeyReused
        When the key came with another step before.
    """
    runtime, version = file.principal.runtime, file.case.version
    once = Once(file.principal, sent)

    def do() -> KeptCase:
        demand_version(if_match, version)
        after = taken(
            file.case,
            step,
            partnership_id=file.case.partnership_id,
            family_id=file.case.family_id,
            context=context_of(file.snapshot),
            today=today(),
        )
        store, role = once.noting(f"{version + 1}"), role_of(file.principal)
        return kept_cases.add_step(store, after, role=role, at=now(), expected=version)

    def replay(answer: str) -> KeptCase | None:
        kept = kept_cases.read_case(runtime.store, *file.place)
        return kept if kept.case.version >= int(answer) else None

    kept = once.run(do, replay)
    return replace(file, kept=kept, snapshot=runtime.snapshot(file.case.partnership_id))


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
        file.principal.runtime.costs,
        alternatives=alternatives,
        max_wait=max_wait,
        avoid=avoid,
    )


def gaps_of(file: CaseFile) -> "tuple[Gap, ...]":
    """The gaps of the partnership that concern this case, most severe first; for case leads.

    A gap concerns a case when without it the gap is not there, touches fewer families or rests on
    other evidence.
    """
    from graph.gaps import find_gaps

    family_id, thresholds = file.case.family_id, file.principal.runtime.thresholds
    if file.institution is not None or family_id not in file.snapshot.families:
        return ()
    without = replace(
        file.snapshot,
        families={id: one for id, one in file.snapshot.families.items() if id != family_id},
        teams={id: one for id, one in file.snapshot.teams.items() if id != family_id},
    )
    others = {gap.id: (gap.families, gap.evidence) for gap in find_gaps(without, thresholds)}
    return tuple(
        gap
        for gap in find_gaps(file.snapshot, thresholds)
        if others.get(gap.id) != (gap.families, gap.evidence)
    )
