"""Consents and legal bases of a family: what may be passed on, to whom, and until when."""

from dataclasses import replace

from graph.errors import Conflict, NotFound
from graph.permissions import Permission, granted, withdrawn
from graph.routes import index_of
from graph.stores import casework
from graph.stores.rows import row_of
from service.access.posts import UNKEYED, Sent
from service.answers.documents import Document
from service.cases.families.files import File
from service.http.errors import KeyReused
from service.http.idempotency import demand_version, new_id, write_once
from service.runtime import today


def permissions(file: File) -> tuple[Permission, ...]:
    """Every permission, ended ones too; a member of the team reads those of its own institution."""
    reach = file.reach
    return tuple(one for one in reach.held if reach.is_about(one.institution_id))


def version_of(permission: Permission) -> int:
    """1 as it was given, 2 once it was withdrawn: nothing else about it changes."""
    return 1 if permission.withdrawn_on is None else 2


def permission_document(permission: Permission) -> Document:
    """A permission as JSON; the family is in the address, not in the document."""
    return {**row_of(permission), "version": version_of(permission)}


def grant_permission(file: File, permission: Permission, sent: Sent = UNKEYED) -> Permission:
    """Record a consent or a legal base; the same ``Idempotency-Key`` records it once.

    Raises
    ------
    InvalidRequest
        With every value that does not fit.
    KeyReused
        When the key came with another permission before.
    """
    store, id = file.principal.runtime.store, new_id(file.principal, "permission", file.place, sent.key)
    new = replace(permission, id=id)

    def done(at: str) -> Permission | None:
        return next((one for one in file.held() if one.id == id), None)

    kept = write_once(
        *(file.principal, sent),
        at=0,
        ready=lambda: granted(new, index_of(file.snapshot).institutions),
        write=lambda made: casework.create_permission(store, *file.place, made),
        done=done,
    )
    if replace(kept, given_on=new.given_on, withdrawn_on=None) != new:
        raise KeyReused
    return kept


def withdraw_permission(
    file: File, permission_id: str, seen: str | None, sent: Sent = UNKEYED
) -> Permission:
    """Withdraw a consent, effective at once; the same ``Idempotency-Key`` withdraws it once.

    Parameters
    ----------
    seen
        The version in ``If-Match``.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        When there is no such permission; when no version was named; when it is another one now.
    Conflict
        When it was withdrawn before, or is a rule of law.
    """

    def found() -> Permission:
        for one in file.held():
            if one.id == permission_id:
                return one
        raise NotFound("permission", permission_id)

    def ready() -> Permission:
        before = found()
        ended = withdrawn(before, today())
        demand_version(seen, version_of(before))
        return ended

    def write(ended: Permission) -> Permission:
        try:
            casework.withdraw_permission(file.principal.runtime.store, *file.place, ended)
        except Conflict:
            raise Conflict("permission", permission_id, "somebody else changed it") from None
        return ended

    def done(at: str) -> Permission | None:
        now = found()
        return now if now.withdrawn_on is not None and version_of(now) > int(at) else None

    return write_once(file.principal, sent, at=version_of(found()), ready=ready, write=write, done=done)
