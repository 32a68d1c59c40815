"""Barriers to cooperation, the advisor's recommendations, and whether anything has moved since."""

from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from graph.errors import Conflict, InvalidRequest
from graph.records.recommendation import State
from graph.rows import parts_of
from graph.snapshot import Snapshot
from graph.vocabulary import AREAS
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.errors import PreconditionFailed
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import collated, localizer_of
from service.pages.questions import snapshot_for
from service.pages.refused import refused_form
from service.pages.registry import Page
from service.pages.registry import register as register_page
from service.pages.sent import Reason, Sent, TypedDay
from service.pages.shell import Frame, links, show
from service.records.barriers import drop_barrier, end_barrier, note_barrier
from service.records.cards import advice_cards, barrier_rows, count_rows, ground_choices, new_form
from service.records.entries import registered
from service.records.looks import gaps_disclosed
from service.records.recommendations import NewAdvice, recommend, step_recommendation
from service.records.words import RegisterWords

PAGE = register_page(
    Page(
        "advice",
        "/partnerstwa/{partnership_id}/zalecenia",
        Action.READ_NETWORK,
        on_contacts=True,
        samples=("/partnerstwa/jarzebin-slaski/zalecenia",),
    )
)
#: Two ids and a code; each sign of an id may take three.
_LONGEST_KEY: Final = 7 * LONGEST_ID
#: Fields by what the register calls them.
_FIELDS: Final = {
    "target": "place",
    "subjects": "partner",
    "ended_on": "on",
    "gap": "ground",
    "barrier": "ground",
    "aim": "measure",
}

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Writer = Annotated[Principal, requires(Action.WRITE_REGISTER)]
Advisor = Annotated[Principal, requires(Action.RECOMMEND)]
Stepper = Annotated[Principal, requires(Action.WRITE_REGISTER, Action.RECOMMEND)]
Code = Annotated[str, Field(max_length=40)]
Chosen = Annotated[str, Field(max_length=_LONGEST_KEY)]


class SentBarrier(Sent):
    """The form that records a barrier; ``place`` is ``area:…`` or ``institution:…``."""

    code: Code = ""
    place: Chosen = ""
    partner: Annotated[str, Field(max_length=LONGEST_ID)] = ""
    noted_on: TypedDay = ""


class SentEnd(Sent):
    """The forms that end a barrier or delete it."""

    version: int
    on: TypedDay = ""


class SentAdvice(Sent):
    """The form that gives a recommendation."""

    ground: Chosen = ""
    addressee: Chosen = ""
    advice: Code = ""
    measure: Chosen = ""
    due_on: TypedDay = ""


class SentStep(Sent):
    """The form that records what became of a recommendation."""

    state: State
    version: int
    on: TypedDay = ""
    reason: Reason = None


@router.post(PAGE.route + "/bariery")
def save_barrier(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    sent: Annotated[SentBarrier, Form()],
) -> Response:
    """Record a barrier."""
    snapshot = snapshot_for(principal, partnership_id)
    kind, _, id = sent.place.partition(":")
    subjects = (id,)
    if sent.partner:
        # A partner makes a tie of an institution; an area has none.
        kind, subjects = ("tie" if kind == "institution" else ""), (id, sent.partner)
    try:
        day = sent.day("noted_on")
        note_barrier(principal, snapshot, sent.code, kind, subjects, day)
    except (Conflict, InvalidRequest) as error:
        return _page(request, principal, snapshot, error, sent)
    return _back(partnership_id, "bariery")


@router.post(PAGE.route + "/bariery/{barrier_id}/koniec")
def save_end(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    barrier_id: str,
    sent: Annotated[SentEnd, Form()],
) -> Response:
    """Record that a barrier is gone."""
    try:
        end_barrier(principal, partnership_id, barrier_id, sent.day("on"), f"{sent.version}")
    except (Conflict, PreconditionFailed, InvalidRequest) as error:
        return _page(request, principal, snapshot_for(principal, partnership_id), error, sent)
    return _back(partnership_id, "bariery")


@router.post(PAGE.route + "/bariery/{barrier_id}/usun")
def save_barrier_drop(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    barrier_id: str,
    sent: Annotated[SentEnd, Form()],
) -> Response:
    """Delete a barrier that was recorded by mistake."""
    try:
        drop_barrier(principal, partnership_id, barrier_id, f"{sent.version}")
    except (Conflict, PreconditionFailed) as error:
        return _page(request, principal, snapshot_for(principal, partnership_id), error)
    return _back(partnership_id, "bariery")


