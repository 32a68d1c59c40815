"""The pages of a case put together: a form with its words, the page of a step, the page of a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from fastapi import Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from graph.cases import DROP_REASONS, KIND_NAMES, STATE_NAMES, Case, Kind, allowed
from graph.permissions import DATA_CLASSES, LEGAL_BASES
from graph.snapshot import Snapshot
from service.access.guard import Visitor
from service.access.policy import Action
from service.cases import CaseFile, open_case
from service.house import today
from service.pages.case_fields import KEY, VERSION, Fields, Filled, Part, Ticks, filled
from service.pages.case_forms import Desk, DiagnoseForm, MeetForm, RequestForm, StepForm, TeamForm
from service.pages.case_forms_after import CloseForm, FollowUpForm, ReviewForm
from service.pages.case_forms_basket import BasketForm, MoveForm, plain_item
from service.pages.case_forms_contract import ContractForm
from service.pages.case_journal import journal
from service.pages.case_proposal import ShownProposal, proposal_shown
from service.pages.case_referrals import referable, referral_rows
from service.pages.case_view import CaseView
from service.pages.case_words import CaseWords
from service.pages.files import asset_url
from service.pages.form_fields import Faults, Field, Group
from service.pages.pointer import gminas_of
from service.pages.reader import reader_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show

LIST: Final = register(
    Page(
        "cases",
        "/partnerstwa/{partnership_id}/sprawy",
        Action.READ_CASES,
        also=Action.READ_OWN_CASES,
        samples=("/partnerstwa/jarzebin-slaski/sprawy",),
    )
)
#: The address of one case; it is in no menu.
CASE: Final = Page("case", f"{LIST.path}/{{family_id}}", Action.READ_CASES, in_menu=False)
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


@dataclass(frozen=True, slots=True)
class Sitting:
    """One reader over one partnership, and over one of its cases where there is one."""

    request: Request
    visitor: Visitor
    snapshot: Snapshot
    file: CaseFile | None = None

    @property
    def words(self) -> CaseWords:
        """Names in the reader's language."""
        return CaseWords(self.snapshot, reader_of(self.request), links(self.snapshot))

    @property
    def case(self) -> Case | None:
        """The case."""
        return self.file.case if self.file else None

    @property
    def opened(self) -> CaseFile:
        """The case as it was opened, where there is one."""
        if self.file is None:
            raise LookupError("no case yet")
        return self.file

    def desk(self, given: Sequence[Mapping[str, Any]] = ()) -> Desk:
        """What forms are filled in over."""
        gminas = [code for code in gminas_of(self.snapshot) if self.visitor.grant.covers(code)]
        return Desk(self.snapshot, self.case, self.words, today(), gminas, given)

    def address(self, *further: str) -> str:
        """The address of the case, or of something under it."""
        partnership, family = self.opened.place
        return "/".join((CASE.url(partnership_id=partnership, family_id=family), *further))

    def show(
        self, page: Page | None, title: str, template: str, *, status: int = 200, **content: object
    ) -> Response:
        """A page of the cases."""
        reader = reader_of(self.request)
        crumbs: list[Link] = []
        if page is not LIST:
            crumbs.append(
                Link(reader.t("menu.cases"), LIST.url(partnership_id=self.snapshot.partnership.id))
            )
        if self.file and template != "case":
            crumbs.append(Link(reader.t("cases.title"), self.address()))
        frame = Frame(
            *(self.request, self.visitor, page or LIST, title),
            here=self.snapshot,
            crumbs=crumbs,
            styles=tuple(asset_url(f"{name}.css") for name in ("forms", "planning", "cases")),
            status=status,
        )
        return show(frame, template, **content)


def sitting_of(
    request: Request, visitor: Visitor, partnership_id: str, family_id: str, *, writing: bool = False
) -> Sitting:
    """A case opened for a request."""
    file = open_case(visitor, family_id, partnership_id, writing=writing)
    return Sitting(request, visitor, file.snapshot, file)


def back_to(file: CaseFile, said: str, anchor: str = "tresc") -> Response:
    """Back to the page of the case, which confirms what was saved."""
    partnership, family = file.place
    address = CASE.url(partnership_id=partnership, family_id=family)
    return RedirectResponse(f"{address}?zapisano={said}#{anchor}", status_code=303)


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
    words, form, desk = sitting.words, FORMS[kind], sitting.desk(given)
    found = faults or Faults()
    fields = Fields(words.reader, holds or form.begin(desk), found)
    return ShownForm(
        kind=kind,
        action=action,
        title=words.code(KIND_NAMES, kind),
        save=words.reader.t(f"cases.save.{kind}"),
        parts=form.parts(desk, fields),
        faults=found,
        hidden=[(VERSION, str(sitting.case.version) if sitting.case else "0"), (KEY, uuid4().hex)],
        outdated=outdated,
        refused=refused,
    )


