"""How sure a ranking is when whole questionnaires are missing, and what of that is said where."""

from collections import Counter
from itertools import combinations, pairwise
from math import ceil
from statistics import median

import networkx as nx
import pytest
from hypothesis import given, settings

from doors import HERE, open_doors
from graph.gaps import find_gaps
from graph.gaps.resampling import Resampling
from graph.gaps.stability import (
    Stability,
    central_ranking,
    gap_ranking,
    stability,
    summary,
)
from graph.gaps.stability_words import stability_document, stability_sentences
from graph.gaps.thresholds import Thresholds
from graph.recruitment import recruit
from graph.recruitment.stability import best_set_stability, candidate_ranking
from graph.recruitment.weights import Weights
from graph.snapshot import snapshot_of
from random_partnerships import snapshots
from recruitment_by_hand import Value, candidates_of
from service.access.policy import Role
from small_partnerships import family, inst, leader, outsider, snap, tie

PLACES = [f"P{number:02}" for number in range(12)]
LIMITS = Thresholds()


def star(both_sides):
    """A hub H and twelve others; every tie reported by the hub or by both, and a chain of the others."""
    reports = [tie("H", place) for place in PLACES] + [tie(*pair) for pair in pairwise(PLACES)]
    if both_sides:
        reports += [tie(place, "H") for place in PLACES]
    return snap(leader("H"), *map(inst, PLACES), ties=tuple(reports))


def central(here, **options):
    return stability("central_actors", central_ranking, Resampling(here, **options))


# What is left out


def test_a_round_leaves_out_all_reports_of_a_fifth_of_those_who_report():
    here = star(both_sides=True)
    resampling = Resampling(here)
    assert resampling.reporters == ("H", *PLACES)
    rounds = list(resampling)
    assert (len(rounds), resampling.left_out) == (200, 3)
    silences = Counter()
    for one in rounds:
        heard = {report.reporter_id for tie in one.ties.values() for report in tie.reports}
        silent = set(resampling.reporters) - heard
        silences.update(silent)
        assert len(silent) == 3
        for pair, whole in here.ties.items():
            left = tuple(report for report in whole.reports if report.reporter_id not in silent)
            assert (one.ties[pair].reports if left else ()) == left
            assert left or pair not in one.ties
    # Nobody is spared and nobody is left out much more often than the others.
    assert set(silences) == {"H", *PLACES}
    assert max(silences.values()) < 2 * min(silences.values())


@pytest.mark.parametrize(("reporters", "left_out"), [(1, 1), (2, 1), (5, 1), (7, 1), (8, 2), (10, 2)])
def test_at_least_one_questionnaire_is_left_out(reporters, left_out):
    here = snap(leader("H"), *map(inst, PLACES), ties=tuple(tie(p, "H") for p in PLACES[:reporters]))
    assert Resampling(here).left_out == left_out


def test_the_rounds_are_those_of_the_seed():
    here = star(both_sides=True)
    first, again, other = (
        [tuple(one.ties) for one in Resampling(here, rounds=20, seed=seed)] for seed in (0, 0, 1)
    )
    assert first == again != other


@settings(max_examples=25)
@given(snapshots())
def test_a_round_is_ranked_like_any_other_data(snapshot):
    """What is not worked out anew in a round is what a round does not change."""
    rank = gap_ranking(snapshot, LIMITS)
    for here in Resampling(snapshot, rounds=3) if snapshot.ties else ():
        fresh = here.replace()
        assert not vars(fresh).keys() & {"members", "leader"}
        spots = {}
        for gap in find_gaps(fresh):
            spots.setdefault(gap.spot, gap.severity)
        assert rank(here) == list(spots.items())
        values = nx.betweenness_centrality(fresh.network().to_networkx())
        assert [place.id for place in central_ranking(here)] == sorted(
            (id for id, value in values.items() if value > 1e-12),
            key=lambda name: (-round(values[name], 9), name),
        )


# The verdict


def of_shares(*shares):
    """The stability whose rounds keep these numbers of five."""
    found = [tuple(f"I{n}" for n in range(kept)) + ("X",) * (5 - kept) for kept in shares]
    return summary("gaps", tuple(f"I{n}" for n in range(5)), found, Resampling(star(both_sides=True)))


