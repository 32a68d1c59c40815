"""The documents that pages show: the same, from the same shelf, as the API hands out."""

from collections.abc import Callable, Hashable
from typing import Final

from graph.snapshot import Snapshot
from graph.text import Language
from service.access.guard import Visitor
from service.access.policy import Sight
from service.answers import analyses, render_json
from service.answers.disclosure import families_shown
from service.answers.documents import Document, partnership_document

#: No single cases, no ratings but a word, no workers.
PARTNER_SIGHT: Final = Sight("none", "bands", workers=False)


def snapshot_for(visitor: Visitor, partnership_id: str) -> Snapshot:
    """The partnership today."""
    return visitor.house.snapshot(partnership_id)


def partnership_seen(visitor: Visitor, snapshot: Snapshot) -> Document:
    """The partnership with its map and contact details."""
    house, sight = visitor.house, visitor.sight
    id = snapshot.partnership.id
    families = families_shown(house, {id: len(snapshot.families)}, sight)[id]
    return _kept(
        *(visitor, snapshot, ("partnership", sight, families)),
        lambda: partnership_document(snapshot, families),
    )


def measures_seen(visitor: Visitor, snapshot: Snapshot) -> Document:
    """Measures of the network of institutions."""
    return _kept(
        *(visitor, snapshot, ("measures", "institutions", False, 2)),
        lambda: analyses.measures_document(snapshot),
    )


def gaps_seen(visitor: Visitor, snapshot: Snapshot, lang: Language) -> Document:
    """Coordination gaps as far as the visitor may see them; reading single cases is written down."""
    sight = visitor.sight_of(snapshot.partnership.id)
    return _kept(
        *(visitor, snapshot, ("gaps", lang, sight)),
        lambda: analyses.gaps_document(visitor.house, snapshot, sight, lang),
    )


def partner_gaps(visitor: Visitor, snapshot: Snapshot, lang: Language) -> Document:
    """The gaps as any partner may see them, whoever asks."""
    return _kept(
        *(visitor, snapshot, ("gaps", lang, PARTNER_SIGHT)),
        lambda: analyses.gaps_document(visitor.house, snapshot, PARTNER_SIGHT, lang),
    )


def _kept(
    visitor: Visitor, snapshot: Snapshot, question: Hashable, document: Callable[[], Document]
) -> Document:
    return visitor.house.answers.document(snapshot, question, lambda: render_json(document()))
