"""Institutions, services and ties of a partnership: as lists, and each by its id."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from graph.errors import Ambiguous, NotFound
from graph.model import Offer
from graph.snapshot import Tie, pair_of
from service.access.guard import Principal, requires
from service.access.policy import Action, Visibility
from service.answers import answer_of, render_json
from service.answers.documents import Document, institution_documents, service_document
from service.answers.partnerships import InstitutionOnMap, ServiceListed
from service.answers.redaction import band
from service.answers.ties import TieAnswer
from service.http.options import LONGEST_ID, AsOf, PartnershipId
from service.http.paging import OnePage
from service.http.responses import answered, kept_doc, paged
from service.runtime import today

router = APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["partnerships"])
Reader = Annotated[Principal, requires(Action.READ_MAP)]
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
InstitutionId = Annotated[str, Path(max_length=LONGEST_ID, description="Id of the institution")]
ServiceId = Annotated[
    str,
    Path(
        max_length=2 * LONGEST_ID + 1,
        description="Id of the service, after that of its institution and a slash where several fit",
    ),
]
TieId = Annotated[
    str, Path(max_length=2 * LONGEST_ID + 1, description="Ids of both institutions as A~B, in any order")
]


@router.get(
    "/institutions", responses=paged(kept_doc(list[InstitutionOnMap], "Institutions on the map, by id"))
)
def list_institutions(
    request: Request, principal: Reader, partnership_id: PartnershipId, page: OnePage, as_of: AsOf = None
) -> Response:
    """The institutions on a partnership's map."""
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    shown, headers = page.of(sorted(snapshot.institutions), lambda one: (one,))
    found = institution_documents(snapshot, shown)
    return answered(request, answer_of(render_json(found)), headers=headers)


@router.get(
    "/institutions/{institution_id:path}", responses=kept_doc(InstitutionOnMap, "The institution")
)
def read_institution(
    request: Request,
    principal: Reader,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    as_of: AsOf = None,
) -> Response:
    """One institution on the map."""
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    if institution_id not in snapshot.institutions:
        raise NotFound("institution", institution_id)
    (found,) = institution_documents(snapshot, [institution_id])
    return answered(request, answer_of(render_json(found)))


@router.get(
    "/services",
    responses=paged(kept_doc(list[ServiceListed], "Services by institution and id")),
)
def list_partnership_services(
    request: Request, principal: Reader, partnership_id: PartnershipId, page: OnePage
) -> Response:
    """The services of the institutions on a partnership's map, by institution and id."""
    shown, headers = page.of(_offers(principal, partnership_id), offer_key)
    return answered(
        request, answer_of(render_json([service_document(one) for one in shown])), headers=headers
    )


@router.get("/services/{service_id:path}", responses=kept_doc(ServiceListed, "The service"))
def read_service(
    request: Request, principal: Reader, partnership_id: PartnershipId, service_id: ServiceId
) -> Response:
    """One service of an institution on the map."""
    offers = _offers(principal, partnership_id)
    found = [one for one in offers if service_id in {one.service.id, "/".join(offer_key(one))}]
    if not found:
        raise NotFound("service", service_id)
    if len(found) > 1:
        raise Ambiguous("service", ["/".join(offer_key(one)) for one in found])
    return answered(request, answer_of(render_json(service_document(found[0]))))


@router.get("/ties", responses=paged(kept_doc(list[TieAnswer], "Ties by the ids of both sides")))
def list_ties(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    page: OnePage,
    as_of: AsOf = None,
) -> Response:
    """The ties between the institutions on a partnership's map, live or not."""
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    visibility = principal.grant.visibility
    shown, headers = page.of(sorted(snapshot.ties), lambda pair: pair)
    found = [_tie(snapshot.ties[pair], visibility) for pair in shown]
    return answered(request, answer_of(render_json(found)), headers=headers)


@router.get("/ties/{tie_id:path}", responses=kept_doc(TieAnswer, "The tie"))
def read_tie(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    tie_id: TieId,
    as_of: AsOf = None,
) -> Response:
    """One tie between two institutions."""
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    one, _, other = tie_id.partition("~")
    tie = snapshot.ties.get(pair_of(one, other))
    if tie is None:
        raise NotFound("tie", tie_id)
    return answered(request, answer_of(render_json(_tie(tie, principal.grant.visibility))))


def offer_key(offer: Offer) -> tuple[str, str]:
    """What lists of services are ordered by."""
    return offer.service.institution_id, offer.service.id


def _tie(tie: Tie, visibility: Visibility) -> Document:
    """What the reports about a tie come to; ratings only where the visibility holds them."""
    return {
        "id": "~".join(tie.pair),
        "institutions": list(tie.pair),
        "strength": tie.strength if visibility.ratings == "all" else None,
        "strength_band": band(tie.strength),
        "frequency": tie.frequency,
        "formalisation": tie.formalisation,
        "document_valid_to": tie.document_valid_to,
        "live": tie.live,
        "confirmed": tie.confirmed,
    }


def _offers(principal: Principal, partnership_id: str) -> list[Offer]:
    snapshot = principal.runtime.library.snapshot(partnership_id, today())
    on_map = snapshot.institutions
    return sorted((one for one in snapshot.offers if offer_key(one)[0] in on_map), key=offer_key)
