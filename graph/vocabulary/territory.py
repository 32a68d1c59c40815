"""Where a place is, by its TERC code: which codes mean one gmina, and which area holds which place.

Of a gmina's code only the first six digits name it. The seventh says what kind of gmina it is (1 urban,
2 rural, 3 both, 4 the town and 5 the rural part of such a one); it changes when a village becomes a
town. A city with county rights (miasto na prawach powiatu) is a gmina and a powiat in one, so its four
digits and its gmina code mean the same place.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

#: Digits of a TERC code that name a gmina.
GMINA_DIGITS: Final = 6
_POWIAT_DIGITS: Final = 4
#: In a city with county rights the city as a whole has this number; others are its districts.
_WHOLE_CITY: Final = "01"
#: Seventh digits of a town and of the rural area around it, which are parts of one gmina.
_PARTS: Final = frozenset("45")


def gmina_of(teryt: str) -> str:
    """The six digits of a gmina, whatever kind it is today; other areas stay as they are.

    >>> gmina_of("2416092"), gmina_of("2416093"), gmina_of("2416")
    ('241609', '241609', '2416')
    >>> gmina_of("2469"), gmina_of("2469011")
    ('246901', '246901')
    """
    if len(teryt) == _POWIAT_DIGITS and is_city_with_county_rights(teryt):
        return teryt + _WHOLE_CITY
    return teryt[:GMINA_DIGITS]


@lru_cache(maxsize=8192)
def extent_of(area: str) -> str:
    """The digits with which every gmina of an area begins (as :func:`gmina_of` gives them).

    >>> extent_of("2416093"), extent_of("24"), extent_of("2469011")
    ('241609', '24', '2469')
    """
    gmina = gmina_of(area)
    if len(gmina) == GMINA_DIGITS and gmina.endswith(_WHOLE_CITY) and is_city_with_county_rights(gmina):
        return gmina[:_POWIAT_DIGITS]
    return gmina


def holds(area: str, place: str) -> bool:
    """Whether an area (województwo, powiat or gmina) holds a place, or is that place.

    >>> holds("2416093", "2416092"), holds("24", "2416092"), holds("2416093", "2416")
    (True, True, False)
    >>> holds("2469011", "2469"), holds("2469", "2469011")
    (True, True)
    """
    return gmina_of(place).startswith(extent_of(area))


def overlap(one: str, other: str) -> bool:
    """Whether two areas have a place in common: one of them holds the other.

    >>> overlap("2499", "2499011"), overlap("2499022", "2499011")
    (True, False)
    """
    return holds(one, other) or holds(other, one)


def is_part(teryt: str) -> bool:
    """Whether a code is that of the town in a gmina, or of the rural area around it.

    >>> is_part("2499024"), is_part("2499023")
    (True, False)
    """
    return len(teryt) > GMINA_DIGITS and teryt[GMINA_DIGITS] in _PARTS


def shown_codes(codes: Iterable[str]) -> dict[str, str]:
    """For each gmina among some codes (by its six digits) the one code that stands for all of it.

    The newest kind of gmina has the greatest code (2, a village, becomes 3, a town and villages); where
    only parts of it are known, its six digits.

    >>> shown_codes(["2416093", "2416092", "2499014", "2499015"])
    {'241609': '2416093', '249901': '249901'}
    """
    found: dict[str, str] = {}
    for code in sorted(set(codes)):
        gmina = gmina_of(code)
        found[gmina] = found.get(gmina, gmina) if is_part(code) else code
    return dict(sorted(found.items()))


def is_city_with_county_rights(teryt: str | None) -> bool:
    """Whether a TERC code lies in a city with county rights (miasto na prawach powiatu).

    >>> is_city_with_county_rights("2469011"), is_city_with_county_rights("2499011")
    (True, False)
    """
    return teryt is not None and len(teryt) >= _POWIAT_DIGITS and 61 <= int(teryt[2:4]) <= 90


def is_gmina(teryt: str) -> bool:
    """Whether a text is the code of a gmina: 7 or 6 digits, or the 4 of a city with county rights.

    >>> [is_gmina(code) for code in ("2499011", "249901", "2469", "2499", "24990", "24990 1")]
    [True, True, True, False, False, False]
    """
    if not (teryt.isascii() and teryt.isdigit()):
        return False
    if len(teryt) == _POWIAT_DIGITS:
        return is_city_with_county_rights(teryt)
    return len(teryt) in {GMINA_DIGITS, GMINA_DIGITS + 1}
