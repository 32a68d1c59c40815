"""A family's case over HTTP: its whole life, who sees what of it, that nothing of it stays behind."""

import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from case_journals import (
    CASES,
    NEXT_YEAR,
    RUNNING,
    WHOLE,
    case,
    consent,
    journal,
    lead_of,
    start,
    take,
    until,
    walked,
)
from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors
from graph.cases import STEP_TYPES, Case, allowed, step_from
from graph.errors import InvalidRequest
from graph.model import Package, Partnership
from graph.stores import erase_family, import_package
from graph.stores.cases import read_tallies
from graph.stores.port import ask
from service.access.audit import entries
from service.access.owner import OWNER
from service.access.policy import FULL_VISIBILITY
from service.cases.retention import retire_cases
from service.http.logs import JsonLines
from service.monitoring.numbers import monitoring_document, years_disclosed
from service.runtime import today
from traces import traces

#: In the team of every case that is walked here: the lead's own institution, and one of each.
MEMBER, STRANGER = "I32", "I12"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("cases"), demo_package, FAR_PACKAGE) as opened:
        yield opened


@pytest.fixture
def own_doors(tmp_path, demo_package):
    """An application of its own for a test that looks into its files."""
    with open_doors(tmp_path / "data", demo_package, FAR_PACKAGE) as opened:
        lead_of(opened)
        yield opened


@pytest.fixture
def lead(doors):
    """A client of the case lead."""
    yield lead_of(doors)
    del doors.client.headers["Authorization"]


def logged(caplog):
    """What the product's own loggers wrote; the test client has one, too."""
    ours = [one for one in caplog.records if one.name.startswith("kooperacje")]
    return "".join(JsonLines().format(one) for one in ours)


def test_a_family_is_walked_from_its_request_to_the_looks_after_it(doors, lead):
    steps = journal(WHOLE)
    made = start(lead, steps)
    assert made.headers["ETag"] == '"1"'
    family = made.json()["family_id"]
    # Before the diagnosis there is a case, but no family in need yet.
    assert lead.get(f"/api/v1/families/{family}/permissions").status_code == 404
    states = [made.json()["state"]]
    for version, step in enumerate(steps[1:], start=1):
        assert step["kind"] in case(lead, family)["allowed"]
        answer = take(lead, family, step, version)
        assert answer.status_code == 200, answer.text
        assert answer.headers["ETag"] == f'"{version + 1}"'
        assert family not in answer.text
        told = answer.json()
        kept = {name: value for name, value in told["journal"][-1].items() if name in step}
        assert kept == step
        assert (told["journal"][-1]["number"], told["journal"][-1]["role"]) == (version + 1, "case_lead")
        states.append(told["state"])
        snapshot = doors.runtime.library.snapshot(HERE, today())
        assert (family in snapshot.families) == (
            told["state"] not in {"requested", "closed", "followed_up"}
        )
    assert list(dict.fromkeys(states)) == [
        *("requested", "diagnosed", "team_formed", "basket_planned", "basket_agreed"),
        *("basket_final", "contracted", "closed", "followed_up"),
    ]
    whole = case(lead, family)
    assert (whole["version"], whole["allowed"], whole["open_follow_ups"]) == (len(steps), [], [])
    assert [item["state"] for item in whole["basket"]["items"]] == ["completed", "completed"]
    assert len(whole["journal"]) == len(steps)
    assert lead.get(f"/api/v1/families/{family}/permissions").status_code == 404


def test_the_list_names_pseudonyms_states_and_what_is_due(lead):
    family = walked(lead, until(journal(RUNNING, days_ago=200), "diagnose"))
    (mine,) = [one for one in lead.get(CASES).json() if one["family_id"] == family]
    assert (mine["state"], mine["version"]) == ("diagnosed", 2)
    assert [(one["code"], one["overdue"]) for one in mine["reminders"]] == [("team", True)]


def test_pseudonyms_are_random_and_never_numbers(lead):
    steps = journal(RUNNING)
    made = {start(lead, steps).json()["family_id"] for _ in range(20)}
    assert len(made) == 20
    assert all(len(one) == 11 and not set(one) & set("0123456789AEIOUY") for one in made)


def test_steps_out_of_turn_are_refused_and_change_nothing(lead):
    steps = journal(WHOLE)
    samples = {step["kind"]: step for step in steps}
    assert samples.keys() == STEP_TYPES.keys()
    family = start(lead, steps).json()["family_id"]
    asked = 0
    for version, step in enumerate([*steps[1:], None], start=1):
        known = tuple(step_from(one["kind"], one) for one in steps[:version])
        wrong = samples.keys() - set(allowed(Case(HERE, family, known)))
        for kind in wrong:
            answer = take(lead, family, samples[kind], version)
            assert (answer.status_code, kind) == (409, kind)
            assert "allows only" in answer.json()["detail"]
            assert family not in answer.text
            asked += 1
        assert case(lead, family)["version"] == version
        if step is not None:
            assert take(lead, family, step, version).status_code == 200
    assert asked > 60


