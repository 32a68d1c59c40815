"""What holds for every gap: proof, stable ids and order, no family's id, fair severity, whole texts."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.gaps import (
    CASE_KINDS,
    KINDS,
    find_gaps,
    gaps_document,
    hidden_counts,
    proves,
    public_gaps,
    public_gaps_document,
)
from graph.gaps.names import Names
from graph.gaps.reasons import Reasons
from graph.gaps.repairs import repairs_of, tie_costs
from graph.gaps.severity import Severity
from graph.gaps.wording import sentences
from graph.model import Package, Partnership
from graph.snapshot import snapshot_of
from graph.vocabulary import NEEDS, SERVICE_TYPES
from random_partnerships import AS_OF, packages, snapshots
from small_partnerships import demand, family, gaps_of, inst, leader, service, snap, tie, ties

_ROUNDS = settings(max_examples=60, deadline=None)


@_ROUNDS
@given(snapshots())
def test_every_gap_proves_itself(snapshot):
    for here in (snapshot, snapshot.public):
        for gap in find_gaps(here):
            assert gap.evidence
            assert proves(gap, here), gap


def test_random_partnerships_meet_every_kind():
    """The property above says something about every kind only if every kind turns up."""
    seen = Counter()

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(snapshots())
    def collect(snapshot):
        seen.update(gap.kind for gap in find_gaps(snapshot))

    collect()
    assert set(seen) == set(KINDS)


@_ROUNDS
@given(snapshots(), st.integers(0, 2**16))
def test_a_gap_does_not_prove_itself_on_another_claim(snapshot, seed):
    """Evidence that names someone else, or other numbers, proves nothing."""
    gaps = [gap for gap in find_gaps(snapshot) if gap.institutions]
    others = sorted(snapshot.institutions)
    for gap in Random(seed).sample(gaps, min(len(gaps), 5)):
        for stranger in others:
            if stranger not in gap.institutions:
                assert not proves(replace(gap, institutions=(stranger,)), snapshot)
        for key, value in gap.evidence.items():
            if type(value) is int and not key.startswith(("least", "most", "max", "place")):
                wrong = {**gap.evidence, key: value + 1}
                assert not proves(replace(gap, evidence=wrong), snapshot), (gap, key)


def test_evidence_of_something_that_is_gone_proves_nothing():
    here = snap(leader("A"), inst("B"), ties=(tie("A", "B", 1, formalisation="statutory"),))
    (gap,) = gaps_of(here, "formal_but_weak")
    assert not proves(gap, here.replace(institutions={"A": here.institutions["A"]}, ties={}))
    assert not proves(gap, here.replace(ties={}))


@_ROUNDS
@given(packages(), st.integers(0, 2**16))
def test_the_order_of_the_rows_changes_nothing(package, seed):
    random = Random(seed)

    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    # Several answers of one side keep their order: of two equally old ones the later row counts.
    other = replace(
        package,
        institutions=shuffled(package.institutions),
        workers=shuffled(package.workers),
        services=shuffled(package.services),
        families=shuffled(package.families),
        teams=shuffled(package.teams),
        demand=shuffled(package.demand),
        ties=tuple(sorted(package.ties, key=lambda row: (row.partner_id, row.reporter_id))),
    )
    one, two = snapshot_of(package, AS_OF), snapshot_of(other, AS_OF)
    assert find_gaps(one) == find_gaps(two)
    assert gaps_document(one, find_gaps(one)) == gaps_document(two, find_gaps(two))


@_ROUNDS
@given(snapshots())
def test_the_document_is_complete_and_ordered(snapshot):
    for language in ("pl", "en"):
        document = gaps_document(snapshot, find_gaps(snapshot), language)
        assert document == json.loads(json.dumps(document))
        assert (document["partnership"], document["as_of"]) == ("pzk-losowe", "2026-06-30")
        rows = document["gaps"]
        assert len({row["id"] for row in rows}) == len(rows)
        assert [row["severity"] for row in rows] == sorted((r["severity"] for r in rows), reverse=True)
        for row in rows:
            assert row["kind"] in KINDS
            assert 0 <= row["severity"] <= 1
            assert row["id"].startswith(f"{row['kind']}:")
            assert row["institutions"] == sorted(row["institutions"])
            assert set(row["institutions"]) <= set(snapshot.institutions)
            assert set(row["workers"]) <= set(snapshot.workers)
            assert set(row["needs"]) <= set(NEEDS)
            assert row["title"]
            assert row["advice"]
            assert row["evidence"]
            for id in row["institutions"][:1] if len(row["institutions"]) == 1 else row["institutions"]:
                if row["kind"] not in {"no_leader", "one_level_partnership", "paper_area"}:
                    assert snapshot.institutions[id].name in row["explanation"]


def with_recognisable_families(package):
    """The same package with family ids that could not be there by chance."""
    names = {family.id: f"Zpseudonim{family.id}" for family in package.families}
    return replace(
        package,
        families=tuple(replace(family, id=names[family.id]) for family in package.families),
        teams=tuple(replace(seat, family_id=names[seat.family_id]) for seat in package.teams),
    )


@_ROUNDS
@given(packages())
def test_no_family_can_be_read_from_any_answer(package):
    snapshot = snapshot_of(with_recognisable_families(package), AS_OF)
    gaps = find_gaps(snapshot)
    for language in ("pl", "en"):
        told = json.dumps(gaps_document(snapshot, gaps, language))
        told += json.dumps(public_gaps_document(snapshot, public_gaps(snapshot), language))
        assert "Zpseudonim" not in told


@_ROUNDS
@given(packages(), st.integers(1, 4))
def test_more_families_never_lower_a_severity(package, copies):
    """Every case once more under a new name: each gap touches at least as many families as before."""
    once = snapshot_of(package, AS_OF)
    cases = [
        replace(family, id=f"{family.id}x{number}")
        for number in range(copies)
        for family in package.families
    ]
    seats = [
        replace(seat, family_id=f"{seat.family_id}x{number}")
        for number in range(copies)
        for seat in package.teams
    ]
    more = replace(package, families=(*package.families, *cases), teams=(*package.teams, *seats))
    after = {gap.id: gap for gap in find_gaps(snapshot_of(more, AS_OF))}
    for gap in find_gaps(once):
        assert after[gap.id].families >= gap.families
        assert after[gap.id].severity >= gap.severity


sizes = st.integers(0, 500)
severities = st.builds(
    Severity,
    base=st.floats(0, 1),
    ceiling=st.just(1.0),
    families=sizes,
    cut_off=sizes,
    extent=st.floats(-1, 3),
    duty=st.booleans(),
    area=st.booleans(),
)


@given(severities, sizes)
def test_every_ingredient_can_only_raise_a_severity(severity, more):
    assert 0 <= severity.value <= 1
    for changed in (
        severity._replace(families=severity.families + more),
        severity._replace(cut_off=severity.cut_off + more),
        severity._replace(extent=severity.extent + more / 100),
        severity._replace(duty=True),
        severity._replace(area=True),
    ):
        assert changed.value >= severity.value


# What others than case leads may see


@_ROUNDS
@given(snapshots())
def test_others_see_no_case_and_no_small_count(snapshot):
    gaps, visible = find_gaps(snapshot), public_gaps(snapshot)
    assert not any(gap.case_based for gap in visible)
    assert not {"missing_tie", "one_level_team", "uncoordinated_case"} & {gap.kind for gap in visible}
    for gap in visible:
        assert gap.families is None or gap.families >= 5
        if gap.families is None:
            assert gap.weight.families == 0

    def counts(value, key=""):
        if isinstance(value, dict):
            return [number for name, part in value.items() for number in counts(part, name)]
        if isinstance(value, list):
            return [number for part in value for number in counts(part, key)]
        return [value] if key.startswith("families") else []

    for gap in public_gaps_document(snapshot, visible)["gaps"]:
        assert all(number is None for number in counts(gap["evidence"]))
    hidden = hidden_counts(gaps, visible)
    assert set(hidden) == set(CASE_KINDS)
    ids = {gap.id for gap in visible}
    assert sum(hidden.values()) == sum(gap.id not in ids for gap in gaps if gap.kind in CASE_KINDS)


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_to_others_the_families_make_no_difference(snapshot):
    bare = snapshot.replace(families={}, teams={})
    assert public_gaps(snapshot) == public_gaps(bare)
    one, other = (public_gaps_document(here, public_gaps(here)) for here in (snapshot, bare))
    assert one == other


def test_what_comes_nearest_to_a_demand_does_not_tell_others_where_a_family_goes():
    people = (leader(), inst("A", "NGO"), inst("B", "SP"))
    full = {"available": 0, "own_clients_only": False}
    given = (
        service("S1", "A", "POP", **full),
        service("S2", "B", "POP", available=0, own_clients_only=True),
    )
    cases = (family("R", "N04", involved="B", age_bands=("26-59",)),)

    def unmet(cases):
        here = snap(*people, services=given, demand=(demand("N04", 9),), families=cases)
        return (
            [gap.evidence["nearest"] for gap in gaps_of(here, "unmet_need")],
            public_gaps_document(here, public_gaps(here))["gaps"],
        )

    (known,), told = unmet(cases)
    (asked,), bare = unmet(())
    assert [row["service_id"] for row in known] == ["S1", "S2"]
    assert [row["service_id"] for row in asked] == ["S1"]

    def rows(gaps):
        return [row for row in gaps if row["kind"] == "unmet_need"]

    assert rows(told) == rows(bare) != []


def test_the_advice_to_others_does_not_tell_who_shares_a_family():
    here = chain()
    apart = here.replace(families={})
    assert repairs_of(here, find_gaps(here)) != repairs_of(apart, find_gaps(apart))
    one, other = (public_gaps_document(given, public_gaps(given)) for given in (here, apart))
    assert one == other


def test_case_gaps_leave_only_their_number():
    people = [leader("A"), *(inst(f"P{number}") for number in range(4))]
    cases = tuple(family(f"R{number}", lead="A", involved=f"P{number}") for number in range(4))
    here = snap(*people, families=cases)
    assert hidden_counts(find_gaps(here), public_gaps(here))["missing_tie"] == 4
    assert "missing_tie" not in {gap.kind for gap in public_gaps(here)}


# Advice


def chain():
    """H and its ring; X, Y and Z behind the tie H-X; H and Y share a family."""
    people = [leader("H"), inst("B"), inst("C", "PCPR"), inst("X", "PCPR"), inst("Y"), inst("Z")]
    cases = (family("R", lead="B", involved="Y"),)
    therapy = tuple(service("S", id, "TER") for id in "CXZ")
    return snap(*people, ties=ties("H-B B-C C-H H-X X-Y Y-Z Z-X"), families=cases, services=therapy)


def test_the_easiest_tie_mends_the_bridge():
    here = chain()
    (gap,) = gaps_of(here, "bridge")
    # C and X have the partner H and the level powiat in common; B and Y a level and a family. C and Z
    # answer the same need; B and Z, C and Y have no reason to work together and are no candidates.
    assert tie_costs(here, Reasons(here)) == {("C", "X"): 2.0, ("B", "Y"): 2.0, ("C", "Z"): 4.0}
    repair = [one.pair for one in repairs_of(here, [gap])[gap.id]]
    mended = here.replace(
        ties={**here.ties, **snap(*here.institutions.values(), ties=[tie(*repair[0])]).ties}
    )
    assert gaps_of(mended, "bridge") == []
    for language, words in (("pl", "Najłatwiejsze"), ("en", "Easiest")):
        (row,) = gaps_document(here, [gap], language)["gaps"]
        assert words in row["advice"]
        assert all(here.institutions[id].name in row["advice"] for id in repair[0])


@settings(max_examples=30, deadline=None)
@given(snapshots())
def test_a_repair_leads_round_the_weak_point(snapshot):
    gaps = find_gaps(snapshot)
    near = snapshot.live_ties
    reasons = Reasons(snapshot)
    for id, proposals in repairs_of(snapshot, gaps).items():
        gap = next(gap for gap in gaps if gap.id == id)
        for pair, why in proposals:
            assert pair not in near
            assert why == reasons.of(*pair) != ()
            if gap.kind == "bridge":
                assert len(set(pair) & set(gap.evidence["cuts_off"])) == 1
            if gap.kind == "cut_vertex":
                assert gap.institutions[0] not in pair


def test_nothing_is_repaired_where_nothing_is_weak():
    here = snap(leader("A"), inst("B"), inst("C"), ties=ties("A-B B-C C-A"))
    assert repairs_of(here, find_gaps(here)) == {}


# Sentences


@_ROUNDS
@given(snapshots())
def test_sentences_are_whole(snapshot):
    gaps = find_gaps(snapshot)
    shown = [*gaps, *public_gaps(snapshot)]
    for language in ("pl", "en"):
        names = Names(snapshot, language)
        for gap in shown:
            said = sentences(gap, names)
            assert not said.title.endswith((".", ":", " "))
            assert said.explanation.endswith(".")
            assert said.advice.endswith(".")
            for sentence in (said.title, said.explanation, said.advice):
                assert not re.search(r"None|  |\(\)|: \.|;\.|\{|\}", sentence), sentence
                assert "papier" not in sentence.lower()
                assert not re.search(r"\d{4}-\d\d-\d\d", sentence), sentence


def test_every_need_and_service_has_an_english_name():
    names = Names(snap(leader("A")), "en")
    for code in NEEDS:
        assert names.need(code) != NEEDS[code].name_pl
    assert len({names.service(code) for code in SERVICE_TYPES}) == len(SERVICE_TYPES)


@pytest.mark.parametrize(("language", "text"), [("pl", "2,5"), ("en", "2.5")])
def test_decimals_follow_the_language(language, text):
    reports = (tie("A", "B", 3, formalisation="statutory"), tie("B", "A", 2, formalisation="statutory"))
    here = snap(leader("A"), inst("B"), ties=reports)
    (row,) = gaps_document(here, gaps_of(here, "formal_but_weak"), language)["gaps"]
    assert text in row["explanation"]


@pytest.mark.parametrize(
    ("language", "days"),
    [("pl", ("14 marca 2026", "30 czerwca 2026")), ("en", ("14 March 2026", "30 June 2026"))],
)
def test_dates_are_written_as_the_reader_writes_them(language, days):
    report = tie("A", "B", 4, document_valid_to=date(2026, 3, 14))
    here = snap(leader("A"), inst("B"), ties=(report,))
    (row,) = gaps_document(here, gaps_of(here, "expired_agreement"), language)["gaps"]
    assert all(day in row["explanation"] for day in days)
    # Programs go on reading dates in one form.
    assert row["evidence"]["document_valid_to"] == "2026-03-14"
    assert row["evidence"]["as_of"] == "2026-06-30"


def test_a_type_that_does_not_join_is_not_invited():
    here = snap(
        leader("A"),
        inst("B", "ZUS", None),
        inst("C", "SP", None),
        families=(family("R", lead="A", involved="B C"),),
    )
    rows = gaps_document(here, gaps_of(here, "outsider_with_families"))["gaps"]
    advice = {row["institutions"][0]: row["advice"] for row in rows}
    assert "zaproszenie do PZK" in advice["C"]
    assert "zaproszenie" not in advice["B"]


def test_an_empty_partnership_has_its_own_gaps_only():
    here = snapshot_of(Package(Partnership("p", "P")), AS_OF)
    assert {gap.kind for gap in find_gaps(here)} == {"one_level_partnership", "uncovered_area"}
    assert all(proves(gap, here) for gap in find_gaps(here))


def test_a_service_by_its_code_is_named_not_coded():
    here = snap(
        leader("A"), inst("B", "NPP", None), services=(service("S", "B", "PRA"),),
        families=(family("R", "M1", lead="A"),),
    )  # fmt: skip
    (row,) = gaps_document(here, gaps_of(here, "unused_service"))["gaps"]
    assert "pomoc prawna" in row["explanation"]
    assert "zadłużenie, groźba eksmisji" in row["explanation"]
