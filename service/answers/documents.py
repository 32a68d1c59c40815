"""What a store holds as JSON documents: partnerships, institutions, services, code lists."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from graph.snapshot import Snapshot
from graph.understanding import Understood
from graph.vocabulary import HIDDEN_PLACES, SERVICE_TYPES, needs_answered

if TYPE_CHECKING:
    from graph.model import Institution, Offer
    from graph.packages import Reading
    from graph.stores import ImportReport, PartnershipSummary
    from graph.stores.changes import Changes

Document = dict[str, Any]

_CONTACT: Final = ("phone", "email", "address", "website", "opening_hours")


def import_document(report: "ImportReport", warnings: Iterable[str]) -> Document:
    """What an import did; warnings of what it replaces stand before those of the file."""
    counts = ("partnership", "created", "updated", "unchanged", "retired")
    document = {name: getattr(report, name) for name in counts}
    return document | {"warnings": [*report.warnings, *warnings]}


def dry_run_document(report: "ImportReport", reading: "Reading", changes: "Changes") -> Document:
    """What an import would do, and how the file was understood; nothing was written.

    Of institutions it is said which ones, of everything else how many.
    """

    def named(rows: Iterable[Mapping[str, object]]) -> list[Document]:
        return [{"id": row["id"], "name": row["name"]} for row in rows]

    institutions = changes["institutions"]
    return import_document(report, reading.warnings) | {
        "dry_run": True,
        "understood": [understood_document(one) for one in reading.understood],
        "guessed": [
            {name: getattr(one, name) for name in ("table", "row", "field", "value", "source")}
            for one in reading.guessed
        ],
        "changes": {
            name: {
                "created": len(table.created),
                "updated": len(table.updated),
                "unchanged": table.unchanged,
                "retired": len(table.retired),
            }
            for name, table in changes.items()
        },
        "institutions": {
            "created": named(institutions.created.values()),
            "updated": named(after for _, after in institutions.updated.values()),
            "retired": named(institutions.retired.values()),
        },
    }


def understood_document(one: Understood) -> Document:
    """How a sheet or a file was understood."""
    return {
        "sheet": one.sheet,
        "table": one.table,
        "columns": one.columns,
        "unused": list(one.unused),
        "header_row": one.header_row,
    }


def summary_document(summary: "PartnershipSummary", families: int | None) -> Document:
    """One partnership of a list, with its number of families as far as the reader may see it."""
    return {
        "id": summary.id,
        "name": summary.name,
        "teryt": summary.teryt,
        "institutions": summary.institutions,
        "members": summary.members,
        "families": families,
    }


def partnership_document(snapshot: Snapshot, families: int | None) -> Document:
    """A partnership with its map, with its number of families as far as the reader may see it."""
    partnership = snapshot.partnership
    return {
        "id": partnership.id,
        "name": partnership.name,
        "teryt": partnership.teryt,
        "variant": partnership.variant,
        "population": partnership.population,
        "formed_on": partnership.formed_on,
        "fictional": partnership.fictional,
        "as_of": snapshot.as_of,
        "leader": snapshot.leader,
        "members": len(snapshot.members),
        "families": families,
        "institutions": institution_documents(snapshot, snapshot.institutions),
    }


def institution_documents(snapshot: Snapshot, ids: Iterable[str]) -> list[Document]:
    """Institutions on a map with the codes of their services."""
    services: dict[str, set[str]] = {id: set() for id in snapshot.institutions}
    for service in snapshot.services:
        services[service.institution_id].add(service.service_code)
    return [_institution(snapshot.institutions[id]) | {"services": sorted(services[id])} for id in ids]


def service_document(offer: "Offer") -> Document:
    """A service for people with whom to ask for it, at its own place where it has one."""
    from graph.routes import capacity_state
    from graph.routes.contact import shown_name, without_address

    service, provider = offer.service, offer.provider
    kind = SERVICE_TYPES[service.service_code]
    contact = {name: getattr(offer, name) for name in ("phone", "email", "address", "opening_hours")}
    contact["website"] = provider.website
    further = {name: getattr(service, name) for name in ("how_to_apply", "documents", "price")}
    if provider.type_code in HIDDEN_PLACES:
        contact["address"] = None
        further = {key: without_address(text, *offer.addresses) for key, text in further.items()}
    return {
        "service_id": service.id,
        "service_code": service.service_code,
        "name": shown_name(offer) or kind.name_pl,
        "type_name_pl": kind.name_pl,
        "type_name_en": kind.name_en,
        "answers": needs_answered(service.service_code, service.age_min, service.age_max),
        "institution_id": provider.id,
        "institution": provider.name,
        "teryt": provider.teryt,
        "contact": contact,
        **further,
        "access": service.access,
        "own_clients_only": service.own_clients_only,
        "service_area": service.service_area,
        "age_min": service.age_min,
        "age_max": service.age_max,
        "wait_days": service.wait_days,
        "available": service.available,
        "capacity": capacity_state(service),
        "status": service.status,
        "community_based": service.community_based,
        "updated_on": service.updated_on,
    }


def _institution(institution: "Institution") -> Document:
    return {
        "id": institution.id,
        "name": institution.name,
        "type_code": institution.type_code,
        "level": institution.level,
        "sector": institution.sector,
        "area": institution.area,
        "teryt": institution.teryt,
        "membership": institution.membership,
        "declared_on": institution.declared_on,
        "left_on": institution.left_on,
        "contact": _contact(institution),
        "updated_on": institution.updated_on,
    }


def _contact(institution: "Institution") -> Document:
    contact = {name: getattr(institution, name) for name in _CONTACT}
    contact["address"] = institution.full_address
    # An address could lead a perpetrator to the victim.
    return contact | {"address": None} if institution.type_code in HIDDEN_PLACES else contact
