"""The questions of docs/graph.md, asked of a real Neo4j by its driver, give what the product answers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from neo4j import GraphDatabase

from cypher import QUERIES
from docs import make_bloom as bloom
from docs import make_graph as make
from graph.gaps import find_gaps
from graph.measures.document import measures
from graph.model import Package, Partnership
from graph.recruitment.introducer import introducers
from graph.routes.index import index_of
from graph.routes.paths import cheapest_path
from graph.routes.usable import Conditions, usable
from graph.stores import Library, import_package
from graph.stores.derived import today
from graph.vocabulary import INSTITUTION_TYPES, NEEDS, gmina_of

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "graph.md").read_text(encoding="utf-8")
QUESTIONS = {
    int(number): text
    for number, text in re.findall(
        r"^### (\d+)\. .*?```cypher\n(.*?)```", TEXT, re.MULTILINE | re.DOTALL
    )
}
EXPECTED = {}


def lacks(product, family):
    """The needs of a family that no institution of its team has a service for."""
    team = {seat.institution_id for seat in product.snapshot.teams[family]}
    codes = {one.service_code for one in product.services() if one.institution_id in team}
    needs = product.snapshot.families[family].needs
    return [(need, NEEDS[need].name_pl) for need in needs if codes.isdisjoint(NEEDS[need].answered_by)]


def answers(number):
    """Registers what the product answers to a question: rows as tuples."""

    def registered(function):
        EXPECTED[number] = function
        return function

    return registered


class Product:
    """The demo as the product knows it, and what the questions about one family or candidate name."""

    def __init__(self, store, id):
        self.store, self.id = store, id
        self.snapshot = Library(store).snapshot(id, today())
        self.gaps = find_gaps(self.snapshot)
        self.measures = measures(self.snapshot)
        self.parameters = {
            "partnership": id,
            "family": self._family(),
            "candidate": self._candidate(),
        }

    def _family(self):
        """A family with a team that lacks something, and institutions that do not work together."""
        live = self.snapshot.live_ties
        apart = {
            family
            for pair, families in self.snapshot.shared_families.items()
            for family in families
            if pair not in live
        }
        teams = self.snapshot.teams
        return next(id for id in sorted(apart) if id in teams and lacks(self, id))

    def _candidate(self):
        ids = [id for id, one in self.snapshot.institutions.items() if not one.membership]
        known = introducers(self.snapshot, ids)
        return next(id for id in ids if known[id] and len(known[id].path) == 2)

    @property
    def family(self):
        return self.snapshot.families[self.parameters["family"]]

    def of_kind(self, kind):
        return [gap for gap in self.gaps if gap.kind == kind]

    def services(self):
        return [one.service for one in self.snapshot.offers]


@answers(1)
def degrees(product):
    found = {one["id"]: one["degree"] for one in product.measures["institutions"]}
    names = product.snapshot.institutions
    return [(id, names[id].name, degree) for id, degree in found.items()]


@answers(2)
def members_by_area(product):
    members = (product.snapshot.institutions[id] for id in product.snapshot.members)
    counts = Counter((one.area, one.level) for one in members)
    return [(*key, number) for key, number in counts.items()]


@answers(3)
def areas_without_members(product):
    return [(gap.evidence["area"],) for gap in product.of_kind("uncovered_area")]


@answers(4)
def outsiders(product):
    snapshot = product.snapshot
    return [
        (id, one.name, len(snapshot.families_of[id]))
        for id, one in snapshot.institutions.items()
        if not one.membership
        and snapshot.families_of[id]
        and INSTITUTION_TYPES[one.type_code].recruit_as != "no"
    ]


@answers(5)
def introducing(product):
    snapshot, candidate = product.snapshot, product.parameters["candidate"]
    path = introducers(snapshot, [candidate])[candidate].path
    found = [
        (tie.other(candidate), snapshot.institutions[tie.other(candidate)].name, tie.cost,
         tie.other(candidate) == snapshot.leader)
        for tie in snapshot.live_ties.values()
        if candidate in tie.pair and tie.other(candidate) in snapshot.members
    ]  # fmt: skip
    found.sort(key=lambda one: (one[2], not one[3], one[0]))
    assert found[0][0] == path[0]
    return found


@answers(6)
def paper_members(product):
    return [
        (id, product.snapshot.institutions[id].name, gap.evidence["live_ties"])
        for gap in product.of_kind("paper_member")
        for id in gap.institutions
    ]


@answers(7)
def in_several(product):
    holders = Library(product.store).holders_of(product.snapshot.institutions)
    names = product.snapshot.institutions
    return [(id, names[id].name, sorted(ids)) for id, ids in holders.items() if len(ids) > 1]


@answers(8)
def bridges(product):
    graph = product.snapshot.network().to_networkx()
    return [tuple(sorted(pair)) for pair in nx.bridges(graph)]


@answers(9)
def single_contacts(product):
    return [
        (gap.institutions[0], gap.workers[0], gap.evidence["held"], gap.evidence["live_ties"])
        for gap in product.of_kind("single_contact")
        if gap.evidence["crowded"]
    ]


@answers(10)
def expired(product):
    return [
        (*gap.institutions, gap.evidence["document_valid_to"])
        for gap in product.of_kind("expired_agreement")
    ]


@answers(11)
def formal_but_weak(product):
    ties = product.snapshot.ties
    return [
        (*gap.institutions, ties[gap.institutions].strength, ties[gap.institutions].frequency)
        for gap in product.of_kind("formal_but_weak")
    ]


@answers(12)
def one_sided(product):
    return [(*pair, tie.live) for pair, tie in product.snapshot.ties.items() if not tie.confirmed]


@answers(13)
def overloaded(product):
    return [
        (gap.workers[0], gap.institutions[0], gap.evidence["over"])
        for gap in product.of_kind("overloaded_worker")
    ]


def screened(product, family):
    """What became of each need of a family that some service may answer."""
    conditions = Conditions(family.teryt, family.age_bands, frozenset(family.institutions))
    return [
        (need, usable(product.snapshot.offers, need, conditions))
        for need in family.needs
        if NEEDS[need].answered_by
    ]


@answers(14)
def unmet(product):
    counts = Counter()
    for family in product.snapshot.families.values():
        for need, found in screened(product, family):
            if found.blocked_by:
                counts[gmina_of(family.teryt), need, found.blocked_by] += 1
    assert {need for _, need, _ in counts} <= {
        need for gap in product.of_kind("unmet_need") for need in gap.needs
    }
    return [(gmina, need, number, why) for (gmina, need, why), number in counts.items()]


@answers(15)
def sharing(product):
    return [(*pair, len(families)) for pair, families in product.snapshot.shared_families.items()]


@answers(16)
def missing_of_a_case(product):
    live = product.snapshot.live_ties
    return [
        pair
        for pair, families in product.snapshot.shared_families.items()
        if product.family.id in families and pair not in live
    ]


@answers(17)
def uncoordinated(product):
    snapshot = product.snapshot
    found = [
        (one.id, len(one.institutions))
        for one in snapshot.families.values()
        if len(one.institutions) >= 4 and not (one.lead_institution_id and snapshot.teams.get(one.id))
    ]
    assert len(found) == len(product.of_kind("uncoordinated_case"))
    return found


@answers(18)
def lacking(product):
    return lacks(product, product.family.id)


@answers(19)
def for_the_basket(product):
    return [
        (
            need,
            *(
                getattr(offer.service, name)
                for name in ("id", "institution_id", "available", "wait_days")
            ),
        )
        for need, found in screened(product, product.family)
        for offer in found.offers
    ]


@answers(20)
def paths(product):
    snapshot = product.snapshot
    police = {id for id, one in snapshot.institutions.items() if one.type_code == "POL"}
    providers = {one.institution_id for one in product.services()} & snapshot.institutions.keys()
    found = (
        (id, cheapest_path(index_of(snapshot), snapshot.leader, id, police))
        for id in providers - {snapshot.leader}
    )
    return [(id, route.cost, list(route.institutions)) for id, route in found if route]


@pytest.fixture(scope="module")
def asked(neo4j_peer, demo_package):
    """The demo in a real Neo4j beside a second partnership, its driver, and what the product knows."""
    with GraphDatabase.driver(neo4j_peer.address, auth=(neo4j_peer.user, neo4j_peer.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=neo4j_peer.database)
        store = neo4j_peer.opened()
        import_package(store, _harder(demo_package))
        shared = tuple(
            replace(one, membership="member")
            for one in demo_package.institutions
            if one.type_code == "PCPR"
        )
        powiat = Partnership("powiat", "PZK powiatu", demo_package.partnership.teryt[:4])
        import_package(store, Package(powiat, shared))
        yield driver, neo4j_peer.database, Product(store, demo_package.partnership.id)
        store.close()


def _harder(package):
    """The demo with something to find for each question."""
    (first, *families) = package.families
    alone = replace(first, lead_institution_id=None)
    left = replace(package.institutions[5], area="kultura_sport")
    return replace(
        package,
        families=(alone, *families),
        institutions=tuple(left if one.id == left.id else one for one in package.institutions),
        services=tuple(
            replace(one, status="closed") if place % 7 == 0 else one
            for place, one in enumerate(package.services)
        ),
    )


def plain(row):
    return tuple(str(value) if hasattr(value, "iso_format") else value for value in row)


def test_there_are_twenty_questions():
    assert sorted(QUESTIONS) == sorted(EXPECTED) == list(range(1, 21))


@pytest.mark.neo4j
@pytest.mark.parametrize("number", range(1, 21))
def test_the_graph_answers_as_the_product_does(asked, number):
    driver, database, product = asked
    text = QUESTIONS[number]
    named = {name: value for name, value in product.parameters.items() if f"${name}" in text}
    records, _, _ = driver.execute_query(text, named, database_=database)
    found = [plain(record.values()) for record in records]
    expected = EXPECTED[number](product)
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    assert found or number == 3, "nothing was found: the question proves nothing here"


@pytest.mark.neo4j
@pytest.mark.parametrize("phrase", bloom.PHRASES, ids=lambda one: one[0].split()[0])
def test_a_search_phrase_finds_something_to_show(asked, phrase):
    driver, database, product = asked
    typed, _, query = phrase
    values = {**product.parameters, "need": "E1"}
    named = {name: values[name] for name in re.findall(r"\$(\w+)", typed)}
    assert driver.execute_query(query, named, database_=database).records


def test_the_picture_the_style_and_the_perspective_are_those_of_the_schema():

    assert make.with_picture(TEXT) == TEXT
    assert (DOCS / "graph.grass").read_text(encoding="utf-8") == make.style()
    assert bloom.PERSPECTIVE.read_bytes() == bloom.perspective_file()
    assert list(make.AREA_CODES.values()) == list(make.AREAS)
    assert set(make.AREAS) == set(re.findall(r"SET i:(\w+)\)", QUERIES["server_only.label_areas"].text))