@pytest.mark.parametrize(
    ("kept", "verdict"),
    [
        # In half of the rounds, in the tenth of the worst; of five.
        ((4, 3), "stable"),
        ((5, 3), "stable"),
        ((5, 2), "uncertain"),
        ((3, 3), "uncertain"),
        ((3, 0), "uncertain"),
        ((2, 2), "unstable"),
        ((2, 0), "unstable"),
    ],
)
def test_the_verdict_rests_on_the_median_and_on_the_worst_rounds(kept, verdict):
    usual, rarely = kept
    assert of_shares(*[usual] * 180, *[rarely] * 20).verdict == verdict


def test_the_least_is_what_95_of_100_rounds_keep():
    assert of_shares(*[5] * 191, *[1] * 9).least == 1.0
    assert of_shares(*[5] * 190, *[1] * 10).least == pytest.approx(0.2)
    assert of_shares(*[5] * 100, *[1] * 100).median == pytest.approx(0.6)


def test_a_longer_head_keeps_less():
    """A list of two that became one of five shows three entries that were not there."""
    found = summary("gaps", ("a", "b"), [("a", "b", "c", "d", "e")], Resampling(star(both_sides=True)))
    assert found.median == pytest.approx(0.4)
    assert found.kept == (1.0, 1.0)


def test_a_hub_that_alone_reports_its_ties_hangs_on_one_questionnaire():
    alone, confirmed = central(star(both_sides=False)), central(star(both_sides=True))
    assert confirmed.first[0] == alone.first[0] == "H"
    assert confirmed.kept[0] == 1.0
    assert alone.kept[0] == pytest.approx(1 - 3 / 12, abs=0.1)  # the last place reports nothing
    assert alone.least < confirmed.least


def test_the_first_five_are_compared_and_equals_behind_them_counted():
    ring = snap(*map(inst, PLACES), ties=tuple(tie(*pair) for pair in pairwise([*PLACES, PLACES[0]])))
    found = central(ring)
    assert (found.first, found.level) == (tuple(PLACES[:5]), 7)
    assert found.verdict != "stable"
    assert (
        "7 dalszych pozycji na liście ma tę samą wagę co ostatnia z pierwszych"
        in stability_sentences(found)
    )
    path = snap(*map(inst, PLACES), ties=tuple(tie(*pair) for pair in pairwise(PLACES[:7])))
    assert (len(central(path).first), central(path).level) == (5, 0)


def test_nothing_missing_changes_nothing():
    found = central(star(both_sides=False), missing=0.0, rounds=3)
    assert (found.median, found.least, found.left_out) == (1.0, 1.0, 0)


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ((), "lista jest pusta"),
        ((tie("A", "B"), tie("A", "C")), "nie da się sprawdzić"),
        ((tie("A", "B"), tie("C", "A")), "Pewność wyniku (instytucje, które spajają sieć): "),
    ],
)
def test_too_few_answers_give_no_verdict(ties, said):
    found = central(snap(leader("A"), inst("B"), inst("C"), ties=ties))
    assert (found.verdict is None) == (len({tie.reporter_id for tie in ties}) < 2)
    assert said in stability_sentences(found)


# Whom to invite


def inviting():
    """Outsiders whose worth differs by what the survey tells, and by families."""
    here = [*combinations(PLACES[:5], 2)][:7]
    out = [(place, f"O{number}") for number, place in enumerate(PLACES[:5])]
    return snap(
        leader("P00"),
        *map(inst, PLACES[1:6]),
        *[
            outsider(f"O{number}", code)
            for number, code in enumerate(("NGO", "SP", "POZ", "KLUB", "PPP"))
        ],
        ties=tuple(tie(*pair) for pair in (*here, *out, ("O1", "P04"), ("O2", "P05"), ("O3", "P05"))),
        families=(family("R1", lead="P00", involved="O4"),),
    )


