"""A family's file at the door: whose it is, what may be passed on, routes and referrals for it.

Every reading and writing passes :func:`opened`, which asks the guard once for the partnership that
holds the family, so the audit trail names the partnership and the territory counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

from graph.errors import InvalidRequest, NotFound, Problem
from graph.model import Family
from graph.permissions import Permission, granted, passed_on, withdrawn
from graph.referrals import Referral, State, moved, requested
from graph.routes import RouteRequest
from graph.snapshot import Snapshot
from graph.stores import casework
from graph.stores.casework import KeptReferral
from graph.stores.rows import row_of
from service.access.guard import Visitor
from service.access.policy import Action
from service.access.tokens import now
from service.analyses import Language, routes_document
from service.documents import Document
from service.errors import OutOfDate
from service.house import today

#: From this many answered referrals a provider's history is told to others than case leads too.
FEWEST_ANSWERED: Final = 5


@dataclass(frozen=True, slots=True)
class File:
    """A family's file, opened by somebody who may."""

    visitor: Visitor
    snapshot: Snapshot
    family: Family

    @property
    def place(self) -> tuple[str, str]:
        """Partnership and family, as the store's functions take them."""
        return self.snapshot.partnership.id, self.family.id


def opened(visitor: Visitor, action: Action, family_id: str, partnership_id: str | None = None) -> File:
    """Open a family's file.

    Raises
    ------
    NotFound
        When there is no such family, or the visitor's institution is not in its team: existence is
        private.
    """
    place = casework.family_place(visitor.house.store, family_id, partnership_id)
    snapshot = visitor.house.library.snapshot(place, today())
    visitor.demand_partnership(action, snapshot.partnership)
    seats = {seat.institution_id for seat in snapshot.teams.get(family_id, ())}
    if visitor.sight.cases != "all" and visitor.sight.institution not in seats:
        raise NotFound("family", family_id)
    return File(visitor, snapshot, snapshot.families[family_id])


def permissions(file: File) -> tuple[Permission, ...]:
    """Every permission, ended ones too."""
    return casework.read_permissions(file.visitor.house.store, *file.place)


def grant_permission(file: File, permission: Permission) -> Permission:
    """Record a consent or a legal base."""
    kept = granted(permission, file.snapshot.institutions)
    casework.write_permission(file.visitor.house.store, *file.place, kept)
    return kept


def withdraw_permission(file: File, permission_id: str) -> Permission:
    """Withdraw a consent, effective at once."""
    found = next((one for one in permissions(file) if one.id == permission_id), None)
    if found is None:
        raise NotFound("permission", permission_id)
    ended = withdrawn(found, today())
    casework.write_permission(file.visitor.house.store, *file.place, ended)
    return ended


def family_routes(file: File, question: RouteRequest, lang: Language = "pl") -> Document:
    """Baskets for the family's needs, each item with the bases it has and those it lacks.

    The family may be told of every service. What is passed on along the way needs a base for each
    institution; where one is missing the item says so. Of ``question`` only how to look counts
    (alternatives, avoid, max_wait, origin): what to look for stands in the file.
    """
    family, held = file.family, permissions(file)
    request = replace(
        question,
        gmina=family.teryt,
        needs=family.needs,
        services=(),
        age_bands=family.age_bands,
        attends=tuple(id for id in family.institutions if id in file.snapshot.institutions),
        partnership=file.snapshot.partnership.id,
    )
    document = routes_document(file.visitor.house, file.snapshot, file.visitor.sight, request, lang)
    answered = casework.acceptance_counts(file.visitor.house.store, file.snapshot.partnership.id)
    baskets = [
        basket
        | {"items": [item | _bases(item, held) | _record(item, answered) for item in basket["items"]]}
        for basket in document["baskets"]
    ]
    return document | {"baskets": baskets}


def referrals(file: File) -> tuple[KeptReferral, ...]:
    """The family's referrals."""
    return casework.read_referrals(file.visitor.house.store, *file.place)


def refer(
    file: File, institution_id: str, service_id: str, needs: tuple[str, ...], key: str | None
) -> KeptReferral:
    """Ask a provider for a service; the same ``Idempotency-Key`` asks once.

    Raises
    ------
    InvalidRequest
        When there is no such service or the family has no such need.
    """
    offered = {(o.service.institution_id, o.service.id) for o in file.snapshot.offers}
    checks = {
        "service_id": ((institution_id, service_id) in offered, "a service of this institution"),
        "needs": (
            bool(needs) and set(needs) <= set(file.family.needs),
            "needs of the family, at least one",
        ),
    }
    problems = [
        Problem("referral", None, name, None, text) for name, (ok, text) in checks.items() if not ok
    ]
    if problems:
        raise InvalidRequest(problems)
    sender = f"{file.visitor.grant.name}\n{file.place}\n{key}"
    id = sha256(sender.encode()).hexdigest()[:16] if key else uuid4().hex[:16]
    known = next((one for one in referrals(file) if one.referral.id == id), None)
    if known is not None:
        return known
    service = (institution_id, service_id)
    new = requested(id, *file.place, service, needs, now(), _role(file.visitor))
    return casework.create_referral(file.visitor.house.store, new)


def step(
    file: File, referral_id: str, state: State, code: str | None, if_match: str | None
) -> KeptReferral:
    """Take a referral one step further.

    Raises
    ------
    NotFound, OutOfDate
        When there is no such referral; when it moved since ``If-Match`` was read.
    """
    kept = next((one for one in referrals(file) if one.referral.id == referral_id), None)
    if kept is None:
        raise NotFound("referral", referral_id)
    if if_match is not None and if_match.strip('" ') != str(kept.version):
        raise OutOfDate
    further = moved(kept.referral, state, now(), _role(file.visitor), code)
    return casework.move_referral(file.visitor.house.store, further, kept.version)


def referral_document(kept: KeptReferral) -> Document:
    """A referral as JSON; the family is in the address, not in the document."""
    referral: Referral = kept.referral
    history = [row_of(event) | {"at": event.at.isoformat()} for event in referral.history]
    return {
        "id": referral.id,
        "institution_id": referral.institution_id,
        "service_id": referral.service_id,
        "needs": list(referral.needs),
        "state": referral.state,
        "version": kept.version,
        "history": history,
    }


def _bases(item: Mapping[str, Any], held: tuple[Permission, ...]) -> Document:
    passing = () if item["self_referral"] else passed_on(item["path"], held, today())
    return {
        "passed_on": [row_of(one) for one in passing],
        "missing_bases": [one.institution_id for one in passing if one.base is None],
    }


def _record(item: Mapping[str, Any], answered: Mapping[str, tuple[int, int]]) -> Document:
    total, accepted = answered.get(item["institution_id"], (0, 0))
    told = total >= FEWEST_ANSWERED
    return {"acceptance": {"answered": total, "accepted": accepted} if told else None}


def _role(visitor: Visitor) -> str:
    return "+".join(sorted(visitor.grant.roles))
