"""What becomes of the gaps when a change is made, as the groups that its page lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from graph.gaps.changes import Changed, ChangedGap
from graph.snapshot import Snapshot
from service.answers.documents import Document
from service.gaps.cards import Card, cards_of
from service.gaps.changes import changed_sentences
from service.pages.localizer import PageLocalizer
from service.pages.shell import links


@dataclass(frozen=True, slots=True)
class GapGroups:
    """Gaps that close and open, those that stay and change (in words), and those nobody can compare."""

    closed: Sequence[Card]
    opened: Sequence[Card]
    changed: Sequence[str]
    not_compared: Sequence[Card]


def gap_groups(
    document: Document, before: Snapshot, after: Snapshot, localizer: PageLocalizer
) -> GapGroups:
    """The gaps of a what-if document."""
    url = links(before)
    return GapGroups(
        closed=cards_of(document["gaps_closed"], before, localizer, url),
        opened=cards_of(document["gaps_opened"], after, localizer, url),
        changed=changed_sentences(map(_changed, document["gaps_changed"]), localizer),
        not_compared=[
            card
            for found, side in (("before", before), ("after", after))
            for card in cards_of(
                [row for row in document["gaps_not_compared"] if row["found"] == found],
                *(side, localizer, url),
            )
        ],
    )


def _changed(row: Document) -> ChangedGap:
    return ChangedGap(row["before"], row, cast("tuple[Changed, ...]", tuple(row["changed"])))
