"""What is done with a family's case: begun, taken further, planned for, held against the gaps."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.cases import Case, Proposal, Request, Step, context_of, propose, taken
from graph.errors import Conflict
from graph.stores import cases as kept_cases
from graph.stores.cases import KeptCase
from service.access.guard import Principal
from service.access.posts import UNKEYED, Posted, Sent
from service.access.tokens import now
from service.cases.beginnings import begun, pseudonym
from service.cases.files import CaseFile
from service.http.errors import NotAllowed
from service.http.idempotency import demand_version, role_of, write_once
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
    posted = Posted(principal, sent)

    def started(family_id: str) -> Case:
        return begun(snapshot, family_id, request, today())

    started(pseudonym(secrets.token_bytes(16)))  # what cannot be a case keeps no key
    with posted.turn():
        before = posted.seen()
        salt = before.mark if before else posted.note(secrets.token_bytes(16))
        case = started(pseudonym(salt, sent.key or ""))
        if before and before.finished and not _is_there(principal, partnership_id, case.family_id):
            raise Conflict("case", partnership_id, "it was opened and erased since")
        try:
            kept = kept_cases.add_step(
                runtime.store, case, role=role_of(principal), at=now(), expected=0
            )
        except Conflict:
            kept = kept_cases.read_case(runtime.store, partnership_id, case.family_id)
        posted.finish()
    return CaseFile(principal, snapshot, kept)


def _is_there(principal: Principal, partnership_id: str, family_id: str) -> bool:
    places = kept_cases.case_places(principal.runtime.store, family_id)
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

    def ready() -> Case:
        demand_version(if_match, version)
        return taken(
            file.case,
            step,
            partnership_id=file.case.partnership_id,
            family_id=file.case.family_id,
            context=context_of(file.snapshot),
            today=today(),
        )

    def write(after: Case) -> KeptCase:
        role = role_of(file.principal)
        return kept_cases.add_step(runtime.store, after, role=role, at=now(), expected=version)

    def done(at: str) -> KeptCase | None:
        kept = kept_cases.read_case(runtime.store, *file.place)
        return kept if kept.case.steps[int(at) : int(at) + 1] == (step,) else None

    kept = write_once(file.principal, sent, at=version, ready=ready, write=write, done=done)
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
