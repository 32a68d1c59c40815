"""What the stability of a ranking means in words: the verdict, and exactly what was tested."""

from dataclasses import asdict
from typing import Any, Final

from graph.gaps.stability import RankingName, Stability, Verdict
from graph.vocabulary.words import Language

_WHAT: Final[dict[RankingName, tuple[str, str]]] = {
    "central_actors": ("instytucje, które spajają sieć", "institutions that hold the network together"),
    "gaps": ("kolejność luk", "order of the gaps"),
    "candidates": ("kolejność kandydatów", "order of the candidates"),
    "best_set": ("najlepszy zestaw", "best set"),
}
_VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    "stable": ("wysoka", "high"),
    "uncertain": ("umiarkowana", "moderate"),
    "unstable": ("niska", "low"),
}
_EMPTY: Final = ("lista jest pusta", "the list is empty")
_UNTESTED: Final = ("nie da się sprawdzić", "cannot be tested")
_APART: Final[dict[RankingName, tuple[str, str]]] = {
    "candidates": (
        "Korzyści z potrzeb, rodzin, obszarów i poziomów samorządu nie zależą od ankiet.",
        "Gains in needs, families, areas and levels of government do not rest on the survey.",
    ),
}


def stability_document(found: Stability, lang: Language = "pl") -> dict[str, Any]:
    """The stability of one ranking as plain JSON values with its sentences.

    Returns
    -------
    dict
        ``ranking``, ``verdict`` (``stable``, ``uncertain``, ``unstable`` or ``None``), ``first``,
        ``kept``, ``level_with_last``, ``overlap`` (``median``, ``least``; or ``None``), ``rounds``,
        ``reporters``, ``left_out``, ``value_lost`` (of the best set; or ``None``), ``explanation``.
    """
    known = found.median is not None
    return {
        "ranking": found.ranking,
        "verdict": found.verdict,
        "first": list(found.first),
        "kept": list(found.kept),
        "level_with_last": found.level,
        "overlap": {"median": found.median, "least": found.least} if known else None,
        "rounds": found.rounds,
        "reporters": found.reporters,
        "left_out": found.left_out,
        "value_lost": asdict(found.lost) if found.lost else None,
        "explanation": stability_sentences(found, lang),
    }


def stability_sentences(found: Stability, lang: Language = "pl") -> str:
    """The verdict, what was tested, and what came of it.

    >>> from graph.gaps.stability import Stability
    >>> print(stability_sentences(Stability("gaps", ("a",), 0, (0.9,), 1.0, 0.5, 200, 33, 7)))
    Pewność wyniku (kolejność luk): umiarkowana. W każdej z 200 prób pominięto wszystkie odpowiedzi 7 z \
33 instytucji, wybranych losowo. W połowie prób na pierwszych miejscach (1) zostało 100% tych samych \
pozycji, w 95 na 100 prób: co najmniej 50%.
    >>> print(stability_sentences(Stability("gaps", ("a",), 0, (), None, None, 0, 1, 1), "en"))
    Certainty of the result (order of the gaps): cannot be tested. At least two institutions have to \
have answered (so far: 1).
    """
    polish = lang == "pl"
    pick = 0 if polish else 1
    title = f"{'Pewność wyniku' if polish else 'Certainty of the result'} ({_WHAT[found.ranking][pick]})"
    if not found.first:
        return f"{title}: {_EMPTY[pick]}."
    if found.verdict is None:
        if polish:
            return (
                f"{title}: {_UNTESTED[0]}. Potrzebne są odpowiedzi co najmniej dwóch instytucji "
                f"(na razie: {found.reporters})."
            )
        return (
            f"{title}: {_UNTESTED[1]}. At least two institutions have to have answered "
            f"(so far: {found.reporters})."
        )
    said = [f"{title}: {_VERDICTS[found.verdict][pick]}.", _tested(found, polish=polish)]
    if found.ranking == "best_set" and found.lost:
        said.append(_lost(found.lost.median, found.lost.most, polish=polish))
    if found.level:
        said.append(
            f"Dalej na liście są pozycje o tej samej wadze co ostatnia z pierwszych (liczba: "
            f"{found.level}): ich kolejność jest umowna."
            if polish
            else f"Further entries weigh as much as the last of the first (number: {found.level}): "
            "their order is a convention."
        )
    if found.ranking in _APART:
        said.append(_APART[found.ranking][pick])
    return " ".join(said)


def short_verdict(found: Stability, lang: Language = "pl") -> str:
    """The ranking and its verdict alone.

    >>> short_verdict(Stability("gaps", ("a",), 0, (0.9,), 1.0, 0.5, 200, 33, 7))
    'kolejność luk – umiarkowana'
    """
    pick = 0 if lang == "pl" else 1
    unknown = _UNTESTED if found.first else _EMPTY
    verdict = _VERDICTS[found.verdict] if found.verdict else unknown
    return f"{_WHAT[found.ranking][pick]} – {verdict[pick]}"


def _tested(found: Stability, *, polish: bool) -> str:
    rounds, out, of, size = found.rounds, found.left_out, found.reporters, len(found.first)
    half, nearly = (_at_least(share or 0.0, polish=polish) for share in (found.median, found.least))
    as_set = found.ranking == "best_set"
    if polish:
        what = (
            "w najlepszym zestawie danej próby było"
            if as_set
            else f"na pierwszych miejscach ({size}) zostało"
        )
        return (
            f"W każdej z {rounds} prób pominięto wszystkie odpowiedzi {out} z {of} instytucji, "
            f"wybranych losowo. W połowie prób {what} {half} tych samych pozycji, w 95 na 100 prób: "
            f"{nearly}."
        )
    what = "the best set of the round" if as_set else f"the first ({size})"
    return (
        f"Each of {rounds} rounds left out all answers of {out} of {of} institutions, chosen at random. "
        f"In half of the rounds {half} of {what} were the same, in 95 of 100 rounds: {nearly}."
    )


def _lost(median: float, most: float, *, polish: bool) -> str:
    half, nearly = (_at_least(1 - share, polish=polish) for share in (median, most))
    if polish:
        return (
            f"W połowie prób ten zestaw dawał {half} korzyści zestawu najlepszego w danej próbie, "
            f"w 95 na 100 prób: {nearly}."
        )
    return (
        f"In half of the rounds this set gave {half} of what the best set of that round gave, in 95 of "
        f"100 rounds: {nearly}."
    )


def _at_least(share: float, *, polish: bool) -> str:
    """Whole per cent, rounded down: "at least" stays true."""
    percent = int(100 * share + 1e-9)
    if percent == 100:
        return "100%"
    return f"{'co najmniej' if polish else 'at least'} {percent}%"
