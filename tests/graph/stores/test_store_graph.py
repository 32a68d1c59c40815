"""What is stored beside the facts follows from them, after whatever was written, on both engines."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from graph.model import Institution, Package, Partnership, Service, TieReport
from graph.stores import (
    check_integrity,
    erase_family,
    import_package,
    naming_steps,
    open_store,
    remove_partnership,
    territory_names,
)
from graph.stores.derived_check import check_derived, repair_derived
from graph.stores.refreshing import refresh
from graph.vocabulary import NEEDS, SERVICE_TYPES
from kept_samples import (
    CLOSED_FAMILY,
    FAMILY,
    HERE,
    OTHER_FAMILY,
    begin_cases,
    package_here,
    package_there,
    work_on,
)
from stored_graph import (
    SAME,
    TODAY,
    change,
    count,
    drawn_packages,
    everything_in,
    must_follow,
    operate,
    rows,
)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_written_the_graph_follows(store, seed):
    """A few sequences; tests/faults/random_graphs.py tries any number of them."""
    random = Random(seed)
    for drawn in drawn_packages(seed):
        operate(store, random, drawn)
        must_follow(store)


def test_nothing_remains_of_a_family_that_was_erased(store):
    work_on(store)
    families = [FAMILY, OTHER_FAMILY, CLOSED_FAMILY]
    assert count(store, "(t:Team)-[:SERVES]->(f:Family)") == 1
    assert count(store, "(f:Family)-[:HAS_STEP]->(s:CaseStep)") == 1
    assert count(store, "(f:Family)-[:HAS_NEED]->(n:Need)") == 3
    erase_family(store, HERE, *families)
    for pattern in (
        "(x:Family)",
        "(x:Team)",
        "(x:CaseStep)",
        "()-[x:HAS_NEED]->()",
        "()-[x:SITS_IN]->()",
    ):
        assert count(store, pattern) == 0, pattern
    for pattern in (
        "()-[x:HAS_STEP]->()",
        "()-[x:SERVES]->()",
        "()-[x:INVOLVES]->()",
        "()-[x:LED_BY]->()",
    ):
        assert count(store, pattern) == 0, pattern
    must_follow(store)


def test_no_value_of_an_erased_family_remains_nor_where_it_lived(store):
    package = package_here()
    far = replace(package.families[0], teryt="3062011")
    import_package(store, replace(package, families=(far, package.families[1])))
    import_package(store, package_there())
    begin_cases(store)
    assert FAMILY in everything_in(store)
    assert count(store, "(t:Territory {code: '306201'})-[:PART_OF]->()-[:PART_OF]->()") == 1
    erase_family(store, HERE, FAMILY, CLOSED_FAMILY)
    found = everything_in(store)
    assert OTHER_FAMILY in found
    for trace in (FAMILY, CLOSED_FAMILY, "3062", "'30'"):
        assert trace not in found, trace
    must_follow(store)


def test_a_territory_is_called_as_it_was_given_else_as_its_partnership_else_by_its_code(store):
    def named(code):
        found = rows(store, f"MATCH (t:Territory {{code: '{code}'}}) RETURN t.name AS name")
        return found[0]["name"] if found else None

    package = package_here()
    import_package(store, package)
    assert (named("249901"), named("2499"), named("24")) == ("Partnerstwo", "2499", "24")
    later = replace(package, partnership=replace(package.partnership, name="Razem"))
    import_package(store, later)
    assert named("249901") == "Razem"
    beside = Package(Partnership("a", "Obok", "2499012"), (Institution("I9", "GOPS", "OPS"),))
    import_package(store, beside)
    assert named("249901") == "Obok"
    remove_partnership(store, "a")
    assert named("249901") == "Razem"
    assert territory_names(store) == {}
    names = {"249901": "Jarzębin", "3062": "powiat inny"}
    import_package(store, package, *naming_steps(store, names))
    # A further import, an erasure and a removal keep what was given.
    import_package(store, replace(later, services=()))
    erase_family(store, HERE, FAMILY)
    must_follow(store)
    assert (named("249901"), named("2499"), named("30")) == ("Jarzębin", "2499", "30")
    remove_partnership(store, HERE)
    assert territory_names(store) == names
    assert (named("249901"), named("2499"), named("3062")) == ("Jarzębin", "2499", "powiat inny")
    must_follow(store)


def test_a_territory_goes_with_the_service_that_was_for_it(store):
    package = package_here()
    far = Service("S9", "I2", "PPS", service_area=("3062011",))
    import_package(store, replace(package, services=(*package.services, far)))
    assert count(store, "(t:Territory {code: '306201'})") == 1
    import_package(store, package)
    assert count(store, "(t:Territory {code: '306201'})") == 0
    must_follow(store)


def test_a_removed_partnership_leaves_what_others_hold(store):
    work_on(store)
    remove_partnership(store, HERE)
    must_follow(store)
    assert count(store, "(x:Institution)") == count(store, "(x:Service)") == 1
    assert count(store, "(:Institution)-[x:OF_TYPE]->(:InstitutionType)") == 1
    assert count(store, "(:Service)-[x:AVAILABLE_IN]->(:Territory {code: '2499'})") == 1
    assert count(store, "()-[x:COOPERATES_WITH]->()") == count(store, "()-[x:CONTACTS]->()") == 0


def test_values_are_days_lists_and_numbers_and_blank_cells_say_what_they_mean(store):
    work_on(store)
    asked = "MATCH (f:Family) WHERE 'N04' IN f.needs AND f.requested_on IS NULL RETURN count(f) AS n"
    assert rows(store, asked)[0]["n"] == 2
    (office,) = rows(
        store,
        "MATCH (i:Institution {id: 'I1'})-[m:MEMBER_OF]->(:Partnership) RETURN i.level AS level,"
        " i.sector AS sector, i.area AS area, i.teryt AS teryt, i.given_level AS given,"
        " m.membership AS m",
    )
    assert office == {
        **{"level": "gmina", "sector": "PS", "area": "pomoc_spoleczna", "teryt": "2499011"},
        **{"given": None, "m": "leader"},
    }
    (service,) = rows(
        store,
        "MATCH (s:Service)-[:AVAILABLE_IN]->(t:Territory) RETURN s.access AS access,"
        " s.age_min AS age_min, s.service_area AS area, s.given_access AS given,"
        " t.code AS code, t.level AS level",
    )
    kind = SERVICE_TYPES["PPS"]
    assert (service["access"], service["age_min"]) == (kind.access, kind.age_min)
    assert (service["area"], service["given"], service["code"]) == (["2499"], None, "2499")
    (tie,) = rows(
        store,
        "MATCH (:Institution {id: 'I1'})-[c:COOPERATES_WITH]->(:Institution {id: 'I2'})"
        " WHERE c.document_valid_to >= date('2027-01-01') RETURN c.strength AS strength, c.cost AS cost,"
        " c.live AS live, c.confirmed AS confirmed, c.frequency AS frequency",
    )
    assert tie == {
        **{"strength": 4.5, "cost": 1.5, "live": True, "confirmed": True, "frequency": "weekly"}
    }
    assert count(store, "(:Family {id: 'Rodzina-QX7341'})-[x:INVOLVES]->(:Institution)") == 3
    assert count(store, "(:Worker {id: 'W1'})-[x:CONTACTS]->(:Worker {id: 'W2'})") == 1
    (step,) = rows(store, "MATCH (:Family)-[:HAS_STEP]->(s:CaseStep) RETURN s.facts AS facts")
    assert step["facts"] == [
        *("channel: phone", "unit: family", "teryt: 2499011", "age_bands: 7-12", "urgent: false"),
    ]
    assert count(store, "(:ServiceType)-[x:ANSWERS]->(:Need)") == sum(
        len(need.answered_by) for need in NEEDS.values()
    )


def test_ties_follow_the_day(store):
    ahead = TODAY + timedelta(days=3)
    import_package(
        store,
        package_here(
            ties=(
                TieReport("I1", "I2", 4, "weekly", reported_on=date(2026, 1, 1)),
                TieReport("I1", "I3", 2, "monthly", reported_on=ahead),
            ),
        ),
    )
    assert count(store, "()-[x:COOPERATES_WITH]->()") == 1
    refresh(store, ahead - timedelta(days=1))
    assert count(store, "()-[x:COOPERATES_WITH]->()") == 1
    refresh(store, ahead)
    assert count(store, "()-[x:COOPERATES_WITH]->()") == 2
    assert check_derived(store) == ()
    # Another day may come first again: with a clock that was put right.
    refresh(store, TODAY)
    assert count(store, "()-[x:COOPERATES_WITH]->()") == 1
    must_follow(store)


#: What somebody may have changed by hand, by what the check calls it; each name once a round.
HARM = (
    {
        "COOPERATES_WITH": "MATCH ()-[c:COOPERATES_WITH]->() SET c.strength = 1.0",
        "MEMBER_OF": "MATCH ()-[m:MEMBER_OF]->() DELETE m",
        "CONTACTS": "MATCH (a:Worker {id: 'W2'}) MATCH (b:Worker {id: 'W1'})"
        " CREATE (a)-[:CONTACTS {partnership: 'p 1/Łódź'}]->(b)",
        "Institution": "MATCH (i:Institution {id: 'I2'}) SET i.level = 'gmina'",
        "AVAILABLE_IN": "MATCH (s:Service) MATCH (t:Territory {code: '24'})"
        " CREATE (s)-[:AVAILABLE_IN]->(t)",
        "HAS_NEED": "MATCH (:Family)-[n:HAS_NEED]->() DELETE n",
        "HAS_STEP": "MATCH (:Family)-[n:HAS_STEP]->() DELETE n",
        "INVOLVES": "MATCH (f:Family)-[:LED_BY]->(i) MATCH (f)-[v:INVOLVES]->(i) DELETE v",
        "Team": "MATCH (t:Team) SET t.id = 'x'",
        "Family": "MATCH (f:Family) SET f.unit = 'group'",
        "CaseStep": "MATCH (s:CaseStep) SET s.facts = ['needs: N09']",
        "vocabulary": "MATCH (s:StoreState) SET s.vocabulary = 'older'",
        "ANSWERS": "MATCH (:ServiceType {code: 'PPS'})-[a:ANSWERS]->() DELETE a",
        "Need": "MATCH (n:Need {code: 'N04'}) SET n.name = 'x'",
        "PART_OF": "MATCH (a:Territory {code: '24'}) MATCH (b:Territory {code: '2499'})"
        " CREATE (a)-[:PART_OF]->(b)",
        "Territory": "MATCH (t:Territory {code: '249901'}) SET t.name = 'x'",
    },
    {
        "COOPERATES_WITH": "MATCH (a:Institution {id: 'I1'}) MATCH (b:Institution {id: 'I3'})"
        " CREATE (a)-[:COOPERATES_WITH {partnership: 'nobody', live: true}]->(b)",
        "CONTACTS": "MATCH (a:Worker {id: 'W2'}) MATCH (b:Worker {id: 'W1'})"
        " CREATE (a)-[:CONTACTS {partnership: 'nobody'}]->(b)",
        "HAS_DEMAND": "MATCH (t:Territory {code: '249901'}) MATCH (n:Need {code: 'N04'})"
        " CREATE (t)-[:HAS_DEMAND {key: 'z', partnership: 'nobody', families: 3}]->(n)",
        "INVOLVES": "MATCH (f:Family {id: 'Rodzina-ZW9052'}) MATCH (i:Institution {id: 'I3'})"
        " CREATE (f)-[:INVOLVES]->(i)",
        "SUPPORTS": "MATCH (t:ServiceType {code: 'PPS'}) MATCH (n:Need {code: 'N04'})"
        " CREATE (t)-[:SUPPORTS]->(n)",
        "Need": "CREATE (:Need {code: 'X99', name: 'x'})",
        "Territory": "CREATE (:Territory {code: '14', level: 'wojewodztwo', name: '14'})",
    },
)


@pytest.mark.parametrize("harm", HARM)
def test_what_differs_is_told_and_written_anew(store, harm):
    work_on(store)
    for statement in harm.values():
        change(store, statement)
    found = check_derived(store)
    told = {one.removesuffix(": not what follows from the facts").split(": ")[-1] for one in found}
    assert told == set(harm)
    assert check_integrity(store) == ()
    assert repair_derived(store, TODAY) == found
    must_follow(store)


def test_another_vocabulary_is_written_when_the_store_is_opened(tmp_path):
    with closing(open_store(data=tmp_path)) as store:
        work_on(store)
        change(store, "MATCH (t:InstitutionType {code: 'OPS'}) SET t.name = 'x'")
        change(store, "MATCH (i:Institution {id: 'I2'}) SET i.level = 'gmina'")
        change(store, "MATCH (s:StoreState) SET s.vocabulary = 'older'")
    with closing(open_store(data=tmp_path)) as store:
        must_follow(store)
        assert count(store, "(t:InstitutionType {name: 'x'})") == 0


def test_services_follow_the_place_that_another_partnership_gives_their_institution(store):
    office = Institution("I2", "PCPR", "PCPR")
    there = Package(Partnership("b", "B", "2499"), (office,), services=(Service("S1", "I2", "PPS"),))
    import_package(store, there)
    # A partnership that does not list the service says that its institution is one of the whole region.
    here = Package(Partnership("a", "A", "1401"), (replace(office, level="wojewodztwo"),))
    import_package(store, here, choice=SAME)
    must_follow(store)
    assert count(store, "(:Service)-[x:AVAILABLE_IN]->(:Territory {code: '14'})") == 1
    remove_partnership(store, "a")
    must_follow(store)
    assert count(store, "(:Service)-[x:AVAILABLE_IN]->(:Territory {code: '24'})") == 1


@pytest.mark.neo4j
def test_a_server_labels_institutions_by_their_area(neo4j_store):
    work_on(neo4j_store)
    change(neo4j_store, "MATCH (i:Institution {id: 'I3'}) REMOVE i:Edukacja SET i:Zdrowie")
    assert check_derived(neo4j_store) == ("Institution: not what follows from the facts",)
    repair_derived(neo4j_store, TODAY)
    must_follow(neo4j_store)
    assert count(neo4j_store, "(i:Institution:PomocSpoleczna)") == 2
    assert count(neo4j_store, "(i:Institution:Edukacja)") == 1
    here = package_here()
    moved = tuple(replace(one, area="zdrowie") if one.id == "I3" else one for one in here.institutions)
    import_package(neo4j_store, replace(here, institutions=moved))
    assert count(neo4j_store, "(i:Edukacja)") == 0
    assert count(neo4j_store, "(i:Zdrowie {id: 'I3'})") == 1
