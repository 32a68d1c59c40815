"""A family's file at the door: whose it is, what may be passed on, routes and referrals for it.

Every reading and writing passes :func:`opened`, which leaves one line in the audit trail: it names the
partnership and the action, never the family.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graph.errors import InvalidRequest, NotFound, Problem
from graph.model import Family, Offer
from graph.permissions import DataClass, Permission, base_for, granted, passed_on, withdrawn
from graph.referrals import State, moved, requested
from graph.routes import RouteRequest, index_of
from graph.snapshot import Snapshot
from graph.stores import casework
from graph.stores.casework import KeptReferral
from graph.stores.rows import row_of
from graph.vocabulary import NEEDS
from service.access.families import the_only, way_in
from service.access.guard import Visitor
from service.access.policy import Action
from service.access.posts import Posted
from service.access.tokens import now
from service.analyses import Language, routes_document
from service.documents import Document
from service.errors import KeyReused, NotAllowed
from service.house import today
from service.writing import demand_version, new_id, role_of

#: A provider's history is told from this many answered referrals up.
FEWEST_ANSWERED: Final = 5

# What was expected, in English and in Polish.
_SERVICE: Final = ("an active service of this institution", "czynna usługa tej instytucji")
_SERVED: Final = (
    "needs that the service answers or supports",
    "potrzeby, na które usługa odpowiada albo które wspiera",
)
_NEEDS: Final = ("needs of the family, at least one", "potrzeby tej rodziny, co najmniej jedna")


@dataclass(frozen=True, slots=True)
class File:
    """A family's file, opened by somebody who may; ``institution`` limits whose part is shown."""

    visitor: Visitor
    snapshot: Snapshot
    family: Family
    institution: str | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Partnership and family, as the store's functions take them."""
        return self.snapshot.partnership.id, self.family.id


def opened(
    visitor: Visitor,
    family_id: str,
    partnership_id: str | None = None,
    *,
    writing: bool = False,
    shows: DataClass | None = None,
) -> File:
    """Open a family's file.

    Parameters
    ----------
    visitor
        A case lead of the territory, or for reading an institution of the family's task team.
    family_id, partnership_id
        The pseudonym, and whose it is where several partnerships use it.
    shows
        The class of data the answer would show. A team has no right to it by itself: its members
        need a base in force, as for everything that is passed on.

    Raises
    ------
    NotFound
        When there is no such family in the territory, or the visitor's institution is not in its
        team: existence is private.
    Ambiguous
        When several partnerships of the territory hold a family of this pseudonym.
    NotAllowed
        When a member of the team has no base for what the answer shows.
    """
    action, own = way_in(visitor, writing=writing)
    found: list[Snapshot] = []
    for place in casework.family_places(visitor.house.store, family_id):
        if partnership_id in {None, place.partnership_id} and visitor.grant.reaches(*place):
            snapshot = visitor.house.snapshot(place.partnership_id)
            seats = {seat.institution_id for seat in snapshot.teams.get(family_id, ())}
            if family_id in snapshot.families and (action is not Action.READ_OWN_CASES or own in seats):
                found.append(snapshot)
    snapshot = the_only(visitor, action, family_id, found, lambda one: one.partnership.id)
    file = File(visitor, snapshot, snapshot.families[family_id], own)
    if own is not None and shows is not None and not base_for(own, shows, _held(file), today()):
        visitor.refuse(action, snapshot.partnership.id)
        raise NotAllowed
    visitor.demand(action, snapshot.partnership.id)
    return file


def permissions(file: File) -> tuple[Permission, ...]:
    """Every permission, ended ones too; a member of the team reads those of its own institution."""
    return tuple(
        one for one in _held(file) if file.institution is None or one.institution_id == file.institution
    )


def grant_permission(file: File, permission: Permission, key: str | None = None) -> Permission:
    """Record a consent or a legal base; the same ``Idempotency-Key`` records it once."""
    new = replace(permission, id=new_id(file.visitor, "permission", file.place, key))
    known = next((one for one in _held(file) if one.id == new.id), None)
    if known is not None:
        if replace(known, given_on=new.given_on, withdrawn_on=None) != new:
            raise KeyReused
        return known
    kept = granted(new, index_of(file.snapshot).institutions)
    casework.write_permission(file.visitor.house.store, *file.place, kept)
    return kept


def withdraw_permission(file: File, permission_id: str) -> Permission:
    """Withdraw a consent, effective at once."""
    found = next((one for one in _held(file) if one.id == permission_id), None)
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
    family, held, house = file.family, _held(file), file.visitor.house
    request = replace(
        question,
        gmina=family.teryt,
        needs=family.needs,
        services=(),
        age_bands=family.age_bands,
        attends=tuple(id for id in family.institutions if id in file.snapshot.institutions),
        partnership=file.snapshot.partnership.id,
    )
    document = routes_document(house, file.snapshot, file.visitor.sight, request, lang)
    answered = casework.acceptance_counts(house.store, file.snapshot.partnership.id)
    baskets = [
        basket | {"items": [_with_bases(item, held, answered) for item in basket["items"]]}
        for basket in document["baskets"]
    ]
    return document | {"baskets": baskets}


