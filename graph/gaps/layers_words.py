"""The three levels of cooperation in words: how far they agree, and what was tested."""

from typing import Any

from graph.gaps.layers import LEAST_PAIRS, Agreement, Levels
from graph.gaps.names import Names
from graph.snapshot import Snapshot
from graph.text import Language


def levels_document(snapshot: Snapshot, found: Levels, lang: Language = "pl") -> dict[str, Any]:
    """The comparison as one JSON document, each finding with a sentence."""
    names = Names(snapshot, lang)
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "agreements": [
            {
                "layers": [agreement.one, agreement.other],
                "pairs": list(agreement.pairs),
                "shared": agreement.shared,
                "correlation": agreement.correlation,
                "p_value": agreement.p_value,
                "tests": agreement.tests,
                "explanation": agreement_sentences(agreement, names),
            }
            for agreement in found.agreements
        ],
        "workers_do_not_meet": [
            {"institutions": list(pair), "explanation": names.t("levels.apart", pair=names.tie(pair))}
            for pair in found.workers_do_not_meet
        ],
        "without_agreement": [
            {"institutions": list(pair), "explanation": names.t("levels.bare", pair=names.tie(pair))}
            for pair in found.without_agreement
        ],
    }


def agreement_sentences(found: Agreement, names: Names) -> str:
    """How far two levels agree, and exactly what was tested.

    >>> from graph.gaps.layers import Agreement
    >>> from typing import cast
    >>> few = Agreement("institutions", "cases", (74, 8), 5, 0.25)
    >>> print(agreement_sentences(few, Names(cast(Snapshot, None), "en")))
    Current contact of institutions and shared families: pairs: 74 and 8, of them the same: 5; \
correlation: 0.25. Too few pairs (fewer than 10) to tell this from chance.
    """
    t = names.t
    by_teams = {found.one, found.other} == {"workers", "institutions"}
    one, other = (
        t("levels.by.teams") if by_teams and layer == "workers" else t(f"levels.by.{layer}")
        for layer in (found.one, found.other)
    )
    first, second = found.pairs
    pairs = t(
        "levels.pairs",
        joined=t("levels.joined", one=f"{one[0].upper()}{one[1:]}", other=other),
        first=first,
        second=second,
        shared=found.shared,
    )
    if found.correlation is None:
        return t("levels.uncounted", pairs=pairs)
    said = t("levels.correlation", pairs=pairs, value=names.decimal(found.correlation))
    if found.p_value is None:
        return f"{said} {t('levels.few', least=LEAST_PAIRS)}"
    tested = t(
        "levels.tested",
        tries=found.relabellings,
        chance=names.decimal(found.p_value, 3),
        tests=found.tests,
    )
    return f"{said} {tested}"
