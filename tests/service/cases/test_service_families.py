"""A family's file over HTTP: who may open it, what may be passed on, and the life of a referral."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors
from graph.model import Family
from graph.records.referral import LIFE, OUTCOMES, REJECTION_REASONS
from graph.rows import key_of
from graph.stores import import_package
from graph.stores.port import ask
from graph.stores.reading import read_state
from service.access.audit import entries
from service.access.policy import Role
from service.http.logs import JsonLines
from service.runtime import today

API = "/api/v1/families"
R01 = f"{API}/R01"
#: The task team of R01; I12 is in another family's team.
TEAM, OTHER = "I16", "I12"
NEXT_YEAR = (today() + timedelta(days=365)).isoformat()
CODES = {"rejected": "capacity", "completed": "met"}


@pytest.fixture(scope="module")
def runtime_of_all(tmp_path_factory, demo_package):
    """One application for the tests that leave the package as it is."""
    with open_doors(tmp_path_factory.mktemp("families"), demo_package, FAR_PACKAGE) as opened:
        yield opened


@pytest.fixture
def doors(runtime_of_all, demo_package):
    """The application with every family's file empty."""
    yield runtime_of_all
    keys = [key_of(HERE, family.id) for family in demo_package.families]
    store = runtime_of_all.runtime.store
    store.write(
        ask("state.claim", claim="test", expected=read_state(store).revision),
        ask("permissions.retire", owners=keys),
        ask("referrals.retire", owners=keys),
    )


@pytest.fixture
def own_doors(tmp_path, demo_package):
    """An application of its own for a test that changes packages."""
    with open_doors(tmp_path, demo_package, FAR_PACKAGE) as opened:
        yield opened


@pytest.fixture
def lead(doors):
    """A client of the case lead."""
    doors.client.headers.update(doors.headers("case_lead", territory=("2499",)))
    yield doors.client
    del doors.client.headers["Authorization"]


