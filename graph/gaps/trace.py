"""What a gap was on a day, in short: enough to tell later that it changed, too little to show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, cast

import orjson

from graph.gaps.changes import lasting
from graph.gaps.gap import Gap

_SIGNS: Final = 16


@dataclass(frozen=True, slots=True)
class GapTrace:
    """A gap on the day it was looked at; what is not known is ``None``.

    Attributes
    ----------
    severity
        How severe it was.
    blocked_by
        What kept a need unanswered; empty for other kinds.
    evidence
        A checksum of its evidence, but for what changes with every day that passes.
    """

    severity: float | None = None
    blocked_by: tuple[str, ...] = ()
    evidence: str | None = None

    def differs(self, now: "GapTrace") -> bool:
        """Whether the gap is another one now, as far as this trace can tell.

        >>> then = GapTrace(0.5, ("age",), "a")
        >>> then.differs(then), then.differs(GapTrace(0.6, ("age",), "a"))
        (False, True)
        >>> old = GapTrace(blocked_by=("age",))
        >>> old.differs(GapTrace(0.5, ("age", "wait"), "b")), old.differs(GapTrace(0.5, ("wait",), "b"))
        (False, True)
        """
        return (
            self.severity not in {None, now.severity}
            or self.evidence not in {None, now.evidence}
            or not set(self.blocked_by) <= set(now.blocked_by)
        )


def trace_of(gap: Gap) -> GapTrace:
    """The trace of a gap as it is."""
    blocked = cast("list[Mapping[str, Any]]", gap.evidence.get("blocked_by_all", []))
    text = orjson.dumps(lasting(gap.evidence), option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return GapTrace(
        gap.severity,
        tuple(sorted(str(one["blocked_by"]) for one in blocked)),
        sha256(text).hexdigest()[:_SIGNS],
    )
