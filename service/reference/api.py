"""Services of the store, the model's code lists, and the audit trail for the administrator."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from graph.model import Offer
from graph.routes.usable import serves
from graph.snapshot import resolved_institution, resolved_service
from graph.vocabulary import holds
from service.access.audit import LARGEST_NUMBER
from service.access.guard import Principal, requires, trail_of
from service.access.policy import Action, Grant
from service.answers import answer_of, render_json
from service.answers.documents import service_document
from service.answers.partnerships import ServiceListed
from service.answers.system import AuditEntry
from service.answers.vocabularies import VocabularyEntry
from service.http.errors import NotAllowed
from service.http.paging import Cursor, Key, OnePage, no_cursor, page_asked
from service.http.responses import answered, json_doc, kept_doc, paged
from service.partnerships.resources_api import offer_key
from service.reference.vocabularies import Vocabulary, vocabulary_document

router = APIRouter(tags=["reference"])
Reader = Annotated[Principal, requires(Action.READ_MAP)]
Auditor = Annotated[Principal, requires(Action.READ_AUDIT)]


@router.get(
    "/services",
    responses=paged(
        kept_doc(list[ServiceListed], "Services with their providers, by id"), "X-Total-Count"
    ),
)
def list_services(
    request: Request,
    principal: Reader,
    page: OnePage,
    gmina: Annotated[
        str | None, Query(pattern="^([0-9]{6,7}|[0-9]{4})$", description="Reaching this gmina")
    ] = None,
    code: Annotated[str | None, Query(max_length=10, description="Of this service code")] = None,
    offset: Annotated[
        int, Query(ge=0, description="How many to leave out; `cursor` is safer", deprecated=True)
    ] = 0,
) -> Response:
    """Services that reach a gmina, or somewhere in the territory; the header gives their number."""
    if gmina is not None and not principal.grant.covers(gmina):
        raise NotAllowed
    found = [
        offer
        for offer in map(_resolved, principal.runtime.library.offers())
        if code in {None, offer.service.service_code}
        and (serves(offer.service, gmina) if gmina else _touches(offer, principal.grant))
    ]
    found.sort(key=offer_key)
    shown, headers = page.of(found[offset:], offer_key)
    answer = answer_of(render_json([service_document(offer) for offer in shown]))
    return answered(request, answer, headers={**headers, "X-Total-Count": str(len(found))})


@router.get(
    "/vocabularies/{name}", responses=kept_doc(list[VocabularyEntry], "The list in the model's order")
)
def read_vocabulary(
    request: Request, principal: Reader, name: Annotated[Vocabulary, Path()]
) -> Response:
    """A code list: needs, services, institutions, age bands, and the codes of referrals."""
    return answered(request, answer_of(render_json(vocabulary_document(name))))


@router.get("/audit", responses=paged(json_doc(list[AuditEntry], "Lines of the trail, newest first")))
def read_audit(
    request: Request,
    principal: Auditor,
    before: Annotated[
        int | None, Query(ge=0, le=LARGEST_NUMBER, description="Only lines with a smaller number")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="How many at a time")] = 200,
    cursor: Cursor = None,
) -> Response:
    """Who read or changed what, for the administrator."""
    page = page_asked(request, limit, cursor)
    if page.after is not None:
        before = _number(page.after)
    found = trail_of(principal, before=before, limit=limit + 1)
    headers = {"Link": page.link((found[limit - 1].number,))} if len(found) > limit else None
    document = [one._asdict() for one in found[:limit]]
    return Response(render_json(document), headers=headers, media_type="application/json")


def _number(after: Key) -> int:
    match after:
        case (int() as number,) if 0 <= number <= LARGEST_NUMBER:
            return number
        case _:
            raise no_cursor()


def _resolved(offer: Offer) -> Offer:
    provider = resolved_institution(offer.provider, None)
    return Offer(resolved_service(offer.service, provider), provider)


def _touches(offer: Offer, grant: Grant) -> bool:
    """Whether a service reaches any place of the territory."""
    return grant.covers(None) or any(
        grant.covers(code) or any(holds(code, place) for place in grant.territory)
        for code in offer.service.service_area
    )
