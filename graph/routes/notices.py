"""What is said beside baskets: needs and services that the law keeps out of them, and ages not given.

A need with a door of its own is not unmet and not a gap; the notice says where to turn, and nothing is
kept.

References
----------
Act of 29 July 2005 on counteracting domestic violence: the procedure of the Blue Card (Niebieska Karta)
starts without anybody's consent and stays within a closed circle.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from graph.model import Institution, Offer
from graph.vocabulary import CLOSED_CIRCLE_NEED, NEEDS_WITHOUT_BASKET, SERVICE_TYPES, holds

NoticeKind = Literal[
    "closed_circle", "trafficking", "orphanhood", "court", "not_with_violence", "age_not_given"
]

EMERGENCY: Final = "112"
BLUE_LINE: Final = "800 120 002"
CHILD_LINE: Final = "116 111"
TRAFFICKING_LINE: Final = "22 628 01 20"

#: Never offered where there is domestic violence: they would put both sides at one table.
WITHHELD_WITH_VIOLENCE: Final = frozenset({"MED", "TER", "RW"})
_BLUE_CARD: Final = "NK"
#: Code of the notice that a need has an age and none was given for it.
AGE_NOT_GIVEN: Final = "age_not_given"
_SHELTER_TYPES: Final = frozenset({"SOW", "OIK"})
_SHELTER_SERVICES: Final = frozenset({"SCH", "INT"})

_KINDS: Final[dict[str, NoticeKind]] = {
    CLOSED_CIRCLE_NEED: "closed_circle",
    "N07a": "trafficking",
    "N02": "orphanhood",
}
_PHONES: Final[dict[NoticeKind, tuple[str, ...]]] = {
    "closed_circle": (EMERGENCY, BLUE_LINE, CHILD_LINE),
    "trafficking": (EMERGENCY, TRAFFICKING_LINE),
}
_DOORS: Final[dict[NoticeKind, frozenset[str]]] = {
    "closed_circle": frozenset({"POL", "OPS", "CUS", "OIK", "ZI"}),
    "trafficking": frozenset({"POL", "OPS", "CUS", "OIK"}),
    "orphanhood": frozenset({"PCPR", "SR-RN"}),
    "court": frozenset({"SR-RN"}),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Where to turn instead of a basket, or whose age is not known.

    ``need`` is the need or service asked for; ``code`` is the same where there is a door of its own,
    else ``age_not_given``. ``withheld`` are service codes with which the other needs of the request are
    not answered.
    """

    code: str
    kind: NoticeKind
    phones: tuple[str, ...]
    doors: tuple[Institution, ...]
    withheld: tuple[str, ...] = ()
    need: str = ""


def age_notice(need: str) -> Notice:
    """The notice that the age bands of a request say nothing about a need.

    >>> age_notice("Z2").code, age_notice("Z2").need
    ('age_not_given', 'Z2')
    """
    return Notice(AGE_NOT_GIVEN, AGE_NOT_GIVEN, (), (), need=need)


def withheld_codes(needs: Iterable[str]) -> frozenset[str]:
    """Services that may not answer a request with these needs.

    >>> sorted(withheld_codes(["N07", "N09"])), sorted(withheld_codes(["N09"]))
    (['MED', 'RW', 'TER'], [])
    """
    return WITHHELD_WITH_VIOLENCE if CLOSED_CIRCLE_NEED in needs else frozenset()


def notice_of(
    code: str, on_map: Iterable[Institution], gmina: str, withheld: frozenset[str] = frozenset()
) -> Notice | None:
    """The notice a need or directly named service gives, ``None`` where it can be in a basket.

    Its ``doors`` are the institutions on the map, of the fitting types, that work for the gmina.

    >>> notice_of("N07", (), "2499011").phones
    ('112', '800 120 002', '116 111')
    >>> notice_of("MED", (), "2499011", withheld_codes(["N07"])).kind
    'not_with_violence'
    >>> notice_of("MED", (), "2499011") is None
    True
    """
    kind: NoticeKind
    if code in NEEDS_WITHOUT_BASKET:
        kind = _KINDS[code]
    elif code == _BLUE_CARD:
        kind = "closed_circle"
    elif code in SERVICE_TYPES and SERVICE_TYPES[code].access == "court":
        kind = "court"
    elif code in withheld:
        kind = "not_with_violence"
    else:
        return None
    types = _DOORS.get(kind, frozenset())
    doors = tuple(one for one in on_map if one.type_code in types and _works_for(one, gmina))
    others = tuple(sorted(withheld_codes([code])))
    return Notice(code, kind, _PHONES.get(kind, ()), doors, others, code)


def _works_for(institution: Institution, gmina: str) -> bool:
    own = institution.teryt or gmina
    return holds(own if institution.level == "gmina" else own[:4], gmina)


def is_about_violence(needs: Iterable[str], services: Iterable[str]) -> bool:
    """Whether a request concerns domestic violence."""
    return CLOSED_CIRCLE_NEED in needs or _BLUE_CARD in services


def address_is_hidden(offer: Offer, *, violence: bool) -> bool:
    """Whether an offer's address may not be shown: it could lead a perpetrator to the victim.

    A centre for victims of violence never shows it. Where the request concerns violence, neither do
    crisis centres, nor anybody's shelter or crisis intervention.
    """
    if offer.provider.type_code == "SOW":
        return True
    shelters = offer.provider.type_code in _SHELTER_TYPES
    return violence and (shelters or offer.service.service_code in _SHELTER_SERVICES)
