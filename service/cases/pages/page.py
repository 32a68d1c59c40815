"""The page of a case put together: what is next, what stands, what happened, what may be recorded."""

from uuid import uuid4

from starlette.responses import Response

from graph.cases import DROP_REASONS
from service.access.policy import Action
from service.cases.files import CaseFile
from service.cases.pages.bases_form import base_parts
from service.cases.pages.fields import KEY, VERSION, Filled
from service.cases.pages.journal import journal
from service.cases.pages.referrals import referable, referral_rows
from service.cases.pages.sitting import Sitting
from service.cases.pages.steps import form_shown, proposed
from service.cases.pages.view import CaseView
from service.forms.fields import Faults
from service.pages.refused import RefusedForm
from service.runtime import today


def case_page(
    sitting: Sitting,
    *,
    said: str = "",
    base_holds: Filled | None = None,
    base_faults: Faults | None = None,
    refused: str = "",
    again: RefusedForm | None = None,
    status: int = 200,
) -> Response:
    """The page of a case: what is next, what stands, and what happened."""
    file, principal, words = sitting.opened, sitting.principal, sitting.words
    view = CaseView(file, words)
    whole = file.institution is None
    writes = principal.grant.may(Action.WRITE_CASES)
    kind = view.next_kind() if writes else None
    form = form_shown(sitting, kind, sitting.address("kroki", kind)) if kind else None
    return sitting.show(
        None,
        words.localizer.t("cases.title"),
        "case",
        status=status,
        again=again,
        view=view,
        case=file.case,
        writes=writes,
        whole=whole,
        sees_basket=file.sees("basket"),
        sees_diagnosis=file.sees("diagnosis"),
        form=form,
        proposal=proposed(sitting) if kind == "plan_basket" else None,
        others=view.other_kinds() if writes else [],
        levels=view.team_levels(sitting.context()) if file.case.team else "",
        journal=journal(view) if whole else [],
        referrals=referral_rows(view) if file.sees("basket") else [],
        referable=referable(view) if _kept(file) and writes else frozenset[str](),
        base_form=base_parts(sitting, base_holds, base_faults) if _kept(file) and writes else None,
        base_faults=base_faults or Faults(),
        kept=_kept(file),
        drop_reasons=words.options(DROP_REASONS),
        said=said,
        refused=refused,
        address=sitting.address(),
        today=today().isoformat(),
        version=VERSION,
        key=KEY,
        key_value=uuid4().hex,
    )


def _kept(file: CaseFile) -> bool:
    """Whether the family stands in the partnership's data, where consents and referrals belong."""
    return file.case.family_id in file.snapshot.families