def consent(client, institution, data_class="needs", family=R01, status=201, **facts):
    body = {"institution_id": institution, "data_class": data_class, "expires_on": NEXT_YEAR} | facts
    answer = client.post(f"{family}/permissions", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def routes(client, family=R01, **question):
    answer = client.post(f"{family}/routes", json=question)
    assert answer.status_code == 200, answer.text
    return answer.json()


def items(document):
    return [item for basket in document["baskets"] for item in basket["items"]]


def refer(client, family=R01, headers=None, **changes):
    """A referral for the first item of the family's best basket."""
    item = routes(client, family)["baskets"][0]["items"][0]
    body = {name: item[name] for name in ("institution_id", "service_id")} | {"needs": item["need"]}
    return client.post(f"{family}/referrals", json=body | changes, headers=headers)


def step(client, referral, state, headers=None, family=R01, **body):
    body = body or ({"code": CODES[state]} if state in CODES else {})
    address = f"{family}/referrals/{referral['id']}/steps"
    return client.post(
        address, json={"state": state} | body, headers={"If-Match": "*"} | (headers or {})
    )


def withdraw(client, permission, version="*", **headers):
    address = f"{R01}/permissions/{permission}/withdrawal"
    return client.post(address, headers={"If-Match": version} | headers)


def logged(caplog):
    """What the product's own loggers wrote; the test client has one, too."""
    ours = [record for record in caplog.records if record.name.startswith("kooperacje")]
    return [JsonLines().format(record) for record in ours]


def test_case_leads_of_the_territory_open_the_file_and_nobody_else(doors):
    for role in Role:
        answer = doors.get(f"{R01}/permissions", role, territory=("2499",), institution=OTHER)
        expected = {Role.CASE_LEAD: 200, Role.ZZK_MEMBER: 404}.get(role, 403)
        assert answer.status_code == expected, role


def test_whether_a_family_is_there_is_private(doors):
    def told(family, **scope):
        answer = doors.get(f"{API}/{family}/referrals", "case_lead", **scope)
        return answer.status_code, answer.text.replace(answer.headers["X-Request-ID"], "")

    absent = told("R99", territory=("2499",))
    assert absent[0] == 404
    assert "R99" not in absent[1]
    assert told("R01", territory=("1099",)) == absent
    assert told("R01", partnerships=(ELSEWHERE,)) == absent
    assert told("R01", territory=("2499",))[0] == 200


def test_a_member_reads_only_the_file_of_its_own_team(doors):
    def status(path, institution, method="GET"):
        headers = doors.headers("zzk_member", institution=institution)
        send = {"json": {}} if method == "POST" else {}
        return doors.client.request(method, R01 + path, headers=headers, **send).status_code

    assert status("/permissions", TEAM) == 200
    assert status("/permissions", OTHER) == 404
    assert status("/permissions", None) == 404
    assert status("/routes", OTHER, "POST") == 404
    assert status("/referrals", OTHER) == 404
    assert status("/referrals", TEAM, "POST") == 403
    assert status("/permissions", TEAM, "POST") == 403


def test_what_a_member_of_the_team_reads_needs_a_base_and_ends_with_it(doors, lead):
    member = doors.headers("zzk_member", institution=TEAM)

    def reads():
        return (
            doors.client.post(f"{R01}/routes", json={}, headers=member).status_code,
            doors.client.get(f"{R01}/referrals", headers=member).status_code,
        )

    assert reads() == (403, 403)
    needs = consent(lead, TEAM)
    assert reads() == (200, 403)
    consent(lead, TEAM, "basket")
    assert reads() == (200, 200)
    withdraw(lead, needs["id"])
    assert reads() == (403, 200)
    consent(lead, "I07")
    own = doors.client.get(f"{R01}/permissions", headers=member).json()
    assert {one["institution_id"] for one in own} == {TEAM}
    assert len(lead.get(f"{R01}/permissions").json()) == 3


def test_a_member_sees_ratings_as_bands_only(doors, lead):
    consent(lead, TEAM)
    member = doors.headers("zzk_member", institution=TEAM)
    shown = doors.client.post(f"{R01}/routes", json={}, headers=member).json()
    assert [basket["cost"] for basket in shown["baskets"]] == [None] * len(shown["baskets"])
    assert all(one["strength"] is None for item in items(shown) for one in item["steps"])
    assert all("missing_bases" in item for item in items(shown))


def test_every_item_names_the_bases_that_are_missing(lead):
    found = items(routes(lead))
    handed = [item for item in found if len(item["path"]) > 1]
    assert handed
    for item in found:
        assert item["missing_bases"] == item["path"][1:]
        assert [one["institution_id"] for one in item["passed_on"]] == item["path"][1:]
        assert all(one["base"] is None for one in item["passed_on"])
    provider = handed[0]["path"][1]
    consent(lead, provider)
    consent(lead, handed[0]["path"][0])  # the origin passes nothing on to itself
    for before, after in zip(found, items(routes(lead)), strict=True):
        assert after["missing_bases"] == [one for one in before["missing_bases"] if one != provider]
        for one in after["passed_on"]:
            given = one["institution_id"] == provider
            assert (one["base"], one["expires_on"]) == (
                ("consent", NEXT_YEAR) if given else (None, None)
            )


def test_where_the_family_goes_itself_nothing_is_passed_on(lead):
    alone = [item for item in items(routes(lead, f"{API}/R02")) if item["self_referral"]]
    assert alone
    assert all(item["passed_on"] == item["missing_bases"] == [] for item in alone)


def test_another_class_of_data_is_another_permission(lead):
    provider = next(item["path"][1] for item in items(routes(lead)) if len(item["path"]) > 1)
    consent(lead, provider, "basket")
    consent(lead, provider, "diagnosis", base="ups-105", expires_on=None)
    assert any(provider in item["missing_bases"] for item in items(routes(lead)))
    consent(lead, provider, base="ups-105", expires_on=None)
    bases = {
        one["base"]
        for item in items(routes(lead))
        for one in item["passed_on"]
        if one["institution_id"] == provider
    }
    assert bases == {"ups-105"}


def test_a_withdrawal_counts_at_once_and_once(lead):
    provider = next(item["path"][1] for item in items(routes(lead)) if len(item["path"]) > 1)
    given = consent(lead, provider, by_guardian=True)
    assert not any(provider in item["missing_bases"] for item in items(routes(lead)))
    assert lead.post(f"{R01}/permissions/{given['id']}/withdrawal").status_code == 428
    assert withdraw(lead, given["id"], '"2"').status_code == 412
    answer = withdraw(lead, given["id"], f'"{given["version"]}"')
    ended = answer.json()
    assert ended == given | {"withdrawn_on": today().isoformat(), "version": 2}
    assert answer.headers["ETag"] == '"2"'
    assert any(provider in item["missing_bases"] for item in items(routes(lead)))
    assert withdraw(lead, given["id"]).status_code == 409
    assert lead.get(f"{R01}/permissions").json() == [ended]
    rule = consent(lead, provider, base="kpc-572", expires_on=None)
    assert withdraw(lead, rule["id"]).status_code == 409
    assert withdraw(lead, "absent").status_code == 404


def test_an_ended_or_future_consent_is_no_base(lead):
    provider = next(item["path"][1] for item in items(routes(lead)) if len(item["path"]) > 1)
    day = today()
    consent(lead, provider, given_on="2026-01-01", expires_on=day.isoformat())
    consent(lead, provider, given_on=(day + timedelta(days=1)).isoformat())
    assert any(provider in item["missing_bases"] for item in items(routes(lead)))


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"institution_id": "Jan Kowalski"}, "institution_id"),
        ({"data_class": "health"}, "data_class"),
        ({"base": "bo tak"}, "base"),
        ({"expires_on": None}, "expires_on"),
        ({"given_on": "2026-05-01", "expires_on": "2026-05-01"}, "expires_on"),
        ({"expires_on": 1893456000}, "expires_on"),
        ({"by_guardian": "Anna"}, "by_guardian"),
    ],
)
def test_a_permission_that_cannot_be_one_is_refused(lead, wrong, column):
    told = consent(lead, wrong.pop("institution_id", "I11"), status=422, **wrong)
    assert [one["column"] for one in told["errors"]] == [column]
    assert told["errors"][0]["expected"]
    assert "Kowalski" not in str(told)
    assert lead.get(f"{R01}/permissions").json() == []


