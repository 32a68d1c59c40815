"""The cards of gaps: one place is one card, duplicates are one card a service, urgency is a filter."""

from collections import Counter

from graph.gaps import find_gaps, gaps_document
from graph.snapshot import snapshot_of
from seed.generator import GENERATED_BY, generated_package
from service.gaps.cards import Filter, cards_of, joined
from service.pages.localizer import PageLocalizer
from service.pages.shell import links
from small_partnerships import inst, leader, service, snap, tie, ties, worker


def cards(snapshot):
    document = gaps_document(snapshot, find_gaps(snapshot), repairs={})
    return document["gaps"], cards_of(document["gaps"], snapshot, PageLocalizer("pl"), links(snapshot))


def test_a_place_is_one_card_at_its_most_severe_gap_with_everything_that_is_wrong_there():
    snapshot = snapshot_of(generated_package(120), GENERATED_BY)
    gaps, found = cards(snapshot)
    spots = {gap["id"]: gap["spot"] for gap in gaps}
    severities = {gap["id"]: gap["severity"] for gap in gaps}
    listed = [finding.id for card in found for finding in card.findings]
    assert sorted(listed) == sorted(spots)
    shown = Counter(spot for card in found for spot in {spots[one.id] for one in card.findings})
    assert max(shown.values()) == 1
    first = [severities[card.findings[0].id] for card in found]
    assert first == sorted(first, reverse=True)
    assert len(found) < len(gaps)


def test_the_hospital_is_one_card():
    people = [leader("A"), *map(inst, "BCDEF")]
    reports = (*ties("A-B B-C C-A D-E E-F F-D C-D"), tie("D", "C", contact_worker_id="W1"))
    here = snap(*people, ties=reports, workers=(worker("W1", "D"), worker("W2", "D")))
    _, found = cards(here)
    (card,) = [card for card in found if "bridge" in {one.kind for one in card.findings}]
    assert {one.kind for one in card.findings} == {"bridge", "cut_vertex", "single_contact"}
    assert card.title == "Kilka powodów, jedna instytucja: Nazwa D"
    # The card's title does not say which tie it is, so its sentence does.
    assert any(
        one.explanation.startswith("Jedyne połączenie: Nazwa C – Nazwa D.") for one in card.findings
    )


def test_duplicates_are_one_card_a_service():
    people = [leader("A"), inst("B"), inst("C"), inst("D")]
    offered = [service(f"{id}P", id, "PPS") for id in "ABC"] + [
        service(f"{id}T", id, "TER") for id in "CD"
    ]
    _, found = cards(snap(*people, services=tuple(offered)))
    doubled = [card for card in found if card.findings[0].kind == "unlinked_duplicates"]
    assert sorted((card.title, len(card.findings)) for card in doubled) == [
        ("Ta sama usługa bez uzgodnień: Nazwa C – Nazwa D", 1),
        ("Ta sama usługa bez uzgodnień: pomoc psychologiczna (3 pary instytucji)", 3),
    ]


def test_gaps_can_be_chosen_by_urgency():
    snapshot = snapshot_of(generated_package(60), GENERATED_BY)
    gaps, _ = cards(snapshot)
    for urgency in ("high", "medium", "low"):
        chosen = Filter(urgency=urgency)
        assert chosen.active
        passed = [gap for gap in gaps if chosen.passes(gap, snapshot)]
        assert {gap["urgency"] for gap in passed} == {urgency}
        assert all(gap["urgency"] == urgency for group in joined(passed) for gap in group)
