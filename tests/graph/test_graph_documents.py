"""The documents of the analyses are what the API says its answers are, cell by cell."""

import orjson
import pytest

from answer_models import differences
from graph.gaps import find_gaps, gaps_document
from graph.gaps.layers import levels
from graph.gaps.layers_words import levels_document
from graph.measures.document import measures
from graph.recruitment import recruit, recruitment_document
from graph.routes import RouteRequest, capacity_overview, find_routes, route_document
from graph.snapshot import snapshot_of
from service.answers.gaps import GapsAnswer
from service.answers.measures import MeasuresAnswer
from service.answers.recruitment import RecruitmentAnswer
from service.answers.routes import CapacityAnswer, RoutesAnswer
from small_partnerships import AS_OF

PLACE = "2499011"


@pytest.fixture(scope="module")
def here(demo_package):
    return snapshot_of(demo_package, AS_OF)


def request_of(here, *needs):
    family = next(one for one in here.families.values() if len(one.needs) > 1)
    return RouteRequest(family.teryt, needs or family.needs, age_bands=family.age_bands)


@pytest.mark.parametrize(
    ("model", "document"),
    [
        (MeasuresAnswer, measures),
        (GapsAnswer, lambda here: gaps_document(here, find_gaps(here))),
        (RecruitmentAnswer, lambda here: recruitment_document(here, recruit(here, 3))),
        (RoutesAnswer, lambda here: route_document(find_routes(here, request_of(here)), here)),
        (CapacityAnswer, lambda here: capacity_overview(here, PLACE, ["N01", "Z2", "N07"])),
    ],
    ids=["measures", "gaps", "recruitment", "routes", "capacity"],
)
def test_a_document_is_as_described(here, model, document):
    assert differences(model, orjson.dumps(document(here))) == []


def test_the_document_of_the_levels_has_its_numbers(here):
    found = levels(here, rounds=20)
    document = levels_document(here, found)
    assert set(document) == {
        "partnership",
        "as_of",
        "agreements",
        "workers_do_not_meet",
        "without_agreement",
    }
    assert (document["partnership"], document["as_of"]) == (here.partnership.id, "2026-06-30")
    for row, one in zip(document["agreements"], found.agreements, strict=True):
        assert "Kontakt" in row.pop("explanation") or row["layers"]
        assert row == {
            "layers": [one.one, one.other],
            "pairs": list(one.pairs),
            "shared": one.shared,
            "correlation": one.correlation,
            "p_value": one.p_value,
            "tests": one.tests,
        }
    for name in ("workers_do_not_meet", "without_agreement"):
        rows = document[name]
        assert [tuple(row["institutions"]) for row in rows] == list(getattr(found, name))
        assert rows
        for row in rows:
            assert all(here.institutions[id].name in row["explanation"] for id in row["institutions"])
