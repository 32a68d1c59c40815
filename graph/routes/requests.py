"""What can be asked: a gmina, needs and conditions as known codes, never anything about a person."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from graph.errors import Ambiguous, InvalidRequest, NotFound, Problem
from graph.model import Partnership
from graph.routes.usable import DEFAULT_MAX_WAIT, Conditions
from graph.vocabulary import AGE_BANDS, NEEDS, SERVICE_TYPES, gmina_of, is_gmina

#: No list of a request is longer than this; every vocabulary fits.
MAX_LIST = 80
MAX_ALTERNATIVES = 100
MAX_WAIT = 3650

#: What was expected, in English and in Polish.
_Words = tuple[str, str]
_GMINA_EXPECTED: _Words = (
    "the TERC code of a gmina, 7 or 6 digits (4 of a city with county rights)",
    "kod TERC gminy, 7 albo 6 cyfr (4 dla miasta na prawach powiatu)",
)
_INSTITUTION: _Words = ("the id of a known institution", "identyfikator znanej instytucji")
_BANDS = ", ".join(AGE_BANDS)
#: Stands for an id that is not repeated.
_UNSHOWN = "…"
# Shown back to the sender: what can only be a mistyped code, never a word, a phone or a PESEL.
_HARMLESS = re.compile(r"[A-Za-z]?[0-9]{1,7}[A-Za-z]?|[0-9]{1,2}[-+][0-9]{0,2}")
_SLUG = re.compile(r"[a-z]+[0-9]*(-[a-z0-9]+)+|[A-Z]{0,3}[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class RouteRequest:
    """A question for baskets of services.

    ``needs`` and ``services`` are codes; a service named directly is a need answered by itself.
    ``attends`` are institutions the family belongs to, ``origin`` where the path starts (the leader
    if ``None``), ``alternatives`` the number of baskets, ``avoid`` institutions that no path may end
    at or lead through, ``max_wait`` days.
    """

    gmina: str
    needs: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()
    attends: tuple[str, ...] = ()
    origin: str | None = None
    alternatives: int = 3
    avoid: tuple[str, ...] = ()
    max_wait: int = DEFAULT_MAX_WAIT
    partnership: str | None = None

    @property
    def conditions(self) -> Conditions:
        """The part that services are screened by."""
        return Conditions(self.gmina, self.age_bands, frozenset(self.attends), self.max_wait)


def check_request(request: RouteRequest, institutions: Collection[str]) -> None:
    """Refuse a request with any value that is not a known code.

    Parameters
    ----------
    request
        What was asked.
    institutions
        Ids of the institutions that may be named.

    Raises
    ------
    InvalidRequest
        With every problem; a value that could be a name, a phone number or a PESEL is not repeated.

    Examples
    --------
    >>> check_request(RouteRequest("2499011", ("N99", "Jan Kowalski")), ())
    Traceback (most recent call last):
    ...
    graph.errors.InvalidRequest: request, column needs[0]: found 'N99'; expected a need code
    request, column needs[1]: expected a need code
    """
    problems: list[Problem] = []
    if not is_gmina(request.gmina):
        problems.append(_problem("gmina", request.gmina, _GMINA_EXPECTED))
    problems += _unknown("needs", request.needs, NEEDS, ("a need code", "kod potrzeby"))
    problems += _unknown("services", request.services, SERVICE_TYPES, ("a service code", "kod usługi"))
    problems += _unknown(
        "age_bands", request.age_bands, AGE_BANDS, (f"one of {_BANDS}", f"jeden z: {_BANDS}")
    )
    problems += _unknown("attends", request.attends, institutions, _INSTITUTION)
    problems += _unknown("avoid", request.avoid, institutions, _INSTITUTION)
    if request.origin is not None and request.origin not in institutions:
        problems.append(_problem("origin", request.origin, _INSTITUTION))
    if not request.needs and not request.services:
        least = ("at least one need or service code", "co najmniej jeden kod potrzeby albo usługi")
        problems.append(_problem("needs", None, least))
    if not 1 <= request.alternatives <= MAX_ALTERNATIVES:
        shown = str(request.alternatives)
        range_ = (f"a number from 1 to {MAX_ALTERNATIVES}", f"liczba od 1 do {MAX_ALTERNATIVES}")
        problems.append(_problem("alternatives", shown, range_))
    if not 0 <= request.max_wait <= MAX_WAIT:
        shown = str(request.max_wait)
        days = (f"days, a number from 0 to {MAX_WAIT}", f"liczba dni od 0 do {MAX_WAIT}")
        problems.append(_problem("max_wait", shown, days))
    if problems:
        raise InvalidRequest(problems)


def choose_partnership(partnerships: Iterable[Partnership], gmina: str, named: str | None = None) -> str:
    """Id of the partnership that answers: the one named, else of the gmina, else of its powiat.

    Raises
    ------
    InvalidRequest
        If the text is not the TERC code of a gmina.
    NotFound
        If none fits, or the one named is not there.
    Ambiguous
        If several fit equally well.

    Examples
    --------
    >>> here, around = Partnership("P1", "PZK", "2499011"), Partnership("P2", "PZK", "2499")
    >>> choose_partnership([around, here], "2499011"), choose_partnership([around, here], "2499022")
    ('P1', 'P2')
    >>> choose_partnership([around, here], "2499013")
    'P1'
    """
    if not is_gmina(gmina):
        raise InvalidRequest([_problem("gmina", gmina, _GMINA_EXPECTED)])
    known = sorted(partnerships, key=lambda partnership: partnership.id)
    if named is not None:
        if all(partnership.id != named for partnership in known):
            raise NotFound("partnership", named if _SLUG.fullmatch(named) else _UNSHOWN)
        return named
    here = gmina_of(gmina)
    for territory in (here, gmina_of(here[:4])):
        fitting = [one.id for one in known if one.teryt and gmina_of(one.teryt) == territory]
        if len(fitting) > 1:
            raise Ambiguous("partnership", fitting)
        if fitting:
            return fitting[0]
    raise NotFound("partnership of gmina", gmina)


def _unknown(
    name: str, values: Sequence[str], known: Collection[str], expected: _Words
) -> list[Problem]:
    if len(values) > MAX_LIST:
        most = (f"at most {MAX_LIST} entries", f"liczba pozycji: najwyżej {MAX_LIST}")
        return [_problem(name, str(len(values)), most)]
    return [
        _problem(f"{name}[{place}]", value, expected)
        for place, value in enumerate(values)
        if value not in known
    ]


def _problem(column: str, value: str | None, expected: _Words) -> Problem:
    shown = value if value is not None and _HARMLESS.fullmatch(value) else None
    return Problem("request", None, column, shown, *expected)