def test_the_family_may_be_told_of_everything_though_nothing_may_be_passed_on(lead):
    asked = {"gmina": "2499011", "needs": ["N01", "N09", "E1"], "age_bands": ["7-12", "26-59"]}
    asked |= {"attends": ["I01", "I07", "I11"]}
    public = lead.post("/api/v1/routes", json=asked).json()
    own = routes(lead)
    for basket in own["baskets"]:
        for item in basket["items"]:
            for name in ("passed_on", "missing_bases", "acceptance"):
                del item[name]
            for one in item["steps"]:
                del one["acceptance"]
    assert own == public


def test_the_question_says_how_to_look_not_what_for(lead):
    found = routes(lead)
    provider = found["baskets"][0]["items"][0]["institution_id"]
    without = routes(lead, avoid=[provider], alternatives=1, max_wait=365)
    assert len(without["baskets"]) == 1
    assert provider not in {item["institution_id"] for item in items(without)}
    for wrong in ({"needs": ["N01"]}, {"avoid": ["Jan Kowalski"]}, {"alternatives": "3"}):
        answer = lead.post(f"{R01}/routes", json=wrong)
        assert answer.status_code == 422
        assert "Kowalski" not in answer.text


@pytest.mark.parametrize("state", LIFE.following)
@pytest.mark.parametrize(
    "reached",
    [
        (),
        ("waitlisted",),
        ("accepted",),
        ("accepted", "in_progress"),
        ("rejected",),
        ("accepted", "in_progress", "completed"),
        ("accepted", "failed"),
        ("cancelled",),
    ],
)
def test_a_referral_goes_only_where_its_state_leads(lead, reached, state):
    referral = refer(lead).json()
    for one in reached:
        assert step(lead, referral, one).status_code == 200
    answer = step(lead, referral, state)
    before = ("requested", *reached)
    may = state in LIFE.following[before[-1]]
    assert answer.status_code == (200 if may else 409), answer.text
    (kept,) = lead.get(f"{R01}/referrals").json()
    after = (*before, state) if may else before
    assert tuple(one["state"] for one in kept["history"]) == after
    assert (kept["state"], kept["version"]) == (after[-1], len(after))
    assert {one["role"] for one in kept["history"]} == {"case_lead"}
    if not may:
        assert (
            answer.json()["detail"]
            == f"{before[-1]} allows only: {', '.join(LIFE.following[before[-1]]) or 'nothing'}"
        )


