"""A reader over the cases of a partnership: where their pages are, and how one is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from graph.cases import Case
from graph.snapshot import Snapshot
from service.access.guard import Principal
from service.access.policy import Action
from service.cases.files import CaseFile, open_case
from service.cases.pages.forms import StepFormContext
from service.cases.pages.words import CaseWords
from service.pages.files import asset_url
from service.pages.localizer import localizer_of
from service.pages.pointer import gminas_of
from service.pages.refused import RefusedForm
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.runtime import today

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


@dataclass(frozen=True, slots=True)
class Sitting:
    """One reader over one partnership, and over one of its cases where there is one."""

    request: Request
    principal: Principal
    snapshot: Snapshot
    file: CaseFile | None = None

    @property
    def words(self) -> CaseWords:
        """Names in the reader's language."""
        return CaseWords(self.snapshot, localizer_of(self.request), links(self.snapshot))

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

    def context(self, given: Sequence[Mapping[str, Any]] = ()) -> StepFormContext:
        """What forms are filled in over."""
        gminas = [code for code in gminas_of(self.snapshot) if self.principal.grant.covers(code)]
        return StepFormContext(self.snapshot, self.case, self.words, today(), gminas, given)

    def address(self, *further: str) -> str:
        """The address of the case, or of something under it."""
        partnership, family = self.opened.place
        return "/".join((CASE.url(partnership_id=partnership, family_id=family), *further))

    def show(
        self,
        page: Page | None,
        title: str,
        template: str,
        *,
        status: int = 200,
        again: RefusedForm | None = None,
        **content: object,
    ) -> Response:
        """A page of the cases; ``again`` is a refused form whose values are put in once more."""
        localizer = localizer_of(self.request)
        crumbs: list[Link] = []
        if page is not LIST:
            crumbs.append(
                Link(localizer.t("menu.cases"), LIST.url(partnership_id=self.snapshot.partnership.id))
            )
        if self.file and template != "case":
            crumbs.append(Link(localizer.t("cases.title"), self.address()))
        frame = Frame(
            *(self.request, self.principal, page or LIST, title),
            here=self.snapshot,
            crumbs=crumbs,
            styles=tuple(asset_url(f"{name}.css") for name in ("forms", "planning", "cases")),
            status=status,
            refused=again,
        )
        return show(frame, template, **content)


def sitting_of(
    request: Request, principal: Principal, partnership_id: str, family_id: str, *, writing: bool = False
) -> Sitting:
    """A case opened for a request."""
    file = open_case(principal, family_id, partnership_id, writing=writing)
    return Sitting(request, principal, file.snapshot, file)


def back_to(file: CaseFile, said: str, anchor: str = "tresc") -> Response:
    """Back to the page of the case, which confirms what was saved."""
    partnership, family = file.place
    address = CASE.url(partnership_id=partnership, family_id=family)
    return RedirectResponse(f"{address}?zapisano={said}#{anchor}", status_code=303)