@pytest.mark.parametrize(
    ("wrong", "columns"),
    [
        ({"channel": "by pigeon", "teryt": "24990"}, {"channel", "teryt"}),
        ({"on": NEXT_YEAR}, {"on"}),
        ({"on": 20260101, "urgent": "yes"}, {"on", "urgent"}),
        ({"unit": "person", "age_bands": ["7-12"]}, {"guardian_consents"}),
        ({"teryt": "1099011"}, {"teryt"}),
        ({"note": "Jan Kowalski"}, {"fields"}),
        ({"channel": "44051401359"}, {"channel"}),
        ({"channel": "Jan\u0000Kowalski"}, {"channel"}),
        ({"channel": "\ud800"}, {"channel"}),
        ({"kind": "diagnose"}, {"needs", "fields"}),
        ({"44051401359": 1}, {"…"}),
    ],
)
def test_a_request_that_cannot_be_one_is_refused_with_every_problem(lead, wrong, columns):
    before = len(lead.get(CASES).json())
    sent = json.dumps(journal(RUNNING)[0] | wrong)
    answer = lead.post(CASES, content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    told = answer.json()["errors"]
    assert {one["column"] for one in told} == columns
    assert all(one["expected"] and one["value"] is None for one in told)
    assert "Kowalski" not in answer.text
    assert "44051401359" not in answer.text
    assert len(lead.get(CASES).json()) == before


def test_a_step_that_cannot_be_one_is_refused_with_every_problem(lead):
    steps = until(journal(WHOLE), "form_team")
    family = walked(lead, steps[:2])
    wrong = steps[2] | {
        "seats": [
            {"institution_id": "I01", "worker_id": "W3202", "role": "lead"},
            {"institution_id": "nowhere", "role": "lead"},
        ]
    }
    answer = take(lead, family, wrong, 2)
    assert answer.status_code == 422
    assert {one["column"] for one in answer.json()["errors"]} == {
        *("seats", "seats[0].worker_id", "seats[1].institution_id")
    }
    huge = {"kind": "review", "on": steps[2]["on"], "progress": [{"goal": "work", "value": 10**30}]}
    told = take(lead, family, huge, 2)
    assert [one["column"] for one in told.json()["errors"]] == ["progress[0].value"]
    refused = steps[1] | {"needs": ["N07"]}
    assert take(lead, family, refused, 2).status_code == 422
    assert take(lead, family, {"on": steps[2]["on"]}, 2).status_code == 422
    assert case(lead, family)["version"] == 2


def test_whoever_read_an_older_version_takes_no_step(lead):
    steps = until(journal(WHOLE), "form_team")
    family = start(lead, steps).json()["family_id"]
    address = f"/api/v1/families/{family}/case/steps"
    assert lead.post(address, json=steps[1]).status_code == 428
    assert take(lead, family, steps[1], 7).status_code == 412
    assert take(lead, family, steps[1], 1).status_code == 200
    assert take(lead, family, steps[2], 1).status_code == 412
    assert case(lead, family)["state"] == "diagnosed"
    assert lead.post(address, json=steps[2], headers={"If-Match": "*"}).status_code == 200


def test_the_same_post_opens_one_case(lead):
    steps = journal(RUNNING)
    key = {"Idempotency-Key": "c-1"}
    first = start(lead, steps, key).json()
    take(lead, first["family_id"], steps[1], 1)
    again = start(lead, steps, key).json()
    assert again["family_id"] == first["family_id"]
    assert again["version"] == 2
    assert start(lead, steps, {"Idempotency-Key": "c-2"}).json()["family_id"] != first["family_id"]
    other = [steps[0] | {"channel": "phone"}]
    assert start(lead, other, key, status=422).json()["type"] == "urn:kooperacje:key-reused"


def test_posts_at_once_open_one_case_and_take_one_step(lead):
    steps = journal(RUNNING)
    key = {"Idempotency-Key": "at-once"}
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: start(lead, steps, key).json()["family_id"], range(6)))
        (family,) = set(made)
        codes = list(pool.map(lambda _: take(lead, family, steps[1], 1).status_code, range(6)))
    assert codes.count(200) == 1
    assert set(codes) <= {200, 409, 412}
    assert case(lead, family)["version"] == 2


