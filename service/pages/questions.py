"""The documents that pages show: the same, from the same shelf, as the API hands out."""

from collections.abc import Callable, Hashable
from typing import Final

from graph.snapshot import Snapshot
from graph.text import Language
from service.access.guard import Principal
from service.access.policy import Visibility
from service.answers import analyses, render_json
from service.answers.disclosure import families_shown
from service.answers.documents import Document, partnership_document

#: No single cases, no ratings but a word, no workers.
PARTNER_VISIBILITY: Final = Visibility("none", "bands", workers=False)


def snapshot_for(principal: Principal, partnership_id: str) -> Snapshot:
    """The partnership today."""
    return principal.runtime.snapshot(partnership_id)


def partnership_seen(principal: Principal, snapshot: Snapshot) -> Document:
    """The partnership with its map and contact details."""
    runtime, visibility = principal.runtime, principal.visibility
    id = snapshot.partnership.id
    families = families_shown(runtime, {id: len(snapshot.families)}, visibility)[id]
    return kept_document(
        *(principal, snapshot, ("partnership", visibility, families)),
        lambda: partnership_document(snapshot, families),
    )


def measures_seen(principal: Principal, snapshot: Snapshot) -> Document:
    """Measures of the network of institutions."""
    return kept_document(
        *(principal, snapshot, ("measures", "institutions", False, 2)),
        lambda: analyses.measures_document(snapshot),
    )


def gaps_seen(principal: Principal, snapshot: Snapshot, lang: Language) -> Document:
    """Coordination gaps as far as the principal may see them; reading single cases is written down."""
    visibility = principal.visibility_of(snapshot.partnership.id)
    return kept_document(
        *(principal, snapshot, ("gaps", lang, visibility)),
        lambda: analyses.gaps_document(principal.runtime, snapshot, visibility, lang),
    )


def partner_gaps(principal: Principal, snapshot: Snapshot, lang: Language) -> Document:
    """The gaps as any partner may see them, whoever asks."""
    return kept_document(
        *(principal, snapshot, ("gaps", lang, PARTNER_VISIBILITY)),
        lambda: analyses.gaps_document(principal.runtime, snapshot, PARTNER_VISIBILITY, lang),
    )


def kept_document(
    principal: Principal, snapshot: Snapshot, question: Hashable, document: Callable[[], Document]
) -> Document:
    """A document made once for a state of the data and a question."""
    return principal.runtime.answers.document(snapshot, question, lambda: render_json(document()))