def test_candidates_and_best_sets_of_the_rounds_are_those_of_their_data():
    here = inviting()
    resampling = Resampling(here, rounds=30)
    rank = candidate_ranking(here, Weights(), LIMITS.max_wait)
    candidates = stability("candidates", rank, resampling)
    best = best_set_stability(resampling, 2, Weights(), LIMITS.max_wait)
    today = recruit(here, 2)
    assert candidates.first == tuple(one.id for one in today.candidates[:5])
    assert best.first == today.best_set.ids
    overlaps, lost = [], []
    for one in resampling:
        fresh = one.replace()
        found, value = recruit(fresh, 2), Value(fresh)
        assert [place.id for place in rank(one)] == [one.id for one in found.candidates]
        overlaps.append(len({*found.best_set.ids} & {*best.first}) / 2)
        most = max(value.gain(pair) for pair in combinations(candidates_of(fresh), 2))
        lost.append(1 - value.gain(best.first) / most)
    assert best.median == median(overlaps)
    assert best.lost.median == pytest.approx(median(lost), abs=1e-9)
    assert best.lost.most == pytest.approx(sorted(lost)[ceil(0.95 * 29)], abs=1e-9)
    assert best.lost.most > 0
    assert "korzyści zestawu najlepszego w danej próbie" in stability_sentences(best)
    assert candidates.lost is None


def test_no_candidates_are_nothing_to_be_sure_of():
    resampling = Resampling(star(both_sides=True))
    best = best_set_stability(resampling, 3, Weights(), 180)
    rank = candidate_ranking(resampling.snapshot, Weights(), 180)
    candidates = stability("candidates", rank, resampling)
    assert [(one.first, one.verdict) for one in (best, candidates)] == [((), None), ((), None)]


# What is said


def test_the_sentences_name_what_was_tested():
    found = Stability("best_set", ("a", "b", "c"), 0, (1.0,) * 3, 0.667, 0.329, 200, 33, 7)
    assert "W każdej z 200 prób pominięto wszystkie odpowiedzi 7 z 33 instytucji" in (
        said := stability_sentences(found)
    )
    # Rounded down: at least 66, not 67.
    assert "co najmniej 66% tych samych pozycji, w 95 na 100 prób: co najmniej 32%." in said
    document = stability_document(found, "en")
    assert document["verdict"] == "uncertain"
    assert "Each of 200 rounds left out all answers of 7 of 33 institutions" in document["explanation"]


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("stability"), demo_package) as opened:
        yield opened


def test_every_ranking_has_its_own_in_the_api(doors):
    answer = doors.get(
        f"/api/v1/partnerships/{HERE}/stability?size=2&as_of=2026-06-30", Role.CASE_LEAD
    ).json()
    found = {one["ranking"]: one for one in answer["rankings"]}
    assert list(found) == ["central_actors", "gaps", "candidates", "best_set"]
    assert all(one["rounds"] == 200 and one["verdict"] for one in found.values())
    assert len(found["best_set"]["first"]) == 2
    assert found["best_set"]["value_lost"]["median"] >= 0


def test_a_page_waits_for_no_test_and_shows_it_once_it_is_known(doors):
    headers = doors.headers(Role.MODERATOR)
    for page, part, said in (
        ("luki", "luki", "Pewność wyniku (kolejność luk)"),
        ("zaproszenia", "zaproszenia", "Pewność wyniku (najlepszy zestaw)"),
        ("", "spaja", "Pewność wyniku (instytucje, które spajają sieć)"),
    ):
        address = f"/partnerstwa/{HERE}/{page}".rstrip("/")
        before = doors.client.get(address, headers=headers).text
        assert said not in before
        later = f"/partnerstwa/{HERE}/pewnosc/{part}?ile=3&amp;lang=pl"
        assert f'data-later="{later}"' in before
        told = doors.client.get(later.replace("&amp;", "&"), headers=headers).text
        assert said in told
        after = doors.client.get(address, headers=headers).text
        assert told.split("</p>")[0].removeprefix("<p>") in after
        assert later not in after


def test_who_may_not_see_cases_has_the_verdict_of_what_is_shown(doors, demo_package):
    """Gaps that rest on single cases are in no ranking of a moderator, so in no verdict either."""
    answer = doors.get(f"/api/v1/partnerships/{HERE}/stability", Role.MODERATOR).json()
    (gaps,) = [one for one in answer["rankings"] if one["ranking"] == "gaps"]
    shown = doors.get(f"/api/v1/partnerships/{HERE}/gaps", Role.MODERATOR).json()["gaps"]
    assert gaps["first"] == list(dict.fromkeys(gap["spot"] for gap in shown))[:5]
    whole = find_gaps(snapshot_of(demo_package, doors.runtime.snapshot(HERE).as_of))
    assert gaps["first"] != list(dict.fromkeys(gap.spot for gap in whole))[:5]
