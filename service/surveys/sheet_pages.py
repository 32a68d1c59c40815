"""The page on which an institution answers: by a link, without an account, on a phone."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from graph.errors import Conflict, InvalidRequest
from graph.stores.surveys import Found
from graph.vocabulary.codes import AREAS, FORMALISATIONS, FREQUENCIES
from graph.waves import Answer, answer_of, roster_of
from graph.waves.answer import roles_of
from service.access.guard import AnyHouse, open_to_all, refuse_foreign
from service.http.concurrency import in_turn
from service.http.errors import SignInNeeded
from service.pages.files import asset_url
from service.pages.localizer import collated, localizer_of
from service.pages.shell import Frame, show
from service.runtime import Runtime
from service.surveys.answering import admitted, begin, write_answer
from service.surveys.secrets import PAGE
from service.surveys.sheet_form import (
    CHOICES,
    STRENGTHS,
    Chosen,
    chosen_before,
    chosen_in,
    with_chosen,
)

_COOKIE_SECONDS: Final = 60 * 24 * 3600
_MOST_FIELDS: Final = 20_000
#: An address that is a secret goes nowhere else.
_NO_REFERRER: Final = {"Referrer-Policy": "no-referrer"}
_NO_CONTACT: Final = "none"

router = APIRouter(
    include_in_schema=False, dependencies=[open_to_all("the secret of a link to a survey opens it")]
)


@router.get(PAGE + "/{secret}")
def open_link(request: Request, runtime: AnyHouse, secret: str) -> Response:
    """Exchange the secret in the address for a cookie, so that the address shows it no more."""
    try:
        found = admitted(request, runtime, secret)
    except SignInNeeded:
        return _notice(request, "unknown", 401)
    response = RedirectResponse(_address(found), status_code=303, headers=_NO_REFERRER)
    response.set_cookie(
        _cookie(runtime, found.link.entry.mark),
        secret,
        max_age=_COOKIE_SECONDS,
        path=PAGE,
        secure=runtime.settings.tls_terminated,
        httponly=True,
        samesite="lax",
    )
    return response


@router.get(PAGE + "/o/{mark}")
async def survey_sheet(request: Request, runtime: AnyHouse, mark: str) -> Response:
    """The page to answer on, as far as the answer is."""
    return await in_turn(runtime.survey_threads, partial(_open, request, runtime, mark))


def _open(request: Request, runtime: Runtime, mark: str) -> Response:
    try:
        found = begin(request, runtime, _secret(request, runtime, mark))
    except SignInNeeded:
        return _notice(request, "unknown", 401)
    except Conflict:
        return _notice(request, "closed", 409)
    return _sheet(request, runtime, found)


@router.post(PAGE + "/o/{mark}")
async def save_sheet(request: Request, runtime: AnyHouse, mark: str) -> Response:
    """Keep what was chosen: of one partner, or of all; and finish where that was asked for."""
    refuse_foreign(request)
    form = dict((await request.form(max_fields=_MOST_FIELDS)).items())
    return await in_turn(runtime.survey_threads, partial(_save, request, runtime, mark, form))


def _save(request: Request, runtime: Runtime, mark: str, form: Mapping[str, object]) -> Response:
    by_script = request.headers.get("x-saves") == "one"
    chosen = chosen_in(form)
    incomplete = tuple(one for one in chosen if not one.whole)
    done = form.get("finish") == "yes" and not incomplete
    try:
        found = begin(request, runtime, _secret(request, runtime, mark))
        found = write_answer(
            request, runtime, found, lambda before: with_chosen(before, chosen, done=done)
        )
    except SignInNeeded:
        return Response(status_code=401) if by_script else _notice(request, "unknown", 401)
    except Conflict as error:
        name = "closed" if "closed" in error.reason else "busy"
        return Response(status_code=409) if by_script else _notice(request, name, 409)
    except InvalidRequest:
        # Nothing that the page offers is refused: the map or the workers changed meanwhile.
        return Response(status_code=422) if by_script else _notice(request, "changed", 422)
    if by_script:
        return Response(status_code=204)
    if incomplete:
        return _sheet(request, runtime, found, incomplete)
    return RedirectResponse(_address(found), status_code=303)


def _sheet(
    request: Request, runtime: Runtime, found: Found, incomplete: tuple[Chosen, ...] = ()
) -> Response:
    localizer = localizer_of(request)
    package = runtime.library.package(found.partnership_id)
    link = found.link.entry
    own = next(one for one in package.institutions if one.id == link.institution_id)
    wave = next((one for one in package.waves if one.id == link.wave), None)
    answer = answer_of(package, own.id, link.wave, link.unknown, done=link.done)
    said = chosen_before(answer) | {one.partner_id: one for one in incomplete}
    roster = sorted(roster_of(package, own.id), key=lambda one: collated(one.name))
    rows = [
        {
            "number": number,
            "id": one.id,
            "name": one.name,
            "area": one.area,
            "said": said.get(one.id, Chosen(one.id)),
            "wrong": any(bad.partner_id == one.id for bad in incomplete),
        }
        for number, one in enumerate(roster)
    ]
    areas = [
        (code, localizer.area(code), listed)
        for code in (*AREAS, None)
        if (listed := [row for row in rows if row["area"] == code])
    ]
    answered = sum(1 for one in roster if one.id in said and said[one.id].whole)
    frame = Frame(
        request,
        None,
        None,
        localizer.t("answer.title"),
        styles=(asset_url("survey.css"),),
        scripts=(asset_url("survey.js"),),
        status=422 if incomplete else 200,
    )
    return show(
        frame,
        "survey_sheet",
        name=own.name,
        partnership=package.partnership.name,
        closes=localizer.day(wave.closed_on) if wave and wave.closed_on else "",
        address=_address(found),
        areas=areas,
        total=len(rows),
        answered=answered,
        done=answer.done,
        own_ties=_own_ties(answer, {one.id: one.name for one in roster}),
        incomplete=[row for row in rows if row["wrong"]],
        choices=CHOICES,
        strengths=STRENGTHS,
        frequencies=[one for one in FREQUENCIES if one != _NO_CONTACT],
        forms=FORMALISATIONS,
        worker_roles=roles_of(package, own.id),
    )


def _own_ties(answer: Answer, names: Mapping[str, str]) -> list[dict[str, Any]]:
    listed = [{"name": names[one.partner_id], "tie": one} for one in answer.ties]
    return sorted(listed, key=lambda one: collated(one["name"]))


def _address(found: Found) -> str:
    return f"{PAGE}/o/{found.link.entry.mark}"


def _cookie(runtime: Runtime, mark: str) -> str:
    """The cookie of one link: two of them open in one browser are not mixed up."""
    prefix = "__Secure-" if runtime.settings.tls_terminated else ""
    return f"{prefix}ankieta-{mark}"


def _secret(request: Request, runtime: Runtime, mark: str) -> str:
    secret = request.cookies.get(_cookie(runtime, mark))
    if not secret:
        raise SignInNeeded
    return secret


def _notice(request: Request, name: str, status: int) -> Response:
    localizer = localizer_of(request)
    title = localizer.t(f"answer.notice.{name}")
    frame = Frame(request, None, None, title, status=status, headers=_NO_REFERRER)
    return show(frame, "survey_notice", what=localizer.t(f"answer.notice.{name}.what"))
