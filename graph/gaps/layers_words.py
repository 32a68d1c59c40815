"""The three levels of cooperation in words: how far they agree, and what was tested."""

from typing import Any, Final

from graph.gaps.layers import LEAST_PAIRS, Agreement, Levels
from graph.gaps.names import Names
from graph.snapshot import Layer, Snapshot
from graph.text import Language

_JOINED_BY: Final[dict[Layer, tuple[str, str]]] = {
    "institutions": ("bieżący kontakt instytucji", "current contact of institutions"),
    "workers": ("kontakt pracowników", "contact of workers"),
    "cases": ("wspólne rodziny", "shared families"),
}
_TEAMS: Final = ("praca w jednym zespole (ZZK)", "work in one task team (ZZK)")


def levels_document(snapshot: Snapshot, found: Levels, lang: Language = "pl") -> dict[str, Any]:
    """The comparison as one JSON document, each finding with a sentence."""
    names = Names(snapshot, lang)
    polish = lang == "pl"
    apart = "Ustalenia bez spotkań pracowników" if polish else "Agreed, but workers do not meet"
    bare = "Wspólne rodziny bez porozumienia" if polish else "Shared families without an agreement"
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
                "explanation": agreement_sentences(agreement, names, polish=polish),
            }
            for agreement in found.agreements
        ],
        "workers_do_not_meet": [
            {"institutions": list(pair), "explanation": f"{apart}: {names.tie(pair)}."}
            for pair in found.workers_do_not_meet
        ],
        "without_agreement": [
            {"institutions": list(pair), "explanation": f"{bare}: {names.tie(pair)}."}
            for pair in found.without_agreement
        ],
    }


def agreement_sentences(found: Agreement, names: Names, *, polish: bool) -> str:
    """How far two levels agree, and exactly what was tested.

    >>> from graph.gaps.layers import Agreement
    >>> from typing import cast
    >>> few = Agreement("institutions", "cases", (74, 8), 5, 0.25)
    >>> print(agreement_sentences(few, Names(cast(Snapshot, None), "en"), polish=False))
    Current contact of institutions and shared families: pairs: 74 and 8, of them the same: 5; \
correlation: 0.25. Too few pairs (fewer than 10) to tell this from chance.
    """
    pick = 0 if polish else 1
    by_teams = {found.one, found.other} == {"workers", "institutions"}
    one, other = (
        _TEAMS[pick] if by_teams and layer == "workers" else _JOINED_BY[layer][pick]
        for layer in (found.one, found.other)
    )
    joined = f"{one[0].upper()}{one[1:]} {'i' if polish else 'and'} {other}"
    first, second = found.pairs
    if polish:
        said = f"{joined}: liczba par: {first} i {second}, w tym tych samych: {found.shared}"
    else:
        said = f"{joined}: pairs: {first} and {second}, of them the same: {found.shared}"
    if found.correlation is None:
        return said + (
            ". Zgodności nie da się policzyć: jeden z poziomów nie łączy nikogo albo łączy wszystkich."
            if polish
            else ". The agreement cannot be counted: one of the levels joins nobody or everybody."
        )
    value = names.decimal(found.correlation)
    said += f"; {'korelacja' if polish else 'correlation'}: {value}. "
    if found.p_value is None:
        return said + (
            f"Za mało par (mniej niż {LEAST_PAIRS}), żeby odróżnić to od przypadku."
            if polish
            else f"Too few pairs (fewer than {LEAST_PAIRS}) to tell this from chance."
        )
    chance = names.decimal(found.p_value, 3)
    if polish:
        return said + (
            f"Sprawdzono, jak często zgodność byłaby co najmniej taka, gdyby instytucje zamieniły się "
            f"miejscami losowo (prób: {found.relabellings}): p = {chance}, z poprawką Holma (liczba "
            f"porównań: {found.tests})."
        )
    return said + (
        f"Tested how often the agreement would be at least this had the institutions changed places at "
        f"random (tries: {found.relabellings}): p = {chance}, corrected after Holm (comparisons: "
        f"{found.tests})."
    )
