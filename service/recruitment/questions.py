"""What pages ask about candidates, from the same shelf as the API's answers."""

from graph.snapshot import Snapshot
from graph.text import Language
from service.access.guard import Principal
from service.answers import analyses
from service.answers.documents import Document
from service.pages.questions import kept_document


def recruitment_seen(principal: Principal, snapshot: Snapshot, size: int, lang: Language) -> Document:
    """Whom to invite, as far as the principal may know why; reading single cases is written down."""
    visibility = principal.visibility_of(snapshot.partnership.id)
    return kept_document(
        *(principal, snapshot, ("recruitment", size, lang, visibility)),
        lambda: analyses.recruitment_document(principal.runtime, snapshot, visibility, size, lang),
    )
