"""Gaps that stay and are not what they were, in words."""

from collections.abc import Iterable, Iterator

from graph.gaps.changes import ChangedGap
from service.pages.localizer import PageLocalizer


def changed_sentences(gaps: Iterable[ChangedGap], localizer: PageLocalizer) -> tuple[str, ...]:
    """A sentence for each gap: those of another urgency or cause first, most severe first."""
    ordered = sorted(gaps, key=lambda gap: (_weighs_little(gap), -gap.after["severity"]))
    return tuple(changed_sentence(gap, localizer) for gap in ordered)


def changed_sentence(gap: ChangedGap, localizer: PageLocalizer) -> str:
    """The title of a gap and what has changed about it."""
    return f"{gap.after['title']} ({'; '.join(_differences(gap, localizer))})"


def _differences(gap: ChangedGap, localizer: PageLocalizer) -> Iterator[str]:
    before, after, differs = gap.before, gap.after, gap.differs
    if "urgency" in differs:
        then, now = (localizer.t(f"urgency.{one['urgency']}") for one in (before, after))
        yield localizer.t("gap.changed.urgency", then=then, now=now)
    elif "severity" in differs:
        then, now = (localizer.number(one["severity"], 2) for one in (before, after))
        said = "gap.changed.severity" if then != now else "gap.changed.slightly"
        yield localizer.t(said, then=then, now=now)
    if "blocked_by" in differs:
        then, now = (localizer.t(f"blocked.{one['evidence']['blocked_by']}") for one in (before, after))
        yield localizer.t("gap.changed.blocked_by", then=then, now=now)
    if "evidence" in differs:
        yield localizer.t("gap.changed.evidence")


def _weighs_little(gap: ChangedGap) -> bool:
    return not {"urgency", "blocked_by"} & set(gap.differs)
