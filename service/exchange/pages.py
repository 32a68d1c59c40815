"""Loading data: a file is checked, what it would change is shown, and only then is it saved."""

from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from graph.errors import IdsTaken, InvalidPackage, InvalidRequest
from graph.text import LANGUAGES
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.documents import Document
from service.exchange import work
from service.exchange.choices import FIELDS, Refusal, Said, prefix_refused
from service.exchange.earlier import earlier_version
from service.exchange.importing import import_sent, preview_sent
from service.exchange.pending import Waiting, owner_of, shelf_of
from service.exchange.preview import found_rows, guess_rows, table_views
from service.http.errors import OthersFacts
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.refused import refused_form
from service.pages.registry import Page, find_page, register
from service.pages.shell import Frame, Link, show
from service.runtime import today

UPLOAD_PATH: Final = "/wczytaj"
PAGE = register(Page("import", UPLOAD_PATH, Action.IMPORT, samples=(UPLOAD_PATH,)))
_PREVIEW: Final = UPLOAD_PATH + "/podglad/{token}"
_TABLES: Final = ("created", "updated", "retired")

router = APIRouter(include_in_schema=False)
Importer = Annotated[Principal, requires(Action.IMPORT)]
Token = Annotated[str, Path(max_length=40)]


@router.get(UPLOAD_PATH)
def loading(
    request: Request, principal: Importer, stan: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """The form, the templates, and the partnerships there are."""
    return _form(request, principal, state=stan)


@router.post(UPLOAD_PATH)
async def check(request: Request, principal: Importer) -> Response:
    """Check a file and keep it until it is confirmed; its problems where it has any."""
    async with request.form(max_files=1, max_fields=10) as form:
        file = form.get("plik")
        data = await file.read() if isinstance(file, UploadFile) else b""
        name = (file.filename if isinstance(file, UploadFile) else None) or "pakiet"
        said = Said.of({key: value for key, value in form.items() if isinstance(value, str)})
    return await run_in_threadpool(_checked, request, principal, data, name, said)


@router.get(_PREVIEW)
def preview(request: Request, principal: Importer, token: Token) -> Response:
    """What a file would change; once it is saved, what it did."""
    waiting = shelf_of(principal.runtime).get(owner_of(principal), token)
    if waiting is None:
        return _gone(request, principal)
    return (
        _done(request, principal, waiting)
        if waiting.done
        else _preview(request, principal, waiting, token)
    )


@router.post(_PREVIEW)
def save(request: Request, principal: Importer, token: Token) -> Response:
    """Save a checked file, unless the partnership changed since; twice is once."""
    shelf = shelf_of(principal.runtime)
    waiting = shelf.get(owner_of(principal), token)
    if waiting is None:
        return _gone(request, principal)
    outcome = UPLOAD_PATH + f"/podglad/{token}"
    if waiting.done is not None:
        return RedirectResponse(outcome, status_code=303)

    def import_it(advance: work.Progress) -> str:
        report, _ = import_sent(
            *(principal, waiting.data, waiting.name),
            if_match=waiting.etag or None,
            key=token,
            choice=waiting.choice,
            strengths=waiting.strengths,
        )
        shelf.finish(token, orjson.loads(report))
        return outcome

    steps = [localizer_of(request).t("load.step")]
    return work.begin(principal, steps, import_it, back=UPLOAD_PATH)


@router.post(_PREVIEW + "/porzuc")
def cancel(principal: Importer, token: Token) -> Response:
    """Forget a checked file."""
    shelf = shelf_of(principal.runtime)
    if shelf.get(owner_of(principal), token):
        shelf.drop(token)
    return RedirectResponse(UPLOAD_PATH, status_code=303)


def _checked(request: Request, principal: Principal, data: bytes, name: str, said: Said) -> Response:
    shelf = shelf_of(principal.runtime)
    if not data:
        # What was refused waits, so that nobody has to choose the file again to say more of it.
        kept = shelf.get(owner_of(principal), said.token)
        if kept is None or kept.done:
            return _form(request, principal, missing=True)
        data, name = kept.data, kept.name
    try:
        strengths = said.strengths()
        found = preview_sent(principal, data, name, said.choice, strengths)
    except (InvalidPackage, InvalidRequest, OthersFacts) as error:
        fault = prefix_refused(error, said.choice)
        token = shelf.put(owner_of(principal), data, name)
        form = refused_form(
            UPLOAD_PATH, said.values(token), fault or error, localizer_of(request), FIELDS
        )
        # Where a prefix cannot be used, the choice is asked for once more.
        shown = (fault and _clashes(principal, data, name, said)) or error
        return _form(request, principal, refusal=Refusal(shown, form, name, token))
    token = shelf.put(owner_of(principal), data, name, found.etag, said.choice, strengths)
    return RedirectResponse(UPLOAD_PATH + f"/podglad/{token}", status_code=303)


def _clashes(principal: Principal, data: bytes, name: str, said: Said) -> Exception | None:
    try:
        preview_sent(principal, data, name, strengths=said.strengths())
    except IdsTaken as taken:
        return taken
    return None


def _preview(request: Request, principal: Principal, waiting: Waiting, token: str) -> Response:
    localizer = localizer_of(request)
    found = preview_sent(principal, waiting.data, waiting.name, waiting.choice, waiting.strengths)
    reading = found.reading
    warnings = (
        (*found.report.warnings_pl, *reading.warnings_pl)
        if localizer.lang == "pl"
        else (*found.report.warnings, *reading.warnings)
    )
    return show(
        _frame(request, principal, localizer.t("load.preview")),
        "import_preview",
        name=reading.package.partnership.name,
        new=found.before is None,
        changed=found.report.changed,
        tables=table_views(found.changes, found.before, found.package, localizer),
        retired=found.report.retired,
        warnings=warnings,
        found=found_rows(reading.understood, localizer),
        guesses=guess_rows(reading.guessed, localizer),
        action=UPLOAD_PATH + f"/podglad/{token}",
    )


def _done(request: Request, principal: Principal, waiting: Waiting) -> Response:
    localizer = localizer_of(request)
    report: Document = waiting.done or {}
    overview = find_page("overview")
    id = report["partnership"]
    name = principal.runtime.library.package(id).partnership.name
    leads = overview is not None and overview.open_to(principal.grant)
    return show(
        _frame(request, principal, localizer.t("load.done")),
        "import_done",
        report=report,
        kinds=(*_TABLES, "unchanged"),
        place=Link(name, overview.url(partnership_id=id) if overview and leads else ""),
    )


def _gone(request: Request, principal: Principal) -> Response:
    localizer = localizer_of(request)
    return show(_frame(request, principal, localizer.t("load.gone"), status=410), "import_gone")


def _frame(request: Request, principal: Principal, title: str, *, status: int = 200) -> Frame:
    return Frame(
        *(request, principal, PAGE, title),
        crumbs=[Link(localizer_of(request).t("menu.import"), UPLOAD_PATH)],
        styles=(asset_url("planning.css"),),
        status=status,
    )


def _form(
    request: Request,
    principal: Principal,
    *,
    state: str = "",
    missing: bool = False,
    refusal: Refusal | None = None,
) -> Response:
    localizer = localizer_of(request)
    grant = principal.grant
    kept = [
        one
        for one in principal.runtime.library.partnerships(today())
        if grant.reaches(one.id, one.teryt)
    ]
    removal, overview, undo = find_page("removal"), find_page("overview"), find_page("undo")
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.import")),
            styles=(asset_url("planning.css"),),
            status=422 if missing or refusal else 200,
            refused=refusal.form if refusal else None,
        ),
        "import",
        missing=missing,
        refusal=refusal.shown(localizer) if refusal else {},
        state=state,
        action=UPLOAD_PATH,
        forms=[(lang, PageLocalizer(lang)) for lang in LANGUAGES],
        kept=[
            {
                "id": one.id,
                "name": one.name,
                "url": overview.url(partnership_id=one.id) if overview else "",
                "undo": undo.url(partnership_id=one.id)
                if undo
                and grant.may(Action.WRITE_CASES)
                and earlier_version(principal.runtime.store, one.id)
                else "",
                "removal": removal.url(partnership_id=one.id)
                if removal and removal.open_to(grant)
                else "",
            }
            for one in kept
        ],
        may_export=grant.may(Action.EXPORT),
        may_load_demo=grant.may(Action.WRITE_CASES) and not _demo_is_there(principal),
    )


def _demo_is_there(principal: Principal) -> bool:
    from seed import DEMO_PARTNERSHIP

    return any(one.id == DEMO_PARTNERSHIP for one in principal.runtime.library.partnerships(today()))
