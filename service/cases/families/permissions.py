"""Consents and legal bases of a family: what may be passed on, to whom, and until when."""

from dataclasses import replace

from graph.errors import NotFound
from graph.records.kinds import PERMISSION
from graph.records.permission import Permission, granted, withdrawn
from graph.routes import index_of
from graph.rows import row_of
from graph.stores.records import read_of
from service.answers.documents import Document
from service.cases.families.files import File
from service.http.idempotency import (
    UNKEYED,
    Sent,
    change_once,
    create_once,
    new_id,
)
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
    new = replace(permission, id=new_id())

    def checked() -> Permission:
        return granted(new, index_of(file.snapshot).institutions)

    return create_once(file.principal, sent, PERMISSION, file.owner, checked).entry


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
    store = file.principal.runtime.store
    held = (one for one in read_of(store, PERMISSION, file.owner) if one.entry.id == permission_id)
    kept = next(held, None)
    if kept is None:
        raise NotFound("permission", permission_id)

    def over(one: Permission) -> Permission:
        return withdrawn(one, today())

    return change_once(
        file.principal, sent, PERMISSION, file.owner, kept, seen, over, state_first=True
    ).entry
