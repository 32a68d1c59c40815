"""Every route, every role, one's own territory and another's: open is only what is meant to be."""

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors, zip_of
from graph.errors import Ambiguous
from register_samples import rspo, school
from service.access.families import the_only
from service.access.guard import OpenToAll, Principal
from service.access.owner import OWNER
from service.access.policy import PERMISSIONS, Action, Grant, Role
from service.exchange.demo import add_demo_cases
from service.http.app import refuse_unguarded

EVERYBODY = frozenset(Role)
NETWORK = EVERYBODY - {Role.API_CLIENT, Role.ADMINISTRATOR}
WORKERS = NETWORK - {Role.ROPS_ADVISOR}
LEAD = frozenset({Role.CASE_LEAD})
PLANNERS = frozenset({Role.ANIMATOR, Role.CASE_LEAD})
COUNTED = PLANNERS | {Role.ROPS_ADVISOR}
KEEPERS = PLANNERS | {Role.MODERATOR}
ADVISORS = frozenset({Role.ROPS_ADVISOR, Role.MODERATOR})
BARRIER = {"code": "B4", "target": "tie", "subjects": ["I01", "I11"]}
ADVICE = {
    "addressee_kind": "role",
    "addressee": "mayor",
    "advice": "invite_institution",
    "gap": "paper_area:kultura_sport",
    "measure": "members",
}
FLOW = {
    "source_id": "I01",
    "target_id": "I11",
    "information": "services",
    "medium": "letter",
    "rhythm": "yearly",
    "base": "not_personal",
}
PLANNED = {"institution_id": "I13", "responsible": "animator"}
MEETING = {"held_on": "2026-03-02", "kind": "working", "institution_ids": ["I01"]}
ROUTE = {"gmina": "2499011", "needs": ["N04"]}
TEAM = LEAD | {Role.ZZK_MEMBER}
CONSENT = {"institution_id": "I38", "data_class": "needs", "expires_on": "2099-12-31"}
REFERRAL = {"institution_id": "I38", "service_id": "S3801", "needs": ["N01"]}
FAMILY = "/api/v1/families/R01"
REQUEST = {"on": "2026-03-02", "channel": "phone", "unit": "family", "teryt": "2499011"}
JOURNALS = {"format": "kooperacje-cases", "version": 1, "partnership": HERE, "cases": []}
#: Without the version that it builds on: whoever may take it is asked for that.
STEP = {"kind": "meet", "on": "2026-06-01", "institution_ids": ["I01"]}

