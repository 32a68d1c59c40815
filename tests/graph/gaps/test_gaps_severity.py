"""How severe each kind is, by examples worked out by hand: a change of order or weight shows here."""

from datetime import date, timedelta

import pytest

from graph.gaps import KINDS
from graph.gaps.severity import HIGH, LOW, MEDIUM, MODERATE, Severity, urgency
from small_partnerships import (
    AS_OF,
    demand,
    family,
    gaps_of,
    inst,
    leader,
    outsider,
    service,
    snap,
    team,
    tie,
    ties,
    worker,
)

# The ingredients


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ({}, 0.2),
        ({"families": 1}, 0.264),  # 0.8 x 0.4 x 1/5
        ({"families": 4}, 0.36),  # 0.8 x 0.4 x 4/8
        ({"families": 16}, 0.456),
        ({"cut_off": 1}, 0.3),  # 0.8 x 0.5 x 1/4
        ({"cut_off": 3}, 0.4),  # 0.8 x 0.5 x 3/6
        ({"cut_off": 9}, 0.5),
        ({"extent": 0.5}, 0.32),
        ({"extent": 1.0}, 0.44),
        ({"extent": 7.0}, 0.44),
        ({"extent": -1.0}, 0.2),
        ({"duty": True}, 0.4),
        ({"area": True}, 0.36),
        ({"families": 4, "cut_off": 3, "extent": 1.0, "duty": True, "area": True}, 0.7984),
        ({"ceiling": MODERATE, "duty": True}, 0.2975),  # 0.2 + 0.39 x 0.25
        ({"ceiling": LOW, "duty": True}, 0.2225),
    ],
)
def test_what_each_ingredient_weighs(cells, value):
    assert Severity(0.2, **cells).value == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(
    ("severity", "word"),
    [(1.0, "high"), (0.6, "high"), (0.5999, "medium"), (0.3, "medium"), (0.2999, "low"), (0.0, "low")],
)
def test_where_the_words_begin(severity, word):
    assert urgency(severity) == word


def test_the_ceilings_keep_under_the_words():
    assert LOW < MEDIUM < MODERATE < HIGH


# Every kind. Each partnership is small enough to work its severity out by hand.

PEOPLE = [leader("A"), *map(inst, "BCDEF")]
SCHOOLS = [leader("A"), *(inst(f"S{number}", "SP") for number in range(4))]


def rings(type_of_d="POZ", type_of_e=None, **cells):
    """Two rings joined by the tie C-D alone; D, E and F are cut off."""
    types = {"D": type_of_d, "E": type_of_e or "SP", "F": "DK"}
    if type_of_d == "OPS" and type_of_e is None:
        types = {}
    people = [leader("A"), *(inst(id, types.get(id, "OPS")) for id in "BCDEF")]
    reports = (*ties("A-B B-C C-A D-E E-F F-D C-D"), tie("D", "C", **cells))
    return snap(*people, ties=reports, workers=(worker("W1", "D"), worker("W2", "D")))


def star(held):
    """A hub of eight ties and four workers, of which W1 holds some and W2 none enough."""
    others = [f"P{number}" for number in range(8)]
    reports = [tie("H", other) for other in others]
    reports[:held] = [tie("H", other, contact_worker_id="W1") for other in others[:held]]
    staff = tuple(worker(f"W{number}", "H") for number in range(1, 5))
    return snap(leader("H"), *map(inst, others), ties=tuple(reports), workers=staff)


def known_personally(strength):
    return snap(leader("A"), outsider("B"), ties=(tie("A", "B", strength, formalisation="personal"),))


def agreed(**cells):
    return snap(leader("A"), inst("B"), ties=(tie("A", "B", **cells),))


def expired(days):
    return agreed(strength=4, document_valid_to=AS_OF - timedelta(days))


def case(involved, lead=None, with_team=False, size=4):
    people = [leader("A"), *map(inst, "BCDEFGHI")]
    seats = team("R", "A P") if with_team else ()
    cases = (family("R", lead=lead, involved=involved),)
    return snap(*people, inst("P", "PCPR"), families=cases, teams=seats)


def wanted(*services, cases=1, need="M1", people=(), **cells):
    families = tuple(family(f"R{number}", need, lead="A") for number in range(cases))
    return snap(leader("A"), *people, services=services, families=families, **cells)


def caseload(load):
    return snap(leader("A"), workers=(worker("W", "A", caseload=load, caseload_max=10),))


def involved_outsider(*services, families=1, need="M1"):
    cases = tuple(family(f"R{number}", need, lead="A", involved="B") for number in range(families))
    return snap(leader("A"), outsider("B", "NPP"), inst("C", "ZGM"), services=services, families=cases)


def both_offer(*codes):
    given = [service(f"{id}{code}", id, code) for id in "AB" for code in codes]
    return snap(leader("A"), inst("B", "OIK"), services=tuple(given))


