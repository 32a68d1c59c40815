"""Holds the demo partnership "Jarzębin Śląski" to its printed facts, from the CSV files alone.

Nothing of the product is imported: the aggregation of tie reports and the rules of the planted gaps
are written here a second time, so that the data and the product can be checked against each other.
"""

import csv
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from statistics import mean

import networkx as nx
import pytest

FOLDER = Path(__file__).parents[2] / "seed" / "jarzebin-slaski"
AS_OF = "2026-06-01"
GMINA = "2499011"

HEADERS = {
    "partnership": "id name teryt variant population formed_on fictional",
    "institutions": "id name type_code level sector area teryt membership declared_on left_on phone"
    " email address website opening_hours updated_on",
    "workers": "id institution_id role caseload caseload_max",
    "services": "id institution_id service_code name capacity available wait_days age_min age_max access"
    " own_clients_only service_area community_based how_to_apply documents price status updated_on",
    "families": "id teryt needs unit lead_institution_id involved_institution_ids age_bands"
    " required_pairs requested_on request_channel",
    "ties": "reporter_id partner_id strength frequency formalisation document_valid_to"
    " contact_worker_id partner_worker_id reported_on wave",
    "teams": "family_id institution_id worker_id role",
    "demand": "teryt need families year source",
    "waves": "id opened_on closed_on",
}

# id: type, workers, services, membership
INSTITUTIONS = """
I01 OPS 14 9 leader|I02 PCPR 6 5 strategic_partner|I03 DPS 2 1 member
I04 SDS 2 2 member|I05 OIK 2 2 member|I06 DDP 2 1 member
I07 PWD 2 2 member|I08 SCHR 2 2|I09 CIS 2 2 member
I10 POW 2 1 member|I11 SP 3 2 member|I12 SP 3 2 member
I13 SP 2 1|I14 PRZ 1 1 member|I15 TECH 1 1 member
I16 PPP 3 3 member|I17 ZLOB 1 1 member|I18 POZ 2 2
I19 SZP 2 2 member|I20 PZP 2 1|I21 OTU 2 2
I22 POL 3 1 member|I23 SR-RN 1 0 member|I24 KUR-R 2 1 member
I25 KUR-D 1 1|I26 SM 1 0 member|I27 GKRPA 1 1 member
I28 DK 1 1 member|I29 BIB 1 1 member|I30 MOSIR 1 1 member
I31 KLUB 1 1|I32 PUP 2 2 member|I33 ZGM 1 1
I34 NGO 2 2 member|I35 KOSC 1 1|I36 ZUS 1 0 member
I37 UM 1 0|I38 NPP 1 1
"""

# a-b strength frequency/formalisation; x = the document has run out
TIES = """
01-02 4M/F3  01-03 3M/F4  01-04 3M/F3  01-05 3Q/F2  01-06 4M/F4  01-07 4W/F2  01-08 5W/F0
01-09 3M/F2  01-11 4W/F2  01-12 4W/F2  01-14 3M/F2  01-15 2A/F2  01-16 2Q/F2  01-17 2A/F2
01-19 3M/F3x  01-21 2Q/F1  01-22 5W/F4  01-24 1A/F4  01-26 3M/F2  01-27 5W/F4  01-28 2A/F2
01-29 1N/F2  01-30 1N/F2  01-32 4M/F3  01-33 4M/F1  01-34 4W/F2  01-35 5W/F0  01-36 1N/F2
01-37 4W/F4  02-03 4M/F4  02-04 3Q/F4  02-05 5W/F4  02-10 5W/F4  02-16 2Q/F1  02-23 4M/F4
02-32 2Q/F1  02-38 2Q/F4  07-11 3M/F1  07-12 3M/F1  07-34 3Q/F1  08-35 4W/F0  09-33 2Q/F1
10-12 2Q/F1  10-16 2Q/F1  10-23 3M/F4  11-16 4M/F4  11-22 3M/F2  11-28 2Q/F1  11-37 3M/F4
12-16 4M/F4  12-22 3M/F2  12-37 3M/F4  13-22 2A/F0  13-31 4W/F0  13-37 2Q/F4  14-16 3Q/F4
14-29 2Q/F1  14-37 3M/F4  15-16 3Q/F4  15-22 2Q/F1  18-19 4W/F4  19-20 3M/F1  21-27 4M/F4
22-23 4W/F4  22-24 3M/F4  22-25 3M/F4  22-26 4W/F4  22-27 3M/F4  23-24 5W/F4  28-29 3Q/F1
28-37 3M/F4  29-37 3M/F4  30-31 4M/F4  30-37 3M/F4  32-36 1Q/F1  33-37 3M/F4  34-35 3M/F0
"""
FREQUENCIES = {"W": "weekly", "M": "monthly", "Q": "quarterly", "A": "adhoc", "N": "none"}
FORMS = ["personal", "verbal", "declaration", "agreement", "statutory"]

