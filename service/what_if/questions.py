"""What pages ask of a change, from the same shelf as the API's answers."""

from typing import TYPE_CHECKING

from graph.snapshot import Snapshot
from graph.text import Language
from service.access.guard import Principal
from service.answers import analyses
from service.answers.documents import Document
from service.pages.questions import kept_document

if TYPE_CHECKING:
    from graph.whatif import Change


def what_if_seen(principal: Principal, snapshot: Snapshot, change: "Change", lang: Language) -> Document:
    """What a change would do, as far as the principal may see it.

    Raises
    ------
    NotFound, InvalidRequest
        When the partnership does not allow the change.
    """
    visibility = principal.visibility_of(snapshot.partnership.id)
    return kept_document(
        *(principal, snapshot, ("what if", change, lang, visibility)),
        lambda: analyses.what_if_document(principal.runtime, snapshot, visibility, change, lang),
    )
