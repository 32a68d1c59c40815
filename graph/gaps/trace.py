"""What a gap was on a day, in short: enough to tell later that it changed, too little to show it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, cast

import orjson

from graph.gaps.changes import lasting
from graph.gaps.gap import Gap
from graph.records.recommendation import GapTrace

_SIGNS: Final = 16


def trace_of(gap: Gap) -> GapTrace:
    """The trace of a gap as it is."""
    blocked = cast("list[Mapping[str, Any]]", gap.evidence.get("blocked_by_all", []))
    text = orjson.dumps(lasting(gap.evidence), option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return GapTrace(
        gap.severity,
        tuple(sorted(str(one["blocked_by"]) for one in blocked)),
        sha256(text).hexdigest()[:_SIGNS],
    )


def gap_mark(gap: Gap) -> str:
    """What a gap is known by in the register: its id, or its institutions where the id names a worker.

    >>> from graph.gaps.severity import Severity
    >>> gap_mark(Gap("single_contact:W1", "single_contact", Severity(0.3), ("I1", "I2"), {}, ("W1",)))
    'single_contact:I1~I2'
    """
    return f"{gap.kind}:{'~'.join(gap.institutions)}" if gap.workers else gap.id
