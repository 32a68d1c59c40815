"""What things are: the records of a partnership package, exactly as they were given.

A field that is ``None`` or empty was blank in the file (unknown). What a blank cell means (the level
of the type, the default service area) is decided once, in :mod:`graph.snapshot.resolve`.
"""

from dataclasses import dataclass, field
from datetime import date

from graph.vocabulary.codes import (
    Access,
    Area,
    Formalisation,
    Frequency,
    Level,
    Membership,
    ServiceStatus,
    TeamRole,
    Unit,
    Variant,
)


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership team (Partnerski Zespół Kooperacyjny, PZK) of a gmina or a powiat.

    ``id_prefix`` is put before the ids of institutions in its files, so that they differ from others'.
    """

    id: str
    name: str
    teryt: str | None = None
    variant: Variant | None = None
    population: int | None = None
    formed_on: date | None = None
    fictional: bool | None = None
    id_prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution (instytucja) on the map of a partnership; a member where ``membership`` is set.

    ``regon``, ``rspo``, ``rpwdl`` and ``krs`` are its numbers in public registers, ``lat`` and ``lon``
    degrees (WGS 84); ``residential`` marks round-the-clock care.
    """

    id: str
    name: str
    type_code: str
    level: Level | None = None
    sector: str | None = None
    area: Area | None = None
    teryt: str | None = None
    membership: Membership | None = None
    declared_on: date | None = None
    left_on: date | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    website: str | None = None
    opening_hours: str | None = None
    updated_on: date | None = None
    regon: str | None = None
    rspo: str | None = None
    rpwdl: str | None = None
    krs: str | None = None
    description: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    lat: float | None = None
    lon: float | None = None
    residential: bool | None = None

    @property
    def full_address(self) -> str | None:
        """The address, else street, postal code and town put together; ``None`` where none is known.

        >>> Institution("I1", "SP 1", "SP", street="ul. Krótka 1", city="Altowo").full_address
        'ul. Krótka 1, Altowo'
        """
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        return self.address or ", ".join(part for part in (self.street, town) if part) or None


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker (pracownik), known by role, never by name. ``caseload`` counts families in care."""

    id: str
    institution_id: str
    role: str
    caseload: int | None = None
    caseload_max: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A service for people (usługa) offered by one institution; waits in days, ages in years.

    ``phone``, ``email``, ``address`` and ``opening_hours`` are those of the place of this service; blank
    means the institution's.
    """

    id: str
    institution_id: str
    service_code: str
    name: str | None = None
    capacity: int | None = None
    available: int | None = None
    wait_days: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    access: Access | None = None
    own_clients_only: bool | None = None
    service_area: tuple[str, ...] = ()
    community_based: bool | None = None
    how_to_apply: str | None = None
    documents: str | None = None
    price: str | None = None
    status: ServiceStatus | None = None
    updated_on: date | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    opening_hours: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A family, person or group with a case (rodzina, osoba, grupa), known by a random pseudonym."""

    id: str
    teryt: str
    needs: tuple[str, ...]
    unit: Unit | None = None
    lead_institution_id: str | None = None
    involved_institution_ids: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()
    required_pairs: tuple[tuple[str, str], ...] = ()
    requested_on: date | None = None
    request_channel: str | None = None

    @property
    def institutions(self) -> tuple[str, ...]:
        """Ids of the institutions involved with the family, its lead included, sorted.

        >>> Family("R", "2499011", ("N01",), None, "I2", ("I3", "I1")).institutions
        ('I1', 'I2', 'I3')
        """
        lead = [self.lead_institution_id] if self.lead_institution_id else []
        return tuple(sorted({*lead, *self.involved_institution_ids}))


@dataclass(frozen=True, slots=True)
class TieReport:
    """One institution's report about its cooperation with another (zgłoszenie współpracy).

    ``strength`` may be unknown only where ``frequency`` is ``none``. ``contact_role`` is the role of the
    reporter's worker who holds the tie, where it was asked for; ``contact_worker_id`` that worker, where
    it is known who.
    """

    reporter_id: str
    partner_id: str
    strength: int | None = None
    frequency: Frequency | None = None
    formalisation: Formalisation | None = None
    document_valid_to: date | None = None
    contact_worker_id: str | None = None
    partner_worker_id: str | None = None
    reported_on: date | None = None
    wave: str | None = None
    contact_role: str | None = None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """An institution's seat in the task team of a family (Zadaniowy Zespół Kooperacyjny, ZZK)."""

    family_id: str
    institution_id: str
    worker_id: str | None = None
    role: TeamRole | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """How many families of an area have a need (zapotrzebowanie), e.g. from the yearly assessment."""

    teryt: str
    need: str
    families: int
    year: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """A survey wave (fala badania) in which ties were reported."""

    id: str
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """Everything one partnership consists of (pakiet partnerstwa), each table in the file's order."""

    partnership: Partnership
    institutions: tuple[Institution, ...] = ()
    workers: tuple[Worker, ...] = ()
    services: tuple[Service, ...] = ()
    families: tuple[Family, ...] = ()
    ties: tuple[TieReport, ...] = ()
    teams: tuple[TeamMember, ...] = ()
    demand: tuple[Demand, ...] = ()
    waves: tuple[Wave, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A service together with the institution that provides it, as the whole store knows them.

    A service may have a place of its own: how to reach it is what the service says, else what its
    institution does.

    >>> office = Institution("I1", "Caritas", "NGO", phone="32 555 01 00", address="ul. Główna 1")
    >>> pantry = Offer(Service("S1", "I1", "POS", address="ul. Niska 8, Betowo"), office)
    >>> pantry.phone, pantry.address
    ('32 555 01 00', 'ul. Niska 8, Betowo')
    """

    service: Service
    provider: Institution = field(compare=False)

    @property
    def phone(self) -> str | None:
        """The number to call."""
        return self.service.phone or self.provider.phone

    @property
    def email(self) -> str | None:
        """Where to write."""
        return self.service.email or self.provider.email

    @property
    def address(self) -> str | None:
        """Where to go."""
        return self.service.address or self.provider.full_address

    @property
    def opening_hours(self) -> str | None:
        """When to come."""
        return self.service.opening_hours or self.provider.opening_hours

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address known of the service and its institution, none of them where it is hidden."""
        known = (self.service.address, self.provider.address, self.provider.street)
        return tuple(address for address in known if address)
