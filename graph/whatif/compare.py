"""Before and after an imagined change: measures, gaps, the families it helps or harms, and a verdict."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from graph.gaps.changes import GapRow, gap_changes
from graph.gaps.document import gaps_document
from graph.gaps.find import find_gaps
from graph.gaps.gap import Gap
from graph.gaps.names import Names
from graph.gaps.thresholds import Thresholds
from graph.measures.document import measures
from graph.snapshot import Snapshot
from graph.text import Language
from graph.whatif.answers import Answered, answered, changed
from graph.whatif.apply import apply_change
from graph.whatif.change import Change
from graph.whatif.connection import connection
from graph.whatif.public import covered, demand_changes
from graph.whatif.verdict import code_of, effects_of
from graph.whatif.verdict_sentence import verdict_sentence

_DEFAULTS: Final = Thresholds()

#: The gaps of a snapshot as rows of a gaps document, as far as somebody may see them.
Shown = Callable[[Snapshot, Sequence[Gap]], Sequence[GapRow]]


def what_if(
    snapshot: Snapshot,
    change: Change,
    lang: Language = "pl",
    thresholds: Thresholds = _DEFAULTS,
    shown: Shown | None = None,
    *,
    families_seen: bool = True,
) -> dict[str, Any]:
    """What a change would do; nothing is written.

    Parameters
    ----------
    snapshot
        The partnership as it is.
    change
        What would be different, see :func:`graph.whatif.apply.apply_change`.
    lang
        Language of the gaps' sentences and of the verdict.
    thresholds
        Limits of the gaps.
    shown
        Makes of the gaps what the reader may see of them, before they are compared; all of it if not
        given.
    families_seen
        Whether the reader may see what the change does to families; the verdict says if not.

    Returns
    -------
    dict
        ``before`` and ``after``: the measures of the institutions' network, and what members cover
        (``covered``, see :func:`graph.whatif.public.covered`). ``gaps_closed`` and
        ``gaps_opened``: the gaps, in full, that only one of the two has. ``gaps_changed``: those that
        stay and differ, as they are afterwards, with ``before`` (what they were) and ``changed`` (names
        of what differs). ``gaps_not_compared``: gaps of one of the two (``found``) whose rule cannot
        speak in the other, as about contact with a leader where nobody leads.
        ``families_helped`` and ``families_harmed``: how many families get, or lose, an answer to some
        need, by a route or from a member. ``routes`` and ``member_answers``: the same by need.
        ``families_joined``: how many families are involved with an institution that joins. All of
        these are ``None`` where families may not be seen. ``demand``: which demand of the area comes to
        be answered or ceases to be, see :func:`graph.whatif.public.demand_changes`; for every
        reader. ``verdict``: ``code`` (``better``, ``worse``, ``mixed``, ``unclear``) and ``sentence``.

    Raises
    ------
    NotFound, InvalidRequest
        As :func:`graph.whatif.change.check_change`.
    """
    after = apply_change(snapshot, change)
    rows = [(shown or _whole(lang))(one, find_gaps(one, thresholds)) for one in (snapshot, after)]
    gaps = gap_changes(rows[0], snapshot, rows[1], after)
    answers = [answered(one, thresholds.max_wait) for one in (snapshot, after)]
    effects = effects_of(
        _routes(*answers) if families_seen else None,
        connection(snapshot, after),
        gaps,
        change,
        no_data=snapshot.no_data,
    )
    code = code_of(effects)
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "no_data": snapshot.no_data,
        "change": _document(change),
        "before": _state(snapshot, rows[0], thresholds.max_wait),
        "after": _state(after, rows[1], thresholds.max_wait),
        "gaps_closed": [dict(row) for row in gaps.closed],
        "gaps_opened": [dict(row) for row in gaps.opened],
        "gaps_changed": [gap.document() for gap in gaps.changed],
        "gaps_not_compared": [
            {**row, "found": found}
            for found, listed in (("before", gaps.only_before), ("after", gaps.only_after))
            for row in listed
        ],
        **_families(snapshot, answers, change, families_seen=families_seen),
        "demand": demand_changes(snapshot, after, thresholds.max_wait),
        "verdict": {
            "code": code,
            "sentence": verdict_sentence(code, effects, Names(snapshot, lang)),
        },
    }


def _whole(lang: Language) -> Shown:
    # Repairs are asked for with the gaps themselves; here they would cost more than the comparison.
    return lambda snapshot, gaps: gaps_document(snapshot, gaps, lang, repairs={})["gaps"]


def _state(snapshot: Snapshot, gaps: Sequence[GapRow], max_wait: int) -> dict[str, Any]:
    members = {"members": len(snapshot.members), "covered": covered(snapshot, max_wait)}
    return {**measures(snapshot), **members, "gaps": len(gaps)}


def _document(change: Change) -> dict[str, Any]:
    return {
        "add": list(change.add),
        "remove": list(change.remove),
        "tie": [list(pair) for pair in change.tie],
        "cut": [list(pair) for pair in change.cut],
        "gone": list(change.gone),
    }


def _routes(old: Answered, new: Answered) -> tuple[int, int]:
    """How many families gain a route to an answer to some need, and how many lose one."""
    helped, harmed = new.by_route - old.by_route, old.by_route - new.by_route
    return len({family for family, _ in helped}), len({family for family, _ in harmed})


def _families(
    before: Snapshot, answers: Sequence[Answered], change: Change, *, families_seen: bool
) -> dict[str, Any]:
    if not families_seen:
        names = ("helped", "harmed", "joined")
        return {
            **dict.fromkeys(f"families_{name}" for name in names),
            "routes": None,
            "member_answers": None,
        }
    old, new = answers
    helped = (new.by_route - old.by_route) | (new.by_member - old.by_member)
    harmed = (old.by_route - new.by_route) | (old.by_member - new.by_member)
    joined = {family for id in change.add for family in before.families_of[id]}
    return {
        "families_helped": len({family for family, _ in helped}),
        "families_harmed": len({family for family, _ in harmed}),
        "families_joined": len(joined),
        "routes": changed(old.by_route, new.by_route),
        "member_answers": changed(old.by_member, new.by_member),
    }
