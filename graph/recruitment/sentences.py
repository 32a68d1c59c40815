"""Why a candidate, a set or a type is proposed: one sentence each, from the catalogue."""

import re
from typing import Final

from graph.gaps.names import Names
from graph.recruitment.missing_types import MissingType
from graph.recruitment.recruit import BestSet, Candidate
from graph.recruitment.weights import PARTS, Part, Weights
from graph.snapshot import Snapshot
from graph.text import Language
from graph.vocabulary import INSTITUTION_TYPES, LEVEL_NAMES

#: A smaller share is said to be below it.
_LEAST: Final = 0.001


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
        return self._names.t(
            "recruit.candidate",
            rank=candidate.rank,
            name=institution.name,
            kind=self.type_name(institution.type_code),
            level=level,
            why=self._why(candidate),
            introduction=self._introduction(candidate),
        )

    def best_set(self, best: BestSet) -> str:
        """Whom to invite together, and how sure it is that no other set is better."""
        t, decimal = self._names.t, self._names.decimal
        if not best.ids:
            return t("recruit.set.none")
        sure = (
            t("recruit.set.all") if best.optimal else t("recruit.set.most", most=decimal(best.bound, 3))
        )
        return t("recruit.set", names=self._names.all(best.ids), gain=decimal(best.gain, 3), sure=sure)

    def missing_type(self, missing: MissingType) -> str:
        """What kind of institution to look for, and for which needs."""
        names = self._names
        return names.t(
            "recruit.missing",
            kind=self.type_name(missing.type_code),
            services=names.services(missing.services),
            needs=names.needs(missing.needs),
            asked=names.count("recruit.missing.asked", missing.asked),
            unanswered=missing.unanswered,
        )

    def _why(self, candidate: Candidate) -> str:
        worth: dict[Part, float] = {
            part: self._weights.of(part) * candidate.gains.of(part) for part in PARTS
        }
        # Sorting keeps the order of PARTS among reasons that weigh the same.
        counted: list[Part] = [part for part in PARTS if worth[part] > 0]
        parts = sorted(counted, key=lambda part: -worth[part])
        if not parts:
            return self._names.t("recruit.nothing")
        reasons = "; ".join(self._reason(part, candidate) for part in parts)
        return self._names.t("recruit.reasons", reasons=reasons)

    def _reason(self, part: Part, candidate: Candidate) -> str:
        names, key = self._names, f"recruit.reason.{part}"
        match part:
            case "needs":
                counted = "; ".join(
                    names.count(f"{key}.{of}", number)
                    for of in ("family_needs", "demand")
                    if (number := candidate.count(of))
                )
                return names.t(key, needs=names.needs(candidate.covers_needs), counted=counted)
            case "areas":
                areas = ", ".join(names.area(code) for code in _covered(candidate, part))
                return names.t(key, areas=areas)
            case "levels":
                return names.t(key, levels=names.levels(_covered(candidate, part)))
            case "robustness":
                share = candidate.gains.robustness
                said = (
                    f"{names.decimal(100 * share, 1)}%" if share >= _LEAST else names.t(f"{key}.least")
                )
                return names.t(key, share=said)
            case _:
                return names.count(key, candidate.count(part))

    def _introduction(self, candidate: Candidate) -> str:
        t, known = self._names.t, candidate.introducer
        if known is None:
            unknown = self._snapshot.no_data
            return t("recruit.introducer.no_data" if unknown else "recruit.introducer.none")
        name, role = self._names.one(known.path[0]), known.worker_role
        if role:
            return t("recruit.introducer.role", name=name, role=role)
        return t("recruit.introducer", name=name)


def _covered(candidate: Candidate, part: Part) -> list[str]:
    return [element.name for element in candidate.covered if element.part == part]
