"""Why a partnership needs attention, and how far a figure is from what is usual, in sentences."""

from collections.abc import Sequence
from typing import Final

from graph.gaps.gap import Kind
from graph.portfolio import Compared, Reason
from graph.text import Localizer

#: From here on a difference is no accident, at the usual level.
SIGNIFICANT: Final = 0.05
_KINDS_NAMED: Final = 3
_COUNTED: Final = frozenset({"high", "medium", "overdue", "old_data", "no_meeting"})


def reason_sentence(reason: Reason, high_kinds: Sequence[Kind], localizer: Localizer) -> str:
    """One reason as a sentence.

    >>> reason_sentence(Reason("high", 2), ("bridge",), Localizer("pl"))
    '2 luki o wysokiej pilności: jedyne połączenie.'
    >>> reason_sentence(Reason("few_answers", 0.4), (), Localizer("en"))
    'Only 40% of the institutions answered the latest survey wave.'
    """
    key = f"portfolio.reason.{reason.code}"
    if reason.code == "few_answers":
        return localizer.t(key, n=localizer.percent(reason.number))
    if reason.code not in _COUNTED:
        return localizer.t(key)
    if reason.code != "high":
        return localizer.count(key, int(reason.number))
    named = [localizer.t(f"kind.{kind}") for kind in high_kinds[:_KINDS_NAMED]]
    if more := len(high_kinds) - len(named):
        named.append(localizer.t("and_more", n=localizer.number(more)))
    return localizer.count(key, int(reason.number), kinds=", ".join(named))


def effect(one: Compared, localizer: Localizer) -> str:
    """How far a figure is from what is usual, in words.

    >>> effect(Compared(0.7, 0.4, 0.01, 30.0, 0.04), Localizer("pl"))
    'więcej niż zwykle'
    """
    if one.p > SIGNIFICANT:
        return localizer.t("portfolio.usual")
    return localizer.t("portfolio.more" if one.z > 0 else "portfolio.less")