@router.post(PAGE.route + "/nowe")
def save_advice(
    request: Request,
    principal: Advisor,
    partnership_id: PartnershipId,
    sent: Annotated[SentAdvice, Form()],
) -> Response:
    """Give a recommendation."""
    snapshot = snapshot_for(principal, partnership_id)
    kind, _, id = sent.ground.partition(":")
    to, _, whom = sent.addressee.partition(":")
    measure, *subjects = parts_of(sent.measure)
    try:
        new = NewAdvice(
            addressee_kind=to,
            addressee=whom,
            advice=sent.advice,
            measure=measure,
            subjects=tuple(subjects),
            gap=id if kind == "gap" else "",
            barrier=id if kind == "barrier" else "",
            due_on=sent.day("due_on"),
        )
        kept = recommend(principal, snapshot, new)
    except (Conflict, InvalidRequest) as error:
        return _page(request, principal, snapshot, error, sent, chosen=sent.ground)
    return _back(partnership_id, f"z-{kept.entry.id}")


@router.post(PAGE.route + "/{recommendation_id}/kroki")
def save_advice_step(
    request: Request,
    principal: Stepper,
    partnership_id: PartnershipId,
    recommendation_id: str,
    sent: Annotated[SentStep, Form()],
) -> Response:
    """Record what became of a recommendation."""
    try:
        step_recommendation(
            *(principal, partnership_id, recommendation_id, sent.state, sent.day("on"), sent.reason),
            seen=f"{sent.version}",
        )
    except (Conflict, PreconditionFailed, InvalidRequest) as error:
        return _page(request, principal, snapshot_for(principal, partnership_id), error, sent)
    return _back(partnership_id, f"z-{recommendation_id}")


@router.get(PAGE.route)
def advice(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    podstawa: Annotated[str, Query(max_length=_LONGEST_KEY)] = "",
) -> Response:
    """Barriers and recommendations; ``podstawa`` is what a new recommendation shall rest on."""
    return _page(request, principal, snapshot_for(principal, partnership_id), chosen=podstawa)


def _page(
    request: Request,
    principal: Principal,
    snapshot: Snapshot,
    error: Exception | None = None,
    sent: Sent | None = None,
    *,
    chosen: str = "",
) -> Response:
    localizer, url = localizer_of(request), links(snapshot)
    found = registered(principal, snapshot.partnership.id)
    gaps = gaps_disclosed(principal.runtime, snapshot)
    words = RegisterWords(snapshot, localizer)
    may_advise = principal.grant.may(Action.RECOMMEND)
    may_write = principal.grant.may(Action.WRITE_REGISTER)
    refused = "advice.invalid" if isinstance(error, InvalidRequest) else "advice.conflict"
    still, gone = barrier_rows(snapshot, found, localizer)
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.advice")),
            here=snapshot,
            styles=(asset_url("planning.css"), asset_url("plan.css"), asset_url("register.css")),
            status=200 if error is None else 422 if isinstance(error, InvalidRequest) else 409,
            refused=refused_form(request.url.path, sent.values, error, localizer, _FIELDS)
            if error and sent
            else None,
        ),
        "advice",
        refused=localizer.t(refused) if error else "",
        cards=advice_cards(snapshot, found, gaps, principal.visibility, localizer, url("gaps")),
        open_barriers=still,
        ended_barriers=gone,
        counts=count_rows(snapshot, found, localizer),
        may_advise=may_advise,
        may_write=may_write,
        may_step=may_advise or may_write,
        grounds=ground_choices(snapshot, found, gaps if may_advise else (), localizer),
        form=new_form(chosen, snapshot, found, gaps, localizer) if may_advise and chosen else None,
        words=words,
        areas=[(area, localizer.area(area)) for area in AREAS],
        everybody=_named(snapshot),
        today=snapshot.as_of.isoformat(),
        base=PAGE.url(partnership_id=snapshot.partnership.id),
    )


def _named(snapshot: Snapshot) -> list[tuple[str, str]]:
    named = [(id, one.name) for id, one in snapshot.institutions.items()]
    return sorted(named, key=lambda row: (collated(row[1]), row[0]))


def _back(partnership_id: str, anchor: str) -> Response:
    address = f"{PAGE.url(partnership_id=partnership_id)}#{quote(anchor, safe='')}"
    return RedirectResponse(address, status_code=303)
