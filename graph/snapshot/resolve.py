"""What a blank cell means: records with every default filled in, decided in this one place."""

from dataclasses import replace

from graph.model import Institution, Service
from graph.vocabulary import INSTITUTION_TYPES, SERVICE_TYPES, is_city_with_county_rights
from graph.vocabulary.codes import Level


def resolved_institution(institution: Institution, partnership_teryt: str | None) -> Institution:
    """The institution with level, sector and area of its type and the partnership's TERC code.

    >>> school = resolved_institution(Institution("I1", "SP 1", "SP"), "2499011")
    >>> school.level, school.sector, school.area, school.teryt
    ('gmina', 'ED', 'edukacja', '2499011')
    """
    kind = INSTITUTION_TYPES[institution.type_code]
    return replace(
        institution,
        level=institution.level or kind.level,
        sector=institution.sector or kind.sector,
        area=institution.area or kind.area,
        teryt=institution.teryt or partnership_teryt,
    )


def default_service_area(level: Level | None, teryt: str | None) -> tuple[str, ...]:
    """Where an institution serves when its service names no area.

    Its gmina at level gmina, its województwo at levels wojewodztwo and panstwo, its powiat otherwise.

    >>> default_service_area("gmina", "2499011"), default_service_area("ngo", "2499011")
    (('2499011',), ('2499',))
    """
    if not teryt:
        return ()
    if level == "gmina":
        return (teryt,)
    if level in {"wojewodztwo", "panstwo"}:
        return (teryt[:2],)
    return (teryt[:4],)


def resolved_service(service: Service, provider: Institution) -> Service:
    """The service with ages, access, ownership, status and area filled in.

    ``provider`` must itself be resolved.

    >>> club = Institution("I1", "Klub", "DDP", level="gmina", teryt="2499011")
    >>> day = resolved_service(Service("S1", "I1", "SEN"), club)
    >>> day.age_min, day.access, day.status, day.service_area
    (60, 'open', 'active', ('2499011',))
    """
    kind = SERVICE_TYPES[service.service_code]
    own = service.own_clients_only
    return replace(
        service,
        age_min=kind.age_min if service.age_min is None else service.age_min,
        age_max=kind.age_max if service.age_max is None else service.age_max,
        access=service.access or kind.access,
        own_clients_only=kind.own_clients_only if own is None else own,
        service_area=service.service_area or default_service_area(provider.level, provider.teryt),
        status=service.status or "active",
    )


def government_levels(institution: Institution) -> frozenset[Level]:
    """Self-government levels (gmina, powiat) the resolved institution counts for.

    In a city with county rights an institution of level gmina counts for both.

    >>> city = Institution("I1", "MOPS", "OPS", level="gmina", teryt="2469011")
    >>> sorted(government_levels(city))
    ['gmina', 'powiat']
    """
    if institution.level == "gmina" and is_city_with_county_rights(institution.teryt):
        return frozenset({"gmina", "powiat"})
    if institution.level in {"gmina", "powiat"}:
        return frozenset({institution.level})
    return frozenset()
