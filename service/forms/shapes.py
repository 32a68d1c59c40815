"""What each form asks for: an institution, its membership, a service, a report of cooperation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graph.model import Package, Worker
from graph.vocabulary import HIDDEN_PLACES, INSTITUTION_TYPES, SERVICE_TYPES
from graph.vocabulary.words import service_name
from service.forms.fields import (
    Faults,
    Field,
    FieldKind,
    Fields,
    Group,
    Options,
    Section,
    by_name,
    sectors,
)
from service.pages.localizer import PageLocalizer

Shape = Literal["institution", "membership", "service", "tie"]

#: The table that a form writes to.
TABLE_OF: Final[Mapping[Shape, str]] = {
    "institution": "institutions",
    "membership": "institutions",
    "service": "services",
    "tie": "ties",
}
_CONTACT: Final = ("phone", "email", "address", "website", "opening_hours")
_SERVICE_CONTACT: Final = ("phone", "email", "address", "opening_hours")
_FIELD_KINDS: Final[Mapping[str, FieldKind]] = {
    "phone": "tel",
    "email": "email",
    "opening_hours": "area",
}
_MEMBERSHIP: Final = ("membership", "declared_on", "left_on")


@dataclass(frozen=True, slots=True)
class Context:
    """What a form stands on: the package, whose page it is, who reads.

    ``new`` forms add a record. ``partner`` is the other side of a report. ``rates`` tells whether the
    rating that stands there may be shown, ``located`` whether the address may.
    """

    package: Package
    institution: str
    localizer: PageLocalizer
    new: bool
    partner: str = ""
    rates: bool = True
    located: bool = True


def sections(
    shape: Shape, context: Context, cells: Mapping[str, str], faults: Faults | None = None
) -> Sequence[Section]:
    """The fields of a form in their groups."""
    fields = Fields(TABLE_OF[shape], context.localizer, cells, faults)
    match shape:
        case "institution":
            return _institution(fields, context)
        case "membership":
            return [Section("", _membership(fields, context.localizer, _MEMBERSHIP))]
        case "service":
            return _service(fields, context)
        case "tie":
            return _tie(fields, context)


def names(shape: Shape, context: Context) -> tuple[str, ...]:
    """The columns that a form may change, in its order."""
    return tuple(one.name for section in sections(shape, context, {}) for one in section.fields)


def hides_address(cells: Mapping[str, str]) -> bool:
    """Whether the address of an institution is not for pages: it could lead a perpetrator there."""
    return cells.get("type_code") in HIDDEN_PLACES


def _institution(fields: Fields, context: Context) -> Sequence[Section]:
    t = context.localizer.t
    by_type = t("form.by_type")
    contact = [name for name in _CONTACT if name != "address" or context.located]
    found = [
        Section(
            t("form.section.what"),
            [
                fields.text("name"),
                fields.choice("type_code", _types(context.localizer), t("form.choose")),
            ],
        ),
        Section(
            t("form.section.contact"),
            [
                *(fields.text(name, _FIELD_KINDS.get(name, "text")) for name in contact),
                fields.text("updated_on"),
            ],
        ),
        Section(
            t("form.section.place"),
            [
                fields.codes("area", by_type),
                fields.codes("level", by_type),
                fields.choice("sector", [sectors(context.localizer)], by_type),
                fields.text("teryt"),
            ],
        ),
    ]
    if context.new:
        asked = _membership(fields, context.localizer, ("membership", "declared_on"))
        found.insert(2, Section(t("form.section.membership"), asked))
    return found


def _membership(fields: Fields, localizer: PageLocalizer, asked: Sequence[str]) -> list[Field]:
    return [
        fields.codes(name, localizer.t("form.not_member")) if name == "membership" else fields.text(name)
        for name in asked
    ]


def _service(fields: Fields, context: Context) -> Sequence[Section]:
    localizer = context.localizer
    t = localizer.t
    hidden = any(
        one.id == context.institution and one.type_code in HIDDEN_PLACES
        for one in context.package.institutions
    )
    of_type = t("form.by_service_type")
    return [
        Section(
            t("form.section.what"),
            [
                fields.choice("service_code", _services(localizer), t("form.choose")),
                fields.text("name"),
                fields.codes("status", t("form.active")),
                fields.codes("access", of_type),
            ],
        ),
        Section(
            t("form.section.places"),
            [fields.text(name) for name in ("capacity", "available", "wait_days")],
        ),
        Section(
            t("form.section.whom"),
            [
                fields.text("age_min"),
                fields.text("age_max"),
                fields.yes_no("own_clients_only", of_type),
                fields.yes_no("community_based", t("unknown")),
                fields.text("service_area"),
            ],
        ),
        Section(
            t("form.section.own_place"),
            [
                fields.text(name, _FIELD_KINDS.get(name, "text"))
                for name in _SERVICE_CONTACT
                if name != "address" or not hidden
            ],
        ),
        Section(
            t("form.section.how"),
            [
                fields.text("how_to_apply", "area"),
                fields.text("documents", "area"),
                fields.text("price"),
                fields.text("updated_on"),
            ],
        ),
    ]


def _tie(fields: Fields, context: Context) -> Sequence[Section]:
    t = context.localizer.t
    kept = t("form.keep") if not context.rates and not context.new else t("form.choose")
    scale = [(str(n), t(f"form.strength.{n}")) for n in range(5, 0, -1)]
    waves = [(wave.id, wave.id) for wave in context.package.waves]
    found = [
        Section(
            t("form.section.rating"),
            [
                fields.choice("strength", [Group("", scale)], kept),
                fields.codes("frequency", t("unknown")),
                fields.codes("formalisation", t("unknown")),
                fields.text("document_valid_to"),
            ],
        ),
        Section(
            t("form.section.people"),
            [
                fields.choice("contact_worker_id", _workers(context, context.institution), t("unknown")),
                fields.choice("partner_worker_id", _workers(context, context.partner), t("unknown")),
            ],
        ),
        Section(t("form.section.when"), [fields.text("reported_on")]),
    ]
    if waves:
        when = [*found[-1].fields, fields.choice("wave", [Group("", waves)], t("form.no_wave"))]
        found[-1] = Section(found[-1].title, when)
    return found


def _types(localizer: PageLocalizer) -> list[Group]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in INSTITUTION_TYPES.values():
        name = kind.name_pl if localizer.lang == "pl" else kind.name_en
        groups.setdefault(kind.sector, []).append((kind.code, name))
    return [Group(localizer.sector(sector), by_name(of)) for sector, of in groups.items()]


def _services(localizer: PageLocalizer) -> list[Group]:
    return [Group("", by_name((code, service_name(code, localizer.lang)) for code in SERVICE_TYPES))]


def _workers(context: Context, institution: str) -> list[Group]:
    """The institution's workers by role; those of one role are told apart by their ids."""
    found = [one for one in context.package.workers if one.institution_id == institution]
    options: Options = by_name((one.id, _worker(one, found)) for one in found)
    return [Group("", options)] if found else []


def _worker(worker: Worker, colleagues: Sequence[Worker]) -> str:
    alone = sum(one.role == worker.role for one in colleagues) == 1
    return worker.role if alone else f"{worker.role} ({worker.id})"
