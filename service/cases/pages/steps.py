"""The page of one step of a case: which form it has, and that form with its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from starlette.responses import Response

from graph.cases import KIND_NAMES, STATE_NAMES, Kind, allowed
from service.cases.pages.fields import KEY, VERSION, Fields, Filled, Part, Ticks
from service.cases.pages.forms import StepForm
from service.cases.pages.forms_after import CloseForm, FollowUpForm, ReviewForm
from service.cases.pages.forms_basket import BasketForm, MoveForm, plain_item
from service.cases.pages.forms_contract import ContractForm
from service.cases.pages.forms_diagnosis import DiagnoseForm
from service.cases.pages.forms_request import RequestForm
from service.cases.pages.forms_team import MeetForm, TeamForm
from service.cases.pages.proposal import ShownProposal, proposal_shown
from service.cases.pages.sitting import LIST, Sitting
from service.cases.steps import proposal
from service.forms.fields import Faults, Field
from service.pages.localizer import localizer_of
from service.pages.shell import links

FORMS: Final[Mapping[Kind, StepForm]] = {
    "request": RequestForm(),
    "diagnose": DiagnoseForm(),
    "form_team": TeamForm(),
    "meet": MeetForm(),
    "plan_basket": BasketForm("plan_basket"),
    "agree_basket": BasketForm("agree_basket"),
    "finalise_basket": BasketForm("finalise_basket"),
    "move_item": MoveForm(),
    "sign_contract": ContractForm(),
    "review": ReviewForm(),
    "close": CloseForm(),
    "follow_up": FollowUpForm(),
}


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form as its template shows it; ``hidden`` goes with it unseen."""

    kind: str
    action: str
    title: str
    save: str
    parts: Sequence[Part]
    faults: Faults
    hidden: Sequence[tuple[str, str]]
    outdated: bool = False
    refused: str = ""

    @property
    def fields(self) -> Sequence[Field | Ticks]:
        """All its fields."""
        return [one for part in self.parts for one in part.fields]


def form_shown(
    sitting: Sitting,
    kind: Kind,
    action: str,
    *,
    holds: Filled | None = None,
    faults: Faults | None = None,
    given: Sequence[Mapping[str, Any]] = (),
    outdated: bool = False,
    refused: str = "",
) -> ShownForm:
    """The form of a step: as it begins, or with what was sent and what is wrong with it.

    The key in it lets it be sent twice and act once; the version names the state it was made over.
    """
    words, form, context = sitting.words, FORMS[kind], sitting.context(given)
    found = faults or Faults()
    fields = Fields(words.localizer, holds or form.begin(context), found)
    return ShownForm(
        kind=kind,
        action=action,
        title=words.code(KIND_NAMES, kind),
        save=words.localizer.t(f"cases.save.{kind}"),
        parts=form.parts(context, fields),
        faults=found,
        hidden=[(VERSION, str(sitting.case.version) if sitting.case else "0"), (KEY, uuid4().hex)],
        outdated=outdated,
        refused=refused,
    )


def step_page(sitting: Sitting, form: ShownForm, *, status: int = 200) -> Response:
    """The page of one step."""
    localizer = localizer_of(sitting.request)
    shown = proposed(sitting) if form.kind == "plan_basket" and not form.refused else None
    return sitting.show(
        None,
        form.title[:1].upper() + form.title[1:],
        "case_step",
        status=status,
        form=form,
        proposal=shown,
        back=sitting.address()
        if sitting.file
        else LIST.url(partnership_id=sitting.snapshot.partnership.id),
        lead=localizer.t("cases.new.lead") if form.kind == "request" else "",
        address=sitting.address() if sitting.file else "",
    )


def proposed(sitting: Sitting) -> ShownProposal | None:
    """The proposal for the case, in words; none where there is no case yet."""
    return proposal_shown(sitting.file, sitting.words, links(sitting.snapshot)) if sitting.file else None


def given_basket(sitting: Sitting, rank: int) -> Sequence[Mapping[str, Any]]:
    """The services of a proposed basket, for the form to begin with."""
    if not rank or sitting.file is None:
        return ()
    found = (one for one in proposal(sitting.file).baskets if one.rank == rank)
    return [plain_item(item) for one in found for item in one.items]


def refused_now(sitting: Sitting, kind: Kind) -> str:
    """Why a step cannot be taken, in words; blank where it can."""
    case, words = sitting.case, sitting.words
    if case is None or kind in allowed(case):
        return ""
    return words.localizer.t("cases.not_now", state=words.code(STATE_NAMES, case.state))
