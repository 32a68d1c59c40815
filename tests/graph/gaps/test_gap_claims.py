"""What the proof of a gap checks: every cell of the evidence, each turned into something untrue."""

from dataclasses import replace

import pytest

from graph.gaps import KINDS, proves
from small_partnerships import gaps_of, inst, leader, service, snap
from tests.graph.gaps.test_gaps_severity import EXAMPLES

#: Limits under which the claim is checked, and words about it that claim nothing.
SAID = {
    "unmet_need": {"answered_by", "gmina", "max_wait"},
    "outsider_with_families": {"introducer", "max_wait", "needs_without_other", "sole_provider_of"},
    "missing_tie": {"contact"},
    "uncoordinated_case": {"least"},
    "one_level_team": {"least"},
    "bridge": {"least"},
    "cut_vertex": {"least"},
    "single_contact": {"least_cut_off", "least_excess", "least_share", "least_ties", "role"},
    "overcentralised": {"limit"},
    "expired_agreement": {"as_of", "formalisation"},
    "formal_but_weak": {"most_strength"},
    "asymmetric_tie": {"least"},
    "paper_member": {"introducer", "leader"},
    "informal_outsider": {"formalisation", "introducer", "least"},
    "influential_outsider": {"introducer", "limit", "place"},
    "uncovered_area": {"area"},
    "one_level_partnership": {"least"},
    "no_leader": {"as_of"},
    "paper_area": {"least_share", "least_strength"},
    "overloaded_worker": {"role"},
    "unused_service": {"introducer", "max_wait"},
    "unlinked_duplicates": {"services"},
}


def untrue(value):
    """Other values of the same kind."""
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1, value - 1)
        case float():
            yield from (value + 0.25, value - 0.25)
        case str():
            yield f"{value}x"
        case None:
            yield "nobody"
        case list() | tuple() if value:
            yield from (type(value)(value[:-1]), type(value)(value[1:]))
            if isinstance(value[0], str):
                yield type(value)([*value, "nobody"])
        case dict():
            yield from ({**value, key: other} for key, cell in value.items() for other in untrue(cell))


def believed(gap, snapshot):
    try:
        return proves(gap, snapshot)
    except (KeyError, ValueError):
        return False


@pytest.mark.parametrize("kind", KINDS)
def test_a_proof_checks_every_cell_of_the_evidence(kind):
    """Each cell in turn says something untrue; what is believed all the same is what is merely said."""
    passed = set()
    for known, here, _ in EXAMPLES:
        for gap in gaps_of(here, kind) if known == kind else ():
            for key, value in gap.evidence.items():
                for other in untrue(value):
                    if believed(replace(gap, evidence={**gap.evidence, key: other}), here):
                        passed.add(key)
    assert passed == SAID[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_proof_checks_whom_the_gap_is_about(kind):
    for known, here, _ in EXAMPLES:
        for gap in gaps_of(here, kind) if known == kind else ():
            for name in ("institutions", "workers"):
                for other in untrue(getattr(gap, name)):
                    assert not believed(replace(gap, **{name: other}), here), (gap, name, other)


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("PPS", {"age_min": 60}),  # no age in common with those up to 26
        ("PPS", {"status": "closed"}),
        ("PPS", {"service_area": ("1099011",)}),
        ("TER", {}),
        ("SOC", {}),
    ],
)
def test_services_that_are_no_duplicates_prove_no_duplicate(code, cells):
    def offering(code, **cells):
        rows = (service("S", "A", "PPS", age_max=26), service("T", "B", code, **cells))
        return snap(leader("A"), inst("B", "OIK"), services=rows)

    (gap,) = gaps_of(offering("PPS"), "unlinked_duplicates")
    assert proves(gap, offering("PPS", age_min=26))
    assert not proves(gap, offering(code, **cells))
