"""The description of the information flow: who passes on what to whom, and on what base."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from graph.errors import Conflict, InvalidRequest
from graph.records.codes import AGREEMENT, FLOW_BASES, INFORMATION, NOT_PERSONAL
from graph.records.flow import InformationFlow, missing_bases
from graph.records.kinds import FLOW
from graph.records.wording import missing_base_sentence
from graph.snapshot import Snapshot
from graph.stores.records import Entries, Versioned
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.errors import PreconditionFailed
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.questions import snapshot_for
from service.pages.refused import refused_form
from service.pages.registry import Page
from service.pages.registry import register as register_page
from service.pages.sent import Sent, SentVersion
from service.pages.shell import Frame, show
from service.records.entries import registered
from service.records.flows import change_flow, describe_flow, drop_flow
from service.records.words import RegisterWords

PAGE = register_page(
    Page(
        "flows",
        "/partnerstwa/{partnership_id}/przeplyw-informacji",
        Action.READ_NETWORK,
        samples=("/partnerstwa/jarzebin-slaski/przeplyw-informacji",),
    )
)

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Writer = Annotated[Principal, requires(Action.WRITE_REGISTER)]
Id = Annotated[str, Field(max_length=LONGEST_ID)]
Code = Annotated[str, Field(max_length=40)]


class SentFlow(Sent):
    """The form that adds to the description."""

    source_id: Id = ""
    target_id: Id = ""
    information: Code = ""
    medium: Code = ""
    rhythm: Code = ""
    base: Code = ""


class SentChange(Sent):
    """The form that changes how often and on what base."""

    version: int
    rhythm: Code
    base: Code


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One flow as the page lists it; ``bases`` are those that may be chosen for it."""

    id: str
    source: str
    target: str
    information: str
    medium: str
    rhythm: str
    rhythm_code: str
    base: str
    base_code: str
    personal: bool
    lacks: bool
    bases: Sequence[tuple[str, str]]
    version: int


@router.post(PAGE.route + "/nowy")
def save_flow(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    sent: Annotated[SentFlow, Form()],
) -> Response:
    """Add to the description."""
    snapshot = snapshot_for(principal, partnership_id)
    try:
        describe_flow(principal, snapshot, sent.model_dump())
    except (Conflict, InvalidRequest) as error:
        return _page(request, principal, snapshot, error, sent)
    return _back(partnership_id)


@router.post(PAGE.route + "/{flow_id}/zmiana")
def save_flow_change(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    flow_id: str,
    sent: Annotated[SentChange, Form()],
) -> Response:
    """Change how often and on what base."""
    snapshot = snapshot_for(principal, partnership_id)
    try:
        change_flow(principal, snapshot, flow_id, sent.rhythm, sent.base, f"{sent.version}")
    except (Conflict, PreconditionFailed, InvalidRequest) as error:
        return _page(request, principal, snapshot, error, sent)
    return _back(partnership_id)


@router.post(PAGE.route + "/{flow_id}/usun")
def save_flow_drop(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    flow_id: str,
    sent: Annotated[SentVersion, Form()],
) -> Response:
    """Take something out of the description."""
    try:
        drop_flow(principal, partnership_id, flow_id, f"{sent.version}")
    except (Conflict, PreconditionFailed) as error:
        return _page(request, principal, snapshot_for(principal, partnership_id), error)
    return _back(partnership_id)


@router.get(PAGE.route)
def flows(request: Request, principal: Analyst, partnership_id: PartnershipId) -> Response:
    """The description, missing bases first."""
    return _page(request, principal, snapshot_for(principal, partnership_id))


def flow_rows(snapshot: Snapshot, found: Entries, localizer: PageLocalizer) -> list[FlowRow]:
    """The flows by names of source and target, then class and medium in the order of the lists."""
    words = RegisterWords(snapshot, localizer)
    order = list(INFORMATION)

    def row(kept: Versioned[InformationFlow]) -> FlowRow:
        one = kept.entry
        allowed = [
            (code, words.name("base", code))
            for code in FLOW_BASES
            if (code != NOT_PERSONAL if one.personal else code in {AGREEMENT, NOT_PERSONAL})
        ]
        return FlowRow(
            id=one.id,
            source=words.institution(one.source_id),
            target=words.institution(one.target_id),
            information=words.name("information", one.information),
            medium=words.name("medium", one.medium),
            rhythm=words.name("rhythm", one.rhythm),
            rhythm_code=one.rhythm,
            base=words.name("base", one.base),
            base_code=one.base,
            personal=one.personal,
            lacks=one.lack is not None,
            bases=allowed,
            version=kept.version,
        )

    ordered = sorted(found[FLOW], key=lambda kept: (order.index(kept.entry.information), kept.entry.id))
    rows = [row(kept) for kept in ordered]
    return sorted(rows, key=lambda one: (collated(one.source), collated(one.target)))


def lacking(snapshot: Snapshot, found: Entries, localizer: PageLocalizer) -> list[str]:
    """One sentence for each flow about families that no base covers."""
    names = {id: one.name for id, one in snapshot.institutions.items()}
    return [
        missing_base_sentence(one, names, localizer.lang)
        for one in missing_bases(kept.entry for kept in found[FLOW])
    ]


def _page(
    request: Request,
    principal: Principal,
    snapshot: Snapshot,
    error: Exception | None = None,
    sent: Sent | None = None,
) -> Response:
    localizer = localizer_of(request)
    found = registered(principal, snapshot.partnership.id)
    words = RegisterWords(snapshot, localizer)
    refused = "flows.invalid" if isinstance(error, InvalidRequest) else "flows.conflict"
    classes = words.choices("information")
    named = [(id, one.name) for id, one in snapshot.institutions.items()]
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.flows")),
            here=snapshot,
            styles=(asset_url("planning.css"), asset_url("plan.css"), asset_url("register.css")),
            status=200 if error is None else 422 if isinstance(error, InvalidRequest) else 409,
            refused=refused_form(request.url.path, sent.values, error, localizer)
            if error and sent
            else None,
        ),
        "flows",
        heading=localizer.t("flows.title", name=snapshot.partnership.name),
        refused=localizer.t(refused) if error else "",
        rows=flow_rows(snapshot, found, localizer),
        lacking=lacking(snapshot, found, localizer),
        may_write=principal.grant.may(Action.WRITE_REGISTER),
        words=words,
        plain=[one for one in classes if not INFORMATION[one[0]].personal],  # pyright: ignore[reportArgumentType]
        personal=[one for one in classes if INFORMATION[one[0]].personal],  # pyright: ignore[reportArgumentType]
        everybody=sorted(named, key=lambda row: (collated(row[1]), row[0])),
        base=PAGE.url(partnership_id=snapshot.partnership.id),
    )


def _back(partnership_id: str) -> Response:
    address = f"{PAGE.url(partnership_id=partnership_id)}#opis"
    return RedirectResponse(address, status_code=303)
