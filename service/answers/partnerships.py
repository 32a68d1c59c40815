"""Partnerships, the institutions on their maps, and services for people."""

from datetime import date

from graph.routes.usable import CapacityState
from graph.vocabulary.codes import Access, Area, Level, Membership, ServiceStatus, Variant
from service.answers.model import AnswerModel, Count


class PartnershipListed(AnswerModel):
    """A partnership in the list."""

    id: str
    name: str
    teryt: str | None
    institutions: Count
    members: Count
    families: Count | None
    """Null where the number may not be shown."""


class Contact(AnswerModel):
    """How to reach an institution."""

    phone: str | None
    email: str | None
    address: str | None
    website: str | None
    opening_hours: str | None


class InstitutionOnMap(AnswerModel):
    """An institution on a partnership's map."""

    id: str
    name: str
    type_code: str
    level: Level | None
    sector: str | None
    area: Area | None
    teryt: str | None
    membership: Membership | None
    """Null: on the map, but not a member."""
    declared_on: date | None
    left_on: date | None
    contact: Contact
    updated_on: date | None
    services: list[str]
    """Codes of its services."""


class PartnershipAnswer(AnswerModel):
    """A partnership with the institutions on its map."""

    id: str
    name: str
    teryt: str | None
    variant: Variant | None
    population: Count | None
    formed_on: date | None
    fictional: bool | None
    as_of: date
    leader: str | None
    members: Count
    families: Count | None
    institutions: list[InstitutionOnMap]


class ServiceListed(AnswerModel):
    """A service for people, and how to ask for it."""

    service_id: str
    service_code: str
    name: str
    type_name_pl: str
    type_name_en: str
    answers: list[str]
    institution_id: str
    institution: str
    teryt: str | None
    contact: Contact
    how_to_apply: str | None
    documents: str | None
    price: str | None
    access: Access
    own_clients_only: bool
    service_area: list[str]
    age_min: int | None
    age_max: int | None
    wait_days: int | None
    available: int | None
    capacity: CapacityState
    status: ServiceStatus
    community_based: bool | None
    updated_on: date | None
