"""Which gaps of a partnership concern a case, and which cases would profit from closing which gap."""

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from graph.gaps import Gap, gaps_document
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.cases.files import CaseFile, list_cases
from service.cases.pages.sitting import CASE, Sitting, sitting_of
from service.cases.steps import gaps_of
from service.gaps.cards import cards_of
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Link, links

GAPS: Final = register(
    Page(
        "cases_gaps",
        "/partnerstwa/{partnership_id}/luki-spraw",
        Action.READ_CASES,
        on_contacts=True,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/luki-spraw",),
    )
)

router = APIRouter(include_in_schema=False)
CaseLead = Annotated[Principal, requires(Action.READ_CASES)]
FamilyId = Annotated[str, Path(max_length=LONGEST_ID)]


@router.get(GAPS.route)
def cases_gaps(request: Request, principal: CaseLead, partnership_id: PartnershipId) -> Response:
    """Which case would profit from closing which gap of the partnership."""
    sitting = Sitting(request, principal, snapshot_for(principal, partnership_id))
    files = [file for file in list_cases(principal, partnership_id) if file.case.is_open]
    return _all(sitting, files)


@router.get(CASE.route + "/luki")
def case_gaps(
    request: Request, principal: CaseLead, partnership_id: PartnershipId, family_id: FamilyId
) -> Response:
    """The gaps of the partnership that concern the case."""
    return _of_case(sitting_of(request, principal, partnership_id, family_id))


def _of_case(sitting: Sitting) -> Response:
    """The gaps of the partnership that concern the case, as cards."""
    localizer, snapshot = sitting.words.localizer, sitting.snapshot
    document = gaps_document(snapshot, gaps_of(sitting.opened), localizer.lang)
    return sitting.show(
        *(None, localizer.t("cases.gaps"), "case_gaps"),
        cards=cards_of(document["gaps"], snapshot, localizer, links(snapshot)),
        back=sitting.address(),
    )


def _all(sitting: Sitting, files: Sequence[CaseFile]) -> Response:
    """The gaps that concern open cases, each with the cases that would profit from closing it."""
    localizer, snapshot = sitting.words.localizer, sitting.snapshot
    concerned: dict[str, list[Link]] = {}
    found: dict[str, Gap] = {}
    for file in files:
        partnership, family = file.place
        link = Link(family, CASE.url(partnership_id=partnership, family_id=family))
        for gap in gaps_of(file):
            concerned.setdefault(gap.id, []).append(link)
            found[gap.id] = gap
    document = gaps_document(snapshot, tuple(found.values()), localizer.lang)
    return sitting.show(
        *(None, localizer.t("cases.gaps.all"), "cases_gaps"),
        rows=[
            (gap, concerned[gap["id"]])
            for gap in sorted(document["gaps"], key=lambda gap: (-gap["severity"], gap["id"]))
        ],
        open_cases=len(files),
    )