def pair(needs="N04 E1", required="", offered=()):
    cases = (family("R", needs, lead="A", involved="B", pairs=required),)
    return snap(leader("A"), inst("B", "PUP"), families=cases, services=offered)


PRA = service("S", "B", "PRA")
#: Kind, partnership, severity and how it is made up.
EXAMPLES = [
    # A family goes without.
    ("unmet_need", wanted(), 0.586),  # M1 has no statute: 0.55 + 0.45 x 0.08
    ("unmet_need", wanted(cases=2), 0.61),
    ("unmet_need", wanted(need="N04"), 0.6895),  # art. 7: duty
    ("unmet_need", wanted(cases=0, demand=(demand("M1", 12),)), 0.685),
    # An outsider: its code has no other provider; no service of any code answers the need otherwise.
    ("outsider_with_families", involved_outsider(), 0.448),
    ("outsider_with_families", involved_outsider(families=4), 0.52),
    ("outsider_with_families", involved_outsider(PRA, service("L", "C", "LOK")), 0.4894),
    ("outsider_with_families", involved_outsider(PRA), 0.6136),
    # Two of one case: required, for the same need, for different needs.
    ("missing_tie", pair(required="A-B"), 0.724),
    ("missing_tie", pair(offered=(service("S", "A", "CIS"), service("T", "B", "POP"))), 0.632),
    ("missing_tie", pair(offered=(service("S", "A", "KOR"), service("T", "B", "POP"))), 0.1152),
    # A case: nobody leads and no team; somebody leads; more institutions.
    ("uncoordinated_case", case("A B C D"), 0.6205),
    ("uncoordinated_case", case("B C D", lead="A"), 0.494),
    ("uncoordinated_case", case("A B C D", with_team=True), 0.494),
    ("uncoordinated_case", case("B C D E F", lead="A"), 0.5699),
    ("uncoordinated_case", case("A B C D E F"), 0.6774),
    (
        "one_level_team",
        snap(leader("A"), families=(family("R", lead="A"),), teams=team("R", "A")),
        0.586,
    ),
    # The network: three cut off, of an area none; one family among them.
    ("bridge", rings(), 0.5125),  # three of three areas: 0.35 + 0.65 x 0.25
    ("bridge", rings("OPS"), 0.61),  # three of the six of one area: 0.35 + 0.65 x 0.4
    ("bridge", rings("SP", "SP"), 0.61),  # two, and these are all of their area
    ("bridge", rings("OPS", "OPS"), 0.5125),  # two of five
    ("cut_vertex", rings(), 0.44),  # two others: 0.3 + 0.7 x 0.5 x 2/5
    ("single_contact", rings(contact_worker_id="W1"), 0.475),  # three: 0.3 + 0.7 x 0.25
    ("single_contact", star(8), 0.51),  # all of eight in one hand
    ("single_contact", star(4), 0.405),
    ("overcentralised", snap(leader("H"), *map(inst, "ABCD"), ties=ties("H-A H-B H-C H-D")), 0.7375),
    # Documents and ratings.
    ("expired_agreement", expired(1), 0.2503),
    ("expired_agreement", expired(365), 0.3625),
    ("expired_agreement", expired(730), 0.475),
    ("expired_agreement", expired(3000), 0.475),
    ("formal_but_weak", agreed(strength=2, formalisation="agreement"), 0.28),
    ("formal_but_weak", agreed(strength=1, formalisation="agreement"), 0.44),
    ("formal_but_weak", agreed(strength=1, formalisation="statutory"), 0.58),
    ("formal_but_weak", agreed(strength=5, frequency="adhoc", formalisation="agreement"), 0.2),
    ("asymmetric_tie", snap(*PEOPLE[:2], ties=(tie("A", "B", 4), tie("B", "A", 2))), 0.2),
    ("asymmetric_tie", snap(*PEOPLE[:2], ties=(tie("A", "B", 5), tie("B", "A", 1))), 0.44),
    # Members: no live tie at all is worse than none with the leader.
    ("paper_member", snap(leader("A"), inst("B", "SP"), inst("C"), ties=ties("A-C")), 0.352),
    (
        "paper_member",
        snap(*PEOPLE[:3], ties=(tie("A", "B", frequency="none"), *ties("B-C A-C"))),
        0.25,
    ),
    ("informal_outsider", known_personally(4), 0.25),
    ("informal_outsider", known_personally(5), 0.352),
    ("influential_outsider", snap(inst("A"), outsider("X"), inst("B"), ties=ties("A-X X-B")), 0.387),
    ("uncovered_area", snap(leader("A")), 0.64),
    ("one_level_partnership", snap(leader("A")), 0.625),
    ("no_leader", snap(inst("A"), inst("B")), 0.7),
    ("paper_area", snap(*SCHOOLS, ties=ties("A-S0")), 0.4102),  # one of four
    ("paper_area", snap(*SCHOOLS), 0.4276),
    ("overloaded_worker", caseload(10), 0.15),
    ("overloaded_worker", caseload(11), 0.612),
    ("overloaded_worker", caseload(20), 0.72),
    ("unused_service", wanted(PRA, people=[outsider("B", "NPP")]), 0.3232),
    (
        "unused_service",
        wanted(PRA, service("L", "A", "LOK"), people=[outsider("B", "NPP")]),
        0.1612,
    ),
    ("unlinked_duplicates", both_offer("PPS"), 0.15),
    ("unlinked_duplicates", both_offer("PPS", "PRA"), 0.1605),
]


