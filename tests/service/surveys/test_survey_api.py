"""Answering a survey by a link over HTTP: one institution's and one wave's, and nothing else."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from doors import BASE, HERE, Doors, open_doors
from graph.model import Package, Partnership
from graph.stores import import_package
from service.access.audit import entries
from service.http.app import create_app
from service.runtime import Runtime, today
from service.settings import Settings
from service.surveys.steps import begin_survey, end_survey, renew_link, status_document
from small_partnerships import inst

SURVEY = "/api/v1/survey"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("survey"), demo_package) as opened:
        yield opened


@pytest.fixture
def wave(request):
    return request.node.name[-40:].replace("_", "-").strip("-[]")


def by(secret, **more):
    return {"Authorization": f"Bearer {secret}"} | more


def links_of(doors, wave, *institutions, **days):
    _, links = begin_survey(doors.runtime, HERE, wave, institutions=institutions, **days)
    return {one.institution_id: one.secret for one in links}


def put(doors, secret, headers=None, **body):
    return doors.client.put(SURVEY, json=body, headers=by(secret, **(headers or {})))


def test_an_institution_answers_and_sees_its_own_answer_only(doors, wave):
    secrets = links_of(doors, wave, "I19", "I18", closes=today() + timedelta(14))
    empty = doors.client.get(SURVEY, headers=by(secrets["I19"])).json()
    assert (empty["institution"], empty["wave"], empty["done"]) == ("I19", wave, False)
    assert empty["closes_on"] == (today() + timedelta(14)).isoformat()
    assert empty["roles"] == ["pielęgniarka koordynująca", "pracownik socjalny szpitala"]
    assert (len(empty["roster"]), empty["ties"], empty["none"]) == (37, [], [])
    assert "I19" not in {one["id"] for one in empty["roster"]}
    assert set(empty["roster"][0]) == {"id", "name", "area"}
    tie = {
        "partner_id": "I01",
        "strength": 2,
        "frequency": "monthly",
        "formalisation": "agreement",
        "contact_role": "pielęgniarka koordynująca",
    }
    said = {"ties": [tie], "none": ["I02"], "done": True}
    assert put(doors, secrets["I19"], **said).status_code == 200
    again = doors.client.get(SURVEY, headers=by(secrets["I19"])).json()
    assert {name: again[name] for name in said} == said
    other = doors.client.get(SURVEY, headers=by(secrets["I18"]))
    assert [other.json()[name] for name in ("ties", "none", "done")] == [[], [], False]
    held = doors.runtime.library.package(HERE)
    (report,) = [one for one in held.ties if one.wave == wave and one.partner_id == "I01"]
    assert (report.reporter_id, report.contact_worker_id, report.reported_on) == (
        "I19",
        "W1902",
        today(),
    )
    status = status_document(doors.runtime, HERE, wave)
    assert [status[name] for name in ("invited", "opened", "answered", "response_rate")] == [
        2,
        2,
        1,
        0.5,
    ]
    lines = [one for one in entries(doors.runtime.access) if one.action == "survey.answer"]
    assert lines[0].subject == HERE
    everything = json.dumps([tuple(one) for one in entries(doors.runtime.access)])
    assert secrets["I19"] not in everything


def test_a_link_opens_no_other_door_and_no_token_opens_this_one(doors, wave):
    secret = links_of(doors, wave, "I19")["I19"]
    for path in ("partnerships", f"partnerships/{HERE}/timeline", f"partnerships/{HERE}/export"):
        assert doors.client.get(f"/api/v1/{path}", headers=by(secret)).status_code == 401
    assert doors.get(SURVEY, "case_lead", "animator").status_code == 401
    assert doors.client.get(SURVEY).status_code == 401


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ({"ties": [{"partner_id": "I19", "strength": 3}]}, "partner_id"),
        ({"ties": [{"partner_id": "X", "strength": 3}]}, "partner_id"),
        ({"ties": [{"partner_id": "I01", "strength": 3}], "none": ["I01"]}, "partner_id"),
        ({"ties": [{"partner_id": "I01"}]}, "strength"),
        ({"ties": [{"partner_id": "I01", "strength": 3, "contact_role": "lekarz"}]}, "contact_role"),
        ({"ties": [{"partner_id": "I01", "strength": 6}]}, "ties.0.strength"),
        ({"ties": [{"partner_id": "I01", "strength": 3, "frequency": "daily"}]}, "ties.0.frequency"),
        ({"done": True, "remarks": "44051401359"}, None),
    ],
)
def test_a_wrong_answer_is_refused_whole(doors, body, column):
    secret = links_of(doors, f"wrong {column}", "I19") or {}
    secret = secret.get("I19") or renew_link(doors.runtime, HERE, f"wrong {column}", "I19").secret
    refused = put(doors, secret, **body)
    assert refused.status_code == 422
    assert column in {one["column"] for one in refused.json()["errors"]}
    assert "44051401359" not in refused.text
    assert doors.client.get(SURVEY, headers=by(secret)).json()["ties"] == []


def test_an_answer_can_be_changed_until_the_survey_closes(doors, wave):
    secret = links_of(doors, wave, "I05")["I05"]
    first = put(doors, secret, ties=[{"partner_id": "I01", "strength": 5}])
    stale = put(doors, secret, {"If-Match": '"0"'}, none=["I02"])
    assert stale.status_code == 412
    fresh = put(doors, secret, {"If-Match": first.headers["ETag"]}, none=["I02"], done=True)
    assert (fresh.json()["ties"], fresh.json()["none"]) == ([], ["I02"])
    key = {"Idempotency-Key": wave}
    one = put(doors, secret, key, none=["I03"])
    assert put(doors, secret, key, none=["I03"]).json() == one.json()
    assert put(doors, secret, key, none=["I04"]).status_code == 422
    end_survey(doors.runtime, HERE, wave)
    for answer in (put(doors, secret, none=[]), doors.client.get(SURVEY, headers=by(secret))):
        assert (answer.status_code, answer.json()["detail"]) == (409, "the survey is closed")


def test_a_link_that_was_given_anew_replaces_the_old_one(doors, wave):
    old = links_of(doors, wave, "I06")["I06"]
    put(doors, old, none=["I02"])
    new = renew_link(doors.runtime, HERE, wave, "I06").secret
    assert put(doors, old, none=[]).status_code == 401
    assert doors.client.get(SURVEY, headers=by(new)).json()["none"] == ["I02"]


def test_guessing_is_slowed_down_and_does_not_lock_out_who_knows(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        secret = links_of(doors, "T1", "I19")["I19"]
        guesses = [doors.client.get(SURVEY, headers=by(f"guess{n}")).status_code for n in range(12)]
        assert guesses == [401] * 10 + [429] * 2
        assert doors.client.get(SURVEY, headers=by(secret)).status_code == 200


def test_forty_phones_answer_at_once_without_a_lost_or_mixed_answer(tmp_path, store):
    runtime = Runtime(Settings(data=tmp_path / "server"))
    map_ = tuple(inst(f"I{number:02}") for number in range(40))
    import_package(store, Package(Partnership(HERE, "Próba", "2499011"), map_))
    runtime._store = store
    app = create_app(runtime=runtime)
    with TestClient(app, base_url=BASE) as client:
        doors = Doors(runtime, client)
        secrets = links_of(doors, "T1")
        ids = sorted(secrets)

        def answer(place):
            partner = ids[(place + 1) % len(ids)]
            tie = {"partner_id": partner, "strength": 1 + place % 5}
            return put(doors, secrets[ids[place]], ties=[tie], done=True).status_code

        with ThreadPoolExecutor(40) as phones:
            assert set(phones.map(answer, range(len(ids)))) == {200}
        held = runtime.library.package(HERE)
        found = {(t.reporter_id, t.partner_id, t.strength) for t in held.ties if t.wave == "T1"}
        expected = {(ids[n], ids[(n + 1) % len(ids)], 1 + n % 5) for n in range(len(ids))}
        assert found == expected
        assert status_document(runtime, HERE, "T1")["answered"] == len(ids)


def test_the_timeline_tells_each_role_what_it_may_know(doors, wave):
    secret = links_of(doors, wave, "I19")["I19"]
    put(doors, secret, ties=[{"partner_id": "I01", "strength": 1}], done=True)
    path = f"/api/v1/partnerships/{HERE}/timeline"
    lead, animator = (doors.get(path, role).json() for role in ("case_lead", "animator"))
    assert lead["waves"][0]["id"] == "T0"
    assert lead["ties"] == animator["ties"]
    resting_on_cases = {"one_level_team", "uncoordinated_case", "outsider_with_families"}
    assert resting_on_cases & lead["waves"][0]["gaps"].keys()
    assert not {"one_level_team", "uncoordinated_case"} & animator["waves"][0]["gaps"].keys()
    assert doors.get(path, "api_client").status_code == 403
