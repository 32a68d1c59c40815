"""Information flows as people describe them: checked against the map, then written."""

from collections.abc import Mapping

from graph.register import InformationFlow, flow_of
from graph.snapshot import Snapshot
from graph.stores import register
from graph.stores.register import Kept
from service.access.guard import Principal
from service.access.posts import UNKEYED, Sent
from service.http.idempotency import write_once
from service.records.entries import known_entry, registered, seen_at


def describe_flow(
    principal: Principal, snapshot: Snapshot, values: Mapping[str, str], sent: Sent = UNKEYED
) -> Kept[InformationFlow]:
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
    here = snapshot.partnership.id
    new = flow_of(values, snapshot.institutions)

    def done(at: str) -> Kept[InformationFlow] | None:
        known = known_entry(registered(principal, here).flows, new.id)
        return known if known and known.entry == new else None

    return write_once(
        *(principal, sent),
        at=0,
        ready=lambda: new,
        write=lambda made: register.create_flow(principal.runtime.store, here, made),
        done=done,
    )


def change_flow(
    principal: Principal, snapshot: Snapshot, id: str, rhythm: str, base: str, seen: str | None
) -> Kept[InformationFlow]:
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
    kept = seen_at(registered(principal, here).flow(id), seen)
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
    return register.change_flow(principal.runtime.store, here, changed, kept.version)


def drop_flow(principal: Principal, partnership_id: str, id: str, seen: str | None) -> None:
    """Take an information flow out of the description.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        As :func:`change_flow`.
    """
    kept = seen_at(registered(principal, partnership_id).flow(id), seen)
    register.drop_flow(principal.runtime.store, partnership_id, id, kept.version)