@pytest.mark.parametrize(
    ("state", "code", "accepted"),
    [
        ("rejected", None, False),
        ("rejected", "nie pasuje", False),
        ("rejected", "met", False),
        *(("rejected", code, True) for code in REJECTION_REASONS),
        ("accepted", "capacity", False),
        ("completed", None, False),
        ("completed", "capacity", False),
        *(("completed", code, True) for code in OUTCOMES),
    ],
)
def test_a_rejection_says_why_and_an_end_says_what_came_of_it(lead, state, code, accepted):
    referral = refer(lead).json()
    if state == "completed":
        for one in ("accepted", "in_progress"):
            step(lead, referral, one)
    answer = step(lead, referral, state, code=code)
    assert answer.status_code == (200 if accepted else 422), answer.text
    if accepted:
        assert answer.json()["history"][-1]["code"] == code
    else:
        (told,) = answer.json()["errors"]
        assert (told["column"], told["value"]) == ("code", None)
        assert "nie pasuje" not in answer.text


def test_whoever_read_an_older_version_takes_no_step(lead):
    made = refer(lead)
    referral, mark = made.json(), made.headers["ETag"]
    assert mark == '"1"'
    first = step(lead, referral, "waitlisted", headers={"If-Match": mark})
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    late = step(lead, referral, "cancelled", headers={"If-Match": mark})
    assert late.status_code == 412
    assert lead.get(f"{R01}/referrals").json()[0]["state"] == "waitlisted"
    for good in ('"7", "2"', "*"):
        referral = refer(lead).json()
        step(lead, referral, "waitlisted")
        assert step(lead, referral, "accepted", headers={"If-Match": good}).status_code == 200