# id: needs, lead, involved
FAMILIES = {
    "R01": ("N01 N09 E1", "I01", "I11 I07"),
    "R02": ("N13 P1", "I01", "I27 I22 I12"),
    "R03": ("N09 Z2 E1 M1 N13", "", "I01 I12 I16 I24 I34 I33"),
    "R04": ("N06 Z1", "I01", "I19 I20"),
    "R05": ("N05A S1", "I01", "I06 I04"),
    "R06": ("N03 N12", "I01", "I08 I25"),
    "R07": ("N01 N09 K1", "I01", "I13 I07 I37"),
    "R08": ("W2 N09", "I02", "I10"),
    "R09": ("N04 M1", "I32", "I09 I01"),
    "R10": ("N09 E1 Z2", "I01", "I13 I31"),
}
TEAMS = {
    "R01": {"I01", "I11", "I07", "I16"},
    "R02": {"I01", "I27", "I22", "I12", "I32"},
    "R05": {"I01", "I06", "I04", "I02"},
    "R07": {"I01", "I13", "I07", "I37"},
}

# What the vocabularies say, as far as this partnership needs it.
NEED_AGES = {
    **{"N04": (18, 999), "N05A": (18, 999), "E1": (3, 24), "N12": (18, 999), "W2": (0, 17)},
    **{"Z1": (18, 999), "Z2": (0, 17), "S1": (60, 999), "P1": (10, 17)},
}
AREAS = {
    "pomoc_spoleczna": "OPS PCPR DPS SDS OIK DDP PWD SCHR CIS POW ZLOB PUP ZGM NGO KOSC ZUS UM NPP",
    "edukacja": "SP PRZ TECH PPP",
    "zdrowie": "POZ SZP PZP OTU GKRPA",
    "bezpieczenstwo": "POL SR-RN KUR-R KUR-D",
    "kultura_sport": "DK BIB MOSIR KLUB",
}
GMINA_TYPES = "OPS SDS DDP PWD CIS SP PRZ ZLOB GKRPA SM DK BIB MOSIR ZGM UM"
POWIAT_TYPES = "PCPR DPS OIK POW TECH PPP SZP PZP OTU PUP NPP"
CONTACT_ONLY = {"ZUS"}
ANSWERS = {
    "N01": "PIE POS LOK",
    "N03": "SCH WYC MTW LOK",
    "N04": "POP CIS",
    "N05A": "REH SUO AON SPR SDS WTZ ZAZ OWT",
    "N06": "ZDP UO REH OPL",
    "N09": "AR PWD TER RW",
    "N12": "PPN POP LOK SCH",
    "N13": "UZ",
    "E1": "PED PPD KOR",
    "W2": "AR TER PPS",
    "Z1": "PSY",
    "Z2": "PSD PSY",
    "M1": "PRA LOK ODL",
    "K1": "KUL SPO WOL",
    "S1": "SEN DZP UO",
    "P1": "PPD PWD TER",
}
COURT = {"PZ", "NK", "NAD"}
OWN_CLIENTS = {"PED", "KOR"}
TYPE_AGES = {
    "PWD": (6, 18),
    "OPD": (0, 3),
    "PSD": (0, 21),
    "PPD": (0, 19),
    "WWR": (0, 7),
    **dict.fromkeys(["DZP", "SEN"], (60, 999)),
    **dict.fromkeys(["PSY", "KE", "SDS", "EDD", "POP", "CIS"], (18, 999)),
}
COORDINATED = {"PPS", "TER", "PRA", "GSW", "UO", "SEN", "INT", "CIS", "AR"}
MAX_WAIT = 180


