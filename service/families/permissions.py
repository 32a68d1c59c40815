"""Consents and legal bases of a family: what may be passed on, to whom, and until when."""

from dataclasses import replace

from graph.errors import NotFound
from graph.permissions import Permission, granted, withdrawn
from graph.routes import index_of
from graph.stores import casework
from service.errors import KeyReused
from service.families.files import File
from service.house import today
from service.writing import new_id


def permissions(file: File) -> tuple[Permission, ...]:
    """Every permission, ended ones too; a member of the team reads those of its own institution."""
    return tuple(
        one for one in file.held() if file.institution is None or one.institution_id == file.institution
    )


def grant_permission(file: File, permission: Permission, key: str | None = None) -> Permission:
    """Record a consent or a legal base; the same ``Idempotency-Key`` records it once."""
    new = replace(permission, id=new_id(file.visitor, "permission", file.place, key))
    known = next((one for one in file.held() if one.id == new.id), None)
    if known is not None:
        if replace(known, given_on=new.given_on, withdrawn_on=None) != new:
            raise KeyReused
        return known
    kept = granted(new, index_of(file.snapshot).institutions)
    casework.write_permission(file.visitor.house.store, *file.place, kept)
    return kept


def withdraw_permission(file: File, permission_id: str) -> Permission:
    """Withdraw a consent, effective at once."""
    found = next((one for one in file.held() if one.id == permission_id), None)
    if found is None:
        raise NotFound("permission", permission_id)
    ended = withdrawn(found, today())
    casework.write_permission(file.visitor.house.store, *file.place, ended)
    return ended
