"""Before and after an imagined change: measures, gaps, and the families it helps or harms."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from graph.gaps.document import gaps_document
from graph.gaps.find import find_gaps, most_severe_first
from graph.gaps.gap import Gap
from graph.gaps.thresholds import Thresholds
from graph.measures.document import measures
from graph.snapshot import Snapshot
from graph.vocabulary.words import Language
from graph.whatif.answers import answered, changed
from graph.whatif.apply import apply_change
from graph.whatif.change import Change

_DEFAULTS: Final = Thresholds()


def what_if(
    snapshot: Snapshot,
    change: Change,
    lang: Language = "pl",
    thresholds: Thresholds = _DEFAULTS,
    told: Callable[[Gap], Gap] | None = None,
) -> dict[str, Any]:
    """What a change would do; nothing is written.

    Parameters
    ----------
    snapshot
        The partnership as it is.
    change
        What would be different, see :func:`graph.whatif.apply.apply_change`.
    lang
        Language of the gaps' sentences.
    thresholds
        Limits of the gaps.
    told
        Makes of each gap what may be told of it, before they are put in order and compared; all of it
        if not given.

    Returns
    -------
    dict
        ``before`` and ``after``: the measures of the institutions' network. ``gaps_closed`` and
        ``gaps_opened``: the gaps, in full, that only one of the two has. ``gaps_changed``: id and
        both severities of those that stay with another severity. ``families_helped`` and
        ``families_harmed``: how many families get, or lose, an answer to some need, by a route or
        from a member. ``routes`` and ``member_answers``: the same by need. ``families_joined``: how
        many families are involved with an institution that joins.

    Raises
    ------
    NotFound, InvalidRequest
        As :func:`graph.whatif.change.check_change`.
    """
    changed_snapshot = apply_change(snapshot, change)
    old = _found(snapshot, thresholds, told)
    new = _found(changed_snapshot, thresholds, told)
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "change": _document(change),
        "before": {**measures(snapshot), "members": len(snapshot.members), "gaps": len(old)},
        "after": {
            **measures(changed_snapshot),
            "members": len(changed_snapshot.members),
            "gaps": len(new),
        },
        "gaps_closed": _only(snapshot, old, new, lang),
        "gaps_opened": _only(changed_snapshot, new, old, lang),
        "gaps_changed": [
            {"id": id, "before": gap.severity, "after": new[id].severity}
            for id, gap in old.items()
            if id in new and new[id].severity != gap.severity
        ],
        **_families(snapshot, changed_snapshot, change, thresholds),
    }


def _document(change: Change) -> dict[str, Any]:
    return {
        "add": list(change.add),
        "remove": list(change.remove),
        "tie": [list(pair) for pair in change.tie],
        "cut": [list(pair) for pair in change.cut],
        "gone": list(change.gone),
    }


def _found(
    snapshot: Snapshot, thresholds: Thresholds, told: Callable[[Gap], Gap] | None
) -> dict[str, Gap]:
    gaps = find_gaps(snapshot, thresholds)
    shown = gaps if told is None else most_severe_first([told(gap) for gap in gaps])
    return {gap.id: gap for gap in shown}


def _only(
    snapshot: Snapshot, here: Mapping[str, Gap], there: Mapping[str, Gap], lang: Language
) -> list[dict[str, Any]]:
    gaps = [gap for id, gap in here.items() if id not in there]
    # Repairs are asked for with the gaps themselves; here they would cost more than the comparison.
    return gaps_document(snapshot, gaps, lang, repairs={})["gaps"]


def _families(
    before: Snapshot, after: Snapshot, change: Change, thresholds: Thresholds
) -> dict[str, Any]:
    old, new = answered(before, thresholds.max_wait), answered(after, thresholds.max_wait)
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