def test_the_same_post_asks_once(lead):
    key = {"Idempotency-Key": "a-1"}
    first, again = refer(lead, headers=key), refer(lead, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(lead.get(f"{R01}/referrals").json()) == 1
    assert refer(lead, headers={"Idempotency-Key": "a-2"}).json()["id"] != first.json()["id"]
    assert refer(lead).json()["id"] != refer(lead).json()["id"]
    other = refer(lead, headers=key, institution_id="I38", service_id="S3801", needs=["N01"])
    assert other.status_code == 422
    # It is still the same referral when it has moved on, and none of another family.
    step(lead, first.json(), "accepted")
    assert refer(lead, headers=key).json()["state"] == "accepted"
    elsewhere = refer(lead, family=f"{API}/R02", headers=key).json()
    assert elsewhere["id"] != first.json()["id"]


def test_the_same_step_is_taken_once(lead):
    referral = refer(lead).json()
    key = {"Idempotency-Key": "s-1", "If-Match": '"1"'}
    first, again = (step(lead, referral, "accepted", headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert step(lead, referral, "cancelled", headers=key).status_code == 422
    # A step that was refused is not remembered.
    other = {"Idempotency-Key": "s-2"}
    assert step(lead, referral, "rejected", headers=other).status_code == 409
    assert step(lead, referral, "in_progress", headers=other).status_code == 200


def test_the_same_consent_is_recorded_once(lead):
    body = {"institution_id": "I11", "data_class": "needs", "expires_on": NEXT_YEAR}
    key = {"Idempotency-Key": "c-1"}
    first, again = (lead.post(f"{R01}/permissions", json=body, headers=key).json() for _ in range(2))
    assert first == again
    assert len(lead.get(f"{R01}/permissions").json()) == 1
    changed = lead.post(f"{R01}/permissions", json=body | {"data_class": "basket"}, headers=key)
    assert changed.status_code == 422


def test_posts_at_once_make_one_referral_and_one_step(lead):
    item = routes(lead)["baskets"][0]["items"][0]
    body = {name: item[name] for name in ("institution_id", "service_id")} | {"needs": item["need"]}
    key = {"Idempotency-Key": "at-once"}

    def post(_):
        return lead.post(f"{R01}/referrals", json=body, headers=key)

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(post, range(6)))
        referral = made[0].json()
        steps = list(pool.map(lambda _: step(lead, referral, "accepted").status_code, range(6)))
    assert {(one.status_code, one.json()["id"]) for one in made} == {(201, referral["id"])}
    assert sorted(steps) == [200, 409, 409, 409, 409, 409]
    (kept,) = lead.get(f"{R01}/referrals").json()
    assert kept["version"] == 2


@pytest.mark.parametrize(
    ("wrong", "columns"),
    [
        ({"service_id": "S9999"}, ["service_id"]),
        ({"institution_id": "I38"}, ["service_id"]),
        ({"needs": ["N04"]}, ["needs", "needs"]),
        ({"needs": ["Jan Kowalski"]}, ["needs.0"]),
        ({"needs": []}, ["needs"]),
        ({"note": "Jan Kowalski"}, [None]),
    ],
)
def test_a_referral_that_cannot_be_made_is_refused(lead, wrong, columns):
    answer = refer(lead, **wrong)
    assert answer.status_code == 422
    assert [one["column"] for one in answer.json()["errors"]] == columns
    assert "Kowalski" not in answer.text
    assert lead.get(f"{R01}/referrals").json() == []


def test_needs_with_a_door_of_their_own_are_never_referred(tmp_path, demo_package):
    families = tuple(
        replace(one, needs=("N02", "N07a", *one.needs)) if one.id == "R01" else one
        for one in demo_package.families
    )
    with open_doors(tmp_path, replace(demo_package, families=families)) as doors:
        doors.client.headers.update(doors.headers("case_lead"))
        found = routes(doors.client)
        assert {"N02", "N07a"} <= {notice["code"] for notice in found["notices"]}
        assert not {"N02", "N07a"} & {need for item in items(found) for need in item["need"]}
        for need in ("N02", "N07a"):
            assert refer(doors.client, needs=[need]).status_code == 422
        assert doors.client.get(f"{R01}/referrals").json() == []


def test_after_a_rejection_the_next_basket_goes_elsewhere(lead):
    refused = set()
    for _ in range(2):
        document = routes(lead, avoid=sorted(refused))
        item = next(
            item for item in document["baskets"][0]["items"] if item["institution_id"] not in refused
        )
        body = {name: item[name] for name in ("institution_id", "service_id")}
        made = lead.post(f"{R01}/referrals", json=body | {"needs": item["need"]}).json()
        refused.add(item["institution_id"])
        answer = step(lead, made, "rejected").json()
        assert answer["state"] == "rejected"
        expected = routes(lead, avoid=sorted(refused), alternatives=1)
        assert answer["next_basket"] == next(iter(expected["baskets"]), None)
        assert answer["unmet"] == expected["unmet"]
        shown = answer["next_basket"] or {"items": []}
        assert not refused & {item["institution_id"] for item in shown["items"]}
    assert len(refused) == 2
    assert "next_basket" not in step(lead, refer(lead).json(), "accepted").json()


def test_acceptance_is_told_from_five_answers_up_to_the_lead(doors, lead):
    item = routes(lead)["baskets"][0]["items"][0]
    provider = item["institution_id"]

    def told():
        return {
            (found["institution_id"], str(found["acceptance"]))
            for found in items(routes(lead))
            if found["institution_id"] == provider
        }

    refer(lead)  # not answered
    for number in range(5):
        assert told() == {(provider, "None")}
        step(lead, refer(lead).json(), "rejected" if number == 1 else "accepted")
    assert told() == {(provider, str({"answered": 5, "accepted": 4}))}
    for found in items(routes(lead, alternatives=10)):
        for one in found["steps"]:
            assert (one["acceptance"] is not None) == (one["to"] == provider)
    # The difference is one family that was refused: nothing for another institution of a team.
    consent(lead, TEAM)
    headers = doors.headers("zzk_member", institution=TEAM)
    seen = items(doors.client.post(f"{R01}/routes", json={"alternatives": 10}, headers=headers).json())
    assert provider in {found["institution_id"] for found in seen}
    assert not [one for found in seen for one in (found, *found["steps"]) if one["acceptance"]]


def test_the_trail_names_partnership_and_action_never_the_family(doors, lead, caplog):
    caplog.set_level(logging.INFO)
    first = max((one.number for one in entries(doors.runtime.access, limit=1)), default=0)
    consent(lead, "I11")
    routes(lead)
    referral = refer(lead).json()
    step(lead, referral, "accepted")
    lead.get(f"{API}/R98/referrals")
    doors.get(f"{R01}/referrals", "zzk_member", institution=OTHER)
    doors.get(f"{R01}/referrals", "zzk_member", institution=TEAM)
    doors.get(f"{R01}/referrals", "animator")
    lines = [one for one in reversed(entries(doors.runtime.access)) if one.number > first]
    assert [(one.action, one.subject, one.purpose, one.outcome) for one in lines] == [
        ("cases.write", HERE, "add_permission", "allowed"),
        ("cases.read", HERE, "find_family_routes", "allowed"),
        ("cases.read", HERE, "find_family_routes", "allowed"),
        ("cases.write", HERE, "add_referral", "allowed"),
        ("cases.write", HERE, "take_step", "allowed"),
        ("cases.read", "", "list_referrals", "refused"),
        ("cases.read_own", "", "list_referrals", "refused"),
        ("cases.read_own", HERE, "list_referrals", "refused"),
        ("cases.read", "", "list_referrals", "refused"),
    ]
    left = str(lines) + "".join(logged(caplog))
    assert "list_referrals" in left
    for kept in ("R01", "R98", "N01", "N09", referral["id"], referral["service_id"]):
        assert kept not in left


def test_a_pseudonym_of_two_partnerships_must_be_placed(own_doors):
    doors = own_doors
    far = replace(FAR_PACKAGE, families=(Family("R01", "1099011", ("N01",)),))
    import_package(doors.runtime.store, far)
    answer = doors.get(f"{R01}/referrals", "case_lead")
    assert answer.status_code == 422
    assert answer.json()["candidates"] == [HERE, ELSEWHERE]
    assert doors.get(f"{R01}/referrals?partnership={HERE}", "case_lead").status_code == 200
    # Who works in one territory is not told that the other has one as well.
    here = {"territory": ("2499",)}
    assert doors.get(f"{R01}/referrals", "case_lead", **here).status_code == 200
    named = doors.get(f"{R01}/referrals?partnership={ELSEWHERE}", "case_lead", **here)
    assert named.status_code == 404
    headers = doors.headers("case_lead", territory=("1099",))
    doors.client.post(
        f"{R01}/permissions",
        json={"institution_id": "B1", "data_class": "needs", "expires_on": NEXT_YEAR},
        headers=headers,
    ).raise_for_status()
    assert doors.get(f"{R01}/permissions", "case_lead", **here).json() == []


def test_the_file_is_gone_with_the_family(own_doors, demo_package):
    lead = own_doors.client
    lead.headers.update(own_doors.headers("case_lead"))
    consent(lead, "I11")
    refer(lead)
    without = tuple(one for one in demo_package.families if one.id != "R01")
    teams = tuple(one for one in demo_package.teams if one.family_id != "R01")
    store = own_doors.runtime.store
    import_package(store, replace(demo_package, families=without, teams=teams))
    assert lead.get(f"{R01}/permissions").status_code == 404
    import_package(store, demo_package)
    assert lead.get(f"{R01}/permissions").json() == lead.get(f"{R01}/referrals").json() == []


def test_every_status_of_a_family_route_is_described(doors):
    paths = doors.client.get("/openapi.json").json()["paths"]
    found = {path: methods for path, methods in paths.items() if path.startswith(API)}
    assert len(found) == 9
    always = {"401", "403", "404", "422", "503"}
    for path, methods in found.items():
        for method, one in methods.items():
            answers = set(one["responses"])
            assert always <= answers, path
            if method == "post" and "requestBody" in one:
                assert "413" in answers
            assert ("201" in answers) == (
                method == "post" and path.endswith(("/permissions", "/referrals"))
            )
            for status, answer in one["responses"].items():
                kind = "application/json" if status.startswith("2") else "application/problem+json"
                assert list(answer["content"]) == [kind], (path, status)
    assert "412" in found[f"{API}/{{family_id}}/referrals/{{referral_id}}/steps"]["post"]["responses"]
