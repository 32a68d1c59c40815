"""Reference lists of the model: institution types, service types, needs and their codes.

The three CSV files beside this module are reference data. They are read once, checked against each
other, and offered as immutable mappings in file order.

>>> NEEDS["N04"].answered_by
('POP', 'CIS')
>>> INSTITUTION_TYPES["PPP"].level
'powiat'
>>> SERVICE_TYPES["PED"].own_clients_only
True
"""

from graph.vocabulary.ages import (
    Ages,
    AgesAsked,
    ages_asked,
    ages_between,
    answers,
    answers_or_supports,
    bands_of,
    needs_answered,
    takes,
    unstated,
    years_off,
)
from graph.vocabulary.codes import (
    AGE_BANDS,
    AREA_NAMES,
    AREAS,
    CLOSED_CIRCLE_NEED,
    FREQUENCIES,
    HIDDEN_PLACES,
    LEVEL_NAMES,
    LEVELS,
    SECTOR_NAMES,
    age_band_limits,
)
from graph.vocabulary.lists import (
    INSTITUTION_TYPES,
    NEEDS,
    NEEDS_WITHOUT_BASKET,
    SERVICE_TYPES,
    InstitutionType,
    Need,
    ServiceType,
)
from graph.vocabulary.territory import (
    extent_of,
    gmina_of,
    holds,
    is_city_with_county_rights,
    is_gmina,
    is_part,
    overlap,
    shown_codes,
)

__all__ = [
    "AGE_BANDS",
    "AREAS",
    "AREA_NAMES",
    "CLOSED_CIRCLE_NEED",
    "FREQUENCIES",
    "HIDDEN_PLACES",
    "INSTITUTION_TYPES",
    "LEVELS",
    "LEVEL_NAMES",
    "NEEDS",
    "NEEDS_WITHOUT_BASKET",
    "SECTOR_NAMES",
    "SERVICE_TYPES",
    "Ages",
    "AgesAsked",
    "InstitutionType",
    "Need",
    "ServiceType",
    "age_band_limits",
    "ages_asked",
    "ages_between",
    "answers",
    "answers_or_supports",
    "bands_of",
    "extent_of",
    "gmina_of",
    "holds",
    "is_city_with_county_rights",
    "is_gmina",
    "is_part",
    "needs_answered",
    "overlap",
    "shown_codes",
    "takes",
    "unstated",
    "years_off",
]
