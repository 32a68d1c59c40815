"""A service with a place of its own is reached there: else at the institution's."""

import pytest

from doors import open_doors, text_of
from graph.model import Institution, Package, Partnership, Service
from graph.routes import route_document
from readers import Reader
from route_town import GMINA, ask, service, town

OFFICE = {
    "phone": "32 555 01 00",
    "email": "biuro@caritas.example",
    "address": "ul. Główna 1, Altowo",
    "opening_hours": "pn.–pt. 8–10",
}
PANTRY = {
    "phone": "32 555 02 00",
    "email": "spizarnia@caritas.example",
    "address": "ul. Niska 8, Betowo",
    "opening_hours": "śr. 10–14",
}


def partnership(kind="NGO", code="POS", **cells):
    """A leader and an institution with two services, the second at a place of its own."""
    return Package(
        Partnership("p", "Powiat A", GMINA),
        (
            Institution("L", "GOPS", "OPS", membership="leader", teryt=GMINA),
            Institution("C", "Caritas", kind, membership="member", teryt=GMINA, **OFFICE),
        ),
        services=(
            Service("C1", "C", code, "Spiżarnia główna", available=1, wait_days=9),
            Service(
                "C2", "C", code, **{"name": "Spiżarnia w Betowie", "available": 1, **PANTRY, **cells}
            ),
        ),
    )


def contact(service_cells, institution_cells=OFFICE):
    runtime = Institution("C", "Caritas", "NGO", teryt=GMINA, **institution_cells)
    snapshot = town([runtime], [service("C1", "C", "POS", **service_cells)])
    document = route_document(ask(snapshot, "N01"), snapshot)
    return document["baskets"][0]["items"][0]["contact"]


def test_a_route_gives_the_place_of_the_service():
    given = contact(PANTRY)
    assert {name: given[name] for name in ("phone", "email", "address")} == {
        name: PANTRY[name] for name in ("phone", "email", "address")
    }
    assert given["hours"] == PANTRY["opening_hours"]


@pytest.mark.parametrize("name", OFFICE)
def test_what_a_service_leaves_blank_is_the_institutions(name):
    given = contact({**PANTRY, name: None})
    shown = "hours" if name == "opening_hours" else name
    assert given[shown] == OFFICE[name]
    others = set(OFFICE) - {name}
    assert all(given["hours" if one == "opening_hours" else one] == PANTRY[one] for one in others)


def test_an_address_in_parts_is_put_together():
    parts = {"street": "ul. Krótka 2", "postal_code": "42-400", "city": "Altowo"}
    assert contact({}, parts)["address"] == "ul. Krótka 2, 42-400 Altowo"
    assert contact({}, {"address": "rynek 1", **parts})["address"] == "rynek 1"


def test_supporting_and_nearest_services_give_their_own_phone():
    runtime = Institution("C", "Caritas", "NGO", teryt=GMINA, **OFFICE)
    services = [
        service("C1", "C", "POS"),
        service("C2", "C", "SOC", **PANTRY),
        service("C3", "C", "POP", status="paused", **PANTRY),
    ]
    snapshot = town([runtime], services)
    document = route_document(ask(snapshot, "N01", "N04"), snapshot)
    (supporting,) = document["baskets"][0]["items"][0]["supporting"]
    assert supporting["phone"] == PANTRY["phone"]
    assert document["unmet"][0]["nearest"][0]["phone"] == PANTRY["phone"]


def test_every_list_and_sheet_gives_the_place_of_the_service(tmp_path):
    with open_doors(tmp_path, partnership()) as doors:
        listed = doors.get(f"/api/v1/services?gmina={GMINA}", "api_client").json()
        given = {one["service_id"]: one["contact"] for one in listed}
        assert {name: given["C2"][name] for name in PANTRY} == PANTRY
        assert {name: given["C1"][name] for name in OFFICE} == OFFICE
        reader = Reader(doors)
        for page in ("koszyk", "koszyk/rodziny", "koszyk/pracownicy", "instytucje/C"):
            said = text_of(reader.get(f"/partnerstwa/p/{page}"))
            for place in (OFFICE, PANTRY):
                assert place["phone"] in said, page
                assert place["address"] in said, page
                assert place["opening_hours"] in said, page
        family = reader.get("/partnerstwa/p/koszyk/rodziny").text
        pantry = family.partition(PANTRY["phone"])[2].partition('class="where"')[0]
        assert "Spiżarnia w Betowie" in pantry
        assert PANTRY["address"] in pantry
        assert OFFICE["address"] not in pantry
        route = text_of(reader.post("/partnerstwa/p/sciezki", gmina=GMINA, potrzeba=["N01"]))
        assert PANTRY["address"] in route
        assert PANTRY["opening_hours"] in route


def test_no_page_and_no_list_shows_the_address_of_a_centre_for_victims(tmp_path):
    text = "przyjść na ul. Niska 8"
    package = partnership(
        "SOW", "INT", how_to_apply=text, documents="ul. Główna 1, pokój 2", name="Dom przy ul. Niska 8"
    )
    with open_doors(tmp_path, package) as doors:
        listed = doors.get(f"/api/v1/services?gmina={GMINA}", "api_client").json()
        assert [one["contact"]["address"] for one in listed] == [None, None]
        reader = Reader(doors)
        pages = ("koszyk", "koszyk/rodziny", "koszyk/pracownicy", "instytucje/C")
        texts = [reader.get(f"/partnerstwa/p/{page}").text for page in pages]
        texts.append(reader.post("/partnerstwa/p/sciezki", gmina=GMINA, potrzeba=["N14"]).text)
        texts.append(str(listed))
        for said in texts:
            assert "Niska" not in said
            assert "Główna" not in said


def test_the_form_of_a_service_keeps_its_place_and_hides_that_of_a_centre_for_victims(tmp_path):
    path = "/partnerstwa/p/instytucje/C/zmiany/usluga?usluga=C2"
    with open_doors(tmp_path / "open", partnership()) as doors:
        page = Reader(doors).get(path).text
        assert all(value in page for value in PANTRY.values())
    with open_doors(tmp_path / "hidden", partnership("SOW", "INT")) as doors:
        page = Reader(doors).get(path).text
        assert PANTRY["phone"] in page
        assert "Niska" not in page
