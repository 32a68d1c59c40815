"""The questions both doors put to the domain; each gives the document of its answer.

A sight without cases is answered from a snapshot without cases, so that no two answers can be compared
to find out more. The analyses themselves are imported when they are asked for: a command that does not
need them starts faster.
"""

from functools import partial
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.snapshot import Layer, Snapshot
from graph.text import Language
from service.access.policy import FULL_SIGHT, Sight
from service.answers.documents import Document
from service.runtime import House

if TYPE_CHECKING:
    from graph.routes import RouteRequest
    from graph.whatif import Change


def measures_document(
    snapshot: Snapshot,
    layer: Layer = "institutions",
    *,
    members_only: bool = False,
    key_players: int = 2,
    sight: Sight = FULL_SIGHT,
) -> Document:
    """Measures of one layer of the network; workers who only meet over a case are case data."""
    from graph.measures.document import measures

    return measures(
        seen(snapshot, sight), layer=layer, members_only=members_only, key_players=key_players
    )


def gaps_document(house: House, snapshot: Snapshot, sight: Sight, lang: Language = "pl") -> Document:
    """Coordination gaps; without the cases those that hold without them.

    ``withheld`` is there where some may be left out: by kind how many, or ``None`` where the sight
    holds no number. The ties advised are chosen without the cases too: a shared family makes a tie
    easier, and the choice would tell of it.
    """
    from graph.gaps import find_gaps
    from graph.gaps import gaps_document as document_of
    from service.answers.redaction import gaps_seen, gaps_shown

    here = seen(snapshot, sight)
    gaps = gaps_seen(find_gaps(here, house.thresholds), sight)
    document = gaps_shown(document_of(here, gaps, lang), here, sight, lang)
    if sight.cases == "all":
        return document
    return document | {"withheld": withheld_counts(house, snapshot, sight, lang)}


def withheld_counts(house: House, snapshot: Snapshot, sight: Sight, lang: Language = "pl") -> Document:
    """About how many gaps of each kind that can rest on cases a sight does not hold, in words.

    They are those of the month, whatever day is asked about.
    """
    from graph.gaps import CASE_KINDS
    from service.answers.disclosure import about, hidden_gaps

    if sight.cases != "counts":
        return dict.fromkeys(CASE_KINDS)
    numbers = hidden_gaps(house, snapshot.partnership.id)
    return {kind: about(numbers.get(kind), lang) for kind in CASE_KINDS}


def gap_proof_document(
    house: House, snapshot: Snapshot, sight: Sight, gap_id: str, lang: Language = "pl"
) -> Document:
    """One gap recomputed from the data, by the id under which the sight is shown it.

    Raises
    ------
    NotFound
        If the sight is shown no such gap, be it that there is none.
    """
    from graph.gaps import find_gaps
    from graph.gaps import gaps_document as document_of
    from graph.gaps.proof import proof_of
    from service.answers.redaction import gaps_seen, gaps_shown

    here = seen(snapshot, sight)
    gaps = {gap.id: gap for gap in find_gaps(here, house.thresholds)}
    seen_gaps = gaps_seen(gaps.values(), sight)
    shown = gaps_shown(document_of(here, seen_gaps, lang, {}), here, sight, lang)["gaps"]
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
    house: House, snapshot: Snapshot, sight: Sight, size: int = 3, lang: Language = "pl"
) -> Document:
    """Whom to recruit."""
    from graph.recruitment import recruit
    from graph.recruitment import recruitment_document as document_of
    from service.answers.redaction import recruitment_shown

    snapshot = seen(snapshot, sight)
    found = recruit(snapshot, size, house.weights, house.thresholds)
    return recruitment_shown(document_of(snapshot, found, lang), snapshot, sight)


def what_if_document(
    house: House, snapshot: Snapshot, sight: Sight, change: "Change", lang: Language = "pl"
) -> Document:
    """Measures and gaps before and after a change, and a verdict on what the sight holds."""
    from graph.whatif import what_if
    from service.answers.redaction import gap_rows_shown

    return what_if(
        seen(snapshot, sight),
        change,
        lang,
        house.thresholds,
        partial(gap_rows_shown, sight=sight, lang=lang),
        families_seen=sight.cases == "all",
    )


def routes_document(
    house: House, snapshot: Snapshot, sight: Sight, request: "RouteRequest", lang: Language = "pl"
) -> Document:
    """Baskets of services and the contacts that lead there."""
    from graph.routes import find_routes, index_of, route_document
    from service.answers.redaction import routes_shown

    named = {*request.attends, *request.avoid, *((request.origin,) if request.origin else ())}
    # Institutions of other partnerships may be named too; the store is asked only about those.
    known = house.library.known_institutions(named - index_of(snapshot).institutions.keys())
    answer = find_routes(snapshot, request, house.costs, known)
    return routes_shown(route_document(answer, snapshot, lang, house.costs), sight)


def seen(snapshot: Snapshot, sight: Sight) -> Snapshot:
    """The snapshot without its cases, unless the sight holds all of them."""
    return snapshot if sight.cases == "all" else snapshot.public
