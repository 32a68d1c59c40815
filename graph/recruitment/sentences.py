"""Why a candidate, a set or a type is proposed: one sentence each, in Polish and in English.

Names stay in the nominative, after a colon or a dash or in brackets; counts stand after a colon.
"""

import re
from collections.abc import Callable
from typing import Final

from graph.gaps.names import Names
from graph.recruitment.missing_types import MissingType
from graph.recruitment.recruit import BestSet, Candidate
from graph.recruitment.weights import PARTS, Part, Weights
from graph.snapshot import Snapshot
from graph.vocabulary import INSTITUTION_TYPES, LEVEL_NAMES
from graph.vocabulary.words import Language

_Reason = Callable[[Candidate, Names], str]


class RecruitmentSentences:
    """The sentences about one partnership in one language."""

    def __init__(self, snapshot: Snapshot, language: Language, weights: Weights) -> None:
        self._snapshot = snapshot
        self._polish = language == "pl"
        self._names = Names(snapshot, language)
        self._weights = weights

    def type_name(self, code: str) -> str:
        """The type's name without what its full name adds in brackets."""
        kind = INSTITUTION_TYPES[code]
        full = kind.name_pl if self._polish else kind.name_en
        return re.split(r"[(;]| / ", full)[0].strip(" ,")

    def candidate(self, candidate: Candidate) -> str:
        """Who it is, why it is worth inviting, and who can introduce it."""
        institution = self._snapshot.institutions[candidate.id]
        level = LEVEL_NAMES[institution.level][0 if self._polish else 1] if institution.level else "–"
        kind = self.type_name(institution.type_code)
        if self._polish:
            start = f"Kandydat nr {candidate.rank}: {institution.name} ({kind}, poziom: {level})"
        else:
            start = f"Candidate no. {candidate.rank}: {institution.name} ({kind}, level: {level})"
        return f"{start} – {self._why(candidate)}; {self._introduction(candidate)}."

    def best_set(self, best: BestSet) -> str:
        """Whom to invite together, and how sure it is that no other set is better."""
        if not best.ids:
            return "Brak kandydatów." if self._polish else "No candidates."
        who, gain = self._names.all(best.ids), self._names.decimal(best.gain, 3)
        most = self._names.decimal(best.bound, 3)
        if self._polish:
            sure = (
                "porównano wszystkie zestawy tej wielkości"
                if best.optimal
                else f"żaden zestaw tej wielkości nie daje więcej niż: {most}"
            )
            return f"Najlepszy zestaw: {who} – łączna korzyść: {gain}; {sure}."
        sure = (
            "all sets of this size were compared"
            if best.optimal
            else f"no set of this size gains more than: {most}"
        )
        return f"Best set: {who} – joint gain: {gain}; {sure}."

    def missing_type(self, missing: MissingType) -> str:
        """What kind of institution to look for, and for which needs."""
        kind = self.type_name(missing.type_code)
        services, needs = self._names.services(missing.services), self._names.needs(missing.needs)
        if self._polish:
            return (
                f"Na mapie brak instytucji typu: {kind} – usługi: {services}; potrzeby: {needs} "
                f"(liczba zgłoszonych: {missing.asked}, w tym bez żadnej usługi: {missing.unanswered})."
            )
        return (
            f"Not on the map: {kind} – services: {services}; needs: {needs} "
            f"(asked for: {missing.asked}, of these without any service: {missing.unanswered})."
        )

    def _why(self, candidate: Candidate) -> str:
        table = _POLISH if self._polish else _ENGLISH
        worth: dict[Part, float] = {
            part: self._weights.of(part) * candidate.gains.of(part) for part in PARTS
        }
        # Sorting keeps the order of PARTS among reasons that weigh the same.
        counted: list[Part] = [part for part in PARTS if worth[part] > 0]
        parts = sorted(counted, key=lambda part: -worth[part])
        if not parts:
            if self._polish:
                return "zaproszenie nie zmienia dziś żadnego z liczonych wskaźników (korzyść: 0)"
            return "joining changes none of the counted measures today (gain: 0)"
        reasons = "; ".join(table[part](candidate, self._names) for part in parts)
        return f"powody: {reasons}" if self._polish else f"reasons: {reasons}"

    def _introduction(self, candidate: Candidate) -> str:
        known = candidate.introducer
        if known is None and self._snapshot.no_data:
            return (
                "kto może wprowadzić: nie wiadomo, brak odpowiedzi o współpracy"
                if self._polish
                else "who can introduce: not known, there are no answers on cooperation"
            )
        if known is None:
            return (
                "żadna bieżąca współpraca nie prowadzi do tej instytucji"
                if self._polish
                else "no current cooperation leads there"
            )
        role = known.worker_role
        if self._polish:
            who = f"kto może wprowadzić: {self._names.one(known.path[0])}"
            return f"{who} (rola: {role})" if role else who
        who = f"who can introduce: {self._names.one(known.path[0])}"
        return f"{who} (role: {role})" if role else who


def _covered(candidate: Candidate, part: Part) -> list[str]:
    return [element.name for element in candidate.covered if element.part == part]


def _needs_counted(candidate: Candidate, families: str, demand: str) -> str:
    """The two numbers behind needs, a number of none left out."""
    counted = ((families, candidate.count("family_needs")), (demand, candidate.count("demand")))
    return "; ".join(f"{name}: {number}" for name, number in counted if number)


def _percent(share: float, names: Names, least: str) -> str:
    return f"{names.decimal(100 * share, 1)}%" if share >= 0.001 else least


_POLISH: Final[dict[Part, _Reason]] = {
    "needs": lambda c, names: (
        f"usługa na potrzeby, na które nie odpowiada żaden członek: {names.needs(c.covers_needs)} "
        f"({_needs_counted(c, 'potrzeby rodzin', 'zapotrzebowanie, liczba rodzin')})"
    ),
    "families": lambda c, _: (
        f"obecna praca z rodzinami objętymi wsparciem (liczba rodzin: {c.count('families')})"
    ),
    "areas": lambda c, names: (
        f"obszar bez żadnego członka: {', '.join(names.area(code) for code in _covered(c, 'areas'))}"
    ),
    "levels": lambda c, names: f"brakujący poziom samorządu: {names.levels(_covered(c, 'levels'))}",
    "robustness": lambda c, names: (
        "mniejsze rozerwanie sieci członków po utracie jednej instytucji "
        f"(spadek: {_percent(c.gains.robustness, names, 'poniżej 0,1%')})"
    ),
    "reach": lambda c, _: (
        f"droga kontaktu do instytucji dotąd dalszych niż dwa kroki "
        f"(liczba instytucji: {c.count('reach')})"
    ),
}
_ENGLISH: Final[dict[Part, _Reason]] = {
    "needs": lambda c, names: (
        f"a service for needs that no member answers: {names.needs(c.covers_needs)} "
        f"({_needs_counted(c, 'needs of families', 'demand, families')})"
    ),
    "families": lambda c, _: f"already works with families in care (families: {c.count('families')})",
    "areas": lambda c, names: (
        f"an area without any member: {', '.join(names.area(code) for code in _covered(c, 'areas'))}"
    ),
    "levels": lambda c, names: (
        f"a missing level of self-government: {names.levels(_covered(c, 'levels'))}"
    ),
    "robustness": lambda c, names: (
        "the members' network falls apart less when one institution is lost "
        f"(fall: {_percent(c.gains.robustness, names, 'below 0.1%')})"
    ),
    "reach": lambda c, _: (
        f"a way of contact to institutions more than two steps away so far "
        f"(institutions: {c.count('reach')})"
    ),
}
