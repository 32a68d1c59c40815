"""Documents of the pages that plan, from the same shelf as the API's where both ask the same."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from graph.snapshot import Snapshot
from graph.text import Language
from service.access.guard import Visitor
from service.answers import analyses, render_json
from service.answers.documents import Document

if TYPE_CHECKING:
    from graph.whatif import Change


def recruitment_seen(visitor: Visitor, snapshot: Snapshot, size: int, lang: Language) -> Document:
    """Whom to invite, as far as the visitor may know why; reading single cases is written down."""
    sight = visitor.sight_of(snapshot.partnership.id)
    return kept(
        *(visitor, snapshot, ("recruitment", size, lang, sight)),
        lambda: analyses.recruitment_document(visitor.house, snapshot, sight, size, lang),
    )


def what_if_seen(visitor: Visitor, snapshot: Snapshot, change: "Change", lang: Language) -> Document:
    """What a change would do, as far as the visitor may see it.

    Raises
    ------
    NotFound, InvalidRequest
        When the partnership does not allow the change.
    """
    sight = visitor.sight_of(snapshot.partnership.id)
    return kept(
        *(visitor, snapshot, ("what if", change, lang, sight)),
        lambda: analyses.what_if_document(visitor.house, snapshot, sight, change, lang),
    )


def kept(
    visitor: Visitor, snapshot: Snapshot, question: Hashable, document: Callable[[], Document]
) -> Document:
    """A document made once for a state of the data and a question."""
    return visitor.house.answers.document(snapshot, question, lambda: render_json(document()))
