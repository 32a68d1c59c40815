"""How sure each ranking is that the pages, the API, the command line and the report show.

Two hundred rounds take seconds, so they are computed once for a state of the data and a visibility,
and nothing that is shown at once waits for them.
"""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final, Literal, get_args

from pydantic import TypeAdapter

from graph.snapshot import Snapshot
from graph.text import Language
from service.access.policy import Visibility
from service.answers import render_json
from service.answers.analyses import seen
from service.answers.documents import Document
from service.runtime import Runtime

if TYPE_CHECKING:
    from graph.gaps.resampling import Resampling
    from graph.gaps.stability import Stability

#: The same names as :data:`graph.gaps.stability.RankingName`.
About = Literal["central_actors", "gaps", "candidates", "best_set"]
#: Above this many institutions a round takes so long that there are fewer of them.
_LARGE: Final = 500
_ROUNDS_LARGE: Final = 20


def stability_of(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, about: About, size: int = 3
) -> "Stability":
    """How sure a ranking is, as a visibility holds it; ``size`` is that of the best set."""
    question, test = _test(runtime, snapshot, visibility, about, size)
    return _read(runtime.answers.get(snapshot, question, lambda: render_json(test())).body)


def stability_known(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, about: About, size: int = 3
) -> "Stability | None":
    """The same where it is known already; ``None`` where it would have to be worked out."""
    question, _ = _test(runtime, snapshot, visibility, about, size)
    known = runtime.answers.holds(snapshot, question)
    return stability_of(runtime, snapshot, visibility, about, size) if known else None


def stability_answer(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, size: int = 3, lang: Language = "pl"
) -> Document:
    """How sure every ranking is, as one document."""
    from graph.gaps.stability_words import stability_document

    abouts: tuple[About, ...] = get_args(About)
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "rankings": [
            stability_document(stability_of(runtime, snapshot, visibility, about, size), lang)
            for about in abouts
        ],
    }


def _test(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, about: About, size: int
) -> tuple[Hashable, "Callable[[], Stability]"]:
    """The question under which an answer is kept, and what answers it."""
    if about == "central_actors":
        return ("stability", about), lambda: _central(snapshot)
    if about == "gaps":
        return ("stability", about, visibility), lambda: _gaps(
            runtime, seen(snapshot, visibility), visibility
        )
    shown, whole = seen(snapshot, visibility), visibility.cases == "all"
    if about == "candidates":
        return ("stability", about, whole), lambda: _candidates(runtime, shown)
    return ("stability", about, size, whole), lambda: _best_set(runtime, shown, size)


def _central(snapshot: Snapshot) -> "Stability":
    from graph.gaps.stability import central_ranking, stability

    return stability("central_actors", central_ranking, _resampling(snapshot))


def _gaps(runtime: Runtime, snapshot: Snapshot, visibility: Visibility) -> "Stability":
    from graph.gaps.stability import gap_ranking, stability
    from service.answers.redaction import gaps_seen

    rank = gap_ranking(snapshot, runtime.thresholds, lambda gaps: gaps_seen(gaps, visibility))
    return stability("gaps", rank, _resampling(snapshot))


def _candidates(runtime: Runtime, snapshot: Snapshot) -> "Stability":
    from graph.gaps.stability import stability
    from graph.recruitment.stability import candidate_ranking

    rank = candidate_ranking(snapshot, runtime.weights, runtime.thresholds.max_wait)
    return stability("candidates", rank, _resampling(snapshot))


def _best_set(runtime: Runtime, snapshot: Snapshot, size: int) -> "Stability":
    from graph.recruitment.stability import best_set_stability

    resampling = _resampling(snapshot)
    return best_set_stability(resampling, size, runtime.weights, runtime.thresholds.max_wait)


def _resampling(snapshot: Snapshot) -> "Resampling":
    from graph.gaps.resampling import ROUNDS, Resampling

    large = len(snapshot.institutions) > _LARGE
    return Resampling(snapshot, rounds=_ROUNDS_LARGE if large else ROUNDS)


def _read(body: bytes) -> "Stability":
    from graph.gaps.stability import Stability

    return TypeAdapter(Stability).validate_json(body)