def read(table):
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pair(a, b):
    return tuple(sorted((a, b)))


def cells(value):
    return value.split("|") if value else []


def printed_ties():
    pattern = r"(\d\d)-(\d\d) (\d)([WMQAN])/F(\d)(x?)"
    return {
        (f"I{a}", f"I{b}"): (int(strength), FREQUENCIES[frequency], FORMS[int(form)], bool(expired))
        for a, b, strength, frequency, form, expired in re.findall(pattern, TIES)
    }


def aggregated_ties():
    """Mean strength, most frequent frequency, strongest formalisation, latest document date."""
    by_pair = defaultdict(list)
    for row in read("ties"):
        by_pair[pair(row["reporter_id"], row["partner_id"])].append(row)
    result = {}
    for ends, rows in by_pair.items():
        assert len({row["reporter_id"] for row in rows}) == len(rows)
        ((frequency, count), *others) = Counter(row["frequency"] for row in rows).most_common()
        assert all(other < count for _, other in others)
        result[ends] = {
            "strength": mean(float(row["strength"]) for row in rows),
            "frequency": frequency,
            "formalisation": max((row["formalisation"] for row in rows), key=FORMS.index),
            "valid_to": max(row["document_valid_to"] for row in rows),
            "live": any(row["frequency"] != "none" for row in rows),
            "rows": rows,
        }
    return result


@pytest.fixture(scope="module")
def ties():
    return aggregated_ties()


@pytest.fixture(scope="module")
def institutions():
    return {row["id"]: row for row in read("institutions")}


@pytest.fixture(scope="module")
def network(ties, institutions):
    graph = nx.Graph()
    graph.add_nodes_from(institutions)
    graph.add_edges_from(ends for ends, tie in ties.items() if tie["live"])
    return graph


@pytest.fixture(scope="module")
def members(institutions):
    return {key for key, row in institutions.items() if row["membership"]}


@pytest.fixture(scope="module")
def families():
    """Per family: needs, lead and everyone involved, and the age bands as ranges."""
    result = {}
    for row in read("families"):
        involved = set(cells(row["involved_institution_ids"])) | set(
            filter(None, [row["lead_institution_id"]])
        )
        bands = [
            (60, 999) if band == "60+" else tuple(int(end) for end in band.split("-"))
            for band in cells(row["age_bands"])
        ]
        result[row["id"]] = {
            "row": row,
            "needs": cells(row["needs"]),
            "involved": involved,
            "bands": bands,
        }
    return result


# Files, ids and counts


