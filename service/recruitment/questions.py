"""Documents of the pages that plan, from the same shelf as the API's where both ask the same."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from graph.snapshot import Snapshot
from graph.text import Language
from service.access.guard import Principal
from service.answers import analyses, render_json
from service.answers.documents import Document

if TYPE_CHECKING:
    from graph.whatif import Change


def recruitment_seen(principal: Principal, snapshot: Snapshot, size: int, lang: Language) -> Document:
    """Whom to invite, as far as the principal may know why; reading single cases is written down."""
    visibility = principal.visibility_of(snapshot.partnership.id)
    return kept(
        *(principal, snapshot, ("recruitment", size, lang, visibility)),
        lambda: analyses.recruitment_document(principal.runtime, snapshot, visibility, size, lang),
    )


def what_if_seen(principal: Principal, snapshot: Snapshot, change: "Change", lang: Language) -> Document:
    """What a change would do, as far as the principal may see it.

    Raises
    ------
    NotFound, InvalidRequest
        When the partnership does not allow the change.
    """
    visibility = principal.visibility_of(snapshot.partnership.id)
    return kept(
        *(principal, snapshot, ("what if", change, lang, visibility)),
        lambda: analyses.what_if_document(principal.runtime, snapshot, visibility, change, lang),
    )


def kept(
    principal: Principal, snapshot: Snapshot, question: Hashable, document: Callable[[], Document]
) -> Document:
    """A document made once for a state of the data and a question."""
    return principal.runtime.answers.document(snapshot, question, lambda: render_json(document()))
