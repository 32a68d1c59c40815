"""Routes and free places over HTTP: what may be asked, what comes back, and that nothing of it stays."""

import logging
from dataclasses import replace

import orjson
import pytest

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors
from graph.routes import RouteRequest, capacity_overview
from graph.stores.port import ask
from graph.stores.reading import load_offers
from graph.vocabulary import AGE_BANDS, INSTITUTION_TYPES, NEEDS, SERVICE_TYPES
from service.access.policy import Grant, Role
from service.answers import analyses, render_json
from service.http.logs import JsonLines
from service.runtime import today

API = "/api/v1"
GMINA = "2499011"
QUESTION = {"gmina": GMINA, "needs": ["N04", "Z1"]}
NAME, PESEL = "Anna Kowalska", "44051401359"
SIGHT = Grant("x", frozenset({Role.API_CLIENT}), ("*",)).visibility


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("routes"), demo_package, FAR_PACKAGE) as opened:
        opened.client.headers.update(opened.headers("api_client"))
        yield opened


def post(doors, path="routes", **body):
    return doors.client.post(f"{API}/{path}", json=body)


def faults(answer):
    assert answer.status_code == 422, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    found = answer.json()["errors"]
    assert all(one["expected"] for one in found)
    return [one["column"] for one in found]


def test_free_places_are_told_for_many_needs_at_once(doors):
    needs, services = [*NEEDS], ["PPS", "SOC"]
    found = post(doors, "capacity", gmina=GMINA, needs=needs, services=services)
    snapshot = doors.runtime.library.snapshot(HERE, today())
    assert found.content == render_json(capacity_overview(snapshot, GMINA, needs, services))
    told = found.json()
    assert {one["need"] for one in told["needs"]} | {one["code"] for one in told["notices"]} == {
        *needs,
        *services,
    }
    help_at_once = next(one for one in told["notices"] if one["code"] == "N07")
    assert "112" in help_at_once["phones"]


def test_a_route_never_changes_a_capacity(doors):
    def overview():
        return post(doors, "capacity", gmina=GMINA, needs=[*NEEDS]).content

    before, offers = overview(), load_offers(doors.runtime.store)
    changes = doors.runtime.store.changes
    found = post(doors, gmina=GMINA, needs=["N04", "Z1", "M1", "N09"], alternatives=5).json()
    assert found["baskets"]
    assert overview() == before
    assert load_offers(doors.runtime.store) == offers
    assert doors.runtime.store.changes == changes


def test_institutions_of_other_partnerships_may_be_named(doors):
    without = post(doors, **QUESTION).json()
    # B1 stands in another partnership, and only there.
    named = post(doors, **QUESTION, avoid=["B1"], attends=["B1"]).json()
    assert named == without
    assert post(doors, **QUESTION, origin="B1").status_code == 200
    assert faults(post(doors, **QUESTION, avoid=["B1", "B2"])) == ["avoid[1]"]


def test_a_route_is_the_document_of_a_direct_call_also_when_asked_again(doors):
    snapshot = doors.runtime.library.snapshot(HERE, today())
    for needs in (["N04"], ["N04", "Z1"], ["N07", "N09"]):
        request = RouteRequest(GMINA, tuple(needs))
        document = analyses.routes_document(doors.runtime, snapshot, SIGHT, request)
        for _ in range(2):
            assert post(doors, gmina=GMINA, needs=needs).content == render_json(document)


def test_who_sees_more_is_not_answered_with_what_another_saw(doors):
    def strengths(role):
        answer = doors.client.post(f"{API}/routes", json=QUESTION, headers=doors.headers(role))
        items = [item for basket in answer.json()["baskets"] for item in basket["items"]]
        return {one["strength"] for item in items for one in item["steps"]}

    assert strengths("api_client") == {None}
    assert None not in strengths("case_lead")
    assert strengths("api_client") == {None}


def test_a_question_about_violence_is_not_kept_in_memory(doors):
    kept = len(doors.runtime.answers)
    for asked in ({"needs": ["N07", "N04"]}, {"services": ["NK"]}):
        assert post(doors, gmina=GMINA, **asked).json()["notices"]
    assert len(doors.runtime.answers) == kept
    assert post(doors, gmina=GMINA, needs=["N04"], max_wait=77).status_code == 200
    assert len(doors.runtime.answers) == kept + 1


@pytest.mark.parametrize(
    ("wrong", "columns"),
    [
        ({"gmina": "9999999"}, ["gmina"]),
        ({"gmina": "24990"}, ["gmina"]),
        ({"gmina": None}, ["gmina"]),
        ({"needs": ["N99", "N04"]}, ["needs[0]"]),
        ({"needs": []}, ["needs"]),
        ({"needs": ["N04"] * 10_000}, ["needs"]),
        ({"services": ["XXX"]}, ["services[0]"]),
        ({"services": ["PPS"] * 81}, ["services"]),
        ({"age_bands": ["4-5"]}, ["age_bands[0]"]),
        ({"attends": ["I999"]}, ["attends[0]"]),
        ({"origin": "I999"}, ["origin"]),
        ({"avoid": ["I999", "I998"]}, ["avoid[0]", "avoid[1]"]),
        ({"alternatives": 0}, ["alternatives"]),
        ({"alternatives": 1_000_000}, ["alternatives"]),
        ({"alternatives": "3"}, ["alternatives"]),
        ({"max_wait": -1}, ["max_wait"]),
        ({"needs": "N04"}, ["needs"]),
    ],
)
def test_what_cannot_be_asked_is_named_with_what_was_expected(doors, wrong, columns):
    assert faults(post(doors, **QUESTION | wrong)) == columns
    if wrong.keys() <= {"gmina", "needs", "services"}:
        assert faults(post(doors, "capacity", **QUESTION | wrong)) == columns


