"""The questions both doors put to the domain; each gives the document of its answer.

A visibility without cases is answered from a snapshot without cases, so no two answers can be compared
to find out more. The analyses themselves are imported when they are asked for: a command that does not
need them starts faster.
"""

from functools import partial
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.snapshot import Layer, Snapshot
from graph.text import Language
from service.access.policy import FULL_VISIBILITY, Visibility
from service.answers.documents import Document
from service.runtime import Runtime

if TYPE_CHECKING:
    from graph.routes import RouteRequest
    from graph.whatif import Change


def measures_document(
    snapshot: Snapshot,
    layer: Layer = "institutions",
    *,
    members_only: bool = False,
    key_players: int = 2,
    visibility: Visibility = FULL_VISIBILITY,
) -> Document:
    """Measures of one layer of the network; workers who only meet over a case are case data."""
    from graph.measures.document import measures

    return measures(
        seen(snapshot, visibility), layer=layer, members_only=members_only, key_players=key_players
    )


def gaps_document(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, lang: Language = "pl"
) -> Document:
    """Coordination gaps; without the cases those that hold without them.

    ``withheld`` is there where some may be left out: by kind how many, or ``None`` where the visibility
    holds no number. The ties advised are chosen without the cases too: a shared family makes a tie
    easier, and the choice would tell of it.
    """
    from graph.gaps import find_gaps
    from graph.gaps import gaps_document as document_of
    from service.answers.redaction import gaps_seen, gaps_shown

    here = seen(snapshot, visibility)
    gaps = gaps_seen(find_gaps(here, runtime.thresholds), visibility)
    document = gaps_shown(document_of(here, gaps, lang), here, visibility, lang)
    if visibility.cases == "all":
        return document
    return document | {"withheld": withheld_counts(runtime, snapshot, visibility, lang)}


def withheld_counts(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, lang: Language = "pl"
) -> Document:
    """About how many gaps of each kind that can rest on cases a visibility does not hold, in words.

    They are those of the month, whatever day is asked about.
    """
    from graph.gaps import CASE_KINDS
    from service.answers.disclosure import about, hidden_gaps

    if visibility.cases != "counts":
        return dict.fromkeys(CASE_KINDS)
    numbers = hidden_gaps(runtime, snapshot.partnership.id)
    return {kind: about(numbers.get(kind), lang) for kind in CASE_KINDS}


def gap_proof_document(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, gap_id: str, lang: Language = "pl"
) -> Document:
    """One gap recomputed from the data, by the id under which the visibility is shown it.

    Raises
    ------
    NotFound
        If the visibility is shown no such gap, be it that there is none.
    """
    from graph.gaps import find_gaps
    from graph.gaps import gaps_document as document_of
    from graph.gaps.proof import proof_of
    from service.answers.redaction import gaps_seen, gaps_shown

    here = seen(snapshot, visibility)
    gaps = {gap.id: gap for gap in find_gaps(here, runtime.thresholds)}
    seen_gaps = gaps_seen(gaps.values(), visibility)
    shown = gaps_shown(document_of(here, seen_gaps, lang, {}), here, visibility, lang)["gaps"]
    for gap, row in zip(seen_gaps, shown, strict=True):
        if row["id"] == gap_id:
            holds, said = proof_of(gaps[gap.id], here, lang)
            return {
                "partnership": snapshot.partnership.id,
                "as_of": snapshot.as_of.isoformat(),
                "gap": gap_id,
                "kind": gap.kind,
                "title": row["title"],
                "holds": holds,
                "recomputed": said,
            }
    raise NotFound("gap", gap_id)


def recruitment_document(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, size: int = 3, lang: Language = "pl"
) -> Document:
    """Whom to recruit."""
    from graph.recruitment import recruit
    from graph.recruitment import recruitment_document as document_of
    from service.answers.redaction import recruitment_shown

    snapshot = seen(snapshot, visibility)
    found = recruit(snapshot, size, runtime.weights, runtime.thresholds)
    return recruitment_shown(document_of(snapshot, found, lang), snapshot, visibility)


def what_if_document(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, change: "Change", lang: Language = "pl"
) -> Document:
    """Measures and gaps before and after a change, and a verdict on what the visibility holds."""
    from graph.whatif import what_if
    from service.answers.redaction import gap_rows_shown

    return what_if(
        seen(snapshot, visibility),
        change,
        lang,
        runtime.thresholds,
        partial(gap_rows_shown, visibility=visibility, lang=lang),
        families_seen=visibility.cases == "all",
    )


def routes_document(
    runtime: Runtime,
    snapshot: Snapshot,
    visibility: Visibility,
    request: "RouteRequest",
    lang: Language = "pl",
) -> Document:
    """Baskets of services and the contacts that lead there."""
    from graph.routes import find_routes, index_of, route_document
    from service.answers.redaction import routes_shown

    named = {*request.attends, *request.avoid, *((request.origin,) if request.origin else ())}
    # Institutions of other partnerships may be named too; the store is asked only about those.
    known = runtime.library.known_institutions(named - index_of(snapshot).institutions.keys())
    answer = find_routes(snapshot, request, runtime.costs, known)
    return routes_shown(route_document(answer, snapshot, lang, runtime.costs), visibility)


def seen(snapshot: Snapshot, visibility: Visibility) -> Snapshot:
    """The snapshot without its cases, unless the visibility holds all of them."""
    return snapshot if visibility.cases == "all" else snapshot.public
