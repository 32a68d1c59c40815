"""The plan of help on paper: for the family in plain words on one page, and a sheet for the worker."""

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from service.access.guard import Principal, requires
from service.access.policy import Action
from service.cases.files import open_case
from service.cases.pages.sitting import CASE, Sitting
from service.cases.pages.view import CaseView
from service.http.options import LONGEST_ID, PartnershipId
from service.runtime import today

_FAMILY: Final = CASE.route + "/plan-pomocy"
_WORKER: Final = CASE.route + "/karta"

router = APIRouter(include_in_schema=False)
CaseLead = Annotated[Principal, requires(Action.READ_CASES)]
FamilyId = Annotated[str, Path(max_length=LONGEST_ID)]


@router.get(_FAMILY)
def case_sheet_family(
    request: Request, principal: CaseLead, partnership_id: PartnershipId, family_id: FamilyId
) -> Response:
    """What the family takes home: goals, who helps and how to reach them, who does what by when.

    Needs are not named on it, for others may read it.
    """
    sitting = _sitting(request, principal, partnership_id, family_id)
    view = CaseView(sitting.opened, sitting.words)
    shown = [row for row in view.items() if row.state_code not in {"dropped", "completed"}]
    title = sitting.words.localizer.t("cases.sheet.family.title")
    return sitting.show(
        *(None, title, "case_sheet_family"),
        view=view,
        helping=shown,
        door=view.door(),
        today=today(),
        address=sitting.address(),
    )


@router.get(_WORKER)
def case_sheet_worker(
    request: Request, principal: CaseLead, partnership_id: PartnershipId, family_id: FamilyId
) -> Response:
    """What the worker needs at hand: the request, the diagnosis, the team, the basket with its bases."""
    sitting = _sitting(request, principal, partnership_id, family_id)
    view = CaseView(sitting.opened, sitting.words)
    title = sitting.words.localizer.t("cases.sheet.worker.title")
    return sitting.show(
        *(None, title, "case_sheet_worker"),
        view=view,
        today=today(),
        address=sitting.address(),
    )


def _sitting(request: Request, principal: Principal, partnership_id: str, family_id: str) -> Sitting:
    file = open_case(principal, family_id, partnership_id)
    return Sitting(request, principal, file.snapshot, file)
