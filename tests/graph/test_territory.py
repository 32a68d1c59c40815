"""A place is the six digits of its gmina: whatever kind of gmina a code says, everything finds it."""

import json
from datetime import date

import pytest

from doors import open_doors
from graph.cases import Request
from graph.errors import Ambiguous, InvalidRequest
from graph.gaps import find_gaps
from graph.model import Demand, Family, Institution, Package, Partnership, Service
from graph.packages import write_package
from graph.recruitment import recruit
from graph.routes import RouteRequest, choose_partnership, find_routes
from graph.snapshot import snapshot_of
from graph.vocabulary import holds, overlap
from service.access.policy import Grant
from service.cases.beginnings import begun
from service.pages.pointer import gminas_of

DAY = date(2026, 6, 30)

#: Codes of one place each: a village that became a town, its two parts; a city by 4, 6 and 7 digits.
TOWN = ("2416092", "2416093", "241609", "2416094", "2416095")
CITY = ("2469", "246901", "2469011")


@pytest.mark.parametrize("codes", [TOWN, CITY])
def test_every_code_of_a_place_holds_and_is_held_by_every_other(codes):
    assert all(holds(area, place) for area in codes for place in codes)


@pytest.mark.parametrize(
    ("area", "place", "held"),
    [
        ("24", "2416093", True),
        ("2416", "2416093", True),
        ("2416093", "2416", False),  # a gmina does not hold its powiat
        ("2416093", "2416083", False),
        ("241609", "2416", False),
        ("2469011", "2469028", True),  # a district of the city
        ("2469028", "2469011", False),
        ("2469028", "2469038", False),
        ("2469011", "2470011", False),
        ("2499", "2499011", True),  # 99 is no city with county rights
        ("2499011", "2499", False),
    ],
)
def test_an_area_holds_what_lies_in_it(area, place, held):
    assert holds(area, place) == held
    assert overlap(area, place) == overlap(place, area) == (held or holds(place, area))


def town(here="2416093", institutions="2416092", service_area=(), **tables):
    """A leader and a club of one gmina, their codes of another kind than the partnership's."""
    return snapshot_of(
        Package(
            Partnership("w", "Gmina W", here),
            (
                Institution("O", "GOPS", "OPS", teryt=institutions, membership="leader"),
                Institution("S", "SP", "SP", teryt=institutions, membership="member"),
            ),
            services=(Service("U", "S", "KUL", available=3, service_area=service_area),),
            **tables,
        ),
        DAY,
    )


@pytest.mark.parametrize("asked", TOWN)
@pytest.mark.parametrize("served", TOWN)
def test_a_route_finds_the_service_of_a_gmina_that_became_a_town(asked, served):
    snapshot = town(service_area=(served,))
    assert choose_partnership([snapshot.partnership], asked) == "w"
    answer = find_routes(snapshot, RouteRequest(asked, ("K1",)))
    assert [item.way.offer.service.id for item in answer.baskets[0].items] == ["U"]
    assert answer.request.gmina == asked


@pytest.mark.parametrize("asked", CITY)
@pytest.mark.parametrize("here", CITY)
@pytest.mark.parametrize("served", CITY)
def test_a_city_with_county_rights_is_one_place_by_any_code(here, asked, served):
    snapshot = town(here, served)
    assert choose_partnership([snapshot.partnership], asked) == "w"
    assert find_routes(snapshot, RouteRequest(asked, ("K1",))).baskets
    assert gminas_of(snapshot) == (here,)


def test_a_district_asks_the_partnership_of_its_city():
    assert choose_partnership([Partnership("p", "Miasto", "1465011")], "1465028") == "p"


def test_two_partnerships_of_one_place_have_to_be_told_apart():
    both = [Partnership("p", "P", "2416092"), Partnership("q", "Q", "2416093")]
    with pytest.raises(Ambiguous):
        choose_partnership(both, "2416093")


@pytest.mark.parametrize("gmina", ["2416", "24", "24160", "24160931", "", "２416093"])
def test_what_is_no_gmina_is_refused(gmina):
    with pytest.raises(InvalidRequest):
        choose_partnership([], gmina)


def test_a_gmina_that_became_a_town_has_no_unmet_need():
    families = (Family("R1", "2416093", ("K1",)), Family("R2", "2416092", ("K1",)))
    demand = (Demand("2416094", "K1", 3), Demand("2416093", "K1", 4))
    snapshot = town(families=families, demand=demand)
    assert not [gap for gap in find_gaps(snapshot) if gap.kind == "unmet_need"]


