"""The addresses of the forms: each is shown by GET and saved by POST, over the newest state."""

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from graph.errors import NotFound
from graph.gaps.names import Names
from graph.model import Institution, Package
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.forms.saving import Opened, Place, cells_of, find, opened
from service.forms.shapes import Context, hides_address
from service.forms.tasks import Sent, Task, institution_named, new_cells, show_form, take
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.runtime import today

#: All changes of one institution stand under this address.
CHANGES: Final = "/partnerstwa/{partnership_id}/instytucje/{institution_id}/zmiany"
_SAMPLE: Final = "/partnerstwa/jarzebin-slaski/instytucje/I16/zmiany"

router = APIRouter(include_in_schema=False)
Writer = Annotated[Principal, requires(Action.IMPORT)]


class Asked(BaseModel):
    """Which record of the institution is meant; blank for a new one.

    A report is found by its partner, day and wave, any of which may be blank in the data, so
    ``popraw`` says that one is to be corrected.
    """

    usluga: str = Field("", max_length=LONGEST_ID)
    partner: str = Field("", max_length=LONGEST_ID)
    dzien: str = Field("", max_length=10)
    fala: str = Field("", max_length=LONGEST_ID)
    popraw: bool = False


Maker = Callable[[Principal, Opened, str, Asked, PageLocalizer], Task]


def rates(principal: Principal, reporter: str) -> bool:
    """Whether the principal may see the very rating that an institution gave."""
    return principal.grant.visibility.ratings == "all" or principal.grant.institution == reporter


def _new_institution(
    principal: Principal, state: Opened, institution: str, asked: Asked, localizer: PageLocalizer
) -> Task:
    cells = new_cells("institutions", "I", updated_on=today().isoformat())
    return Task(
        "institution",
        Context(state.package, "", localizer, new=True),
        state,
        Place("institutions", None),
        cells,
        cells,
        localizer.t("form.new.institution"),
    )


def _facts(
    principal: Principal, state: Opened, institution: str, asked: Asked, localizer: PageLocalizer
) -> Task:
    one = institution_of(state.package, institution)
    place = find(state.package, "institutions", id=institution)
    cells = cells_of(state.package, place)
    return Task(
        "institution",
        Context(state.package, institution, localizer, new=False, located=not hides_address(cells)),
        state,
        place,
        cells,
        {**cells, "updated_on": today().isoformat()},
        localizer.t("form.title.institution", name=one.name),
    )


def _membership(
    principal: Principal, state: Opened, institution: str, asked: Asked, localizer: PageLocalizer
) -> Task:
    one = institution_of(state.package, institution)
    place = find(state.package, "institutions", id=institution)
    cells = cells_of(state.package, place)
    return Task(
        "membership",
        Context(state.package, institution, localizer, new=False),
        state,
        place,
        cells,
        cells,
        localizer.t("form.title.membership", name=one.name),
    )


def _service(
    principal: Principal, state: Opened, institution: str, asked: Asked, localizer: PageLocalizer
) -> Task:
    one = institution_of(state.package, institution)
    context = Context(state.package, institution, localizer, new=not asked.usluga)
    day = today().isoformat()
    if not asked.usluga:
        cells = new_cells("services", "U", institution_id=institution, updated_on=day)
        title = localizer.t("form.new.service", name=one.name)
        return Task("service", context, state, Place("services", None), cells, cells, title)
    place = find(state.package, "services", id=asked.usluga, institution_id=institution)
    cells = cells_of(state.package, place)
    words = Names(snapshot_for(principal, state.package.partnership.id), localizer.lang)
    title = localizer.t("form.title.service", name=cells["name"] or words.service(cells["service_code"]))
    return Task("service", context, state, place, cells, {**cells, "updated_on": day}, title)


def _tie(
    principal: Principal, state: Opened, institution: str, asked: Asked, localizer: PageLocalizer
) -> Task:
    names = {
        "name": institution_of(state.package, institution).name,
        "other": institution_of(state.package, asked.partner).name,
    }
    seen = rates(principal, institution)
    if institution == asked.partner:
        raise NotFound("institution", asked.partner)
    context = Context(
        state.package, institution, localizer, new=not asked.popraw, partner=asked.partner, rates=seen
    )
    if not asked.popraw:
        day = today().isoformat()
        sides = {"reporter_id": institution, "partner_id": asked.partner}
        cells = new_cells("ties", "", **sides, reported_on=day)
        title = localizer.t("form.new.tie", **names)
        return Task("tie", context, state, Place("ties", None), cells, cells, title)
    place = find(
        *(state.package, "ties"),
        reporter_id=institution,
        partner_id=asked.partner,
        reported_on=asked.dzien,
        wave=asked.fala,
    )
    cells = cells_of(state.package, place)
    shown = cells if seen else {**cells, "strength": ""}
    return Task("tie", context, state, place, cells, shown, localizer.t("form.title.tie", **names))


def institution_of(package: Package, id: str) -> Institution:
    """The institution of an id.

    Raises
    ------
    NotFound
        When the package does not hold it.
    """
    found = institution_named(package, id)
    if found is None:
        raise NotFound("institution", id)
    return found


def _serve(page: Page, make: Maker) -> None:
    """Show a form by GET, save it by POST; the functions' names stand in the audit trail."""

    def show(
        request: Request,
        principal: Writer,
        partnership_id: PartnershipId,
        asked: Annotated[Asked, Query()],
    ) -> Response:
        institution = request.path_params.get("institution_id", "")
        state = opened(principal, partnership_id)
        task = make(principal, state, institution, asked, localizer_of(request))
        return show_form(request, principal, snapshot_for(principal, partnership_id), task)

    def save(
        request: Request,
        principal: Writer,
        partnership_id: PartnershipId,
        asked: Annotated[Asked, Query()],
        sent: Sent,
    ) -> Response:
        institution = request.path_params.get("institution_id", "")
        with principal.runtime.importing:
            state = opened(principal, partnership_id)
            task = make(principal, state, institution, asked, localizer_of(request))
            return take(request, principal, snapshot_for(principal, partnership_id), task, sent)

    show.__name__, save.__name__ = page.name, f"save_{page.name}"
    router.get(page.route)(show)
    router.post(page.route)(save)


def _page(name: str, path: str, sample: str) -> Page:
    return register(Page(name, path, Action.IMPORT, in_menu=False, samples=(sample,)))


_serve(
    _page(
        "new_institution",
        "/partnerstwa/{partnership_id}/nowa-instytucja",
        "/partnerstwa/jarzebin-slaski/nowa-instytucja",
    ),
    _new_institution,
)
_serve(_page("edit_facts", f"{CHANGES}/dane", f"{_SAMPLE}/dane"), _facts)
_serve(_page("edit_membership", f"{CHANGES}/udzial", f"{_SAMPLE}/udzial"), _membership)
_serve(_page("edit_service", f"{CHANGES}/usluga", f"{_SAMPLE}/usluga"), _service)
_serve(_page("edit_tie", f"{CHANGES}/wspolpraca", f"{_SAMPLE}/wspolpraca?partner=I01"), _tie)
