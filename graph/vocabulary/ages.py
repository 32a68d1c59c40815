"""Whose need it is and whom a service takes: the one rule by which ages are compared.

A need has an age of its own: mental health of a child (0 to 17) is no matter of the adults who live with
it. A service answers a need if some age lies in the service's range, in the need's range and in one of
the age bands that were given. Bands none of which meets the need's range say nothing about that need:
then its own range alone counts.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from graph.vocabulary.codes import AGE_BANDS, age_band_limits
from graph.vocabulary.lists import NEEDS

#: Everybody of this age and above counts as one age; no need and no band begins or ends later.
_OLDEST: Final = 127

Ages = int
"""A set of ages in whole years, as bits: bit n stands for n years."""


class AgesAsked(NamedTuple):
    """The ages a need is asked for; ``stated`` is false where the bands say nothing about it."""

    ages: Ages
    stated: bool


@lru_cache(maxsize=4096)
def ages_between(first: int | None, last: int | None) -> Ages:
    """The ages from ``first`` to ``last``, both included; ``None`` is an open end.

    >>> ages_between(0, 2), ages_between(3, 3), ages_between(4, 3)
    (7, 8, 0)
    """
    low = min(first or 0, _OLDEST)
    high = _OLDEST if last is None else min(last, _OLDEST)
    return ((1 << max(0, high - low + 1)) - 1) << low


@lru_cache(maxsize=4096)
def ages_asked(code: str, bands: tuple[str, ...] = ()) -> AgesAsked:
    """The ages for which a need is asked: its own range, as far as the bands say whose need it is.

    Parameters
    ----------
    code
        A need; a service named directly is one without a range of its own.
    bands
        Age bands of those who live together; none says nothing more than the need itself.

    Examples
    --------
    >>> ages_asked("Z2", ("13-17", "26-59")) == (ages_between(13, 17), True)
    True
    >>> ages_asked("Z2", ("26-59",)) == (ages_between(0, 17), False)
    True
    >>> ages_asked("PSY", ("26-59",)) == (ages_between(26, 59), True)
    True
    """
    need = NEEDS.get(code)
    whole = ages_between(need.age_min, need.age_max) if need else ages_between(None, None)
    if not bands:
        return AgesAsked(whole, stated=True)
    given = 0
    for band in bands:
        given |= ages_between(*age_band_limits(band))
    return AgesAsked(whole & given or whole, stated=bool(whole & given))


def takes(age_min: int | None, age_max: int | None, asked: Ages) -> bool:
    """Whether a service that takes people of these ages takes one of those asked for.

    >>> child = ages_asked("Z2", ("7-12", "26-59")).ages
    >>> takes(18, None, child), takes(0, 21, child), takes(None, None, child)
    (False, True, True)
    """
    return bool(ages_between(age_min, age_max) & asked)


def years_off(age_min: int | None, age_max: int | None, asked: Ages) -> int:
    """By how many years a service misses the nearest of the ages asked for; 0 where it takes it.

    >>> years_off(18, None, ages_asked("Z2", ("7-12",)).ages), years_off(18, None, ages_between(20, 30))
    (6, 0)
    """
    if takes(age_min, age_max, asked):
        return 0
    younger = asked & ages_between(0, age_min) if age_min else 0
    older = asked >> age_max if age_max is not None else 0
    below = age_min - younger.bit_length() + 1 if age_min and younger else _OLDEST
    above = (older & -older).bit_length() - 1 if older else _OLDEST
    return min(below, above)


def bands_of(code: str) -> tuple[str, ...]:
    """The age bands that say something about a need: those that meet its range.

    >>> bands_of("S1"), bands_of("E1")
    (('60+',), ('3-6', '7-12', '13-17', '18-25'))
    """
    return tuple(band for band in AGE_BANDS if ages_asked(code, (band,)).stated)


def answers(code: str, service_code: str, age_min: int | None, age_max: int | None) -> bool:
    """Whether a service of this kind that takes these ages answers a need of anybody whose need it is.

    >>> answers("Z2", "PSY", 18, None), answers("Z2", "PSY", 13, None), answers("Z1", "PSY", 18, None)
    (False, True, True)
    """
    return service_code in NEEDS[code].answered_by and takes(age_min, age_max, ages_asked(code).ages)


def answers_or_supports(code: str, service_code: str, age_min: int | None, age_max: int | None) -> bool:
    """Whether a service answers a need, or is of a kind that supports it, also through those around.

    >>> answers_or_supports("Z2", "PSY", 18, None), answers_or_supports("Z2", "PPS", 18, None)
    (False, True)
    """
    supported = NEEDS[code].supported_by
    return service_code in supported or answers(code, service_code, age_min, age_max)


def needs_answered(service_code: str, age_min: int | None, age_max: int | None) -> list[str]:
    """Codes of the needs that a service of this kind with these ages answers.

    >>> needs_answered("PSY", 18, None), needs_answered("POS", None, None)
    (['Z1'], ['N01', 'N15'])
    """
    return [code for code in NEEDS if answers(code, service_code, age_min, age_max)]


def unstated(codes: Iterable[str], bands: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these needs about which the bands say nothing.

    >>> unstated(["Z2", "N01", "S1"], ("26-59",))
    ('Z2', 'S1')
    """
    return tuple(code for code in codes if not ages_asked(code, bands).stated)