@pytest.mark.parametrize(("kind", "snapshot", "severity"), EXAMPLES)
def test_worked_examples(kind, snapshot, severity):
    found = gaps_of(snapshot, kind)
    assert severity in {gap.severity for gap in found}, [gap.weight for gap in found]


def test_every_kind_has_an_example():
    assert {kind for kind, _, _ in EXAMPLES} == set(KINDS)


def test_the_order_of_the_examples():
    """What stands above what, from the most severe down: whoever changes a weight changes this list."""
    highest = {}
    for kind, _, severity in EXAMPLES:
        highest[kind] = max(severity, highest.get(kind, 0))
    assert sorted(highest, key=lambda kind: -highest[kind]) == [
        "overcentralised",
        "missing_tie",
        "overloaded_worker",
        "no_leader",
        "unmet_need",
        "uncoordinated_case",
        "uncovered_area",
        "one_level_partnership",
        "outsider_with_families",
        "bridge",
        "one_level_team",
        "formal_but_weak",
        "single_contact",
        "expired_agreement",
        "cut_vertex",
        "asymmetric_tie",
        "paper_area",
        "influential_outsider",
        "paper_member",
        "informal_outsider",
        "unused_service",
        "unlinked_duplicates",
    ]


@pytest.mark.parametrize(
    "kind", ["paper_area", "paper_member", "informal_outsider", "influential_outsider"]
)
def test_how_members_and_leader_get_on_is_never_high(kind):
    cases = tuple(family(f"R{number}", lead="A", involved="B X") for number in range(300))
    here = snap(
        leader("A"),
        inst("B", "SP"),
        outsider("X"),
        outsider("C"),
        ties=(tie("A", "X", 5, formalisation="personal"), *ties("X-C")),
        families=cases,
    )
    (gap,) = gaps_of(here, kind)
    assert gap.families == 300
    assert urgency(gap.severity) == "medium"


# The edges of days


def test_a_member_is_one_from_the_day_of_the_declaration():
    for day, member in ((AS_OF, True), (AS_OF + timedelta(1), False)):
        assert ("B" in snap(leader("A"), inst("B", declared_on=day)).members) == member


def test_a_report_counts_from_its_day():
    for day, linked in ((AS_OF, True), (AS_OF + timedelta(1), False)):
        here = snap(leader("A"), inst("B"), ties=(tie("A", "B", reported_on=day),))
        assert (gaps_of(here, "paper_member") == []) == linked


def test_of_two_reports_of_one_side_and_day_the_later_row_counts():
    rows = (
        tie("A", "B", 5, reported_on=date(2026, 6, 1)),
        tie("A", "B", 2, reported_on=date(2026, 6, 1), formalisation="statutory"),
        tie("B", "A", 2, reported_on=date(2026, 6, 1)),
    )
    here = snap(leader("A"), inst("B"), ties=rows)
    assert gaps_of(here, "asymmetric_tie") == []
    assert [gap.evidence["strength"] for gap in gaps_of(here, "formal_but_weak")] == [2.0]
    other = snap(leader("A"), inst("B"), ties=(rows[1], rows[0], rows[2]))
    assert [gap.evidence["difference"] for gap in gaps_of(other, "asymmetric_tie")] == [3]


def test_required_pairs_come_on_top_of_shared_families():
    """A pair that shares one family and must work together on another touches both; each one once."""
    cases = (
        family("R1", lead="A", involved="B"),
        family("R2", lead="C", pairs="A-B"),
        family("R3", lead="A", involved="B", pairs="A-B"),
    )
    (gap,) = [
        gap
        for gap in gaps_of(snap(leader("A"), inst("B"), inst("C"), families=cases), "missing_tie")
        if gap.institutions == ("A", "B")
    ]
    assert (gap.families, gap.evidence["families_shared"], gap.evidence["families_required"]) == (
        3,
        2,
        2,
    )
    bare = snap(leader("A"), inst("B"), inst("C"), families=cases[1:2])
    assert [gap.families for gap in gaps_of(bare, "missing_tie")] == [1]
