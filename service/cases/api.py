"""Cases of families over HTTP, from the family's own request to the follow-up; codes only.

How the parts of a step are called and what they hold tells the description of each kind; whatever does
not fit is answered with every problem at once.
"""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from graph.cases import STEP_TYPES
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.cases import (
    CaseAnswer,
    CaseListed,
    CaseStarted,
    FamilyExport,
    JournalsAnswer,
    JournalsImported,
    ProposalAnswer,
)
from service.cases import files, steps
from service.cases.documents import case_document, listed_document, proposal_document
from service.cases.exchange import cases_export, export_of_family, import_sent
from service.cases.families_api import FamilyId, Named
from service.cases.input import request_sent, step_sent
from service.cases.schema import step_body
from service.http.options import LONGEST_ID, IfMatch, Lang, Once, PartnershipId
from service.http.paging import OnePage
from service.http.responses import (
    CHANGED,
    CONFLICT,
    TOO_LARGE,
    json_answer,
    json_doc,
    paged,
    versioned_doc,
)

router = APIRouter(tags=["cases"])
Reader = Annotated[Principal, requires(Action.READ_CASES, Action.READ_OWN_CASES)]
Lead = Annotated[Principal, requires(Action.READ_CASES)]
Writer = Annotated[Principal, requires(Action.WRITE_CASES)]
Exporter = Annotated[Principal, requires(Action.EXPORT)]
Given = Annotated[dict[str, Any], Body()]
_Id = Annotated[str, Query(max_length=LONGEST_ID)]

#: Where journals are taken, after the partnership's address, and how much of them at a time.
IMPORT_END: Final = "/cases/import"
MOST_IMPORT_BYTES: Final = 8 << 20
_JOURNALS: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "Journals as the export gives them",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    "x-without-if-match": "each step is compared with the journal that is there",
}


@router.get(
    "/partnerships/{partnership_id:path}/cases",
    responses=paged(json_doc(list[CaseListed], "Cases with state, version and what is due")),
)
def list_cases(principal: Reader, partnership_id: PartnershipId, page: OnePage) -> Response:
    """All cases for a case lead, for an institution those of its task teams that it has a base for."""
    found = sorted(files.list_cases(principal, partnership_id), key=_pseudonym)
    shown, headers = page.of(found, _pseudonym)
    return json_answer([listed_document(file) for file in shown], headers=headers)


@router.post(
    "/partnerships/{partnership_id:path}/cases",
    status_code=201,
    openapi_extra=step_body(["request"], kind_needed=False),
    responses=versioned_doc(CaseStarted, "The case under its new pseudonym", 201) | CONFLICT | TOO_LARGE,
)
def start_case(principal: Writer, partnership_id: PartnershipId, given: Given, once: Once) -> Response:
    """Open a case with the family's own request; nothing that could name the family is taken."""
    file = steps.start_case(principal, partnership_id, request_sent(given), once)
    document = {"family_id": file.case.family_id, **case_document(file)}
    return json_answer(document, 201, file.case.version)


@router.get(
    "/partnerships/{partnership_id:path}/cases/export",
    responses=json_doc(JournalsAnswer, "Every journal, as it can be imported"),
)
def export_cases(principal: Exporter, partnership_id: PartnershipId) -> Response:
    """The journals of all cases of a partnership."""
    return json_answer(cases_export(principal, partnership_id))


@router.post(
    "/partnerships/{partnership_id:path}" + IMPORT_END,
    openapi_extra=_JOURNALS,
    responses=json_doc(JournalsImported, "What the import did") | CONFLICT | TOO_LARGE,
)
async def import_cases(
    request: Request, principal: Writer, partnership_id: PartnershipId, once: Once
) -> Response:
    """Add journals, or the steps that known ones lack: all or, if there is a problem, nothing."""
    data = await request.body()
    report = await run_in_threadpool(import_sent, principal, partnership_id, data, once)
    return json_answer(report)


@router.get("/families/{family_id}/case", responses=versioned_doc(CaseAnswer, "The case"))
def read_case(principal: Reader, family_id: FamilyId, partnership: Named = None) -> Response:
    """A family's case; a member of its team gets what a base in force covers."""
    file = files.open_case(principal, family_id, partnership)
    return json_answer(case_document(file), version=file.case.version)


@router.post(
    "/families/{family_id}/case/steps",
    openapi_extra=step_body([one for one in STEP_TYPES if one != "request"], kind_needed=True),
    responses=versioned_doc(CaseAnswer, "The case after the step") | CHANGED | TOO_LARGE,
)
def take_case_step(
    principal: Writer,
    family_id: FamilyId,
    given: Given,
    once: Once,
    partnership: Named = None,
    if_match: IfMatch = None,
) -> Response:
    """Take the next step of a case; the version that it builds on must be named."""
    file = files.open_case(principal, family_id, partnership, writing=True)
    after = steps.take_step(file, step_sent(given), if_match, once)
    return json_answer(case_document(after), version=after.case.version)


@router.get(
    "/families/{family_id}/case/proposal",
    responses=json_doc(
        ProposalAnswer, "Baskets, what each area can add, and the gaps that concern the case"
    )
    | CONFLICT,
)
def propose_basket(
    principal: Lead,
    family_id: FamilyId,
    partnership: Named = None,
    alternatives: Annotated[int, Query(ge=1, le=20, description="Number of baskets")] = 3,
    max_wait: Annotated[int, Query(ge=0, le=3650, description="Longest wait in days")] = 180,
    avoid: Annotated[list[_Id], Query(max_length=80, description="Institutions to leave out")] = [],  # noqa: B006
    lang: Lang = "pl",
) -> Response:
    """What can be proposed for the diagnosis; nothing is passed on by asking."""
    file = files.open_case(principal, family_id, partnership)
    proposed = steps.proposal(file, alternatives=alternatives, max_wait=max_wait, avoid=avoid)
    return json_answer(proposal_document(file, proposed, lang))


@router.get(
    "/families/{family_id}/case/export",
    responses=json_doc(FamilyExport, "The family's record, journal, permissions and referrals"),
)
def export_family(principal: Exporter, family_id: FamilyId, partnership: Named = None) -> Response:
    """Everything that is held on one family."""
    return json_answer(export_of_family(principal, family_id, partnership))


def _pseudonym(file: files.CaseFile) -> tuple[str, ...]:
    return (file.case.family_id,)