def step_page(sitting: Sitting, form: ShownForm, *, status: int = 200) -> Response:
    """The page of one step."""
    reader = reader_of(sitting.request)
    proposed = _proposal(sitting) if form.kind == "plan_basket" and not form.refused else None
    return sitting.show(
        None,
        form.title[:1].upper() + form.title[1:],
        "case_step",
        status=status,
        form=form,
        proposal=proposed,
        back=sitting.address()
        if sitting.file
        else LIST.url(partnership_id=sitting.snapshot.partnership.id),
        lead=reader.t("cases.new.lead") if form.kind == "request" else "",
        address=sitting.address() if sitting.file else "",
    )


def given_basket(sitting: Sitting, rank: int) -> Sequence[Mapping[str, Any]]:
    """The services of a proposed basket, for the form to begin with."""
    from service.cases import proposal

    if not rank or sitting.file is None:
        return ()
    found = (one for one in proposal(sitting.file).baskets if one.rank == rank)
    return [plain_item(item) for one in found for item in one.items]


def refused_now(sitting: Sitting, kind: Kind) -> str:
    """Why a step cannot be taken, in words; blank where it can."""
    case, words = sitting.case, sitting.words
    if case is None or kind in allowed(case):
        return ""
    return words.reader.t("cases.not_now", state=words.code(STATE_NAMES, case.state))


def case_page(
    sitting: Sitting,
    *,
    said: str = "",
    base_holds: Filled | None = None,
    base_faults: Faults | None = None,
    refused: str = "",
    status: int = 200,
) -> Response:
    """The page of a case: what is next, what stands, and what happened."""
    file, visitor, words = sitting.opened, sitting.visitor, sitting.words
    view = CaseView(file, words)
    whole = file.institution is None
    writes = visitor.grant.may(Action.WRITE_CASES)
    kind = view.next_kind() if writes else None
    form = form_shown(sitting, kind, sitting.address("kroki", kind)) if kind else None
    return sitting.show(
        None,
        words.reader.t("cases.title"),
        "case",
        status=status,
        view=view,
        case=file.case,
        writes=writes,
        whole=whole,
        sees_basket=file.sees("basket"),
        sees_diagnosis=file.sees("diagnosis"),
        form=form,
        proposal=_proposal(sitting) if kind == "plan_basket" else None,
        others=view.other_kinds() if writes else [],
        levels=view.team_levels(sitting.desk()) if file.case.team else "",
        journal=journal(view) if whole else [],
        referrals=referral_rows(view) if file.sees("basket") else [],
        referable=referable(view) if _kept(file) and writes else frozenset[str](),
        base_form=_base_parts(sitting, base_holds, base_faults) if _kept(file) and writes else None,
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


def _proposal(sitting: Sitting) -> ShownProposal | None:
    return proposal_shown(sitting.file, sitting.words, links(sitting.snapshot)) if sitting.file else None


def _kept(file: CaseFile) -> bool:
    """Whether the family stands in the partnership's data, where consents and referrals belong."""
    return file.case.family_id in file.snapshot.families


def _base_parts(sitting: Sitting, holds: Filled | None, faults: Faults | None) -> Sequence[Part]:
    """The fields that record a consent or a legal base."""
    words, desk = sitting.words, sitting.desk()
    t, case = words.reader.t, desk.known
    minor = case.request.guardian_consents
    begun = filled(
        **{
            "zgoda.base": "consent",
            "zgoda.given_on": today().isoformat(),
            "zgoda.by_guardian": ["yes"] if minor else [],
        }
    )
    fields = Fields(words.reader, holds or begun, faults or Faults())
    near = {seat.institution_id for seat in case.team} | {one.item.institution_id for one in case.items}
    near -= {case.lead or ""}
    far = sitting.snapshot.institutions.keys() - near - {case.lead or ""}
    places = [
        Group(t("cases.bases.near"), words.institution_options(near)),
        Group(t("cases.bases.far"), words.institution_options(far)),
    ]
    bases = [("consent", t("cases.bases.consent")), *words.options(LEGAL_BASES)]
    return [
        Part(
            "",
            [
                fields.choice(
                    *("zgoda.institution_id", t("cases.bases.institution")),
                    [one for one in places if one.options],
                ),
                fields.choice("zgoda.data_class", t("cases.bases.class"), words.options(DATA_CLASSES)),
                fields.choice("zgoda.base", t("cases.bases.base"), bases),
                fields.day("zgoda.given_on", t("cases.bases.given")),
                fields.day(
                    *("zgoda.expires_on", t("cases.bases.expires"), t("cases.bases.expires.hint")),
                    required=False,
                ),
                fields.ticks(
                    *("zgoda.by_guardian", t("cases.guardian")),
                    [("yes", t("cases.bases.guardian"))],
                ),
            ],
        )
    ]
