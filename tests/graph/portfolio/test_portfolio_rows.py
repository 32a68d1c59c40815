"""Rows of the portfolio: services that matter are found, and sums tell nothing small by subtraction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from random import Random

import pytest

from graph.gaps import find_gaps
from graph.gaps.severity import Urgency
from graph.model import Institution, Offer, Service, TieReport, Wave
from graph.portfolio import Entry, GapCounts, Member, OfferIndex, Survey, roll_up, surroundings_of
from graph.portfolio.attention import Life, attention_of
from graph.portfolio.entry import Unmet, entry_of, gap_counts, survey_of
from graph.snapshot import snapshot_of
from graph.vocabulary import holds
from graph.vocabulary.barriers import BARRIERS
from seed.many import made_packages
from service.answers.published import count_rounded, round_with

DAY = date(2026, 11, 28)
NO_GAPS: dict[Urgency, int] = {"high": 0, "medium": 0, "low": 0}


def test_gaps_with_the_services_that_matter_are_those_with_all_of_the_store(demo_package) -> None:
    packages = [demo_package, *(made.package for made in made_packages(6, seed=5))]
    offers = [
        Offer(service, provider)
        for package in packages
        for provider in package.institutions
        for service in package.services
        if service.institution_id == provider.id
    ]
    # Services for the country, a region, a powiat, a neighbouring gmina, from places of others.
    away = Institution("away", "Poradnia", "PZP", level="wojewodztwo", teryt="1465011")
    for number, area in enumerate(("24", "2499", "2499011", "2499022", "10", "1098")):
        offers.append(Offer(Service(f"away-{number}", "away", "PSY", service_area=(area,)), away))
    index = OfferIndex(offers)
    for package in packages:
        near = index.near(surroundings_of(package))
        assert len(near) < len(offers)
        for snapshots in (lambda one: one, lambda one: one.public):
            some, whole = (
                [
                    (gap.id, gap.kind, gap.severity, gap.institutions, gap.families)
                    for gap in find_gaps(snapshots(snapshot_of(package, DAY, given)))
                ]
                for given in (near, offers)
            )
            assert some == whole


def test_the_latest_wave_with_an_answer_gives_the_rate_and_the_newest_report_the_age() -> None:
    (made,) = made_packages(1, seed=3)
    package = made.package
    first, second = sorted(package.waves, key=lambda wave: wave.opened_on)
    found = survey_of(package, DAY)
    assert found.wave == second.id
    reporters = {tie.reporter_id for tie in package.ties if tie.wave == second.id}
    assert found.rate == len(reporters) / len(package.institutions)
    days = [tie.reported_on or second.opened_on for tie in package.ties if tie.wave == second.id]
    assert found.age_days == (DAY - max(days)).days
    assert survey_of(package, first.opened_on).wave in {first.id, None}


def member(number: int, teryt: str, random: Random) -> Member:
    barriers = {code: random.choice((0, 0, 1, 2, 7)) for code in BARRIERS}
    unmet = tuple(
        Unmet(need, random.choice((None, 5, 12))) for need in ("Z2", "N04") if random.random() < 0.4
    )
    return Member(
        Entry(f"p{number}", "P", teryt, None, 3, 9, False, Survey(None, None, None)),
        GapCounts(NO_GAPS, {}, (), 0.0, unmet),
        barriers,
    )


@pytest.mark.parametrize("seed", range(3))
def test_no_two_territories_subtracted_tell_a_small_number(seed: int) -> None:
    random = Random(seed)
    places = [f"{w}{p:02}{g:02}1" for w, p, g in product(("10", "24"), (1, 2, 61), (1, 2, 3, 4))]
    members = [member(n, place, random) for n, place in enumerate(places)]
    tell = partial(count_rounded, partial(round_with, b"a key of the store", "portfolio"))
    views = sorted({place[:digits] for place in places for digits in (2, 4, 6, 7)} | {""})

    def seen(territory: str, chosen: Collection[Member] = members) -> dict[str, int | None]:
        here = [one for one in chosen if not territory or holds(territory, one.entry.teryt or "")]
        found = roll_up(here, tell)
        told = {f"b {row.code}": row.count for row in found.barriers}
        told |= {f"p {row.code}": row.partnerships for row in found.barriers}
        return told | {f"n {row.need}": row.partnerships for row in found.unmet_needs}

    answers = {view: seen(view) for view in views}
    # Filters by kind of gap, need and kind of gmina can choose any of them.
    for number in range(20):
        some = random.sample(members, random.randint(1, len(members)))
        answers |= {f"some {number}": seen("", some), f"all but one of {number}": seen("", some[1:])}
    for one, other in product(answers, answers):
        for key in answers[one].keys() | answers[other].keys():
            a, b = answers[one].get(key) or 0, answers[other].get(key) or 0
            assert (a - b) % 5 == 0, (one, other, key)
    # Which codes are listed tells nothing of barriers either, not even for one partnership.
    assert all(len([key for key in told if key[0] == "b"]) == len(BARRIERS) for told in answers.values())


def test_whoever_sees_every_case_gets_exact_sums() -> None:
    random = Random(1)
    members = [member(n, "2401011", random) for n in range(3)]
    found = roll_up(members)
    assert {row.code: row.count for row in found.barriers} == {
        code: total for code in BARRIERS if (total := sum(one.barriers[code] for one in members))
    }
    for row in found.unmet_needs:
        having = [u for one in members for u in one.gaps.unmet if u.need == row.need]
        assert row.partnerships == len(having)
        assert row.families == (sum(u.families or 0 for u in having) or None)
    (powiat,) = found.by_powiat
    assert (powiat.code, powiat.partnerships, powiat.members) == ("2401", 3, 9)


def test_a_wave_under_way_is_no_reason_for_attention_until_it_closes(demo_package) -> None:
    wave = Wave("now", date(2026, 11, 20), date(2026, 12, 1))
    said = TieReport("I19", "I01", 4, "weekly", reported_on=date(2026, 11, 21), wave="now")
    package = replace(demo_package, waves=(*demo_package.waves, wave), ties=(*demo_package.ties, said))

    def reasons(day: date) -> set[str]:
        entry = entry_of(snapshot_of(package, day), package)
        assert entry.survey.wave == "now"
        assert (entry.survey.rate or 1) < 0.5
        return {one.code for one in attention_of(entry, gap_counts([]), Life(), day).reasons}

    assert "few_answers" not in reasons(date(2026, 11, 28))
    assert "few_answers" in reasons(date(2026, 12, 2))
