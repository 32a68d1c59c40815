"""Referrals of a family: asking a provider, each step of the answer, and what is left to try."""

from collections.abc import Sequence
from typing import Final

from graph.errors import InvalidRequest, NotFound, Problem
from graph.model import Offer
from graph.records.kinds import REFERRAL
from graph.records.referral import Referral, State, moved, requested
from graph.routes import RouteRequest, index_of
from graph.rows import row_of
from graph.stores.records import Versioned, read_of
from graph.text import Language
from graph.vocabulary import NEEDS, answers_or_supports
from service.access.tokens import now
from service.answers.documents import Document
from service.cases.families.files import File
from service.cases.families.routes import family_routes
from service.http.idempotency import (
    UNKEYED,
    Sent,
    change_once,
    create_once,
    new_id,
    role_of,
)

# What was expected, in English and in Polish.
_SERVICE: Final = ("an active service of this institution", "czynna usługa tej instytucji")
_SERVED: Final = (
    "needs that the service answers or supports",
    "potrzeby, na które usługa odpowiada albo które wspiera",
)
_NEEDS: Final = ("needs of the family, at least one", "potrzeby tej rodziny, co najmniej jedna")


def referrals(file: File) -> tuple[Versioned[Referral], ...]:
    """The family's referrals; a member of the team reads those to its own institution."""
    reach, kept = file.reach, read_of(file.principal.runtime.store, REFERRAL, file.owner)
    return tuple(one for one in kept if reach.is_about(one.entry.institution_id))


def refer(
    file: File, institution_id: str, service_id: str, needs: tuple[str, ...], sent: Sent = UNKEYED
) -> Versioned[Referral]:
    """Ask a provider for a service; the same ``Idempotency-Key`` asks once.

    Raises
    ------
    InvalidRequest
        When there is no such service to be had, the family has no such need, or the service has
        nothing to do with it. Needs that no basket answers are never referred.
    KeyReused
        When the key came with another referral before.
    """
    new = requested(
        new_id(),
        *file.place,
        (institution_id, service_id),
        needs,
        now(),
        role_of(file.principal),
    )

    def checked() -> Referral:
        _check_referral(file, institution_id, service_id, needs)
        return new

    return create_once(file.principal, sent, REFERRAL, file.owner, checked)


def step(
    file: File,
    referral_id: str,
    state: State,
    code: str | None = None,
    *,
    if_match: str | None = None,
    sent: Sent = UNKEYED,
) -> Versioned[Referral]:
    """Take a referral one step further; the same ``Idempotency-Key`` takes it once.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        When there is no such referral; when no version was named; when it moved since.
    KeyReused
        When the key came with another step before.
    """
    kept = _known(file, referral_id)
    if kept is None:
        raise NotFound("referral", referral_id)

    def further(referral: Referral) -> Referral:
        return moved(referral, state, now(), role_of(file.principal), code)

    return change_once(file.principal, sent, REFERRAL, file.owner, kept, if_match, further)


def next_baskets(file: File, lang: Language = "pl") -> Document:
    """The best basket without the providers that rejected the family; what is unmet then."""
    rejected = {one.entry.institution_id for one in referrals(file) if one.entry.state == "rejected"}
    known = index_of(file.snapshot).institutions
    avoid = tuple(sorted(rejected & known.keys()))
    question = RouteRequest(file.family.teryt, alternatives=1, avoid=avoid)
    document = family_routes(file, question, lang)
    return {
        "next_basket": next(iter(document["baskets"]), None),
        "unmet": document["unmet"],
        "notices": document["notices"],
    }


def referral_document(kept: Versioned[Referral], *, needs: bool = True) -> Document:
    """A referral as JSON; the family is in the address, not in the document.

    ``needs`` says whether the needs it is for may be shown.
    """
    referral = kept.entry
    return {
        "id": referral.id,
        "institution_id": referral.institution_id,
        "service_id": referral.service_id,
        **({"needs": list(referral.needs)} if needs else {}),
        "state": referral.state,
        "version": kept.version,
        "history": [row_of(event) for event in referral.history],
    }


def _known(file: File, id: str) -> Versioned[Referral] | None:
    return next((one for one in referrals(file) if one.entry.id == id), None)


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
    # A need that nothing answers has a door of its own, and nothing about it is kept.
    if code not in NEEDS or not NEEDS[code].answered_by:
        return False
    one = offer.service
    return answers_or_supports(code, one.service_code, one.age_min, one.age_max)


def _problem(column: str, expected: str, expected_pl: str) -> Problem:
    return Problem("referral", None, column, None, expected, expected_pl)
