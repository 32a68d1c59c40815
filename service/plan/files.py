"""The plan of invitations as files: a table of all of it, and letters to one institution."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.records.kinds import INVITATION
from service.exchange.exporting import FILE_KINDS
from service.http.attachments import attachment
from service.http.concurrency import in_turn
from service.http.options import PartnershipId
from service.pages.localizer import localizer_of
from service.pages.questions import snapshot_for
from service.partnerships.institutions_page import InstitutionId
from service.plan.pages import INVITATION_ROUTE, PAGE, Planner, plan_of
from service.plan.workbook import plan_bytes

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

router = APIRouter(include_in_schema=False)


@router.get(PAGE.route + ".xlsx")
async def plan_table(request: Request, principal: Planner, partnership_id: PartnershipId) -> Response:
    """The plan as a workbook."""
    localizer = localizer_of(request)

    def make() -> bytes:
        snapshot = snapshot_for(principal, partnership_id)
        return plan_bytes(snapshot, plan_of(principal, partnership_id), localizer)

    data = await in_turn(principal.runtime.file_threads, make)
    return Response(
        data, media_type=FILE_KINDS["xlsx"].media_type, headers=attachment(f"plan-{partnership_id}.xlsx")
    )


@router.get(INVITATION_ROUTE + "/zaproszenie.docx")
def invitation_letter(
    principal: Planner, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """The letter of invitation."""
    from service.plan.letters import letter_bytes

    kept = plan_of(principal, partnership_id).find(INVITATION, institution_id)
    snapshot = snapshot_for(principal, partnership_id)
    data = letter_bytes("invitation", snapshot, institution_id, kept.entry.due_on)
    return Response(data, media_type=_DOCX, headers=attachment(f"zaproszenie-{institution_id}.docx"))


@router.get(INVITATION_ROUTE + "/deklaracja.docx")
def joining_declaration(
    principal: Planner, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """The declaration of joining."""
    from service.plan.letters import letter_bytes

    plan_of(principal, partnership_id).find(INVITATION, institution_id)
    snapshot = snapshot_for(principal, partnership_id)
    data = letter_bytes("declaration", snapshot, institution_id)
    return Response(data, media_type=_DOCX, headers=attachment(f"deklaracja-{institution_id}.docx"))