#: Method, path, body, and who may; written down here once more, not taken from the product.
TABLE = [
    ("GET", "/api/v1/partnerships", None, EVERYBODY),
    ("GET", "/api/v1/portfolio?compared=false", None, EVERYBODY - {Role.API_CLIENT}),
    ("GET", "/api/v1/partnerships/{id}", None, EVERYBODY),
    ("GET", "/api/v1/partnerships/{id}/institutions", None, EVERYBODY),
    ("GET", "/api/v1/partnerships/{id}/institutions/I38", None, EVERYBODY),
    ("GET", "/api/v1/partnerships/{id}/services", None, EVERYBODY),
    ("GET", "/api/v1/partnerships/{id}/services/S3801", None, EVERYBODY),
    ("GET", "/api/v1/partnerships/{id}/ties", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/ties/I01~I02", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/measures", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/measures?layer=workers", None, WORKERS),
    ("GET", "/api/v1/partnerships/{id}/stability", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/measures?layer=cases", None, LEAD),
    ("GET", "/api/v1/partnerships/{id}/gaps", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/timeline", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/gaps/cut_vertex:I19/proof", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/recruitment", None, NETWORK),
    ("POST", "/api/v1/partnerships/{id}/what-if", {"remove": ["I29"]}, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/view", None, NETWORK),
    ("GET", "/api/v1/partnerships/{id}/view?layer=workers", None, WORKERS),
    ("GET", "/api/v1/partnerships/{id}/view?layer=cases", None, LEAD),
    ("GET", "/api/v1/partnerships/{id}/export", None, LEAD),
    ("POST", "/api/v1/partnerships/import", b"zip", LEAD),
    ("POST", "/api/v1/registers/rspo", b"rspo", PLANNERS | {Role.ADMINISTRATOR}),
    ("GET", "/api/v1/partnerships/{id}/plan", None, PLANNERS),
    ("POST", "/api/v1/partnerships/{id}/plan/invitations", PLANNED, PLANNERS),
    (
        "POST",
        "/api/v1/partnerships/{id}/plan/invitations/absent/steps",
        {"state": "invited"},
        PLANNERS,
    ),
    ("DELETE", "/api/v1/partnerships/{id}/plan/invitations/absent", None, PLANNERS),
    ("POST", "/api/v1/partnerships/{id}/plan/meetings", MEETING, PLANNERS),
    ("DELETE", "/api/v1/partnerships/{id}/plan/meetings/1999-01-01/working", None, PLANNERS),
    ("GET", "/api/v1/partnerships/{id}/barriers", None, NETWORK),
    ("POST", "/api/v1/partnerships/{id}/barriers", BARRIER, KEEPERS),
    ("POST", "/api/v1/partnerships/{id}/barriers/absent/end", {}, KEEPERS),
    ("DELETE", "/api/v1/partnerships/{id}/barriers/absent", None, KEEPERS),
    ("GET", "/api/v1/partnerships/{id}/recommendations", None, NETWORK),
    ("POST", "/api/v1/partnerships/{id}/recommendations", ADVICE, ADVISORS),
    (
        "POST",
        "/api/v1/partnerships/{id}/recommendations/absent/steps",
        {"state": "accepted"},
        KEEPERS | ADVISORS,
    ),
    ("GET", "/api/v1/partnerships/{id}/information-flows", None, NETWORK),
    ("POST", "/api/v1/partnerships/{id}/information-flows", FLOW, KEEPERS),
    (
        "PUT",
        "/api/v1/partnerships/{id}/information-flows/absent",
        {"rhythm": "weekly", "base": "agreement"},
        KEEPERS,
    ),
    ("DELETE", "/api/v1/partnerships/{id}/information-flows/absent", None, KEEPERS),
    ("GET", "/api/v1/partnerships/{id}/monitoring", None, COUNTED),
    ("POST", "/api/v1/routes", ROUTE, EVERYBODY - {Role.ADMINISTRATOR}),
    ("POST", "/api/v1/capacity", ROUTE, EVERYBODY - {Role.ADMINISTRATOR}),
    ("GET", "/api/v1/services?gmina=2499011", None, EVERYBODY),
    ("GET", "/api/v1/vocabularies/needs", None, EVERYBODY),
    ("GET", "/api/v1/audit", None, frozenset({Role.ADMINISTRATOR})),
    ("GET", "/metrics", None, frozenset({Role.ADMINISTRATOR})),
    ("GET", f"{FAMILY}/permissions", None, TEAM),
    ("POST", f"{FAMILY}/permissions", CONSENT, LEAD),
    ("POST", f"{FAMILY}/permissions/absent/withdrawal", None, LEAD),
    ("POST", f"{FAMILY}/routes", {}, LEAD),
    ("GET", f"{FAMILY}/referrals", None, LEAD),
    ("POST", f"{FAMILY}/referrals", REFERRAL, LEAD),
    ("POST", f"{FAMILY}/referrals/absent/steps", {"state": "accepted"}, LEAD),
    ("GET", "/api/v1/partnerships/{id}/cases", None, TEAM),
    ("POST", "/api/v1/partnerships/{id}/cases", REQUEST, LEAD),
    ("GET", "/api/v1/partnerships/{id}/cases/export", None, LEAD),
    ("POST", "/api/v1/partnerships/{id}/cases/import", JOURNALS, LEAD),
    ("GET", f"{FAMILY}/case", None, LEAD),
    ("POST", f"{FAMILY}/case/steps", STEP, LEAD),
    ("GET", f"{FAMILY}/case/proposal", None, LEAD),
    ("GET", f"{FAMILY}/case/export", None, LEAD),
]
#: What a member of the task team may read too, all but the first with a base.
FAMILY_READS = {
    ("GET", f"{FAMILY}/permissions"),
    ("POST", f"{FAMILY}/routes"),
    ("GET", f"{FAMILY}/referrals"),
    ("GET", f"{FAMILY}/case"),
}
#: What the secret of a link to a survey opens, and no token of any role.
BY_LINK = {("GET", "/api/v1/survey"), ("PUT", "/api/v1/survey")}
#: Routes that say nothing about a place, or leave alone what lies elsewhere.
PLACELESS = {
    *("/api/v1/partnerships", "/api/v1/portfolio?compared=false"),
    *("/api/v1/vocabularies/needs", "/api/v1/audit", "/metrics"),
    "/api/v1/registers/rspo",
}


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("access"), demo_package, FAR_PACKAGE) as opened:
        add_demo_cases(Principal(opened.runtime, OWNER, "owner", "test"))
        yield opened


@pytest.fixture(scope="module")
def sent(demo_package):
    return zip_of(demo_package)


def knock(doors, sent, method, path, body, headers, id=HERE):
    address = path.replace("{id}", id)
    if method == "GET":
        return doors.client.get(address, headers=headers)
    if method == "PUT":
        return doors.client.put(address, json=body, headers=headers)
    if method == "DELETE":
        return doors.client.delete(address, headers=headers)
    if body == b"zip":
        return doors.client.post(
            address, content=sent, headers=headers | {"Content-Type": "application/zip"}
        )
    if body == b"rspo":
        return doors.client.post(address, content=rspo(school("1", "SP 1")), headers=headers)
    return doors.client.post(address, json=body, headers=headers)


def template(path):
    """The path as the application names it."""
    for filled, empty in (
        (FAMILY, "/api/v1/families/{family_id}"),
        ("/permissions/absent", "/permissions/{permission_id}"),
        ("/referrals/absent", "/referrals/{referral_id}"),
        ("/vocabularies/needs", "/vocabularies/{name}"),
        ("/registers/rspo", "/registers/{kind}"),
        ("/barriers/absent", "/barriers/{barrier_id}"),
        ("/recommendations/absent", "/recommendations/{recommendation_id}"),
        ("/information-flows/absent", "/information-flows/{flow_id}"),
        ("/plan/invitations/absent", "/plan/invitations/{institution_id:path}"),
        ("/gaps/cut_vertex:I19/proof", "/gaps/{gap_id:path}/proof"),
        ("/institutions/I38", "/institutions/{institution_id:path}"),
        ("/services/S3801", "/services/{service_id:path}"),
        ("/ties/I01~I02", "/ties/{tie_id:path}"),
        ("/meetings/1999-01-01/working", "/meetings/{held_on}/{kind}"),
    ):
        path = path.replace(filled, empty)
    return path.split("?")[0]


def test_the_table_names_every_route_of_the_api(doors):
    routes = iter_route_contexts(doors.client.app.routes)
    served = {
        (method, re.sub(r"\{partnership_id:path\}", "{id}", route.path))
        for route in routes
        if (route.path or "").startswith(("/api/", "/metrics"))
        for method in route.methods
    }
    assert served - BY_LINK == {(method, template(path)) for method, path, *_ in TABLE}


@pytest.mark.parametrize(("method", "path", "body", "allowed"), TABLE)
def test_nobody_comes_in_without_a_token(doors, sent, method, path, body, allowed):
    for headers in ({}, {"Authorization": "Bearer koop_guessed"}, {"Authorization": "Basic eDp5"}):
        answer = knock(doors, sent, method, path, body, headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("method", "path", "body", "allowed"), TABLE)
def test_in_its_own_territory_a_role_may_what_the_matrix_says(
    doors, sent, method, path, body, allowed, role
):
    headers = doors.headers(role, territory=("2499",), institution="I11")
    answer = knock(doors, sent, method, path, body, headers)
    # The second to plan the same invitation meets the first one's.
    through = {404} if "absent" in path or "1999" in path else {200, 201, 409, 428}
    assert answer.status_code in (through if role in allowed else {403}), answer.text


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("method", "path", "body", "allowed"), [row for row in TABLE if row[1] not in PLACELESS]
)
def test_in_another_territory_nobody_may_anything(doors, sent, method, path, body, allowed, role):
    headers = doors.headers(role, territory=("1099", "2498"), institution="I11")
    answer = knock(doors, sent, method, path, body, headers)
    # Whether a family is there at all is private: the same answer as for one that is not.
    readers = TEAM if (method, path) in FAMILY_READS else frozenset()
    private = path.startswith(FAMILY) and role in allowed | readers
    assert answer.status_code == (404 if private else 403)


def test_a_token_for_one_partnership_does_not_open_its_neighbour(doors):
    path = f"/api/v1/partnerships/{HERE}/gaps"
    assert doors.get(path, "case_lead", partnerships=(HERE,)).status_code == 200
    assert doors.get(path, "case_lead", partnerships=(ELSEWHERE,)).status_code == 403


@pytest.mark.parametrize(("method", "path"), sorted(BY_LINK))
def test_no_token_answers_a_survey(doors, sent, method, path):
    for headers in ({}, doors.headers(*Role)):
        assert knock(doors, sent, method, path, {}, headers).status_code == 401


def test_lists_hold_only_what_lies_in_the_territory(doors):
    def ids(*territory):
        return [
            one["id"]
            for one in doors.get("/api/v1/partnerships", "animator", territory=territory).json()
        ]

    assert ids("*") == [HERE, ELSEWHERE]
    assert ids("24") == ids("2499011") == [HERE]
    assert ids("2499013") == ids("249901") == [HERE]  # whatever kind of gmina it is
    assert ids("2499022") == []
    services = doors.get("/api/v1/services", "api_client", territory=("1099",)).json()
    assert [one["service_id"] for one in services] == ["SB1"]


def test_a_gmina_may_ask_the_partnership_of_its_powiat_but_no_other(doors):
    asked = {"gmina": "2499011", "needs": ["N04"], "partnership": ELSEWHERE}
    here = doors.headers("api_client", territory=("2499011",))
    assert doors.client.post("/api/v1/routes", json=asked, headers=here).status_code == 403


def test_every_role_has_a_line_and_an_unknown_place_lies_nowhere():
    assert set(PERMISSIONS) == set(Role)
    nobody = Grant("x", frozenset(), ("*",))
    assert not any(nobody.may(action) for action in Action)
    assert not Grant("x", frozenset(Role), ("24",)).covers(None)


def test_open_routes_are_only_those_that_tell_nothing(doors):
    open_routes = {
        route.path
        for route in iter_route_contexts(doors.client.app.routes)
        for dependency in getattr(getattr(route, "dependant", None), "dependencies", ())
        if isinstance(dependency.call, OpenToAll)
    }
    api = {path for path in open_routes if path.startswith("/api/")}
    assert api == {path for _, path in BY_LINK}
    assert {"/health/live", "/health/ready", "/wejscie", "/wejscie/{secret}"} <= open_routes


def test_an_application_with_an_undeclared_route_does_not_start():
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_api_route("/forgotten", lambda: {"families": 10})
    with pytest.raises(RuntimeError, match="/forgotten"):
        refuse_unguarded(app)


def test_a_pseudonym_in_two_partnerships_is_ambiguous():
    assert the_only(None, Action.READ_CASES, "R01", ["a"], str) == "a"
    with pytest.raises(Ambiguous):
        the_only(None, Action.READ_CASES, "R01", ["a", "b"], str)
