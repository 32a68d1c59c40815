"""Lists of the API in pages, what is in them one at a time, and parameters that no route knows."""

from dataclasses import replace
from urllib.parse import quote

import pytest

from api_walk import OPERATIONS
from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors
from graph.model import Institution, Partnership, Service, TieReport
from graph.stores import import_package
from service.access.policy import Role

API = "/api/v1"
PATH = f"{API}/partnerships/{HERE}"
ODD = "PZK żółw"
SLASHED = replace(
    FAR_PACKAGE,
    partnership=Partnership(ODD, "PZK Żółw", teryt="1099021", fictional=True),
    institutions=(
        Institution("a/b", "OPS Żółw", "OPS", membership="leader"),
        Institution("a/b/measures", "SP 1 Żółw", "SP", membership="member"),
        Institution("c d", "SP 2 Żółw", "SP"),
    ),
    services=(
        Service("s/1", "a/b", "SOC"),
        Service("s/1", "a/b/measures", "PED"),
        Service("s 2", "c d", "PED"),
    ),
    ties=(TieReport("a/b", "a/b/measures", 4, "weekly"), TieReport("c d", "a/b", 2)),
)
ODD_PATH = f"{API}/partnerships/{quote(ODD)}"
LISTS = [
    *(f"{API}/partnerships", f"{API}/services", f"{API}/services?code=PED", f"{API}/audit?limit=2"),
    *(f"{PATH}/institutions", f"{PATH}/services", f"{PATH}/ties", f"{ODD_PATH}/ties"),
]
ALL = ("case_lead", "administrator")


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("lists"), demo_package, FAR_PACKAGE, SLASHED) as opened:
        yield opened


def pages(doors, path, headers):
    """The pages of a list, each by the link of the one before."""
    while path:
        answer = doors.client.get(path, headers=headers)
        assert answer.status_code == 200, answer.text
        yield answer.json()
        path = answer.links["next"]["url"] if "Link" in answer.headers else None


