"""What the stability of a ranking means in words: the verdict, and exactly what was tested."""

from dataclasses import asdict
from typing import Any

from graph.gaps.stability import Stability
from graph.text import Language, Localizer


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
33 instytucji, wybranych losowo. W połowie prób na 1 pierwszym miejscu zostało 100% tych samych \
pozycji, w 95 na 100 prób: co najmniej 50%.
    >>> print(stability_sentences(Stability("gaps", ("a",), 0, (), None, None, 0, 1, 1), "en"))
    Certainty of the result (order of the gaps): cannot be tested. At least two institutions have to \
have answered (so far: 1).
    """
    say = Localizer(lang)
    what = say.t(f"stability.what.{found.ranking}")

    def title(verdict: str) -> str:
        return say.t("stability.title", what=what, verdict=say.t(verdict))

    if not found.first:
        return title("stability.empty")
    if found.verdict is None:
        return f"{title('stability.untested')} {say.t('stability.too_few', n=found.reporters)}"
    said = [title(f"stability.verdict.{found.verdict}"), _tested(found, say)]
    if found.ranking == "best_set" and found.lost:
        half, nearly = (_at_least(1 - share, say) for share in (found.lost.median, found.lost.most))
        said.append(say.t("stability.lost", half=half, nearly=nearly))
    if found.level:
        said.append(say.count("stability.level", found.level))
    if found.ranking == "candidates":
        said.append(say.t("stability.apart"))
    return " ".join(said)


def short_verdict(found: Stability, lang: Language = "pl") -> str:
    """The ranking and its verdict alone.

    >>> short_verdict(Stability("gaps", ("a",), 0, (0.9,), 1.0, 0.5, 200, 33, 7))
    'kolejność luk – umiarkowana'
    """
    say = Localizer(lang)
    unknown = "stability.untested" if found.first else "stability.empty"
    verdict = f"stability.verdict.{found.verdict}" if found.verdict else unknown
    return f"{say.t(f'stability.what.{found.ranking}')} – {say.t(verdict)}"


def _tested(found: Stability, say: Localizer) -> str:
    half, nearly = (_at_least(share or 0.0, say) for share in (found.median, found.least))
    tested = {"rounds": found.rounds, "out": found.left_out, "of": found.reporters}
    if found.ranking == "best_set":
        return say.t("stability.tested.set", half=half, nearly=nearly, **tested)
    return say.count("stability.tested", len(found.first), half=half, nearly=nearly, **tested)


def _at_least(share: float, say: Localizer) -> str:
    """Whole per cent, rounded down: "at least" stays true."""
    percent = int(100 * share + 1e-9)
    return "100%" if percent == 100 else say.t("stability.at_least", n=percent)