def test_needs_of_the_parts_of_a_gmina_are_one_need_and_the_parts_demand_is_added():
    demand = [Demand("2416094", "N04", 3, 2025), Demand("2416095", "N04", 4, 2025)]
    older = Demand("2416092", "N04", 99, 2024)
    families = (Family("R1", "2416094", ("N04",)), Family("R2", "2416092", ("N04",)))
    snapshot = town(families=families, demand=(*demand, older))
    (gap,) = [gap for gap in find_gaps(snapshot) if gap.kind == "unmet_need"]
    assert (gap.evidence["families_on_file"], gap.evidence["demand"], gap.families) == (2, 7, 7)


def test_duplicates_are_seen_across_the_kinds_of_a_code():
    institutions = (
        Institution("A", "OIK", "OIK", teryt="2416092"),
        Institution("B", "Fundacja", "NGO", teryt="2416093"),
    )
    services = (
        Service("S1", "A", "PPS", service_area=("2416092",)),
        Service("S2", "B", "PPS", service_area=("2416093",)),
    )
    package = Package(Partnership("w", "W", "2416093"), institutions, services=services)
    found = find_gaps(snapshot_of(package, DAY).replace(no_data=False))
    assert ("A", "B") in [gap.institutions for gap in found if gap.kind == "unlinked_duplicates"]


def test_a_member_of_a_city_counts_for_both_levels_by_any_code():
    snapshots = [town("2469", code) for code in ("2469", "2469011")]
    assert len({tuple(c.gains.levels for c in recruit(one).candidates) for one in snapshots}) == 1


@pytest.mark.parametrize("codes", [TOWN, CITY])
def test_a_territory_covers_a_place_by_any_code(codes):
    grants = [Grant("g", frozenset(), (code,)) for code in codes]
    assert all(grant.covers(code) for grant in grants for code in codes)
    assert not any(grant.covers("2416101") or grant.covers("2499011") for grant in grants)


@pytest.mark.parametrize(("here", "asked"), [("2416092", "2416093"), ("2469", "2469011")])
def test_a_case_may_be_asked_for_by_another_code_of_the_gmina(here, asked):
    request = Request(date(2026, 6, 1), "phone", "family", asked)
    assert begun(town(here), "F", request, DAY).request.teryt == asked
    with pytest.raises(InvalidRequest):
        begun(town(here), "F", Request(date(2026, 6, 1), "phone", "family", "2416101"), DAY)


def test_a_powiat_lists_a_gmina_once():
    institutions = (
        Institution("A", "GOPS", "OPS", teryt="2416092"),
        Institution("B", "SP", "SP", teryt="2416093"),
        Institution("C", "SP", "SP", teryt="2416104"),
        Institution("D", "SP", "SP", teryt="2416105"),
    )
    package = Package(Partnership("p", "Powiat", "2416"), institutions)
    assert gminas_of(snapshot_of(package, DAY)) == ("2416093", "241610")


def test_every_door_takes_every_code_of_a_place(run, tmp_path):
    package = Package(
        Partnership("mnp", "Miasto", "2469", fictional=True),
        (Institution("O", "MOPR", "OPS", teryt="2469", membership="leader"),),
        services=(Service("U", "O", "SOC", available=3),),
    )
    write_package(package, tmp_path / "mnp")
    assert run("import", tmp_path / "mnp", data=tmp_path / "data")[0] == 0
    for code in CITY:
        left, out, _ = run("route", "--gmina", code, "--service", "SOC", "--json")
        found = json.loads(out)
        assert (left, found["gmina"], found["partnership"]) == (0, code, "mnp")
        assert len(found["baskets"]) == 1
        assert run("token", "create", "--role", "animator", "--territory", code)[0] == 0
    with open_doors(tmp_path / "api", package) as doors:
        for code in CITY:
            headers = doors.headers("api_client", territory=(code,))
            asked = {"gmina": "2469011", "services": ["SOC"]}
            answer = doors.client.post("/api/v1/routes", json=asked, headers=headers)
            assert len(answer.json()["baskets"]) == 1
            listed = doors.client.get(f"/api/v1/services?gmina={code}", headers=headers).json()
            assert [one["service_id"] for one in listed] == ["U"]
        refused = doors.client.post("/api/v1/routes", json={"gmina": "2499"}, headers=headers)
        assert refused.status_code in {403, 422}