@pytest.mark.parametrize("path", LISTS)
def test_the_pages_of_a_list_are_the_list(doors, path):
    headers = doors.headers(*ALL)
    whole = doors.client.get(path.replace("limit=2", "limit=999"), headers=headers)
    assert "Link" not in whole.headers
    for limit in (1, 7):
        asked = path if "limit" in path else f"{path}{'&' if '?' in path else '?'}limit={limit}"
        found = list(pages(doors, asked, headers))
        assert all(len(one) <= 7 for one in found)
        rows = [row for one in found for row in one]
        if "audit" in path:  # reading it leaves lines of its own
            known = {row["number"] for row in whole.json()}
            assert [row for row in rows if row["number"] in known] == whole.json()
        else:
            assert rows == whole.json()
            assert len(found) == -(-len(rows) // limit)


def test_a_next_page_begins_where_the_last_one_ended_though_the_list_has_changed(tmp_path):
    with open_doors(tmp_path, SLASHED) as doors:
        headers = doors.headers("case_lead")
        first = doors.client.get(f"{ODD_PATH}/institutions?limit=2", headers=headers)
        fewer = replace(SLASHED, institutions=SLASHED.institutions[1:], services=(), ties=())
        import_package(doors.runtime.store, fewer)
        rest = doors.client.get(first.links["next"]["url"], headers=headers).json()
        assert [one["id"] for one in first.json()] == ["a/b", "a/b/measures"]
        assert [one["id"] for one in rest] == ["c d"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("cursor", ["x", "WzFd", "WyJhIl0", "WyJhIiwgImIiLCAiYyJd", "bnVsbA", "%ff"])
def test_another_cursor_is_refused_or_only_says_where_to_begin(doors, path, cursor):
    asked = f"{path}{'&' if '?' in path else '?'}cursor={cursor}"
    answer = doors.client.get(asked, headers=doors.headers(*ALL))
    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert answer.json()["errors"][0]["column"] == "cursor"


def test_each_thing_of_a_list_can_be_read_alone(doors):
    headers = doors.headers("case_lead")
    for base in (PATH, ODD_PATH):
        for kind, name in (("institutions", "id"), ("ties", "id")):
            rows = doors.client.get(f"{base}/{kind}", headers=headers).json()
            assert rows
            for row in rows:
                address = f"{base}/{kind}/{quote(row[name])}"
                assert doors.client.get(address, headers=headers).json() == row
        for row in doors.client.get(f"{base}/services", headers=headers).json():
            id = quote(f"{row['institution_id']}/{row['service_id']}")
            assert doors.client.get(f"{base}/services/{id}", headers=headers).json() == row


def test_a_service_is_known_by_its_own_id_where_that_names_one(doors):
    headers = doors.headers("case_lead")
    assert doors.client.get(f"{ODD_PATH}/services/s%202", headers=headers).json()["service_id"] == "s 2"
    several = doors.client.get(f"{ODD_PATH}/services/s/1", headers=headers)
    assert several.status_code == 422
    assert several.json()["candidates"] == ["a/b/s/1", "a/b/measures/s/1"]


def test_a_tie_is_known_by_its_sides_in_any_order(doors):
    headers = doors.headers("case_lead")
    one, other = (
        doors.client.get(f"{ODD_PATH}/ties/{id}", headers=headers).json()
        for id in ("a/b~c%20d", "c%20d~a/b")
    )
    assert one == other
    assert one["institutions"] == ["a/b", "c d"]
    assert (one["strength"], one["strength_band"], one["confirmed"]) == (2.0, "weak", False)


def test_the_institutions_are_those_of_the_partnership(doors):
    headers = doors.headers("case_lead")
    rows = doors.client.get(f"{PATH}/institutions", headers=headers).json()
    assert rows == doors.client.get(PATH, headers=headers).json()["institutions"]
    everywhere = doors.client.get(f"{API}/services", headers=headers).json()
    on_map = {row["id"] for row in rows}
    of_map = [row for row in everywhere if row["institution_id"] in on_map]
    assert doors.client.get(f"{PATH}/services", headers=headers).json() == of_map


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        ("institutions", set(Role)),
        ("institutions/I01", set(Role)),
        ("services", set(Role)),
        ("ties", set(Role) - {Role.API_CLIENT, Role.ADMINISTRATOR}),
        ("ties/I01~I02", set(Role) - {Role.API_CLIENT, Role.ADMINISTRATOR}),
    ],
)
def test_who_may_read_them(doors, path, opened):
    for role in Role:
        answer = doors.get(f"{PATH}/{path}", role, territory=("2499",))
        assert answer.status_code == (200 if role in opened else 403), role
        assert doors.get(f"{PATH}/{path}", role, territory=("1099",)).status_code == 403
        assert doors.get(f"{PATH}/{path}", role, partnerships=(ELSEWHERE,)).status_code == 403
    assert doors.client.get(f"{PATH}/{path}").status_code == 401


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.API_CLIENT, Role.ADMINISTRATOR}))
def test_ratings_of_ties_are_bands_for_all_but_case_leads(doors, role):
    rows = doors.get(f"{PATH}/ties", role).json()
    told = {row["strength"] for row in rows}
    assert (told == {None}) == (role != Role.CASE_LEAD)
    assert {row["strength_band"] for row in rows} == {"weak", "medium", "strong"}


@pytest.mark.parametrize("path", ["institutions/I999", "services/x", "ties/I01~I999", "ties/I01"])
def test_what_is_not_there_is_not_found(doors, path):
    assert doors.get(f"{PATH}/{path}", "case_lead").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param(method, path, id=operation["operationId"])
        for (method, path), operation in OPERATIONS.items()
        if path.startswith("/api/")
    ],
)
def test_a_parameter_that_no_route_knows_is_refused_by_name(doors, method, path):
    operation = OPERATIONS[method, path]
    known = sorted(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
    address = path.replace("{partnership_id}", HERE).replace("{family_id}", "R01")
    asked = f"{address}?as_off=2026-01-01&44051401359=x"
    answer = doors.client.request(method, asked, headers=doors.headers(*ALL))
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:kooperacje:invalid-request")
    named, other = answer.json()["errors"]
    assert (named["table"], named["column"]) == ("query", "as_off")
    assert other["column"] is None
    assert "44051401359" not in answer.text
    assert named["expected"] == (f"only {', '.join(known)}" if known else "no parameter")
    assert doors.client.request(method, asked).status_code == 401
