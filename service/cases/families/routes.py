"""Routes for a family: baskets for its needs, each item with the bases it has and those it lacks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from graph.records.kinds import REFERRAL
from graph.records.passing import Reach, passed_on
from graph.records.referral import acceptance_counts
from graph.routes import RouteRequest
from graph.rows import row_of
from graph.stores.records import read_records
from graph.text import Language
from service.answers.analyses import routes_document
from service.answers.documents import Document
from service.cases.families.files import File

#: A provider's history is told from this many answered referrals up, to the lead and to that provider.
FEWEST_ANSWERED: Final = 5


def family_routes(file: File, question: RouteRequest, lang: Language = "pl") -> Document:
    """Baskets for the family's needs, each item with the bases it has and those it lacks.

    The family may be told of every service. What is passed on along the way needs a base for each
    institution; where one is missing the item says so, to a member of the team of its own institution
    only. Of ``question`` only how to look counts (alternatives, avoid, max_wait, origin): what to look
    for stands in the file. Where the family already goes is part of its basket: without a base for that,
    the services which others keep for their own are left out.
    """
    family, reach, runtime = file.family, file.reach, file.principal.runtime
    known = file.snapshot.institutions
    told = reach.sees("basket")
    request = replace(
        question,
        gmina=family.teryt,
        needs=family.needs,
        services=(),
        age_bands=family.age_bands,
        attends=tuple(id for id in family.institutions if id in known and (told or reach.is_about(id))),
        partnership=file.snapshot.partnership.id,
    )
    document = routes_document(runtime, file.snapshot, file.principal.visibility, request, lang)
    answered = acceptance_counts(
        kept.entry
        for kept in read_records(runtime.store, file.snapshot.partnership.id, REFERRAL)[REFERRAL]
    )
    baskets = [
        basket | {"items": [_with_bases(item, reach, answered) for item in basket["items"]]}
        for basket in document["baskets"]
    ]
    return document | {"baskets": baskets}


def _with_bases(
    item: Mapping[str, Any], reach: Reach, answered: Mapping[str, tuple[int, int]]
) -> Document:
    reached = passed_on(item["path"], reach.held, reach.day)
    passing = [one for one in reached if reach.is_about(one.institution_id)]
    steps = [one | {"acceptance": _acceptance(one["to"], answered, reach)} for one in item["steps"]]
    return {
        **item,
        "steps": steps,
        "passed_on": [row_of(one) for one in passing],
        "missing_bases": [one.institution_id for one in passing if one.base is None],
        "acceptance": _acceptance(item["institution_id"], answered, reach),
    }


def _acceptance(
    institution_id: str, answered: Mapping[str, tuple[int, int]], reach: Reach
) -> Document | None:
    if not reach.is_about(institution_id):
        return None  # one refusal of another family would show in the difference of the two numbers
    total, accepted = answered.get(institution_id, (0, 0))
    return {"answered": total, "accepted": accepted} if total >= FEWEST_ANSWERED else None