@pytest.mark.parametrize("text", [NAME, PESEL, "Kowalska", "anna.kowalska@example.org", "600 100 200"])
@pytest.mark.parametrize("path", ["routes", "capacity"])
def test_a_name_or_a_number_of_a_person_is_refused_unrepeated_and_unlogged(doors, caplog, path, text):
    caplog.set_level(logging.DEBUG)
    lists = ("needs", "services", "age_bands", "attends", "avoid")
    single = ("gmina", "origin", "partnership", "alternatives", "max_wait", "name", "pesel", text)
    bodies = [QUESTION | {name: [text]} for name in lists] + [QUESTION | {name: text} for name in single]
    addresses = [f"{API}/{path}"] * len(bodies)
    addresses += [f"{API}/{path}?lang={text}&who={text}", f"{API}/{path}?{text}={text}"]
    for address, body in zip(addresses, [*bodies, QUESTION, QUESTION], strict=True):
        answer = doors.client.post(address, json=body)
        refused = {404, 422} if body.get("partnership") == text else {422}
        assert answer.status_code in refused, body
        assert text not in answer.text
    broken = doors.client.post(
        f"{API}/{path}", content=text, headers={"Content-Type": "application/json"}
    )
    assert broken.status_code == 422
    assert text not in broken.text
    ours = [record for record in caplog.records if record.name.startswith(("kooperacje", "uvicorn"))]
    lines = [JsonLines().format(record) for record in ours]
    assert len(lines) == len(addresses) + 1
    assert not any(text in line for line in lines)


def test_a_partnership_must_be_named_where_several_fit(tmp_path, demo_package):
    twin = replace(demo_package, partnership=replace(demo_package.partnership, id="drugie"))
    with open_doors(tmp_path, demo_package, twin) as doors:
        doors.client.headers.update(doors.headers("api_client"))
        for path in ("routes", "capacity"):
            answer = post(doors, path, **QUESTION)
            assert answer.status_code == 422
            assert answer.json()["candidates"] == ["drugie", HERE]
            named = post(doors, path, **QUESTION, partnership=HERE)
            assert named.json()["partnership"] == HERE


def test_free_places_elsewhere_are_for_those_who_work_there(doors):
    headers = doors.headers("api_client", territory=("2499011",))
    for path in ("routes", "capacity"):
        asked = QUESTION | {"partnership": ELSEWHERE}
        answer = doors.client.post(f"{API}/{path}", json=asked, headers=headers)
        assert answer.status_code == 403
        answer = doors.client.post(
            f"{API}/{path}", json=QUESTION | {"gmina": "1099011"}, headers=headers
        )
        assert answer.status_code == 403


def test_services_say_all_that_a_choice_needs(doors):
    found = doors.client.get(f"{API}/services", params={"gmina": GMINA}).json()
    for one in found:
        kind = SERVICE_TYPES[one["service_code"]]
        assert one["name"]
        assert one["type_name_pl"] == kind.name_pl
        assert one["type_name_en"]
        assert one["access"]
        assert one["capacity"] in {"capacity", "waitlist", "no-capacity", "unknown"}
        ages = range(one["age_min"] or 0, 121 if one["age_max"] is None else one["age_max"] + 1)
        assert one["answers"] == [
            code
            for code, need in NEEDS.items()
            if one["service_code"] in need.answered_by
            and any(
                (need.age_min or 0) <= age <= (120 if need.age_max is None else need.age_max)
                for age in ages
            )
        ]
    assert any(one["answers"] for one in found)


@pytest.mark.parametrize(
    ("name", "codes", "fields"),
    [
        ("needs", NEEDS, {"name_pl", "name_en", "basis", "answered_by", "supported_by"}),
        ("services", SERVICE_TYPES, {"name_pl", "name_en", "access", "answers", "age_min", "is_cash"}),
        ("institutions", INSTITUTION_TYPES, {"name_pl", "name_en", "level", "area"}),
        ("age_bands", AGE_BANDS, {"age_min", "age_max"}),
        ("rejection_reasons", None, {"name_pl", "name_en"}),
        ("outcomes", None, {"name_pl", "name_en"}),
        ("data_classes", None, {"name_pl", "name_en"}),
        ("legal_bases", None, {"name_pl", "name_en"}),
    ],
)
def test_code_lists_name_everything_twice(doors, name, codes, fields):
    listed = doors.client.get(f"{API}/vocabularies/{name}").json()
    assert listed
    if codes is not None:
        assert [one["code"] for one in listed] == list(codes)
    for one in listed:
        assert fields <= one.keys()
        assert all(one[field] for field in fields if field.startswith("name_"))
    assert orjson.dumps(listed)


def test_the_store_is_not_asked_again_while_nothing_was_written(doors):
    library, store = doors.runtime.library, doors.runtime.store
    first = library.snapshot(HERE, today())
    before = store.changes
    assert isinstance(before, int)
    assert library.snapshot(HERE, today()) is first
    store.write(ask("write.touch_partnerships", ids=[HERE], revision=library.revision(HERE) + 1))
    assert store.changes == before + 1
    assert library.snapshot(HERE, today()) is not first
