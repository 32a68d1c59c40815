"""The register and monitoring as pure functions: what may be recorded, what moved, what may be told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.cases.codes import PROVIDER_REASONS
from graph.cases.tally import Tally
from graph.errors import Conflict, InvalidRequest
from graph.gaps import public_gaps
from graph.gaps.gap import KINDS
from graph.gaps.trace import gap_mark
from graph.model import Institution, Package, Partnership, TieReport
from graph.monitoring import SMALLEST, told, years_of
from graph.records.barrier import Barrier, Place, barrier_counts, ended, noted, place_of
from graph.records.codes import ADVICE, FLOW_BASES, INFORMATION, MEDIA, RHYTHMS
from graph.records.flow import InformationFlow, flow_of, missing_bases
from graph.records.measure import MEASURES, Look, moved_since, value_of
from graph.records.recommendation import (
    LIFE,
    STATES,
    Addressee,
    Aim,
    Ground,
    Move,
    Recommendation,
    moved,
)
from graph.records.recommendation import given as checked
from graph.records.wording import missing_base_sentence
from graph.snapshot import snapshot_of
from graph.vocabulary.barriers import BARRIERS
from graph.vocabulary.barriers import BARRIERS as REFUSAL_REASONS
from random_partnerships import snapshots

TODAY = date(2026, 11, 20)
PACKAGE = Package(
    Partnership("p", "P", "2499011"),
    (
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "SP 1", "SP", membership="member"),
        Institution("I3", "SP 2", "SP"),
    ),
    ties=(TieReport("I1", "I2", 4, "weekly"), TieReport("I2", "I1", 2, "weekly")),
)
HERE = snapshot_of(PACKAGE, TODAY)
LOOK = Look(HERE, {"bridge": 3})
GIVEN = Recommendation(
    "r",
    Addressee("role", "leader"),
    "joint_meeting",
    Ground("barrier", "b", "B4", ()),
    Aim("density", (), "up", 0.2),
    TODAY,
    (Move("given", TODAY - timedelta(days=9)),),
)


def named(caught):
    return [problem.column for problem in caught.value.problems]


# Barriers


@pytest.mark.parametrize(
    ("kind", "subjects"),
    [
        ("tie", ["I1"]),
        ("tie", ["I1", "I1"]),
        ("tie", ["I1", "I9"]),
        ("institution", ["I1", "I2"]),
        ("institution", ["edukacja"]),
        ("area", ["I1"]),
        ("area", []),
        ("worker", ["W1"]),
    ],
)
def test_a_barrier_stands_only_at_what_is_there(kind, subjects):
    with pytest.raises(InvalidRequest):
        place_of(kind, subjects, HERE.institutions)


def test_a_barrier_has_a_known_code_and_a_day_that_has_come():
    place = place_of("area", ["edukacja"], HERE.institutions)
    with pytest.raises(InvalidRequest) as caught:
        noted("1", "B13", place, TODAY + timedelta(days=1), TODAY)
    assert named(caught) == ["code", "noted_on"]
    barrier = noted("1", "B12", place, TODAY, TODAY)
    with pytest.raises(InvalidRequest):
        ended(barrier, TODAY - timedelta(days=1), TODAY)
    with pytest.raises(InvalidRequest):
        ended(barrier, TODAY + timedelta(days=1), TODAY)
    over = ended(barrier, TODAY, TODAY)
    with pytest.raises(Conflict):
        ended(over, TODAY, TODAY)
    assert (barrier.is_open(TODAY), over.is_open(TODAY)) == (True, False)


def test_barriers_are_counted_now_and_a_year_before():
    area = Place("area", ("edukacja",))
    barriers = [
        Barrier("1", "B5", area, date(2025, 1, 1)),
        Barrier("2", "B5", area, date(2025, 1, 1), date(2026, 1, 1)),
        Barrier("3", "B2", area, date(2026, 2, 1)),
        Barrier("4", "B2", area, date(2027, 1, 1)),
    ]
    assert barrier_counts(barriers, TODAY) == (("B2", 1, 0, 1), ("B5", 1, 2, 2))
    assert barrier_counts(barriers, date(2024, 2, 29)) == ()


# Recommendations


@pytest.mark.parametrize("path", [("accepted", "in_progress", "done"), ("refused",), ("withdrawn",)])
def test_a_recommendation_keeps_every_step(path):
    one = GIVEN
    for state in path:
        one = moved(one, state, TODAY, TODAY, "B5" if state == "refused" else None)
    assert [move.state for move in one.moves] == ["given", *path]
    assert (one.given_on, one.state) == (GIVEN.given_on, path[-1])
    assert not one.is_overdue(TODAY + timedelta(days=99))
    assert GIVEN.is_overdue(TODAY + timedelta(days=1))


@given(st.lists(st.sampled_from(STATES), max_size=6))
@settings(max_examples=60)
def test_only_the_next_states_are_reached_and_nothing_is_lost(states):
    one = GIVEN
    for state in states:
        reason = "B1" if state == "refused" else None
        before = one
        if state in LIFE.following[one.state]:
            one = moved(one, state, TODAY, TODAY, reason)
            assert one.moves[:-1] == before.moves
        else:
            with pytest.raises(Conflict):
                moved(one, state, TODAY, TODAY, reason)
            assert one == before


def test_a_step_has_its_day_and_a_refusal_its_reason():
    for on in (GIVEN.given_on - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(InvalidRequest):
            moved(GIVEN, "accepted", on, TODAY)
    for state, reason in (("refused", None), ("refused", "B99"), ("accepted", "B1")):
        with pytest.raises(InvalidRequest):
            moved(GIVEN, state, TODAY, TODAY, reason)


def test_a_recommendation_holds_only_known_codes():
    wrong = replace(
        GIVEN,
        advice="shout",
        addressee=Addressee("role", "Jan Kowalski"),
        due_on=GIVEN.given_on - timedelta(days=1),
        moves=(Move("given", TODAY + timedelta(days=1)),),
    )
    with pytest.raises(InvalidRequest) as caught:
        checked(wrong, TODAY)
    assert named(caught) == ["advice", "addressee", "given_on", "due_on"]
    assert checked(GIVEN, TODAY) == GIVEN


# Measures


def test_each_measure_is_what_it_says():
    subjects = {
        "none": (),
        "gap_kind": ("bridge",),
        "area": ("edukacja",),
        "institution": ("I1",),
        "tie": ("I1", "I2"),
    }
    found = {code: value_of(LOOK, code, subjects[one.of]) for code, one in MEASURES.items()}
    assert found == {
        "gaps_of_kind": 3.0,
        "betweenness_centralisation": 0.0,
        "fragmentation": pytest.approx(2 / 3),
        "density": pytest.approx(1 / 3),
        "confirmed_share": 1.0,
        "members": 2.0,
        "area_members": 1.0,
        "tie_strength": 3.0,
        "contacts": 1.0,
        "betweenness": 0.0,
    }
    assert value_of(LOOK, "tie_strength", ("I1", "I3")) == 0.0


@pytest.mark.parametrize(
    ("code", "subjects"),
    [
        ("tie_strength", ("I1", "I9")),
        ("tie_strength", ("I1",)),
        ("contacts", ("I9",)),
        ("area_members", ("I1",)),
        ("gaps_of_kind", ("uncoordinated_case",)),
        ("density", ("I1",)),
    ],
)
def test_what_is_not_on_the_map_has_no_measure(code, subjects):
    assert value_of(LOOK, code, subjects) is None


def test_what_left_the_map_is_gone_and_a_better_tie_has_improved():
    aim = Aim("tie_strength", ("I1", "I2"), "up", 3.0)
    stronger = replace(PACKAGE, ties=(TieReport("I1", "I2", 5, "weekly"),))
    better = Look(snapshot_of(stronger, TODAY), {})
    assert (
        moved_since(aim.baseline, value_of(better, aim.measure, aim.subjects), "up").moved == "improved"
    )
    assert (
        moved_since(aim.baseline, value_of(better, aim.measure, aim.subjects), "down").moved == "worse"
    )
    assert (
        moved_since(aim.baseline, value_of(LOOK, aim.measure, aim.subjects), "up").moved == "unchanged"
    )
    left = replace(PACKAGE, institutions=PACKAGE.institutions[:1], ties=())
    gone = Look(snapshot_of(left, TODAY), {})
    reading = moved_since(aim.baseline, value_of(gone, aim.measure, aim.subjects), "up")
    assert (reading.now, reading.moved) == (None, "gone")


@given(st.floats(0, 1e6), st.floats(0, 1e6))
@settings(max_examples=60)
def test_up_is_the_mirror_of_down(then, now):
    turned = {"improved": "worse", "worse": "improved", "unchanged": "unchanged"}
    assert moved_since(then, now, "up").moved == turned[moved_since(then, now, "down").moved]


@given(snapshots())
@settings(max_examples=30)
def test_no_mark_of_a_gap_names_a_worker(snapshot):
    for gap in public_gaps(snapshot):
        mark = gap_mark(gap)
        if gap.workers:
            assert mark == f"{gap.kind}:{'~'.join(gap.institutions)}"
        else:
            assert mark == gap.id


# Information flows

GOOD = {
    "source_id": "I1",
    "target_id": "I2",
    "information": "needs",
    "medium": "phone",
    "rhythm": "on_event",
    "base": "consent",
}


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"source_id": "I9"}, "source_id"),
        ({"target_id": "I1"}, "target_id"),
        ({"information": "rumours"}, "information"),
        ({"medium": "pigeon"}, "medium"),
        ({"rhythm": "never"}, "rhythm"),
        ({"base": "goodwill"}, "base"),
        ({"base": "not_personal"}, "base"),
        ({"information": "services"}, "base"),
        ({"information": "services", "base": "none"}, "base"),
    ],
)
def test_a_flow_holds_only_what_fits(wrong, column):
    with pytest.raises(InvalidRequest) as caught:
        flow_of(GOOD | wrong, HERE.institutions)
    assert named(caught) == [column]


@given(
    st.sampled_from(sorted(INFORMATION)),
    st.sampled_from(sorted(MEDIA)),
    st.sampled_from(sorted(RHYTHMS)),
    st.sampled_from(sorted(FLOW_BASES)),
)
@settings(max_examples=60)
def test_information_about_families_needs_a_consent_or_a_rule(information, medium, rhythm, base):
    values = GOOD | {"information": information, "medium": medium, "rhythm": rhythm, "base": base}
    try:
        flow = flow_of(values, HERE.institutions)
    except InvalidRequest:
        return
    missing = missing_bases([flow])
    lacks = INFORMATION[information].personal and base in {"none", "agreement"}
    assert bool(missing) == lacks == (flow.lack is not None)
    for lang in ("pl", "en"):
        sentence = missing_base_sentence(flow, {"I1": "MOPS", "I2": "SP 1"}, lang)
        assert sentence.startswith("MOPS → SP 1: ") if lacks else sentence == ""


def test_the_same_way_has_the_same_id_whatever_its_base():
    flow = InformationFlow("I1", "I2", "needs", "phone", "weekly", "none")
    assert flow.id == replace(flow, rhythm="yearly", base="consent").id
    others = (
        replace(flow, source_id="I2", target_id="I1"),
        replace(flow, medium="letter"),
        replace(flow, information="basket"),
    )
    assert len({flow.id, *(one.id for one in others)}) == 4


def test_every_code_has_two_names():
    assert BARRIERS is REFUSAL_REASONS
    assert list(BARRIERS) == [f"B{number}" for number in range(1, 13)]
    for list_ in (ADVICE, MEDIA, RHYTHMS, FLOW_BASES, BARRIERS):
        assert all(all(names) and len(names) == 2 for names in list_.values())
    assert {"one_level_team", "uncoordinated_case"} < set(KINDS)


# Monitoring

tallies = st.builds(
    Tally,
    st.integers(2025, 2026),
    st.sampled_from(
        ["cases", "goals", "baskets", "baskets_of_areas", "items", "items_known", "refusals"]
    ),
    st.sampled_from(["reached", "partly", *sorted(PROVIDER_REASONS)]),
    st.integers(1, 9),
)


def exact(name, value, step):
    """No rounding at all."""
    return value


def test_indicators_are_sums_of_all_cases():
    found = [
        Tally(2026, "cases", "goals_reached", 6),
        Tally(2026, "cases", "erased", 2),
        Tally(2026, "goals", "reached", 9),
        Tally(2026, "goals", "partly", 6),
        Tally(2026, "first_services", "", 5),
        Tally(2026, "first_service_days", "", 112),
        Tally(2026, "baskets", "", 7),
        Tally(2026, "baskets_of_areas", "", 6),
        Tally(2026, "items", "", 21),
        Tally(2026, "items_known", "", 20),
        Tally(2026, "items_community", "", 15),
        Tally(2026, "refusals", "capacity", 5),
        Tally(2026, "refusals", "documents", 1),
        Tally(2027, "lasting", "yes", 4),
    ]
    (year,) = years_of(found)
    assert (year.families, year.goals_reached.value) == (8, 0.6)
    assert year.days_to_first_service.value == 22.4
    everything = told(year)
    assert everything.community_based == 0.75
    assert (everything.refusals, everything.refusals_by_reason["documents"]) == (6, 1)
    seen = told(year, exact)
    assert (seen.families, seen.goals_reached, seen.days_to_first_service) == (8, 0.6, 22.4)
    assert seen.community_based == 0.75
    # Six of seven baskets: the seventh family would be known.
    assert seen.baskets_of_areas is None
    assert (seen.refusals, seen.refusals_by_reason["capacity"]) == (None, 5)
    assert seen.withheld == ("baskets_of_areas", "refusals")
    steps = {}
    told(year, lambda name, value, step: steps.setdefault(name, step))
    assert steps["2026/families"] == steps["2026/refusals/capacity"] == 5
    assert (steps["2026/days_to_first_service"], steps["2026/goals_reached"]) == (5, 0.1)


@given(st.lists(tallies, max_size=25))
@settings(max_examples=60)
def test_nothing_small_is_told_and_nothing_that_gives_it_away(found):
    for year in years_of(found):
        seen = told(year, exact)
        counts = [seen.families, seen.refusals, *seen.refusals_by_reason.values()]
        assert all(count is None or count >= SMALLEST for count in counts)
        if seen.refusals is not None:
            assert all(count is not None for count in seen.refusals_by_reason.values())
        for name in ("goals_reached", "baskets_of_areas", "community_based"):
            share = getattr(year, name)
            if getattr(seen, name) is not None:
                assert min(share.part, share.whole - share.part) >= SMALLEST
        if seen.baskets_of_areas is not None:
            # Beside the families the share tells how many baskets there are.
            assert not 0 < year.families - year.baskets < SMALLEST
        if year.families < SMALLEST:
            assert set(seen.withheld) >= {"families", "goals_reached", "refusals"}
        assert told(year).withheld == ()


@pytest.mark.parametrize(("baskets", "seen"), [(12, 0.5), (11, None), (8, None)])
def test_the_share_of_baskets_does_not_tell_how_many_families_have_none(baskets, seen):
    found = [
        Tally(2026, "cases", "goals_reached", 12),
        Tally(2026, "baskets", "", baskets),
        Tally(2026, "baskets_of_areas", "", 6),
    ]
    (year,) = years_of(found)
    assert told(year, exact).baskets_of_areas == seen
    assert told(year).baskets_of_areas == 6 / baskets


def test_the_order_of_numbers_and_of_cases_does_not_matter():
    found = [Tally(2026, "cases", "erased", 1), Tally(2026, "cases", "erased", 4)]
    assert years_of(found) == years_of(reversed(found)) == years_of([Tally(2026, "cases", "erased", 5)])
