"""The animator's page of surveys: opening one, its links once, how far it is, closing it."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Form, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from graph.errors import Conflict, InvalidPackage, InvalidRequest, NotFound
from graph.records.kinds import SURVEY, SURVEY_LINK
from graph.snapshot import Snapshot
from graph.stores.records import read_records
from graph.stores.surveys import asking_of, read_survey
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.exchange.exporting import FILE_KINDS
from service.http.attachments import attachment
from service.http.options import PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.questions import snapshot_for
from service.pages.refused import refused_form
from service.pages.registry import Page, register
from service.pages.sent import Sent, TypedDay
from service.pages.shell import Frame, show
from service.runtime import today
from service.surveys.handouts import codes_of, links_bytes
from service.surveys.steps import NewLink, begin_survey, end_survey, renew_link, status_of

PAGE = register(
    Page(
        "surveys",
        "/partnerstwa/{partnership_id}/ankiety",
        Action.SURVEY,
        samples=("/partnerstwa/jarzebin-slaski/ankiety",),
    )
)
_LONGEST_WAVE: Final = 60

router = APIRouter(include_in_schema=False)
Keeper = Annotated[Principal, requires(Action.SURVEY)]
Wave = Annotated[str, Field(min_length=1, max_length=_LONGEST_WAVE)]


class SentOpening(Sent):
    """A wave to open and its last day."""

    wave: Wave
    closes: TypedDay = ""
    handout: Literal["page", "xlsx"] = "page"


class SentWave(Sent):
    """A survey to close."""

    wave: Wave


class SentRenewal(Sent):
    """Whose links to give anew: of one institution, or of all that have not finished."""

    wave: Wave
    institution: str = ""
    handout: Literal["page", "xlsx"] = "page"


@router.post(PAGE.route)
def open_wave(
    request: Request,
    principal: Keeper,
    partnership_id: PartnershipId,
    sent: Annotated[SentOpening, Form()],
) -> Response:
    """Open a survey and hand out its links, this one time."""
    try:
        _, links = begin_survey(
            principal.runtime, partnership_id, sent.wave.strip(), closes=sent.day("closes")
        )
    except (Conflict, InvalidRequest) as error:
        return surveys_page(request, principal, partnership_id, error, sent)
    return _handed_out(request, principal, partnership_id, sent.wave.strip(), links, sent.handout)


@router.post(PAGE.route + "/linki")
def renew_links(
    request: Request,
    principal: Keeper,
    partnership_id: PartnershipId,
    sent: Annotated[SentRenewal, Form()],
) -> Response:
    """Give links anew; the old ones open nothing any more."""
    runtime = principal.runtime
    asking = read_survey(runtime.store, runtime.library.package(partnership_id), sent.wave, today())
    chosen = (
        [sent.institution]
        if sent.institution
        else sorted(id for id, one in asking.links.items() if not one.entry.done)
    )
    try:
        links = tuple(renew_link(runtime, partnership_id, sent.wave, id) for id in chosen)
    except Conflict as error:
        return surveys_page(request, principal, partnership_id, error)
    return _handed_out(request, principal, partnership_id, sent.wave, links, sent.handout)


@router.post(PAGE.route + "/zamknij")
def close_wave(
    request: Request,
    principal: Keeper,
    partnership_id: PartnershipId,
    sent: Annotated[SentWave, Form()],
) -> Response:
    """Close a survey."""
    try:
        end_survey(principal.runtime, partnership_id, sent.wave)
    except (Conflict, NotFound) as error:
        return surveys_page(request, principal, partnership_id, error)
    return RedirectResponse(PAGE.url(partnership_id=partnership_id), status_code=303)


@router.get(PAGE.route)
def surveys(request: Request, principal: Keeper, partnership_id: PartnershipId) -> Response:
    """The surveys of a partnership, the newest first."""
    return surveys_page(request, principal, partnership_id)


def _handed_out(
    request: Request,
    principal: Principal,
    partnership_id: str,
    wave: str,
    links: tuple[NewLink, ...],
    handout: str,
) -> Response:
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    if handout == "xlsx":
        return Response(
            links_bytes(snapshot, wave, links, localizer),
            media_type=FILE_KINDS["xlsx"].media_type,
            headers=attachment(f"ankieta-{wave}.xlsx"),
        )
    frame = Frame(
        *(request, principal, PAGE, localizer.t("surveys.links")),
        here=snapshot,
        styles=(asset_url("surveys.css"),),
    )
    return show(frame, "survey_links", wave=wave, codes=codes_of(snapshot, links), back=_own(snapshot))


def surveys_page(
    request: Request,
    principal: Principal,
    partnership_id: str,
    error: Exception | None = None,
    sent: Sent | None = None,
) -> Response:
    """The page, with why something was refused where it was."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    runtime, day = principal.runtime, today()
    package = runtime.library.package(partnership_id)
    records = read_records(runtime.store, partnership_id, SURVEY, SURVEY_LINK)
    found = [
        status_of(package, one.wave, asking_of(records, package, one.wave, day))
        for one in records.of(SURVEY)
    ]
    refused = (
        ""
        if error is None
        else "surveys.form.invalid"
        if isinstance(error, InvalidPackage)
        else "surveys.invalid"
        if isinstance(error, InvalidRequest)
        else ("surveys.closed" if "closed" in str(error) else "surveys.busy")
    )
    frame = Frame(
        *(request, principal, PAGE, localizer.t("menu.surveys")),
        here=snapshot,
        styles=(asset_url("surveys.css"),),
        status=200 if error is None else 409 if isinstance(error, Conflict) else 422,
        refused=refused_form(request.url.path, sent.values, error, localizer)
        if error and sent
        else None,
    )
    return show(
        frame,
        "surveys",
        refused=localizer.t(refused) if refused else "",
        faults=_faults(error, localizer) if isinstance(error, InvalidPackage) else [],
        base=_own(snapshot),
        proposed=f"{day:%Y-%m}",
        first=day.isoformat(),
        number=len(package.institutions),
        surveys=sorted(found, key=lambda one: (one["opened_on"] or "", one["wave"]), reverse=True),
    )


def _own(snapshot: Snapshot) -> str:
    return PAGE.url(partnership_id=snapshot.partnership.id)


def _faults(error: InvalidPackage, localizer: PageLocalizer) -> list[str]:
    """What is wrong with a form, where, and what was expected."""
    polish = localizer.lang == "pl"
    return [
        localizer.t(
            "surveys.fault",
            place=", ".join(filter(None, [one.table, one.column])),
            rows=", ".join(map(str, one.rows or (one.row or 1,))),
            what=one.expected_pl if polish and one.expected_pl else one.expected,
        )
        for one in error.problems
    ]
