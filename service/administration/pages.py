"""Every threshold, weight and cost: what it does, the model's value, the present one; and changing it.

They hold for the whole store, so only those may change them whose work covers all of it.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from service.access.guard import Principal, requires
from service.access.policy import Action
from service.forms.fields import Faults, Field, Group, Section
from service.forms.tasks import Sent
from service.http.errors import NotAllowed, PreconditionFailed
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, show
from service.runtime import today
from service.tuning import (
    CODES,
    FAMILIES,
    LIMITS,
    Family,
    checked_value,
    defaults,
    mark_of,
    save_values,
)

PAGE = register(Page("settings", "/ustawienia", Action.READ_NETWORK, samples=("/ustawienia",)))
#: The button that takes everything back to the model's values.
_DEFAULTS: Final = "domyslne"
#: The field that names the state which the form was made over.
_SEEN: Final = "stan"
_DIGITS: Final = 6

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Writer = Annotated[Principal, requires(Action.IMPORT)]


@router.get(PAGE.route)
def settings(
    request: Request,
    principal: Analyst,
    zmienione: Annotated[int, Query(ge=0, le=1000)] = -1,
) -> Response:
    """The settings, to change for whoever may."""
    return _page(request, principal, saved=zmienione)


@router.post(PAGE.route)
def save_settings(request: Request, principal: Writer, sent: Sent) -> Response:
    """Check and keep what was sent, unless somebody changed a setting since the form was opened.

    Each change leaves a line in the trail.
    """
    changeable = _changeable(principal)
    if not changeable:
        raise NotAllowed
    localizer = localizer_of(request)
    values: dict[tuple[Family, str], str | None] = {}
    faults: dict[str, str] = {}
    for family in FAMILIES:
        if family not in changeable:
            if any(name.startswith(f"{family}.") for name in sent):
                raise NotAllowed
            continue
        for name, given in _names(principal, family).items():
            back = _DEFAULTS in sent
            if given or (f"{family}.{name}" not in sent and not back):
                continue  # the environment's value stays, as does what was not asked for
            text = "" if back else sent[f"{family}.{name}"].strip()
            try:
                value = checked_value(family, name, text) if text else None
            except ValueError:
                faults[f"{family}.{name}"] = localizer.t(
                    "settings.fault", range=_range(family, name, localizer)
                )
                continue
            values[family, name] = None if value == str(defaults(family)[name]) else value
    weights = [
        float(values.get(("weights", name)) or value) for name, value in defaults("weights").items()
    ]
    if not faults and not sum(weights):
        faults["weights.needs"] = localizer.t("settings.fault.weights")
    if faults:
        return _page(request, principal, Faults(faults), sent)
    try:
        with principal.runtime.importing:
            changed = save_values(principal.runtime.access, values, sent.get(_SEEN, ""))
    except PreconditionFailed:
        return _page(request, principal, _differences(principal, values, localizer), sent, outdated=True)
    for one in changed:
        principal.note("settings.change", f"{one.family}.{one.name}={one.value or 'default'}")
    return RedirectResponse(f"{PAGE.url()}?zmienione={len(changed)}", status_code=303)


def may_change(principal: Principal) -> bool:
    """Whether somebody may change what holds for every partnership of the store."""
    return principal.grant.may(Action.IMPORT) and all(
        principal.grant.reaches(one.id, one.teryt)
        for one in principal.runtime.library.partnerships(today())
    )


def _changeable(principal: Principal) -> frozenset[Family]:
    """The families of settings that somebody may change.

    Who may not see ratings and cases could ask for them with one threshold after another.
    """
    if not may_change(principal):
        return frozenset()
    every: frozenset[Family] = frozenset(FAMILIES)
    return every if principal.grant.visibility.cases == "all" else every - {"thresholds"}


def _differences(
    principal: Principal, values: Mapping[tuple[Family, str], str | None], localizer: PageLocalizer
) -> Faults:
    """The settings that stand otherwise than was sent, each with its present value."""
    found: dict[str, str] = {}
    for (family, name), value in values.items():
        present: Any = getattr(getattr(principal.runtime, family), name)
        if str(present) != (value or str(defaults(family)[name])):
            found[f"{family}.{name}"] = localizer.t(
                "settings.now", value=_told(name, present, localizer)
            )
    return Faults(found)


def _page(
    request: Request,
    principal: Principal,
    faults: Faults | None = None,
    sent: Mapping[str, str] | None = None,
    saved: int = -1,
    *,
    outdated: bool = False,
) -> Response:
    localizer, changeable = localizer_of(request), _changeable(principal)
    title = localizer.t("menu.settings")
    sections = [
        Section(
            localizer.t(f"settings.{family}"),
            [
                _field(
                    principal, family, name, bool(given), family in changeable, localizer, faults, sent
                )
                for name, given in _names(principal, family).items()
            ],
        )
        for family in FAMILIES
    ]
    return show(
        Frame(
            *(
                request,
                principal,
                PAGE,
                f"{localizer.t('form.faults.title')}: {title}" if faults else title,
            ),
            styles=[asset_url("forms.css")],
            status=409 if outdated else 422 if faults else 200,
        ),
        "settings",
        sections=[(family, section) for family, section in zip(FAMILIES, sections, strict=True)],
        faults=faults,
        saved=saved,
        may_change=bool(changeable),
        locked=[family for family in FAMILIES if family not in changeable],
        defaults_field=_DEFAULTS,
        outdated=outdated,
        seen_field=_SEEN,
        seen=sent.get(_SEEN, "")
        if sent is not None and not outdated
        else mark_of(principal.runtime.saved_values()),
    )


def _names(principal: Principal, family: Family) -> dict[str, str]:
    """The settings of a family, each with what the environment gives it."""
    environment = getattr(principal.runtime.settings, family)
    return {name: environment.get(name, "") for name in defaults(family)}


def _field(
    principal: Principal,
    family: Family,
    name: str,
    given: bool,
    changeable: bool,
    localizer: PageLocalizer,
    faults: Faults | None,
    sent: Mapping[str, str] | None,
) -> Field:
    key = f"{family}.{name}"
    default = defaults(family)[name]
    present: Any = getattr(getattr(principal.runtime, family), name)
    hint = [
        localizer.t(f"settings.{key}.hint"),
        localizer.t(
            "settings.default",
            value=_told(name, default, localizer),
            range=_range(family, name, localizer),
        ),
        *([localizer.t("settings.changed")] if present != default else []),
        *([localizer.t("settings.fixed")] if given else []),
    ]
    options = [(code, localizer.frequency(code)) for code in CODES.get(name, ())]
    return Field(
        name=key,
        kind="select" if options else "decimal",
        label=localizer.t(f"settings.{key}"),
        hint=" ".join(hint),
        value=sent.get(key, "")
        if sent is not None
        else present
        if options
        else _number(present, localizer),
        groups=[Group("", options)] if options else (),
        fault=faults.fields.get(key, "") if faults else "",
        fixed=given or not changeable,
    )


def _told(name: str, value: Any, localizer: PageLocalizer) -> str:  # noqa: ANN401  # a number or a code
    return localizer.frequency(value) if name in CODES else _number(value, localizer)


def _number(value: float, localizer: PageLocalizer) -> str:
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if localizer.lang == "pl" else text


def _range(family: Family, name: str, localizer: PageLocalizer) -> str:
    if name in CODES:
        return localizer.t("settings.range.list")
    limits = LIMITS[family][name]
    return localizer.t(
        "settings.range", low=_number(limits.lowest, localizer), high=_number(limits.highest, localizer)
    )