@pytest.mark.parametrize("table", HEADERS)
def test_files_are_plain_utf8_csv(table):
    raw = (FOLDER / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").splitlines()[0] == HEADERS[table].replace(" ", ",")
    assert not re.search(rb"\d{11}", raw), "looks like a PESEL"


def test_there_is_nothing_else_in_the_folder():
    assert {path.name for path in FOLDER.iterdir()} == {f"{table}.csv" for table in HEADERS}


def test_partnership():
    (row,) = read("partnership")
    assert row["formed_on"].startswith("2025-")
    del row["formed_on"]
    assert row == {
        "id": "jarzebin-slaski",
        "name": "Jarzębin Śląski",
        "teryt": GMINA,
        "variant": "urban",
        "population": "38200",
        "fictional": "true",
    }


def test_institutions_with_their_workers_and_services(institutions, members):
    workers = Counter(row["institution_id"] for row in read("workers"))
    services = Counter(row["institution_id"] for row in read("services"))
    printed = {}
    for entry in re.split(r"[|\n]", INSTITUTIONS.strip()):
        key, kind, n_workers, n_services, *membership = entry.split()
        printed[key] = (kind, int(n_workers), int(n_services), membership[0] if membership else "")
    actual = {
        key: (row["type_code"], workers[key], services[key], row["membership"])
        for key, row in institutions.items()
    }
    assert actual == printed
    assert list(institutions) == [f"I{number:02d}" for number in range(1, 39)]
    assert (workers.total(), services.total(), len(members)) == (80, 60, 27)


def test_ids_are_unique_and_refer_to_something(institutions):
    workers = {row["id"]: row["institution_id"] for row in read("workers")}
    services = {row["id"]: row["institution_id"] for row in read("services")}
    families = {row["id"] for row in read("families")}
    assert (len(workers), len(services), len(families)) == (80, 60, 10)
    assert all(re.fullmatch(rf"W{employer[1:]}\d\d", key) for key, employer in workers.items())
    assert all(re.fullmatch(rf"S{provider[1:]}\d\d", key) for key, provider in services.items())
    assert set(workers.values()) | set(services.values()) <= set(institutions)
    waves = {row["id"] for row in read("waves")}
    for row in read("ties"):
        assert {row["reporter_id"], row["partner_id"]} <= set(institutions)
        assert row["wave"] in waves
        for column, employer in (
            ("contact_worker_id", "reporter_id"),
            ("partner_worker_id", "partner_id"),
        ):
            assert not row[column] or workers[row[column]] == row[employer]
    for row in read("teams"):
        assert row["family_id"] in families
        assert row["institution_id"] in institutions
        assert not row["worker_id"] or workers[row["worker_id"]] == row["institution_id"]


def test_contact_details_are_fictional(institutions):
    for row in institutions.values():
        assert re.fullmatch(r"32 555 01 \d\d", row["phone"])
        assert row["email"].endswith(".example")
        assert row["website"].endswith(".example")
        assert row["teryt"] in {GMINA, GMINA[:4]}
        assert row["address"]
        assert row["opening_hours"]


# Families, teams, demand


def test_families(families):
    printed = {
        key: (needs.split(), lead, {*involved.split(), *filter(None, [lead])})
        for key, (needs, lead, involved) in FAMILIES.items()
    }
    actual = {
        key: (family["needs"], family["row"]["lead_institution_id"], family["involved"])
        for key, family in families.items()
    }
    assert actual == printed
    assert {
        key: family["row"]["required_pairs"]
        for key, family in families.items()
        if family["row"]["required_pairs"]
    } == {"R08": "I01~I10"}
    assert {family["row"]["teryt"] for family in families.values()} == {GMINA}


def test_no_domestic_violence_need_anywhere(families):
    needs = {need for family in families.values() for need in family["needs"]}
    needs |= {row["need"] for row in read("demand")}
    assert not {need for need in needs if need.startswith("N07")}


def test_teams(institutions):
    teams = defaultdict(set)
    leads = Counter()
    for row in read("teams"):
        teams[row["family_id"]].add(row["institution_id"])
        leads[row["family_id"]] += row["role"] == "lead"
    assert teams == TEAMS
    assert set(leads.values()) == {1}
    one_level = set()
    for family, team in teams.items():
        types = {institutions[key]["type_code"] for key in team}
        if not (types & set(GMINA_TYPES.split()) and types & set(POWIAT_TYPES.split())):
            one_level.add(family)
    assert one_level == {"R07"}


def test_only_the_case_without_a_lead_is_uncoordinated(families):
    assert {
        key
        for key, family in families.items()
        if len(family["involved"]) >= 4 and not (family["row"]["lead_institution_id"] and key in TEAMS)
    } == {"R03"}


def test_the_family_assistant_is_the_only_full_caseload():
    workers = [row for row in read("workers") if row["caseload_max"]]
    full = [row for row in workers if int(row["caseload"]) >= int(row["caseload_max"])]
    assert [(row["id"], row["role"], row["caseload"], row["caseload_max"]) for row in full] == [
        ("W0103", "asystent rodziny", "15", "15")
    ]


# Ties


def test_the_77_ties_are_the_printed_ones(ties):
    printed = printed_ties()
    assert len(printed) == 77
    printed["I01", "I24"] = (2.5, *printed["I01", "I24"][1:])  # 4 and 1: the two sides disagree
    actual = {
        ends: (
            tie["strength"],
            tie["frequency"],
            tie["formalisation"],
            tie["formalisation"] == "agreement" and tie["valid_to"] < AS_OF,
        )
        for ends, tie in ties.items()
    }
    assert actual == printed


def test_formalisation_of_the_77_ties(ties):
    expired = [ends for ends, tie in ties.items() if tie["valid_to"] and tie["valid_to"] < "2026-01-01"]
    assert expired == [("I01", "I19")]
    assert all(
        tie["valid_to"] >= "2028"
        for ends, tie in ties.items()
        if tie["valid_to"] and ends not in expired
    )
    counts = Counter("x" if ends in expired else tie["formalisation"] for ends, tie in ties.items())
    assert counts == {
        "statutory": 34,
        "declaration": 17,
        "verbal": 16,
        "personal": 6,
        "agreement": 3,
        "x": 1,
    }


def test_only_the_probation_team_disagrees(ties):
    differing = {}
    for ends, tie in ties.items():
        by_side = {row["reporter_id"]: int(row["strength"]) for row in tie["rows"]}
        if len(set(by_side.values())) > 1:
            differing[ends] = by_side
    assert differing == {("I01", "I24"): {"I01": 4, "I24": 1}}


def test_no_contact_ties_are_none_in_every_report(ties):
    assert {ends for ends, tie in ties.items() if not tie["live"]} == {
        ("I01", "I29"),
        ("I01", "I30"),
        ("I01", "I36"),
    }
    assert all(len({row["frequency"] for row in tie["rows"]}) == 1 for tie in ties.values())


def test_about_a_quarter_is_reported_by_one_side_only(ties):
    one_sided = [ends for ends, tie in ties.items() if len(tie["rows"]) == 1]
    assert len(one_sided) == 19


def test_reports_fall_within_the_wave():
    (wave,) = read("waves")
    assert all(wave["opened_on"] <= row["reported_on"] <= wave["closed_on"] for row in read("ties"))


# The network of live ties


def centralisation(values, maximum):
    top = max(values)
    return sum(top - value for value in values) / maximum


def test_network_measures(network):
    n = len(network)
    assert (n, network.number_of_edges()) == (38, 74)
    assert nx.is_connected(network)
    assert round(nx.density(network), 3) == 0.105
    degrees = [degree for _, degree in network.degree]
    assert round(centralisation(degrees, (n - 1) * (n - 2)), 2) == 0.63
    betweenness = nx.betweenness_centrality(network)
    assert round(centralisation(betweenness.values(), n - 1), 2) == 0.70
    ranked = sorted(betweenness, key=betweenness.get, reverse=True)[:5]
    assert {key: round(betweenness[key], 2) for key in ranked} == {
        "I01": 0.72,
        "I22": 0.13,
        "I37": 0.13,
        "I19": 0.11,
        "I02": 0.09,  # 0.0949
    }
    assert network.degree["I01"] == 26
    assert network.degree["I19"] == 3


def test_cut_points_and_bridges(network):
    assert set(nx.articulation_points(network)) == {"I01", "I02", "I19", "I22", "I32"}
    cuts_off = {}
    for bridge in nx.bridges(network):
        rest = network.copy()
        rest.remove_edge(*bridge)
        cuts_off[pair(*bridge)] = min(nx.connected_components(rest), key=len)
    assert len(cuts_off) == 8
    assert {ends: part for ends, part in cuts_off.items() if len(part) > 1} == {
        ("I01", "I19"): {"I18", "I19", "I20"}
    }


def test_what_falls_off_without_the_leader(network):
    rest = network.copy()
    rest.remove_node("I01")
    *fallen, _ = sorted(nx.connected_components(rest), key=len)
    assert sorted(map(sorted, fallen)) == [["I06"], ["I17"], ["I18", "I19", "I20"]]


def test_two_workers_hold_most_of_the_leaders_contacts(network):
    held = Counter(
        row["contact_worker_id"]
        for row in read("ties")
        if row["reporter_id"] == "I01" and row["frequency"] != "none"
    )
    assert held.total() == network.degree["I01"] == 26
    assert held["W0101"] + held["W0102"] == 15
    assert max(count for worker, count in held.items() if worker not in {"W0101", "W0102"}) == 1


def test_single_contacts(network):
    """One worker with a large and uneven share of at least 8 live ties."""
    workers = Counter(row["institution_id"] for row in read("workers"))
    held = defaultdict(Counter)
    for row in read("ties"):
        if row["frequency"] != "none":
            held[row["reporter_id"]][row["contact_worker_id"]] += 1
    found = {
        worker
        for institution, counts in held.items()
        for worker, count in counts.items()
        if network.degree[institution] >= 8
        and count >= network.degree[institution] / 4
        and count >= 2 * network.degree[institution] / workers[institution]
    }
    assert found == {"W0101", "W0102"}


def test_one_hospital_worker_holds_the_bridge(ties):
    sides = {
        row["reporter_id"]: (row["contact_worker_id"], row["partner_worker_id"])
        for row in ties["I01", "I19"]["rows"]
    }
    assert sides == {"I01": ("W0101", "W1901"), "I19": ("W1901", "W0101")}
    elsewhere = [
        row
        for row in read("ties")
        if "W1901" in row.values() and "I01" not in {row["reporter_id"], row["partner_id"]}
    ]
    assert elsewhere == []


# Planted gaps: ties and membership


def test_formal_but_weak(ties, members, families):
    together = {
        ends for family in families.values() for ends in combinations(sorted(family["involved"]), 2)
    }
    found = {
        ends
        for ends, tie in ties.items()
        if tie["formalisation"] in {"agreement", "statutory"}
        and (members.issuperset(ends) or ends in together)
        and (tie["strength"] <= 2.5 or tie["frequency"] in {"adhoc", "none"})
    }
    assert found == {("I01", "I24"), ("I13", "I37")}


def test_paper_members(ties, network, members):
    with_leader = {key: ties[pair("I01", key)] for key in members if pair("I01", key) in ties}
    silent = {key for key, tie in with_leader.items() if not tie["live"]}
    assert silent | {key for key in members if network.degree[key] == 0} == {"I29", "I30", "I36"}


def test_informal_and_influential_outsiders(ties, network, members):
    informal = {
        key
        for ends, tie in ties.items()
        if tie["live"]
        and tie["strength"] >= 4
        and tie["formalisation"] == "personal"
        and members & set(ends)
        for key in set(ends) - members
    }
    assert informal == {"I08", "I35"}
    betweenness = nx.betweenness_centrality(network)
    fourth = sorted(betweenness.values(), reverse=True)[3]
    assert {key for key in set(network) - members if betweenness[key] >= fourth} == {"I37"}


def test_only_culture_and_sport_exist_on_paper(ties, institutions, members):
    area_of = {kind: area for area, kinds in AREAS.items() for kind in kinds.split()}
    by_area = defaultdict(dict)
    for key in members - {"I01"}:
        tie = ties.get(pair("I01", key))
        active = bool(tie and tie["live"] and tie["strength"] >= 2)
        by_area[area_of.get(institutions[key]["type_code"])][key] = active
    assert set(AREAS) <= set(by_area), "an area without any member"
    on_paper = {area for area in AREAS if sum(by_area[area].values()) < len(by_area[area]) / 2}
    assert on_paper == {"kultura_sport"}
    assert by_area["kultura_sport"] == {"I28": True, "I29": False, "I30": False}


def test_missing_ties(families, network):
    missing = {
        ends
        for family in families.values()
        for ends in [
            *combinations(sorted(family["involved"]), 2),
            *(pair(*ends.split("~")) for ends in cells(family["row"]["required_pairs"])),
        ]
        if not network.has_edge(*ends)
    }
    assert {("I01", "I13"), ("I09", "I32"), ("I01", "I10")} <= missing
    assert len(missing) == 20


# Planted gaps: services


def ages(service):
    low, high = TYPE_AGES.get(service["service_code"], (0, 999))
    return int(service["age_min"] or low), int(service["age_max"] or high)


def asked_ages(need, bands):
    """The ages at which it is the family's need: bands that do not meet its own range say nothing."""
    low, high = NEED_AGES.get(need, (0, 999))
    met = [(max(low, start), min(high, end)) for start, end in bands if start <= high and low <= end]
    return met or [(low, high)]


def filters(service, bands, attends):
    """Name of the first filter that the service fails, or None; every service here reaches the gmina."""
    low, high = ages(service)
    if service["status"] != "active":
        return "closed"
    if not any(start <= high and low <= end for start, end in bands):
        return "age"
    if service["service_code"] in OWN_CLIENTS and service["institution_id"] not in attends:
        return "own_clients"
    if service["available"] == "0" and not service["wait_days"]:
        return "capacity"
    return "wait" if int(service["wait_days"] or 0) > MAX_WAIT else None


def usable(need, bands, attends):
    codes = set(ANSWERS[need].split()) - COURT
    return [
        row
        for row in read("services")
        if row["service_code"] in codes and not filters(row, asked_ages(need, bands), attends)
    ]


def test_only_child_mental_health_is_unmet_because_of_age(families):
    unmet = {
        (key, need)
        for key, family in families.items()
        for need in family["needs"]
        if not usable(need, family["bands"], family["involved"])
    }
    assert unmet == {("R03", "Z2"), ("R10", "Z2")}
    candidates = [row for row in read("services") if row["service_code"] in ANSWERS["Z2"].split()]
    assert [(row["institution_id"], row["service_code"], row["age_min"]) for row in candidates] == [
        ("I20", "PSY", "18")
    ]
    for key in ("R03", "R10"):
        assert max(end for _, end in families[key]["bands"]) < 18
        assert [filters(row, families[key]["bands"], set()) for row in candidates] == ["age"]


def test_every_assessed_demand_is_answered():
    demand = read("demand")
    assert {row["teryt"] for row in demand} == {GMINA}
    assert [row["need"] for row in demand if not usable(row["need"], [], set())] == []


def test_the_family_assistant_service_is_full():
    (service,) = [row for row in read("services") if row["service_code"] == "AR"]
    assert (service["institution_id"], service["available"], service["wait_days"]) == ("I01", "0", "")


def test_unlinked_duplicates(network):
    offers = [
        row
        for row in read("services")
        if row["service_code"] in COORDINATED and row["status"] == "active"
    ]
    found = set()
    for one, other in combinations(offers, 2):
        (low, high), (other_low, other_high) = ages(one), ages(other)
        ends = pair(one["institution_id"], other["institution_id"])
        if (
            one["service_code"] == other["service_code"]
            and ends[0] != ends[1]
            and low <= other_high
            and other_low <= high
            and not network.has_edge(*ends)
        ):
            found.add((one["service_code"], *ends))
    assert found == {("PPS", "I05", "I34")}
    adults = {
        row["institution_id"]
        for row in offers
        if row["service_code"] == "PPS" and row["age_min"] == "18"
    }
    assert adults == {"I01", "I05", "I34"}


def test_unused_services(families, network):
    providers = {
        row["institution_id"]
        for family in families.values()
        for need in family["needs"]
        for row in usable(need, family["bands"], family["involved"])
    }
    assert providers - set(network["I01"]) - {"I01"} == {"I13", "I18", "I20", "I31", "I38"}
    assert {key for key, family in families.items() if "M1" in family["needs"]} == {"R03", "R09"}
    assert {row["institution_id"] for row in usable("M1", [], set())} == {"I38"}


def test_outsiders_with_families(families, institutions, members):
    involved = {key for family in families.values() for key in family["involved"]}
    sole = set()
    for family in families.values():
        for need in family["needs"]:
            by_code = defaultdict(set)
            for row in usable(need, family["bands"], family["involved"]):
                by_code[row["service_code"]].add(row["institution_id"])
            sole |= {key for providers in by_code.values() if len(providers) == 1 for key in providers}
    outside = {
        key for key in institutions if institutions[key]["type_code"] not in CONTACT_ONLY
    } - members
    assert outside & involved == {"I08", "I13", "I20", "I25", "I31", "I33", "I37"}
    assert outside & sole == {"I08", "I13", "I20", "I31", "I38"}
