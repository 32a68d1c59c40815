"""A look at a partnership for the register: its gaps as everybody is told of them, and its measures.

What advice rests on and what it should move is read without single cases, whoever asks, so that two
looks cannot be compared to learn about a family.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import orjson

from graph.gaps.trace import gap_mark
from graph.records.codes import GAP_RULES
from graph.records.measure import MEASURES, Look, Reading, moved_since, value_of
from graph.records.recommendation import Aim, GapTrace
from graph.snapshot import Snapshot
from service.access.policy import Visibility
from service.answers import render_json
from service.answers.analyses import seen
from service.answers.redaction import band
from service.runtime import Runtime

#: No cases: what everybody may be told.
_NO_CASES: Final = Visibility("none", "all", workers=True)
_BANDS: Final = ("none", "weak", "medium", "strong")


class GapSeen(NamedTuple):
    """A gap that is told to everybody; ``mark`` never holds a worker's id, ``id`` may.

    ``trace`` is what it is today, so that advice that rests on it can tell when it changes.
    """

    mark: str
    id: str
    kind: str
    institutions: tuple[str, ...]
    trace: GapTrace


class Told(NamedTuple):
    """A reading as somebody may see it: numbers, or words in their place."""

    then: float | str | None
    now: float | str | None
    moved: str


def gaps_disclosed(runtime: Runtime, snapshot: Snapshot) -> tuple[GapSeen, ...]:
    """The gaps that do not rest on single cases, most severe first; found once for a snapshot."""

    def found() -> bytes:
        from graph.gaps import public_gaps
        from graph.gaps.trace import trace_of

        gaps = public_gaps(snapshot, runtime.thresholds)
        return render_json(
            [(gap_mark(gap), gap.id, gap.kind, gap.institutions, trace_of(gap)) for gap in gaps]
        )

    answer = runtime.answers.get(snapshot, "gaps told", found)
    return tuple(
        GapSeen(mark, id, kind, tuple(institutions), _trace(trace))
        for mark, id, kind, institutions, trace in orjson.loads(answer.body)
    )


def gap_of(gaps: tuple[GapSeen, ...], id: str) -> GapSeen | None:
    """The gap of a mark, or of an id as somebody was shown it.

    To those who may not see workers a gap about one is shown by its mark and a number.
    """
    names = {id, re.sub(r"/\d+$", "", id)}
    return next((one for one in gaps if names & {one.mark, one.id}), None)


def look_at(snapshot: Snapshot, gaps: tuple[GapSeen, ...]) -> Look:
    """A look without single cases."""
    return Look(seen(snapshot, _NO_CASES), Counter(gap.kind for gap in gaps))


def reading_of(aim: Aim, look: Look) -> Reading:
    """The measure of a recommendation when it was given and now."""
    # A number of gaps that other rules counted says nothing about what changed since.
    comparable = aim.measure != "gaps_of_kind" or aim.rules == GAP_RULES
    now = value_of(look, aim.measure, aim.subjects)
    return moved_since(aim.baseline, now, aim.expected, comparable=comparable)


def reading_disclosed(aim: Aim, look: Look, visibility: Visibility) -> Told:
    """The reading as far as a visibility reaches: to others than the sides a tie's strength is a band.

    Whether it moved follows from what is told, so that no rating shows through.
    """
    reading = reading_of(aim, look)
    if visibility.ratings != "bands" or MEASURES[aim.measure].of != "tie":
        return Told(reading.then, reading.now, reading.moved)
    then = _band(reading.then)
    if reading.now is None:
        return Told(then, None, "gone")
    now = _band(reading.now)
    told = moved_since(float(_BANDS.index(then)), float(_BANDS.index(now)), aim.expected)
    return Told(then, now, told.moved)


def _trace(known: Mapping[str, Any]) -> GapTrace:
    return GapTrace(known["severity"], tuple(known["blocked_by"]), known["evidence"])


def _band(strength: float) -> str:
    return band(strength) if strength else "none"