def referrals(file: File) -> tuple[KeptReferral, ...]:
    """The family's referrals."""
    return casework.read_referrals(file.visitor.house.store, *file.place)


def refer(
    file: File, institution_id: str, service_id: str, needs: tuple[str, ...], key: str | None = None
) -> KeptReferral:
    """Ask a provider for a service; the same ``Idempotency-Key`` asks once.

    Raises
    ------
    InvalidRequest
        When there is no such service to be had, the family has no such need, or the service has
        nothing to do with it. Needs that no basket answers are never referred.
    KeyReused
        When the key came with another referral before.
    """
    service = (institution_id, service_id)
    new = requested(
        new_id(file.visitor, "referral", file.place, key),
        *file.place,
        service,
        needs,
        now(),
        role_of(file.visitor),
    )
    known = next((one for one in referrals(file) if one.referral.id == new.id), None)
    if known is None:
        _check_referral(file, *service, needs)
        known = casework.create_referral(file.visitor.house.store, new)
    kept = known.referral
    if (kept.institution_id, kept.service_id, kept.needs) != (*service, needs):
        raise KeyReused
    return known


def step(
    file: File,
    referral_id: str,
    state: State,
    code: str | None = None,
    *,
    if_match: str | None = None,
    key: str | None = None,
) -> KeptReferral:
    """Take a referral one step further; the same ``Idempotency-Key`` takes it once.

    Raises
    ------
    NotFound, OutOfDate
        When there is no such referral; when it moved since ``If-Match`` was read.
    KeyReused
        When the key came with another step before.
    """
    kept = next((one for one in referrals(file) if one.referral.id == referral_id), None)
    if kept is None:
        raise NotFound("referral", referral_id)
    taken = f"{file.place}\n{referral_id}\n{state}\n{code}".encode()
    posted = Posted(file.visitor.house.access, file.visitor.grant.name, key and f"step {key}", taken)
    if posted.answer() is not None:
        return kept
    demand_version(if_match, kept.version)
    further = moved(kept.referral, state, now(), role_of(file.visitor), code)
    written = casework.move_referral(file.visitor.house.store, further, kept.version)
    posted.keep(b"taken")
    return written


def next_baskets(file: File, lang: Language = "pl") -> Document:
    """The best basket without the providers that rejected the family; what is unmet then."""
    rejected = {
        one.referral.institution_id for one in referrals(file) if one.referral.state == "rejected"
    }
    known = index_of(file.snapshot).institutions
    avoid = tuple(sorted(rejected & known.keys()))
    question = RouteRequest(file.family.teryt, alternatives=1, avoid=avoid)
    document = family_routes(file, question, lang)
    return {
        "next_basket": next(iter(document["baskets"]), None),
        "unmet": document["unmet"],
        "notices": document["notices"],
    }


def referral_document(kept: KeptReferral) -> Document:
    """A referral as JSON; the family is in the address, not in the document."""
    referral = kept.referral
    return {
        "id": referral.id,
        "institution_id": referral.institution_id,
        "service_id": referral.service_id,
        "needs": list(referral.needs),
        "state": referral.state,
        "version": kept.version,
        "history": [row_of(event) for event in referral.history],
    }


def _held(file: File) -> tuple[Permission, ...]:
    return casework.read_permissions(file.visitor.house.store, *file.place)


def _check_referral(file: File, institution_id: str, service_id: str, needs: Sequence[str]) -> None:
    offered = {(one.service.institution_id, one.service.id): one for one in file.snapshot.offers}
    offer = offered.get((institution_id, service_id))
    known = set(file.family.needs)
    problems: list[Problem] = []
    if offer is None or offer.service.status != "active" or offer.service.access == "court":
        problems.append(_problem("service_id", *_SERVICE))
    elif not all(_serves_need(offer, need) for need in needs):
        problems.append(_problem("needs", *_SERVED))
    if not needs or not known.issuperset(needs):
        problems.append(_problem("needs", *_NEEDS))
    if problems:
        raise InvalidRequest(problems)


def _serves_need(offer: Offer, code: str) -> bool:
    need = NEEDS.get(code)
    # A need that nothing answers has a door of its own, and nothing about it is kept.
    if need is None or not need.answered_by:
        return False
    return offer.service.service_code in {*need.answered_by, *need.supported_by}


def _problem(column: str, expected: str, expected_pl: str) -> Problem:
    return Problem("referral", None, column, None, expected, expected_pl)


def _with_bases(
    item: Mapping[str, Any], held: Sequence[Permission], answered: Mapping[str, tuple[int, int]]
) -> Document:
    passing = passed_on(item["path"], held, today())
    steps = [one | {"acceptance": _acceptance(one["to"], answered)} for one in item["steps"]]
    return {
        **item,
        "steps": steps,
        "passed_on": [row_of(one) for one in passing],
        "missing_bases": [one.institution_id for one in passing if one.base is None],
        "acceptance": _acceptance(item["institution_id"], answered),
    }


def _acceptance(institution_id: str, answered: Mapping[str, tuple[int, int]]) -> Document | None:
    total, accepted = answered.get(institution_id, (0, 0))
    return {"answered": total, "accepted": accepted} if total >= FEWEST_ANSWERED else None
