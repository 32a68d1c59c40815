"""What is stored beside the facts follows from them, after whatever was written, on both engines."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher import Query
from graph.cases import Closing, Diagnosis, Request, case_of
from graph.errors import Conflict, NotFound
from graph.model import Institution, Package, Partnership, Service, TieReport
from graph.snapshot import snapshot_of
from graph.stores import (
    check_integrity,
    erase_family,
    import_package,
    load_package,
    open_store,
    remove_partnership,
    undo_import,
)
from graph.stores.cases import add_step
from graph.stores.derived import today
from graph.stores.derived_check import check_derived, repair_derived, stored_derived
from graph.stores.port import Ask
from graph.stores.refreshing import refresh
from graph.stores.strangers import IdChoice
from graph.vocabulary import NEEDS, SERVICE_TYPES
from kept_samples import CLOSED_FAMILY, FAMILY, HERE, OTHER_FAMILY, package_here, work_on
from random_partnerships import packages

NAMES = ("p/1", "p2")
SAME = IdChoice(overwrite_shared=True)
TODAY = today()
AT = datetime(2026, 6, 30, 12, 30, tzinfo=UTC)


def rows(store, text):
    """Rows of a query that no part of the product asks."""
    (found,) = store.read(Ask(Query("look", "read", (), (), "", text), {}))
    return found


def change(store, text):
    store.write(Ask(Query("harm", "write", (), (), "", text), {}))


def count(store, pattern):
    return rows(store, f"MATCH {pattern} RETURN count(*) AS n")[0]["n"]


def named(package, name, teryt):
    return replace(package, partnership=replace(package.partnership, id=name, teryt=teryt))


def must_follow(store):
    """The stored graph is what snapshots say, which know nothing of it, and what the check computes."""
    assert check_derived(store) == ()
    assert check_integrity(store) == ()
    for row in rows(store, "MATCH (p:Partnership) RETURN p.id AS id"):
        package = load_package(store, row["id"])
        snapshot = snapshot_of(package, TODAY)
        stored = stored_derived(store, row["id"])
        ties = {
            (one["one"], one["other"]): (one["strength"], one["cost"], one["live"], one["confirmed"])
            for one in stored["cooperation"].values()
        }
        assert ties == {
            pair: (tie.strength, tie.cost, tie.live, tie.confirmed)
            for pair, tie in snapshot.ties.items()
        }
        met = sorted(
            tuple(sorted(end.split("/")[-1] for end in (one["one"], one["other"])))
            for one in stored["contacts"].values()
        )
        assert met == sorted(map(tuple, map(sorted, snapshot.worker_pairs)))
        needs = sorted((one["family_key"], one["code"]) for one in stored["needs"].values())
        assert len(needs) == sum(len(set(family.needs)) for family in package.families)
        members = {one["institution_id"] for one in stored["members"].values()}
        assert members == {one.id for one in package.institutions if one.membership}


def operations(store, random, drawn):
    """Something that people do, at random."""
    name = random.choice(NAMES)
    teryt = random.choice(("2499011", "2499022", "2499", None))
    here = {row["id"] for row in rows(store, "MATCH (p:Partnership) RETURN p.id AS id")}
    kind = random.choice(("bring", "bring", "change", "erase", "case", "undo", "remove"))
    if name not in here or kind == "bring":
        import_package(store, named(random.choice(drawn), name, teryt), choice=SAME)
        return
    package = load_package(store, name)
    if kind == "change":
        dropped = {one.id for one in random.sample(package.institutions, len(package.institutions) // 3)}
        blank = random.choice((None, "gmina", "panstwo"))
        import_package(
            store,
            replace(
                package,
                ties=tuple(one for one in package.ties if random.random() < 0.8),
                institutions=tuple(
                    replace(one, level=blank, teryt=None, membership=None) if one.id in dropped else one
                    for one in package.institutions
                ),
                teams=package.teams[: random.randint(0, len(package.teams))],
            ),
            choice=SAME,
        )
    elif kind == "erase" and package.families:
        erase_family(store, name, random.choice(package.families).id)
    elif kind == "case":
        steps = [Request(date(2026, 3, 2), "phone", "family", "2499011", ("7-12",))]
        with suppress(Conflict):
            add_step(store, case_of(name, "C1", steps), role="case_lead", at=AT, expected=0)
            steps.append(Diagnosis(date(2026, 3, 3), ("N01",), considered=("edukacja", "zdrowie")))
            add_step(store, case_of(name, "C1", steps), role="case_lead", at=AT, expected=1)
            steps.append(Closing(date(2026, 3, 4), "moved_away"))
            if random.random() < 0.5:
                add_step(store, case_of(name, "C1", steps), role="case_lead", at=AT, expected=2)
    elif kind == "undo":
        with suppress(NotFound):
            undo_import(store, name, choice=SAME)
    elif kind == "remove":
        remove_partnership(store, name)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_written_the_graph_follows(store, seed):
    random = Random(seed)
    for drawn in _drawn(seed):
        operations(store, random, drawn)
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


HARM = {
    "COOPERATES_WITH": "MATCH ()-[c:COOPERATES_WITH]->() SET c.strength = 1.0",
    "MEMBER_OF": "MATCH ()-[m:MEMBER_OF]->() DELETE m",
    "CONTACTS": "MATCH (a:Worker {id: 'W2'}) MATCH (b:Worker {id: 'W1'})"
    " CREATE (a)-[:CONTACTS {partnership: 'p 1/Łódź'}]->(b)",
    "Institution": "MATCH (i:Institution {id: 'I2'}) SET i.level = 'gmina'",
    "AVAILABLE_IN": "MATCH (s:Service) MATCH (t:Territory {code: '24'}) CREATE (s)-[:AVAILABLE_IN]->(t)",
    "HAS_NEED": "MATCH (:Family)-[n:HAS_NEED]->() DELETE n",
    "HAS_STEP": "MATCH (:Family)-[n:HAS_STEP]->() DELETE n",
    "vocabulary": "MATCH (s:StoreState) SET s.vocabulary = 'older'",
}


def test_what_differs_is_told_and_written_anew(store):
    work_on(store)
    for name, statement in HARM.items():
        change(store, statement)
        found = check_derived(store)
        assert any(f"{name}: not what follows" in one for one in found), (name, found)
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
    assert count(neo4j_store, "(i:Institution:PomocSpoleczna)") == 2
    assert count(neo4j_store, "(i:Institution:Edukacja)") == 1
    here = package_here()
    moved = tuple(replace(one, area="zdrowie") if one.id == "I3" else one for one in here.institutions)
    import_package(neo4j_store, replace(here, institutions=moved))
    assert count(neo4j_store, "(i:Edukacja)") == 0
    assert count(neo4j_store, "(i:Zdrowie {id: 'I3'})") == 1


def _drawn(seed, turns=10):
    found = []

    @settings(max_examples=turns, database=None, derandomize=True)
    @given(st.lists(packages(7), min_size=2, max_size=2))
    def draw(several):
        found.append(several)

    draw()
    return Random(seed).sample(found, len(found))
