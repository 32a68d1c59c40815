"""What-if: the changed partnership is the one its tables would have given, and nothing else changes."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidRequest, NotFound
from graph.gaps import find_gaps
from graph.gaps.reasons import Reasons
from graph.measures.document import measures
from graph.model import Family, Institution, Package, Partnership, Service, TieReport
from graph.recruitment.needs import asked_needs
from graph.routes import RouteRequest, find_routes
from graph.snapshot import pair_of, snapshot_of
from graph.vocabulary import NEEDS
from graph.whatif import Change, apply_change, survive_without, what_if
from graph.whatif.answers import answered
from random_partnerships import AS_OF, packages, snapshots

FIELDS = ("institutions", "workers", "services", "families", "ties", "teams", "demand", "offers")
GMINA = "2499011"


def partnership(institutions, **tables):
    package = Package(Partnership("p", "PZK", GMINA), tuple(institutions), **tables)
    return snapshot_of(package, date(2026, 6, 30))


def square():
    """A leader and a school that work together, and a club and a clinic that nobody works with."""
    return partnership(
        [
            Institution("I1", "MOPS", "OPS", membership="leader"),
            Institution("I2", "SP", "SP", membership="member"),
            Institution("I3", "Klub", "KLUB"),
            Institution("I4", "Poradnia", "PZP"),
        ],
        ties=(TieReport("I1", "I2", 4, "weekly"), TieReport("I2", "I3", 2, "none")),
    )


def same(one, other):
    """Equal snapshots, and the same providers behind equal services."""
    assert all(getattr(one, field) == getattr(other, field) for field in FIELDS)
    assert [offer.provider for offer in one.offers] == [offer.provider for offer in other.offers]


def without(package, id):
    """The package as if the institution had never stood in it."""

    def keep(row, *columns):
        return all(getattr(row, column) != id for column in columns)

    return replace(
        package,
        institutions=tuple(r for r in package.institutions if keep(r, "id")),
        workers=tuple(r for r in package.workers if keep(r, "institution_id")),
        services=tuple(r for r in package.services if keep(r, "institution_id")),
        ties=tuple(r for r in package.ties if keep(r, "reporter_id", "partner_id")),
        teams=tuple(r for r in package.teams if keep(r, "institution_id")),
        families=tuple(
            replace(
                family,
                lead_institution_id=None
                if family.lead_institution_id == id
                else family.lead_institution_id,
                involved_institution_ids=tuple(i for i in family.involved_institution_ids if i != id),
                required_pairs=tuple(pair for pair in family.required_pairs if id not in pair),
            )
            for family in package.families
        ),
    )


@settings(max_examples=40, deadline=None)
@given(packages(), st.data())
def test_gone_is_as_if_it_had_never_been_there(package, data):
    before = snapshot_of(package, AS_OF)
    id = data.draw(st.sampled_from(sorted(before.institutions)))
    after = apply_change(before, Change(gone=(id,)))
    same(after, snapshot_of(without(package, id), AS_OF))
    same(before, snapshot_of(package, AS_OF))


@settings(max_examples=40, deadline=None)
@given(packages(), st.data())
def test_joining_and_leaving_are_what_the_table_would_say(package, data):
    before = snapshot_of(package, AS_OF)
    ids = data.draw(st.sets(st.sampled_from(sorted(before.institutions))))
    members = set(before.members)
    change = Change(add=tuple(sorted(ids - members)), remove=tuple(sorted(ids & members)))
    after = apply_change(before, change)
    assert set(after.members) == members ^ ids
    told = {
        row.id: replace(row, membership="member" if row.id in ids - members else None)
        if row.id in ids
        else row
        for row in before.institutions.values()
    }
    same(after, before.replace(institutions=told, offers=after.offers))
    assert all(offer.provider == told.get(offer.provider.id) for offer in after.offers)
    assert set(before.members) == members


@settings(max_examples=40, deadline=None)
@given(snapshots(), st.data())
def test_a_tie_made_and_cut_leaves_no_trace(snapshot, data):
    free = [pair for pair in combinations(sorted(snapshot.institutions), 2) if pair not in snapshot.ties]
    pairs = tuple(sorted(data.draw(st.sets(st.sampled_from(free), max_size=3)))) if free else ()
    made = apply_change(snapshot, Change(tie=pairs))
    for pair in pairs:
        tie = made.ties[pair]
        assert (tie.live, tie.confirmed, tie.strength, tie.frequency) == (True, True, 3.0, "monthly")
        assert tie.formalisation == "declaration"
    assert list(made.ties) == sorted({*snapshot.ties, *pairs})
    same(apply_change(made, Change(cut=pairs)), snapshot)


@settings(max_examples=25, deadline=None)
@given(snapshots(), st.data())
def test_the_answer_compares_before_and_after(snapshot, data):
    members = set(snapshot.members)
    pick = st.sampled_from(sorted(snapshot.institutions))
    id, lost = data.draw(pick), data.draw(pick)
    change = Change(
        add=() if id in members or id == lost else (id,),
        remove=(id,) if id in members and id != lost else (),
        gone=(lost,),
    )
    after = apply_change(snapshot, change)
    found = what_if(snapshot, change)
    json.dumps(found, allow_nan=False)
    for key, now in (("before", snapshot), ("after", after)):
        expected = measures(now)
        assert {name: found[key][name] for name in expected} == expected
        assert found[key]["members"] == len(now.members)
    old, new = ({gap.id for gap in find_gaps(one)} for one in (snapshot, after))
    apart = {"before": set[str](), "after": set[str]()}
    for gap in found["gaps_not_compared"]:
        apart[gap["found"]].add(gap["id"])
    assert {gap["id"] for gap in found["gaps_closed"]} == old - new - apart["before"]
    assert {gap["id"] for gap in found["gaps_opened"]} == new - old - apart["after"]
    assert apart["before"] <= old - new
    assert apart["after"] <= new - old
    for gap in [*found["gaps_closed"], *found["gaps_opened"]]:
        assert gap["title"]
        assert gap["explanation"]
        assert gap["evidence"]
    text = json.dumps(found, ensure_ascii=False)
    assert all(re.search(rf"\b{family}\b", text) is None for family in snapshot.families)


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_needs_answered_by_route_and_member_agree_with_the_rooms_that_decide_them(snapshot):
    found = answered(snapshot)
    members = frozenset(snapshot.members)
    asked = [need for need in asked_needs(snapshot) if need.source == "family"]
    assert len(found.by_member) == sum(bool(need.providers & members) for need in asked)
    for family in snapshot.families.values():
        if "N07a" in family.needs:  # the request would leave out some services
            continue
        request = RouteRequest(
            family.teryt, family.needs, age_bands=family.age_bands, attends=family.institutions
        )
        unmet = {unmet.need for unmet in find_routes(snapshot, request).unmet}
        answerable = {need for need in family.needs if NEEDS[need].answered_by}
        assert {need for id, need in found.by_route if id == family.id} == answerable - unmet


@settings(max_examples=40, deadline=None)
@given(snapshots(), st.data())
def test_surviving_a_loss_costs_least(snapshot, data):
    id = data.draw(st.sampled_from(sorted(snapshot.institutions)))
    found = survive_without(snapshot, id)
    G = snapshot.network().to_networkx()
    connected = nx.node_connected_component(G, id) - {id}
    rest = G.subgraph(connected)
    assert sorted(map(sorted, nx.connected_components(rest))) == sorted(map(list, found.parts))
    members = connected & set(snapshot.members)
    assert members.issuperset(end for pair in found.ties for end in pair)

    # The same question to NetworkX: parts without members are left out, ties only between members who
    # have a reason to work together.
    needed = [part for part in nx.connected_components(rest) if part & members]
    joined = nx.Graph(rest.subgraph(set().union(*needed)))
    near, reasons = {node: set(G[node]) for node in G}, Reasons(snapshot)
    levels = {node: inst.level for node, inst in snapshot.institutions.items()}
    costs = {
        (a, b): 4
        - bool(near[a] & near[b])
        - (levels[a] == levels[b])
        - any({a, b} <= set(family.institutions) for family in snapshot.families.values())
        for a, b in combinations(sorted(members), 2)
        if not joined.has_edge(a, b) and reasons.of(a, b)
    }
    best = list(nx.k_edge_augmentation(joined, 1, avail=costs, partial=True)) if len(joined) > 1 else []
    assert sum(found.costs) == sum(costs[pair_of(*pair)] for pair in best)
    assert [costs[pair] for pair in found.ties] == list(found.costs)
    assert [reasons.of(*pair) for pair in found.ties] == list(found.reasons)
    joined.add_edges_from(found.ties)
    assert nx.number_connected_components(joined) == (found.apart + 1 if len(joined) else 0)


def test_texts_become_pairs_and_bad_ones_are_refused_together():
    change = Change.parse(add=["I3", "I3 "], tie=["I3~I1"], cut=["I1 ~ I2"])
    assert change == Change(add=("I3",), tie=(("I1", "I3"),), cut=(("I1", "I2"),))
    with pytest.raises(InvalidRequest) as refused:
        Change.parse(tie=["I1", "I1~"], cut=["I1~I2~I3"])
    assert [problem.column for problem in refused.value.problems] == ["tie", "tie", "cut"]
    assert all("identyfikatory" in problem.expected_pl for problem in refused.value.problems)


def test_what_is_not_on_the_map_is_not_found():
    for change in (Change(add=("X",)), Change(gone=("X",)), Change(tie=(("I1", "X"),))):
        with pytest.raises(NotFound) as refused:
            apply_change(square(), change)
        assert refused.value.id == "X"
    with pytest.raises(NotFound):
        survive_without(square(), "X")


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        (Change(add=("I2",), remove=("I3",)), ["add", "remove"]),
        (Change(add=("I3",), remove=("I1",), gone=("I3", "I1")), ["add", "remove"]),
        (Change(tie=(("I1", "I2"), ("I4", "I4"))), ["tie", "tie"]),
        (Change(cut=(("I1", "I4"),)), ["cut"]),
        (Change(cut=(("I1", "I2"),), gone=("I2",)), ["cut"]),
        (Change(tie=(("I2", "I3"),), cut=(("I2", "I3"),)), ["cut"]),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_every_reason(change, columns):
    with pytest.raises(InvalidRequest) as refused:
        apply_change(square(), change)
    assert [problem.column for problem in refused.value.problems] == columns
    for problem in refused.value.problems:
        assert problem.expected_pl not in {"", problem.expected}


def test_an_empty_change_changes_nothing():
    snapshot = square()
    found = what_if(snapshot, Change())
    assert found["before"] == found["after"]
    assert found["gaps_closed"] == found["gaps_opened"] == found["gaps_changed"] == []
    assert found["families_helped"] == found["families_harmed"] == 0


def test_a_tie_without_contact_can_be_made_live():
    after = apply_change(square(), Change(tie=(("I3", "I2"),)))
    assert after.ties["I2", "I3"].live
    assert after.ties["I2", "I3"].formalisation == "declaration"


def test_a_new_tie_opens_a_route_and_helps_a_family():
    family = Family("R1", GMINA, ("N13",), lead_institution_id="I1")
    map_ = [Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "Terapia", "OTU")]
    service = Service("S1", "I2", "UZ", access="application")
    snapshot = partnership(map_, services=(service,), families=(family,))
    made = what_if(snapshot, Change(tie=(("I1", "I2"),)))
    assert made["routes"] == {"appear": [{"need": "N13", "families": 1}], "break": []}
    assert made["member_answers"] == {"appear": [], "break": []}
    assert (made["families_helped"], made["families_harmed"]) == (1, 0)
    joined = what_if(snapshot, Change(add=("I2",)))
    assert joined["member_answers"]["appear"] == [{"need": "N13", "families": 1}]
    assert joined["routes"]["appear"] == []
    assert joined["families_helped"] == 1
    assert joined["families_joined"] == 0


def test_when_the_leader_leaves_nobody_leads():
    family = Family("R1", GMINA, ("N01",), lead_institution_id="I1")
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "PCPR", "PCPR", membership="member"),
        Institution("I3", "SP", "SP", membership="member"),
    ]
    ties = (TieReport("I1", "I2", 4), TieReport("I1", "I3", 4))
    snapshot = partnership(map_, services=(Service("S1", "I1", "PIE"),), families=(family,), ties=ties)
    after = apply_change(snapshot, Change(remove=("I1",)))
    assert after.leader is None
    assert after.members == ("I2", "I3")
    found = what_if(snapshot, Change(remove=("I1",)))
    assert found["routes"]["break"] == [{"need": "N01", "families": 1}]
    assert found["families_harmed"] == 1
    # Nothing says why PCPR and the school should work together.
    survival = survive_without(snapshot, "I1")
    assert (survival.ties, survival.apart) == ((), 1)
