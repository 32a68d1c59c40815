"""The document of an answer: its shape, its sentences, and what must never stand in it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from graph.model import Institution
from graph.packages import read_package
from graph.routes import find_routes, route_document
from graph.routes.requests import RouteRequest
from graph.routes.usable import BLOCKERS
from graph.snapshot import snapshot_of
from route_town import GMINA, ask, institution, service, town

ADDRESS = "ul. Cicha 3, Jarzębin Śląski"


def document(snapshot, *needs, lang="pl", **conditions):
    return route_document(ask(snapshot, *needs, **conditions), snapshot, lang)


def full_town(**cells):
    centre = institution(
        "L", "OPS", membership="leader", phone="32 555 01 01", updated_on=date(2026, 6, 1)
    )
    clinic = institution("A", "POZ", phone="32 555 01 18", address=ADDRESS, opening_hours="pn.–pt. 8–18")
    entry = {
        "how_to_apply": "rejestracja",
        "documents": "skierowanie",
        "price": "bezpłatnie",
        "updated_on": date(2026, 5, 1),
        **cells,
    }
    services = [
        service("S1", "A", "OPL", wait_days=14, **entry),
        service("S2", "L", "DPS", available=None, wait_days=None),
        service("S3", "L", "POP", wait_days=200),
    ]
    return town([centre, clinic], services, [("L", "A", 4, {"formalisation": "agreement"})])


def test_the_shape():
    found = document(full_town(), "N06", "N04", "N02")
    assert json.loads(json.dumps(found)) == found
    assert (found["gmina"], found["partnership"], found["needs"]) == (GMINA, "P", ["N06", "N04", "N02"])
    basket = found["baskets"][0]
    assert (basket["rank"], basket["cost"], basket["wait_days"], basket["multisector"]) == (
        1,
        6.0,
        14,
        False,
    )
    item = basket["items"][0]
    assert {key: item[key] for key in ("need", "service_id", "service_code", "institution_id")} == {
        "need": ["N06"],
        "service_id": "S1",
        "service_code": "OPL",
        "institution_id": "A",
    }
    assert (item["wait_days"], item["capacity"], item["self_referral"]) == (14, "capacity", False)
    assert (item["path"], item["path_cost"]) == (["L", "A"], 2.0)
    assert item["steps"] == [
        {
            "from": "L",
            "to": "A",
            "formalisation": "agreement",
            "strength": 4.0,
            "confirmed": False,
            "contact_role": None,
            "partner_role": None,
            "document": "none",
        }
    ]
    assert [row["service_id"] for row in item["supporting"]] == ["S2"]
    contact = item["contact"]
    assert (contact["phone"], contact["address"], contact["hours"]) == (
        "32 555 01 18",
        ADDRESS,
        "pn.–pt. 8–18",
    )
    assert (contact["how_to_apply"], contact["documents"], contact["price"]) == (
        "rejestracja",
        "skierowanie",
        "bezpłatnie",
    )
    assert (contact["updated_on"], contact["age_days"], contact["warning"]) == ("2026-05-01", 60, None)
    unmet = found["unmet"][0]
    assert (unmet["need"], unmet["blocked_by"], unmet["gap"]) == (
        "N04",
        "wait",
        f"unmet_need:{GMINA[:6]}/N04",
    )
    assert [row["service_id"] for row in unmet["nearest"]] == ["S3"]
    assert [notice["code"] for notice in found["notices"]] == ["N02"]


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_everything_is_explained(lang):
    found = document(full_town(), "N06", "N04", "N07", lang=lang, services=("MED", "NAD"))
    texts = [
        *(basket["explanation"] for basket in found["baskets"]),
        *(item["why"]["text"] for item in found["baskets"][0]["items"]),
        *(unmet["explanation"] for unmet in found["unmet"]),
        *(notice["text"] for notice in found["notices"]),
    ]
    assert len(texts) == 1 + 1 + 1 + 3
    assert all(len(text) > 20 and "{" not in text and "None" not in text for text in texts)


def test_polish_sentences():
    found = document(full_town(), "N06", "N04")
    assert "Ścieżka kontaktu: Instytucja L → Instytucja A." in found["baskets"][0]["explanation"]
    assert "zgoda rodziny albo podstawa prawna" in found["baskets"][0]["explanation"]
    assert found["unmet"][0]["explanation"] == (
        "Potrzeba: bezrobocie – brak dostępnej usługi. Przyczyna: kolejka (dni oczekiwania: 200, "
        "przyjęta granica: 180). Najbliższa możliwość: poradnictwo pracy, staż, szkolenie – "
        "Instytucja L (gmina: 2499011)."
    )


@pytest.mark.parametrize(
    ("cells", "conditions", "blocked_by", "said"),
    [
        ({"access": "court"}, {}, "no_service", "poradnictwo pracy, staż, szkolenie; reintegracja"),
        ({"service_area": ("2498",)}, {}, "territory", GMINA),
        ({"status": "paused"}, {}, "closed", "zawieszona"),
        ({"age_min": 60}, {"age_bands": ("18-25",)}, "age", "od 60 lat"),
        ({"own_clients_only": True}, {}, "own_clients", "objętych opieką"),
        ({"available": 0, "wait_days": None}, {}, "capacity", "brak listy"),
        ({"wait_days": 240}, {}, "wait", "240"),
        ({}, {}, "no_path", "dwa kroki"),
        ({}, {"avoid": ("A",)}, "no_path", "wskazane"),
    ],
)
def test_every_obstacle_has_its_sentence_and_its_gap(cells, conditions, blocked_by, said):
    snapshot = town([institution("A")], [service("S1", "A", "POP", **cells)])
    unmet = document(snapshot, "N04", **conditions)["unmet"][0]
    assert unmet["blocked_by"] == blocked_by
    assert said in unmet["explanation"]
    gap = f"unmet_need:{GMINA[:6]}/N04"
    if blocked_by == "no_path":
        gap = None if conditions else "unused_service:A/S1"
    assert unmet["gap"] == gap
    assert set(BLOCKERS) >= {blocked_by}


def test_without_a_leader_the_reason_is_that_there_is_no_origin():
    snapshot = town([institution("A")], [service("S1", "A", "POP")], leader=None)
    unmet = document(snapshot, "N04")["unmet"][0]
    assert "lidera" in unmet["explanation"]
    assert unmet["gap"] is None


def test_what_violence_keeps_back_is_not_said_to_be_looked_for():
    unmet = document(town([], [service("S1", "L", "TER")]), "N07", "W1")["unmet"][0]
    assert (unmet["blocked_by"], unmet["gap"]) == ("no_service", None)
    assert "pomoc psychologiczna" in unmet["explanation"]
    assert "terapia" not in unmet["explanation"]


def test_what_belongs_to_no_gap():
    short = document(town([], [service("S1", "L", "POP", wait_days=40)]), "N04", max_wait=30)["unmet"][0]
    assert (short["blocked_by"], short["gap"]) == ("wait", None)
    direct = document(town([], []), services=("POP",))["unmet"][0]
    assert (direct["blocked_by"], direct["gap"]) == ("no_service", None)


def test_the_nearest_miss_stands_first():
    far = [
        service("S1", "L", "POP", service_area=("10",)),
        service("S2", "L", "POP", service_area=("2498", "2499022")),
        service("S3", "L", "POP", service_area=("2469011",)),
    ]
    unmet = document(town([], far), "N04")["unmet"][0]
    assert [row["service_id"] for row in unmet["nearest"]] == ["S2", "S3", "S1"]
    ages = [service(f"S{n}", "L", "PSY", age_min=n) for n in (40, 20, 30)]
    unmet = document(town([], ages), "Z2", age_bands=("13-17",))["unmet"][0]
    assert [row["service_id"] for row in unmet["nearest"]] == ["S20", "S30", "S40"]
    waits = [service(f"S{n}", "L", "POP", wait_days=n) for n in (400, 200, 300)]
    unmet = document(town([], waits), "N04")["unmet"][0]
    assert [row["service_id"] for row in unmet["nearest"]] == ["S200", "S300", "S400"]


@pytest.mark.parametrize(
    ("own", "providers", "age", "warned"),
    [
        (date(2025, 6, 30), None, 365, False),
        (date(2025, 6, 29), date(2026, 6, 1), 366, True),
        (None, date(2026, 6, 1), 29, False),
        (None, None, None, True),
    ],
)
def test_an_entry_older_than_a_year_carries_a_warning(own, providers, age, warned):
    centre = institution("L", "OPS", membership="leader", updated_on=providers)
    snapshot = town([centre], [service("S1", "L", "PIE", updated_on=own)])
    contact = document(snapshot, "N01")["baskets"][0]["items"][0]["contact"]
    assert (contact["age_days"], contact["warning"] is not None) == (age, warned)


def test_a_guessed_wait_is_not_shown_as_a_fact():
    snapshot = town([], [service("S1", "L", "PIE", available=None, wait_days=None)])
    item = document(snapshot, "N01")["baskets"][0]["items"][0]
    assert (item["wait_days"], item["wait_known"], item["capacity"]) == (28, False, "unknown")
    assert "brak danych" in item["explanation"]


def shelter_town(type_code):
    shelter = Institution(
        "A",
        "Placówka",
        type_code,
        teryt=GMINA,
        phone="32 555 01 05",
        address=ADDRESS,
        membership="member",
    )
    told = {
        "how_to_apply": "osobiście, Ul. Cicha 3",
        "documents": "dowód",
        "name": "Schronienie, ul. Cicha 3",
    }
    services = [service("S1", "A", "SCH", **told), service("S2", "A", "SOC", **told)]
    return town([shelter], services, [("L", "A", 5)])


@pytest.mark.parametrize("type_code", ["SOW", "OIK", "SCHR"])
def test_no_address_of_a_shelter_where_there_is_violence(type_code):
    found = document(shelter_town(type_code), "N03", "N07")
    contact = found["baskets"][0]["items"][0]["contact"]
    assert (contact["phone"], contact["documents"], contact["address"]) == (
        "32 555 01 05",
        "dowód",
        None,
    )
    if type_code != "SCHR":
        assert "cicha" not in json.dumps(found, ensure_ascii=False).casefold()
    assert "Adres nie jest pokazywany" in contact["address_note"]


def test_a_centre_for_victims_never_shows_its_address_others_do():
    assert "cicha" not in json.dumps(document(shelter_town("SOW"), "N03")).casefold()
    contact = document(shelter_town("OIK"), "N03")["baskets"][0]["items"][0]["contact"]
    assert contact["address"] == ADDRESS
    named = document(shelter_town("OIK"), "N03", services=("NK",))
    assert "cicha" not in json.dumps(named).casefold()


def test_violence_the_numbers_and_nobodys_consent():
    found = document(town([], [service("S1", "L", "PPS")]), "N07")
    assert (found["baskets"], found["unmet"]) == ([], [])
    text = found["notices"][0]["text"]
    for part in ("112", "800 120 002", "116 111", "nie wymaga niczyjej zgody"):
        assert part in text
    english = document(town([], []), "N07", lang="en")["notices"][0]["text"]
    assert "nobody's consent" in english


def test_trafficking_and_orphanhood_have_their_doors():
    houses = [institution("A", "PCPR", level="powiat"), institution("B", "SR-RN", level="panstwo")]
    found = document(town(houses, []), "N07a", "N02")
    trafficking, orphanhood = found["notices"]
    assert trafficking["phones"] == ["112", "22 628 01 20"]
    assert "KCIK" in trafficking["text"]
    assert [door["id"] for door in orphanhood["institutions"]] == ["A", "B"]
    assert "PCPR" in orphanhood["text"]
    assert "sąd rodzinny" in orphanhood["text"]
    nobody = document(town([], []), "N02")["notices"][0]["text"]
    assert "powiatowe centrum pomocy rodzinie" in nobody


def test_the_runner_up_is_told():
    houses = [institution("A"), institution("B")]
    services = [service("S1", "A", "PIE", wait_days=7), service("S2", "B", "LOK", wait_days=21)]
    why = document(town(houses, services, [("L", "A", 4), ("L", "B", 4)]), "N01")["baskets"][0]["items"][
        0
    ]["why"]
    assert (why["runner_up"]["service_id"], why["runner_up"]["extra_cost"]) == ("S2", 2.0)
    assert why["runner_up"]["would_win_if"] == {"wait_days_at_most": 6, "path_cost_below": None}
    assert "najwyżej 6 (teraz: 21)" in why["text"]
    equal = [service("S1", "A", "PIE"), service("S2", "B", "LOK")]
    why = document(town(houses, equal, [("L", "A", 4), ("L", "B", 4)]), "N01")["baskets"][0]["items"][0][
        "why"
    ]
    assert "Koszt taki sam" in why["text"]
    alone = document(town([], [service("S1", "L", "PIE")]), "N01")["baskets"][0]["items"][0]["why"]
    assert alone["runner_up"] is None


def test_a_detour_is_told():
    houses = [institution("A"), institution("B")]
    ties = [("L", "B", 5), ("B", "A", 5)]
    found = document(town(houses, [service("S1", "A", "PIE")], ties), "N01")
    assert found["detours"][0]["avoid"] == "B"
    said = found["detours"][0]["explanation"]
    assert said == "Bez instytucji: Instytucja B. Nie zostaje żaden koszyk."


def test_the_demo_partnership_answers_as_the_tables_say():
    folder = Path(__file__).parents[3] / "seed" / "jarzebin-slaski"
    snapshot = snapshot_of(read_package(folder).package, date(2026, 6, 30))
    request = RouteRequest("2499011", ("N09", "Z2", "E1"), age_bands=("7-12", "13-17"))
    answer = find_routes(snapshot, request)
    assert [(unmet.need, unmet.blocked_by) for unmet in answer.unmet] == [("Z2", "age")]
    text = json.dumps(route_document(answer, snapshot), ensure_ascii=False)
    assert not any(re.search(rf"\b{family}\b", text) for family in snapshot.families)


@pytest.mark.parametrize(
    ("ages", "order"),
    [
        (({"age_min": 60}, {"age_min": 18}), ["S2", "S1"]),
        (({"age_max": 2}, {"age_max": 5}), ["S2", "S1"]),
        (({"age_min": 18}, {"age_min": 18}), ["S1", "S2"]),
    ],
)
def test_by_age_the_nearest_miss_is_the_one_that_misses_by_fewest_years(ages, order):
    rows = [service(f"S{place}", "L", "TER", **cells) for place, cells in enumerate(ages, 1)]
    (unmet,) = document(town([], rows), services=("TER",), age_bands=("7-12",))["unmet"]
    assert unmet["blocked_by"] == "age"
    assert [row["service_id"] for row in unmet["nearest"]] == order


def test_an_item_is_said_in_whole_sentences():
    """Need, provider, wait and way stand one after another, each a sentence of its own."""
    rows = [service("S1", "A", "PIE", wait_days=7)]
    here = town([institution("A")], rows, [("L", "A", 4)])
    said = document(here, "N01")["baskets"][0]["explanation"]
    assert re.fullmatch(r"(?:[^.]+\. )*[^.]+\.", said), said
    assert all(part[0].isupper() for part in said.split(". ")), said
