"""The plan of invitations as files: a table of all of it, and letters to one institution."""

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.api.options import PartnershipId
from service.exports import FILE_KINDS
from service.pages.institutions import InstitutionId
from service.pages.plan import INVITATION, PAGE, Planner, plan_of
from service.pages.questions import snapshot_for
from service.pages.reader import reader_of
from service.planning.workbook import plan_bytes
from service.turns import in_turn

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

router = APIRouter(include_in_schema=False)


@router.get(PAGE.route + ".xlsx")
async def plan_table(request: Request, visitor: Planner, partnership_id: PartnershipId) -> Response:
    """The plan as a workbook."""
    reader = reader_of(request)

    def make() -> bytes:
        snapshot = snapshot_for(visitor, partnership_id)
        return plan_bytes(snapshot, plan_of(visitor, partnership_id), reader)

    data = await in_turn(visitor.house.file_threads, make)
    return _attachment(data, f"plan-{partnership_id}.xlsx", FILE_KINDS["xlsx"].media_type)


@router.get(INVITATION + "/zaproszenie.docx")
def invitation_letter(
    visitor: Planner, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """The letter of invitation."""
    from service.planning.letters import letter_bytes

    kept = plan_of(visitor, partnership_id).find(institution_id)
    snapshot = snapshot_for(visitor, partnership_id)
    data = letter_bytes("invitation", snapshot, institution_id, kept.invitation.due_on)
    return _attachment(data, f"zaproszenie-{institution_id}.docx", _DOCX)


@router.get(INVITATION + "/deklaracja.docx")
def joining_declaration(
    visitor: Planner, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """The declaration of joining."""
    from service.planning.letters import letter_bytes

    plan_of(visitor, partnership_id).find(institution_id)
    snapshot = snapshot_for(visitor, partnership_id)
    data = letter_bytes("declaration", snapshot, institution_id)
    return _attachment(data, f"deklaracja-{institution_id}.docx", _DOCX)


def _attachment(data: bytes, name: str, media_type: str) -> Response:
    quoted = quote(name.replace("/", "-"), safe="")
    return Response(
        data,
        media_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quoted}"},
    )