def test_the_same_step_is_taken_once(lead):
    steps = journal(RUNNING)
    family = start(lead, steps).json()["family_id"]
    key = {"Idempotency-Key": "s-1"}
    first, again = (take(lead, family, steps[1], 1, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert take(lead, family, steps[1] | {"resources": []}, 1, **key).status_code == 422
    # A step that was refused is not remembered.
    other = {"Idempotency-Key": "s-2"}
    assert take(lead, family, steps[3], 2, **other).status_code == 409
    assert take(lead, family, steps[2], 2, **other).status_code == 200


def test_a_proposal_names_baskets_areas_and_the_gaps_of_the_case(doors, lead):
    steps = journal(WHOLE)
    family = start(lead, steps).json()["family_id"]
    address = f"/api/v1/families/{family}/case/proposal"
    assert lead.get(address).status_code == 409
    take(lead, family, steps[1], 1)
    found = lead.get(address, params={"alternatives": 2}).json()
    assert 1 <= len(found["baskets"]) <= 2
    for basket in found["baskets"]:
        assert {need for item in basket["items"] for need in item["needs"]} == {"N04", "M1"}
        assert set(basket["joining"]) <= set(basket["members"])
    assert [one["area"] for one in found["areas"] if not one["considered"]] == ["pomoc_spoleczna"]
    provider = found["baskets"][0]["items"][0]["institution_id"]
    rest = lead.get(address, params={"avoid": provider}).json()
    assert provider not in {i["institution_id"] for b in rest["baskets"] for i in b["items"]}
    assert lead.get(address, params={"avoid": "nobody"}).status_code == 422
    # A planned basket shared by institutions that do not know each other is a gap of this case.
    for version, step in enumerate(steps[2:9], start=2):
        take(lead, family, step, version)
    ties = {gap["id"] for gap in lead.get(address).json()["gaps"]}
    every = {gap["id"] for gap in lead.get(f"/api/v1/partnerships/{HERE}/gaps").json()["gaps"]}
    assert "missing_tie:I32~I38" in ties
    assert ties < every


def test_a_member_of_the_team_sees_what_a_base_covers_and_no_more(doors, lead):
    steps = journal(WHOLE)
    contracted = next(n for n, step in enumerate(steps) if step["kind"] == "review")
    family = walked(lead, steps[:contracted])
    member = doors.headers("zzk_member", territory=("2499",), institution=MEMBER)
    address = f"/api/v1/families/{family}/case"

    def seen():
        answer = doors.client.get(address, headers=member)
        return answer.json().keys() if answer.status_code == 200 else answer.status_code

    def listed():
        return [one["family_id"] for one in doors.client.get(CASES, headers=member).json()]

    always = {"partnership", "state", "version", "reminders", "team"}
    assert (seen(), listed()) == (403, [])
    needs = consent(lead, family, MEMBER, "needs")
    assert (seen(), listed()) == (always | {"needs"}, [family])
    consent(lead, family, MEMBER, "basket")
    assert seen() == always | {"needs", "basket"}
    lead.post(
        f"/api/v1/families/{family}/permissions/{needs}/withdrawal", headers={"If-Match": "*"}
    ).raise_for_status()
    assert seen() == always | {"basket"}
    shown = case(doors.client, family, headers=member)
    assert [item["state"] for item in shown["basket"]["items"]] == ["started", "started"]
    consent(lead, family, MEMBER, "diagnosis")
    assert seen() == always | {"basket", "needs", "resources", "goals"}
    stranger = doors.headers("zzk_member", territory=("2499",), institution=STRANGER)
    consent(lead, family, STRANGER, "diagnosis")
    assert doors.client.get(address, headers=stranger).status_code == 404
    assert doors.client.get(CASES, headers=stranger).json() == []
    nobody = doors.headers("zzk_member", territory=("2499",))
    assert doors.client.get(address, headers=nobody).status_code == 404
    for path in ("/proposal", "/export"):
        assert doors.client.get(address + path, headers=member).status_code == 403
    assert take(doors.client, family, steps[contracted], contracted, **member).status_code == 403


def test_a_member_is_reminded_of_what_it_may_see_only(doors, lead):
    steps = journal(RUNNING, days_ago=300)
    family = walked(lead, steps)
    member = doors.headers("zzk_member", territory=("2499",), institution="I16")
    every = {one["code"] for one in case(lead, family)["reminders"]}
    assert {"meeting", "review", "goal"} <= every
    consent(lead, family, "I16", "basket")
    assert {one["code"] for one in case(doors.client, family, headers=member)["reminders"]} == {
        "meeting"
    }
    consent(lead, family, "I16", "diagnosis")
    told = {one["code"] for one in case(doors.client, family, headers=member)["reminders"]}
    assert told == {"meeting", "review", "goal"}


def test_whether_a_case_is_there_is_private(doors, lead):
    family = start(lead, journal(RUNNING)).json()["family_id"]

    def told(id, **scope):
        answer = doors.get(f"/api/v1/families/{id}/case", "case_lead", **scope)
        return answer.status_code, answer.text.replace(answer.headers["X-Request-ID"], "")

    absent = told("BBBBB-BBBBB", territory=("2499",))
    assert absent[0] == 404
    assert "BBBBB" not in absent[1]
    assert told(family, territory=("1099",)) == absent
    assert told(family, partnerships=(ELSEWHERE,)) == absent
    assert told(family, territory=("2499",))[0] == 200
    assert lead.get("/api/v1/families/R03/case").status_code == 404


def test_the_trail_names_partnership_and_action_never_the_family(doors, lead, caplog):
    caplog.set_level(logging.INFO)
    first = max((one.number for one in entries(doors.runtime.access, limit=1)), default=0)
    steps = journal(WHOLE)
    family = start(lead, steps).json()["family_id"]
    take(lead, family, steps[1], 1)
    take(lead, family, steps[1], 1)
    case(lead, family)
    lead.get(CASES)
    lead.get(f"/api/v1/families/{family}/case/proposal")
    lead.get(f"/api/v1/families/{family}/case/export")
    lead.get(f"{CASES}/export")
    doors.get(f"/api/v1/families/{family}/case", "zzk_member", institution=STRANGER)
    doors.get(f"/api/v1/families/{family}/case", "animator")
    lines = [one for one in reversed(entries(doors.runtime.access)) if one.number > first]
    assert [(one.action, one.subject, one.purpose, one.outcome) for one in lines] == [
        ("cases.write", HERE, "start_case", "allowed"),
        ("cases.write", HERE, "take_case_step", "allowed"),
        ("cases.write", HERE, "take_case_step", "allowed"),
        ("cases.read", HERE, "read_case", "allowed"),
        ("cases.read", HERE, "list_cases", "allowed"),
        ("cases.read", HERE, "propose_basket", "allowed"),
        ("cases.read", HERE, "export_family", "allowed"),
        ("package.export", HERE, "export_family", "allowed"),
        ("package.export", HERE, "export_cases", "allowed"),
        ("cases.read_own", "", "read_case", "refused"),
        ("cases.read", "", "read_case", "refused"),
    ]
    left = str(lines) + logged(caplog)
    assert "take_case_step" in left
    for kept in (family, "N04", "M1", "skills", "case_work", steps[0]["channel"]):
        assert kept not in left


def test_an_erased_family_leaves_nothing_but_numbers(own_doors, tmp_path, caplog):
    caplog.set_level(logging.INFO)
    client = own_doors.client
    steps = journal(WHOLE)
    family = start(client, steps, {"Idempotency-Key": "erased"}).json()["family_id"]
    other = walked(client, steps[:4])
    for version, step in enumerate(steps[1:9], start=1):
        take(client, family, step, version, **{"Idempotency-Key": f"e-{version}"})
    consent(client, family, MEMBER, "basket")
    item = case(client, family)["basket"]["items"][0]
    referral = {name: item[name] for name in ("institution_id", "service_id", "needs")}
    client.post(f"/api/v1/families/{family}/referrals", json=referral).raise_for_status()
    assert traces(tmp_path, family)
    erase_family(own_doors.runtime.store, HERE, family)
    assert client.get(f"/api/v1/families/{family}/case").status_code == 404
    assert client.get(f"/api/v1/families/{family}/case/export").status_code == 404
    counted = {(one.measure, one.item): one.value for one in read_tallies(own_doors.runtime.store, HERE)}
    assert counted["cases", "erased"] == 1
    assert counted["goals", "open"] == 2
    own_doors.runtime.close()
    assert traces(tmp_path, family) == []
    assert traces(tmp_path, other)
    assert "take_case_step" in logged(caplog)
    assert family not in logged(caplog)


def test_closed_cases_are_retired_when_their_time_is_over(own_doors, tmp_path):
    client, runtime = own_doors.client, own_doors.runtime
    old, young = (walked(client, journal(WHOLE, days)) for days in (400, 300))
    running = walked(client, journal(RUNNING, 900))
    before = read_tallies(runtime.store, HERE)
    assert retire_cases(runtime, OWNER, 401) == {}
    assert retire_cases(runtime, OWNER) == {HERE: 1}
    assert [one["family_id"] for one in client.get(CASES).json()] == sorted([young, running])
    assert read_tallies(runtime.store, HERE) == before
    lines = [one for one in entries(runtime.access) if one.action == "family.retire"]
    assert {one.who for one in lines} == {"owner"}
    assert told_of(lines) == [("*", "1", "done"), (HERE, "1", "done"), (HERE, "1", "begun")]
    assert retire_cases(runtime, OWNER) == {}
    runtime.close()
    assert traces(tmp_path, old) == []
    assert traces(tmp_path, young)


def told_of(lines):
    return [(one.subject, one.purpose, one.outcome) for one in lines]


def test_a_retirement_that_fails_goes_on_with_the_rest_and_tells_what_it_erased(own_doors):
    old = walked(own_doors.client, journal(WHOLE, 400))
    runtime = own_doors.runtime
    # Before it in the order of ids, so that the failure comes first.
    import_package(runtime.store, Package(Partnership("a", "A", "2499022")))
    spoiled = {"key": "x", "claim": "x", "family_key": "x", "family_id": "R-x", "kind": "close"}
    spoiled |= {
        "on_day": "2020-01-01",
        "at": "2020-01-01T00:00:00+00:00",
        "role": "x",
        "data": "{}",
        "facts": [],
    }
    runtime.store.write(ask("case_steps.begin", id="a", **spoiled))
    with pytest.raises(InvalidRequest):
        retire_cases(runtime, OWNER)
    lines = [one for one in entries(runtime.access) if one.action == "family.retire"]
    assert told_of(lines) == [
        ("*", "1", "failed"),
        (HERE, "1", "done"),
        (HERE, "1", "begun"),
        ("a", "0", "failed"),
    ]
    assert own_doors.client.get(f"/api/v1/families/{old}/case").status_code == 404


def test_a_family_that_is_erased_and_comes_back_counts_once(own_doors):
    client, runtime = own_doors.client, own_doors.runtime
    closed, running = walked(client, journal(WHOLE, 300)), walked(client, journal(RUNNING, 900))
    kept = client.get(f"/api/v1/partnerships/{HERE}/cases/export").json()
    snapshot = runtime.library.snapshot(HERE, today())
    seen = monitoring_document(snapshot, years_disclosed(runtime, snapshot, FULL_VISIBILITY))
    for _ in range(2):
        erase_family(runtime.store, HERE, closed, running)
        left = read_tallies(runtime.store, HERE)
        for name in (closed, running):
            assert name not in str(runtime.store.read(ask("tallies.find", owner=HERE)))
        client.post(f"/api/v1/partnerships/{HERE}/cases/import", json=kept).raise_for_status()
        assert client.get(f"/api/v1/families/{running}/case").status_code == 200
        assert read_tallies(runtime.store, HERE) == left
        now = monitoring_document(snapshot, years_disclosed(runtime, snapshot, FULL_VISIBILITY))
        assert families_of(now) == families_of(seen)
    assert len(runtime.store.read(ask("tallies.find", owner=HERE))[0]) == len(left) + 2


def families_of(document):
    return sum(year["families"] or 0 for year in document["years"])


def test_the_server_retires_on_its_own_when_it_starts(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as opened:
        old = walked(lead_of(opened), journal(WHOLE, 400))
    with open_doors(tmp_path) as opened:
        until_then = time.monotonic() + 60
        while time.monotonic() < until_then:
            if any(one.action == "family.retire" for one in entries(opened.runtime.access)):
                break
            time.sleep(0.1)
        lines = [one for one in entries(opened.runtime.access) if one.action == "family.retire"]
        assert {one.who for one in lines} == {"server"}
        assert (HERE, "1", "begun") in told_of(lines)
    assert traces(tmp_path, old) == []


def test_every_code_of_a_step_stands_in_a_list_that_can_be_asked_for(lead):
    def codes(name):
        return {one["code"] for one in lead.get(f"/api/v1/vocabularies/{name}").json()}

    steps = {step["kind"]: step for step in journal(WHOLE)}
    assert steps["request"]["channel"] in codes("request_channels")
    assert set(steps["diagnose"]["resources"]) <= codes("case_resources")
    assert set(steps["diagnose"]["methods"]) <= codes("case_methods")
    for goal in steps["sign_contract"]["goals"]:
        assert goal["code"] in codes("case_goals")
        assert goal["measure"] in codes("case_measures")
    assert {one["code"] for one in steps["sign_contract"]["obligations"]} <= codes("case_obligations")
    assert steps["close"]["reason"] in codes("close_reasons")
    assert "capacity" in codes("drop_reasons")
    assert "contracted" in codes("case_states")
