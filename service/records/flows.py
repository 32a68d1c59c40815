"""Information flows as people describe them: checked against the map, then written."""

from collections.abc import Mapping

from graph.records.flow import InformationFlow, flow_of
from graph.records.kinds import FLOW
from graph.snapshot import Snapshot
from graph.stores.records import Versioned, change_record, drop_record
from service.access.guard import Principal
from service.http.idempotency import UNKEYED, Sent, create_once
from service.records.entries import registered, seen_at


def describe_flow(
    principal: Principal, snapshot: Snapshot, values: Mapping[str, str], sent: Sent = UNKEYED
) -> Versioned[InformationFlow]:
    """Describe what information goes from one partner to another; the same key describes it once.

    Raises
    ------
    InvalidRequest
        With every value that does not fit.
    Conflict
        When this way is described already.
    KeyReused
        When the key came with another flow before.
    """
    new = flow_of(values, snapshot.institutions)
    return create_once(principal, sent, FLOW, snapshot.partnership.id, lambda: new)


def change_flow(
    principal: Principal, snapshot: Snapshot, id: str, rhythm: str, base: str, seen: str | None
) -> Versioned[InformationFlow]:
    """Change how often and on what base information flows.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        When it is not described; when ``seen``, the version in ``If-Match``, is missing; when it
        changed since.
    InvalidRequest
        When a value does not fit.
    """
    here = snapshot.partnership.id
    kept = seen_at(registered(principal, here).find(FLOW, id), seen)
    one = kept.entry
    values = {
        "source_id": one.source_id,
        "target_id": one.target_id,
        "information": one.information,
        "medium": one.medium,
        "rhythm": rhythm,
        "base": base,
    }
    changed = flow_of(values, snapshot.institutions)
    return change_record(principal.runtime.store, FLOW, here, changed, kept.version)


def drop_flow(principal: Principal, partnership_id: str, id: str, seen: str | None) -> None:
    """Take an information flow out of the description.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        As :func:`change_flow`.
    """
    kept = seen_at(registered(principal, partnership_id).find(FLOW, id), seen)
    drop_record(principal.runtime.store, FLOW, partnership_id, id, version=kept.version)
